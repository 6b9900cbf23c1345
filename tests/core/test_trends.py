from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from answers import STAR

from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Recording, Sound, Take, Transcript, Word
from speakstar.core.trends import MIN_TAKES, trend

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
RECORDING = Recording("take.wav", 60.0, 16000, 1, 0.5, 0.1)


def take(number: int, *, fillers: int, seconds: int = 60, after: timedelta | None = None, model: str = "base") -> Take:
    """A take of one word a second, the first ones fillers."""
    said = ["um" if i < fillers else "word" for i in range(seconds)]
    words = tuple(Word(text, float(i), i + 1.0) for i, text in enumerate(said))
    transcript = Transcript(words, None, EngineId("whisper", model, "1"))
    at = START + (after if after is not None else timedelta(days=number))
    analysis = analyse(transcript, star=STAR, elapsed_s=float(seconds))
    return Take(number, "story", None, None, at, RECORDING, transcript, None, analysis)


def takes(*fillers: int) -> list[Take]:
    return [take(number, fillers=count) for number, count in enumerate(fillers, start=1)]


@pytest.mark.parametrize("counts", [(), (3,), (9, 0, 0)])
def test_too_few_takes_tell_nothing(counts: tuple[int, ...]) -> None:
    found = trend(takes(*counts))
    assert found.verdict == "too few takes"
    assert found.p_value is None
    assert str(MIN_TAKES) in found.message


def test_too_little_speech_tells_nothing() -> None:
    assert trend([take(i, fillers=1, seconds=10) for i in range(6)]).verdict == "too few takes"


def test_a_clear_fall_is_down_with_its_numbers() -> None:
    found = trend(takes(12, 12, 3, 3))
    assert found.verdict == "down"
    assert (found.earlier_per_min, found.recent_per_min) == (pytest.approx(12.0), pytest.approx(3.0))
    assert "12.0" in found.message
    assert "3.0" in found.message
    assert found.p_value is not None
    assert found.p_value < 0.05


def test_a_clear_rise_is_up() -> None:
    assert trend(takes(2, 2, 12, 12)).verdict == "up"


def test_what_chance_can_do_is_no_change() -> None:
    found = trend(takes(6, 5, 4, 4))
    assert found.verdict == "no real change yet"
    assert "chance" in found.message


def test_no_fillers_at_all_is_no_change() -> None:
    assert trend(takes(0, 0, 0, 0)).verdict == "no real change yet"


def test_takes_are_put_in_order_of_time() -> None:
    assert trend(takes(12, 12, 3, 3)[::-1]).verdict == "down"


def test_silent_takes_are_shown_but_not_compared() -> None:
    found = trend([*takes(12, 12, 3, 3), take(9, fillers=0, seconds=0)])
    assert len(found.points) == 5
    assert found.recent_per_min == pytest.approx(3.0)


def test_a_session_is_one_sitting() -> None:
    minutes = [0, 59, 118, 178]
    made = [take(i, fillers=3, after=timedelta(minutes=m)) for i, m in enumerate(minutes)]
    found = trend(made)
    assert [session.take_ids for session in found.sessions] == [(0, 1, 2), (3,)]
    first = found.sessions[0]
    assert (first.fillers, first.speaking_s, first.fillers_per_min) == (9, 180.0, pytest.approx(3.0))
    assert first.fillers_per_min_low < 3.0 < first.fillers_per_min_high


def test_takes_of_different_models_are_compared_with_caution() -> None:
    mixed = [*takes(9, 9), take(3, fillers=2, model="small"), take(4, fillers=2, model="small")]
    assert "base" in trend(mixed).caution
    assert "small" in trend(mixed).caution
    assert trend(takes(9, 9, 2, 2)).caution == ""


def test_takes_searched_by_different_means_are_compared_with_caution() -> None:
    sound = Sound(1, "voice", "", (), (), (), 30.0, None, None)
    early, late = takes(9, 9), takes(2, 2)
    assert "--listen" in trend([*early, *(replace(one, sound=sound) for one in late)]).caution
    assert trend([replace(one, sound=sound) for one in early + late]).caution == ""
