"""SubRip captions of a take."""

from __future__ import annotations

from speakstar.core.captions import captions
from speakstar.core.report import Report
from speakstar.render.page import Page
from speakstar.render.words import clean, timestamp


def report(report: Report, _page: Page) -> str:
    """Render what was said as captions.

    SubRip has no way to write "<" as text, and players take it for a tag, so "‹" and "›" stand for "<" and ">".
    """
    made = captions(report.take.transcript, report.take.analysis.doubts)
    return "\n".join(
        f"{number}\n{timestamp(one.start_s, ',')} --> {timestamp(one.end_s, ',')}\n{_text(one.lines)}\n"
        for number, one in enumerate(made, start=1)
    )


def _text(lines: tuple[str, ...]) -> str:
    text = "\n".join(clean(line).replace("\n", " ").strip() or "…" for line in lines)
    return text.replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")
