"""What the use cases need from the outside world, as protocols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from speakstar.core.model import (
    Analysis,
    Mark,
    NewTake,
    Question,
    Recording,
    Sound,
    Story,
    Take,
    Theme,
    Transcript,
    Word,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[float, float], None]
"""Called with seconds of audio done and seconds in all."""


class Engine(Protocol):
    """Turns a recording into a transcript."""

    def transcribe(self, recording: Recording, *, progress: Progress | None = None) -> Transcript:
        """Transcribe; words are ordered, with 0 <= start_s <= end_s <= duration of the recording.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        ModelError
            The model cannot be loaded.
        """
        ...

    def dictation(self) -> Dictation:
        """Begin a transcript of sound that comes in pieces; loads the model.

        Raises
        ------
        ModelError
            The model cannot be loaded.
        """
        ...


class Dictation(Protocol):
    """A transcript that grows with the sound; in the end the same as that of the whole."""

    @property
    def words(self) -> Sequence[Word]:
        """What was understood so far, for the eye: its times may still change."""
        ...

    @property
    def certain(self) -> int:
        """How many of the words stay; those after them were heard in case the sound has ended."""
        ...

    @property
    def done_s(self) -> float:
        """How far the sound has become words that stay."""
        ...

    @property
    def read_s(self) -> float:
        """How far the sound has become words at all."""
        ...

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples, mono at 16 kHz, full scale 1.0, shape (n,)."""
        ...

    def guess(self) -> bool:
        """While there is time: work ahead, in case the sound has ended; returns whether there was anything to do."""
        ...

    def finish(self, duration_s: float) -> Transcript:
        """End, after all samples of a recording of a length."""
        ...


class Listener(Protocol):
    """Listens to a recording a second time, for what the transcript lacks."""

    def listen(self, recording: Recording, transcript: Transcript) -> Sound:
        """Look in the sound for filled pauses, dropped repeats, and where the words really are.

        Never refuses a recording that an engine could read: where the transcript cannot be aligned, the result says
        so in its ``notice``.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        """
        ...


class TakeStore(Protocol):
    """Keeps takes, stories, questions and themes. Takes are append-only."""

    def add_take(self, take: NewTake) -> Take:
        """Store a take and give it the next id."""
        ...

    def take(self, take_id: int) -> Take:
        """Return one take.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        ...

    def takes(self, *, story: str | None = None, since: datetime | None = None) -> Sequence[Take]:
        """Return takes in the order in which they were stored."""
        ...

    def delete_take(self, take_id: int) -> Take:
        """Forget one take because the user asked; its audio file stays. Returns what was forgotten."""
        ...

    def replace_analysis(self, take_id: int, analysis: Analysis, *, sound: Sound | None) -> Take:
        """Put a new analysis, and what the second listening found, in place of the stored ones; marks stay."""
        ...

    def mark(self, take_id: int, mark: Mark) -> Take:
        """Keep the speaker's own verdict; a later one on the same finding takes its place."""
        ...

    def unmark(self, take_id: int, finding: str) -> Take:
        """Take a mark back; where there is none, nothing happens."""
        ...

    def themes(self) -> Sequence[Theme]:
        """Return all themes."""
        ...

    def least_practised_theme(self) -> str:
        """Return the id of the theme with the fewest takes; of several, the first."""
        ...

    def questions(self, *, theme: str | None = None) -> Sequence[Question]:
        """Return the questions, of one theme if given."""
        ...

    def stories(self) -> Sequence[Story]:
        """Return all stories."""
        ...

    def add_story(self, story: Story) -> Story:
        """Store a story.

        Raises
        ------
        StoreError
            A story with this id exists, or the theme does not.
        """
        ...
