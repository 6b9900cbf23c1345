"""Where a result goes: to standard output, or as a page to a file and into the browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from speakstar.adapters import report_files
from speakstar.cli.session import Command, Session, notice
from speakstar.core.model import PlayableSound, Take
from speakstar.errors import FileError, UsageError

PAGE = "html"
"""The format that is a page: it is looked at in a browser, never in a terminal."""


def open_option(command: Command) -> Command:
    """Add ``--open``."""
    return click.option("--open", "open_it", is_flag=True, help="Show it as a page in your browser.")(command)


def opened_format(format_name: str | None, *, open_it: bool) -> str | None:
    """Return the format that was asked for; ``--open`` alone asks for a page.

    Raises
    ------
    UsageError
        Another format is to be opened.
    """
    if open_it and format_name not in (None, PAGE):
        raise UsageError(f"--open shows a page, not {format_name}.", hint=f"Leave --format out, or say {PAGE}.")
    return PAGE if open_it else format_name


def deliver(
    session: Session, text: str, *, name: str, format_name: str | None, output: str | None = None, open_it: bool = False
) -> None:
    """Print a result, or write it to a file.

    It goes to the file that was named. A page that is to be opened, or would fill a terminal, goes into the home's
    folder of reports, under its name, and its path is printed.
    """
    for_home = format_name == PAGE and (open_it or sys.stdout.isatty())
    if output is None and not for_home:
        click.echo(text, nl=False)
        return
    path = report_files.new_path(session.config.reports, name) if output is None else Path(output)
    report_files.write(path, text)
    if output is None:
        click.echo(path)
    else:
        notice(f"Written: {path}")
    if open_it and not report_files.show_in_browser(path):
        notice(f"No browser could be opened. Open the page yourself: {path}")


def playable(take: Take, format_name: str | None) -> PlayableSound | None:
    """Return the sound of a take for a page; None for other formats, and where the recording cannot be read."""
    if format_name != PAGE:
        return None
    from speakstar.adapters.playable import compress

    try:
        return compress(take.recording.path)
    except FileError as error:
        notice(f"The page is without sound. {error}")
        return None
