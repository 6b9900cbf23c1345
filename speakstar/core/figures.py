"""Figures that measure something: amounts, durations, rates and counts, but not dates, ages or versions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety)"
)
_SPELLED = rf"(?:{_TEENS}|{_ONES})(?:[ -]{_ONES})?"
_LARGE = r"(?:dozens?|hundreds?|thousands?|millions?|billions?|k|grand)"
_DIGITS = r"[£$€]?\d[\d,]*(?:\.\d+)?(?:k|m)?\b"
_MULTIPLE = (
    r"(?:half(?![ -]terms?\b)|halv(?:e[ds]?|ing)|doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|quadrupl(?:e[ds]?|ing)|"
    r"(?:two|three|four|ten)fold|"
    r"twice|thrice|(?:an?|two|three|four) (?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)|a dozen|zero|nought|"
    r"not a single|an? (?:minute|second|hour|day|week|month|year|penny|pound|dollar) (?:each|a|per|instead|less|sooner|"
    r"earlier|faster|saved))"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)

_FIGURE = re.compile(
    rf"\b{_MULTIPLE}\b|(?:{_DIGITS}|\b(?:{_SPELLED}|an?(?= {_LARGE}\b))\b)"
    rf"(?:\s+(?:and\s+)?(?:an?\s+)?(?:{_LARGE}|{_SPELLED})\b)*(?:\s*%|\s+per\s?cent\b|\s+percent\b)?",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH}|version|java|python|windows|angular|php|room|year|tier|level|grade|stage|step|section|chapter|"
    r"phase|day|number|article|unit|ward|line|bus|route|gate|page|part|v|iso|covid|part|form|no\.|the|that|this|"
    r"every|which|any|no|some|each|last|another|not|at|only|or|week)|[a-z]{1,4}-)\s*$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"[A-Za-z.]$|\d:$|\b24/$")
_NAMED_AFTER = re.compile(r"\.\d|(?<=\b24)/7\b")
"""A digit that goes on from a letter or another one names something: Q3, 9:30, 4.2.1, 24/7."""

_CLOCK_BEFORE = re.compile(r"\b(?:at|by|before|until|till|after|around|past|between)\s+(?:about\s+)?$", re.IGNORECASE)
_MEASURED_AFTER = re.compile(
    r"\s*-?\s*(?:%|percent|per\s?cent|times?|x\b|seconds?|minutes?|hours?|days?|weeks?|months?|years?(?!-old| old)|"
    r"ms\b|[kcm]m\b|(?:milli|centi|kilo)?met(?:re|er)s?|miles?|lit(?:re|er)s?|kilos?|(?:kilo)?grams?|tonnes?|tons?|"
    r"degrees?|pence|cents?|pounds?|dollars?|euros?|points?|people|customers?|users?|orders?|errors?|complaints?|tickets?|units?|pages?|"
    r"of\b|out of|in\b|a (?:day|week|month|year)|an hour)",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(
    rf"\s*(?:st|nd|rd|th)\b|\s*(?:of\s+)?{_MONTH}\b|:\d\d|\.\d+\.\d|[-\s]years?[-\s]olds?\b|"
    r"\s*(?:a\.m|p\.m|am\b|pm\b|o'?\s?clock|past\b|in the (?:morning|afternoon|evening))|"
    r"\s+of\s+(?:the|us|them|my|our|his|her|those|these)\s+(?:things?|best|most|first|only)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PLAINLY_MEASURED = re.compile(rf"[%£$€]|per\s?cent|\d,\d{{3}}\b|{_LARGE}|^{_MULTIPLE}$", re.IGNORECASE)
_BARE_ONE = re.compile(r"one$", re.IGNORECASE)
_ONE_COUNTS = re.compile(r"\s+(?:percent|per\s?cent|in\s+\w+|out\s+of|of\s+\d+)\b", re.IGNORECASE)

_CHANGED = (
    r"(?:cut|cuts|cutting|reduc(?:ed|es|ing)|lower(?:ed|s|ing)|rais(?:ed|es|ing)|increas(?:ed|es|ing)|improv(?:ed|es|ing)|"
    r"shorten(?:ed|s|ing)|brought|brings|bringing|got|fell|falls|fallen|falling|dropp(?:ed|ing)|drops|rose|risen|rising|"
    r"grew|grown|growing|shrank|shrunk|sped|slashed|trimmed|lifted|"
    r"(?:went|goe?s?|gone|going|came)(?: (?:up|down|back|straight|right))?(?= (?:from|by)\b))"
)
"""What changes a figure; who went in "from nine to five" did not."""

_ABOUT = (
    r"(?:(?:about|around|roughly|just|over|under|some|nearly|almost|maybe|more than|less than|at least|only|the) )*"
)
_PART = r"(?:half|(?:an?|two|three|four) (?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?))\b"
_AMOUNT = rf"{_ABOUT}(?:{_DIGITS}|{_SPELLED}|an? {_LARGE}|{_MULTIPLE}|nothing|none)"
_CHANGE = re.compile(
    rf"\b{_CHANGED}\b[^.;]{{0,60}}?\b(?:from {_AMOUNT}[^;]{{0,60}}?\bto {_AMOUNT}|by {_AMOUNT} ?(?:%|per ?cent\b)|"
    rf"by {_ABOUT}{_PART})",
    re.IGNORECASE,
)
_CHANGE_BY = re.compile(
    r"\b\d[\d.,]* ?(?:%|per ?cent\b) (?:\w+ )?(?:reduction|increase|decrease|improvement|drop|rise|growth)\b|"
    rf"\b{_SPELLED} per ?cent (?:\w+ )?(?:reduction|increase|decrease|improvement|drop|rise|growth)\b",
    re.IGNORECASE,
)
_BEFORE = 60
"""Characters before a change that are searched for what makes it unreal."""

_COUNT = re.compile(
    rf"\d|\b(?:{_SPELLED}|{_LARGE}|{_MULTIPLE}|none|no|not|nobody|nothing|never|neither|once|single|without|every|all|any\w*|"
    r"both|first|second|third|fourth|fifth|last|only|early|ahead|later?|days?|weeks?|months?|years?|hours?|minutes?|midnight)\b"
    r"|n't\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:to|would|could|should|will|might|can|must|'ll|'d|may|if|never|didn't|not|asked|hoped|promised|planned)"
    r"[^\w,]+(?:(?!which\b|that\b|and\b)\w+[^\w,]+){0,2}$",
    re.IGNORECASE,
)
"""Before a change that was wanted, feared or left undone; not in another clause ("baked to order, which cut ...")."""

_UNREAL_BY = re.compile(
    r"\b(?:would|could|should|will|might|if|never|not|aim\w*|goal|target|wanted|hoped|planned|expected|promised|for)"
    r"\W+(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured amount as written, and where it lies in the text."""

    text: str
    start_char: int
    end_char: int


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text: digits or words ("twelve percent", "half", "twice", "1 in 20", "not a single").

    Dates, times of day, years, ages, versions, ordinals and the pronoun "one" are not figures.
    """
    return tuple(
        Figure(match.group().strip(), match.start(), match.end())
        for match in _FIGURE.finditer(text)
        if _measures(text, match)
    )


def tells_change(text: str) -> bool:
    """Whether a text says that something went from one figure to another, or by how many percent it changed.

    Of 256 sentences of labelled answers that say "from ... to", 253 are labelled as an outcome with its figure and its
    baseline; of five that say "by ... percent", five. "A 30% reduction" is in none of them.
    """
    plain = text.replace("’", "'")
    return any(
        not unreal.search(plain, max(0, match.start() - _BEFORE), match.start())
        for change, unreal in ((_CHANGE, _UNREAL), (_CHANGE_BY, _UNREAL_BY))
        for match in change.finditer(plain)
    )


def may_count(text: str) -> bool:
    """Whether a text has any word that a figure could lie in: a number, "none", "not one", "a day early"."""
    return _COUNT.search(text.replace("’", "'")) is not None


def _measures(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 32]
    number = match.group().strip()
    measured = _MEASURED_AFTER.match(after) is not None
    named = number[0].isdigit() and (_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(text, match.end()))
    if named or _DATE_AFTER.match(after):
        return False
    if _BARE_ONE.match(number):
        return _ONE_COUNTS.match(after) is not None
    if measured or _PLAINLY_MEASURED.search(number):
        return True
    return not (_YEAR.match(number) or _NOT_BEFORE.search(before) or _CLOCK_BEFORE.search(before))
