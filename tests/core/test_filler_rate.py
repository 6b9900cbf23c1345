from __future__ import annotations

import json
from pathlib import Path

import pytest

from speakstar.core import poisson
from speakstar.core.filler_rate import BY_WORDS, BY_WORDS_AND_SOUND, RULES, WRITTEN, range_of_count

RESULTS = Path(__file__).parents[2] / "scripts" / "results"


def test_what_the_sound_adds_is_taken_as_measured() -> None:
    rows = json.loads((RESULTS / "fillers_sound.json").read_text())["rows"]
    measured = next(row for row in rows if (row["group"], row["name"]) == ("answers", "clean"))["certain"]["near"]
    assert pytest.approx(measured["precision"], abs=0.01) == BY_WORDS_AND_SOUND.precision
    assert pytest.approx(measured["recall"], abs=0.01) == BY_WORDS_AND_SOUND.recall


def test_the_error_is_the_one_that_was_measured() -> None:
    measured = json.loads((RESULTS / "fillers_words.json").read_text())["cases"]["Test"]["full"]["certain"]
    found, missed, accused = measured["found"], measured["missed"], measured["accused"]
    assert pytest.approx(found / (found + accused), abs=0.01) == RULES.precision
    assert pytest.approx(found / (found + missed), abs=0.01) == RULES.recall


def test_what_the_engine_writes_is_taken_as_measured() -> None:
    rows = json.loads((RESULTS / "fillers_sound.json").read_text())["rows"]
    row = next(row for row in rows if (row["group"], row["name"]) == ("answers", "embedded model's words"))
    assert pytest.approx(row["transcript_only"]["recall"], abs=0.01) == WRITTEN


def test_who_did_not_listen_knows_less() -> None:
    low, high = range_of_count(6, listened=False)
    listened_low, listened_high = range_of_count(6, listened=True)
    assert high > listened_high
    assert high - low > listened_high - listened_low


@pytest.mark.parametrize("listened", [True, False])
@pytest.mark.parametrize("count", [0, 1, 4, 30])
def test_error_widens_what_chance_alone_allows(count: int, listened: bool) -> None:
    low, high = range_of_count(count, listened=listened)
    by_chance_low, by_chance_high = poisson.interval(count)
    detector = BY_WORDS_AND_SOUND if listened else BY_WORDS
    assert (low, high) == (
        pytest.approx(by_chance_low * detector.precision),
        pytest.approx(by_chance_high / detector.recall),
    )
    assert low <= count <= high
