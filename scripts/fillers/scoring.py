"""Compare what was found in the sound with what is there: events one to one, counts, times, and how sure that is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

NEAR_S = 0.2  # between middles; the onset collar of sed_eval (Mesaros 2016)
HALF = 0.5  # of the time that the two cover together
COLLAR_S = 0.1  # of onsets; PodcastFillers is scored so (Zhu 2022)
RESAMPLES = 1000  # of the bootstrap
INTERVAL = (2.5, 97.5)  # percentiles: 95 %


class Timed(Protocol):
    """Whatever has a start and an end."""

    @property
    def start_s(self) -> float:
        """Start."""

    @property
    def end_s(self) -> float:
        """End."""


Rule = Callable[[Timed, Timed], bool]


def near(one: Timed, other: Timed) -> bool:
    """Tell whether two events are the same: their middles within 200 ms, or half of their time shared."""
    shared_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    joint_s = max(one.end_s, other.end_s) - min(one.start_s, other.start_s)
    apart_s = abs(one.start_s + one.end_s - other.start_s - other.end_s) / 2
    return apart_s <= NEAR_S or shared_s >= HALF * joint_s


def same_onset(one: Timed, other: Timed) -> bool:
    """Tell whether two events begin within 100 ms of one another."""
    return abs(one.start_s - other.start_s) <= COLLAR_S


def pairs(truth: Sequence[Timed], found: Sequence[Timed], rule: Rule) -> list[tuple[int, int]]:
    """Pair as many events as the rule allows, one to one, the nearest first where there is a choice."""
    if not truth or not found:
        return []
    fits = np.array([[rule(t, f) for f in found] for t in truth])
    apart_s = np.array([[abs(t.start_s + t.end_s - f.start_s - f.end_s) for f in found] for t in truth])
    rows, columns = linear_sum_assignment(np.where(fits, apart_s - 1e6, 0.0))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if fits[i, j]]


@dataclass(slots=True)
class Events:
    """How many events there are, were found, and were found rightly; one row a recording."""

    rows: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, truth: Sequence[Timed], found: Sequence[Timed], rule: Rule) -> list[tuple[int, int]]:
        """Count a recording; give the pairs."""
        paired = pairs(truth, found, rule)
        self.rows.append((len(truth), len(found), len(paired)))
        return paired

    def figures(self) -> dict[str, float | int | list[float] | None]:
        """Give precision, recall, and F1 with the 95 % interval over resampled recordings."""
        rows = np.array(self.rows or [(0, 0, 0)])
        there, found, right = (int(n) for n in rows.sum(0))
        drawn = np.random.default_rng(0).integers(len(rows), size=(RESAMPLES, len(rows)))
        scores = [f1 for f1 in (_f1(*rows[draw].sum(0)) for draw in drawn) if f1 is not None]
        return {
            "there": there,
            "found": found,
            "precision": _ratio(right, found),
            "recall": _ratio(right, there),
            "f1": _rounded(_f1(there, found, right)),
            "f1_interval": [round(float(f), 3) for f in np.percentile(scores, INTERVAL)] if scores else None,
        }

    @property
    def count_errors(self) -> list[int]:
        """How far the count is off, for each recording."""
        return [abs(found - there) for there, found, _ in self.rows]


def spread(errors: Iterable[float], *, scale: float = 1.0, digits: int = 0) -> dict[str, float | None]:
    """Give the median and the 90th percentile of absolute errors, in units of 1/scale."""
    found = np.abs(list(errors)) * scale
    if not found.size:
        return {"median": None, "p90": None}
    return {
        "median": round(float(np.median(found)), digits),
        "p90": round(float(np.percentile(found, 90)), digits),
    }


def _f1(there: int, found: int, right: int) -> float | None:
    return 2 * right / (there + found) if there + found else None


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
