"""CSV: one row a take, read by a parser, and no formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from answers import make_take

from speakstar.core.trends import trend
from speakstar.render import format_named
from speakstar.render.csvout import TREND_COLUMNS
from speakstar.render.page import Page

CSV = format_named("csv")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_a_take_with_the_figures_as_numbers() -> None:
    takes = [make_take(take_id=1), make_take("Um, we met.", take_id=2)]
    found = rows(CSV.trends(trend(takes), Page()))
    assert [row["take"] for row in found] == ["1", "2"]
    for row, take in zip(found, takes, strict=True):
        assert float(row["speaking_s"]) == pytest.approx(take.analysis.delivery.speaking_s, abs=5e-4)
        assert int(row["fillers"]) == take.analysis.delivery.certain_fillers
        assert row["compared"] == "yes"
    assert "um 1" in found[1]["fillers_by_word"]


def test_lines_end_as_the_standard_says() -> None:
    for text in (CSV.trends(trend([make_take()]), Page()), CSV.listing("stories", [{"id": 1}], Page())):
        assert text.count("\r\n") == text.count("\n") == 2
        assert text.endswith("\r\n")


def test_without_takes_there_are_the_columns() -> None:
    assert CSV.trends(trend([]), Page()).strip() == ",".join(TREND_COLUMNS)


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", " =1", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_no_cell_is_a_formula(text: str) -> None:
    story = replace(make_take(), story=text)
    for cell in (
        rows(CSV.trends(trend([story]), Page()))[0]["story"],
        rows(CSV.listing("stories", [{"title": text}], Page()))[0]["title"],
    ):
        assert cell.startswith("'")


@pytest.mark.parametrize("text", ['say "hi", then\nleave', "a;b,c", "\x1b[31mred\u202e", "שלום"])
def test_a_cell_stays_a_cell(text: str) -> None:
    (row,) = rows(CSV.listing("stories", [{"id": 1, "title": text, "none": None}], Page()))
    assert (row["id"], row["none"]) == ("1", "")
    assert not any(char in row["title"] for char in "\x1b\u202e\n")
