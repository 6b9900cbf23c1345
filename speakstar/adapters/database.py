"""Open the database, and say in plain words what is wrong with it.

The journal is SQLite's default rollback journal: a write-ahead log needs memory that processes share, which a
home on a network drive does not give (sqlite.org/wal.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.adapters.folders import make_private
from speakstar.adapters.migrations import MIGRATIONS, is_foreign, migrate, version_of
from speakstar.errors import StoreError

if TYPE_CHECKING:
    import sqlite3

BUSY_S = 10.0
"""How long to wait for another process: a write takes milliseconds, a disk that spins up some seconds."""

_CAUSES = {
    "SQLITE_NOTADB": ("is not a database", "Move the file away; speakstar then makes a new one."),
    "SQLITE_CORRUPT": (
        "is damaged",
        "Put back a copy of it, or move it away. The recordings are not touched.",
    ),
    "SQLITE_BUSY": ("is in use by another program", "Wait for it to end, then try again."),
    "SQLITE_FULL": ("cannot grow: the disk is full", "Make room, then try again."),
    "SQLITE_READONLY": ("cannot be written", "Check its permissions, or choose another home: --home."),
}


def open_database(path: Path) -> sqlite3.Connection:
    """Open a database in autocommit mode and bring it to the newest schema.

    Parameters
    ----------
    path
        The database; it and the folders above are made when they do not exist.

    Raises
    ------
    StoreError
        The folder cannot be written, the file is not a database of ours, or a newer speakstar made it. What
        the file holds is left alone in each case.
    """
    import sqlite3

    _make_file(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _prepare(path, connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a `StoreError`."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for known, (what, hint) in _CAUSES.items():
            if name.startswith(known):
                raise StoreError(f"The database {path} {what}.", hint=hint) from error
        raise StoreError(f"The database {path} cannot be used: {error}.") from error


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    if is_foreign(connection):
        raise StoreError(f"{path} is the database of another program.", hint="Choose another home: --home.")
    version, known = version_of(connection), len(MIGRATIONS)
    if version > known:
        raise StoreError(
            f"{path} was made by a newer speakstar (schema {version}, this one knows {known}).",
            hint="Upgrade speakstar, or choose another home: --home.",
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what the user deletes is overwritten in the file
    migrate(connection)


def _make_file(path: Path) -> None:
    make_private(path.parent)
    try:
        if not path.exists():
            path.touch(mode=0o600)  # answers are private
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be made: {error.strerror}.",
            hint="Choose another home with --home or SPEAKSTAR_HOME.",
        ) from error
