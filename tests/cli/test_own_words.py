"""Fillers that a speaker adds or excuses, from the settings to the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

SAID = "So, I, um, led the team, you see, and it was, like, literally late."


@pytest.fixture
def home(tmp_path: Path, cli: Callable) -> Path:
    folder = tmp_path / "home"
    assert cli("--home", folder, "config", "set", "own_fillers", "you see, late, literally").code == 0
    assert cli("--home", folder, "config", "set", "excused_fillers", "Um").code == 0
    return folder


def test_settings_are_listed_with_commas_between_words(home: Path, cli: Callable) -> None:
    rows = cli("--home", home, "config", "list", "--format", "json").json["config"]
    values = {row["id"]: row["value"] for row in rows}
    assert (values["own_fillers"], values["excused_fillers"]) == ("you see, late, literally", "Um")


def test_a_draft_is_checked_with_them(home: Path, tmp_path: Path, cli: Callable) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(SAID)
    shown = cli("--home", home, "check", draft).out
    assert "you see ×1" in shown
    assert "late ×1" in shown
    assert "um ×" not in shown


def test_a_take_is_reviewed_and_analysed_anew_with_them(home: Path, tmp_path: Path, cli: Callable, clip: Path) -> None:
    words = tmp_path / "words.json"
    timed = [{"text": text, "start_s": 0.1 * i, "end_s": 0.1 * i + 0.1} for i, text in enumerate(SAID.split())]
    words.write_text(json.dumps(timed))

    def said() -> tuple[set[str], list[str]]:
        delivery = cli("--home", home, "report", "--format", "json").json["delivery"]
        return {f["text"] for f in delivery["fillers"] if f["certainty"] == "certain"}, [
            word["text"] for word in delivery["crutch_words"]
        ]

    assert cli("--home", home, "review", clip, "--transcript", words).code == 0
    assert said() == ({"so", "you see", "like", "late", "literally"}, [])
    cli("--home", home, "config", "set", "own_fillers", "")
    assert cli("--home", home, "reanalyse", "--all").code == 0
    assert said() == ({"so", "like"}, ["literally"])


def test_other_words_are_no_change_of_habit(home: Path, tmp_path: Path, cli: Callable, clip: Path) -> None:
    words = tmp_path / "words.json"
    timed = [{"text": text, "start_s": 0.4 * i, "end_s": 0.4 * i + 0.3} for i, text in enumerate(SAID.split())]
    words.write_text(json.dumps(timed))
    assert cli("--home", home, "review", clip, "--transcript", words).code == 0
    cli("--home", home, "config", "set", "excused_fillers", "um, so, like")
    assert cli("--home", home, "review", clip, "--transcript", words).code == 0
    compared = [take["compared"] for take in cli("--home", home, "trends", "--format", "json").json["takes"]]
    assert compared == [False, True]
    assert "other words of yours" in cli("--home", home, "trends", "--format", "plain").out
    assert "other words of yours" in cli("--home", home, "takes", "diff", "1", "2", "--format", "plain").out

    (analysed,) = cli("--home", home, "reanalyse", "--format", "json").json["takes"]
    assert analysed["id"] == 1
    compared = [take["compared"] for take in cli("--home", home, "trends", "--format", "json").json["takes"]]
    assert compared == [True, True]
    assert "up to date" in cli("--home", home, "reanalyse").err


def test_a_bad_word_is_refused_and_nothing_is_kept(home: Path, cli: Callable) -> None:
    cli("--home", home, "config", "set", "own_fillers", "...").assert_refused("own_fillers = '...'")
    rows = cli("--home", home, "config", "list", "--format", "json").json["config"]
    assert {row["id"]: row["value"] for row in rows}["own_fillers"] == "you see, late, literally"
