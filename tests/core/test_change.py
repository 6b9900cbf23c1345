import random

import pytest
from evaluate_trends import TAKE_S, Spread, alarm, practice

from speakstar.core.change import MIN_SESSIONS, Count, dispersion, find_change
from speakstar.core.trends import SIGNIFICANCE

TRIALS = 500
MARGIN = 0.023
"""Beyond the level by chance of so many trials: 2.3 standard errors of a rate of 0.05, passed once in a hundred."""


@pytest.mark.parametrize(
    ("sessions", "takes", "spread"),
    [
        (8, 1, 1.0),
        (8, 1, 4.0),
        (8, 3, "moods"),
        (8, None, "moods"),
        (12, None, "strong moods"),
        (20, 1, 3.0),
    ],
)
def test_false_alarms_stay_within_the_level(sessions: int, takes: int | None, spread: float | str) -> None:
    """Also where days are good or bad, and sessions have as many takes as it happens (None)."""
    moods = {"moods": 0.3, "strong moods": 0.5}
    drawn = Spread("", mood=moods[spread]) if isinstance(spread, str) else Spread("", dispersion=spread)
    rng = random.Random(7)
    alarms = sum(alarm(practice(rng, sessions, takes, mean=6.0, spread=drawn)) for _ in range(TRIALS))
    assert alarms / TRIALS <= SIGNIFICANCE + MARGIN


def test_a_fall_to_a_third_is_found_and_dated() -> None:
    rng, spread, found = random.Random(3), Spread("", 1.5), []
    for _ in range(40):
        before = practice(rng, 5, 3, mean=10.0, spread=spread)
        after = practice(rng, 5, 3, mean=3.0, spread=spread)
        change = find_change([*before, *after])
        found.append(change is not None and change.p_value < SIGNIFICANCE and abs(change.at - 15) <= 3)
    assert sum(found) >= 36


@pytest.mark.parametrize("sizes", [(), (6,), (1, 5), (9,) * (MIN_SESSIONS - 1)])
def test_too_few_sessions_have_no_change(sizes: tuple[int, ...]) -> None:
    assert find_change([[Count(9 if n < len(sizes) / 2 else 0, TAKE_S)] * size for n, size in enumerate(sizes)]) is None


def test_the_fewest_sessions_can_show_the_clearest_change() -> None:
    found = find_change([[Count(20, TAKE_S)]] * 4 + [[Count(1, TAKE_S)]] * 4)
    assert found is not None
    assert (found.at, found.dispersion) == (4, 1.0)
    assert found.p_value == pytest.approx(2 * 24 * 24 / 40320, abs=0.018)


def test_a_single_take_at_an_end_is_no_side() -> None:
    found = find_change([[Count(30, TAKE_S)], *[[Count(3, TAKE_S)]] * 9])
    assert found is not None
    assert found.at >= 2


def test_the_same_takes_have_the_same_verdict() -> None:
    history = practice(random.Random(4), 10, 2, mean=6.0, spread=Spread("", 2.0))
    assert find_change(history) == find_change(history)


def test_counts_that_vary_as_poisson_counts_have_a_dispersion_of_1() -> None:
    assert dispersion([[Count(4, 60.0)] * 5]) == 1.0
    assert dispersion([[Count(0, 60.0), Count(8, 60.0)] * 5]) == pytest.approx(4.0 * 10 / 9)
    assert dispersion([[Count(9, 60.0)]]) == 1.0


def test_without_any_difference_every_order_is_as_clear() -> None:
    found = find_change([[Count(3, TAKE_S)]] * 8)
    assert found is not None
    assert found.p_value == 1.0


def test_speaking_time_counts_and_not_the_number_of_takes() -> None:
    """Twice the fillers in twice the time are no change."""
    found = find_change([[Count(5, 60.0)]] * 5 + [[Count(10, 120.0)]] * 5)
    assert found is not None
    assert found.p_value == 1.0
