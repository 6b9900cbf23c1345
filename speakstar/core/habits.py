"""How lively a voice is, against the same speaker's own earlier takes.

Pitch range and loudness differ by speaker, dialect and microphone, so they are compared with nobody else and never
graded. The standard deviation of the pitch in semitones rises with liveliness (Traunmüller and Eriksson 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from speakstar.core.model import Take

EARLIER_TAKES = 10
"""What is usual may change with practice, so only the last takes say it."""

MIN_EARLIER_TAKES = 3
"""The fewest takes that have a middle and a range."""

Measure = Literal["pitch_sd_st", "loudness_range_db"]
MEASURES: tuple[Measure, ...] = ("pitch_sd_st", "loudness_range_db")


@dataclass(frozen=True, slots=True)
class Habit:
    """A figure of this take and what is usual: the median of ``takes`` earlier ones.

    ``standing`` is "above" or "below" where it lies outside all of them.
    """

    measure: Measure
    value: float
    usual: float
    standing: Literal["below", "within", "above"]
    takes: int


def habits(take: Take, earlier: Sequence[Take]) -> tuple[Habit, ...]:
    """Compare a take with earlier ones in order of time; without enough of them there is nothing to say."""
    found = []
    for measure in MEASURES:
        values = [value for one in earlier if (value := _value(one, measure)) is not None][-EARLIER_TAKES:]
        value = _value(take, measure)
        if value is not None and len(values) >= MIN_EARLIER_TAKES:
            standing: Literal["below", "within", "above"] = "within"
            if not min(values) <= value <= max(values):
                standing = "below" if value < min(values) else "above"
            found.append(Habit(measure, value, median(values), standing, len(values)))
    return tuple(found)


def _value(take: Take, measure: Measure) -> float | None:
    value: float | None = getattr(take.sound, measure, None)
    return value
