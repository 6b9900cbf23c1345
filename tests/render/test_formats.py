"""What every format owes its reader, over all FORMATS."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.app import check_text
from speakstar.core import trends
from speakstar.core.report import Report, report
from speakstar.render import FORMATS, format_named
from speakstar.render.page import Page

READ_BY_PEOPLE = [name for name in FORMATS if name != "json"]
HOSTILE = "I fixed \x1b]0;title\x07 the \x1b[31mred\x1b[0m server\u202e in 3 days\r <script>alert(1)</script> | *bold*."


@pytest.fixture
def shown() -> Report:
    return report(make_take(), story_title="The payment move", question_text="Tell me about a deadline.")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_holds_the_words_that_prove_it(name: str, shown: Report) -> None:
    text = " ".join(format_named(name).report(shown, Page()).split())
    assert "payments fell from 2% to 0.5%" in text.replace("\\", "")


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_a_report_names_what_a_speaker_looks_for(name: str, shown: Report) -> None:
    text = format_named(name).report(shown, Page())
    for wanted in ("The payment move", "Tell me about a deadline", "Pace", "Fillers", "um", "Checklist", "change"):
        assert wanted in text


@pytest.mark.parametrize("name", FORMATS)
def test_control_characters_come_out_as_text(name: str) -> None:
    take = make_take(HOSTILE)
    trend = trends.trend([take])
    form = format_named(name)
    rows = [{"id": 1, "title": HOSTILE}]
    texts = [
        form.report(report(take, story_title=HOSTILE, question_text=HOSTILE, trend=trend), Page()),
        form.check(check_text(HOSTILE), Page()),
        form.trends(trend, Page()),
        form.listing("stories", rows, Page()),
    ]
    for text in texts:
        raw = json.dumps(json.loads(text)) if name == "json" else text
        assert not any(char in raw for char in "\x1b\x07\r\u202e")


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("text", [STRONG_ANSWER, WEAK_ANSWER, "Um", "supercalifragilistic" * 12])
def test_a_terminal_report_keeps_to_its_width(width: int, text: str) -> None:
    drawn = format_named("terminal").report(report(make_take(text), story_title="A title" * 9), Page(width))
    assert max(map(len, drawn.splitlines())) <= width
    assert "\x1b" not in drawn


def test_colour_is_drawn_only_when_wanted(shown: Report) -> None:
    terminal = format_named("terminal")
    assert "\x1b[" in terminal.report(shown, Page(color=True))
    assert "\x1b[" not in terminal.report(shown, Page(color=False))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_said_and_no_takes_are_shown_soberly(name: str) -> None:
    form = format_named(name)
    empty = replace(make_take("Um"), transcript=make_take("").transcript, analysis=make_take("").analysis)
    assert form.report(report(empty), Page())
    assert form.trends(trends.trend([]), Page())
    form.listing("takes", [], Page())


def test_markdown_tables_have_one_cell_a_column() -> None:
    table = format_named("markdown").listing("stories", [{"id": "a|b", "title": "x\ny"}], Page())
    assert [line.replace("\\|", "").count("|") for line in table.splitlines()] == [3, 3, 3]


def test_json_rounds_to_milliseconds_and_writes_times_as_iso(shown: Report) -> None:
    content = json.loads(format_named("json").report(shown, Page()))
    assert content["take"]["recorded_at"] == "2026-11-23T20:00:00+00:00"
    assert content["delivery"]["speaking_s"] == round(content["delivery"]["speaking_s"], 3)
    texts = [filler["text"] for filler in content["delivery"]["fillers"]]
    assert [text.lower() for text in texts] == ["um", "uh"]


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_phrases_are_written_as_people_write_them(name: str) -> None:
    text = format_named(name).report(report(make_take("I was, I mean, late.")), Page())
    assert "I mean ×1" in text
