"""The network that hears an "um", as numpy keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.adapters.embedded import folder, opened
from speakstar.adapters.trees_file import NAME
from speakstar.core.um_network import UmNetwork

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "network.npz"


@cache
def load(among: Path | None = None) -> UmNetwork:
    """Read the network; a file is read once.

    Parameters
    ----------
    among
        The folder, where it is not the program's own.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    with opened((among or folder(NAME)) / FILE, what="The network of the filler detector") as data:
        return network(data)


def network(data: Mapping[str, NDArray[np.float16]]) -> UmNetwork:
    """Make a network of the arrays of a file."""
    return UmNetwork(**{field.name: data[field.name].astype("float32") for field in fields(UmNetwork)})
