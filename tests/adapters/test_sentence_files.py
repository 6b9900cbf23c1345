from pathlib import Path

import numpy as np
import pytest

from speakstar.adapters import embedded, sentence_files
from speakstar.errors import ModelError

CUTTER = sentence_files.load()


def test_what_is_stored_is_what_is_read(tmp_path: Path) -> None:
    arrays = {name: getattr(CUTTER, name) for name in (*sentence_files.ROUNDED, *sentence_files.EXACT)}
    sentence_files.save(list(CUTTER.words), list(CUTTER.endings), arrays, tmp_path / "again.npz")
    again = sentence_files.load(tmp_path / "again.npz")
    assert (again.words, again.endings) == (CUTTER.words, CUTTER.endings)
    for name, weights in arrays.items():
        assert getattr(again, name) == pytest.approx(weights, abs=1e-6)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "cut.npz").write_bytes(b"PK")
    with pytest.raises(ModelError, match=r"cannot be read from .*cut\.npz"):
        sentence_files.load(tmp_path / "cut.npz")


def test_all_weights_of_the_checklist_are_small() -> None:
    folder = embedded.folder(sentence_files.NAME)
    assert sum(path.stat().st_size for path in folder.glob("*.npz")) <= 2_000_000


def test_every_known_word_has_its_vector() -> None:
    assert sorted(CUTTER.words.values()) == list(range(1, len(CUTTER.word_vectors)))
    assert sorted(CUTTER.endings.values()) == list(range(1, len(CUTTER.ending_vectors)))
    assert np.isfinite(CUTTER.lengths).all()
