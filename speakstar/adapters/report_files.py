"""Reports on disk, and the browser that shows them."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from speakstar.adapters.folders import make_private
from speakstar.errors import FileError

PNG_SIGNATURE = b"\x89PNG"

HEAD_BYTES = 4096
"""What a page says of itself stands in its first bytes, before its styles."""


def write(path: Path, content: str | bytes) -> None:
    """Write a report; text in UTF-8.

    It is written to a temporary file that then takes its place, so that a crash leaves the old one or the new one.

    Raises
    ------
    FileError
        It cannot be written, or what is there is no report: neither text nor a picture, but a recording, say.
    """
    if not _may_go(path):
        raise FileError(f"{path} is there already, and is no report.", hint="Name a file that is not there.")
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileError(
            f"The report cannot be written to {path}: {error.strerror}.", hint="Name another file."
        ) from error


def _may_go(path: Path) -> bool:
    """Whether what is in a place may be replaced: nothing, nothing in it, text, or a picture."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return True  # nothing is there, or writing will say why it cannot be
    return b"\0" not in head or head.startswith(PNG_SIGNATURE)


def folder(path: Path) -> Path:
    """Return the folder of reports, which is made if it is not there.

    Raises
    ------
    StoreError
        It cannot be made.
    """
    make_private(path)
    return path


def holds(path: Path, text: str) -> bool:
    """Whether there is a page that has this text in its head."""
    try:
        with path.open("rb") as page:
            return text.encode() in page.read(HEAD_BYTES)
    except OSError:
        return False


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
