from __future__ import annotations

from pathlib import Path

import pytest

from speakstar.adapters import trees_file
from speakstar.errors import ModelError


@pytest.mark.parametrize("name", [trees_file.UMS, trees_file.REPEATS])
def test_both_files_come_with_the_program(name: str) -> None:
    trees = trees_file.load(name)
    assert 0.0 < trees.likeness(dict.fromkeys(trees.names, 0.0)) < 1.0


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / trees_file.UMS).write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(ModelError, match="weights of the filler detector"):
        trees_file.load(trees_file.UMS, tmp_path)
