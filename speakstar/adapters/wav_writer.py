"""Write a WAV file that is whole after every block, whatever happens next."""

from __future__ import annotations

import io
import os
import struct
import threading
from contextlib import suppress
from pathlib import Path

from speakstar.adapters.folders import make_private
from speakstar.errors import StoreError

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
HEADER_BYTES = _HEADER.size
_RIFF_SIZE_AT, _DATA_SIZE_AT = 4, 40
_MAX_DATA_BYTES = 0xFFFF_FFFF - (_HEADER.size - 8)
"""A WAV file states its sizes in 32 bits: 12 hours of 48 kHz mono."""


class WavWriter:
    """A WAV file of 16-bit samples that grows by blocks.

    Each block is written before the two sizes in the header that count it in, so a crash costs at most the block
    under way. After a write has failed, as on a full disk, the file is not touched again. While the writer lives, the
    file is locked: see `is_growing`.

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
        self._syncing = threading.Lock()
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
        _lock(self._file.fileno())
        self._put(header, 0)
        _sync_folder(path.parent)

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

    def sync(self) -> None:
        """Bring what was written so far to the disk; may be called from any thread, and holds up no write.

        Raises
        ------
        StoreError
            The disk refuses.
        """
        with self._syncing:
            if self._file.closed:
                return
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                raise self._failure(error) from error

    def close(self) -> None:
        """Bring everything to the disk; does nothing when the file is closed."""
        try:
            self.sync()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file as it is, without asking the disk."""
        with self._syncing:
            self._file.close()

    def _put(self, data: bytes, position: int) -> None:
        view = memoryview(data)
        try:
            self._file.seek(position)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            self.abandon()
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> StoreError:
        return StoreError(f"{self._path} cannot be written: {error.strerror}.", hint="Make room on the disk.")


def is_growing(path: Path) -> bool:
    """Whether somebody records into a file right now; always False where files cannot be locked (Windows)."""
    with suppress(ImportError, FileNotFoundError):
        import fcntl

        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


def _lock(descriptor: int) -> None:
    with suppress(ImportError, OSError):  # some network drives know no locks
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """Bring the file's name to the disk, too."""
    with suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
