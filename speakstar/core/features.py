"""The plain form of a sentence and what is seen in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speakstar.core.figures import figures
from speakstar.core.filler_rules import HESITATION
from speakstar.core.fillers import decisions
from speakstar.core.star_rules import CUES
from speakstar.core.text import tokens

_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|christmas|easter|english|german|french|i"
)
_FIRST_PERSON = re.compile(r"\b(?:i|me|my|mine|i'\w+)\b")
_WE = re.compile(r"\b(?:we|us|our|we'\w+)\b")

COMPUTED = ("figure", "two_figures", "name", "short", "long", "first_person", "we", "comma_clause")
"""What is computed rather than looked up."""

PLACES = ("first", "second", "last", "second_last", "early", "middle", "late")
"""Where a sentence stands in its answer."""

IMAGINED_SHARE = 0.4
"""From this share of sentences with "I would" on, the speaker tells what they would do. In the labelled answers no
story has more than a fifth, and every imagined one half or more."""

IMAGINED_MIN = 2
"""One "I would" is a figure of speech."""


MIN_PLACED = 5
"""In an answer of fewer sentences the place of one says nothing about its section."""


def plain(text: str) -> str:
    """Return a sentence in lower case without hesitations and filler uses, one blank between words."""
    lowered = text.lower().replace("’", "'")
    kept: list[str] = []
    end = 0
    for decision in decisions(lowered):
        if decision.use != "ordinary" and decision.phrase not in {"kind of", "sort of"}:
            kept.append(lowered[end : decision.start_char])
            end = decision.end_char
    kept.append(lowered[end:])
    squeezed = re.sub(r"\s*,(?:[\s,]*,)*\s*", ", ", re.sub(r"\s+", " ", "".join(kept)))
    return re.sub(r"[,\s]+(?=[.?!])", "", squeezed).strip(" ,.…")


def seen(text: str) -> frozenset[str]:
    """Return the ids of the cues and computed marks of a sentence."""
    simple = plain(text)
    marks = {cue.id for cue in CUES if cue.pattern.search(simple)}
    count = len(figures(text))
    words = simple.split()
    computed = {
        "figure": count >= 1,
        "two_figures": count >= 2,
        "name": _has_name(text),
        "short": len(words) <= 6,
        "long": len(words) >= 22,
        "first_person": bool(_FIRST_PERSON.search(simple)),
        "we": bool(_WE.search(simple)),
        "comma_clause": simple.count(",") >= 2,
    }
    return frozenset(marks | {name for name, there in computed.items() if there})


def imagined(marks: Sequence[frozenset[str]]) -> bool:
    """Whether an answer, given what is seen in each sentence, says what the speaker would do, not what they did."""
    would = sum("would" in mark for mark in marks)
    return would >= IMAGINED_MIN and would >= IMAGINED_SHARE * len(marks)


def places(number: int, of: int) -> frozenset[str]:
    """Return where sentence ``number`` (from 0) stands among ``of``; nothing where there are too few to tell."""
    if of < MIN_PLACED:
        return frozenset()
    share = (number + 0.5) / of
    found = {"early" if share < 1 / 3 else "late" if share > 2 / 3 else "middle"}
    edges: Sequence[tuple[int, str]] = ((0, "first"), (1, "second"), (of - 1, "last"), (of - 2, "second_last"))
    return frozenset(found | {name for index, name in edges if index == number})


def _has_name(text: str) -> bool:
    """Whether a capital stands within the sentence that is no acronym and no day."""
    return any(
        token.text[0].isupper()
        and token.text[1:].islower()
        and not _CALENDAR.fullmatch(token.text.lower())
        and not HESITATION.fullmatch(token.text.lower())
        and text[: token.start_char].rstrip()[-1:] not in {"", ".", "?", "!"}
        for token in tokens(text)
    )
