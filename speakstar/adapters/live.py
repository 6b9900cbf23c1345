"""Understanding a recording while it is made: its words, and behind them what a second listening finds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from speakstar.adapters.growing_sound import LOOK_S, GrowingSound, step_back
from speakstar.core.model import Recording, Sound, Transcript, Word
from speakstar.core.ports import Dictation, Engine, Progress

LEAVE_S = 2.0
"""How long a clip under way is waited for when nobody wants its words any more."""


class Follower(Protocol):
    """What listens a second time, behind the words: `speakstar.adapters.listening_process.ListeningProcess`."""

    def follow(self, path: Path, *, rate_hz: int) -> None:
        """Listen to a growing recording from its beginning."""
        ...

    def read(self, first: int, words: Sequence[Word], *, certain_s: float, read_s: float) -> None:
        """Take what was understood so far."""
        ...

    def finish(self, recording: Recording, transcript: Transcript, *, progress: Progress | None = None) -> Sound | None:
        """Wait for the result; None where it failed."""
        ...


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of a recording; ``sound`` is None where nobody listened a second time, or that failed."""

    transcript: Transcript
    sound: Sound | None


class LiveTranscription:
    """Follows one recording at a time, in a thread of low priority. Used in a ``with`` block.

    Parameters
    ----------
    engine
        Its model is loaded at once, in the background.
    follower
        What listens a second time, if anything shall.
    """

    def __init__(self, engine: Engine, follower: Follower | None = None) -> None:
        self._engine = engine
        self._follower = follower
        self._told = 0, 0.0  # the words that the follower knows and that stay, and how far it knows any
        self._wake = threading.Condition()
        self._source: tuple[Path, int] | None = None
        self._recording: Recording | None = None
        self._leaving = False
        self._dictation: Dictation | None = None
        self._transcript: Transcript | None = None
        self._thread = threading.Thread(target=self._work, name="transcription", daemon=True)
        self._thread.start()

    def __enter__(self) -> LiveTranscription:
        return self

    def __exit__(self, *_error: object) -> None:
        self._tell(lambda: setattr(self, "_leaving", True))
        self._thread.join(LEAVE_S)

    def follow(self, path: Path, *, rate_hz: int) -> None:
        """Transcribe a growing recording of the recorder's (mono, 16 bit) from its beginning; forget any before."""
        self._tell(lambda: setattr(self, "_source", (path.absolute(), rate_hz)))

    @property
    def text(self) -> str:
        """What was understood so far, in the model's raw words."""
        dictation = self._dictation
        return " ".join(word.text for word in dictation.words) if dictation else ""

    def finish(
        self, recording: Recording, *, progress: Progress | None = None, meanwhile: Callable[[], None] = lambda: None
    ) -> Understood | None:
        """Wait until all of the recording that was followed, complete by now, is transcribed and listened to again.

        Parameters
        ----------
        recording
            What was followed.
        progress
            Told how far it is.
        meanwhile
            Called when the words are there: the model works with all cores, the second listening with one.

        Returns
        -------
        Understood or None
            None where transcribing failed, for whatever reason: then transcribe the file.
        """
        self.follow(Path(recording.path), rate_hz=recording.sample_rate_hz)
        self._tell(lambda: setattr(self, "_recording", recording))
        while self._thread.is_alive():
            self._thread.join(LOOK_S)
            dictation = self._dictation
            if progress and dictation:
                progress(min(dictation.done_s, recording.duration_s), recording.duration_s)
        transcript = self._transcript
        meanwhile()
        if transcript is None:
            return None
        sound = self._follower.finish(recording, transcript, progress=progress) if self._follower else None
        return Understood(transcript, sound)

    # --- the thread -----------------------------------------------------------------------------------------

    def _tell(self, change: Callable[[], None]) -> None:
        with self._wake:
            change()
            self._wake.notify()

    def _work(self) -> None:
        # The model's own threads take their priority from the one that loads it. This one keeps its own: it holds
        # Python's lock at times, and whoever has to wait for it, as the screen does, is no faster than it is.
        loading = threading.Thread(target=self._load, daemon=True)
        loading.start()
        loading.join()
        # Whatever fails here, the file is there, and is transcribed as a whole: an error that persists shows then.
        with suppress(Exception):
            while not self._leaving and self._transcript is None:
                if self._source:
                    self._follow(*self._source)
                self._pause()

    def _load(self) -> None:
        step_back()
        with suppress(Exception):
            self._engine.dictation()

    def _follow(self, path: Path, rate_hz: int) -> None:
        """Transcribe a file until it is complete, or another one is wanted."""
        self._dictation = dictation = self._engine.dictation()
        self._told = 0, 0.0
        if self._follower:
            self._follower.follow(path, rate_hz=rate_hz)
        with path.open("rb") as file:
            sound = GrowingSound(file, rate_hz)
            while not self._leaving and self._source == (path, rate_hz):
                recording = self._recording
                if sound.read_into(dictation):
                    self._tell_follower(dictation)
                    continue
                if recording and recording.path == str(path):
                    sound.end(dictation)
                    self._transcript = dictation.finish(recording.duration_s)
                    return
                if dictation.guess():
                    self._tell_follower(dictation)
                else:
                    self._pause()

    def _tell_follower(self, dictation: Dictation) -> None:
        """Pass on the words that are new, and all again that may have changed."""
        known = dictation.certain, dictation.read_s
        if self._follower and known != self._told:
            first, words = self._told[0], dictation.words
            self._follower.read(first, words[first:], certain_s=dictation.done_s, read_s=dictation.read_s)
            self._told = known

    def _pause(self) -> None:
        with self._wake:
            if not self._leaving and not self._recording:
                self._wake.wait(LOOK_S)
