"""Since when a rate has really changed: one change point, judged by shuffling the sessions.

The rule, its sources and what it misses are told in docs/trends.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MIN_SESSIONS = 8
"""Fewer cannot be told from chance: a change between s and t sessions is as clear in 2 · s! · t! of their (s + t)!
orders (those within a side, and all of it mirrored), which is 0.057 of them for 3 and 4 sessions, 0.029 for 4 and 4."""


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
    from speakstar.core import shuffling  # it takes numpy, which asking for help must not

    place, p_value = shuffling.clearest_place(
        [(sum(c.events for c in one), sum(c.seconds for c in one), len(one)) for one in sessions]
    )
    at = sum(len(session) for session in sessions[: place + 1])
    counts = [count for session in sessions for count in session]
    return Change(at, p_value, dispersion([counts[:at], counts[at:]]))


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
