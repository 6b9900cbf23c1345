import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.core import poisson


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (6, 2.202, 13.06), (10, 4.795, 18.39), (50, 37.11, 65.92)],
)
def test_interval_is_that_of_the_published_table(count: int, low: float, high: float) -> None:
    """Garwood's table as printed in textbooks (Ulm 1990)."""
    assert poisson.interval(count) == (pytest.approx(low, rel=1e-3, abs=1e-9), pytest.approx(high, rel=1e-3))


@settings(deadline=None)
@given(st.integers(0, 400))
def test_interval_ends_have_the_tail_probability(count: int) -> None:
    low, high = poisson.interval(count)
    assert low <= count < high
    assert poisson.cdf(count, high) == pytest.approx(0.025, abs=1e-6)
    if count:
        assert 1 - poisson.cdf(count - 1, low) == pytest.approx(0.025, abs=1e-6)


def test_interval_refuses_a_negative_count() -> None:
    with pytest.raises(ValueError, match="-1"):
        poisson.interval(-1)


def test_cdf_of_small_counts() -> None:
    assert poisson.cdf(-1, 2.0) == 0.0
    assert poisson.cdf(3, 0.0) == 1.0
    assert poisson.cdf(1, 1.0) == pytest.approx(2 / 2.718281828459045)


@settings(deadline=None)
@given(st.integers(0, 400), st.floats(0.0, 400.0))
def test_cdf_adds_up_what_each_count_has(k: int, mean: float) -> None:
    term, terms = math.exp(-mean), []
    for i in range(k + 1):
        terms.append(term)
        term *= mean / (i + 1)
    assert poisson.cdf(k, mean) == pytest.approx(math.fsum(terms), abs=1e-11)


@pytest.mark.parametrize("count", [100, 600, 5000])
def test_the_interval_of_a_large_count_is_nearly_that_of_a_normal_one(count: int) -> None:
    """Wilson and Hilferty 1931: the cube root of a chi-squared variable is nearly normal."""
    low, high = poisson.interval(count)
    for mean, n, z in ((low, count, -1.959964), (high, count + 1, 1.959964)):
        assert mean == pytest.approx(n * (1 - 1 / (9 * n) + z / (3 * math.sqrt(n))) ** 3, rel=1e-4)


@settings(deadline=None)
@given(st.floats(0.0, 60.0))
def test_spread_leaves_no_more_than_the_tails_outside(mean: float) -> None:
    low, high = poisson.spread(mean)
    assert poisson.cdf(low - 1, mean) < 0.025 <= poisson.cdf(low, mean)
    assert poisson.cdf(high - 1, mean) < 0.975 <= poisson.cdf(high, mean)
