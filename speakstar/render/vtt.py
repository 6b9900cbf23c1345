"""WebVTT captions of a take (W3C), with a note that names the take."""

from __future__ import annotations

from speakstar.core.captions import captions
from speakstar.core.report import Report
from speakstar.render.page import Page
from speakstar.render.words import clean, timestamp


def report(report: Report, _page: Page) -> str:
    """Render what was said as captions."""
    cues = [
        f"{timestamp(one.start_s, '.')} --> {timestamp(one.end_s, '.')}\n{_text(one.lines)}\n"
        for one in captions(report.take.transcript, report.take.analysis.doubts)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _text(lines: tuple[str, ...]) -> str:
    text = "\n".join(clean(line).replace("\n", " ").strip() or "…" for line in lines)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
