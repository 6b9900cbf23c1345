"""``doctor``: whether everything that speakstar needs is there and works."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from speakstar.cli.session import Session, chosen_format, format_option, notice, page
from speakstar.errors import SpeakstarError
from speakstar.render.words import many

LIBRARIES = ("av", "ctranslate2", "faster_whisper", "numpy", "pocketsphinx", "sounddevice", "soundfile", "vl_convert")
OLDEST_PYTHON = (3, 11)

LITTLE_MB, TOO_LITTLE_MB = 1000, 100
"""A minute of 48 kHz in 16 bit takes 6 MB: 100 MB are a quarter of an hour, 1 GB nearly three hours."""

Status = Literal["ok", "warning", "broken"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what to do about it (empty where nothing)."""

    status: Status
    found: str
    advice: str = ""


@click.command()
@format_option
@click.pass_obj
def doctor(session: Session, format_name: str | None) -> int:
    """Check that everything works.

    Python, libraries, sound, microphones, speech model, checklist, the home folder, free disk space, the database and
    the recordings. Ends with 1 if something is broken. Changes nothing.
    """
    rows = []
    for name, examine in CHECKS.items():
        try:
            checked = examine(session)
        except SpeakstarError as error:
            checked = Checked("broken", error.message, error.hint)
        rows.append({"id": name, "status": checked.status, "found": checked.found, "advice": checked.advice})
    click.echo(chosen_format(format_name).listing("doctor", rows, page()), nl=False)
    broken = [str(row["id"]) for row in rows if row["status"] == "broken"]
    notice(f"Broken: {', '.join(broken)}." if broken else "Nothing is broken.")
    return 1 if broken else 0


def _python(_session: Session) -> Checked:
    found = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < OLDEST_PYTHON:
        return Checked("broken", found, f"Install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer.")
    return Checked("ok", found)


def _libraries(_session: Session) -> Checked:
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        return Checked("broken", f"missing: {', '.join(missing)}", "Install speakstar again.")
    return Checked("ok", f"all {len(LIBRARIES)} are there")


def _microphones(session: Session) -> Checked:
    from speakstar.adapters import microphone
    from speakstar.adapters.recorder_process import RecorderProcess

    with RecorderProcess() as recorder:
        found = recorder.devices()
    chosen = microphone.choose(found, wanted=session.config.device)
    return Checked("ok", f"{chosen.name}, one of {len(found)}")


def _model(session: Session) -> Checked:
    model = session.model(None)
    found = f"{model.name} ({model.size_mb:.0f} MB, {model.origin})"
    if model.origin == "embedded":
        return Checked("warning", found, "It mishears people; get a public one: speakstar models get small.en")
    return Checked("ok", found)


def _checklist(session: Session) -> Checked:
    _ = session.star
    return Checked("ok", "its weights can be read")


def _home(session: Session) -> Checked:
    home = session.config.home
    if not home.exists():
        return Checked("ok", f"{home} will be made at first use")
    probe = home / ".speakstar-doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Checked("broken", f"{home} cannot be written: {error.strerror}", "Choose another: --home.")
    return Checked("ok", str(home))


def _disk(session: Session) -> Checked:
    place = next((folder for folder in (session.config.home, *session.config.home.parents) if folder.exists()), Path())
    free_mb = shutil.disk_usage(place).free / 1e6
    found = f"{free_mb:.0f} MB free"
    if free_mb < TOO_LITTLE_MB:
        return Checked("broken", found, "Make room before you record.")
    return Checked("warning", found, "Make room soon.") if free_mb < LITTLE_MB else Checked("ok", found)


def _database(session: Session) -> Checked:
    if not session.config.database.exists():
        return Checked("ok", "not made yet")
    session.store.examine()
    return Checked("ok", f"{many(len(session.store.takes()), 'take')}, {session.config.database}")


def _recordings(session: Session) -> Checked:
    if not session.config.database.exists():
        return Checked("ok", "none yet")
    takes = session.store.takes()
    gone = [str(take.id) for take in takes if not Path(take.recording.path).is_file()]
    if gone:
        return Checked("warning", f"those of takes {', '.join(gone)} are gone", "Their reports stay, without sound.")
    return Checked("ok", f"those of all {len(takes)} takes are there")


CHECKS: dict[str, Callable[[Session], Checked]] = {
    "python": _python,
    "libraries": _libraries,
    "microphones": _microphones,
    "model": _model,
    "checklist": _checklist,
    "home": _home,
    "disk": _disk,
    "database": _database,
    "recordings": _recordings,
}
