"""``practice``: the question, the countdown, the recording, the report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from speakstar import app
from speakstar.cli import devices, progress, screen
from speakstar.cli.review import show
from speakstar.cli.session import Session, format_option, model_option, notice, now
from speakstar.core.model import Recording, Take
from speakstar.core.ports import Engine
from speakstar.errors import AudioError, SpeakstarError

POCKET_NOTICE = "pocket-hears-a-microphone"


@click.command()
@click.argument("story", required=False)
@click.option("--question", metavar="QUESTION", help="Ask this question (speakstar questions list).")
@click.option("--seconds", metavar="N", type=click.FloatRange(min=0.5), help="Stop by itself after N seconds.")
@click.option("--device", metavar="NAME", help="Microphone, by a part of its name; remembered.")
@click.option("--from-file", metavar="FILE", help="Take the answer from FILE instead of the microphone.")
@click.option("--mock", is_flag=True, help="As in the interview: the question alone, without the cues.")
@click.option("--no-countdown", is_flag=True, help="Record at once (Enter skips the countdown, too).")
@model_option
@format_option
@click.pass_obj
def practice(
    session: Session,
    story: str | None,
    question: str | None,
    seconds: float | None,
    device: str | None,
    from_file: str | None,
    mock: bool,
    no_countdown: bool,
    model: str | None,
    format_name: str | None,
) -> None:
    """Answer a question aloud and see the report.

    Without STORY the theme that you practised least is asked for.
    """
    prompt = app.choose_prompt(session.store, story=story, question=question)
    chosen = session.model(model)
    screen.show_prompt(prompt, cues=not mock)
    recorded_at = now()
    if from_file:
        recording = _probe(Path(from_file))
    else:
        recording = _record(session, prompt, device, seconds, countdown=not no_countdown)
        if chosen.origin == "embedded" and session.store.once(POCKET_NOTICE):
            notice(
                f"The embedded model {chosen.name} learned from synthetic voices and will mishear yours. "
                "For human speech: speakstar models get small.en"
            )
    take = _review(session, recording, recorded_at, prompt, session.engine(chosen))
    show(session, take, format_name)


def _record(
    session: Session, prompt: app.Prompt, device: str | None, seconds: float | None, *, countdown: bool
) -> Recording:
    from speakstar.adapters import microphone

    chosen = devices.choose(session, device)
    enter = screen.EnterKey(listen=not session.no_input)
    if countdown and not session.no_input:
        screen.count_down(enter)
    path = _new_file(session.config.recordings, prompt, now())
    stops = f"Recording for {seconds:.0f} s" if seconds else "Recording"
    notice(f"{stops} from {chosen.name}. {'Ctrl-C' if session.no_input else 'Enter'} stops and keeps it.")
    with screen.meter(session.config.cap_s) as on_level:
        recorder = microphone.Microphone(
            path, device=chosen, seconds=seconds, should_stop=enter.pressed, on_level=on_level
        )
        recording = recorder.record()
    notice(f"Kept: {path}")
    lost = microphone.gap_advice(recorder.gap_s)
    if lost:
        notice(lost)
    advice = microphone.silence_advice(recording)
    if advice:
        raise AudioError(advice, hint=f"Nothing was transcribed; the recording is kept: {path}")
    return recording


def _review(session: Session, recording: Recording, recorded_at: datetime, prompt: app.Prompt, engine: Engine) -> Take:
    try:
        with progress.bar(recording) as advance:
            return app.review(
                recording,
                engine=engine,
                listener=session.listener,
                store=session.store,
                recorded_at=recorded_at,
                prompt=prompt,
                cap_s=session.config.cap_s,
                progress=advance,
            )
    except (SpeakstarError, KeyboardInterrupt):
        notice(f"The recording is safe. Review it again: speakstar review '{recording.path}'")
        raise


def _probe(path: Path) -> Recording:
    from speakstar.adapters import audio_files

    return audio_files.probe(path)


def _new_file(folder: Path, prompt: app.Prompt, moment: datetime) -> Path:
    name = prompt.story.id if prompt.story else prompt.question.id
    return folder / f"{moment:%Y-%m-%dT%H-%M-%S}-{name}.wav"
