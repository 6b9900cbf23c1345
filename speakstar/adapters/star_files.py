"""The weights of the checklist on disk.

An ``.npz`` file (numpy's own format): ``terms`` is the text of the known terms, one a line, as UTF-8 bytes, and so is
what the network knows (``tagger_``); the weights of terms are whole numbers of 6 bits with one scale a column, the many
of the network of 8.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters import sentence_files
from speakstar.adapters.embedded import WEIGHTS, folder, opened, packed, rounded, unpacked, unrounded

if TYPE_CHECKING:
    from speakstar.core.star_model import StarModel

NAME = "star"
EXACT = ("order", "contexts", "answers", "second", "tagger_power", "tagger_items")
TERM_STEPS = 31
"""Of the weights of terms: of the ways to the same size (fewer terms, fewer steps) this one changes least."""
TAGGER = "tagger_"
"""Begins the names of the network's weights."""
LEXICON = {"words": 1, "endings": 1, "stems": 1, "classes": 0, "meanings": 0}
"""And the row of the first; before it is that of what is not known."""
TAGGER_ROUNDED = ("word_vectors", "ending_vectors", "stem_vectors", "project", "spread", "mix", "pool", "pool_spread",
                  "pool_mix")  # fmt: skip
TAGGER_EXACT = ("class_vectors", "meaning_vectors", "first_vectors", "spread_bias", "pool_spread_bias", "out")


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
    from speakstar.core.tagger import Lexicon, Tagger

    with opened(path or folder(NAME) / WEIGHTS, what="The checklist's weights") as data:
        lexicon = {name: unpacked(data[TAGGER + name], first=first) for name, first in LEXICON.items()}
        vectors: dict[str, Any] = {name: unrounded(data, TAGGER + name) for name in (*TAGGER_ROUNDED, *TAGGER_EXACT)}
        return StarModel(
            terms=unpacked(data["terms"]),
            states=unrounded(data, "states"),
            items=unrounded(data, "items"),
            **{name: data[name].astype(np.float64) for name in EXACT},
            tagger=Tagger(Lexicon(**lexicon), **vectors),
            cutter=sentence_files.load(),
        )


def save(model: StarModel, path: Path) -> None:
    """Write weights, rounded as above; what `load` reads is what to measure."""
    import numpy as np

    arrays: dict[str, Any] = {"terms": packed(model.terms)}
    arrays |= {TAGGER + name: packed(getattr(model.tagger.lexicon, name)) for name in LEXICON}
    for name in ("states", "items"):
        arrays[name], arrays[f"{name}_scale"] = rounded(getattr(model, name), steps=TERM_STEPS)
    for name in TAGGER_ROUNDED:
        arrays[TAGGER + name], arrays[f"{TAGGER}{name}_scale"] = rounded(getattr(model.tagger, name))
    few = {name: getattr(model, name) for name in EXACT}
    few |= {TAGGER + name: getattr(model.tagger, name) for name in TAGGER_EXACT}
    np.savez_compressed(path, **arrays, **{name: weights.astype(np.float32) for name, weights in few.items()})
