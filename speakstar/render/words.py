"""How facts are put into words; shared by the formats that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from speakstar.core.model import Delivery, Pitfall, Verdict, WordCount
from speakstar.core.report import ChecklistLine, CheckReport, FillerCount, Report, SectionShare
from speakstar.core.timing import PartTime
from speakstar.core.trends import Trend
from speakstar.render.page import Row

MARKS: dict[Verdict, str] = {"met": "✓", "weak": "~", "missing": "·"}
SPOKEN_MARKS: dict[Verdict, str] = {"met": "yes", "weak": "weak", "missing": "no"}
MARKED = " (you say so)"
SPARKS = "▁▂▃▄▅▆▇█"

Fact = tuple[str, str]
"""A label and what is said under it."""


def clean(text: str) -> str:
    """Replace control characters, so that a transcript cannot steer the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def clock(seconds: float | None) -> str:
    """Write seconds as minutes and seconds, 94.6 as ``1:34``; a missing time as a dash."""
    if seconds is None:
        return "-"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def when(moment: datetime) -> str:
    """Write a moment in the reader's own time zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def heading(report: Report) -> str:
    """Name the take."""
    title = report.story_title or report.take.recording.path.replace("\\", "/").rsplit("/", 1)[-1]
    return clean(f"Take {report.take.id} · {title} · {when(report.take.recorded_at)}")


def facts(report: Report) -> tuple[Fact, ...]:
    """State what was measured, one line a subject."""
    delivery = report.take.analysis.delivery
    lines = [
        ("Spoke", spoke(delivery)),
        ("Sections", sections(report.checklist.shares)),
        ("", parts(report.checklist.parts)),
        ("Pace", pace(delivery)),
        ("Pauses", pauses(delivery)),
        ("Fillers", fillers(delivery)),
        ("", by_word(report.filler_counts)),
        ("Crutch words", counts(delivery.crutch_words)),
        ("Hedges", counts(delivery.hedges)),
        ("Repeats", counts(delivery.repeats)),
    ]
    return tuple((label, text) for label, text in lines if text)


def check_facts(report: CheckReport) -> tuple[Fact, ...]:
    """State what can be measured of a text alone."""
    check = report.check
    lines = [
        ("Length", f"{check.words} words, about {clock(check.estimated_s)} when spoken"),
        ("Sections", sections(report.checklist.shares)),
        ("Fillers", by_word(report.filler_counts) or "none"),
    ]
    return tuple((label, text) for label, text in lines if text)


def spoke(delivery: Delivery) -> str:
    """Say how long the answer took against the cap."""
    cap = clock(delivery.cap_s)
    verdict = f"{delivery.over_cap_s:.0f} s over the cap of {cap}" if delivery.over_cap_s else f"cap {cap}"
    return (
        f"{clock(delivery.answer_s)} ({verdict}); speaking time {clock(delivery.speaking_s)}, "
        f"measured by {'voice activity' if delivery.speaking_from == 'voice' else 'word times'}"
    )


def sections(shares: Sequence[SectionShare]) -> str:
    """List the sections with the time or share that they took."""
    return ", ".join(
        f"{share.section} {clock(share.seconds) if share.seconds is not None else f'{share.share:.0%}'}"
        for share in shares
    )


def parts(times: Sequence[PartTime]) -> str:
    """Set the time of each part against what an answer of 90 s gives it."""
    return ", ".join(
        f"{time.part.name} {time.seconds:.0f} s (usual {time.part.low_s:.0f} to {time.part.high_s:.0f})"
        for time in times
    )


def pace(delivery: Delivery) -> str:
    """Say how fast the answer was spoken."""
    return f"{delivery.words_per_min:.0f} words a minute of speaking time ({delivery.words} words)"


def pauses(delivery: Delivery) -> str:
    """Say how much silence there was, and where the longest is."""
    first = f"first word after {delivery.first_word_s:.1f} s" if delivery.first_word_s is not None else "no words"
    if not delivery.pauses:
        return f"none; {first}"
    longest = max(delivery.pauses, key=lambda pause: pause.duration_s)
    return f"{len(delivery.pauses)}, the longest {longest.duration_s:.1f} s at {clock(longest.start_s)}; {first}"


def fillers(delivery: Delivery) -> str:
    """State the filler count and rate with its range."""
    low, high = delivery.fillers_per_min_low, delivery.fillers_per_min_high
    return (
        f"{len(delivery.fillers)}, {delivery.fillers_per_min:.1f} a minute of speaking time "
        f"(by chance anything from {low:.1f} to {high:.1f})"
    )


def by_word(counted: Sequence[FillerCount]) -> str:
    """List fillers by word with their places."""
    return "; ".join(_places(count) for count in counted)


def counts(counted: Sequence[WordCount]) -> str:
    """List words with how often they were said."""
    return ", ".join(f"{said(count.text)} ×{count.count}" for count in counted)


def said(phrase: str) -> str:
    """Write a counted phrase, which is kept in lower case, as one would: "I mean"."""
    return re.sub(r"\bi\b", "I", clean(phrase))


def item(line: ChecklistLine) -> str:
    """Name a checklist item, and whose verdict on it is shown."""
    return line.title + (MARKED if line.marked else "")


def pitfall(found: Pitfall) -> str:
    """Say how the answer fails, and whose verdict that is."""
    return clean(found.message) + (MARKED if found.marked else "")


def quotes(line: ChecklistLine) -> tuple[str, ...]:
    """Quote the evidence of a checklist line, each with its time."""
    return tuple(
        clean(f"{clock(piece.start_s)} " if piece.start_s is not None else "") + f"“{clean(piece.text)}”"
        for piece in line.evidence
    )


def many(count: int, thing: str) -> str:
    """Count things: "1 filler", "2 fillers"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def sparkline(values: Sequence[float]) -> str:
    """Draw values as bars from zero to the largest."""
    top = max(values, default=0.0)
    steps = len(SPARKS) - 1
    return "".join(SPARKS[round(value / top * steps) if top else 0] for value in values)


def trend_rows(trend: Trend) -> list[Row]:
    """List the takes of a trend."""
    return [
        {
            "take": point.take_id,
            "recorded": when(point.recorded_at),
            "story": point.story or "-",
            "spoke": clock(point.speaking_s),
            "fillers": point.fillers,
            "a minute": f"{point.fillers_per_min:.1f} "
            f"({point.fillers_per_min_low:.1f}–{point.fillers_per_min_high:.1f})",
            "wpm": f"{point.words_per_min:.0f}",
        }
        for point in trend.points
    ]


def verdict(trend: Trend) -> str:
    """Say how the fillers develop, and what to keep in mind about it."""
    return " ".join(text for text in (trend.message, trend.caution) if text)


def rates(trend: Trend) -> str:
    """Draw the filler rate of each take, the oldest first."""
    values = [point.fillers_per_min for point in trend.points]
    ends = f"{values[0]:.1f} → {values[-1]:.1f} a minute" if values else ""
    return f"{sparkline(values)}  {ends}".strip()


def _places(count: FillerCount) -> str:
    times = [clock(time_s) for time_s in count.times_s if time_s is not None]
    return f"{said(count.text)} ×{count.count}" + (f" at {', '.join(times)}" if times else "")
