import random

import pytest
from evaluate_trends import TAKE_S, Spread, alarm, practice
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.core.change import MIN_SIDE, Count, find_change
from speakstar.core.student import two_sided_p
from speakstar.core.trends import SIGNIFICANCE

TRIALS = 1500
MARGIN = 0.013
"""Beyond the level by chance of so many trials: 2.3 standard errors of a rate of 0.05, passed once in a hundred."""


@pytest.mark.parametrize(
    ("sessions", "takes", "dispersion", "mood"),
    [
        (2, 4, 1.0, 0.0),
        (2, 4, 3.0, 0.0),
        (4, 3, 1.0, 0.0),
        (4, 3, 3.0, 0.0),
        (4, 3, 1.0, 0.3),
        (8, 1, 3.0, 0.0),
        (12, 2, 1.0, 0.3),
        (12, 2, 3.0, 0.0),
        (20, 1, 3.0, 0.0),
    ],
)
def test_false_alarms_stay_within_the_level(sessions: int, takes: int, dispersion: float, mood: float) -> None:
    rng, spread = random.Random(7), Spread("", dispersion, mood)
    alarms = sum(alarm(practice(rng, sessions, takes, mean=6.0, spread=spread)) for _ in range(TRIALS))
    assert alarms / TRIALS <= SIGNIFICANCE + MARGIN


def test_a_fall_to_a_third_is_found_and_dated() -> None:
    rng, spread, found = random.Random(3), Spread("", 1.5), []
    for _ in range(100):
        before = practice(rng, 5, 3, mean=10.0, spread=spread)
        after = practice(rng, 5, 3, mean=3.0, spread=spread)
        change = find_change([*before, *after])
        found.append(change is not None and change.p_value < SIGNIFICANCE and abs(change.at - 15) <= 3)
    assert sum(found) >= 90


@pytest.mark.parametrize("sizes", [(), (6,), (1, 5), (5, 1), (1, 1, 1)])
def test_where_no_place_has_takes_enough_on_both_sides_there_is_none(sizes: tuple[int, ...]) -> None:
    assert find_change([[Count(5, TAKE_S)] * size for size in sizes]) is None


def test_the_places_looked_at_are_counted() -> None:
    one_each = [[Count(3, TAKE_S)] for _ in range(8)]
    found = find_change(one_each)
    assert found is not None
    assert found.looks == 8 - 2 * MIN_SIDE + 1
    assert found.p_value == 1.0


def test_speaking_time_counts_and_not_the_number_of_takes() -> None:
    """Twice the fillers in twice the time are no change."""
    found = find_change([[Count(5, 60.0)]] * 5 + [[Count(10, 120.0)]] * 5)
    assert found is not None
    assert found.p_value == 1.0


@pytest.mark.parametrize(
    ("t", "freedom", "p"),
    [(12.706, 1, 0.05), (4.303, 2, 0.05), (3.182, 3, 0.05), (2.776, 4, 0.05), (2.228, 10, 0.05), (3.169, 10, 0.01)],
)
def test_students_t_is_that_of_the_tables(t: float, freedom: int, p: float) -> None:
    assert two_sided_p(t, freedom=freedom) == pytest.approx(p, abs=1e-4)


@settings(deadline=None)
@given(st.floats(0.0, 30.0), st.integers(1, 200))
def test_students_t_is_that_of_scipy(t: float, freedom: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    assert two_sided_p(t, freedom=freedom) == pytest.approx(2.0 * stats.t.sf(t, freedom), abs=1e-10)


def test_students_t_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="0"):
        two_sided_p(1.0, freedom=0)
