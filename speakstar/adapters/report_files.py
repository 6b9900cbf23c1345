"""Reports on disk, and the browser that shows them."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from speakstar.adapters.folders import make_private
from speakstar.errors import FileError


def write(path: Path, text: str) -> None:
    """Write a report in UTF-8.

    It is written to a temporary file that then takes its place, so that a crash leaves the old one or the new one.

    Raises
    ------
    FileError
        It cannot be written.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileError(
            f"The report cannot be written to {path}: {error.strerror}.", hint="Name another file."
        ) from error


def new_path(folder: Path, name: str) -> Path:
    """Return the path of a page in the folder of reports, which is made if it is not there.

    Raises
    ------
    StoreError
        The folder cannot be made.
    """
    make_private(folder)
    return folder / f"{name}.html"


def of_takes(folder: Path, take_ids: Iterable[int]) -> dict[int, str]:
    """Return the addresses of those takes' pages that were made."""
    paths = {take_id: folder / f"take-{take_id}.html" for take_id in take_ids}
    return {take_id: path.absolute().as_uri() for take_id, path in paths.items() if path.exists()}


def show_in_browser(path: Path) -> bool:
    """Show a page in the user's browser; False where there is none."""
    try:
        return webbrowser.open(path.absolute().as_uri())
    except webbrowser.Error:
        return False
