"""How much sound a WAV file's header promises that the file does not hold."""

from __future__ import annotations

import os
import struct
from typing import IO

_UNKNOWN_SIZE = 0x7FFF_0000
"""Programs that write into a pipe cannot go back and fill in the size: sox leaves 0x7FFFF000, arecord
0x80000000, FFmpeg 0xFFFFFFFF. RF64 keeps the true size elsewhere and has 0xFFFFFFFF here."""


def missing_s(file: IO[bytes]) -> float:
    """Return the seconds that a WAV file lacks at its end.

    Parameters
    ----------
    file
        A file opened for reading in binary. Its position is moved.

    Returns
    -------
    float
        0.0 when all is there, when the header does not say, and for files that are not WAV.
    """
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    header = file.read(12)
    if header[:4] != b"RIFF" or header[8:] != b"WAVE":
        return 0.0
    bytes_per_s = 0
    while len(chunk := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", chunk)
        if name == b"data":
            absent = size - (length - file.tell())
            return absent / bytes_per_s if bytes_per_s and absent > 0 and size < _UNKNOWN_SIZE else 0.0
        start = file.tell()
        if name == b"fmt ":
            (bytes_per_s,) = struct.unpack("<8xI", file.read(12).ljust(12, b"\0"))
        file.seek(start + size + size % 2)
    return 0.0
