"""An archive such as the game has whose speech training and the filler benchmark hear (pocket.amazon_queen)."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import soundfile


def pack(files: Mapping[str, bytes], path: Path) -> Path:
    """Write an archive of the files."""
    table, at = b"", 15 + 21 * len(files)
    for name, data in files.items():
        table += struct.pack(">12sBII", name.encode(), 1, at, len(data))
        at += len(data)
    path.write_bytes(b"QTBLCEM10\0\0\0\1" + struct.pack(">H", len(files)) + table + b"".join(files.values()))
    return path


def mp3(samples: np.ndarray, rate_hz: int) -> bytes:
    """Code a sound."""
    coded = io.BytesIO()
    soundfile.write(coded, samples, rate_hz, format="MP3")
    return coded.getvalue()


def _string(text: str, align: int, at: int) -> bytes:
    """A string as the game keeps it, padded so that what follows begins at a multiple of ``align``."""
    raw = bytes([len(text)]) + text.encode("latin1")
    return raw if not text else raw + bytes(-(at + len(raw)) % align)


def scene(*lines: str) -> bytes:
    """A scene's file: a header of 20 bytes, numbers, then an entry and the lines."""
    head = struct.pack(">8h", 0, len(lines), 0, 0, 16, 0, 0, 0)
    body = head + _string("*FL", 2, len(head))
    for line in lines:
        body += _string(line, 2, len(body))
    return bytes(20) + body


def conversation(key: int, mine: dict[int, str], theirs: dict[int, str], again: tuple[str, str]) -> bytes:
    """A dialogue's file without branches: what the hero can say, and what is answered."""
    first = theirs_at = 32

    def said(lines: dict[int, str], at: int) -> bytes:
        body = b""
        for head, text in lines.items():
            body += struct.pack(">2h", 0, head)
            body += _string(text, 4, at + len(body))
        return body

    body = said(mine, first)
    theirs_at += len(body)
    body += said(theirs, theirs_at)
    again_at = 32 + len(body)
    for text in again:
        body += _string(text, 2, 32 + len(body))
    head = struct.pack(">5h", 0, 0, key, len(mine), len(theirs)) + bytes(12)
    head += struct.pack(">3h", theirs_at, 0, again_at)
    return bytes(20) + head.ljust(32, b"\0") + body
