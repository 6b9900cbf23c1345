"""Write a WAV file that is whole after every block, whatever happens next."""

from __future__ import annotations

import io
import os
import struct
import time
from pathlib import Path

from speakstar.adapters.folders import make_private
from speakstar.errors import StoreError

SYNC_S = 1.0
"""How much speech a power cut may cost. Without it ext4 holds back the first 30 s and later about 7 s (measured);
a sync took 2.6 ms, at worst 8 ms."""

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_RIFF_SIZE_AT, _DATA_SIZE_AT = 4, 40
_MAX_DATA_BYTES = 0xFFFF_FFFF - (_HEADER.size - 8)
"""A WAV file states its sizes in 32 bits: 12 hours of 48 kHz mono."""


class WavWriter:
    """A WAV file of 16-bit samples that grows by blocks.

    Each block is written before the two sizes in the header that count it in, so a crash costs at most the block
    under way. After a write has failed, as on a full disk, the file is not touched again.

    Parameters
    ----------
    path
        The file, which must not exist; the folders above are made.
    rate_hz
        Samples per second.
    channels
        Samples per frame.

    Raises
    ------
    StoreError
        The file exists, or cannot be made.
    """

    def __init__(self, path: Path, *, rate_hz: int, channels: int = 1) -> None:
        self._path = path
        self._data_bytes = 0
        self._synced_at = time.monotonic()
        frame = 2 * channels
        header = _HEADER.pack(
            b"RIFF",
            _HEADER.size - 8,
            b"WAVE",
            *(b"fmt ", 16, 1, channels, rate_hz, rate_hz * frame, frame, 16),
            *(b"data", 0),
        )
        make_private(path.parent)
        try:
            self._file = io.FileIO(path, "x", opener=_private)
        except FileExistsError as error:
            raise StoreError(f"{path} exists and is not overwritten.", hint="Move it away.") from error
        except OSError as error:
            raise StoreError(
                f"The recording {path} cannot be made: {error.strerror}.",
                hint="Choose another home with --home or SPEAKSTAR_HOME.",
            ) from error
        self._put(header, 0)

    def write(self, block: bytes) -> None:
        """Append whole frames of little-endian 16-bit samples.

        Raises
        ------
        StoreError
            The block could not be written, now or earlier; all blocks before are kept.
        """
        if self._file.closed:
            raise StoreError(f"{self._path} is closed.")
        size = self._data_bytes + len(block)
        if size > _MAX_DATA_BYTES:
            self.close()
            raise StoreError(f"{self._path} is full: a WAV file ends at 4 GiB.")
        self._put(block, _HEADER.size + self._data_bytes)
        self._put(struct.pack("<I", size), _DATA_SIZE_AT)
        self._put(struct.pack("<I", size + _HEADER.size - 8), _RIFF_SIZE_AT)
        self._data_bytes = size
        if time.monotonic() - self._synced_at >= SYNC_S:
            self._sync()

    def close(self) -> None:
        """Bring everything to the disk; does nothing when the file is closed."""
        if not self._file.closed:
            self._sync()
            self._file.close()

    def _put(self, data: bytes, position: int) -> None:
        view = memoryview(data)
        try:
            self._file.seek(position)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            raise self._failed(error) from error

    def _sync(self) -> None:
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._failed(error) from error
        self._synced_at = time.monotonic()

    def _failed(self, error: OSError) -> StoreError:
        self._file.close()
        return StoreError(f"{self._path} cannot be written: {error.strerror}.", hint="Make room on the disk.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
