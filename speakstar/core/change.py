"""Since when a rate has really changed: one change point, judged by shuffling the sessions.

The rule, its sources and what it misses are told in docs/trends.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_SIDE = 2
"""Takes on either side of a change: two are the least that can disagree with each other."""

MIN_SESSIONS = 8
"""Fewer cannot be told from chance: a change between s and t sessions is as clear in 2 · s! · t! of their (s + t)!
orders (those within a side, and all of it mirrored), which is 0.057 of them for 3 and 4 sessions, 0.029 for 4 and 4."""

SHUFFLES = 999
"""Orders that are drawn beside the one that was: a p-value of 0.05 is then known to 0.007 (its standard error)."""

SEED = 1
"""The same takes have the same verdict, whenever it is asked for."""

TIE = 1e-9
"""Deviances nearer than this are equal; they differ by rounding alone."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Count:
    """How many events fell into how many seconds, above 0."""

    events: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """Where two rates tell counts best apart.

    Parameters
    ----------
    at
        Index of the first count of the later part.
    p_value
        Share of the orders of the sessions in which some place tells them apart at least as clearly.
    dispersion
        Variance of the counts about the two rates over that of Poisson counts, at least 1.
    """

    at: int
    p_value: float
    dispersion: float


def find_change(sessions: Sequence[Sequence[Count]]) -> Change | None:
    """Look at the start of every session for a change of the rate and return the clearest.

    How clear it is, is the deviance between one rate and two (twice the log likelihood ratio of Poisson counts). What
    chance alone does to the clearest of all places is read from the sessions themselves, put into other orders
    (permutation test of a change point: Kirch and Steinebach 2006). Takes of a session stay together, as a good or a
    bad day makes them alike; so only the order of the sessions is taken to be chance, not how much they vary.

    Returns
    -------
    Change or None
        None where there are fewer than `MIN_SESSIONS`.
    """
    if len(sessions) < MIN_SESSIONS:
        return None
    sums = np.array(
        [(sum(c.events for c in one), sum(c.seconds for c in one), len(one)) for one in sessions], dtype=np.float64
    )
    clear = _deviances(sums[np.newaxis])[0]
    place = int(clear.argmax())
    at = int(sums[: place + 1, 2].sum())
    counts = [count for session in sessions for count in session]
    return Change(at, _share_as_clear(sums, float(clear[place])), dispersion([counts[:at], counts[at:]]))


def dispersion(parts: Sequence[Sequence[Count]]) -> float:
    """Return how much more counts vary than Poisson counts, at least 1.

    Pearson's chi-squared about the rates of their parts, over its degrees of freedom (quasi-Poisson: Wedderburn 1974).
    """
    squares = 0.0
    for part in parts:
        rate = sum(count.events for count in part) / sum(count.seconds for count in part)
        if rate:
            squares += sum((count.events - rate * count.seconds) ** 2 / (rate * count.seconds) for count in part)
    freedom = sum(len(part) for part in parts) - len(parts)
    return max(1.0, squares / freedom) if freedom > 0 else 1.0


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
