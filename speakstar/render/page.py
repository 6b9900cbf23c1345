"""What a renderer knows of the place that its text goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from speakstar.core.model import PlayableSound

Row = Mapping[str, object]
"""One line of a listing: column name to value."""


@dataclass(frozen=True, slots=True)
class Page:
    """What there is for a format to use.

    Columns, whether colour is wanted, sound for formats that play it, addresses of takes' reports, and the script of
    the charting library (empty where there is none).
    """

    width: int = 80
    color: bool = False
    sound: PlayableSound | None = None
    reports: Mapping[int, str] = field(default_factory=dict)
    charting: str = ""
