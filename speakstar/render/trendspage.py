"""The page of trends: the verdict, charts with filters, and which story has which item."""

from __future__ import annotations

from collections import Counter

from speakstar.core.checklist import ITEMS
from speakstar.core.trends import Trend, Verdict
from speakstar.render import chart_data, words
from speakstar.render.document import document
from speakstar.render.page import Page

WORD_CHARTS = 5
"""The most frequent fillers have a chart of their own; the others are only counted."""

SIGNS: dict[Verdict, tuple[str, str]] = {
    "down": ("↓", "Your fillers are down"),
    "up": ("↑", "Your fillers are up"),
    "no real change yet": ("≈", "No real change yet"),
    "too few takes": ("…", "Too few takes to tell"),
}


def trends(trend: Trend, page: Page) -> str:
    """Render how takes develop; with charts where the page has the library that draws them."""
    drawn = bool(page.charting and trend.points)
    sign, head = SIGNS[trend.verdict]
    seconds = sum(point.speaking_s for point in trend.points)
    days = [f"{point.recorded_at.astimezone():%Y-%m-%d}" for point in trend.points]
    return document(
        "trends.html.j2",
        styles=("base.css", "trends.css"),
        scripts=("trends.js",) if drawn else (),
        library=page.charting if drawn else "",
        title="Trends",
        trend=trend,
        charts=drawn,
        sign=sign,
        head=head,
        verdict=words.verdict(trend),
        span=_span(trend, days),
        days=(days[0], days[-1]) if days else ("", ""),
        hollow=any(not point.compared for point in trend.points),
        by_word=[
            (words.said(text), count, f"{count / seconds * 60.0:.1f}" if seconds else "–")
            for text, count in chart_data.by_word(trend)
        ],
        word_charts=WORD_CHARTS,
        items=[(item.id, item.section, item.title.partition(":")[0]) for item in ITEMS],
        stories=_stories(trend),
        rows=words.trend_rows(trend),
        reports=page.reports,
        words=words,
        facts=chart_data.payload(trend, reports=page.reports) if drawn else "",
    )


def _span(trend: Trend, days: list[str]) -> str:
    if not days:
        return "No take is stored yet"
    counted = f"{words.many(len(trend.points), 'take')} in {words.many(len(trend.sessions), 'session')}"
    return f"{counted}, {days[0]}" + (f" to {days[-1]}" if days[-1] != days[0] else "")


def _stories(trend: Trend) -> list[tuple[str, int, list[int]]]:
    """For each story: its takes, and in how many of them each item of the checklist is met."""
    found = []
    for story in dict.fromkeys(point.story for point in trend.points):
        takes = [point for point in trend.points if point.story == story]
        met = Counter(item for point in takes for item in point.items)
        found.append((chart_data.story_name(story), len(takes), [met[item.id] for item in ITEMS]))
    return found
