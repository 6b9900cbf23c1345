"""Formats that only some commands have, and the schema of the JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from speakstar.adapters.samples import Sample

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/speakstar-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
OUTPUTS = [
    ("report", "last"),
    ("trends",),
    ("takes", "list"),
    ("takes", "diff", "1", "2"),
    ("takes", "explain", "last"),
    ("takes", "explain", "last", "--filler", "1"),
    ("stories", "list"),
    ("questions", "list"),
    ("models", "list"),
    ("reanalyse", "--all"),
]


@pytest.fixture
def two_takes(cli: Callable, sample: Sample, clip: Path, tmp_path: Path) -> None:
    um = {"text": "Um,", "start_s": 0.0, "end_s": 0.1}
    words = [um, *json.loads(sample.truth.read_text())["words"]]
    for number, chosen in enumerate((words[:20], words[:30]), start=1):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(chosen))
        story = ("--story", cli("stories", "list", "--format", "json").json["stories"][0]["id"])
        assert cli("review", clip, *story, "--transcript", path).code == 0


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_real_outputs_follow_the_schema(cli: Callable, two_takes: None, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text("Um, I was responsible for the move. Errors fell from 2% to 0.5%.")
    for arguments in (*OUTPUTS, ("check", answer)):
        outcome = cli(*arguments, "--format", "json")
        assert outcome.code == 0, outcome.err
        errors = [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(outcome.json)]
        assert errors == [], arguments


def spoiled(content: dict, path: str) -> dict:
    """A copy without what lies at a path."""
    copy = json.loads(json.dumps(content))
    *ways, last = path.split(".")
    at = copy
    for way in ways:
        at = at[int(way)] if isinstance(at, list) else at[way]
    del at[last]
    return dict(copy)


def test_what_lacks_something_breaks_the_schema(cli: Callable, two_takes: None) -> None:
    report, trends = (cli(*words, "--format", "json").json for words in (("report", "last"), ("trends",)))
    for path in ("schema_version", "take.id", "delivery.fillers_per_min_low", "review.items.0.verdict", "engine.model"):
        assert not VALIDATOR.is_valid(spoiled(report, path)), path
    for path in ("trend.verdict", "takes.0.fillers_per_min", "sessions.0.take_ids"):
        assert not VALIDATOR.is_valid(spoiled(trends, path)), path


def test_commands_offer_only_what_they_can(cli: Callable) -> None:
    assert cli("takes", "list", "--format", "csv").code == 0
    assert cli("check", "x", "--format", "vtt").code == 2
    assert cli("trends", "--format", "csv").out.startswith("take,recorded_at")
    assert cli("stories", "list", "--format", "csv").code == 2
    assert cli("trends", "--format", "srt").code == 2
