"""The weights of the checklist on disk.

An ``.npz`` file (numpy's own format): ``terms`` is the text of the known terms, one a line, as UTF-8 bytes; the
weights of terms are whole numbers of 8 bits with one scale a column.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters import sentence_files
from speakstar.adapters.embedded import WEIGHTS, folder, opened, rounded

if TYPE_CHECKING:
    from speakstar.core.star_model import StarModel

NAME = "star"


@cache
def load(path: Path | None = None) -> StarModel:
    """Read the weights; a file is read once.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    import numpy as np

    from speakstar.core.star_model import StarModel

    with opened(path or folder(NAME) / WEIGHTS, what="The checklist's weights") as data:
        names = data["terms"].tobytes().decode("utf-8").split("\n")
        return StarModel(
            terms={name: row for row, name in enumerate(names)},
            states=data["states"].astype(np.float32) * data["states_scale"],
            order=data["order"].astype(np.float64),
            items=data["items"].astype(np.float32) * data["items_scale"],
            contexts=data["contexts"].astype(np.float64),
            answers=data["answers"].astype(np.float64),
            second=data["second"].astype(np.float64),
            cutter=sentence_files.load(),
        )


def save(model: StarModel, path: Path) -> None:
    """Write weights, rounded as above; what `load` reads is what to measure."""
    import numpy as np

    arrays: dict[str, Any] = {"terms": np.frombuffer("\n".join(model.terms).encode("utf-8"), np.uint8)}
    for name, weights in (("states", model.states), ("items", model.items)):
        arrays[name], arrays[f"{name}_scale"] = rounded(weights)
    for name in ("order", "contexts", "answers", "second"):
        arrays[name] = getattr(model, name).astype(np.float32)
    np.savez_compressed(path, **arrays)
