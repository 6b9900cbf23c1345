"""The page of trends, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER, make_take
from rig.browser import Visit

from speakstar.adapters import charting
from speakstar.core.model import Take
from speakstar.core.trends import trend
from speakstar.render import format_named
from speakstar.render.charts import page_charts
from speakstar.render.page import Page

HOSTILE = "</svg></script><script>window.hit=1</script><img src=x onerror='window.hit=1'>\x1b[31m\u202e"
Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    return charting.bundle(page_charts(), tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def takes() -> list[Take]:
    """Ten takes of two stories in six sessions, two on a day; the first was analysed by another model."""
    start = make_take().recorded_at
    texts = [STRONG_ANSWER, *[WEAK_ANSWER] * 4, *[STRONG_ANSWER] * 5]
    return [
        replace(
            make_take(text, take_id=i, story=("deadline", "oven")[i % 2], model="pocket" if i > 1 else "small"),
            recorded_at=start + timedelta(days=i // 2, minutes=10 * (i % 2)),
        )
        for i, text in enumerate(texts, start=1)
    ]


@pytest.fixture(scope="session")
def path(takes: list[Take], library: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trends")
    for number in (1, 2):
        (folder / f"take-{number}.html").write_text(f"<title>Take {number}</title>", encoding="utf-8")
    target = folder / "trends.html"
    page = Page(reports={1: "take-1.html", 2: "take-2.html"}, charting=library)
    target.write_text(format_named("html").trends(trend(takes), page), encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def opened(path: Path, visit: Opener) -> Visit:
    return drawn(visit(path))


@pytest.fixture
def seen(opened: Visit) -> Visit:
    """The page as if it had just been opened."""
    act(opened, lambda: opened.page.click("#reset"))
    return opened


def drawn(seen: Visit) -> Visit:
    seen.until("document.documentElement.dataset.drawn")
    return seen


def act(seen: Visit, what: Callable[[], object]) -> None:
    """Do something that draws the charts anew, and wait until they are."""
    before = int(seen.page.evaluate("() => document.documentElement.dataset.drawn"))
    what()
    seen.until(f"Number(document.documentElement.dataset.drawn) > {before}")


def points(seen: Visit, chart: str = "rate") -> int:
    return seen.page.locator(f"[data-chart={chart}] :is(.point_marks, .hollow_marks) path").count()


def test_every_take_is_a_point_of_every_chart(seen: Visit, takes: list[Take]) -> None:
    assert points(seen) == points(seen, "pace") == len(takes)
    assert seen.page.locator("[data-chart=length] .stick_marks line").count() == len(takes)
    assert seen.page.locator("[data-chart=rate] .whisker_marks line").count() == len(takes)
    assert seen.page.locator("[data-chart=rate] .hollow_marks path").count() == 1
    text = seen.page.locator("main").text_content() or ""
    for wanted in ("goal: at most 5", "cap: 1:30", "95 of 100 takes", "Too few takes to tell"):
        assert wanted in text


def test_fillers_are_drawn_by_word(seen: Visit) -> None:
    words = seen.page.locator("#words [data-of]")
    assert {words.nth(n).get_attribute("data-of") for n in range(words.count())} == {"um", "uh", "so", "you know"}
    assert seen.page.locator("[data-word='um'] .stick_marks line").count() > 0
    assert re.search(r"×\d+, \d+\.\d a minute", words.first.inner_text())


def test_the_word_is_chosen(seen: Visit) -> None:
    act(seen, lambda: seen.page.select_option("#word", "um"))
    assert "“um” alone, for which no verdict is given" in seen.page.locator("#left").inner_text()
    assert seen.page.locator("[data-chart=rate] .level_marks path").count() == 0
    assert "um: 1" in (seen.page.locator("[data-chart=rate]").get_attribute("aria-valuetext") or "")


def test_the_story_and_the_days_are_chosen(seen: Visit, takes: list[Take]) -> None:
    oven = [take for take in takes if take.story == "oven"]
    act(seen, lambda: seen.page.select_option("#story", "oven"))
    assert points(seen) == len(oven)
    assert seen.page.locator("tr[data-take]:visible").count() == len(oven)
    assert seen.page.locator(".map [data-story=deadline][data-item]").first.inner_text() == "–"
    assert f"{len(oven) - 1} takes in" in seen.page.locator("#verdict").inner_text()
    last = f"{oven[-2].recorded_at.astimezone():%Y-%m-%d}"
    act(seen, lambda: seen.page.fill("#from", last))
    assert 0 < points(seen) < len(oven)
    assert "whatever the dates" in seen.page.locator("#left").inner_text()
    act(seen, lambda: seen.page.fill("#from", "2999-01-01"))
    assert points(seen) == 0
    assert seen.errors == []


def test_sessions_are_points_that_open_into_their_takes(seen: Visit, takes: list[Take]) -> None:
    sessions = trend(takes).sessions
    act(seen, lambda: seen.page.check("#sessions"))
    assert points(seen) == len(sessions)
    chart = seen.page.locator("[data-chart=rate]")
    chart.focus()
    seen.page.keyboard.press("End")
    said = chart.get_attribute("aria-valuetext") or ""
    assert f"{sessions[-1].fillers_per_min:.1f} a minute" in said
    act(seen, lambda: seen.page.keyboard.press("Enter"))
    assert seen.page.is_checked("#takes")
    assert points(seen) == len(sessions[-1].take_ids)


def test_arrow_keys_go_through_the_points_and_say_them(seen: Visit) -> None:
    chart = seen.page.get_by_role("slider", name="Fillers a minute")
    chart.focus()
    heard = []
    for key in ("Home", "ArrowRight", "ArrowRight", "End"):
        seen.page.keyboard.press(key)
        heard.append(chart.get_attribute("aria-valuetext") or "")
    assert len(set(heard)) == 4
    assert re.match(r"Take 1, [-\d]+ [:\d]+, oven: \d+\.\d a minute, .* by chance \(fillers: \d\)", heard[0])
    assert "not compared" in heard[0]
    assert seen.page.locator("[data-chart=rate] .ring_marks path").count() == 1
    assert "speakstar report 10 --open" in seen.page.locator("#tip").inner_text()
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#tip").is_hidden()


@pytest.mark.parametrize("how", ["click", "keyboard", "list"])
def test_a_point_opens_the_report_of_its_take(how: str, path: Path, visit: Opener) -> None:
    seen = drawn(visit(path))
    chart = seen.page.locator("[data-chart=rate]")
    if how == "click":
        chart.locator(":is(.point_marks, .hollow_marks) path").first.scroll_into_view_if_needed()
        box = chart.locator(".point_marks path").first.bounding_box()
        assert box is not None
        seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        seen.page.wait_for_url("**/take-2.html")
        return
    if how == "keyboard":
        chart.focus()
        for key in ("Home", "ArrowRight", "Enter"):
            seen.page.keyboard.press(key)
    else:
        seen.page.get_by_role("link", name="Report of take 2").press("Enter")
    seen.page.wait_for_url("**/take-2.html")


def test_nothing_is_asked_of_any_network_and_nothing_is_evaluated(path: Path, visit: Opener) -> None:
    seen = drawn(visit(path))
    assert [url for url in seen.requests if url != path.as_uri()] == []
    assert seen.errors == []
    policy = seen.page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "unsafe" not in policy


@pytest.mark.parametrize("options", [{}, {"dark": True}, {"width": 360}], ids=["light", "dark", "narrow"])
def test_axe_finds_no_serious_problem(options: dict[str, int], path: Path, visit: Opener) -> None:
    seen = drawn(visit(path, **options))
    assert seen.axe_problems() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= options.get("width", 1000)


def test_without_script_the_tables_say_the_same(path: Path, takes: list[Take], visit: Opener) -> None:
    seen = visit(path, java_script_enabled=False)
    assert seen.page.locator(".filters, .drawn").first.is_hidden()
    assert seen.page.locator("tr[data-take]:visible").count() == len(takes)


def test_text_that_is_markup_stays_text(takes: list[Take], library: str, tmp_path: Path, visit: Opener) -> None:
    target = tmp_path / "trends.html"
    found = trend([replace(one, story=HOSTILE) for one in takes])
    target.write_text(format_named("html").trends(found, Page(charting=library)), encoding="utf-8")
    seen = drawn(visit(target))
    assert seen.page.evaluate("window.hit ?? null") is None
    assert "<script>window.hit=1</script>" in (seen.page.locator(".map th bdi").text_content() or "")
    act(seen, lambda: seen.page.select_option("#story", index=1))
    assert points(seen) == len(takes)
    assert seen.errors == []


@pytest.mark.parametrize("count", [0, 1])
def test_few_takes_make_a_page(count: int, takes: list[Take], library: str, tmp_path: Path, visit: Opener) -> None:
    target = tmp_path / "trends.html"
    target.write_text(format_named("html").trends(trend(takes[:count]), Page(charting=library)), encoding="utf-8")
    seen = visit(target)
    assert "Too few takes" in seen.page.locator("main").inner_text()
    if count:
        assert points(drawn(seen)) == 1
    assert seen.errors == []
