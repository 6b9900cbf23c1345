"""The models that come with speakstar, and how their weights are read."""

from __future__ import annotations

import importlib.resources
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.lib.npyio import NpzFile
    from numpy.typing import NDArray

WEIGHTS = "weights.npz"
"""In numpy's own format."""


def folder(name: str) -> Path:
    """Return the folder of a model: inside the installed package, else in the checkout."""
    packaged = Path(str(importlib.resources.files("speakstar"))) / "data" / "models" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "models" / name


STEPS = 127
"""The largest whole number that 8 bits hold with a sign."""


def rounded(weights: NDArray[np.float32], *, steps: int = STEPS) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as whole numbers up to ``steps``, and the scale of each column (…, 1, columns) to multiply by."""
    import numpy as np

    scale = np.maximum(np.abs(weights).max(axis=-2, keepdims=True), np.finfo(np.float32).tiny) / steps
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def unrounded(data: NpzFile, name: str) -> NDArray[np.float32]:
    """Return weights that were stored as they were, or `rounded` with the scale beside them."""
    import numpy as np

    weights: NDArray[np.float32] = data[name].astype(np.float32)
    return weights * data[f"{name}_scale"] if f"{name}_scale" in data else weights


def packed(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return texts, one a line, as UTF-8 bytes."""
    import numpy as np

    return np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8)


def unpacked(stored: NDArray[np.uint8], *, first: int = 0) -> dict[str, int]:
    """Return `packed` texts and the row of each, counted from ``first``."""
    return {text: row for row, text in enumerate(stored.tobytes().decode("utf-8").split("\n"), first)}


@contextmanager
def opened(path: Path, *, what: str) -> Iterator[NpzFile]:
    """Open weights for as long as they are read.

    Parameters
    ----------
    path
        The file.
    what
        What they are, for the message: "The checklist's weights".

    Raises
    ------
    ModelError
        The file is missing or damaged, or something is not in it that the block wants.
    """
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            yield data
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"{what} cannot be read from {path}.", hint="Install speakstar again.") from error
