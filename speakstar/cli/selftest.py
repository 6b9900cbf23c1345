"""``selftest``: how well it hears you."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import click

from speakstar import app
from speakstar.adapters.recordings import SELFTEST
from speakstar.cli import progress
from speakstar.cli.recording import record, seconds_option
from speakstar.cli.session import Session, chosen_format, format_option, model_option, notice, page
from speakstar.core.model import Recording
from speakstar.core.selftest import MARKED, SCRIPT, Reading
from speakstar.errors import AudioError, SpeakstarError
from speakstar.render.page import Row
from speakstar.render.words import clean, exact_clock, many

TASK = "Read this aloud, at your usual pace. Say what stands in [brackets] the way you hesitate, long or short."

WIDEST = 88
"""Columns of the text to read; longer lines are hard to read aloud."""

LEAST_READ = 0.3
"""Less of the words is not this text, or a model that cannot follow the speaker."""

GOOD, FAIR = 0.85, 0.6
"""Shares found from which a count can be taken as it is, or as a part of the truth."""

MANY_FALSE = 2
"""One in ten may be a slip of the tongue."""


@click.group()
def selftest() -> None:
    """Measure how well it hears you."""


@selftest.command("fillers")
@click.option("--from-file", metavar="FILE", help="Take the reading from FILE instead of the microphone.")
@seconds_option
@click.option("--device", metavar="NAME", help="Microphone, by a part of its name; remembered.")
@click.option("--no-countdown", is_flag=True, help="Record at once (Enter skips the countdown, too).")
@model_option
@format_option
@click.pass_obj
def fillers(
    session: Session,
    from_file: str | None,
    seconds: float | None,
    device: str | None,
    no_countdown: bool,
    model: str | None,
    format_name: str | None,
) -> None:
    """Read ten marked hesitations aloud and see how many are found.

    Takes a minute. No take is stored; the recording stays on disk.
    """
    engine = session.engine(session.model(model))
    _show_script()
    if from_file:
        recording = _probe(Path(from_file))
    else:
        recording = record(session, SELFTEST, device, seconds, countdown=not no_countdown).recording
    try:
        with progress.bar(recording) as advance:
            reading = app.assess_reading(session.coach, recording, engine=engine, progress=advance)
    except (SpeakstarError, KeyboardInterrupt):
        notice(f"The recording is safe: {recording.path}")
        raise
    _refuse_other_texts(reading, recording)
    click.echo(chosen_format(format_name).listing("hesitations", _rows(reading), page()), nl=False)
    if format_name != "json":
        click.echo("\n".join(["", *map(_wrapped, conclusions(reading))]))


def _show_script() -> None:
    """Show the text, with its hesitations in bold."""
    notice(_wrapped(TASK) + "\n")
    text = MARKED.sub(lambda mark: click.style(mark.group(), bold=True), _wrapped(SCRIPT, indent="  "))
    notice(text + "\n")


def _wrapped(text: str, *, indent: str = "") -> str:
    width = min(WIDEST, shutil.get_terminal_size().columns - 1)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def _probe(path: Path) -> Recording:
    from speakstar.adapters import audio_files

    return audio_files.probe(path)


def _refuse_other_texts(reading: Reading, recording: Recording) -> None:
    if reading.read < LEAST_READ:
        raise AudioError(
            f"Only {reading.read:.0%} of the text's words were recognised in {recording.path}.",
            hint="Read the text above in full, closer to the microphone, or try a larger model: speakstar models list",
        )


def _rows(reading: Reading) -> list[Row]:
    rows: list[Row] = [
        {
            "number": one.number,
            "words": f"{one.before} [{one.text}] {one.after}",
            "found": one.found,
            "at": exact_clock(one.start_s),
        }
        for one in reading.hesitations
    ]
    return rows + [
        {"number": None, "words": clean(f"[{one.text}]"), "found": "false", "at": exact_clock(one.start_s)}
        for one in reading.false
    ]


def conclusions(reading: Reading) -> list[str]:
    """Say what a reading shows, and what follows for the speaker's reports."""
    low, high = reading.recall_range
    lines = [
        f"{reading.certain} of {reading.assessed} hesitations are counted: {reading.count('words')} heard in the words "
        f"alone, {reading.count('sound')} in the sound alone, {reading.count('both')} in both.",
        f"{reading.count('possible')} more would be shown as possible, {reading.count('missed')} missed, "
        f"{many(len(reading.false), 'false one')} counted.",
    ]
    if reading.count("unread"):
        lines.append(f"{reading.count('unread')} could not be judged: the words around them were not recognised.")
    lines.append(f"Of your hesitations between {low:.0%} and {high:.0%} are found, as far as ten can tell.")
    return [*lines, _advice(reading)]


def _advice(reading: Reading) -> str:
    share = reading.certain / reading.assessed if reading.assessed else 0.0
    if len(reading.false) >= MANY_FALSE:
        return (
            "More hesitations were counted than the text has. If you did not say them, your reports count too many: "
            "try a quieter room or a larger model (speakstar models list)."
        )
    if share >= GOOD:
        return "Your reports can be taken as they are."
    if share >= FAIR:
        return (
            f"Your reports miss some: where one counts {reading.certain}, you said about {reading.assessed}. "
            "Compare your takes with one another."
        )
    return (
        "Your reports miss too many to trust the count. Come closer to the microphone, find a quieter room, "
        "or try a larger model (speakstar models list)."
    )
