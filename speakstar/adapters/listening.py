"""A second listening that grows with the sound; the one way to listen, whether that is to a file or a microphone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from speakstar.adapters.stretches import Stretch, Stretches, frames_of, samples_of
from speakstar.adapters.voice import SAMPLE_RATE_HZ, Voice
from speakstar.adapters.word_edges import settle
from speakstar.adapters.word_places import held_back
from speakstar.core.acoustics import Frames
from speakstar.core.model import Span, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speakstar.adapters.aligner import Aligner, Alignment

    Samples = NDArray[np.float32]

Tell = Callable[[float], None]
_Numbered = tuple[int, Word]
_Attempt = tuple[Span, tuple[str, ...], bool]
"""A part of the sound, the words that the aligner was told, and whether it was to be patient."""

FORESEEN_S = 300.0
"""Further than this into a recording nothing is looked at in advance but the words: each look is at all there is."""

SPLIT_MIN_S = 8.0
"""A longer stretch whose words are lost is tried in two halves: one wrong word does not spoil the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """What became of a stretch or of a half of one; ``mean`` is the `Aligner`'s after it."""

    window: Span
    inside: Sequence[_Numbered]
    found: Alignment | None
    mean: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where things are, in seconds of the recording.

    ``words`` is keyed by their numbers. ``windows`` are the stretches that were aligned, ``lost_s`` is the length of
    those that could not be. ``means`` are the cepstral means of what was tried. ``failure`` says why there is no
    aligner.
    """

    words: dict[int, Span]
    fillers: tuple[tuple[str, Span], ...]
    copies: tuple[Span, ...]
    windows: tuple[Span, ...]
    means: tuple[tuple[Span, str], ...]
    lost_s: float
    failure: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a recording, without the noise.

    ``words`` are those that the aligner was told, which ``aligned`` numbers. ``voice`` is the probability of speech in
    the middle of every 10 ms, and ``levels_db`` the loudness as recorded.
    """

    words: Sequence[Word]
    samples: Samples
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

    """

    def __init__(self, aligner: Callable[[], Aligner]) -> None:
        self._load = aligner
        self._stretches = Stretches()
        self._known: dict[_Attempt, tuple[Alignment | None, str]] = {}
        self._tried: set[tuple[Span, tuple[str, ...]]] = set()
        self._words: list[Word] = []
        self._certain_s = self._read_s = 0.0
        self._ahead = 0
        self._fresh: Sequence[tuple[Stretch, Sequence[_Numbered]]] = ()
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
            if (stretch.window, texts) not in self._tried:
                self._tried.add((stretch.window, texts))
                if texts:
                    self._align(stretch, stretch.window, told[number])
                self._fresh = list(zip(stretches, told, strict=True))[: number + 1]
                return True
            if stretch.window.end_s <= self._certain_s and number < len(complete):
                self._ahead = number + 1
        return False

    def _provisional(self, *, until_s: float) -> list[_Numbered]:
        """Return the words so far, where the end will have them as far as can be told."""
        track = self._stretches.track
        words = settle(self._words, track.voice().runs, duration_s=track.heard_s)
        return _spoken([word for word in words if word.start_s < until_s])

    def foresee(self) -> Heard | None:
        """Return what is known up to the stretch that was looked at last, as far as can be told; None if it is old."""
        fresh, self._fresh = self._fresh, ()
        if not fresh or fresh[-1][0].end > FORESEEN_S * SAMPLE_RATE_HZ:
            return None
        words = [word for _, inside in fresh for _, word in inside]
        return self._heard(words, [stretch for stretch, _ in fresh], self._all_aligned(fresh))

    def end(self, words: Sequence[Word], tell: Tell = lambda _done_s: None) -> Heard:
        """Align what is left of a recording that is complete.

        Parameters
        ----------
        words
            The transcript's; hesitations are held back from the aligner.
        tell
            Told after each stretch how far it is, in seconds.
        """
        self._stretches.end()
        spoken, complete = _spoken(words), self._stretches.complete
        aligned = self._all_aligned(list(zip(complete, _told(complete, spoken), strict=True)), tell)
        return self._heard([word for _, word in spoken], self._stretches.all, aligned)

    def _heard(self, words: Sequence[Word], stretches: Sequence[Stretch], aligned: Aligned) -> Heard:
        track, frames = self._stretches.track, frames_of(stretches)
        return Heard(
            words=words,
            samples=samples_of(stretches),
            frames=frames,
            voice=track.voice_steps(0, len(frames)),
            levels_db=track.levels_db(),
            speech=track.voice(),
            aligned=aligned,
        )

    def _all_aligned(
        self, told: Sequence[tuple[Stretch, Sequence[_Numbered]]], tell: Tell = lambda _done_s: None
    ) -> Aligned:
        parts: list[Part] = []
        for stretch, inside in told:
            parts += self._align(stretch, stretch.window, inside) if inside else []
            tell(stretch.window.end_s)
        if not parts:
            self._loaded()  # so that it is known whether there is one
        return _joined(parts, self._failure)

    def _align(self, stretch: Stretch, window: Span, inside: Sequence[_Numbered]) -> list[Part]:
        """Align a part of a stretch; where its words are lost, its halves as well."""
        halves = _halves(window, inside)
        found, mean = self._attempt(stretch, (window, _texts(inside), not halves))
        part = Part(window, inside, found, mean)
        if found or not halves:
            return [part]
        return [part, *(smaller for half in halves for smaller in self._align(stretch, *half))]

    def _attempt(self, stretch: Stretch, attempt: _Attempt) -> tuple[Alignment | None, str]:
        """Align, or remember how that went."""
        window, texts, patient = attempt
        if attempt not in self._known and (aligner := self._loaded()):
            self._known[attempt] = aligner.align(stretch.samples(window), texts, patient=patient), aligner.mean
        return self._known.get(attempt, (None, ""))

    def _loaded(self) -> Aligner | None:
        try:
            return None if self._failure else self._load()
        except (ImportError, RuntimeError, OSError) as error:
            self._failure = str(error)
            return None


def _joined(parts: Sequence[Part], failure: str) -> Aligned:
    """Put the parts together, in seconds of the recording."""
    places: dict[int, Span] = {}
    fillers, copies, windows, lost_s = [], [], [], 0.0
    for part, following in zip_longest(parts, parts[1:]):
        window, start_s = part.window, part.window.start_s
        if part.found:
            windows.append(window)
            fillers += [(text, _moved(span, start_s)) for text, span in part.found.fillers]
            copies += [_moved(span, start_s) for span in part.found.copies]
            placed = zip(part.inside, part.found.words, strict=True)
            places |= {number: _moved(span, start_s) for (number, _), span in placed if span}
        elif not failure and not (following and following.window.start_s == start_s):  # its first half follows
            lost_s += window.duration_s
    means = tuple((part.window, part.mean) for part in parts if part.mean)
    return Aligned(places, tuple(fillers), tuple(copies), tuple(windows), means, lost_s, failure)


def _halves(window: Span, inside: Sequence[_Numbered]) -> list[tuple[Span, Sequence[_Numbered]]]:
    """Cut a window in two between words near its middle, where the gap is widest; nothing if it is short."""
    if window.duration_s < SPLIT_MIN_S:
        return []
    third_s = window.duration_s / 3
    gaps = [
        (after.start_s - before.end_s, (before.end_s + after.start_s) / 2, k)
        for k, ((_, before), (_, after)) in enumerate(pairwise(inside), start=1)
    ]
    middle = [gap for gap in gaps if window.start_s + third_s < gap[1] < window.end_s - third_s]
    if not middle:
        return []
    _, cut_s, k = max(middle)
    return [(Span(window.start_s, cut_s), inside[:k]), (Span(cut_s, window.end_s), inside[k:])]


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
