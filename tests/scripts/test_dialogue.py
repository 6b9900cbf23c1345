"""The reader of a game's archive: which words belong to which sound."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pocket import dialogue, recorded
from pocket.speech import SAMPLE_RATE


def string(text: str, align: int, at: int) -> bytes:
    """A string as the game keeps it, padded so that what follows begins at a multiple of ``align``."""
    raw = bytes([len(text)]) + text.encode("latin1")
    return raw if not text else raw + bytes(-(at + len(raw)) % align)


def scene(*lines: str) -> bytes:
    """A scene's file: a header of 20 bytes, numbers, then an entry and the lines."""
    head = struct.pack(">8h", 0, len(lines), 0, 0, 16, 0, 0, 0)
    body = head + string("*FL", 2, len(head))
    for line in lines:
        body += string(line, 2, len(body))
    return bytes(20) + body


def conversation(key: int, mine: dict[int, str], theirs: dict[int, str], again: tuple[str, str]) -> bytes:
    """A dialogue's file without branches: what the hero can say, and what is answered."""
    first = theirs_at = 32

    def said(lines: dict[int, str], at: int) -> bytes:
        body = b""
        for head, text in lines.items():
            body += struct.pack(">2h", 0, head)
            body += string(text, 4, at + len(body))
        return body

    body = said(mine, first)
    theirs_at += len(body)
    body += said(theirs, theirs_at)
    again_at = 32 + len(body)
    for text in again:
        body += string(text, 2, 32 + len(body))
    head = struct.pack(">5h", 0, 0, key, len(mine), len(theirs)) + bytes(12)
    head += struct.pack(">3h", theirs_at, 0, again_at)
    return bytes(20) + head.ljust(32, b"\0") + body


@pytest.fixture
def archive(tmp_path: Path) -> dialogue.Archive:
    """A game of one dialogue, one scene and one remark."""
    tone = io.BytesIO()
    soundfile.write(tone, 0.3 * np.sin(np.arange(11_025) * 0.2), 11_025, format="MP3")
    files = {
        "BOB.DOG": conversation(7, {0x1A: "Hi.*03Bye.*02"}, {6: "Um...*FL"}, ("You again!", "0")),
        "C2A.CUT": scene("*", "Look out!*XY00(12,34)A ROCK*04"),
        "QUEEN2.JAS": b"Neat*02\r\nNobody recorded this",
    }
    for name in ("07001AJ1.SB", "07001AJ2.SB", "070006P1.SB", "07XXXXP1.SB", "C2A__021.SB", "C2A__022.SB",
                 "JOE00011.SB"):  # fmt: skip
        files[name] = tone.getvalue()
    table, at = b"", 15 + 21 * len(files)
    for name, data in files.items():
        table += struct.pack(">12sBII", name.encode(), 1, at, len(data))
        at += len(data)
    path = tmp_path / "queen.1c"
    path.write_bytes(b"QTBLCEM10\0\0\0\1" + struct.pack(">H", len(files)) + table + b"".join(files.values()))
    return dialogue.Archive(path)


def test_every_recorded_part_has_its_words_and_its_speaker(archive):
    assert list(dialogue.lines(archive)) == [
        ("joe", "Hi.", "07001AJ1.SB"),
        ("joe", "Bye.", "07001AJ2.SB"),
        ("person7", "Um...", "070006P1.SB"),
        ("person7", "You again!", "07XXXXP1.SB"),
        ("C2A", "Look out!", "C2A__021.SB"),
        ("C2A", "A ROCK", "C2A__022.SB"),
        ("joe", "Neat", "JOE00011.SB"),
    ]


def test_sound_is_given_at_16_khz(archive):
    samples = dialogue.sound(archive, "JOE00011.SB")
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
