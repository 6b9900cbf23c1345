"""Charts of a trend as SVG, drawn here: few marks, no library to carry, no script for a page's policy to allow.

Only presentation attributes are used, which a strict content security policy lets pass, and text is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from speakstar.core.trends import Trend, TrendPoint
from speakstar.render.words import clean, when

WIDTH, HEIGHT = 900, 280
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 30
BLUE, GREEN, GREY = "#2f6fde", "#1d7f4e", "#6b7280"
"""4.5 : 1 against white, and 3 : 1 against the dark page (WCAG 2.2 asks 3 : 1 of graphics)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of each take; ``low`` and ``high`` are a range or None, ``line`` a limit with its name."""

    name: str
    value: Callable[[TrendPoint], float]
    unit: str
    line: tuple[float, str] | None = None
    low: Callable[[TrendPoint], float] | None = None
    high: Callable[[TrendPoint], float] | None = None
    band: tuple[float, float] | None = None


def charts(trend: Trend) -> tuple[Chart, ...]:
    """Name the charts of a trend: fillers, length, pace."""
    cap_s = trend.points[-1].cap_s if trend.points else 0.0
    return (
        Chart(
            "Fillers a minute",
            lambda point: point.fillers_per_min,
            "a minute",
            line=(trend.goal_per_min, f"goal: at most {trend.goal_per_min:g}"),
            low=lambda point: point.fillers_per_min_low,
            high=lambda point: point.fillers_per_min_high,
            band=(trend.level.low, trend.level.high) if trend.level else None,
        ),
        Chart("Length of the answer", lambda point: point.answer_s, "s", line=(cap_s, f"cap: {cap_s:g} s")),
        Chart("Pace", lambda point: point.words_per_min, "words a minute"),
    )


def svg(trend: Trend, chart: Chart, *, reports: Mapping[int, str] | None = None) -> str:
    """Draw a chart; takes that are not compared are hollow, and those with a report link to it."""
    points, top = trend.points, _top(trend.points, chart)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points))

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - min(value, top) / top * (HEIGHT - TOP - BOTTOM), 1)

    parts = [_band(chart, y), _axis(top, y)]
    if chart.line:
        parts.append(_limit(y(chart.line[0]), chart.line[1]))
    for number, point in enumerate(points):
        x = round(LEFT + (number + 0.5) * step, 1)
        parts.append(_mark(point, chart, x, y, (reports or {}).get(point.take_id)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="{escape(chart.name)}, take by take" font-family="sans-serif" font-size="12">'
        f"{''.join(parts)}{_ends(points)}</svg>"
    )


def picture(trend: Trend) -> str:
    """Draw the fillers as a file of their own, on white."""
    body = svg(trend, charts(trend)[0])
    head, rest = body.split(">", 1)
    return f'{head}><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{rest}\n'


def _top(points: Sequence[TrendPoint], chart: Chart) -> float:
    """Leave room for the values and the limit; ranges may run out at the top."""
    values = [chart.value(point) for point in points]
    return max([*values, chart.line[0] if chart.line else 0.0, 1.0]) * 1.25


def _band(chart: Chart, y: Callable[[float], float]) -> str:
    if chart.band is None:
        return ""
    low, high = (y(value) for value in chart.band)
    return (
        f'<rect x="{LEFT}" y="{high}" width="{WIDTH - LEFT - RIGHT}" height="{round(low - high, 1)}" '
        f'fill="{BLUE}" fill-opacity="0.12"><title>95 of 100 takes fall here if nothing changes</title></rect>'
    )


def _axis(top: float, y: Callable[[float], float]) -> str:
    values = [top * share for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    return "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value)}" y2="{y(value)}" stroke="{GREY}" '
        f'stroke-opacity="0.3"/><text x="{LEFT - 6}" y="{y(value) + 4}" text-anchor="end" fill="currentColor">'
        f"{value:.{0 if top > 20 else 1}f}</text>"
        for value in values
    )


def _limit(y: float, name: str) -> str:
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{GREEN}" stroke-dasharray="6 4"/>'
        f'<text x="{WIDTH - RIGHT}" y="{y - 5}" text-anchor="end" fill="currentColor">{escape(name)}</text>'
    )


def _mark(point: TrendPoint, chart: Chart, x: float, y: Callable[[float], float], url: str | None) -> str:
    value = chart.value(point)
    said = f"Take {point.take_id}, {when(point.recorded_at)}, {point.story or 'no story'}: {value:.1f} {chart.unit}"
    drawn = ""
    if chart.low and chart.high:
        low, high = chart.low(point), chart.high(point)
        said += f" ({low:.1f} to {high:.1f})"
        drawn = f'<line x1="{x}" x2="{x}" y1="{y(low)}" y2="{y(high)}" stroke="{BLUE}" stroke-opacity="0.45"/>'
    fill = BLUE if point.compared else "none"
    name = escape(clean(said + ("" if point.compared else ", not compared")))
    drawn += f'<circle cx="{x}" cy="{y(value)}" r="4" fill="{fill}" stroke="{BLUE}"><title>{name}</title></circle>'
    return f'<a href="{escape(url)}" aria-label="{name}">{drawn}</a>' if url else drawn


def _ends(points: Sequence[TrendPoint]) -> str:
    if not points:
        return f'<text x="{LEFT + 10}" y="{HEIGHT / 2}" fill="currentColor">No take is stored yet.</text>'
    at = HEIGHT - 8
    first, last = (f"take {point.take_id}, {when(point.recorded_at)[:10]}" for point in (points[0], points[-1]))
    left = f'<text x="{LEFT}" y="{at}" fill="currentColor">{first}</text>'
    if len(points) < 2:
        return left
    return left + f'<text x="{WIDTH - RIGHT}" y="{at}" text-anchor="end" fill="currentColor">{last}</text>'
