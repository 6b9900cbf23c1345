"""The database's schema, as the numbered steps that lead to it.

A step that has been released is never edited; a change is a new step at the end. Each runs in one transaction
together with the number in ``PRAGMA user_version``, so a database is always at one version or at the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x53504B53
"""``SPKS`` in ASCII, in ``PRAGMA application_id``: tells our databases from those of other programs."""

Migration = tuple[str, ...]

_FIRST: Migration = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE TABLE themes (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL)",
    """CREATE TABLE questions (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL,
        theme TEXT REFERENCES themes (id)  -- NULL when it asks for several at once
    )""",
    """CREATE TABLE stories (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        theme TEXT NOT NULL REFERENCES themes (id)
    )""",
    # AUTOINCREMENT: the id of a take that was deleted is not given to another one.
    """CREATE TABLE takes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        story TEXT REFERENCES stories (id),
        question TEXT REFERENCES questions (id),
        theme TEXT REFERENCES themes (id),
        recorded_at TEXT NOT NULL,  -- ISO 8601 with the offset of the place
        recording TEXT NOT NULL,    -- JSON
        transcript TEXT NOT NULL    -- JSON
    )""",
    # Derived from the transcript, so it may be replaced; what was recorded and heard may not.
    """CREATE TABLE analyses (
        take INTEGER PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
        rules_version INTEGER NOT NULL,
        analysis TEXT NOT NULL      -- JSON
    )""",
    "CREATE TABLE deletions (take INTEGER PRIMARY KEY)",
    "CREATE TABLE once (key TEXT PRIMARY KEY)",
    """CREATE TRIGGER takes_are_never_changed BEFORE UPDATE ON takes
        BEGIN SELECT raise(ABORT, 'a take is never changed'); END""",
    """CREATE TRIGGER takes_are_deleted_on_request BEFORE DELETE ON takes
        WHEN NOT EXISTS (SELECT 1 FROM deletions WHERE take = OLD.id)
        BEGIN SELECT raise(ABORT, 'a take is deleted on request only'); END""",
    """INSERT INTO themes (id, title) VALUES
        ('deadline', 'Delivered under a tight deadline'),
        ('beyond', 'Went above and beyond'),
        ('persuasion', 'Persuaded people who disagreed')""",
    """INSERT INTO questions (id, text, theme) VALUES
        ('deadline', 'Tell me about a time you had to deliver something important under a tight deadline.'
            || ' What did you leave out to make it?', 'deadline'),
        ('beyond', 'Tell me about a time you did more than your role asked of you.'
            || ' Why did you take it on, and what changed because you did?', 'beyond'),
        ('persuasion', 'Tell me about a time you had to win over people who disagreed with you.'
            || ' What were they worried about, and how did it end?', 'persuasion'),
        ('everything', 'Walk me through one piece of work that had a tight deadline, asked for more than'
            || ' your role, and met with disagreement. How did you bring people along, and what came of it?',
            NULL)""",
    # A first story for each theme, so that practice can start before anyone has named theirs.
    """INSERT INTO stories (id, title, theme) VALUES
        ('deadline', 'A time I delivered under a tight deadline', 'deadline'),
        ('beyond', 'A time I went above and beyond', 'beyond'),
        ('persuasion', 'A time I persuaded people who disagreed', 'persuasion')""",
)

_SOUNDS_AND_MARKS: Migration = (
    # Derived from the recording and its transcript, so it may be replaced like an analysis.
    """CREATE TABLE sounds (
        take INTEGER PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        sound TEXT NOT NULL         -- JSON
    )""",
    # The speaker's own verdicts. They stand beside the analysis, which may be replaced.
    """CREATE TABLE marks (
        take INTEGER NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
        finding TEXT NOT NULL,
        said INTEGER NOT NULL,      -- 0 or 1
        PRIMARY KEY (take, finding)
    )""",
)

MIGRATIONS: Sequence[Migration] = (_FIRST, _SOUNDS_AND_MARKS)
"""Step n leads from version n to version n + 1; version 0 is an empty file."""


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database to the newest version.

    Parameters
    ----------
    connection
        In autocommit mode (``isolation_level=None``).
    migrations
        The steps.

    Raises
    ------
    sqlite3.Error
        A step failed; the database is as it was before that step.
    """
    for version, statements in enumerate(migrations):
        if version_of(connection) > version:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:  # another process may have been faster
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a database; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether another program made this database."""
    connection.execute("BEGIN")  # so that all three look at the same state of the file
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    used = bool(mark or objects or version_of(connection))
    connection.execute("COMMIT")
    return used and mark != APPLICATION_ID
