"""Acted dialogue with its text: an adventure game's, Debian's flight-of-the-amazon-queen (its licence is free).

Four hours and a half at 11 kHz, some seventy roles, and scenes of several. The game's file is one archive: a header of
13 bytes ("QTBL", the version, the compression), the number of files, then 21 bytes for each: name, bundle, place and
size. Speech files are named after the line that they belong to, and its part; what the lines say is in dialogues
(.DOG), scenes (.CUT) and the hero's remarks (QUEEN2.JAS). All numbers are big-endian. ScummVM, whose engine "queen"
plays the game, describes it.
"""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from pocket.speech import SAMPLE_RATE

ARCHIVE = Path("/usr/share/scummvm/flight-of-the-amazon-queen/queen.1c")
_TABLE_AT, _ENTRY = 13, ">12sBII"
_HEADER = 20  # bytes before a dialogue's or a scene's own data
_BRANCH = 96  # bytes of a dialogue's branch
_GESTURE = re.compile(r"\*(?:XY\d\d\(\d+,\d+\)|[A-Z]{2}|\d\d)")  # each ends a part of a line, which has its own file


class Archive:
    """The game's files by name."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        (count,) = struct.unpack_from(">H", self._bytes, _TABLE_AT)
        table = struct.iter_unpack(_ENTRY, self._bytes[_TABLE_AT + 2 :][: count * struct.calcsize(_ENTRY)])
        self._places = {name.split(b"\0")[0].decode(): (at, size) for name, _, at, size in table}

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> bytes:
        at, size = self._places[name]
        return self._bytes[at : at + size]

    def names(self, suffix: str) -> list[str]:
        """Give all names with a suffix, sorted."""
        return sorted(name for name in self._places if name.endswith(suffix))


def lines(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Give every recorded part of a line: who speaks, what, and the name of its sound."""
    for name in archive.names(".DOG"):
        yield from _recorded(archive, _dialogue(archive[name][_HEADER:]))
    for name in archive.names(".CUT"):
        scene = name.removesuffix(".CUT")
        yield from _recorded(archive, ((scene, *line) for line in _scene(archive[name][_HEADER:], scene)))
    remarks = archive["QUEEN2.JAS"].decode("latin1").splitlines()
    yield from _recorded(archive, (("joe", f"JOE{i:04d}", text) for i, text in enumerate(remarks, 1)))


def sound(archive: Archive, name: str) -> np.ndarray:
    """Decode a speech file: shape (n,), float32 at 16 kHz."""
    with av.open(io.BytesIO(archive[name]), format="mp3") as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([f.to_ndarray().reshape(-1) for f in frames])


def _recorded(archive: Archive, said: Iterator[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    for speaker, prefix, line in said:
        for i, part in enumerate(_GESTURE.split(line), 1):
            if part.strip() and (name := f"{prefix}{i:X}.SB") in archive:
                yield speaker, part.strip(), name


def _number(data: bytes, at: int) -> int:
    return struct.unpack_from(">H", data, at)[0]


def _string(data: bytes, at: int, align: int) -> tuple[str, int]:
    """Read a string with its length before it; tell where what follows begins, too."""
    length = data[at]
    text = data[at + 1 : at + 1 + length].decode("latin1")
    return text, (at + length + align) // align * align if length else at + 1


def _dialogue(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Lines of a dialogue: speaker, prefix of the sounds' names, text."""
    branches, _, key, mine, theirs = struct.unpack_from(">hHHHH", data)
    theirs_at, again_at = _number(data, 22), _number(data, 26)
    mine_at = 32 + abs(branches) * _BRANCH
    for speaker, letter, at, count in (("joe", "J", mine_at, mine), (f"person{key}", "P", theirs_at, theirs)):
        for _ in range(count):
            head = _number(data, at + 2)
            text, at = _string(data, at + 4, 4)
            yield speaker, f"{key:02d}{head:04X}{letter}", text
    text, at = _string(data, again_at, 2)
    yield f"person{key}", f"{key:02d}XXXXP", text
    yield "joe", f"{key:02d}XXXXJ", _string(data, at, 2)[0]
    if not _number(data, mine_at + 2):
        yield "joe", f"{key:02d}SSSSJ", _string(data, mine_at + 4, 2)[0]


def _scene(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Lines of a scene in their order; who speaks them is not told here."""
    (count,) = struct.unpack_from(">h", data, 2)
    _, at = _string(data, _number(data, 8), 2)
    for i in range(1, abs(count) + 1):
        text, at = _string(data, at, 2)
        yield f"{name:_<5}{i:02d}", text
