"""Student's t: how unlikely a difference is when its spread had to be estimated from few values."""

from __future__ import annotations

import math


def two_sided_p(t: float, *, freedom: int) -> float:
    """Return P(|T| >= t) of Student's t.

    The sums for whole degrees of freedom: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4. Good to 1e-12, absolute.

    Raises
    ------
    ValueError
        There is less than one degree of freedom.
    """
    if freedom < 1:
        raise ValueError(f"Student's t needs a degree of freedom, not {freedom}")
    angle = math.atan(abs(t) / math.sqrt(freedom))
    cos, odd = math.cos(angle), freedom % 2
    term, total = cos if odd else 1.0, 0.0
    for k in range(2 + odd, freedom + 1, 2):
        total += term
        term *= cos * cos * (k - 1) / k
    inside = math.sin(angle) * total
    return max(0.0, 1.0 - (2.0 / math.pi * (angle + inside) if odd else inside))
