"""The weights that find sentences in words without punctuation, on disk.

An ``.npz`` file (numpy's own format): ``words`` and ``endings`` are texts, one a line, as UTF-8 bytes, their rows
counted from 1; of the weights the many are whole numbers of 8 bits with one scale a column.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters.embedded import folder, opened, packed, rounded, unpacked, unrounded
from speakstar.core.boundaries import Cutter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "star"
FILE = "sentences.npz"
ROUNDED = ("word_vectors", "ending_vectors", "project", "spread", "mix")
EXACT = ("class_vectors", "spread_bias", "out", "lengths")


@cache
def load(path: Path | None = None) -> Cutter:
    """Read the weights; a file is read once.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    with opened(path or folder(NAME) / FILE, what="The weights that find sentences") as data:
        rows: dict[str, Any] = {name: unpacked(data[name], first=1) for name in ("words", "endings")}
        arrays: dict[str, Any] = {name: unrounded(data, name) for name in (*ROUNDED, *EXACT)}
        return Cutter(**rows, **arrays)


def save(words: list[str], endings: list[str], arrays: dict[str, NDArray[np.float32]], path: Path) -> None:
    """Write weights (see `Cutter`), rounded as above; what `load` reads is what to measure."""
    import numpy as np

    stored: dict[str, Any] = {"words": packed(words), "endings": packed(endings)}
    for name in ROUNDED:
        stored[name], stored[f"{name}_scale"] = rounded(arrays[name])
    stored |= {name: arrays[name].astype(np.float32) for name in EXACT}
    np.savez_compressed(path, **stored)
