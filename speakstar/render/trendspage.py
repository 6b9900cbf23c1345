"""The page of trends: charts, what the words are, and which story has which item."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from speakstar.core.checklist import ITEMS
from speakstar.core.trends import Trend
from speakstar.render import words
from speakstar.render.chart import charts, svg
from speakstar.render.document import document
from speakstar.render.page import Page, Row


def trends(trend: Trend, page: Page) -> str:
    """Render how takes develop."""
    return document(
        "trends.html.j2",
        styles=("base.css", "trends.css"),
        title="Trends",
        verdict=words.verdict(trend),
        charts=[(one.name, Markup(svg(trend, one, reports=page.reports))) for one in charts(trend)],
        by_word=_by_word(trend),
        items=[item.title.partition(":")[0] for item in ITEMS],
        stories=_stories(trend),
        rows=words.trend_rows(trend),
        reports=page.reports,
    )


def _by_word(trend: Trend) -> list[Row]:
    """Count fillers by their word, per minute of all speaking time, the most frequent first."""
    minutes = sum(point.speaking_s for point in trend.points) / 60.0
    counted: Counter[str] = Counter()
    for point in trend.points:
        counted.update({word.text: word.count for word in point.by_word})
    return [
        {"word": words.said(text), "count": count, "a minute": f"{count / minutes:.1f}" if minutes else "–"}
        for text, count in counted.most_common()
    ]


def _stories(trend: Trend) -> list[tuple[str, int, list[int]]]:
    """For each story: its takes, and in how many of them each item of the checklist is met."""
    found = []
    for story in dict.fromkeys(point.story or "no story" for point in trend.points):
        takes = [point for point in trend.points if (point.story or "no story") == story]
        met = Counter(item for point in takes for item in point.items)
        found.append((story, len(takes), [met[item.id] for item in ITEMS]))
    return found
