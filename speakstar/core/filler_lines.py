"""Fillers as a reader sees them: numbered, with their words, their section and the reasons for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core.filler_rules import HESITATION_RULES, PHRASE_RULES, FillerRule
from speakstar.core.model import Filler, Section, Sound, TaggedSentence, Take, Word
from speakstar.core.text import word_char_spans
from speakstar.errors import NotFoundError

CONTEXT_WORDS = 3
"""Words shown on either side of a filler: enough to find the place again."""

CLUSTER_FILLERS, CLUSTER_S = 3, 10.0
"""So many fillers in so short a time are 18 a minute; from 12 a minute on listeners mind (Laske and DiGennaro Reed
2024)."""


@dataclass(frozen=True, slots=True)
class FillerLine:
    """A filler, its number in the take (from 1), the words around it, and the section it falls in."""

    number: int
    filler: Filler
    before: str
    after: str
    section: Section | None


@dataclass(frozen=True, slots=True)
class FillerCount:
    """A filler's count and where it stands, in seconds."""

    text: str
    times_s: tuple[float | None, ...]

    @property
    def count(self) -> int:
        """How often it was said."""
        return len(self.times_s)


@dataclass(frozen=True, slots=True)
class FillerCluster:
    """A stretch in which certain fillers crowd, and the section that it begins in."""

    start_s: float
    end_s: float
    fillers: int
    section: Section | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a filler was counted.

    ``of`` is how many the take has; ``rule`` is the entry of the word rules that fired, None where the sound alone has
    the filler or the word is the speaker's own; ``sound`` is None where nobody listened a second time.
    """

    take: Take
    line: FillerLine
    of: int
    rule: FillerRule | None
    sound: Sound | None


def filler_lines(take: Take) -> tuple[FillerLine, ...]:
    """Return the fillers of a take, certain and possible ones, numbered in order of time."""
    words, sentences = take.transcript.words, take.analysis.review.sentences
    spans = word_char_spans(words)
    return tuple(
        _line(number, filler, words, spans, sentences)
        for number, filler in enumerate(take.analysis.delivery.fillers, start=1)
    )


def filler_line(take: Take, number: int) -> FillerLine:
    """Return a filler by its number.

    Raises
    ------
    NotFoundError
        The take has no filler of this number.
    """
    lines = filler_lines(take)
    if not 1 <= number <= len(lines):
        known = f"It has {len(lines)}, from 1 on" if lines else "It has none"
        raise NotFoundError(
            f"Take {take.id} has no filler {number}.", hint=f"{known}. See them: speakstar takes explain {take.id}."
        )
    return lines[number - 1]


def explain(take: Take, line: FillerLine) -> Explanation:
    """Gather what speaks for a filler."""
    rules = {rule.id: rule for table in (HESITATION_RULES, *PHRASE_RULES.values()) for rule in table}
    return Explanation(
        take=take,
        line=line,
        of=len(take.analysis.delivery.fillers),
        rule=rules.get(line.filler.rule),
        sound=take.sound,
    )


def count_fillers(fillers: Sequence[Filler]) -> tuple[FillerCount, ...]:
    """Group fillers by their text, the most frequent first."""
    totals = Counter(filler.text.lower() for filler in fillers)
    return tuple(
        FillerCount(text, tuple(f.start_s for f in fillers if f.text.lower() == text))
        for text, _ in totals.most_common()
    )


def clusters(lines: Sequence[FillerLine]) -> tuple[FillerCluster, ...]:
    """Find where `CLUSTER_FILLERS` or more certain fillers start within `CLUSTER_S`; those that overlap are one."""
    timed = [
        (line.filler.start_s, line.filler.end_s, line.section)
        for line in lines
        if line.filler.certainty == "certain" and line.filler.start_s is not None and line.filler.end_s is not None
    ]
    crowded = [
        range(i, i + CLUSTER_FILLERS)
        for i in range(len(timed) - CLUSTER_FILLERS + 1)
        if timed[i + CLUSTER_FILLERS - 1][0] - timed[i][0] <= CLUSTER_S
    ]
    joined: list[range] = []
    for group in crowded:
        overlaps = joined and group.start < joined[-1].stop
        joined[-1:] = [range(joined[-1].start, group.stop)] if overlaps else [*joined[-1:], group]
    return tuple(
        FillerCluster(timed[g.start][0], max(timed[i][1] for i in g), len(g), timed[g.start][2]) for g in joined
    )


def section_at(sentences: Sequence[TaggedSentence], time_s: float | None) -> Section | None:
    """Return the section of the sentence that is spoken at a time, of the next one in a pause, of the last after it."""
    timed = [tagged for tagged in sentences if tagged.sentence.end_s is not None]
    if time_s is None or not timed:
        return None
    ends_s = ((tagged.section, tagged.sentence.end_s or 0.0) for tagged in timed)
    return next((section for section, end_s in ends_s if end_s > time_s), timed[-1].section)


def _line(
    number: int,
    filler: Filler,
    words: Sequence[Word],
    spans: Sequence[tuple[int, int]],
    sentences: Sequence[TaggedSentence],
) -> FillerLine:
    before = bisect_right(spans, filler.start_char, key=lambda span: span[1])
    after = bisect_left(spans, filler.end_char, key=lambda span: span[0])
    return FillerLine(
        number=number,
        filler=filler,
        before=" ".join(word.text for word in words[max(0, before - CONTEXT_WORDS) : before]),
        after=" ".join(word.text for word in words[after : after + CONTEXT_WORDS]),
        section=section_at(sentences, filler.start_s),
    )
