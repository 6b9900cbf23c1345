"""A take as a reader sees it: the view model that every format shares.

Here the facts are chosen and put in order; a format only chooses words and layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core import checklist, coaching
from speakstar.core.analysis import TextCheck
from speakstar.core.model import (
    Evidence,
    Filler,
    NextStep,
    Pitfall,
    Section,
    StarReview,
    Take,
    Verdict,
    Word,
)
from speakstar.core.text import word_char_spans
from speakstar.core.timing import PartTime, part_times, sentence_s
from speakstar.core.trends import Trend

CONTEXT_WORDS = 3
"""Words shown on either side of a filler: enough to find the place again."""


@dataclass(frozen=True, slots=True)
class FillerLine:
    """A filler with the words around it."""

    filler: Filler
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FillerCount:
    """A filler's headline count and where it stands, in seconds."""

    text: str
    times_s: tuple[float | None, ...]

    @property
    def count(self) -> int:
        """How often it was said."""
        return len(self.times_s)


@dataclass(frozen=True, slots=True)
class SectionShare:
    """How long a section took in all, and its share (0 to 1) of the sections' time (or sentences)."""

    section: Section
    seconds: float | None
    share: float


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A checklist item with what was found for it."""

    id: str
    section: Section
    title: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The checklist of an answer, ready to be shown."""

    lines: tuple[ChecklistLine, ...]
    shares: tuple[SectionShare, ...]
    parts: tuple[PartTime, ...]
    pitfalls: tuple[Pitfall, ...]
    strengths: tuple[ChecklistLine, ...]
    next_step: NextStep
    follow_up: str

    @property
    def met(self) -> int:
        """How many items are met."""
        return sum(line.verdict == "met" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report on a take says."""

    take: Take
    story_title: str | None
    question_text: str | None
    filler_counts: tuple[FillerCount, ...]
    filler_lines: tuple[FillerLine, ...]
    checklist: ChecklistView
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that a report on a text alone says."""

    check: TextCheck
    filler_counts: tuple[FillerCount, ...]
    checklist: ChecklistView


def report(
    take: Take,
    *,
    story_title: str | None = None,
    question_text: str | None = None,
    trend: Trend | None = None,
) -> Report:
    """Put a take into the form that is shown."""
    fillers = take.analysis.delivery.fillers
    return Report(
        take=take,
        story_title=story_title,
        question_text=question_text,
        filler_counts=count_fillers(fillers),
        filler_lines=tuple(_in_context(filler, take.transcript.words) for filler in fillers),
        checklist=view(take.analysis.review),
        trend=trend,
    )


def check_report(check: TextCheck) -> CheckReport:
    """Put a checked text into the form that is shown."""
    return CheckReport(check, count_fillers(check.fillers), view(check.review))


def count_fillers(fillers: Sequence[Filler]) -> tuple[FillerCount, ...]:
    """Group fillers by their text, the most frequent first."""
    totals = Counter(filler.text.lower() for filler in fillers)
    return tuple(
        FillerCount(text, tuple(f.start_s for f in fillers if f.text.lower() == text))
        for text, _ in totals.most_common()
    )


def view(review: StarReview) -> ChecklistView:
    """Join the findings with the checklist's own titles."""
    found = {finding.id: finding for finding in review.items}
    lines = tuple(
        ChecklistLine(
            item.id,
            item.section,
            item.title,
            found[item.id].verdict,
            found[item.id].evidence,
            found[item.id].marked,
        )
        for item in checklist.ITEMS
        if item.id in found
    )
    strong = {finding.id for finding in coaching.strengths(review.items)}
    return ChecklistView(
        lines=lines,
        shares=section_shares(review),
        parts=part_times(review.sentences),
        pitfalls=tuple(pitfall for pitfall in review.pitfalls if pitfall.present),
        strengths=tuple(line for line in lines if line.id in strong),
        next_step=review.next_step,
        follow_up=review.follow_up,
    )


def section_shares(review: StarReview) -> tuple[SectionShare, ...]:
    """Add up the sections in the order of their first sentence.

    Seconds run from the start of a sentence to its end; without times the shares are of words.
    """
    order = list(dict.fromkeys(tagged.section for tagged in review.sentences))
    timed = all(tagged.sentence.start_s is not None for tagged in review.sentences)
    sizes = {
        section: sum(sentence_s(tagged) for tagged in review.sentences if tagged.section == section)
        for section in order
    }
    total = sum(sizes.values())
    return tuple(
        SectionShare(section, sizes[section] if timed else None, sizes[section] / total if total else 0.0)
        for section in order
    )


def _in_context(filler: Filler, words: Sequence[Word]) -> FillerLine:
    spans = word_char_spans(words)
    before = [word.text for word, (_, end) in zip(words, spans, strict=True) if end <= filler.start_char]
    after = [word.text for word, (start, _) in zip(words, spans, strict=True) if start >= filler.end_char]
    return FillerLine(filler, " ".join(before[-CONTEXT_WORDS:]), " ".join(after[:CONTEXT_WORDS]))
