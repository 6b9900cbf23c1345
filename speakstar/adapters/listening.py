"""A second listening that grows with the sound; the one way to listen, whether that is to a file or a microphone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from speakstar.adapters.stretches import Stretch, Stretches
from speakstar.adapters.voice import Voice
from speakstar.adapters.word_edges import settle
from speakstar.adapters.word_places import held_back
from speakstar.core.acoustics import Frames
from speakstar.core.model import Span, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speakstar.adapters.aligner import Aligner, Alignment

    Samples = NDArray[np.float32]

_Numbered = tuple[int, Word]
_Attempt = tuple[Span, tuple[str, ...]]
"""A stretch, and the words that the aligner was told."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where things are, in seconds of the recording.

    ``words`` is keyed by their numbers. ``windows`` are the stretches that were aligned, ``lost_s`` is the length of
    those that could not be. ``failure`` says why there is no aligner.
    """

    words: dict[int, Span]
    fillers: tuple[tuple[str, Span], ...]
    copies: tuple[Span, ...]
    windows: tuple[Span, ...]
    lost_s: float
    failure: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a recording, without the noise.

    ``voice`` is the probability of speech in the middle of every 10 ms, and ``levels_db`` the loudness as recorded.
    """

    frames: Frames
    voice: NDArray[np.float64]
    levels_db: NDArray[np.float64]
    speech: Voice
    aligned: Aligned


class Listening:
    """Takes sound and words as they come, and aligns each stretch when its words are there.

    An alignment depends on its stretch and the words in it, and on nothing else. So what was aligned in advance is good
    for the end if its words are still the same; where they are not, it is done again.

    Parameters
    ----------
    aligner
        Gives the aligner when it is first needed.

    Attributes
    ----------
    done_s : float
        How far the words of the transcript are aligned.
    """

    def __init__(self, aligner: Callable[[], Aligner]) -> None:
        self.done_s = 0.0
        self._load = aligner
        self._stretches = Stretches()
        self._known: dict[_Attempt, Alignment | None] = {}
        self._words: list[Word] = []
        self._certain_s = self._read_s = 0.0
        self._ahead = 0
        self._failure = ""

    def hear(self, samples: Samples) -> None:
        """Take the next samples, mono at 16 kHz in [-1, 1], shape (n,)."""
        self._stretches.hear(samples)

    def read(self, first: int, words: Sequence[Word], *, certain_s: float, read_s: float) -> None:
        """Take the engine's words from number ``first`` on, as far as they are known by now.

        Parameters
        ----------
        first
            Words from this number on that were given before do not stand any more.
        words
            With the times that the model gave them.
        certain_s, read_s
            How far the sound has become words that stay, and words at all.
        """
        self._words[first:] = words
        self._certain_s, self._read_s = certain_s, read_s

    def work(self) -> bool:
        """Work ahead by one stretch; returns whether there was one whose words are there."""
        complete = self._stretches.complete
        guess = self._stretches.guess()
        stretches = [*complete, guess] if guess else complete
        if self._ahead >= len(stretches) or stretches[self._ahead].window.end_s > self._read_s:
            return False
        told = list(_told(stretches, self._provisional(until_s=stretches[-1].window.end_s)))
        for number in range(self._ahead, len(stretches)):
            stretch, texts = stretches[number], _texts(told[number])
            if stretch.window.end_s > self._read_s:
                break
            if texts and (stretch.window, texts) not in self._known:
                self._align(stretch, texts)
                return True
            if stretch.window.end_s <= self._certain_s and number < len(complete):
                self._ahead = number + 1
        return False

    def _provisional(self, *, until_s: float) -> list[_Numbered]:
        """Return the words so far, where the end will have them as far as can be told."""
        track = self._stretches.track
        words = settle(self._words, track.voice().runs, duration_s=track.heard_s)
        return _spoken([word for word in words if word.start_s < until_s])

    def end(self, words: Sequence[Word], tell: Callable[[], None] = lambda: None) -> Heard:
        """Align what is left of a recording that is complete.

        Parameters
        ----------
        words
            The transcript's; hesitations are held back from the aligner.
        tell
            Called after each stretch.
        """
        self._stretches.end()
        track, frames = self._stretches.track, self._stretches.frames
        return Heard(
            frames=frames,
            voice=track.voice_steps(0, len(frames)),
            levels_db=track.levels_db(),
            speech=track.voice(),
            aligned=self._all_aligned(_spoken(words), tell),
        )

    def _all_aligned(self, words: Sequence[_Numbered], tell: Callable[[], None]) -> Aligned:
        places: dict[int, Span] = {}
        fillers, copies, windows, lost_s = [], [], [], 0.0
        for stretch, inside in zip(self._stretches.complete, _told(self._stretches.complete, words), strict=True):
            window = stretch.window
            found = self._align(stretch, _texts(inside)) if inside else None
            if found:
                windows.append(window)
                fillers += [(text, _moved(span, window.start_s)) for text, span in found.fillers]
                copies += [_moved(span, window.start_s) for span in found.copies]
                placed = zip(inside, found.words, strict=True)
                places |= {number: _moved(span, window.start_s) for (number, _), span in placed if span}
            elif inside and not self._failure:
                lost_s += window.duration_s
            self.done_s = window.end_s
            tell()
        return Aligned(places, tuple(fillers), tuple(copies), tuple(windows), lost_s, self._failure)

    def _align(self, stretch: Stretch, texts: tuple[str, ...]) -> Alignment | None:
        """Align a stretch, or remember how that went."""
        attempt = stretch.window, texts
        if attempt not in self._known:
            try:
                self._known[attempt] = self._load().align(stretch.samples(), texts)
            except (ImportError, RuntimeError, OSError) as error:
                self._failure = str(error)
                self._known[attempt] = None
        return self._known[attempt]


def _texts(inside: Sequence[_Numbered]) -> tuple[str, ...]:
    return tuple(word.text for _, word in inside)


def _spoken(words: Sequence[Word]) -> list[_Numbered]:
    """Return the words that the aligner is told, numbered."""
    return list(enumerate(word for word in words if not held_back(word)))


def _told(stretches: Sequence[Stretch], words: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """Give each stretch the words whose middles lie in it or nearest to it."""
    windows = [stretch.window for stretch in stretches]
    borders = [(before.end_s + after.start_s) / 2 for before, after in pairwise(windows)]
    inside: list[list[_Numbered]] = [[] for _ in windows]
    for number, word in words:
        if windows:
            inside[bisect_left(borders, (word.start_s + word.end_s) / 2)].append((number, word))
    return iter(inside)


def _moved(span: Span, by_s: float) -> Span:
    return Span(span.start_s + by_s, span.end_s + by_s)
