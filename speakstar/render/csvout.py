"""CSV for spreadsheets: one row a take, a header, units in the column names, numbers as numbers (RFC 4180).

The columns are told in docs/formats.md; they are added to, never renamed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from speakstar.core.trend_points import TrendPoint
from speakstar.core.trends import Trend
from speakstar.render.page import Page, Row
from speakstar.render.words import clean, has_rate

DECIMALS = 3
"""Milliseconds: finer than any measurement here."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the start of a formula; a quote before it makes it text (OWASP, CSV Injection)."""


def trends(trend: Trend, _page: Page) -> str:
    """Render how takes develop, one row a take."""
    return _table([_trend_row(point) for point in trend.points], columns=TREND_COLUMNS)


def listing(_name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows under their column names; empty where there are none."""
    return _table(rows, columns=tuple(rows[0])) if rows else ""


def _trend_row(point: TrendPoint) -> Row:
    rated = has_rate(point)
    return {
        "take": point.take_id,
        "recorded_at": point.recorded_at.isoformat(timespec="seconds"),
        "story": point.story,
        "engine": point.engine.name,
        "model": point.engine.model,
        "compared": point.compared,
        "speaking_s": point.speaking_s,
        "answer_s": point.answer_s,
        "cap_s": point.cap_s,
        "over_cap_s": point.over_cap_s,
        "words_per_min": point.words_per_min,
        "fillers": point.fillers,
        "fillers_per_min": point.fillers_per_min if rated else None,
        "fillers_per_min_low": point.fillers_per_min_low if rated else None,
        "fillers_per_min_high": point.fillers_per_min_high if rated else None,
        "fillers_by_word": "; ".join(f"{word.text} {word.count}" for word in point.by_word),
        "items_met": point.items_met,
        "items": "; ".join(point.items),
    }


TREND_COLUMNS = (
    "take", "recorded_at", "story", "engine", "model", "compared", "speaking_s", "answer_s", "cap_s", "over_cap_s",
    "words_per_min", "fillers", "fillers_per_min", "fillers_per_min_low", "fillers_per_min_high", "fillers_by_word",
    "items_met", "items",
)  # fmt: skip


def _table(rows: Iterable[Mapping[str, object]], *, columns: Sequence[str]) -> str:
    target = io.StringIO()
    writer = csv.writer(target)  # its lines end as the RFC wants, in \r\n
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return target.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return round(value, DECIMALS)
    if not isinstance(value, str):
        return value
    text = clean(value).replace("\n", " ")
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
