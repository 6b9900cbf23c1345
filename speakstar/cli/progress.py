"""Progress on standard error, for recordings long enough to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from speakstar.core.model import Recording
from speakstar.core.ports import Progress

LONG_S = 20.0
"""Shorter recordings are done before a bar is read."""


@contextmanager
def bar(recording: Recording) -> Iterator[Progress | None]:
    """Show how much of a recording is transcribed; nothing when it is short or nobody looks."""
    if recording.duration_s < LONG_S or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Transcribing"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=recording.duration_s)
        yield lambda done_s, _total_s: shown.update(task, completed=done_s)


@contextmanager
def download(name: str) -> Iterator[Callable[[float, float], None] | None]:
    """Show how much of a model is here; nothing when nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(name), BarColumn(), TextColumn("{task.completed:.0f} of {task.total:.0f} MB"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=None)
        yield lambda done_mb, total_mb: shown.update(task, completed=done_mb, total=total_mb)
