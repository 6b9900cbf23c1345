"""What was measured, one line a subject; shared by the formats that people read."""

from __future__ import annotations

from speakstar.core.report import CheckReport, Report
from speakstar.render import delivery as spoken
from speakstar.render.words import Fact, clock, sections


def facts(report: Report) -> tuple[Fact, ...]:
    """State what was measured in a take."""
    delivery = report.take.analysis.delivery
    lines = [
        ("Spoke", spoken.spoke(delivery)),
        ("Sections", sections(report.checklist)),
        ("Pace", spoken.pace(delivery)),
        ("Pauses", spoken.pauses(delivery)),
        ("Fillers", spoken.fillers(delivery)),
        ("", spoken.numbered(report.filler_lines, "certain")),
        ("Possible", spoken.numbered(report.filler_lines, "possible")),
        *(("Cluster", spoken.cluster(found)) for found in report.filler_clusters),
        ("Crutch words", spoken.crutch_words(delivery)),
        ("Hedges", spoken.counts(delivery.hedges)),
        ("Repeats", spoken.counts(delivery.repeats)),
        ("Restarts", spoken.counts(delivery.restarts)),
        *(("Voice", spoken.habit(habit)) for habit in report.habits),
        *(("Not counted", spoken.doubt(line)) for line in report.doubts),
        ("Transcript", spoken.coverage(report.coverage)),
        ("Listening", spoken.listening(report.take.sound)),
        ("Hear one", spoken.how_to_play(report)),
    ]
    return tuple((label, text) for label, text in lines if text)


def check_facts(report: CheckReport) -> tuple[Fact, ...]:
    """State what can be measured of a text alone."""
    check = report.check
    lines = [
        ("Length", f"{check.words} words, about {clock(check.estimated_s)} when spoken"),
        ("Sections", sections(report.checklist)),
        ("Fillers", spoken.by_word(report.filler_counts) or "none"),
        ("Possible", spoken.by_word(report.possible_counts)),
    ]
    return tuple((label, text) for label, text in lines if text)
