"""The fillers of a trend as a picture."""

from __future__ import annotations

from speakstar.core.trends import Trend
from speakstar.render import chart
from speakstar.render.page import Page


def trends(trend: Trend, _page: Page) -> str:
    """Draw how the fillers develop."""
    return chart.picture(trend)
