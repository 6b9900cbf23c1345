"""``export``: takes with recordings and reports, to keep elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import click

from speakstar import app
from speakstar.adapters import charting, report_files
from speakstar.cli import take_pages
from speakstar.cli.session import COUNTED_FROM_THE_END, Session, notice
from speakstar.core import trends
from speakstar.core.model import Take
from speakstar.errors import FileError, NotFoundError
from speakstar.render import format_named
from speakstar.render.charts import page_charts
from speakstar.render.page import Page
from speakstar.render.words import many

ZIP = ".zip"


@click.command(context_settings=COUNTED_FROM_THE_END)
@click.argument("target", metavar="FOLDER|FILE.zip")
@click.argument("takes", metavar="[TAKE]...", nargs=-1)
@click.pass_obj
def export(session: Session, target: str, takes: tuple[str, ...]) -> None:
    """Copy takes into a new folder or zip file.

    For each take its recording, its report as a page (reports/) and as JSON (json/), and for all of them the trends as
    a page and as csv. Without TAKE all takes are copied; ids, last, -1 ... choose. Nothing here is changed.
    """
    path = Path(target)
    if path.exists():
        raise FileError(f"{path} is there already.", hint="Name a folder or file that is not.")
    chosen = [app.find_take(session.store, take) for take in takes] or list(session.store.takes())
    if not chosen:
        raise NotFoundError("No take is stored yet.", hint="Record one: speakstar practice.")
    chosen = sorted({take.id: take for take in chosen}.values(), key=lambda take: take.id)
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".speakstar-export-", dir=path.absolute().parent) as draft:
            folder = Path(draft) / path.stem
            copied = _fill(session, chosen, folder)
            _finish(folder, path)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.", hint="Name another place.") from error
    missing = len(chosen) - copied
    notice(f"Written: {path} ({many(len(chosen), 'take')}, {many(copied, 'recording')})")
    if missing:
        notice(f"{missing} recordings are not there any more, so they were not copied.")


def _fill(session: Session, takes: Sequence[Take], folder: Path) -> int:
    """Write everything into a folder; returns how many recordings there were to copy."""
    recordings, reports, described = (folder / name for name in ("recordings", "reports", "json"))
    for one in (recordings, reports, described):
        one.mkdir(parents=True)
    copied = 0
    for take in takes:
        text = format_named("json").report(app.report(session.store, take), Page())
        report_files.write(described / f"take-{take.id}.json", text)
        source = Path(take.recording.path)
        if source.is_file():
            shutil.copy2(source, recordings / f"take-{take.id}{source.suffix}")
            copied += 1
    take_pages.write_missing(session, takes, reports)
    trend = trends.trend(takes)
    page = Page(
        charting=charting.bundle(page_charts(), session.config.cache),
        reports={take.id: name for take in takes if (reports / (name := take_pages.page_name(take.id))).exists()},
    )
    report_files.write(reports / "trends.html", format_named("html").trends(trend, page))
    report_files.write(folder / "trends.csv", format_named("csv").trends(trend, Page()))
    return copied


def _finish(folder: Path, path: Path) -> None:
    """Put what was written in its place, all at once."""
    if path.suffix.lower() == ZIP:
        made = folder.parent / path.name
        with ZipFile(made, "w", ZIP_DEFLATED, strict_timestamps=False) as archive:  # a clock may have stood before 1980
            for file in (folder, *sorted(folder.rglob("*"))):
                archive.write(file, file.relative_to(folder.parent))
        made.replace(path)
    else:
        folder.replace(path)
