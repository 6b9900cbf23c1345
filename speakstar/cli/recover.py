"""``takes recover``: recordings whose report never came, because something was cut short."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from speakstar import app
from speakstar.cli import progress
from speakstar.cli.review import show
from speakstar.cli.session import Session, chosen_format, format_option, model_option, notice, page
from speakstar.core.model import Take
from speakstar.errors import NotFoundError, SpeakstarError

if TYPE_CHECKING:
    from speakstar.adapters.recordings import Leftover
    from speakstar.core.ports import Engine


def offer(session: Session) -> None:
    """Mention recordings that were cut short, each once."""
    from speakstar.adapters.recordings import leftovers

    found = leftovers(session.config.recordings, known=_known(session))
    new = [left for left in _unfinished(found) if session.store.once(f"unfinished:{left.path.stem}")]
    if len(new) == 1:
        when = f"{new[0].recorded_at:%Y-%m-%d %H:%M}"
        notice(f"A recording of {when} has no report yet. Make it: speakstar takes recover {new[0].path.stem}")
    elif new:
        notice(f"{len(new)} recordings have no report yet. See them: speakstar takes recover")


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Recover all that are unfinished.")
@model_option
@format_option
@click.pass_obj
def recover(
    session: Session, names: tuple[str, ...], everything: bool, model: str | None, format_name: str | None
) -> int:
    """Turn recordings without a report into takes.

    A crash, a power cut or a closed terminal leaves unfinished ones behind. Without NAME all are listed, also those
    that you kept without a report.
    """
    from speakstar.adapters.recordings import leftovers

    found = leftovers(session.config.recordings, known=_known(session))
    unfinished = _unfinished(found)
    chosen = tuple(_named(found, name) for name in names)
    if not chosen and not (everything and unfinished):
        _list(found, format_name)
        if not unfinished or not _wanted(session):
            return 0
    return _recover_all(session, chosen or unfinished, session.engine(session.model(model)), format_name)


def _recover_all(session: Session, chosen: tuple[Leftover, ...], engine: Engine, format_name: str | None) -> int:
    failures = 0
    for left in chosen:
        try:
            show(session, _take(session, left, engine), format_name)
        except SpeakstarError as error:
            if len(chosen) == 1:
                raise
            notice(f"speakstar: {error}")
            failures += 1
    return 1 if failures else 0


def _take(session: Session, left: Leftover, engine: Engine) -> Take:
    from speakstar.adapters import audio_files
    from speakstar.adapters.flac_file import archived

    recording = audio_files.probe(left.path, partial=True)
    with archived(recording) as kept, progress.bar(kept) as advance:
        return app.review(
            session.store,
            session.coach,
            kept,
            engine=engine,
            recorded_at=left.recorded_at,
            prompt=app.prompt_about(session.store, left.subject),
            progress=advance,
        )


def _unfinished(found: tuple[Leftover, ...]) -> tuple[Leftover, ...]:
    return tuple(left for left in found if left.state == "unfinished")


def _wanted(session: Session) -> bool:
    return not session.no_input and click.confirm("Recover the unfinished ones now?", err=True)


def _known(session: Session) -> list[str]:
    return [take.recording.path for take in session.store.takes()]


def _named(found: tuple[Leftover, ...], name: str) -> Leftover:
    for left in found:
        if Path(name).name in (left.path.name, left.path.stem):
            return left
    known = ", ".join(left.path.stem for left in found) or "none; every recording has its take"
    raise NotFoundError(f"There is no recording {name!r} without a report.", hint=f"There are: {known}.")


def _list(found: tuple[Leftover, ...], format_name: str | None) -> None:
    rows = [
        {
            "id": left.path.stem,
            "recorded_at": left.recorded_at.isoformat(timespec="seconds"),
            "state": left.state,
            "audio": str(left.path),
        }
        for left in found
    ]
    if not rows:
        notice("Every recording has its report.")
    click.echo(chosen_format(format_name).listing("recordings", rows, page()), nl=False)
