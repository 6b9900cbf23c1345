"""``purge``: delete what is named, recordings too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from speakstar import app
from speakstar.cli import take_pages
from speakstar.cli.session import COUNTED_FROM_THE_END, Session, notice
from speakstar.core.model import Take
from speakstar.errors import FileError, UsageError

EVERYTHING = "everything"
FOLDERS = ("recordings", "reports", "cache", "models")
"""What else can be named, beside takes: folders of the home."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """Something to delete: what it is, its files, and the take that is forgotten with it."""

    what: str
    files: tuple[Path, ...]
    take: Take | None = None

    @property
    def size_mb(self) -> float:
        """How much room it takes."""
        return sum(file.stat().st_size for file in self.files if file.is_file()) / 1e6


@click.command(context_settings=COUNTED_FROM_THE_END)
@click.argument("named", metavar="WHAT...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def purge(session: Session, named: tuple[str, ...], yes: bool) -> None:
    """Delete for good what you name.

    WHAT is a take (its id, last, -1 ...), which goes with its recording and its page; or reports, cache, models,
    recordings (whose takes and figures stay; pages that hold their sound go, and are made again without it), or
    everything. What will go is listed, and you are asked first. A recording outside the home, which speakstar did not
    make, stays where it is. This cannot be undone.
    """
    doomed = _found(session, named)
    _spare_running(doomed)
    for one in doomed:
        notice(f"{one.what}: {len(one.files)} files, {one.size_mb:.1f} MB")
    if not yes:
        if session.no_input:
            raise UsageError("Nothing is deleted without being asked for.", hint="Add --yes.")
        click.confirm("Delete this for good?", abort=True, err=True)
    for one in doomed:
        _delete(session, one)
    notice(f"Deleted: {len({file for one in doomed for file in one.files})} files.")


def _found(session: Session, named: Collection[str]) -> list[Doomed]:
    """Find all that is named, before anything is deleted: a take may have several names, and share its recording."""
    known = (EVERYTHING, *FOLDERS)
    takes = {take.id: take for take in (app.find_take(session.store, name) for name in named if name not in known)}
    home, reports = session.config.home, session.config.reports
    folders = FOLDERS if EVERYTHING in named else [name for name in FOLDERS if name in named]
    doomed = [Doomed(f"{name} ({home / name})", _below(home / name)) for name in folders]
    if "recordings" in folders and "reports" not in folders:
        doomed.append(Doomed("pages with sound", take_pages.with_sound(reports)))
    if EVERYTHING in named:
        database, settings = session.config.database, session.config.settings_file
        kept = [file for file in (*sorted(home.glob(f"{database.name}*")), settings) if file.is_file()]
        return [*doomed, Doomed("database and settings", tuple(kept))]
    if not takes:
        return doomed
    staying = [] if "recordings" in named else [one for one in session.store.takes() if one.id not in takes]
    needed = {take.recording.path for take in staying}
    return [*doomed, *(_of_take(session, take, needed) for take in takes.values())]


def _of_take(session: Session, take: Take, needed: Collection[str]) -> Doomed:
    """Find what goes with a take; ``needed`` are recordings that stay."""
    recording, ours = Path(take.recording.path), session.config.recordings.absolute()
    files = [session.config.reports / take_pages.page_name(take.id)]
    if ours in recording.absolute().parents and take.recording.path not in needed:
        files.append(recording)
    elif recording.is_file():
        why = "another take needs it" if take.recording.path in needed else "it is outside the home"
        notice(f"The recording of take {take.id} stays, as {why}: {recording}")
    return Doomed(f"take {take.id}", tuple(file for file in files if file.is_file()), take)


def _below(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder; a link is a file, whatever it leads to."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def _spare_running(doomed: Sequence[Doomed]) -> None:
    from speakstar.adapters.wav_writer import is_growing

    for file in (file for one in doomed for file in one.files):
        if file.suffix == ".wav" and is_growing(file):
            raise FileError(f"{file} is being recorded right now.", hint="Stop the recording first.")


def _delete(session: Session, one: Doomed) -> None:
    """Delete the files first: a take whose recording cannot be deleted is not forgotten."""
    if session.config.database in one.files:
        session.close()
    try:
        for file in one.files:
            file.unlink(missing_ok=True)
        _remove_empty(session.config.home, one.files)
    except OSError as error:
        raise FileError(
            f"{error.filename} cannot be deleted: {error.strerror}.",
            hint="What was listed before it is deleted; it, and what comes after it, is not.",
        ) from error
    if one.take:
        session.store.delete_take(one.take.id)


def _remove_empty(home: Path, files: Sequence[Path]) -> None:
    """Remove the folders inside the home that are empty now."""
    folders = {folder for file in files for folder in file.parents if home in folder.parents}
    for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
