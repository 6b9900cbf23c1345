"""Exact small-count statistics: how far a count, or a change between two counts, can be chance."""

from __future__ import annotations

import math

CONFIDENCE = 0.95
"""The usual level of an interval."""

_BISECTIONS = 60
"""Halvings of the bracket: 60 bring any bracket used here below 1e-12."""


def cdf(k: int, mean: float) -> float:
    """Return P(X <= k) of a Poisson count X with this mean; 0.0 for k < 0."""
    if k < 0:
        return 0.0
    if mean <= 0.0:
        return 1.0
    log_mean = math.log(mean)
    return min(1.0, math.fsum(math.exp(i * log_mean - mean - math.lgamma(i + 1)) for i in range(k + 1)))


def interval(count: int, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact interval of the mean behind a Poisson count.

    Garwood 1936: the low end is the mean at which ``count`` or more has probability (1 - confidence) / 2, the
    high end the mean at which ``count`` or fewer has. For 0 the low end is 0.

    Raises
    ------
    ValueError
        The count is negative.
    """
    if count < 0:
        raise ValueError(f"a count cannot be negative: {count}")
    tail = (1.0 - confidence) / 2.0
    ceiling = count + 10.0 * math.sqrt(count + 1.0) + 20.0
    low = _mean_where(count - 1, 1.0 - tail, ceiling=ceiling) if count else 0.0
    return low, _mean_where(count, tail, ceiling=ceiling)


def change_p_value(count: int, of: int, share: float) -> float:
    """Return the two-sided exact p-value that ``count`` of ``of`` events fell into ``share`` of the time by chance.

    The conditional test of two Poisson rates (Przyborowski and Wilenski 1940): given their sum, the first count is
    binomial with the first's share of the time. The p-value adds up all outcomes no likelier than the one seen.
    1.0 when there are no events or the share is 0 or 1.
    """
    if of <= 0 or not 0.0 < share < 1.0:
        return 1.0
    likelihoods = [_binomial(k, of, share) for k in range(of + 1)]
    seen = likelihoods[count] * (1.0 + 1e-9)
    return min(1.0, math.fsum(likelihood for likelihood in likelihoods if likelihood <= seen))


def _mean_where(k: int, probability: float, *, ceiling: float) -> float:
    """Return the mean at which P(X <= k) falls to ``probability``, by bisection: the cdf falls with the mean."""
    low, high = 0.0, ceiling
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2.0
        if cdf(k, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _binomial(k: int, n: int, share: float) -> float:
    log_ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(log_ways + k * math.log(share) + (n - k) * math.log1p(-share))
