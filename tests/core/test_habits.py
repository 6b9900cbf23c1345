from __future__ import annotations

from dataclasses import replace

import pytest
from answers import make_take

from speakstar.core.habits import EARLIER_TAKES, MIN_EARLIER_TAKES, habits
from speakstar.core.model import Sound, Take


def take(pitch_sd_st: float | None, loudness_range_db: float | None = None) -> Take:
    sound = Sound(1, "voice", "", (), (), (), 30.0, pitch_sd_st, loudness_range_db)
    return replace(make_take(), sound=sound)


@pytest.mark.parametrize(("value", "standing"), [(1.5, "below"), (2.0, "within"), (2.6, "within"), (3.1, "above")])
def test_a_take_is_compared_with_the_speakers_own(value: float, standing: str) -> None:
    (found,) = habits(take(value), [take(2.0), take(2.2), take(3.0)])
    assert (found.measure, found.value, found.usual, found.standing, found.takes) == (
        "pitch_sd_st", value, 2.2, standing, 3,
    )  # fmt: skip


def test_too_few_takes_are_no_habit() -> None:
    assert habits(take(2.0), [take(2.0)] * (MIN_EARLIER_TAKES - 1)) == ()


def test_takes_without_a_figure_do_not_count() -> None:
    assert habits(take(2.0), [take(None), make_take(), take(2.0), take(2.0)]) == ()
    assert habits(make_take(), [take(2.0)] * 5) == ()
    assert habits(take(None), [take(2.0)] * 5) == ()


def test_only_the_last_takes_say_what_is_usual() -> None:
    (found,) = habits(take(2.0), [*[take(9.0)] * 5, *[take(1.0)] * EARLIER_TAKES])
    assert (found.usual, found.standing) == (1.0, "above")


def test_pitch_and_loudness_stand_apart() -> None:
    found = habits(take(2.0, 20.0), [take(2.0, 10.0)] * 3)
    assert [(habit.measure, habit.standing) for habit in found] == [
        ("pitch_sd_st", "within"),
        ("loudness_range_db", "above"),
    ]
