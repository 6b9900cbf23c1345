"""Acted dialogue with its text: an adventure game's, Debian's drascula (its licence lets it be changed and given on).

Forty minutes at 11 kHz, ten voices, some with a marked accent. Drascula.dat holds tables (the number of entries, then
so many bytes each), then the texts by speaker: how many, and for every language a block with its length; before a text
stands how far it is from there to the next. All its numbers are big-endian. A text's sound is a file named after the
speaker and the text's number. ScummVM, whose engine "drascula" plays the game, describes it.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pocket.speech import from_unsigned

ARCHIVE = Path("/usr/share/scummvm/drascula/en")
_RATE = 11025
_SHORTEST_S = 0.3  # what is shorter is no word
_FRAME = 32  # bytes before and after the samples
_TABLES_AT, _TABLES = 9, (4, 4, 4, 2, 4, 2, 4, 2, 2, 20, 20, 10, 8)  # bytes an entry
_FIRST_AT = 4  # bytes into a block
_SPEAKERS = {
    "": "hacker", "D": "drascula", "B": "drunk", "BJ": "bj", "E": "mummy", "I": "igor", "L": "wolf", "P": "pianist",
    "T": "bartender", "VB": "vonbraun",
}  # fmt: skip
"""By the sounds' prefix, in the order of the texts."""
_OTHERS_FROM = 56  # what others say to the count, or in his place, stands among his own from here on
_NAMES = re.compile(
    r"\b(?:john|hacker|drascula|igor|von braun|transylvania|billie jean|english|london|frankenstein|b\.?j|i)\b"
)


class Archive:
    """The game's texts, and the folder of its sounds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = dict(_texts((folder / "drascula.dat").read_bytes()))


def lines(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Give every recorded line: who speaks, what, and the name of its sound."""
    for prefix, texts in archive.texts.items():
        for number, text in enumerate(texts):
            name = f"{prefix}{number}.ALS"
            others = prefix == "D" and number >= _OTHERS_FROM
            if text.strip() and not others and _length_s(archive.folder / name) >= _SHORTEST_S:
                yield _SPEAKERS[prefix], _without_capitals(text), name


def sound(archive: Archive, name: str) -> np.ndarray:
    """Decode a speech file: shape (n,), float32 at 16 kHz."""
    return from_unsigned((archive.folder / name).read_bytes()[_FRAME:-_FRAME], _RATE)


def _length_s(path: Path) -> float:
    return (path.stat().st_size - 2 * _FRAME) / _RATE if path.exists() else 0.0


def _texts(data: bytes) -> Iterator[tuple[str, list[str]]]:
    at = _TABLES_AT
    for size in _TABLES:
        at += 2 + size * _number(data, at)
    languages, at = _number(data, at), at + 2
    for prefix in _SPEAKERS:
        count, at = _number(data, at), at + 2
        yield prefix, _strings(data[at + 2 :], count)
        for _ in range(languages):
            at += 2 + _number(data, at)


def _strings(block: bytes, count: int) -> list[str]:
    at, found = _FIRST_AT, []
    for _ in range(count):
        found.append(block[at : block.index(0, at)].decode("cp850"))
        at += _number(block, at - 2)
    return found


def _number(data: bytes, at: int) -> int:
    (number,) = struct.unpack_from(">H", data, at)
    return int(number)


def _without_capitals(text: str) -> str:
    """Write a text, which is all in capitals, as others are."""
    text = _NAMES.sub(lambda name: name[0].upper() if len(name[0]) < 4 else name[0].title(), text.lower())
    return re.sub(r"(^\W*|[.?!]\W+)([a-z])", lambda m: m[1] + m[2].upper(), text)
