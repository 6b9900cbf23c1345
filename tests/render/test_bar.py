"""The bar of the terminal report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.core.model import Filler
from speakstar.core.report import Report, report
from speakstar.render.bar import CAP, MARKS, WIDEST, bar


def drawn(shown: Report, width: int) -> list[str]:
    return bar(shown, width=width, color=False).plain.split("\n")


@pytest.mark.parametrize("width", [36, 56, 76, 196])
@pytest.mark.parametrize("text", [STRONG_ANSWER, WEAK_ANSWER, "Um", ""])
def test_three_lines_fit_the_columns(width: int, text: str) -> None:
    lines = drawn(report(make_take(text)), width)
    assert len(lines) == 3
    assert {len(line) for line in lines} == {min(width, WIDEST)}


def test_sections_stand_where_they_were_said_with_their_seconds() -> None:
    shown = report(make_take())
    sections = drawn(shown, 100)[1]
    assert sections.startswith("▏situation▏T──▏action───▏O 6 s─▏result▏L───·")
    for part in shown.timeline.stretches:
        assert part.start_s is not None
        assert sections[int(part.start_s / shown.timeline.end_s * 100)] == "▏"


def test_fillers_stand_above_their_place_and_certain_ones_hide_possible_ones() -> None:
    take = make_take("We met on Monday.")
    times_s = [("certain", 45.0), ("possible", 45.1), ("possible", 10.0)]
    fillers = tuple(Filler("um", 0, 0, at, at + 0.2, "audio", certainty, "x") for certainty, at in times_s)
    take = replace(take, analysis=replace(take.analysis, delivery=replace(take.analysis.delivery, fillers=fillers)))
    shown = report(take)
    marks = drawn(shown, 90)[0]
    assert marks[int(45.0 / shown.timeline.end_s * 90)] == MARKS["certain"]
    assert marks[int(10.0 / shown.timeline.end_s * 90)] == MARKS["possible"]
    assert len(marks.split()) == 2


def test_the_cap_is_on_the_time_line() -> None:
    for width in (36, 76):
        assert f"{CAP}1:30" in drawn(report(make_take()), width)[2]


def test_sections_are_told_apart_without_colour() -> None:
    shown = report(make_take())
    assert drawn(shown, 76)[1].count("▏") == len(shown.timeline.stretches)
    assert bar(shown, width=76, color=False).plain.split("\n")[1].count("─") > 0
