"""What a page was made from, so that one that is out of date is known by looking at it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from speakstar import __version__
from speakstar.core.habits import Habit
from speakstar.core.model import Analysis, Take
from speakstar.core.trend_points import TrendPoint

LENGTH = 16
"""Hexadecimal digits: 64 bits, far from any accident."""


def stamp(take: Take, *, before: Analysis | None, habits: Sequence[Habit], points: Iterable[TrendPoint]) -> str:
    """Return a name of what a take's page shows, as this version shows it.

    Parameters
    ----------
    take
        The take.
    before
        The analysis of the take before it, with which it is compared.
    habits
        What is usual for the speaker.
    points
        The earlier takes of its story, in any order; the take itself does not count. They stand for the trend, which
        takes long to judge, and says nothing that does not follow from them.
    """
    counts = sorted(
        (point.take_id, point.fillers, point.speaking_s, repr(point.means))
        for point in points
        if point.take_id != take.id
    )
    shown = repr((__version__, take, before, habits, counts))
    return hashlib.sha256(shown.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]
