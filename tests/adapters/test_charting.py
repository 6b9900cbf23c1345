"""Charts, drawn by the library without a browser."""

from __future__ import annotations

import io
import json
import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from answers import WEAK_ANSWER, make_take

from speakstar.adapters import charting
from speakstar.core.trends import trend
from speakstar.render import format_named
from speakstar.render.charts import page_charts
from speakstar.render.page import Page

HOSTILE = "</svg><script>alert(1)</script>\x1b[31m\u202e"


def described(count: int, story: str = "deadline") -> dict[str, object]:
    takes = [replace(make_take(WEAK_ANSWER, take_id=i), story=story) for i in range(1, count + 1)]
    described: dict[str, object] = json.loads(format_named("svg").trends(trend(takes), Page()))
    return described


@pytest.mark.parametrize("count", [0, 1, 9])
def test_a_trend_becomes_a_picture_that_loads_nothing(count: int) -> None:
    drawn = charting.svg(described(count, story=HOSTILE))
    root = ElementTree.fromstring(drawn)
    assert not any(char in drawn for char in "\x1b\u202e")
    assert not [one for one in root.iter() if one.tag.endswith(("script", "image", "a"))]
    texts = [one.text or "" for one in root.iter() if one.tag.endswith("text")]
    for wanted in ("Fillers a minute", "Length of the answer in seconds", "goal: at most 5"):
        assert wanted in texts
    assert drawn.count('fill="#2f6fde"') + drawn.count("fill='#2f6fde'") >= 2 * count


def test_a_png_is_sharp_and_not_empty() -> None:
    drawn = charting.png(described(3))
    width, height = struct.unpack(">II", io.BytesIO(drawn).getvalue()[16:24])
    assert drawn.startswith(b"\x89PNG")
    assert width > 860 * charting.PNG_SCALE
    assert height > width / 4


def test_the_library_is_put_together_once_for_the_same_charts(tmp_path: Path) -> None:
    drawn = {"word": page_charts()["word"]}
    first = charting.bundle(drawn, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.read_text(encoding="utf-8") == first
    assert "</script" not in first.lower()
    kept.write_text("kept", encoding="utf-8")
    assert charting.bundle(drawn, tmp_path / "cache") == "kept"
    assert "window.charts" in charting.bundle({"pace": page_charts()["pace"]}, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 1
