from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from answers import STAR

from speakstar.core.analysis import analyse
from speakstar.core.change import MIN_SESSIONS
from speakstar.core.model import EngineId, Recording, Sound, Take, Transcript, Word
from speakstar.core.trends import SIGNIFICANCE, of_story, trend

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


@pytest.mark.parametrize("counts", [(), (3,), (9, 9, 9, 9, 0, 0, 0)])
def test_too_few_takes_tell_nothing(counts: tuple[int, ...]) -> None:
    found = trend(takes(*counts))
    assert found.verdict == "too few takes"
    assert found.p_value is None
    assert f"a direction needs {MIN_SESSIONS} sessions" in found.message


def test_too_little_speech_tells_nothing() -> None:
    assert trend([take(i, fillers=1, seconds=10) for i in range(8)]).verdict == "too few takes"


def test_one_sitting_tells_nothing_about_sessions() -> None:
    within = [take(i, fillers=9 - i, after=timedelta(minutes=3 * i)) for i in range(8)]
    assert trend(within).verdict == "too few takes"
    assert "8 takes in 1 session " in trend(within).message


def test_a_clear_fall_is_down_since_its_session_with_its_numbers() -> None:
    found = trend(takes(12, 11, 13, 12, 12, 3, 2, 4, 3, 3))
    assert (found.verdict, found.since_take) == ("down", 6)
    assert found.since == START + timedelta(days=6)
    assert (found.earlier_per_min, found.recent_per_min) == (pytest.approx(12.0), pytest.approx(3.0))
    for wanted in ("down since the session of 2026-03-07 (take 6)", "12.0", "3.0", "(p "):
        assert wanted in found.message
    assert found.p_value is not None
    assert found.p_value < SIGNIFICANCE
    assert found.level is not None
    assert found.level.per_min == pytest.approx(3.0)


def test_a_change_is_dated_by_the_first_take_of_a_session() -> None:
    at = [timedelta(days=day, minutes=5 * number) for day in range(1, 10) for number in range(3)]
    made = [take(i, fillers=n, after=t) for i, (n, t) in enumerate(zip([9] * 13 + [1] * 14, at, strict=True), start=1)]
    found = trend(made)
    assert found.verdict == "down"
    assert found.since_take in {session.take_ids[0] for session in found.sessions}


def test_a_clear_rise_is_up() -> None:
    assert trend(takes(2, 3, 2, 3, 2, 12, 11, 13, 12, 12)).verdict == "up"


def test_what_chance_can_do_is_no_change() -> None:
    found = trend(takes(6, 5, 7, 4, 4, 5, 6, 4))
    assert (found.verdict, found.since) == ("no real change yet", None)
    assert "chance" in found.message


def test_takes_that_vary_more_than_chance_need_a_clearer_difference() -> None:
    """The same totals before and after: 60 and 25."""
    steady, wild = takes(12, 12, 12, 12, 12, 5, 5, 5, 5, 5), takes(24, 2, 20, 2, 12, 0, 12, 0, 8, 5)
    assert trend(steady).verdict == "down"
    assert trend(wild).verdict == "no real change yet"
    assert trend(steady).dispersion == 1.0
    assert (trend(wild).dispersion or 0.0) > 4.0


def test_a_good_day_is_no_change() -> None:
    """Takes of a session are not independent of each other: one day of ten takes is one day."""
    at = [timedelta(days=day, minutes=5 * number) for day in range(1, 9) for number in range(6)]
    counts = [9, 3, 10, 9, 4, 10, 2, 9]
    made = [take(i, fillers=counts[i // 6], after=t) for i, t in enumerate(at)]
    assert trend(made).verdict == "no real change yet"


def test_a_story_is_judged_by_its_own_takes() -> None:
    fell = takes(12, 11, 12, 13, 3, 3, 2, 4)
    stayed = [replace(take(20 + i, fillers=5, after=timedelta(days=i, hours=5)), story=None) for i in range(8)]
    found = trend([*fell, *stayed])
    assert of_story(found, "story").verdict == trend(fell).verdict == "down"
    assert of_story(found, None).verdict == "no real change yet"
    assert len(of_story(found, None).points) == 8


def test_no_fillers_at_all_is_no_change() -> None:
    found = trend(takes(*[0] * 8))
    assert found.verdict == "no real change yet"
    assert found.p_value == 1.0


def test_takes_are_put_in_order_of_time() -> None:
    assert trend(takes(12, 11, 12, 13, 3, 3, 2, 4)[::-1]).verdict == "down"


def test_silent_takes_are_shown_but_not_compared() -> None:
    found = trend([*takes(12, 11, 12, 13, 3, 3, 2, 4), take(9, fillers=0, seconds=0)])
    assert len(found.points) == 9
    assert not found.points[-1].compared
    assert found.recent_per_min == pytest.approx(3.0)
    assert found.caution == ""


def test_the_level_has_the_range_of_a_usual_take() -> None:
    level = trend(takes(5, 5, 5, 5, 5, 5)).level
    assert level is not None
    assert (level.per_min, level.low, level.high) == (pytest.approx(5.0), 1.0, 10.0)
    assert trend([]).level is None


def test_points_know_their_words_and_items() -> None:
    (point,) = trend([take(1, fillers=4)]).points
    assert [(word.text, word.count) for word in point.by_word] == [("um", 4)]
    assert len(point.items) == point.items_met


def test_a_session_is_one_sitting() -> None:
    minutes = [0, 59, 118, 178]
    made = [take(i, fillers=3, after=timedelta(minutes=m)) for i, m in enumerate(minutes)]
    found = trend(made)
    assert [session.take_ids for session in found.sessions] == [(0, 1, 2), (3,)]
    first = found.sessions[0]
    assert (first.fillers, first.speaking_s, first.fillers_per_min) == (9, 180.0, pytest.approx(3.0))
    assert first.fillers_per_min_low < 3.0 < first.fillers_per_min_high


def test_only_takes_of_the_latest_model_are_compared() -> None:
    early, late = takes(*[20] * 8), [take(10 + i, fillers=3, model="small") for i in range(8)]
    found = trend([*early, *late])
    assert found.verdict == "no real change yet"
    assert [point.compared for point in found.points] == [False] * 8 + [True] * 8
    for wanted in ("8 takes of 16", "whisper base", "now whisper small"):
        assert wanted in found.caution
    assert trend(early).caution == ""


def test_takes_listened_to_by_other_means_are_not_compared() -> None:
    early, late = takes(9, 9), takes(2, 2)
    sound = Sound(1, "voice", "", (), (), (), 30.0, None, None)
    newer = replace(sound, version=2)
    heard = [replace(one, sound=sound) for one in late]
    assert "--listen" in trend([*early, *heard]).caution
    assert "--listen" in trend([*heard, *(replace(one, sound=newer) for one in late)]).caution
    assert trend(heard).caution == ""


def test_takes_analysed_by_other_rules_are_not_compared() -> None:
    early, late = takes(9, 9), takes(2, 2)
    old = [replace(one, analysis=replace(one.analysis, rules_version=0)) for one in early]
    found = trend([*old, *late])
    assert "2 takes of 4 cannot be compared" in found.caution
    assert "speakstar reanalyse --all" in found.caution
    assert "speech model" not in found.caution
