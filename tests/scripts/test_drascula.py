"""The reader of a game's texts and sounds: which words belong to which sound."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from pocket import drascula
from pocket.speech import SAMPLE_RATE

TEXTS = {"": ["", "I'M JOHN HACKER. HELLO?", "NOBODY RECORDED THIS"], "D": ["IT IS ME, IGOR!"] + ["SO BE IT"] * 60}


@pytest.fixture
def archive(tmp_path: Path) -> drascula.Archive:
    """A game in which two speakers have lines, in two languages."""
    tables = b"".join(struct.pack(">H", 2) + bytes(2 * size) for size in drascula._TABLES)
    speakers = b"".join(of_a_speaker(TEXTS.get(prefix, [""])) for prefix in drascula._SPEAKERS)
    (tmp_path / "drascula.dat").write_bytes(bytes(drascula._TABLES_AT) + tables + struct.pack(">H", 2) + speakers)
    tone = (128 + 90 * np.sin(np.arange(11_025) * 0.2)).astype(np.uint8).tobytes()
    for name in ("1.ALS", "D0.ALS", "D60.ALS"):
        (tmp_path / name).write_bytes(bytes(32) + tone + bytes(32))
    (tmp_path / "D1.ALS").write_bytes(bytes(100))
    return drascula.Archive(tmp_path)


def of_a_speaker(lines: list[str]) -> bytes:
    """Write how many lines there are, and the block of each language; the second language is not read."""
    ended = [line.encode("cp850") + b"\0" for line in lines]
    block = bytes(2) + b"".join(struct.pack(">H", len(line) + 2) + line for line in ended)
    return struct.pack(">H", len(lines)) + (struct.pack(">H", len(block)) + block) * 2


def test_recorded_lines_are_given_with_their_speakers_and_not_in_capitals(archive: drascula.Archive) -> None:
    assert list(drascula.lines(archive)) == [
        ("hacker", "I'm John Hacker. Hello?", "1.ALS"),
        ("drascula", "It is me, Igor!", "D0.ALS"),
    ]


def test_sound_is_given_at_16_khz(archive: drascula.Archive) -> None:
    samples = drascula.sound(archive, "1.ALS")
    assert samples.dtype == np.float32
    assert len(samples) == SAMPLE_RATE
    assert 0.5 < np.abs(samples).max() < 1
