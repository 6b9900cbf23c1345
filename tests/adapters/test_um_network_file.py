from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from speakstar.adapters import audio_files, um_network_file
from speakstar.adapters.listener import hearing_of
from speakstar.adapters.listening import Listening
from speakstar.adapters.samples import samples
from speakstar.core.hearing import Hearing
from speakstar.errors import ModelError

FILLERS = {"um", "uh"}


@pytest.fixture
def heard() -> Callable[[Path], Hearing]:
    """Listen without words: there is no aligner."""

    def no_aligner() -> None:
        raise ImportError("none")

    def hear(path: Path) -> Hearing:
        listening = Listening(no_aligner)
        for block in audio_files.blocks(path):
            listening.hear(block)
        return hearing_of(listening.end([]))

    return hear


def test_the_network_tells_most_fillers_from_words_by_their_sound(heard: Callable[[Path], Hearing]) -> None:
    sample = next(sample for sample in samples() if sample.path.stem == "persuasion-weak")
    hearing = heard(sample.path)
    odds = um_network_file.load().log_odds(hearing)
    assert len(odds) == len(hearing.frames)
    middles: dict[bool, list[bool]] = {True: [], False: []}
    for word in json.loads(sample.truth.read_text(encoding="utf-8"))["words"]:
        middle_s = (word["start_s"] + word["end_s"]) / 2
        likely = bool(odds[hearing.frames.part(middle_s, middle_s)][0] > 0)
        middles[word["text"].strip(",.").lower() in FILLERS].append(likely)
    assert len(middles[True]) > 8
    assert np.mean(middles[True]) > 0.8
    assert np.mean(middles[False]) < 0.05


def test_a_damaged_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / um_network_file.FILE).write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(ModelError, match="network of the filler detector"):
        um_network_file.load(tmp_path)
