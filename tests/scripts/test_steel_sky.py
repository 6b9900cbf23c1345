"""The reader of a game's files: packed data, texts in a Huffman code, who says which line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pocket import steel_sky
from pocket.speech import SAMPLE_RATE
from sky_game import game

FOSTER = 3
AMERICAN = ["", "I said WAIT.", "The color of this wall is gray.", "Nobody recorded this.", "Look, a WALL!"]
BRITISH = ["", "I said wait.", "The colour of this wall is grey.", "Nobody recorded this.", "Mind your head, old boy!"]


@pytest.fixture
def archive(tmp_path: Path) -> steel_sky.Archive:
    """A game whose first section has five texts, three of them spoken."""
    tone = (128 + 90 * np.sin(np.arange(11_025) * 0.2)).astype(np.uint8).tobytes()
    said = [0, 2, FOSTER, 2, 1, 2, 0, 11, 3, 140]  # the hero says text 1
    sounds = {50_001: tone, 50_002: tone, 50_004: tone}
    return steel_sky.Archive(game(AMERICAN, BRITISH, said, sounds, tmp_path))


def test_recorded_lines_on_which_both_versions_agree_are_given(archive: steel_sky.Archive) -> None:
    assert [(line, sound) for _, line, sound in steel_sky.lines(archive)] == [
        ("I said WAIT.", 50_001),
        ("The color of this wall is gray.", 50_002),
    ]


def test_who_speaks_is_told_by_the_scripts(archive: steel_sky.Archive) -> None:
    assert [speaker for speaker, _, _ in steel_sky.lines(archive)] == ["foster", "section0"]


def test_sound_is_given_at_16_khz(archive: steel_sky.Archive) -> None:
    samples = steel_sky.sound(archive, 50_001)
    assert samples.dtype == np.float32
    assert len(samples) == SAMPLE_RATE
    assert 0.5 < np.abs(samples).max() < 1


def test_packed_data_repeat_what_came_before() -> None:
    """Two bytes as they are, then two repetitions: three bytes from one back, five from four back."""
    # Codes: counts of plain bytes 1 and 2 (symbols 1, 2), distances 0 and 3 (symbols 0, 2), lengths 1 and 3 (1, 2).
    assert steel_sky._unpacked(packed()) == b"ab" + b"bbb" + b"c" + b"bbbcb"


def packed() -> bytes:
    """Pack by hand, as ProPack's method 1 does; see `steel_sky._Bits`."""
    stream = Stream()
    stream.put(0, 2)
    for symbols in ((1, 2), (0, 2), (1, 2)):  # three codes, in each of which two symbols have one bit
        stream.put(3, 5)
        for symbol in range(3):
            stream.put(1 if symbol in symbols else 0, 4)
    stream.put(3, 16)
    stream.put(1, 1), stream.put(0, 1)  # two bytes as they are
    stream.plain(b"ab")
    stream.put(0, 1)  # from 0 + 1 back
    stream.put(0, 1)  # 1 + 2 of them
    stream.put(0, 1)  # one byte as it is
    stream.plain(b"c")
    stream.put(1, 1), stream.put(1, 1)  # from 3 + 1 back
    stream.put(1, 1), stream.put(1, 1)  # 3 + 2 of them
    stream.put(0, 1)  # none is left to follow, but one count is always read
    return b"RNC\1" + (11).to_bytes(4, "big") + bytes(9) + bytes([1]) + stream.data()


class Stream:
    """Bits in words of 16, lowest first, with whole bytes where the next word would be."""

    def __init__(self) -> None:
        self._parts: list[bytes | list[int]] = []

    def put(self, value: int, n: int) -> None:
        for i in range(n):
            words = [part for part in self._parts if isinstance(part, list)]
            if not words or len(words[-1]) == 16:
                self._parts.append([])
                words = [part for part in self._parts if isinstance(part, list)]
            words[-1].append(value >> i & 1)

    def plain(self, data: bytes) -> None:
        self._parts.append(data)

    def data(self) -> bytes:
        return b"".join(
            part if isinstance(part, bytes) else sum(bit << i for i, bit in enumerate(part)).to_bytes(2, "little")
            for part in self._parts
        )
