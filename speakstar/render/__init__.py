"""Pure functions from a report to text, one module a format.

A format is a module with ``report``, ``check``, ``explanation``, ``comparison``, ``trends`` and ``listing``, each
returning text. It is imported when it is used, so that asking for help loads none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from speakstar.core.compare import TakeComparison
    from speakstar.core.filler_lines import Explanation
    from speakstar.core.report import CheckReport, Report
    from speakstar.core.trends import Trend
    from speakstar.render.page import Page, Row

FORMATS = {
    "terminal": "speakstar.render.terminal",
    "plain": "speakstar.render.plain",
    "markdown": "speakstar.render.markdown",
    "json": "speakstar.render.jsonout",
    "html": "speakstar.render.htmlout",
}
"""What every command offers."""

TABLES = {"csv": "speakstar.render.csvout"}
"""Only ``trends`` and ``listing``."""

PICTURES = {"svg": "speakstar.render.picture", "png": "speakstar.render.picture"}
"""Only ``trends``; the text describes the picture, which is drawn from it."""

CAPTIONS = {"srt": "speakstar.render.srt", "vtt": "speakstar.render.vtt"}
"""Only ``report``."""


class Format(Protocol):
    """What every format offers."""

    def report(self, report: Report, page: Page, /) -> str:
        """Render a report on a take."""
        ...

    def check(self, report: CheckReport, page: Page, /) -> str:
        """Render a report on a text."""
        ...

    def explanation(self, explanation: Explanation, page: Page, /) -> str:
        """Render what speaks for a filler."""
        ...

    def comparison(self, comparison: TakeComparison, page: Page, /) -> str:
        """Render two takes beside each other."""
        ...

    def trends(self, trend: Trend, page: Page, /) -> str:
        """Render how takes develop."""
        ...

    def listing(self, name: str, rows: Sequence[Row], page: Page, /) -> str:
        """Render rows under a name."""
        ...


def format_named(name: str) -> Format:
    """Load a format by its name; what is not in `FORMATS` has some of the functions only."""
    return cast(Format, import_module({**FORMATS, **TABLES, **PICTURES, **CAPTIONS}[name]))
