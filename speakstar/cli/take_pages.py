"""The pages of many takes, for the trends that link to them and for copies to keep."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from speakstar import app
from speakstar.adapters import report_files
from speakstar.cli.session import Session, notice
from speakstar.core.habits import habits
from speakstar.core.model import Take
from speakstar.core.trend_points import order, point_of
from speakstar.errors import FileError
from speakstar.render import format_named
from speakstar.render.page import Page
from speakstar.render.stamp import stamp

Step = Callable[[], None]


def page_name(take_id: int) -> str:
    """Return the file name of a take's page."""
    return f"take-{take_id}.html"


def write_missing(session: Session, takes: Sequence[Take], folder: Path) -> None:
    """Write the pages of takes that have none, or one that is out of date; the latest first."""
    stamps = _stamps(session.store.takes())  # a take that another process deleted by now has none, and its page stays
    missing = [
        take for take in reversed(takes) if not report_files.holds(folder / page_name(take.id), stamps.get(take.id, ""))
    ]
    silent = 0
    with _progress(len(missing)) as step:
        for take in missing:
            silent += not write_page(session, take, folder / page_name(take.id))
            step()
    if silent:
        notice(f"{silent} of the pages {'is' if silent == 1 else 'are'} without sound: the recording is not there.")


def write_page(session: Session, take: Take, path: Path) -> bool:
    """Write a take's page; returns whether it holds the sound."""
    from speakstar.adapters.playable import compress

    try:
        sound = compress(take.recording.path)
    except FileError:
        sound = None
    report_files.write(path, format_named("html").report(app.report(session.store, take), Page(sound=sound)))
    return sound is not None


def with_sound(folder: Path) -> tuple[Path, ...]:
    """Return the pages of takes that hold the sound."""
    return tuple(path for path in sorted(folder.glob("take-*.html")) if b'src="data:audio/' in path.read_bytes())


def _stamps(stored: Sequence[Take]) -> dict[int, str]:
    """Return the stamps that the pages of all takes would have if they were made now, without making their reports."""
    points = {take.id: point_of(take) for take in stored}
    told: dict[str, list[Take]] = {}
    stamps = {}
    for take in sorted(stored, key=order):
        earlier = told.setdefault(take.story, []) if take.story else []
        stamps[take.id] = stamp(
            take,
            before=earlier[-1].analysis if earlier else None,
            habits=habits(take, earlier),
            points=[points[one.id] for one in earlier],
        )
        earlier.append(take)
    return stamps


@contextmanager
def _progress(count: int) -> Iterator[Step]:
    """Show how many pages are written, where somebody looks."""
    if not count or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Pages of takes"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=count)
        yield lambda: shown.update(task, advance=1)
