"""How facts are put into words; shared by the formats that people read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from speakstar.core.model import Pitfall, Section, StoryKind, Verdict
from speakstar.core.report import ChecklistLine, ChecklistView, Report
from speakstar.core.timing import SITUATION, STALLING_S, PartTime
from speakstar.core.trend_points import TrendPoint
from speakstar.core.trends import Trend
from speakstar.render.page import Row

MARKS: dict[Verdict, str] = {"met": "✓", "weak": "~", "missing": "·"}
SECTION_LETTERS: dict[Section, str] = {
    "situation": "S",
    "task": "T",
    "action": "A",
    "tradeoff": "O",
    "result": "R",
    "lesson": "L",
    "other": "·",
}
"""Where a name finds no room; O for the trade-off, as T is taken."""
SPOKEN_MARKS: dict[Verdict, str] = {"met": "yes", "weak": "weak", "missing": "no"}
SAID_P = "The percentage is how likely it is that you said it; what is weak is hinted at, and does not count as met."
MARKED = " (you say so)"
STORY_MARKED = " (a story, you say so)"
NO_STORY: dict[StoryKind, str] = {
    "hypothetical": "not scored. You say what you would do, not what you did.",
    "off_topic": "not scored. I heard no story in this.",
}
SPARKS = "▁▂▃▄▅▆▇█"

NO_RATE = "too little speech for a rate"
"""What is said below `RATE_MIN_S`."""

RATE_MIN_S = 5.0
"""With less speech than this, a single filler more or less moves the rate by 12 a minute, all that listeners bear."""

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


def exact_clock(seconds: float | None) -> str:
    """Write seconds as `clock` does, with tenths, 94.6 as ``1:34.6``."""
    if seconds is None:
        return "-"
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths // 10:02d}.{tenths % 10}"


def timestamp(seconds: float, mark: str) -> str:
    """Write seconds as captions do, 94.6 as ``00:01:34.600``, with this mark before the milliseconds."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}{mark}{milliseconds:03d}"


def when(moment: datetime) -> str:
    """Write a moment in the reader's own time zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def title(report: Report) -> str:
    """Name what is told: the story, else the recording."""
    return clean(report.story_title or report.take.recording.path.replace("\\", "/").rsplit("/", 1)[-1])


def heading(report: Report) -> str:
    """Name the take."""
    return f"Take {report.take.id} · {title(report)} · {when(report.take.recorded_at)}"


def sections(view: ChecklistView) -> str:
    """List how long each section took, against what an answer of 90 s gives to its part of the story, if it is one."""
    if not view.lines:
        return ""
    took_s = {share.section: share.seconds for share in view.shares}
    listed = [_part(time, took_s, stalls=view.stalls) for time in view.parts]
    other_s = round(took_s.get("other", 0.0))
    return ", ".join([*listed, f"other {other_s} s"] if other_s else listed)


def _part(time: PartTime, took_s: Mapping[Section, float], *, stalls: bool) -> str:
    sections = [section for section in time.part.sections if section in took_s] or [time.part.sections[0]]
    together = "together " if len(sections) > 1 else ""
    usual = f"{together}usual {time.part.low_s:.0f} to {time.part.high_s:.0f}"
    late = f"; past {STALLING_S:.0f} a listener waits for the story" if stalls and time.part == SITUATION else ""
    listed = (f"{name} {f'{took_s[name]:.0f} s' if name in took_s else 'none'}" for name in sections)
    return f"{' and '.join(listed)} ({usual}{late})"


def said(phrase: str) -> str:
    """Write a counted phrase, which is kept in lower case, as one would: "I mean"."""
    return re.sub(r"\bi\b", "I", clean(phrase))


def item(line: ChecklistLine) -> str:
    """Name a checklist item, and whose verdict on it is shown."""
    return line.title + (MARKED if line.marked else "")


def said_p(line: ChecklistLine) -> str:
    """Say how likely it is that the answer says this, in percent; nothing where the speaker has settled it.

    Never 0 or 100: nobody is that sure.
    """
    return "" if line.marked else f"{min(max(line.said_p, 0.01), 0.99):.0%}"


def spoken_verdict(line: ChecklistLine) -> str:
    """Say the verdict and how likely it is, for formats that are read aloud."""
    return " ".join(filter(None, (SPOKEN_MARKS[line.verdict], said_p(line))))


def checklist(view: ChecklistView) -> str:
    """Say how many items are met, or why none is looked for."""
    if view.kind in NO_STORY:
        return f"not scored{MARKED}." if view.marked else NO_STORY[view.kind]
    return f"{view.met} of {len(view.lines)} met" + (STORY_MARKED if view.marked else "")


def pitfall(found: Pitfall) -> str:
    """Say how the answer fails, and whose verdict that is."""
    return clean(found.message) + (MARKED if found.marked else "")


def quotes(proven: ChecklistLine | Pitfall) -> tuple[str, ...]:
    """Quote the evidence of a checklist line or a pitfall, each with its time."""
    return tuple(
        clean(f"{clock(piece.start_s)} " if piece.start_s is not None else "") + f"“{clean(piece.text)}”"
        for piece in proven.evidence
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
            "a minute": (
                f"{point.fillers_per_min:.1f} ({point.fillers_per_min_low:.1f}–{point.fillers_per_min_high:.1f})"
                if has_rate(point)
                else "-"
            ),
            "wpm": f"{point.words_per_min:.0f}",
        }
        for point in trend.points
    ]


def has_rate(point: TrendPoint) -> bool:
    """Whether a take has enough speech for a rate."""
    return point.speaking_s >= RATE_MIN_S


def rate(point: TrendPoint) -> str:
    """Say a take's rate of fillers with its range."""
    if not has_rate(point):
        return NO_RATE
    low, high = point.fillers_per_min_low, point.fillers_per_min_high
    return f"{point.fillers_per_min:.1f} a minute ({low:.1f} to {high:.1f})"


def verdict(trend: Trend) -> str:
    """Say how the fillers develop, and what to keep in mind about it."""
    return " ".join(text for text in (trend.message, trend.caution) if text)


def rates(trend: Trend) -> str:
    """Draw the filler rate of each take that has one, the oldest first."""
    values = [point.fillers_per_min for point in trend.points if has_rate(point)]
    ends = f"{values[0]:.1f} → {values[-1]:.1f} a minute" if values else ""
    return f"{sparkline(values)}  {ends}".strip()
