"""Takes, stories and questions in one SQLite database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from speakstar.adapters.database import explained, open_database
from speakstar.adapters.recordings import SELFTEST
from speakstar.adapters.serialise import from_json, to_json
from speakstar.core.marks import marked
from speakstar.core.model import Analysis, Mark, NewTake, Question, Recording, Sound, Story, Take, Theme, Transcript
from speakstar.errors import NotFoundError, StoreError

_TAKES = """SELECT takes.id, story, question, theme, recorded_at, recording, transcript, sound, analysis
    FROM takes JOIN analyses ON analyses.take = takes.id LEFT JOIN sounds ON sounds.take = takes.id"""


class SqliteTakeStore:
    """Implements `speakstar.core.ports.TakeStore`. Several processes may use one database at once.

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

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = open_database(path)
        self._takes: dict[int, Take] = {}  # those read already: takes never change, and reading takes 3 ms each

    def __enter__(self) -> SqliteTakeStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def examine(self) -> None:
        """Look for damage.

        Raises
        ------
        StoreError
            The database is damaged.
        """
        (found,) = self._rows("PRAGMA quick_check(1)")[0].values()
        if found != "ok":
            raise StoreError(
                f"The database {self._path} is damaged: {found}.",
                hint="Put a copy of it in its place; the recordings are not in it.",
            )

    def add_take(self, take: NewTake) -> Take:
        """Store a take with the next id; the path of its recording is made absolute.

        Raises
        ------
        StoreError
            The story, question or theme is not in the database, or the take cannot be written.
        """
        recording = replace(take.recording, path=str(Path(take.recording.path).absolute()))
        with self._writing("The take's story, question or theme is not in the database."):
            cursor = self._db.execute(
                "INSERT INTO takes (story, question, theme, recorded_at, recording, transcript)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    take.story,
                    take.question,
                    take.theme,
                    take.recorded_at.isoformat(),
                    to_json(recording),
                    to_json(take.transcript),
                ),
            )
            if take.sound is not None:
                self._db.execute(
                    "INSERT INTO sounds VALUES (?, ?, ?)", (cursor.lastrowid, take.sound.version, to_json(take.sound))
                )
            self._db.execute(
                "INSERT INTO analyses VALUES (?, ?, ?)",
                (cursor.lastrowid, take.analysis.rules_version, to_json(take.analysis)),
            )
        return self.take(cursor.lastrowid or 0)

    def take(self, take_id: int) -> Take:
        """Return one take.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        rows = self._rows(f"{_TAKES} WHERE takes.id = ?", take_id)
        if not rows:
            raise NotFoundError(f"There is no take {take_id}.", hint="See them all: speakstar takes list.")
        return self._read_take(rows[0])

    def takes(self, *, story: str | None = None, since: datetime | None = None) -> Sequence[Take]:
        """Return takes in the order in which they were stored; ``since`` carries a time zone."""
        rows = self._rows(f"{_TAKES} WHERE ?1 IS NULL OR story = ?1 ORDER BY takes.id", story)
        return tuple(
            self._read_take(row) for row in rows if since is None or datetime.fromisoformat(row["recorded_at"]) >= since
        )

    def delete_take(self, take_id: int) -> Take:
        """Forget one take because the user asked; its audio file stays. Returns what was forgotten.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        with self._writing(f"Take {take_id} cannot be deleted."):
            forgotten = self.take(take_id)
            self._db.execute("INSERT INTO deletions VALUES (?)", (take_id,))
            self._db.execute("DELETE FROM takes WHERE id = ?", (take_id,))
        return forgotten

    def replace_analysis(self, take_id: int, analysis: Analysis, *, sound: Sound | None) -> Take:
        """Put a new analysis, and what the second listening found, in place of the stored ones; marks stay."""
        with self._writing(f"The analysis of take {take_id} cannot be replaced."):
            self._db.execute(
                "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)", (take_id, analysis.rules_version, to_json(analysis))
            )
            if sound is not None:
                self._db.execute(
                    "INSERT OR REPLACE INTO sounds VALUES (?, ?, ?)", (take_id, sound.version, to_json(sound))
                )
        self._takes.pop(take_id, None)
        return self.take(take_id)

    def mark(self, take_id: int, mark: Mark) -> Take:
        """Keep the speaker's own verdict; a later one on the same finding takes its place."""
        with self._writing(f"There is no take {take_id} to mark."):
            self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (take_id, mark.finding, mark.said))
        self._takes.pop(take_id, None)
        return self.take(take_id)

    def unmark(self, take_id: int, finding: str) -> Take:
        """Take a mark back; where there is none, nothing happens."""
        with self._writing(f"The mark of take {take_id} cannot be taken back."):
            self._db.execute("DELETE FROM marks WHERE take = ? AND finding = ?", (take_id, finding))
        self._takes.pop(take_id, None)
        return self.take(take_id)

    def themes(self) -> Sequence[Theme]:
        """Return all themes."""
        return tuple(Theme(**row) for row in self._rows("SELECT id, title FROM themes ORDER BY position"))

    def questions(self, *, theme: str | None = None) -> Sequence[Question]:
        """Return the questions, of one theme if given; the theme is '' where a question asks for several."""
        rows = self._rows(
            "SELECT id, text, ifnull(theme, '') AS theme FROM questions"
            " WHERE ?1 IS NULL OR ifnull(theme, '') = ?1 ORDER BY position",
            theme,
        )
        return tuple(Question(**row) for row in rows)

    def stories(self) -> Sequence[Story]:
        """Return all stories in the order in which they were added."""
        return tuple(Story(**row) for row in self._rows("SELECT id, title, theme FROM stories ORDER BY position"))

    def add_story(self, story: Story) -> Story:
        """Store a story.

        Raises
        ------
        StoreError
            A story with this id exists, or it would be called what the selftest is, or there is no such theme.
        """
        if story.id == SELFTEST:  # a recording bears its story's id, and one that bears this would become no take
            raise StoreError(f"No story can be called {story.id!r}: the selftest is.", hint="Give another with --id.")
        themes = [theme.id for theme in self.themes()]
        if story.theme not in themes:
            raise StoreError(f"There is no theme {story.theme!r}.", hint=f"The themes are: {', '.join(themes)}.")
        with self._writing(f"There is a story {story.id!r} already."):
            self._db.execute(
                "INSERT INTO stories (id, title, theme) VALUES (?, ?, ?)",
                (story.id, story.title, story.theme),
            )
        return story

    def least_practised_theme(self) -> str:
        """Return the id of the theme with the fewest takes; of several, the first."""
        theme: str = self._rows(
            "SELECT id FROM themes ORDER BY (SELECT count(*) FROM takes WHERE theme = themes.id), position LIMIT 1"
        )[0]["id"]
        return theme

    def once(self, key: str) -> bool:
        """Return True at the first call with this key, and False ever after: for notices shown once."""
        with self._writing(f"The notice {key!r} cannot be kept."):
            return self._db.execute("INSERT OR IGNORE INTO once VALUES (?)", (key,)).rowcount == 1

    def _rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with explained(self._path):
            cursor = self._db.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def _read_take(self, row: dict[str, Any]) -> Take:
        if row["id"] not in self._takes:
            self._takes[row["id"]] = self._parse_take(row)
        return self._takes[row["id"]]

    def _parse_take(self, row: dict[str, Any]) -> Take:
        try:
            marks = self._marks(row["id"])
            parsed: dict[str, Any] = {
                "marks": marks,
                "recorded_at": datetime.fromisoformat(row["recorded_at"]),
                "recording": from_json(Recording, row["recording"]),
                "transcript": from_json(Transcript, row["transcript"]),
                "sound": from_json(Sound, row["sound"]) if row["sound"] else None,
                "analysis": marked(from_json(Analysis, row["analysis"]), marks),
            }
        except ValueError as error:
            raise StoreError(
                f"Take {row['id']} in {self._path} cannot be read: {error}.",
                hint="If a newer speakstar stored it, upgrade; else put back a copy of the database.",
            ) from error
        return Take(**(row | parsed))

    def _marks(self, take_id: int) -> tuple[Mark, ...]:
        rows = self._rows("SELECT finding, said FROM marks WHERE take = ? ORDER BY finding", take_id)
        return tuple(Mark(row["finding"], bool(row["said"])) for row in rows)

    @contextmanager
    def _writing(self, refusal: str) -> Iterator[None]:
        """Run one transaction; ``refusal`` is what it means when a constraint forbids it."""
        import sqlite3

        with explained(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except sqlite3.IntegrityError as error:
                raise StoreError(refusal) from error
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
