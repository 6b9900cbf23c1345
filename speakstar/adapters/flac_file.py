"""Finished recordings as FLAC: half the size, not a sample changed, and the raw file goes only when that is proven."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from speakstar.core.model import Recording

BLOCK_FRAMES = 65_536
"""Read at a time, so that two hours take no more memory than a minute."""

SUFFIX, RAW_SUFFIX = ".flac", ".wav"


class Packing:
    """The FLAC file of a raw recording, made and compared in a thread of its own.

    Parameters
    ----------
    recording
        A WAV file that we recorded ourselves, complete and on disk; never a file of the user's.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._raw = Path(recording.path)
        self._compressed: Path | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; without this the work is done when its result is needed."""
        if self._thread is None and self._raw.suffix == RAW_SUFFIX:
            self._thread = threading.Thread(target=self._work, name="packing")
            self._thread.start()

    @contextmanager
    def archived(self) -> Iterator[Recording]:
        """Put the FLAC file in the place of the raw recording, once the ``with`` block has kept it.

        Yields
        ------
        Recording
            The same with the path of the FLAC; with its own path where it is no WAV file, or no faithful copy could be
            made (the disk is full). The WAV file is removed when the block ends without an error.
        """
        self.start()
        if self._thread:
            self._thread.join()
        compressed = self._compressed
        yield replace(self._recording, path=str(compressed)) if compressed else self._recording
        if compressed:
            self._raw.unlink(missing_ok=True)

    def _work(self) -> None:
        self._compressed = compress(self._raw)


def archived(recording: Recording) -> AbstractContextManager[Recording]:
    """Put a FLAC file in the place of a raw recording, as `Packing.archived`."""
    return Packing(recording).archived()


def compress(raw: Path) -> Path | None:
    """Write a FLAC file beside a WAV file, and read it again to compare every sample.

    Returns
    -------
    pathlib.Path or None
        The FLAC file, on disk; None when it could not be made, or differs, or the name is taken by another sound.
        The WAV file stays in any case.
    """
    import soundfile

    draft, final = raw.with_suffix(f"{SUFFIX}.part"), raw.with_suffix(SUFFIX)
    try:
        if final.exists():
            return final if _same(raw, final) else None
        _encode(raw, draft)
        if not _same(raw, draft):
            return None
        _sync(draft)
        draft.replace(final)
    except (OSError, soundfile.SoundFileError):
        return None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return final


def replace_raw(raw: Path) -> Path:
    """Put a FLAC file in the place of a WAV file, if a faithful one can be made; returns the file that is left."""
    compressed = compress(raw)
    if compressed is None:
        return raw
    raw.unlink()
    return compressed


def _encode(raw: Path, draft: Path) -> None:
    import soundfile

    with soundfile.SoundFile(raw) as source:
        descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        with (
            os.fdopen(descriptor, "r+b") as file,
            soundfile.SoundFile(
                file, "w", samplerate=source.samplerate, channels=source.channels, format="FLAC", subtype="PCM_16"
            ) as target,
        ):
            for block in _blocks(source):
                target.write(block)


def _same(raw: Path, draft: Path) -> bool:
    import numpy as np
    import soundfile

    with soundfile.SoundFile(raw) as one, soundfile.SoundFile(draft) as other:
        if (one.frames, one.samplerate, one.channels) != (other.frames, other.samplerate, other.channels):
            return False
        return all(np.array_equal(a, b) for a, b in zip(_blocks(one), _blocks(other), strict=True))


def _blocks(sound: Any) -> Iterator[Any]:
    while len(block := sound.read(BLOCK_FRAMES, dtype="int16")):
        yield block


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
