"""A game as pocket.steel_sky reads it: an index, a file of files, texts in a Huffman code."""

from __future__ import annotations

import struct
from pathlib import Path

from pocket import steel_sky

SECTIONS, SCRIPTS = 8, 7


def game(american: list[str], british: list[str], script: list[int], sounds: dict[int, bytes], folder: Path) -> Path:
    """Write a game whose texts and script are all in its first section."""
    files = {60_600: texts(british), 60_624: texts(american), **sounds}
    files |= {of + i: texts([""]) for of in (60_600, 60_624) for i in range(1, SECTIONS)}
    files |= {60_400: struct.pack(f"<{len(script) + 10}H", 2, 0, *script, *[0] * 8)}
    files |= {60_400 + i: struct.pack("<9H", 1, *[0] * 8) for i in range(1, SCRIPTS)}
    return pack(files, folder)


def texts(lines: list[str]) -> bytes:
    """Pack texts as a section has them: how long each is, in steps of two bits, then their codes."""
    codes = {letter: code for code, letter in steel_sky._codes().items()}
    bits = ["".join(codes[letter] for letter in f"{line}\0") for line in lines]
    padded = [code + "0" * (-len(code) % 16) for code in bits]  # so that one byte tells the length, in eighths
    lengths = bytes(0x80 | len(code) // 16 for code in padded)
    data = int("".join(padded), 2).to_bytes(sum(map(len, padded)) // 8, "big")
    return struct.pack("<HH", 4, 4 + len(lengths)) + lengths + data


def pack(files: dict[int, bytes], folder: Path) -> Path:
    """Write the two files that the game consists of."""
    data, index = b"", struct.pack("<I", len(files))
    for number, content in files.items():
        data += b"\0" * (-len(data) % 16)
        place = 0x800000 | len(data) // 16
        index += struct.pack("<H", number) + place.to_bytes(3, "little") + len(content).to_bytes(3, "little")
        data += content
    (folder / "sky.dsk").write_bytes(data)
    (folder / "sky.dnr").write_bytes(index)
    return folder
