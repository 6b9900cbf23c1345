"""The page of trends, in a real browser."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER, make_take
from rig.browser import Visit

from speakstar.core.model import Take
from speakstar.core.trends import trend
from speakstar.render import format_named
from speakstar.render.page import Page

HOSTILE = "</svg></script><script>window.hit=1</script><img src=x onerror='window.hit=1'>\x1b[31m\u202e"
Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def takes() -> list[Take]:
    """Eight takes of two stories, a day apart."""
    first = make_take()
    texts = [WEAK_ANSWER] * 4 + [STRONG_ANSWER] * 4
    made = [make_take(text, take_id=i, story=("deadline", "oven")[i % 2]) for i, text in enumerate(texts, start=1)]
    return [replace(one, recorded_at=first.recorded_at + timedelta(days=one.id)) for one in made]


@pytest.fixture(scope="session")
def path(takes: list[Take], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trends")
    report = folder / "take-2.html"
    report.write_text("<title>Take 2</title>", encoding="utf-8")
    target = folder / "trends.html"
    page = Page(reports={2: report.as_uri()})
    target.write_text(format_named("html").trends(trend(takes), page), encoding="utf-8")
    return target


def test_every_take_is_a_point_of_every_chart(path: Path, takes: list[Take], visit: Opener) -> None:
    seen = visit(path)
    assert seen.page.locator(".chart").count() == 3
    assert seen.page.locator(".chart circle").count() == 3 * len(takes)
    text = seen.page.locator("main").text_content() or ""
    for wanted in ("goal: at most 5", "cap: 90 s", "95 of 100 takes", "2 of 4", "um"):
        assert wanted in text


def test_a_point_opens_the_report_of_its_take(path: Path, visit: Opener) -> None:
    seen = visit(path)
    seen.page.locator(".chart a").first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/take-2.html")


def test_nothing_is_asked_of_any_network(path: Path, visit: Opener) -> None:
    seen = visit(path)
    assert [url for url in seen.requests if url != path.as_uri()] == []
    assert seen.errors == []


@pytest.mark.parametrize("options", [{}, {"dark": True}, {"width": 380}], ids=["light", "dark", "narrow"])
def test_axe_finds_no_serious_problem(options: dict[str, int], path: Path, visit: Opener) -> None:
    seen = visit(path, **options)
    assert seen.axe_problems() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= options.get("width", 1000)


def test_text_that_is_markup_stays_text(takes: list[Take], tmp_path: Path, visit: Opener) -> None:
    target = tmp_path / "trends.html"
    found = trend([replace(one, story=HOSTILE) for one in takes])
    target.write_text(format_named("html").trends(found, Page()), encoding="utf-8")
    seen = visit(target)
    assert seen.page.evaluate("window.hit ?? null") is None
    assert "<script>window.hit=1</script>" in (seen.page.locator(".map th bdi").text_content() or "")
    assert seen.errors == []
    drawn = format_named("svg").trends(found, Page())
    assert not any(char in drawn for char in "\x1b\u202e")
    assert not [one for one in ElementTree.fromstring(drawn).iter() if one.tag.endswith(("script", "img"))]


@pytest.mark.parametrize("count", [0, 1])
def test_few_takes_make_a_page_and_a_picture(count: int, takes: list[Take]) -> None:
    found = trend(takes[:count])
    assert "Too few takes" in format_named("html").trends(found, Page())
    ElementTree.fromstring(format_named("svg").trends(found, Page()))
