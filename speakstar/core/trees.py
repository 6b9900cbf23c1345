"""How much a thing is like what was learned: boosted trees over its traits (Friedman 2001)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAF = -1
"""In place of a trait, where a tree ends."""


class Judge(Protocol):
    """Whoever says how likely something with these traits is what is asked for."""

    def likeness(self, traits: Mapping[str, float]) -> float:
        """Return a probability."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose answers are added up.

    ``trait``, ``limit``, ``left``, ``right`` and ``value`` have shape (trees, nodes): a node goes ``left`` where its
    trait is no more than the limit; one with the trait `LEAF` ends with its value. ``start`` is the log odds before the
    first tree.
    """

    names: Sequence[str]
    start: float
    trait: NDArray[np.int64]
    limit: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def likeness(self, traits: Mapping[str, float]) -> float:
        """Return how likely it is, from 0 to 1."""
        import numpy as np

        given = np.array([traits[name] for name in self.names])
        trees = np.arange(len(self.trait))
        at = np.zeros(len(self.trait), dtype=np.int64)
        while (inner := self.trait[trees, at] != LEAF).any():
            trait = self.trait[trees, at]
            low = given[trait] <= self.limit[trees, at]
            at = np.where(inner, np.where(low, self.left[trees, at], self.right[trees, at]), at)
        odds = self.start + float(self.value[trees, at].sum())
        return float(1 / (1 + np.exp(-odds)))
