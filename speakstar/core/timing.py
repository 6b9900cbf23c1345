"""How the time of an answer is shared out among the parts of its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core.delivery import estimate_s
from speakstar.core.model import Section, TaggedSentence
from speakstar.core.text import tokens

STALLING_S = 20.0
"""A situation that takes longer keeps the listener waiting for the story (jobtrackfy.com's guide to 90 s answers)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the story, the sections that belong to it, and how long it should take in seconds."""

    name: str
    sections: tuple[Section, ...]
    low_s: float
    high_s: float


PARTS: tuple[Part, ...] = (
    Part("situation", ("situation",), 10.0, 15.0),
    Part("task", ("task",), 10.0, 15.0),
    Part("action", ("action", "tradeoff"), 45.0, 55.0),
    Part("result", ("result", "lesson"), 15.0, 20.0),
)
"""For an answer of 90 s (virtualinterview.ai; jobtrackfy.com gives the same shares)."""


@dataclass(frozen=True, slots=True)
class PartTime:
    """How long a part took, in seconds; estimated from the words where there is no sound."""

    part: Part
    seconds: float


def part_times(tagged: Sequence[TaggedSentence]) -> tuple[PartTime, ...]:
    """Add up the sentences of each part; nothing where no sentence belongs to the story."""
    if not any(one.section != "other" for one in tagged):
        return ()
    return tuple(
        PartTime(part, sum(sentence_s(one) for one in tagged if one.section in part.sections)) for part in PARTS
    )


def stalling_s(tagged: Sequence[TaggedSentence]) -> float | None:
    """Return how long the situation took if that is past `STALLING_S`, else None."""
    took_s = sum(sentence_s(one) for one in tagged if one.section == "situation")
    return took_s if took_s > STALLING_S else None


def sentence_s(tagged: TaggedSentence) -> float:
    """Return how long a sentence took, in seconds; without times, how long its words usually take."""
    start_s, end_s = tagged.sentence.start_s, tagged.sentence.end_s
    if start_s is None or end_s is None:
        return estimate_s(len(tokens(tagged.sentence.text)))
    return end_s - start_s
