"""What the charts of a trend show: the takes as rows, and for each story the verdict with its marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from speakstar.core import poisson
from speakstar.core.trend_points import TrendPoint
from speakstar.core.trends import Trend, of_story
from speakstar.render import charts, words
from speakstar.render.charts import Spec

ALL = "*"
"""The key of the verdict over all stories; no id of a story has this character."""

NO_STORY = "no story"
PICTURE_WIDTH = 860
PICTURE_WORDS = 4
"""More do not fit on one screen; the page shows more."""
HEADROOM = 1.2
"""Of a scale above its highest point; ranges may run out at the top."""
STICK_SHARE, STICK_MAX = 0.6, 16
DAY_PLACES = 9
"""As many dates fit under a picture."""


def payload(trend: Trend, *, reports: Mapping[int, str]) -> Markup:
    """Write everything that the page's script needs as JSON that can stand in a page."""
    session_of = {id_: number for number, one in enumerate(trend.sessions) for id_ in one.take_ids}
    stories = dict.fromkeys(point.story for point in trend.points)
    most = max((point.fillers for point in trend.points), default=0)
    most = max([most, *(session.fillers for session in trend.sessions)])
    data = {
        "takes": [
            {**row(point), "session": session_of[point.take_id], "href": reports.get(point.take_id)}
            for point in trend.points
        ],
        "stories": {ALL: judged(trend), **{story_name(story): judged(of_story(trend, story)) for story in stories}},
        "goal": trend.goal_per_min,
        "ranges": [[round(end, 3) for end in poisson.interval(count)] for count in range(most + 1)],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def row(point: TrendPoint) -> dict[str, Any]:
    """Put a take into the form that charts take."""
    at = point.recorded_at.astimezone()
    return {
        "id": point.take_id,
        "at": words.when(at),
        "label": day(at),
        "story": story_name(point.story),
        "compared": point.compared,
        "fillers": point.fillers,
        "speaking_s": round(point.speaking_s, 2),
        "rate": round(point.fillers_per_min, 3),
        "low": round(point.fillers_per_min_low, 3),
        "high": round(point.fillers_per_min_high, 3),
        "answer_s": round(point.answer_s, 1),
        "within_s": round(min(point.answer_s, point.cap_s), 1),
        "cap_s": point.cap_s,
        "wpm": round(point.words_per_min, 1),
        "words": {words.said(word.text): word.count for word in point.by_word},
        "items": list(point.items),
    }


def story_name(story: str | None) -> str:
    """Return the name under which the takes of a story are shown together."""
    return words.clean(story or NO_STORY)


def day(moment: datetime) -> str:
    """Write a day as short as a chart needs it."""
    return f"{moment.day} {moment:%b}"


def judged(trend: Trend) -> dict[str, Any]:
    """State the verdict over takes, and what of it is drawn."""
    real = trend.since is not None
    level = trend.level
    return {
        "verdict": trend.verdict,
        "message": words.clean(words.verdict(trend)),
        "level": [round(level.low, 3), round(level.high, 3)] if level else None,
        "since": trend.since_take if real else None,
        "before": round(trend.earlier_per_min or 0.0, 3) if real else None,
        "after": round(trend.recent_per_min or 0.0, 3) if real else None,
    }


def picture(trend: Trend) -> Spec:
    """Return fillers, length and pace as one picture, on white."""
    rows = [{**row(point), "n": n} for n, point in enumerate(trend.points)]
    frequent = by_word(trend)[:PICTURE_WORDS]
    parts: list[Spec] = [
        {**charts.rate(), "title": "Fillers a minute"},
        *(_word_part(text, rows) for text, _ in frequent),
        {**charts.length(), "title": "Length of the answer in seconds"},
        {**charts.pace(), "title": "Words a minute of speaking time"},
    ]
    given = {"count": len(rows), "labels": _labels(rows), "ticks": DAY_PLACES, "size": 40}
    given["stick"] = max(1.5, min(STICK_MAX, PICTURE_WIDTH * STICK_SHARE / max(1, len(rows))))
    tops = _tops(trend, rows)
    return {
        "$schema": charts.SCHEMA,
        "title": {
            "text": words.clean(trend.message), "fontSize": 14, "fontWeight": "normal", "limit": PICTURE_WIDTH + 40,
            "offset": 20,
        },
        "vconcat": [_named({**part, "width": PICTURE_WIDTH}) for part in parts],
        "spacing": 26,
        "padding": 24,
        "datasets": {"rows": rows, "current": [], **_marks(trend)},
        "params": [{"name": name, "value": value} for name, value in {**given, **tops}.items()],
        "config": {**charts.CONFIG, "background": "#ffffff"},
    }  # fmt: skip


def by_word(trend: Trend) -> list[tuple[str, int]]:
    """Count fillers by their word, the most frequent first."""
    counted: dict[str, int] = {}
    for point in trend.points:
        for word in point.by_word:
            counted[word.text] = counted.get(word.text, 0) + word.count
    return sorted(counted.items(), key=lambda found: (-found[1], found[0]))


def _word_part(text: str, rows: Sequence[Mapping[str, Any]]) -> Spec:
    said = words.said(text)
    of_word = [
        {"n": row["n"], "rate": row["words"].get(said, 0) / row["speaking_s"] * 60.0}
        for row in rows
        if row["speaking_s"]
    ]
    chart = charts.word()
    chart["layer"] = [{**chart["layer"][0], "data": {"values": of_word}}]
    return {**chart, "name": f"word_{said}", "title": {"text": f"{said}, a minute", "fontSize": 13, "fontWeight": 500}}


def _named(part: Spec) -> Spec:
    """Give the layers names of their own, as no two in a picture may have the same."""
    return {**part, "layer": [{**layer, "name": f"{part['name']}_{layer['name']}"} for layer in part["layer"]]}


def _labels(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(row["label"]) for row in rows]


def _tops(trend: Trend, rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Say where each scale ends."""

    def top(*values: float) -> float:
        return max([*values, 1.0]) * HEADROOM

    of_words = [
        count / row["speaking_s"] * 60.0 for row in rows if row["speaking_s"] for count in row["words"].values()
    ]
    return {
        "rate_top": top(trend.goal_per_min, *(row["rate"] for row in rows)),
        "length_top": top(*(row["cap_s"] for row in rows), *(row["answer_s"] for row in rows)),
        "pace_top": top(*(row["wpm"] for row in rows)),
        "word_top": top(*of_words),
    }


def _marks(trend: Trend) -> dict[str, list[dict[str, Any]]]:
    """Return the data sets of what is drawn beside the takes."""
    places = {point.take_id: n for n, point in enumerate(trend.points)}
    found = judged(trend)
    at = places[found["since"]] - 0.5 if found["since"] is not None else None
    last = len(trend.points) - 0.5
    steps = [] if at is None else [
        {"from": -0.5, "to": at, "y": found["before"]}, {"from": at, "to": last, "y": found["after"]},
    ]  # fmt: skip
    cap_s = trend.points[-1].cap_s if trend.points else 0.0
    return {
        "level": [{"low": found["level"][0], "high": found["level"][1]}] if found["level"] else [],
        "goal": [{"y": trend.goal_per_min, "text": f"goal: at most {trend.goal_per_min:g}"}],
        "since": [] if at is None else [{"at": at}],
        "steps": steps,
        "cap": [{"y": cap_s, "text": f"cap: {words.clock(cap_s)}"}],
    }
