"""How the time of an answer is shared out among the parts of its story."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from speakstar.core.delivery import estimate_s
from speakstar.core.model import Section, Sentence, TaggedSentence
from speakstar.core.text import tokens

STALLING_S = 20.0
"""A situation that takes longer keeps the listener waiting for the story (jobtrackfy.com's guide to 90 s answers)."""

ESTIMATED_SHARE = 0.15
"""How much longer than that a situation must seem whose time is only estimated from its words."""


_KINDS = r"(?:one|time|occasion|case|story|example)"
_THERE_WAS_ANOTHER = re.compile(
    rf"\bthere(?: was| is|'s) (?:also )?(?:another|a second|this other|the other) {_KINDS}\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:(?:another|the (?:second|other)) (?:time|story|example|occasion) (?:was|is|from)|"
    r"in (?:the|my) (?:second|other) (?:story|example|one)|the (?:second|other) one(?:'s| is| was))\b",
    re.IGNORECASE,
)
"""With which people begin another story; as a step "the second one was boring" is none."""

SPARE_WORDS = 5
"""Leaving out a shorter sentence saves less than two seconds."""

USUAL_SENTENCE_WORDS = 17
"""Mean length of the labelled answers' sentences."""


_I = re.compile(r"\b(?:i(?:['’]\w+)?(?!\.)|me|my|myself)\b", re.IGNORECASE)
"""The speaker, by whom something was done."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the story, the sections that belong to it, and how long it should take in seconds."""

    name: str
    sections: tuple[Section, ...]
    low_s: float
    high_s: float


SITUATION = Part("situation", ("situation",), 10.0, 15.0)

PARTS: tuple[Part, ...] = (
    SITUATION,
    Part("task", ("task",), 10.0, 15.0),
    Part("action", ("action", "tradeoff"), 45.0, 55.0),
    Part("result", ("result", "lesson"), 15.0, 20.0),
)
"""For an answer of 90 s (virtualinterview.ai; jobtrackfy.com gives the same shares)."""


_SCENE = frozenset({"situation", "task"})
_UNDER_WAY = frozenset({"action", "tradeoff", "result", "lesson"})
"""Sections that show that the story has begun."""


@dataclass(frozen=True, slots=True)
class PartTime:
    """How long a part took, in seconds; estimated from the words where there is no sound."""

    part: Part
    seconds: float

    @property
    def over_s(self) -> float:
        """How much longer than usual that is."""
        return max(0.0, self.seconds - self.part.high_s)


def section_times(tagged: Sequence[TaggedSentence]) -> dict[Section, float]:
    """Add up how long each section took, in seconds, in the order of their first sentences.

    A stretch of neighbouring sentences takes from the start of its first to the end of its last, pauses between them
    included, as the bar shows it; without times it takes as long as its words usually do.
    """
    took_s: dict[Section, float] = {}
    for section, run in groupby(tagged, key=lambda one: one.section):
        took_s[section] = took_s.get(section, 0.0) + _stretch_s(list(run))
    return took_s


def part_times(tagged: Sequence[TaggedSentence]) -> tuple[PartTime, ...]:
    """Add up the sections of each part; nothing where no sentence belongs to the story."""
    took_s = section_times(tagged)
    if not set(took_s) - {"other"}:
        return ()
    return tuple(PartTime(part, sum(took_s.get(section, 0.0) for section in part.sections)) for part in PARTS)


def stalling_s(tagged: Sequence[TaggedSentence]) -> float | None:
    """Return how long the situation took before the speaker did anything if that is past `STALLING_S`, else None.

    What turns up in mid-story ("by then the control was drifting") keeps nobody waiting.
    """
    before = list(takewhile(lambda one: one.section not in _UNDER_WAY, tagged))
    took_s = section_times(before).get("situation", 0.0)
    timed = all(one.sentence.start_s is not None for one in before if one.section == "situation")
    return took_s if took_s > STALLING_S * (1.0 if timed else 1.0 + ESTIMATED_SHARE) else None


def is_task_late(tagged: Sequence[TaggedSentence]) -> bool:
    """Whether it is the task that the situation keeps waiting: it is told, but only past `STALLING_S`."""
    before = list(takewhile(lambda one: one.section != "task", tagged))
    return len(before) < len(tagged) and section_times(before).get("situation", 0.0) > STALLING_S


def second_story(tagged: Sequence[TaggedSentence]) -> TaggedSentence | None:
    """Return the sentence with which another story begins, None where one alone is told.

    Who has acted and said how that ended, then sets a scene again and acts once more, tells two, and so does who says
    so between two steps. Of the 33 labelled answers (of 3,576) that do either, 30 tell two.
    """
    acted = ended = False
    begins: TaggedSentence | None = None
    for one in tagged:
        if begins and one.section == "action":
            return begins
        if (ended and one.section in _SCENE) or (acted and _says_another(one)):
            begins = begins or one
        elif one.section in ("result", "lesson"):
            begins = None
        acted |= one.section == "action"
        ended |= acted and one.section == "result"
    return None


def _says_another(told: TaggedSentence) -> bool:
    text = told.sentence.text.replace("’", "'")
    return bool(_THERE_WAS_ANOTHER.search(text) or (told.section != "action" and _ANOTHER.search(text)))


def overlong_part(tagged: Sequence[TaggedSentence]) -> PartTime | None:
    """Return the part that runs furthest over its usual time; None where none does."""
    part = max(part_times(tagged), key=lambda time: time.over_s, default=None)
    return part if part and part.over_s else None


def spare(tagged: Sequence[TaggedSentence], part: Part | None, needed: Collection[str]) -> tuple[TaggedSentence, ...]:
    """Return the sentences that an answer stands without: asides, and those of a part that prove nothing.

    ``needed`` holds the texts of the sentences that do. Of the situation none is taken: what is no evidence there may
    be what the story is about. Neither are sentences of less than `SPARE_WORDS` words, nor within the story what the
    speaker did.
    """
    sections = {"other", *(part.sections if part and part != SITUATION else ())}
    return tuple(
        one
        for one in tagged
        if one.section in sections
        and one.sentence.text not in needed
        and len(tokens(one.sentence.text)) >= SPARE_WORDS
        and (one.section == "other" or not _I.search(one.sentence.text))
    )


def spoken_sentences(section: Sequence[Sentence]) -> int:
    """Count sentences; of speech no more than its words make, as a recogniser ends one at many a pause.

    The same goes for sentences without a full stop: where they end was a guess.
    """
    written = all(sentence.text.rstrip("\"'”’)]")[-1:] in set(".!?…") for sentence in section)
    if written and any(sentence.start_s is None for sentence in section):
        return len(section)
    words = sum(len(tokens(sentence.text)) for sentence in section)
    return min(len(section), round(words / USUAL_SENTENCE_WORDS))


def _stretch_s(run: Sequence[TaggedSentence]) -> float:
    start_s, end_s = run[0].sentence.start_s, run[-1].sentence.end_s
    if start_s is None or end_s is None:
        return sum(estimate_s(len(tokens(one.sentence.text))) for one in run)
    return end_s - start_s
