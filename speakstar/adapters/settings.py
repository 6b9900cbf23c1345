"""Write settings into ``speakstar.toml``, leaving comments and other keys as they are."""

from __future__ import annotations

import os
from pathlib import Path

from speakstar.errors import StoreError


def remember(path: Path, name: str, value: str | float | int | tuple[str, ...]) -> None:
    """Keep one setting; a tuple becomes an array.

    Written to a temporary file that then takes the old one's place, so that a crash cannot leave half a file.

    Raises
    ------
    StoreError
        The file cannot be written.
    """
    import tomlkit

    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        document[name] = list(value) if isinstance(value, tuple) else value
        draft.write_text(tomlkit.dumps(document), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(
            f"The setting {name} cannot be kept in {path}: {error.strerror}.",
            hint="Choose another home with --home or SPEAKSTAR_HOME.",
        ) from error
