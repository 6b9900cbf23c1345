"""What the speaker sees, on standard error: question and cues, countdown, clock and level."""

from __future__ import annotations

import math
import queue
import shutil
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from speakstar.app import Prompt
from speakstar.core.checklist import ITEMS
from speakstar.render.words import clean, clock

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTDOWN = (3, 2, 1)
LAND_S = 15.0
"""Seconds before the cap at which the speaker is told to land the answer (75 s of 90 s)."""
FLOOR_DBFS = -60.0
"""The quietest level on the meter; room noise lies about there."""
METER_WIDTH = 20
CUE_INDENT = 13


class EnterKey:
    """Counts presses of Enter, without stopping anything else.

    A thread waits on standard input; it is a daemon because nothing can wake it at the end.
    """

    def __init__(self, *, listen: bool) -> None:
        self._presses: queue.SimpleQueue[None] = queue.SimpleQueue()
        if listen:
            threading.Thread(target=self._listen, daemon=True).start()

    def pressed(self, *, wait_s: float = 0.0) -> bool:
        """Take one press off the queue; waits for it at most ``wait_s`` seconds."""
        try:
            self._presses.get(timeout=wait_s) if wait_s else self._presses.get_nowait()
        except queue.Empty:
            return False
        return True

    def _listen(self) -> None:
        while sys.stdin.readline():
            self._presses.put(None)


def show_prompt(prompt: Prompt, *, cues: bool) -> None:
    """Show the question and, as cues, what a full answer says."""
    click.echo(err=True)
    click.secho(_wrapped(prompt.question.text), bold=True, err=True)
    if prompt.story:
        click.echo(_wrapped(f"Your story: {prompt.story.title}"), err=True)
    if cues:
        click.echo(err=True)
        for section, texts in _cues().items():
            click.echo(_wrapped(f"  {section:<{CUE_INDENT - 2}}{' '.join(texts)}", indent=CUE_INDENT), err=True)
    click.echo(err=True)


def count_down(enter: EnterKey) -> None:
    """Count 3-2-1; Enter skips the rest."""
    click.echo("Starting in", nl=False, err=True)
    for number in COUNTDOWN:
        click.echo(f" {number}", nl=False, err=True)
        if enter.pressed(wait_s=1.0):
            break
    click.echo("", err=True)


@contextmanager
def meter(cap_s: float) -> Iterator[Callable[[float, float, float], None]]:
    """Show the clock counting up, the level, and cues near the cap.

    Yields
    ------
    callable
        Takes seconds recorded, and the peak and root mean square of the last stretch (full scale 1.0).
    """
    if not sys.stderr.isatty():
        yield _Cues(cap_s).tell
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    with Live(Text(), console=Console(stderr=True, highlight=False), auto_refresh=False) as live:
        yield lambda elapsed_s, peak, rms: live.update(
            Text.from_ansi(status_line(elapsed_s, cap_s, peak=peak, rms=rms)), refresh=True
        )


def level_dbfs(amplitude: float) -> float:
    """Convert a linear amplitude (full scale 1.0) into decibels, no lower than the meter's floor."""
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS


def status_line(elapsed_s: float, cap_s: float, *, peak: float, rms: float) -> str:
    """Draw the clock, the level and the cue that is due; ``peak`` and ``rms`` are linear, full scale 1.0."""
    dbfs = level_dbfs(rms)
    filled = round((1 - dbfs / FLOOR_DBFS) * METER_WIDTH)
    color = "red" if elapsed_s >= cap_s else "yellow" if elapsed_s >= cap_s - LAND_S else "green"
    time_text = click.style(f"● {clock(elapsed_s)} / {clock(cap_s)}", fg=color, bold=True)
    bar = "█" * filled + "·" * (METER_WIDTH - filled)
    warning = click.style("  too loud", fg="red") if peak >= 1.0 else ""
    return f"{time_text}  {bar} {dbfs:4.0f} dB{warning}  {_cue(elapsed_s, cap_s)}"


def _cue(elapsed_s: float, cap_s: float) -> str:
    if elapsed_s >= cap_s:
        return f"{clock(cap_s)} is over: finish your sentence. Enter stops."
    if elapsed_s >= cap_s - LAND_S:
        return f"{cap_s - elapsed_s:.0f} s left: the result and the lesson."
    return "Enter stops."


class _Cues:
    """Without a terminal: one line at each cue, none for the level."""

    def __init__(self, cap_s: float) -> None:
        self._due = [(cap_s - LAND_S, f"{LAND_S:.0f} s left."), (cap_s, f"{clock(cap_s)} is over.")]

    def tell(self, elapsed_s: float, _peak: float, _rms: float) -> None:
        while self._due and elapsed_s >= self._due[0][0]:
            click.echo(self._due.pop(0)[1], err=True)


def _wrapped(text: str, *, indent: int = 0) -> str:
    width = max(2 * CUE_INDENT, shutil.get_terminal_size().columns - 1)
    return textwrap.fill(clean(text), width, subsequent_indent=" " * indent)


def _cues() -> dict[str, list[str]]:
    by_section: dict[str, list[str]] = {}
    for item in ITEMS:
        by_section.setdefault(item.section, []).append(item.cue)
    return by_section
