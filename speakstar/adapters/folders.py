"""Make the folders that data goes to."""

from __future__ import annotations

from pathlib import Path

from speakstar.errors import StoreError


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can read, unless it is there; folders above it as is usual.

    Raises
    ------
    StoreError
        It cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        cause = "a file has this name" if isinstance(error, FileExistsError) else error.strerror
        raise StoreError(
            f"The folder {folder} cannot be made: {cause}.",
            hint="Choose another home with --home or SPEAKSTAR_HOME.",
        ) from error
