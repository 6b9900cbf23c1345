"""Figures that measure something: amounts, durations, rates and counts, but not dates, ages or versions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety"
).split()
_SPELLED = rf"(?:{'|'.join(_TEENS + _UNITS)})(?:[ -](?:{'|'.join(_UNITS)}))?"
_LARGE = r"(?:dozens?|hundreds?|thousands?|millions?|billions?|k|grand)"
_DIGITS = r"[£$€]?\d[\d,]*(?:\.\d+)?(?:k|m)?\b"
_MULTIPLE = r"(?:half|halved|halving|doubled|tripled|quadrupled|twice|thrice|a third|a quarter|a dozen|zero)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)

_FIGURE = re.compile(
    rf"\b{_MULTIPLE}\b|(?:{_DIGITS}|\b(?:{_SPELLED}|an?(?= {_LARGE}\b))\b)(?:\s+(?:and\s+)?(?:an?\s+)?(?:{_LARGE}|{_SPELLED})\b)*"
    r"(?:\s*%|\s+per\s?cent\b|\s+percent\b)?",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH}|version|java|python|windows|angular|php|room|year|tier|level|grade|stage|step|section|chapter|"
    r"phase|day|number|article|unit|ward|line|bus|route|gate|page|part|v|iso|covid|part|form|no\.|the|that|this|"
    r"every|which|any|no|some|each|last|another|not|at|only|or|week)|[a-z]{1,4}-)\s*$",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"\b(?:at|by|before|until|till|after|around|past|from|between)\s+(?:about\s+)?$", re.IGNORECASE)
_MEASURED_AFTER = re.compile(
    r"\s*-?\s*(?:%|percent|per\s?cent|times?|x\b|seconds?|minutes?|hours?|days?|weeks?|months?|years?(?!-old| old)|ms\b|"
    r"pounds?|dollars?|euros?|points?|people|customers?|users?|orders?|errors?|complaints?|tickets?|units?|pages?|of\b|out of|"
    r"in\b|a (?:day|week|month|year)|an hour)",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(
    rf"\s*(?:st|nd|rd|th)\b|\s*(?:of\s+)?{_MONTH}\b|\s*(?:a\.m|p\.m|am\b|pm\b|o'?\s?clock)|:\d\d|[-\s]years?[-\s]olds?\b|"
    r"(?:st|nd|rd|th)\b|\.\d+\.\d|\s+of\s+(?:the|us|them|my|our|his|her|those|these)\s+(?:things?|best|most|first|only)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BARE_ONE = re.compile(r"one$", re.IGNORECASE)
_ONE_COUNTS = re.compile(r"\s+(?:percent|per\s?cent|in\s+\w+|out\s+of|of\s+\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured amount as written, and where it lies in the text."""

    text: str
    start_char: int
    end_char: int


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text: digits or words ("twelve percent", "half", "twice", "1 in 20").

    Dates, times of day, years, ages, versions, ordinals and the pronoun "one" are not figures.
    """
    return tuple(
        Figure(match.group().strip(), match.start(), match.end())
        for match in _FIGURE.finditer(text)
        if _measures(text, match)
    )


def _measures(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 32]
    number = match.group().strip()
    if _DATE_AFTER.match(after) or before.endswith(("v", "V", ".")) and number[0].isdigit():
        return False
    if _BARE_ONE.match(number):
        return bool(_ONE_COUNTS.match(after))
    if _YEAR.match(number) and not _MEASURED_AFTER.match(after):
        return False
    if number[0].isalpha() or "%" in number or number[0] in "£$€":
        return not (_CLOCK_BEFORE.search(before) and not _MEASURED_AFTER.match(after) and " " not in number) or (
            re.fullmatch(_MULTIPLE, number, re.IGNORECASE) is not None
        )
    if _MEASURED_AFTER.match(after):
        return True
    return not (_NOT_BEFORE.search(before) or (_CLOCK_BEFORE.search(before) and not before.strip().endswith("from")))
