"""The trees that come with speakstar, as numpy keeps them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from speakstar.adapters.embedded import WEIGHTS, folder, opened
from speakstar.core.trees import Trees

NAME = "fillers"
UMS, REPEATS = WEIGHTS, "repeats.npz"
"""What an "um" is like, and what a copy of a word is like."""


@cache
def load(name: str, among: Path | None = None) -> Trees:
    """Read trees; a file is read once.

    Parameters
    ----------
    name
        `UMS` or `REPEATS`.
    among
        The folder, where it is not the program's own.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    import numpy as np

    with opened((among or folder(NAME)) / name, what="The weights of the filler detector") as data:
        return Trees(
            names=tuple(data["names"].tobytes().decode("utf-8").split("\n")),
            start=float(data["start"]),
            trait=data["trait"].astype(np.int64),
            limit=data["limit"].astype(np.float64),
            left=data["left"].astype(np.int64),
            right=data["right"].astype(np.int64),
            value=data["value"].astype(np.float64),
        )
