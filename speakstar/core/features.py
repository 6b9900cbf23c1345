"""The plain form of a sentence and what is seen in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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

_SHORTENED = """
don't didn't doesn't couldn't wouldn't shouldn't can't won't isn't aren't wasn't weren't hadn't haven't hasn't
i'm i'd i've you're you'd you've they're they'd they've we've he's she's that's that'd there's what's who's it'd
would've could've should've might've let's
"""
_SHORT_FORMS = {form.replace("'", ""): form for form in _SHORTENED.split()}
"""Short forms by how they look without the apostrophe, except those that are another word, too (its, were, ill)."""

_WITHOUT = re.compile(rf"\b(?:{'|'.join(_SHORT_FORMS)})\b")

COMPUTED = ("figure", "two_figures", "name", "short", "long", "first_person", "we", "comma_clause")
"""What is computed rather than looked up."""

MIN_PLACED = 5
"""In an answer of fewer sentences the place of one says nothing about its section."""


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return a sentence in lower case without hesitations and filler uses, one blank between words.

    Apostrophes that a recogniser left out ("dont") are put back. Who looks at a sentence several times, as the
    checklist does, has its plain form made once.
    """
    lowered = text.lower().replace("’", "'")
    kept: list[str] = []
    end = 0
    for decision in decisions(lowered):
        if decision.use != "ordinary" and decision.phrase not in {"kind of", "sort of"}:
            kept.append(lowered[end : decision.start_char])
            end = decision.end_char
    kept.append(lowered[end:])
    squeezed = re.sub(r"\s*,(?:[\s,]*,)*\s*", ", ", re.sub(r"\s+", " ", "".join(kept)))
    tidy = re.sub(r"[,\s]+(?=[.?!])", "", squeezed).strip(" ,.…")
    return _WITHOUT.sub(lambda match: _SHORT_FORMS[match.group()], tidy)


def seen(text: str) -> frozenset[str]:
    """Return the ids of the cues and computed marks of a sentence."""
    simple = plain(text)
    marks = {cue.id for cue in CUES if cue.pattern.search(simple)}
    count = len(figures(text))
    words = simple.split()
    computed = {
        "figure": count >= 1,
        "two_figures": count >= 2,
        "name": bool(names(text)),
        "short": len(words) <= 6,
        "long": len(words) >= 22,
        "first_person": bool(_FIRST_PERSON.search(simple)),
        "we": bool(_WE.search(simple)),
        "comma_clause": simple.count(",") >= 2,
    }
    return frozenset(marks | {name for name, there in computed.items() if there})


def places(number: int, of: int) -> frozenset[str]:
    """Return where sentence ``number`` (from 0) stands among ``of``; nothing where there are too few to tell."""
    if of < MIN_PLACED:
        return frozenset()
    share = (number + 0.5) / of
    found = {"early" if share < 1 / 3 else "late" if share > 2 / 3 else "middle"}
    edges: Sequence[tuple[int, str]] = ((0, "first"), (1, "second"), (of - 1, "last"), (of - 2, "second_last"))
    return frozenset(found | {name for index, name in edges if index == number})


def names(text: str) -> frozenset[str]:
    """Return, in lower case, the words with a capital within the sentence that are no acronym and no day."""
    return frozenset(
        token.text.lower()
        for token in tokens(text)
        if token.text[0].isupper()
        and token.text[1:].islower()
        and not _CALENDAR.fullmatch(token.text.lower())
        and not HESITATION.fullmatch(token.text.lower())
        and text[: token.start_char].rstrip()[-1:] not in {"", ".", "?", "!"}
    )
