"""The reader of a game's archive: which words belong to which sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from game import conversation, mp3, pack, scene
from pocket import amazon_queen, recorded
from pocket.speech import SAMPLE_RATE


@pytest.fixture
def archive(tmp_path: Path) -> amazon_queen.Archive:
    """A game of one dialogue, one scene and one remark."""
    tone = mp3(0.3 * np.sin(np.arange(11_025) * 0.2), 11_025)
    files = {
        "BOB.DOG": conversation(7, {0x1A: "Hi.*03Bye.*02"}, {6: "Um...*FL"}, ("You again!", "0")),
        "C2A.CUT": scene("*", "Look out!*XY00(12,34)A ROCK*04"),
        "QUEEN2.JAS": b"Neat*02\r\nNobody recorded this",
    }
    for name in ("07001AJ1.SB", "07001AJ2.SB", "070006P1.SB", "07XXXXP1.SB", "C2A__021.SB", "C2A__022.SB",
                 "JOE00011.SB"):  # fmt: skip
        files[name] = tone
    return amazon_queen.Archive(pack(files, tmp_path / "queen.1c"))


def test_every_recorded_part_has_its_words_and_its_speaker(archive):
    assert list(amazon_queen.lines(archive)) == [
        ("joe", "Hi.", "07001AJ1.SB"),
        ("joe", "Bye.", "07001AJ2.SB"),
        ("person7", "Um...", "070006P1.SB"),
        ("person7", "You again!", "07XXXXP1.SB"),
        ("C2A", "Look out!", "C2A__021.SB"),
        ("C2A", "A ROCK", "C2A__022.SB"),
        ("joe", "Neat", "JOE00011.SB"),
    ]


def test_sound_is_given_at_16_khz(archive):
    samples = amazon_queen.sound(archive, "JOE00011.SB")
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(SAMPLE_RATE, rel=0.15)  # MP3 adds a little at both ends
    assert np.abs(samples).max() > 0.1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("That was EXPENSIVE perfume!", "That was expensive perfume."),
        ("Hmmmm... That's a tough one.", "Hmm, That's a tough one."),
        ("By the way, the Princess wants to see you...", "By the way, the Princess wants to see you."),
        ("milk from a sacred site,", "Milk from a sacred site"),
        ("I couldn't do it!", "I couldn't do it."),
        ("KrAZy KeVIn's", "Krazy kevin's"),
        ("Grrrrr!", ""),
        ("C", ""),
        ("c21h.CUT", ""),
        ("...", ""),
    ],
)
def test_lines_are_written_as_they_sound(line, text):
    assert recorded.written(line) == text
