"""From the countdown to a recording on disk, with the words already found in it."""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from speakstar.cli import devices, keys, progress, screen
from speakstar.cli.session import Session, notice, now
from speakstar.core.model import Recording
from speakstar.core.ports import Engine
from speakstar.errors import AudioError, SpeakstarError
from speakstar.render.words import clock

if TYPE_CHECKING:
    from speakstar.adapters.flac_file import Packing
    from speakstar.adapters.live import LiveTranscription, Understood
    from speakstar.adapters.recorder_lines import Status
    from speakstar.adapters.recorder_process import RecorderProcess

TICK_S = 0.06
"""Between two looks at keys and recorder, and two drawings of the face: with what drawing takes, 12 a second and more.
A key is felt as at once within 0.1 s (Miller 1968)."""

NOTE_S = 4.0
"""How long a note stays on the face."""


class _Seconds(click.FloatRange):
    """How long to record; NaN and infinity, which Python reads as numbers, are no time."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds: float = super().convert(value, param, ctx)
        if not math.isfinite(seconds):
            self.fail(f"{value} is no time.", param, ctx)
        return seconds


seconds_option = click.option("--seconds", metavar="N", type=_Seconds(min=0.5), help="Stop by itself after N seconds.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was recorded.

    Parameters
    ----------
    recording
        The raw file, complete and on disk.
    archived
        To keep the take in: gives the recording as it will stay (`speakstar.adapters.flac_file.Packing`).
    understood
        What was understood while it was recorded; None where that was not wanted, or failed.
    earlier
        Complete raw files of the starts that the speaker gave up.
    """

    recording: Recording
    archived: AbstractContextManager[Recording]
    understood: Understood | None = None
    earlier: tuple[Recording, ...] = ()


def record(
    session: Session,
    name: str,
    device: str | None,
    seconds: float | None,
    *,
    countdown: bool,
    engine: Engine | None = None,
    captions: bool = False,
) -> Answer:
    """Count down and record into the home, under the time and a name; transcribe meanwhile if there is an engine.

    Raises
    ------
    DeviceError
        There is no microphone, or it fails.
    AudioError
        Nothing was heard; what was recorded is kept.
    click.exceptions.Exit
        The speaker left; what was recorded is kept.
    """
    from speakstar.adapters import microphone
    from speakstar.adapters.flac_file import Packing, replace_raw
    from speakstar.adapters.recorder_process import RecorderProcess

    with ExitStack() as stack:
        recorder = stack.enter_context(RecorderProcess())
        live = _live(stack, engine) if engine else None
        chosen = devices.choose(session, device, recorder.devices())
        recorder.listen(chosen)
        with keys.keyboard(listen=not session.no_input) as read_key:
            if countdown and not session.no_input and not screen.count_down(read_key):
                raise click.exceptions.Exit(0)
            _tell(microphone.level_advice(recorder.check_level(), chosen))
            _announce(session, chosen.name, seconds)
            sitting = _Sitting(session, recorder, name, seconds, live, captions=captions)
            recording, leaves = sitting.run(read_key)
        if leaves:
            _leave(recorder)
        _tell(microphone.WENT_SILENT if sitting.ended_silent else None)
        _tell(microphone.gap_advice(recording))
        advice = microphone.silence_advice(recording)
        if advice:
            kept = replace_raw(Path(recording.path))
            raise AudioError(advice, hint=f"Nothing was transcribed; the recording is kept: {kept}")
        packing = Packing(recording)
        understood = _finished(live, recording, packing) if live else None
        return Answer(recording, packing.archived(), understood, tuple(recorder.kept[:-1]))


def _live(stack: ExitStack, engine: Engine) -> LiveTranscription:
    from speakstar.adapters.listening_process import ListeningProcess
    from speakstar.adapters.live import LiveTranscription

    follower = stack.enter_context(ListeningProcess())
    return stack.enter_context(LiveTranscription(engine, follower))


class _Sitting:
    """A recording that goes on until the speaker stops it, with all its starts."""

    def __init__(
        self,
        session: Session,
        recorder: RecorderProcess,
        name: str,
        seconds: float | None,
        live: LiveTranscription | None,
        *,
        captions: bool,
    ) -> None:
        self._session = session
        self._recorder = recorder
        self._name = name
        self._seconds = seconds
        self._live = live
        self._captions = captions
        self._path = Path()
        self._followed: Path | None = None
        self._note, self._note_s = "", 0.0
        self.ended_silent = False  # who speaks does not look at the screen

    def run(self, read_key: keys.ReadKey) -> tuple[Recording, bool]:
        """Record; returns the last start, and whether the speaker left instead of stopping."""
        with _signals() as end, screen.shown() as show:
            self._begin()
            key = None
            while key not in (keys.ENTER, keys.LEAVE, keys.GONE) and not end.is_asked:
                status = self._recorder.poll()
                if status.state == "finished":
                    break
                self.ended_silent = status.silence == "since"
                self._follow(status)
                show(self._face(status))
                key = read_key(TICK_S)
                self._obey(key, status)
            if key == keys.GONE:
                end.hang_up()
            return self._recorder.stop(), key == keys.LEAVE

    def _begin(self) -> None:
        self._path = _free_path(self._session, self._name)
        self._recorder.record(self._path, seconds=self._seconds)

    def _follow(self, status: Status) -> None:
        if self._live and status.frames and status.path == str(self._path) and self._followed != self._path:
            self._live.follow(self._path, rate_hz=status.rate_hz)
            self._followed = self._path

    def _obey(self, key: str | None, status: Status) -> None:
        if key == keys.SPACE:
            self._recorder.resume() if status.state == "paused" else self._recorder.pause()
        elif key == keys.AGAIN and status.path == str(self._path):
            self._begin()
            self._note, self._note_s = f"Started over; the first {clock(status.length_s)} are kept.", NOTE_S

    def _face(self, status: Status) -> screen.Face:
        from speakstar.adapters import microphone

        paused = status.state == "paused"
        self._note_s -= TICK_S
        face = screen.Face(
            elapsed_s=status.length_s,
            cap_s=self._session.config.cap_s,
            rms=status.rms,
            paused=paused,
            warning=microphone.warning(status) or "",
            note=self._note if self._note_s > 0 else "",
            captions=self._live.text if self._captions and self._live else None,
            keys=screen.KEYS_PAUSED if paused else screen.KEYS,
        )
        return replace(face, keys=screen.NO_KEYS) if self._session.no_input else face


class _End:
    """Whether something asked for the end; and what happens when the terminal closes.

    What is printed from then on goes nowhere, and the take is made all the same.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self.is_cut_off = False
        self._terminals = [stream for stream in (sys.stdout, sys.stderr) if stream.isatty()]

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Handle a signal."""
        self.is_asked = True
        if number == getattr(signal, "SIGHUP", None):
            self.hang_up()

    def hang_up(self) -> None:
        """Let the program go on without its terminal."""
        self.is_cut_off = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in self._terminals:
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def _signals() -> Iterator[_End]:
    """Let the signals that ask for an end stop the recording in order, instead of tearing it down."""
    end = _End()
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, end.note) for number in numbers}
    try:
        yield end
    finally:
        for number, handler in before.items():
            hangs_up = number == getattr(signal, "SIGHUP", None)
            signal.signal(number, signal.SIG_IGN if hangs_up and end.is_cut_off else handler)


def _free_path(session: Session, name: str) -> Path:
    """Return a path that is not taken: who starts over at once does so within the same second."""
    from speakstar.adapters import recordings

    moment = now()
    while (path := recordings.new_path(session.config.recordings, moment, name).absolute()).exists():
        moment += timedelta(seconds=1)
    return path


def _announce(session: Session, device: str, seconds: float | None) -> None:
    what = f"Recording for {seconds:.0f} s" if seconds else "Recording"
    hint = "" if sys.stderr.isatty() else f" {'Ctrl-C' if session.no_input else 'Enter'} stops and keeps it."
    notice(f"{what} from {device}.{hint}")


def _finished(live: LiveTranscription, recording: Recording, packing: Packing) -> Understood | None:
    try:
        with progress.bar(recording) as advance:
            return live.finish(recording, progress=advance, meanwhile=packing.start)
    except (SpeakstarError, KeyboardInterrupt):
        tell_safe(recording)
        raise


def _leave(recorder: RecorderProcess) -> None:
    from speakstar.adapters.flac_file import replace_raw

    for kept in recorder.kept:
        notice(f"Kept without a report: {replace_raw(Path(kept.path))}")
    notice("For a report after all: speakstar takes recover")
    raise click.exceptions.Exit(0)


def tell_safe(recording: Recording) -> None:
    """Say that a recording is on disk, whatever happened."""
    notice(f"The recording is safe. Review it again: speakstar review '{recording.path}'")


def _tell(advice: str | None) -> None:
    if advice:
        notice(advice)
