from pathlib import Path

import numpy as np
import pytest
from answers import STAR

from speakstar.adapters import star_files
from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import ANSWER_EVIDENCE, N_SECTIONS, STATES
from speakstar.errors import ModelError


def test_the_committed_weights_fit_the_program() -> None:
    d, k, states = len(STAR.terms), len(ITEMS), len(STATES)
    assert STAR.states.shape == (d + 1, states)
    assert STAR.order.shape == (states + 1, states + 1)
    assert STAR.items.shape == (d + 1, k)
    assert STAR.contexts.shape == (3 * N_SECTIONS, k)
    assert STAR.answers.shape == (k, len(ANSWER_EVIDENCE))
    assert STAR.tagger_items.shape == (k,)
    assert STAR.tagger.out.shape[1] == states + k


def test_what_is_saved_is_read_and_saved_again_byte_for_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    star_files.save(STAR, first)
    found = star_files.load(first)
    assert list(found.terms) == list(STAR.terms)
    np.testing.assert_allclose(found.states, STAR.states, atol=1e-6)
    np.testing.assert_allclose(found.second, STAR.second)
    assert found.tagger.lexicon == STAR.tagger.lexicon
    np.testing.assert_allclose(found.tagger.spread, STAR.tagger.spread, atol=1e-6)
    star_files.save(found, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no more", b"weights"])
def test_missing_or_damaged_weights_are_said_to_be(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"weights\.npz"):
        star_files.load(path)
