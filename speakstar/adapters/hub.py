"""Speech models on huggingface.co: which are known there, and how to fetch one."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from speakstar.errors import ModelError

Progress = Callable[[float, float], None]
"""Called with megabytes done and megabytes in all."""

REQUIRED_FILES = ("config.json", "model.bin", "tokenizer.json", "vocabulary.*")
OPTIONAL_FILES = ("preprocessor_config.json",)
POLL_S = 0.5
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be fetched: its repository on huggingface.co, and about how much that is to download."""

    name: str
    repository: str
    size_mb: int


# The conversions that faster-whisper names; sizes are those of the repositories' model.bin (float16).
KNOWN = MappingProxyType(
    {
        known.name: known
        for known in (
            Known("tiny.en", "Systran/faster-whisper-tiny.en", 75),
            Known("tiny", "Systran/faster-whisper-tiny", 75),
            Known("base.en", "Systran/faster-whisper-base.en", 145),
            Known("base", "Systran/faster-whisper-base", 145),
            Known("small.en", "Systran/faster-whisper-small.en", 484),
            Known("small", "Systran/faster-whisper-small", 484),
            Known("distil-small.en", "Systran/faster-distil-whisper-small.en", 332),
            Known("medium.en", "Systran/faster-whisper-medium.en", 1528),
            Known("medium", "Systran/faster-whisper-medium", 1528),
            Known("large-v3", "Systran/faster-whisper-large-v3", 3087),
            Known("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1618),
        )
    }
)


def fetch(known: Known, folder: Path, target: Path, progress: Progress | None = None) -> None:
    """Fetch a model's files into a folder; those that are there already are not fetched again.

    Parameters
    ----------
    known
        The model.
    folder
        Where its files go.
    target
        Where they shall end up, for the advice when there is no network.
    progress
        Called now and then.

    Raises
    ------
    ModelError
        The disk is too full, or the network out of reach.
    """
    _require_room(known, folder, target)
    with _watched(folder, known.size_mb, progress):
        _download(known, folder, target)
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def by_hand(known: Known, target: Path) -> str:
    """Tell how to install a model without a network on this machine."""
    files = ", ".join((*REQUIRED_FILES, *OPTIONAL_FILES))
    return f"To install it by hand, copy {files} from https://huggingface.co/{known.repository} into {target}."


def folder_mb(folder: Path) -> float:
    """Return the size in megabytes of the files below a folder, some of which may vanish meanwhile."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(parent, name).stat().st_size
            except FileNotFoundError:
                continue
    return total / BYTES_PER_MB


def _require_room(known: Known, folder: Path, target: Path) -> None:
    free_mb = shutil.disk_usage(folder).free / BYTES_PER_MB
    needed_mb = known.size_mb - folder_mb(folder)
    if free_mb < needed_mb:
        raise ModelError(
            f"{known.name} needs about {needed_mb:.0f} MB and {target.parent} has {free_mb:.0f} MB left.",
            hint="Make room, or choose another place with --home.",
        )


def _download(known: Known, folder: Path, target: Path) -> None:
    import logging

    import huggingface_hub
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        huggingface_hub.snapshot_download(
            known.repository, local_dir=folder, allow_patterns=[*REQUIRED_FILES, *OPTIONAL_FILES]
        )
    except Exception as error:  # its network errors share no base class, and differ between its versions
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(
            f"{known.name} could not be fetched from huggingface.co; is there a network? ({reason})",
            hint=by_hand(known, target),
        ) from error


@contextmanager
def _watched(folder: Path, size_mb: float, progress: Progress | None) -> Iterator[None]:
    """Report the growth of a folder while it is being filled."""
    if progress is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_S):
            progress(min(folder_mb(folder), size_mb), size_mb)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
