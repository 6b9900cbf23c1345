"""Charts of a trend in the grammar of Vega-Lite: what is drawn of which data set, for pages and pictures alike.

A chart names its data sets and signals; `picture_data` fills them for a picture, the script of the page (trends.js)
for what its filters leave. Colours are those of pictures; a page overrides them by style, in light, dark and on paper.
"""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""Only names the grammar; nothing is fetched."""

INK, SOFT, LINE, BLUE, GREEN, RED = "#20242a", "#59606b", "#e4e1da", "#2f6fde", "#216e39", "#9a3412"
"""Text has 4.5 : 1 against white, marks 3 : 1 (WCAG 2.2)."""

FONT = "Liberation Sans, Arial, sans-serif"
"""The first is what the converter brings; pages use their own."""

CONFIG: Spec = {
    "background": None,
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "domain": False, "ticks": False, "gridColor": LINE, "labelColor": SOFT, "labelFontSize": 12,
        "labelPadding": 6, "title": None,
    },
    "title": {"anchor": "start", "color": INK, "fontSize": 16, "offset": 12},
}  # fmt: skip
"""``aria``: marks are not announced one by one; pages say what a chart shows, and list the takes."""

HEIGHTS = {"rate": 260, "length": 170, "pace": 140, "word": 56}


def rate() -> Spec:
    """Draw the fillers a minute: goal, band of the usual, change, and each point with its range."""
    return _chart(
        "rate",
        [
            _of("level", {"name": "level", "mark": _mark("rect", color=BLUE, opacity=0.13)}, y="low", y2="high"),
            _of("goal", {"name": "goal", "mark": _mark("rule", color=GREEN, dash=[6, 4])}, y="y"),
            _of("goal", {"name": "goal_name", "mark": _text(GREEN)}, y="y", text="text"),
            _of("since", {"name": "since", "mark": _mark("rule", color=SOFT, dash=[2, 3])}, x="at"),
            _of("steps", {"name": "step", "mark": _mark("rule", color=INK, width=2)}, x="from", x2="to", y="y"),
            _of(
                "rows", {"name": "whisker", "mark": _mark("rule", color=BLUE, opacity=0.45)}, x="n", y="low", y2="high"
            ),
            *_points("rate"),
        ],
    )


def length() -> Spec:
    """Draw the length of the answers against the cap."""
    return _chart(
        "length",
        [
            _of("rows", {"name": "stick", "mark": _stick(BLUE, 0.75)}, x="n", y="within_s", y2=0),
            _of("rows", {"name": "over", "mark": _stick(RED, 1.0)}, x="n", y="within_s", y2="answer_s"),
            _of("cap", {"name": "cap", "mark": _mark("rule", color=INK, dash=[3, 3])}, y="y"),
            _of("cap", {"name": "cap_name", "mark": _text(INK)}, y="y", text="text"),
            _ring("answer_s"),
        ],
    )


def pace() -> Spec:
    """Draw the words a minute of speaking time."""
    return _chart("pace", _points("wpm"))


def word() -> Spec:
    """Draw how often a word was said a minute."""
    sticks = _of("rows", {"name": "stick", "mark": _stick(BLUE, 0.75)}, x="n", y="rate", y2=0)
    return _chart("word", [sticks, _ring("rate")])


def page_charts() -> dict[str, Spec]:
    """Return the charts of a page, which take the width that there is."""
    fitted = {"$schema": SCHEMA, "width": "container", "autosize": {"type": "fit", "contains": "padding"}}
    drawn = {"rate": rate(), "length": length(), "pace": pace(), "word": word()}
    return {name: {**fitted, **chart, "config": CONFIG, "params": signals(name)} for name, chart in drawn.items()}


def signals(name: str) -> list[Spec]:
    """Declare what a chart is told beside its data: labels of the points, room for them, the top of the scale."""
    given: Spec = {"count": 1, "labels": [], "ticks": 6, "stick": 4, "size": 40, f"{name}_top": 1}
    return [{"name": key, "value": value} for key, value in given.items()]


def _chart(name: str, layers: list[Spec]) -> Spec:
    scale = {"domainMin": 0, "domainMax": {"expr": f"{name}_top"}, "nice": False, "zero": True}
    for layer in layers:
        if "y" in layer["encoding"]:
            layer["encoding"]["y"].update(scale=scale, axis={"tickCount": 2 if name == "word" else 5, "grid": True})
    return {"name": name, "height": HEIGHTS[name], "layer": layers}


def _of(source: str, layer: Spec, **channels: str | int) -> Spec:
    """Draw fields of a data set."""
    encoding = {channel: _channel(channel, field) for channel, field in channels.items()}
    return {**layer, "data": {"name": source}, "encoding": encoding}


def _channel(channel: str, field: str | int) -> Spec:
    if isinstance(field, int):
        return {"datum": field}
    if channel == "x":
        return {"field": field, "type": "quantitative", "scale": _ORDER, "axis": _DATES}
    return {"field": field} if channel in ("x2", "y2", "text") else {"field": field, "type": "quantitative"}


_ORDER: Spec = {"domainMin": -0.6, "domainMax": {"expr": "count - 0.4"}, "nice": False, "zero": False}
"""Points stand in the order of time, evenly, as takes of a session would else lie upon each other."""

_DATES: Spec = {
    "grid": False, "tickMinStep": 1, "tickCount": {"expr": "ticks"}, "labelExpr": "labels[datum.value] || ''",
    "labelFlush": True, "labelOverlap": "greedy",
}  # fmt: skip


def _points(field: str) -> list[Spec]:
    """Draw the takes that are compared filled, the others hollow, and a ring about the chosen one."""
    shape = {"type": "point", "size": {"expr": "size"}, "cursor": "pointer", "clip": True, "opacity": 1}
    compared = {"name": "point", "mark": {**shape, "filled": True, "color": BLUE}}
    others = {"name": "hollow", "mark": {**shape, "filled": True, "fill": "#fff", "stroke": BLUE, "strokeWidth": 1.5}}
    return [
        {**_of("rows", compared, x="n", y=field), "transform": [{"filter": "datum.compared"}]},
        {**_of("rows", others, x="n", y=field), "transform": [{"filter": "!datum.compared"}]},
        _ring(field),
    ]


def _ring(field: str) -> Spec:
    mark = {"type": "point", "size": 160, "color": INK, "strokeWidth": 2, "clip": True, "opacity": 1}
    return _of("current", {"name": "ring", "mark": mark}, x="n", y=field)


def _mark(kind: str, *, color: str, opacity: float = 1.0, width: float = 1.25, dash: list[int] | None = None) -> Spec:
    drawn: Spec = {"type": kind, "color": color, "opacity": opacity, "clip": True}
    return drawn if kind == "rect" else {**drawn, "strokeWidth": width, "strokeDash": dash or [1, 0]}


def _stick(color: str, opacity: float) -> Spec:
    stick = {"type": "rule", "color": color, "opacity": opacity, "cursor": "pointer", "clip": True}
    return {**stick, "strokeWidth": {"expr": "stick"}}


def _text(color: str) -> Spec:
    place = {"align": "right", "baseline": "bottom", "dy": -3, "x": {"expr": "width"}}
    return {"type": "text", "color": color, "fontSize": 12, **place}
