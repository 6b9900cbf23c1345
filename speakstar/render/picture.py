"""The trend as a picture, in the grammar of Vega-Lite; `speakstar.adapters.charting` draws it."""

from __future__ import annotations

import json

from speakstar.core.trends import Trend
from speakstar.render import chart_data
from speakstar.render.page import Page


def trends(trend: Trend, _page: Page) -> str:
    """Describe fillers, length and pace over the takes."""
    return json.dumps(chart_data.picture(trend))
