"""``practice``: the question, the countdown, the recording, the report."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from speakstar import app
from speakstar.cli import progress, recover, screen
from speakstar.cli.pages import playable
from speakstar.cli.recording import Answer, record, seconds_option, tell_safe
from speakstar.cli.review import show
from speakstar.cli.session import Session, format_option, model_option, notice, now
from speakstar.core.model import Recording, Take
from speakstar.core.ports import Engine
from speakstar.errors import SpeakstarError

POCKET_NOTICE = "pocket-hears-a-microphone"


@click.command()
@click.argument("story", required=False)
@click.option("--question", metavar="QUESTION", help="Ask this question (speakstar questions list).")
@seconds_option
@click.option("--device", metavar="NAME", help="Microphone, by a part of its name; remembered.")
@click.option("--from-file", metavar="FILE", help="Take the answer from FILE instead of the microphone.")
@click.option("--mock", is_flag=True, help="As in the interview: the question alone, without the cues.")
@click.option("--no-countdown", is_flag=True, help="Record at once (Enter skips the countdown, too).")
@click.option("--captions", is_flag=True, help="Show the words as they are understood (it may distract you).")
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
    captions: bool,
    model: str | None,
    format_name: str | None,
) -> None:
    """Answer a question aloud and see the report.

    Without STORY the theme that you practised least is asked for. While recording, Enter stops and keeps, Space pauses,
    r starts over (the start that you give up is kept), q leaves without a report. Ctrl-C stops and keeps, too.
    """
    from speakstar.adapters.flac_file import replace_raw

    recover.offer(session)
    prompt = app.choose_prompt(session.store, story=story, question=question)
    chosen = session.model(model)
    screen.show_prompt(prompt, cues=not mock)
    recorded_at = now()
    engine = session.engine(chosen)
    if from_file:
        recording = _probe(Path(from_file))
        answer = Answer(recording, nullcontext(recording))
    else:
        name = prompt.story.id if prompt.story else prompt.question.id
        session.warm(format_name)
        answer = record(session, name, device, seconds, countdown=not no_countdown, engine=engine, captions=captions)
        if chosen.origin == "embedded" and session.store.once(POCKET_NOTICE):
            notice(
                f"The embedded model {chosen.name} learned from synthetic voices and will mishear yours. "
                "For human speech: speakstar models get small.en"
            )
    with answer.archived as kept:
        sound = playable(kept.path, format_name)
        take = _review(session, kept, answer, recorded_at, prompt, engine)
    show(session, take, format_name, sound=sound)
    for given_up in answer.earlier:
        notice(f"The start that you gave up is kept: {replace_raw(Path(given_up.path))}")


def _review(
    session: Session, recording: Recording, answer: Answer, recorded_at: datetime, prompt: app.Prompt, engine: Engine
) -> Take:
    """Keep the take, with the transcript made while recording if there is one."""
    try:
        understood = answer.understood
        with progress.bar(recording) if understood is None else nullcontext() as advance:
            return app.keep(
                session.store,
                session.coach,
                recording,
                understood.transcript if understood else engine.transcribe(recording, progress=advance),
                recorded_at=recorded_at,
                prompt=prompt,
                sound=understood.sound if understood else None,
            )
    except (SpeakstarError, KeyboardInterrupt):
        tell_safe(recording)
        raise


def _probe(path: Path) -> Recording:
    from speakstar.adapters import audio_files

    return audio_files.probe(path)
