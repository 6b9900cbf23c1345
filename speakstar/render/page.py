"""What a renderer knows of the place that its text goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Row = Mapping[str, object]
"""One line of a listing: column name to value."""


@dataclass(frozen=True, slots=True)
class Page:
    """Columns available, and whether colour is wanted."""

    width: int = 80
    color: bool = False
