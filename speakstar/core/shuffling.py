"""What chance does to the clearest place of a change: the sessions are put into other orders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MIN_SIDE = 2
"""Takes on either side of a change: two are the least that can disagree with each other."""

SHUFFLES = 999
"""Orders that are drawn beside the one that was: a p-value of 0.05 is then known to 0.007 (its standard error)."""

SEED = 1
"""The same takes have the same verdict, whenever it is asked for."""

TIE = 1e-9
"""Deviances nearer than this are equal; they differ by rounding alone."""

Floats = NDArray[np.float64]


def clearest_place(sessions: Sequence[tuple[int, float, int]]) -> tuple[int, float]:
    """Find where two rates tell sessions best apart, and how often chance does as well.

    Parameters
    ----------
    sessions
        Events, seconds and takes of each, with `MIN_SIDE` takes on either side of some session's start.

    Returns
    -------
    tuple of int and float
        Index of the last session before the change, and the p-value.
    """
    sums = np.array(sessions, dtype=np.float64)
    clear = _deviances(sums[np.newaxis])[0]
    place = int(clear.argmax())
    return place, _share_as_clear(sums, float(clear[place]))


def _share_as_clear(sums: Floats, deviance: float) -> float:
    """Say in what share of the orders the clearest place is at least this clear; the order as it was is one of them."""
    rng = np.random.default_rng(SEED)
    orders = rng.permuted(np.tile(np.arange(len(sums)), (SHUFFLES, 1)), axis=1)
    return float((1 + np.sum(_clearest(sums[orders]) >= deviance - TIE)) / (SHUFFLES + 1))


def _clearest(orders: Floats) -> Floats:
    clearest: Floats = _deviances(orders).max(axis=1)
    return clearest


def _deviances(orders: Floats) -> Floats:
    """Return by how much two rates fit better than one, at the start of every session but the first.

    Parameters
    ----------
    orders
        Shape (orders, sessions, 3): events, seconds and takes of each session.

    Returns
    -------
    Floats
        Shape (orders, sessions - 1); minus infinity where a side has fewer than `MIN_SIDE` takes.
    """
    before = orders.cumsum(axis=1)[:, :-1]
    total = orders[:1].sum(axis=1, keepdims=True)
    after = total - before
    rate = total[..., 0] / total[..., 1]
    found = 2.0 * (_gain(before, rate) + _gain(after, rate))
    return np.where((before[..., 2] < MIN_SIDE) | (after[..., 2] < MIN_SIDE), -np.inf, np.maximum(found, 0.0))


def _gain(side: Floats, rate: Floats) -> Floats:
    events = side[..., 0]
    expected = np.where(events > 0.5, rate * side[..., 1], 1.0)
    gain: Floats = events * np.log(np.where(events > 0.5, events, 1.0) / expected)
    return gain
