"""``review``, ``check`` and ``report``: look at an answer that exists already."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from speakstar import app
from speakstar.cli import progress
from speakstar.cli.pages import Playable, deliver, open_option, opened_format, playable
from speakstar.cli.session import (
    COUNTED_FROM_THE_END,
    Session,
    chosen_format,
    format_option,
    format_option_with,
    model_option,
    notice,
    page,
)
from speakstar.core.model import Recording, Take, Transcript
from speakstar.errors import FileError, SpeakstarError, UsageError
from speakstar.render import CAPTIONS

if TYPE_CHECKING:
    from speakstar.adapters.word_files import WordFile

LATE_S = 1.0
"""Word times may be that much off; a word further past the end of the sound is another recording's."""


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--story", metavar="STORY", help="The story that is told (speakstar stories list).")
@click.option(
    "--transcript",
    metavar="WORDS.json",
    help="Take the words from here (JSON of any Whisper); no model is used.",
)
@click.option("--partial", is_flag=True, help="Accept a file that is cut off, and review what is there.")
@model_option
@format_option_with(CAPTIONS)
@click.pass_obj
def review(
    session: Session,
    files: tuple[str, ...],
    story: str | None,
    transcript: str | None,
    partial: bool,
    model: str | None,
    format_name: str | None,
) -> int:
    """Report on answers recorded elsewhere.

    Each becomes a take, with the time of its file; the files stay where they are.

    --transcript reads what openai-whisper, whisper-timestamped, WhisperX, faster-whisper and whisper.cpp write as JSON,
    and lists of {"text", "start_s", "end_s"}. Words that a model made up are shown, and not counted.
    """
    if transcript and len(files) > 1:
        raise UsageError("--transcript belongs to one recording.", hint=f"{len(files)} files were given.")
    prompt = app.choose_prompt(session.store, story=story) if story else None
    reviewer = _Reviewer(session, prompt, model, transcript, partial)
    failures = 0
    for file in files:
        sound = playable(file, format_name)
        try:
            take = reviewer.take(Path(file))
        except SpeakstarError as error:
            if len(files) == 1:
                raise
            notice(f"speakstar: {error}")
            failures += 1
            continue
        _tell_twice(session, take)
        show(session, take, format_name, sound=sound)
    return 1 if failures else 0


@click.command()
@click.argument("file", metavar="FILE|-")
@format_option
@click.pass_obj
def check(session: Session, file: str, format_name: str | None) -> None:
    """Check an answer in writing.

    The checklist alone: no sound, no speech model, nothing is kept.
    """
    checked = app.check_text(_read_text(file), star=session.star, filler_words=session.config.filler_words)
    text = chosen_format(format_name).check(checked, page())
    deliver(session, text, name="check", format_name=format_name)


@click.command(context_settings=COUNTED_FROM_THE_END)
@click.argument("take", default="last")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@open_option
@format_option_with(CAPTIONS)
@click.pass_obj
def report(session: Session, take: str, output: str | None, open_it: bool, format_name: str | None) -> None:
    """Show a stored take again; TAKE is an id, last, -1, -2 ...

    As a page (html) it plays your voice at the word you click.
    """
    show(session, app.find_take(session.store, take), format_name, output=output, open_it=open_it)


def show(
    session: Session,
    take: Take,
    format_name: str | None,
    *,
    output: str | None = None,
    open_it: bool = False,
    sound: Playable | None = None,
) -> None:
    """Print the report on a take, or write it to a file; ``sound`` is that of its page, if it is being made already."""
    format_name = opened_format(format_name, open_it=open_it, output=output)
    if app.outdated(take):
        notice(f"Take {take.id} was analysed by earlier rules. Bring it up to date: speakstar reanalyse {take.id}")
    sound = sound or playable(take.recording.path, format_name)
    shown = page(sound=sound())
    text = chosen_format(format_name).report(app.report(session.store, take), shown)
    deliver(session, text, name=f"take-{take.id}", format_name=format_name, output=output, open_it=open_it)
    if take.analysis.review.kind != "story" and not take.analysis.review.marked:
        notice(f"If you did tell a story, say so: speakstar takes mark {take.id} story.told yes")


class _Reviewer:
    """Turns files into takes, loading the speech model once."""

    def __init__(
        self,
        session: Session,
        prompt: app.Prompt | None,
        model: str | None,
        transcript: str | None,
        partial: bool,
    ) -> None:
        self.session = session
        self.prompt = prompt
        self.partial = partial
        self.words = _read_words(Path(transcript)) if transcript else None
        self.engine = None if self.words else session.engine(session.model(model))

    def take(self, path: Path) -> Take:
        from speakstar.adapters import audio_files

        recording = audio_files.probe(path, partial=self.partial)
        recorded_at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        store, coach = self.session.store, self.session.coach
        if self.words is not None:
            transcript = _with_speech(self.words, recording)
            return app.keep(store, coach, recording, transcript, recorded_at=recorded_at, prompt=self.prompt)
        assert self.engine is not None
        with progress.bar(recording) as advance:
            return app.review(
                store,
                coach,
                recording,
                engine=self.engine,
                recorded_at=recorded_at,
                prompt=self.prompt,
                progress=advance,
            )


def _tell_twice(session: Session, take: Take) -> None:
    """Tell of an earlier take of the same file: trends would count the answer twice."""
    told = (take.recording.path, take.recording.duration_s)
    for earlier in session.store.takes():
        if earlier.id != take.id and (earlier.recording.path, earlier.recording.duration_s) == told:
            notice(
                f"Take {earlier.id} is of this file, too, and trends count both. To forget that one: "
                f"speakstar takes delete {earlier.id}"
            )


def _read_words(path: Path) -> WordFile:
    from speakstar.adapters import word_files

    found = word_files.read(path)
    for text in found.notices:
        notice(text)
    return found


def _with_speech(words: WordFile, recording: Recording) -> Transcript:
    """Measure the voice under words that a speech model wrote, as it may have made some of them up."""
    from speakstar.adapters import audio_files, voice

    if not words.by_model:
        _tell_late(words.transcript, recording)
        return words.transcript
    speech = voice.find_voice(audio_files.decode(Path(recording.path))).speech
    return replace(words.transcript, speech=tuple(span for span in speech if span.start_s < recording.duration_s))


def _tell_late(transcript: Transcript, recording: Recording) -> None:
    """Tell of words that a person timed and that come after the end: they may belong to another recording."""
    late = sum(word.start_s > recording.duration_s + LATE_S for word in transcript.words)
    if late:
        notice(
            f"{late} of the transcript's {len(transcript.words)} words come after the end of the sound "
            f"({recording.duration_s:.1f} s). Is it the transcript of this recording?"
        )


def _read_text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise FileError(
            f"{file} cannot be read: {error.strerror}.", hint="Name a text file, or - for standard input."
        ) from error
    if b"\0" in raw:
        raise FileError(f"{file} is not text.", hint="check wants a transcript; for audio: speakstar review FILE.")
    text = raw.decode("utf-8", errors="replace").strip()
    if not text:
        raise FileError(f"{file} holds no text.", hint="Type or paste the answer's words.")
    return text
