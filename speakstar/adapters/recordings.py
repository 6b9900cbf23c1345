"""The recordings in the home that no take tells about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from speakstar.adapters.flac_file import RAW_SUFFIX, SUFFIX
from speakstar.adapters.wav_writer import HEADER_BYTES, is_growing

STAMP = "%Y-%m-%dT%H-%M-%S"
STAMP_LENGTH = len("2026-11-23T09-41-00")

SELFTEST = "selftest"
"""What readings of a given text are named after; they become no takes, so no story has this id."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A recording without a take.

    ``state`` is "unfinished" where the raw file is still there: whatever followed the recording was cut short.
    """

    path: Path
    recorded_at: datetime
    state: Literal["unfinished", "no report"]

    @property
    def subject(self) -> str:
        """What the file is named after: the story's or question's id, as far as it was named by us."""
        return self.path.stem[STAMP_LENGTH + 1 :]


def new_path(folder: Path, at: datetime, subject: str) -> Path:
    """Return the path of a recording to be made: its time and what it is about."""
    return folder / f"{at:{STAMP}}-{subject}{RAW_SUFFIX}"


def leftovers(folder: Path, *, known: Iterable[str]) -> tuple[Leftover, ...]:
    """Find recordings that no take tells about, and that nobody is recording right now.

    Parameters
    ----------
    folder
        Where recordings are kept.
    known
        The paths of the takes' recordings.

    Returns
    -------
    tuple of Leftover
        The oldest first. Where there is a raw file and a compressed one, the raw one.
    """
    told = {Path(path).with_suffix("") for path in known}
    found = {
        path.with_suffix(""): path for suffix in (SUFFIX, RAW_SUFFIX) for path in sorted(folder.glob(f"*{suffix}"))
    }
    untold = [path for name, path in sorted(found.items()) if name not in told]
    left = (
        Leftover(path, _recorded_at(path), "unfinished" if path.suffix == RAW_SUFFIX else "no report")
        for path in untold
    )
    return tuple(one for one in left if one.subject != SELFTEST and _is_complete(one.path))


def _is_complete(path: Path) -> bool:
    return path.stat().st_size > HEADER_BYTES and not is_growing(path)


def _recorded_at(path: Path) -> datetime:
    try:
        return datetime.strptime(path.stem[:STAMP_LENGTH], STAMP).astimezone()
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
