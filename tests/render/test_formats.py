"""What every format owes its reader, over all FORMATS."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from answers import STAR, STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.app import check_text
from speakstar.core import trends
from speakstar.core.compare import compare_takes
from speakstar.core.filler_lines import explain, filler_lines
from speakstar.core.habits import Habit
from speakstar.core.model import SoundEvidence
from speakstar.core.report import DoubtLine, Report, report
from speakstar.render import FORMATS, format_named
from speakstar.render.page import Page
from speakstar.render.words import NO_RATE

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
        form.check(check_text(HOSTILE, star=STAR), Page()),
        form.trends(trend, Page()),
        form.comparison(compare_takes(make_take("Nothing."), take), Page()),
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


@pytest.mark.parametrize("name", FORMATS)
def test_two_takes_stand_beside_each_other(name: str) -> None:
    found = compare_takes(make_take(WEAK_ANSWER, take_id=3), make_take(STRONG_ANSWER, take_id=5))
    text = " ".join(format_named(name).comparison(found, Page(200)).replace("\\", "").split())
    wanted = (
        ("lessons.learned", "0.5%") if name == "json" else ("Take 3 and take 5", "Lesson", "0.5%", "words a minute")
    )
    for piece in wanted:
        assert piece in text


@pytest.mark.parametrize("name", ["terminal", "plain", "markdown", "html"])
def test_a_take_with_too_little_speech_has_no_rate_to_compare(name: str) -> None:
    short, long = make_take("Um, so.", take_id=1), make_take(STRONG_ANSWER, take_id=2)
    texts = (
        format_named(name).comparison(compare_takes(short, long), Page(200)),
        format_named(name).report(report(long, earlier=[short]), Page(200)),
    )
    for text in texts:
        plain = " ".join(text.replace("\\", "").split())
        assert f"{NO_RATE} → " in plain
        assert "do not show a change" not in plain


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


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_the_voice_is_set_against_the_speakers_own_and_never_graded(name: str, shown: Report) -> None:
    habits = (
        Habit("pitch_sd_st", 2.6, 2.1, "above", 4),
        Habit("loudness_range_db", 20.0, 21.0, "within", 4),
    )
    text = " ".join(format_named(name).report(replace(shown, habits=habits), Page(200)).split())
    assert "livelier than your usual 2.1 semitones (the last 4 takes), with 2.6" in text.replace("\\", "")
    assert "as even as your usual 21.0 dB" in text


@pytest.mark.parametrize("name", FORMATS)
def test_words_in_doubt_are_shown_with_the_reason(name: str, shown: Report) -> None:
    doubts = (DoubtLine("loop", "got them, " * 50, 3.0, 9.0),)
    text = format_named(name).report(replace(shown, doubts=doubts), Page(200))
    assert "got them, got them" in text
    assert "loop" in text if name == "json" else "Not counted" in text


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_certain_and_possible_fillers_stand_apart(name: str) -> None:
    take = make_take("We met, um, on a Monday.")
    (um,) = take.analysis.delivery.fillers
    fillers = (um, replace(um, text="like", certainty="possible", rule="like.loose"))
    delivery = replace(take.analysis.delivery, fillers=fillers, possible_fillers=1, speaking_s=60.0)
    shown = report(replace(take, analysis=replace(take.analysis, delivery=delivery)))
    text = format_named(name).report(shown, Page(200)).replace("\\", "")
    assert ", and 1 possible" in text
    assert "Possible" in text
    assert "like ×1" in text


def test_json_says_where_each_filler_is_and_what_speaks_for_it() -> None:
    take = make_take("We met, um, on a Monday.")
    (um,) = take.analysis.delivery.fillers
    evidence = SoundEvidence(0.9, 0.8, 0.5, -3.0, 0.3, None)
    delivery = replace(take.analysis.delivery, fillers=(replace(um, source="both", evidence=evidence),))
    shown = report(replace(take, analysis=replace(take.analysis, delivery=delivery)))
    (found,) = json.loads(format_named("json").report(shown, Page()))["delivery"]["fillers"]
    assert (found["number"], found["before"], found["after"]) == (1, "We met,", "on a Monday.")
    assert found["evidence"] == asdict(evidence)


@pytest.mark.parametrize("name", FORMATS)
def test_control_characters_in_an_explanation_come_out_as_text(name: str) -> None:
    take = make_take(f"{HOSTILE} um {HOSTILE}")
    lines = filler_lines(take)
    um = next(line for line in lines if line.filler.text == "um")
    text = format_named(name).explanation(explain(take, um), Page())
    raw = json.dumps(json.loads(text)) if name == "json" else text
    assert not any(char in raw for char in "\x1b\x07\r\u202e")
