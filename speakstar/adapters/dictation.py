"""A transcript that grows with the sound; the one way from sound to words, whether that is a file or a microphone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from speakstar.adapters.clips import BLOCK, Clip, Cutter, Track
from speakstar.adapters.word_edges import settle
from speakstar.core.model import EngineId, Span, Transcript, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

HearClip = Callable[["Samples", Clip], Sequence[Word]]
"""Gives the words of a clip for its samples; their times are those of the recording."""


class Dictation:
    """Takes sound piece by piece, and hears each clip as soon as it is certain where it ends.

    Parameters
    ----------
    hear_clip
        The speech model.
    window_s
        What the model hears at once.
    engine
        What the transcript names as its source.

    Attributes
    ----------
    done_s : float
        How far the sound has become words.
    """

    def __init__(self, hear_clip: HearClip, *, window_s: float, engine: EngineId) -> None:
        import numpy as np

        self.done_s = 0.0
        self._words: list[Word] = []
        self._hear_clip = hear_clip
        self._engine = engine
        self._track = Track()
        self._cutter = Cutter(self._track, window_s=window_s)
        self._waiting: Samples = np.zeros(0, dtype=np.float32)
        self._guess: tuple[Clip, Sequence[Word]] | None = None

    @property
    def words(self) -> Sequence[Word]:
        """Those of the clips heard so far, with the times that the model gave them; may be asked from any thread."""
        guess = self._guess
        return [*self._words, *(guess[1] if guess else ())]

    @property
    def certain(self) -> int:
        """How many of the `words` stay."""
        return len(self._words)

    @property
    def read_s(self) -> float:
        """How far the sound has become words, those that may not stay included."""
        return self._guess[0].span.end_s if self._guess else self.done_s

    def hear(self, samples: Samples) -> None:
        """Take the next samples, mono at 16 kHz in [-1, 1], shape (n,)."""
        import numpy as np

        self._waiting = np.concatenate([self._waiting, samples])
        while len(self._waiting) >= BLOCK:
            block, self._waiting = self._waiting[:BLOCK], self._waiting[BLOCK:]
            self._track.hear(block)
            self._hear_all(self._cutter.clips())

    def guess(self) -> bool:
        """While nothing is said: hear what is left, in case the speaker has ended; returns whether that was to do."""
        clip = self._cutter.guess()
        if clip is None or (self._guess and self._guess[0] == clip):
            return False
        self._guess = clip, self._hear_clip(self._track.samples(clip.span), clip)
        return True

    def finish(self, duration_s: float) -> Transcript:
        """Hear what is left of a recording of a length, and put all in order."""
        if len(self._waiting):
            self._track.hear(self._waiting)
            self._waiting = self._waiting[:0]
        self._hear_all(self._cutter.clips(ended=True))
        voice = self._track.voice()
        words = settle(self._words, voice.runs, duration_s=duration_s) if voice.runs else ()
        return Transcript(words, clamp(voice.speech, duration_s), self._engine)

    def _hear_all(self, clips: Iterable[Clip]) -> None:
        for clip in clips:
            known = self._guess[1] if self._guess and self._guess[0] == clip else None
            words = self._hear_clip(self._track.samples(clip.span), clip) if known is None else known
            self._guess = None
            self._words += words
            self.done_s = clip.span.end_s


def clamp(spans: Iterable[Span], duration_s: float) -> tuple[Span, ...]:
    """Cut spans off at the end of the recording."""
    return tuple(Span(span.start_s, min(span.end_s, duration_s)) for span in spans if span.start_s < duration_s)
