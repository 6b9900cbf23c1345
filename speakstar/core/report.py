"""A take as a reader sees it: the view model that every format shares.

Here the facts are chosen and put in order; a format only chooses words and layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from speakstar.core import checklist, coaching
from speakstar.core.analysis import TextCheck
from speakstar.core.compare import Comparison, compare
from speakstar.core.coverage import Coverage, coverage
from speakstar.core.filler_lines import FillerCluster, FillerCount, FillerLine, clusters, count_fillers, filler_lines
from speakstar.core.habits import Habit, habits
from speakstar.core.model import (
    Certainty,
    Doubt,
    DoubtReason,
    Evidence,
    Filler,
    NextStep,
    Pitfall,
    Section,
    StarReview,
    StoryKind,
    Take,
    Verdict,
)
from speakstar.core.passages import Passage, passages
from speakstar.core.timeline import Timeline, timeline
from speakstar.core.timing import PartTime, part_times, section_times, stalling_s
from speakstar.core.trends import Trend


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Words that do not count, and why."""

    reason: DoubtReason
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SectionShare:
    """How long a section took in all (estimated where there is no sound), and its share (0 to 1) of the whole."""

    section: Section
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A checklist item with what was found for it."""

    id: str
    section: Section
    title: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    marked: bool
    confidence: float

    @property
    def said_p(self) -> float:
        """How likely it is that the answer says this."""
        return 1.0 - self.confidence if self.verdict == "missing" else self.confidence


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The checklist of an answer, ready to be shown.

    ``marked`` where the speaker says whether it tells a story, ``stalls`` where the situation takes too long to begin.
    """

    lines: tuple[ChecklistLine, ...]
    shares: tuple[SectionShare, ...]
    parts: tuple[PartTime, ...]
    pitfalls: tuple[Pitfall, ...]
    strengths: tuple[ChecklistLine, ...]
    next_step: NextStep
    follow_up: str
    kind: StoryKind = "story"
    marked: bool = False
    stalls: bool = False

    @property
    def met(self) -> int:
        """How many items are met."""
        return sum(line.verdict == "met" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report on a take says.

    ``number`` counts the takes of its story, from 1; None where it tells no story of the speaker's. ``change`` compares
    it with the one before; None where there is none.
    """

    take: Take
    story_title: str | None
    question_text: str | None
    filler_counts: tuple[FillerCount, ...]
    possible_counts: tuple[FillerCount, ...]
    filler_lines: tuple[FillerLine, ...]
    filler_clusters: tuple[FillerCluster, ...]
    doubts: tuple[DoubtLine, ...]
    coverage: Coverage
    habits: tuple[Habit, ...]
    checklist: ChecklistView
    passages: tuple[Passage, ...]
    timeline: Timeline
    number: int | None
    change: Comparison | None
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that a report on a text alone says."""

    check: TextCheck
    filler_counts: tuple[FillerCount, ...]
    possible_counts: tuple[FillerCount, ...]
    checklist: ChecklistView


def report(
    take: Take,
    *,
    story_title: str | None = None,
    question_text: str | None = None,
    trend: Trend | None = None,
    earlier: Sequence[Take] = (),
) -> Report:
    """Put a take into the form that is shown; ``earlier`` are the takes of its story before it, in order of time."""
    lines = filler_lines(take)
    return Report(
        take=take,
        story_title=story_title,
        question_text=question_text,
        filler_counts=_counted(take.analysis.delivery.fillers, "certain"),
        possible_counts=_counted(take.analysis.delivery.fillers, "possible"),
        filler_lines=lines,
        filler_clusters=clusters(lines),
        doubts=tuple(_doubt_line(doubt, take.transcript.text) for doubt in take.analysis.doubts),
        coverage=coverage(take),
        habits=habits(take, earlier),
        checklist=view(take.analysis.review),
        passages=passages(take, lines),
        timeline=timeline(take),
        number=len(earlier) + 1 if take.story else None,
        change=compare(earlier[-1].analysis, take.analysis) if earlier else None,
        trend=trend,
    )


def check_report(check: TextCheck) -> CheckReport:
    """Put a checked text into the form that is shown."""
    certain, possible = _counted(check.fillers, "certain"), _counted(check.fillers, "possible")
    return CheckReport(check, certain, possible, view(check.review))


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
            found[item.id].confidence,
        )
        for item in checklist.ITEMS
        if item.id in found and (review.kind == "story" or found[item.id].marked)
    )
    strong = {finding.id: finding.evidence for finding in coaching.strengths(review.items, review.pitfalls)}
    return ChecklistView(
        lines=lines,
        shares=section_shares(review),
        parts=part_times(review.sentences),
        pitfalls=tuple(pitfall for pitfall in review.pitfalls if pitfall.present),
        strengths=tuple(replace(line, evidence=strong[line.id]) for line in lines if line.id in strong),
        next_step=review.next_step,
        follow_up=review.follow_up,
        kind=review.kind,
        marked=review.marked,
        stalls=stalling_s(review.sentences) is not None,
    )


def section_shares(review: StarReview) -> tuple[SectionShare, ...]:
    """Share the time of the answer out among its sections, in the order of their first sentences."""
    took_s = section_times(review.sentences)
    total_s = sum(took_s.values())
    return tuple(
        SectionShare(section, seconds, seconds / total_s if total_s else 0.0) for section, seconds in took_s.items()
    )


def _counted(fillers: Sequence[Filler], certainty: Certainty) -> tuple[FillerCount, ...]:
    return count_fillers([filler for filler in fillers if filler.certainty == certainty])


def _doubt_line(doubt: Doubt, text: str) -> DoubtLine:
    return DoubtLine(doubt.reason, text[doubt.start_char : doubt.end_char], doubt.start_s, doubt.end_s)
