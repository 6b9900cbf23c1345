"""What the speaker sees, on standard error: question and cues, countdown, and the face of the recording."""

from __future__ import annotations

import math
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from speakstar.app import Prompt
from speakstar.cli.keys import ENTER, GONE, LEAVE, ReadKey
from speakstar.core.checklist import ITEMS
from speakstar.render.words import clean, clock

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

COUNTDOWN = (3, 2, 1)
LAND_S = 15.0
"""Seconds before the cap at which the speaker is told to land the answer (75 s of 90 s)."""
FLOOR_DBFS = -60.0
"""The quietest level on the meter; room noise lies about there."""
BAR_WIDTH = 30
CUE_INDENT = 13
CAPTION_LINES = 2
KEYS = "Enter stop and keep · Space pause · r start over · q leave"
KEYS_PAUSED = "Space go on · Enter stop and keep · r start over · q leave"
NO_KEYS = "Ctrl-C stop and keep"


@dataclass(frozen=True, slots=True)
class Face:
    """One moment of a recording.

    Parameters
    ----------
    elapsed_s, cap_s
        Seconds recorded, and seconds that an answer may take.
    rms
        Loudness of the last moment, linear, full scale 1.0.
    paused
        Whether nothing is kept right now.
    warning, note
        What is wrong with the sound; what else there is to say. "" for nothing.
    captions
        The words so far; None when they are not wanted.
    keys
        What may be pressed.
    """

    elapsed_s: float
    cap_s: float
    rms: float = 0.0
    paused: bool = False
    warning: str = ""
    note: str = ""
    captions: str | None = None
    keys: str = KEYS


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


def count_down(read_key: ReadKey) -> bool:
    """Count 3-2-1; Enter skips the rest. Returns False when the speaker left."""
    click.echo("Starting in", nl=False, err=True)
    key = None
    for number in COUNTDOWN:
        click.echo(f" {number}", nl=False, err=True)
        key = read_key(1.0)
        if key in (ENTER, LEAVE, GONE):
            break
    click.echo("", err=True)
    return key not in (LEAVE, GONE)


@contextmanager
def shown() -> Iterator[Callable[[Face], None]]:
    """Keep a face on the terminal for as long as the ``with`` block lasts; without a terminal say the cues alone."""
    if not sys.stderr.isatty():
        yield _Cues().tell
        return
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True, highlight=False)
    with Live(
        console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as live:

        def draw(face: Face) -> None:
            with suppress(OSError):  # the terminal is gone; the signal that says so is under way
                live.update(drawn(face, console), refresh=True)

        yield draw


def drawn(face: Face, console: Console) -> Text:
    """Draw a face: always the same number of lines, so that nothing jumps."""
    from rich.text import Text

    width = console.width - 1
    plain = not (console.encoding or "").startswith("utf")
    lines = [*_clock_lines(face, width), Text(), _level_line(face)]
    lines.append(Text(face.warning, style="red") if face.warning else Text(face.note, style="dim"))
    if face.captions is not None:
        lines += [Text(), *(Text(line, style="italic") for line in _last_lines(face.captions, width))]
    lines += [Text(), *(Text(line, style="dim") for line in textwrap.wrap(face.keys, width))]
    for line in lines:
        line.truncate(width)
    drawing = Text("\n").join(lines)
    return Text(drawing.plain.translate(_PLAIN), spans=drawing.spans) if plain else drawing


_PLAIN = str.maketrans({"●": "*", "‖": "=", "━": "#", "─": "-", "┃": "|", "█": "#", "·": "."})


def _clock_lines(face: Face, width: int) -> list[Text]:
    """Draw the time over the cap on a bar, with marks where it is time to land and where it is over."""
    from rich.text import Text

    late, over = face.elapsed_s >= face.cap_s - LAND_S, face.elapsed_s >= face.cap_s
    color = "magenta" if over else "yellow" if late else "green"
    head = Text().append(*(("‖ paused  ", "bold yellow") if face.paused else ("● ", "bold red")))
    head.append(f"{clock(face.elapsed_s)} / {clock(face.cap_s)}  ", style=f"bold {color}")
    room = max(10, min(BAR_WIDTH, width - len(head)))
    filled = min(room, int(face.elapsed_s / face.cap_s * room))
    head.append("━" * filled, style=color)
    head.append("─" * (room - filled), style="dim")
    mark = max(0, int((face.cap_s - LAND_S) / face.cap_s * room) - filled)
    if mark and face.cap_s > LAND_S:
        at = len(head) - room + filled + mark
        head = head[:at] + Text("┃", style="yellow") + head[at + 1 :]
    return [head, Text(_cue(face), style=color if late else "dim")]


def _level_line(face: Face) -> Text:
    from rich.text import Text

    dbfs = level_dbfs(0.0 if face.paused else face.rms)
    filled = round((1 - dbfs / FLOOR_DBFS) * BAR_WIDTH)
    line = Text("level  ", style="dim")
    line.append("█" * filled, style="red" if face.warning else "green")
    return line.append("·" * (BAR_WIDTH - filled), style="dim").append(f" {dbfs:4.0f} dB", style="dim")


def level_dbfs(amplitude: float) -> float:
    """Convert a linear amplitude (full scale 1.0) into decibels, no lower than the meter's floor."""
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS


def _cue(face: Face) -> str:
    if face.elapsed_s >= face.cap_s:
        return f"{clock(face.cap_s)} is over: finish your sentence."
    if face.elapsed_s >= face.cap_s - LAND_S:
        return f"{face.cap_s - face.elapsed_s:.0f} s left: the result and the lesson."
    return ""


def _last_lines(text: str, width: int) -> list[str]:
    lines = textwrap.wrap(clean(text), width)[-CAPTION_LINES:]
    return lines + [""] * (CAPTION_LINES - len(lines))


class _Cues:
    """Without a terminal: one line at each cue and each new warning, none for the level."""

    def __init__(self) -> None:
        self._said = {""}

    def tell(self, face: Face) -> None:
        left_s = face.cap_s - face.elapsed_s
        cue = f"{clock(face.cap_s)} is over." if left_s <= 0 else f"{LAND_S:.0f} s left." if left_s <= LAND_S else ""
        for text in (cue, face.warning):
            if text not in self._said:
                self._said.add(text)
                click.echo(text, err=True)


def _wrapped(text: str, *, indent: int = 0) -> str:
    width = max(2 * CUE_INDENT, shutil.get_terminal_size().columns - 1)
    return textwrap.fill(clean(text), width, subsequent_indent=" " * indent)


def _cues() -> dict[str, list[str]]:
    by_section: dict[str, list[str]] = {}
    for item in ITEMS:
        by_section.setdefault(item.section, []).append(item.cue)
    return by_section
