"""Where a result goes: to standard output, or as a page to a file and into the browser."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from speakstar.adapters import report_files
from speakstar.cli.session import Command, Session, formats_offered, notice
from speakstar.core.model import PlayableSound
from speakstar.errors import FileError, UsageError
from speakstar.render import PICTURES

Playable = Callable[[], PlayableSound | None]
"""Waits for the sound of a page."""

PAGE = "html"
"""The format that is a page: it is looked at in a browser, never in a terminal."""

BY_ENDING = {
    f".{ending}": name
    for ending, name in (
        ("html", PAGE), ("htm", PAGE), ("json", "json"), ("md", "markdown"), ("csv", "csv"), ("png", "png"),
        ("svg", "svg"), ("srt", "srt"), ("vtt", "vtt"),
    )
}  # fmt: skip
"""Formats by the endings of files that are to be written."""

FILES = (PAGE, *PICTURES)
"""Formats that a terminal cannot show."""


def open_option(command: Command) -> Command:
    """Add ``--open``."""
    return click.option("--open", "open_it", is_flag=True, help="Show it as a page in your browser.")(command)


def opened_format(format_name: str | None, *, open_it: bool, output: str | None = None) -> str | None:
    """Return the format that was asked for; ``--open`` alone asks for a page, a file for what its name ends in.

    Raises
    ------
    UsageError
        Another format is to be opened, or the file's name ends in one that the command has not.
    """
    if open_it:
        if format_name not in (None, PAGE):
            raise UsageError(f"--open shows a page, not {format_name}.", hint=f"Leave --format out, or say {PAGE}.")
        if output and _by_ending(output) != PAGE:
            raise UsageError(f"--open shows a page, which {output} is not.", hint="Name a file that ends in .html.")
        return PAGE
    if format_name or not output:
        return format_name
    named, offered = _by_ending(output), formats_offered()
    if named and named not in offered:
        endings = ", ".join(ending for ending, name in BY_ENDING.items() if name in offered)
        raise UsageError(
            f"This command writes no {Path(output).suffix} ({output}).",
            hint=f"Name a file that ends in one of {endings}, or a --format.",
        )
    return named


def _by_ending(output: str) -> str | None:
    return BY_ENDING.get(Path(output).suffix.lower())


def goes_home(format_name: str | None, *, output: str | None, open_it: bool) -> bool:
    """Whether a result goes into the home's folder of reports, as it is to be opened, or would fill a terminal."""
    return not output and format_name in FILES and (open_it or sys.stdout.isatty())


def deliver(
    session: Session,
    content: str | bytes,
    *,
    name: str,
    format_name: str | None,
    output: str | None = None,
    open_it: bool = False,
) -> None:
    """Print a result, or write it to a file.

    It goes to the file that was named. What a terminal cannot show goes into the home's folder of reports, under its
    name, and its path is printed; so does a page that is to be opened.
    """
    at_home = goes_home(format_name, output=output, open_it=open_it)
    if not output and not at_home:
        click.echo(content, nl=False)
        return
    data = {file.resolve() for file in (session.config.settings_file, session.config.database)}
    if output and Path(output).resolve() in data:
        raise FileError(f"{output} is what speakstar keeps its data in.", hint="Name another file.")
    path = Path(output) if output else report_files.folder(session.config.reports) / f"{name}.{format_name}"
    report_files.write(path, content)
    if at_home:
        click.echo(path)
    else:
        notice(f"Written: {path}")
    if open_it and not report_files.show_in_browser(path):
        notice(f"No browser could be opened. Open the page yourself: {path}")


def playable(recording: str | Path, format_name: str | None) -> Playable:
    """Begin to make a recording's sound ready for a page, which can go on while it is analysed.

    Returns
    -------
    Playable
        Gives the sound; None for other formats, and where the recording cannot be read.
    """
    if format_name != PAGE:
        return lambda: None
    from concurrent.futures import ThreadPoolExecutor

    from speakstar.adapters.playable import compress

    pool = ThreadPoolExecutor(1)
    compressed = pool.submit(compress, recording)
    pool.shutdown(wait=False)

    def wait() -> PlayableSound | None:
        try:
            return compressed.result()
        except FileError as error:
            notice(f"The page is without sound. {error}")
            return None

    return wait
