"""The answer against the clock, drawn in characters: fillers, sections, time."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from speakstar.core.model import Section, SectionSpan
from speakstar.core.report import Report
from speakstar.render.words import SECTION_LETTERS, clock

STYLES: dict[Section, str] = {
    "situation": "black on bright_blue",
    "task": "black on bright_cyan",
    "action": "black on bright_green",
    "tradeoff": "black on bright_magenta",
    "result": "black on bright_yellow",
    "lesson": "black on white",
    "other": "white on bright_black",
}
"""Black on a bright colour can be read on light and on dark terminals alike."""

WIDEST = 120
"""Columns; a longer bar is not read at a glance."""

TICK_S = 30.0
MARKS = {"certain": "▼", "possible": "○"}
TRACK, CAP = "·", "┆"
KEY = f"{MARKS['certain']} filler   {MARKS['possible']} possible filler   {CAP} cap"


def bar(report: Report, *, width: int, color: bool) -> Text:
    """Draw fillers over sections over the time; the bar holds the recording and the cap.

    Parameters
    ----------
    report
        Whose timeline is drawn.
    width
        Columns available.
    color
        Whether sections are told apart by colour; else by lines.
    """
    width = min(width, WIDEST)
    line = report.timeline

    def column(time_s: float | None) -> int:
        return min(width - 1, int((time_s or 0.0) / line.end_s * width))

    marks = [" "] * width
    for filler in sorted(report.take.analysis.delivery.fillers, key=lambda f: f.certainty, reverse=True):
        marks[column(filler.start_s)] = MARKS[filler.certainty]
    sections = Text(TRACK * width, style="dim")
    for part in line.stretches:
        start = column(part.start_s)
        cells = max(1, column(part.end_s) - start)
        drawn = Text(_labelled(part, cells, fill=" " if color else "─"), style=STYLES[part.section] if color else "")
        sections = Text.assemble(sections[:start], drawn, sections[start + cells :])
    ticks = ((column(time_s), clock(time_s)) for time_s in _ticks_s(line.end_s, line.cap_at_s))
    axis = _axis([(column(line.cap_at_s), f"{CAP}{clock(line.cap_at_s)}"), *ticks], width)
    return Text("\n").join([Text("".join(marks), style="red"), sections, Text(axis, style="dim")])


def _labelled(part: SectionSpan, cells: int, *, fill: str) -> str:
    """Name a section and its seconds as far as there is room."""
    seconds = f"{(part.end_s or 0.0) - (part.start_s or 0.0):.0f} s"
    letter = SECTION_LETTERS[part.section]
    labels = (f"▏{part.section} {seconds}", f"▏{part.section}", f"▏{letter} {seconds}", f"▏{letter}", "▏")
    label = next(label for label in labels if len(label) <= cells)
    return label.ljust(cells, fill)


def _ticks_s(end_s: float, cap_at_s: float) -> Iterable[float]:
    return (n * TICK_S for n in range(int(end_s / TICK_S) + 1) if abs(n * TICK_S - cap_at_s) > TICK_S / 4)


def _axis(labels: Iterable[tuple[int, str]], width: int) -> str:
    """Write labels from their columns on, those that still find room; the last ones move to the left."""
    axis = [" "] * width
    for at, label in labels:
        start = min(at, width - len(label))
        room = axis[max(0, start - 1) : start + len(label) + 1]
        if start >= 0 and not "".join(room).strip():
            axis[start : start + len(label)] = label
    return "".join(axis)
