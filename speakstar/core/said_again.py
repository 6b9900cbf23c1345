"""Words that were said twice and written once: extra speech that sounds like the word beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speakstar.core.acoustics import Frames
from speakstar.core.candidates import uncovered_s
from speakstar.core.model import DroppedRepeat, FilledPause, Span, Word
from speakstar.core.text import plain_word
from speakstar.core.wording import is_restarted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LIKELY = 0.45
"""From which likeness on a sound is a copy of the word beside it: where the F1 of the development benchmark is best."""

SLACK = 4
"""Frames of 10 ms by which the edges of a copy and of its word may be off."""

SHARED_MAX_S = 0.12
"""What shares more time with a word is compared with itself."""

BESIDE_S = 0.8
"""A word beyond such a pause was not begun again, but said anew."""

WORD_S = (0.02, 0.9)
"""Words shorter than this are misplaced, longer ones hold more than was said again."""

UNKNOWN = -1.0
"""In place of a trait that nobody measured."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sound and the word beside it that it may be a copy of, with the traits that tell."""

    pause: FilledPause
    word: Word
    traits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a recording.

    ``words`` are where they are, ``written`` where the engine put them, ``copies`` where the aligner heard a word that
    is about to be said again; each in order of time. ``snr_db`` is None without speech.
    """

    words: Sequence[Word]
    written: Sequence[Span]
    copies: Sequence[Span]
    frames: Frames
    snr_db: float | None


def said_again(
    pauses: Sequence[FilledPause], around: Surroundings, likeness: Callable[[Pair], float]
) -> tuple[tuple[FilledPause, ...], tuple[DroppedRepeat, ...]]:
    """Tell dropped repeats from filled pauses.

    A person says the same function word twice in a row much alike, and only one of the two is written. Of several
    sounds like one word the likeliest is its copy: what else there is may be a piece of it.

    Parameters
    ----------
    pauses
        Speech that the transcript lacks, weighed where an aligner is there.
    around
        The recording.
    likeness
        Says how likely a sound is a copy, from 0 to 1.

    Returns
    -------
    tuple
        The pauses without the repeats, and the repeats.
    """
    likely = [(likeness(pair), number, index, pair) for number, index, pair in _pairs(pauses, around)]
    copied: dict[int, Pair] = {}
    taken: set[int] = set()
    for found, number, index, pair in sorted(likely, key=lambda item: (-item[0], item[1])):
        if found >= LIKELY and number not in copied and index not in taken:
            copied[number] = pair
            taken.add(index)
    kept = tuple(pause for number, pause in enumerate(pauses) if number not in copied)
    return kept, tuple(_repeat(copied[number]) for number in sorted(copied))


def apart(one: Floats, other: Floats, *, slack: int = 0) -> float:
    """Return how far two sounds are apart, whatever their pace: dynamic time warping (Sakoe and Chiba 1978).

    Parameters
    ----------
    one, other
        Timbres of shape (frames, coefficients), at least one frame each.
    slack
        Frames that may be left out of either at either end; never more than a quarter of it.

    Returns
    -------
    float
        The root mean square distance of the frames that belong together; 0 for the same sound.
    """
    import numpy as np

    distances = np.sqrt(((one[:, None] - other[None]) ** 2).mean(axis=2)).tolist()
    skip, skip_other = min(slack, len(one) // 4), min(slack, len(other) // 4)
    start, nowhere = (0.0, 0), (math.inf, 0)
    above = [start] * (skip_other + 1) + [nowhere] * (len(other) - skip_other)  # cost and length of the best path
    ends = []
    for i, row in enumerate(distances):
        paths = [start if i + 1 <= skip else nowhere]
        for j, distance in enumerate(row):
            cost, length = min(above[j], above[j + 1], paths[j])
            paths.append((cost + distance, length + 1))
        ends += paths[-1:] if i >= len(one) - 1 - skip else []
        above = paths
    return min(cost / length for cost, length in ends + above[len(other) - skip_other :])


def _pairs(pauses: Sequence[FilledPause], around: Surroundings) -> list[tuple[int, int, Pair]]:
    """Return each pause with each word that it may be a copy of, and their numbers."""
    middles = [(word.start_s + word.end_s) / 2 for word in around.words]
    found = []
    for number, pause in enumerate(pauses):
        after = bisect_left(middles, (pause.start_s + pause.end_s) / 2)
        for index in range(max(0, after - 1), min(after + 1, len(middles))):
            word = around.words[index]
            if _may_be_copied(word, pause):
                found.append((number, index, Pair(pause, word, _traits(pause, word, around, is_next=index == after))))
    return found


def _may_be_copied(word: Word, pause: FilledPause) -> bool:
    is_short = WORD_S[0] <= word.end_s - word.start_s <= WORD_S[1]
    return is_short and -SHARED_MAX_S <= _gap_s(pause, word) <= BESIDE_S and is_restarted(plain_word(word.text))


def _traits(pause: FilledPause, word: Word, around: Surroundings, *, is_next: bool) -> dict[str, float]:
    frames, found = around.frames, pause.evidence
    here, there = frames.part(pause.start_s, pause.end_s), frames.part(word.start_s, word.end_s)
    sound, said = frames.timbre[here], frames.timbre[there]
    length_s, word_s = pause.end_s - pause.start_s, word.end_s - word.start_s
    copied_s = max((_overlap_s(pause, copy) for copy in around.copies), default=0.0)
    return {
        "apart": apart(sound, said),
        "apart_inside": apart(sound, said, slack=SLACK),
        "next": float(is_next),
        "gap": _gap_s(pause, word),
        "um": UNKNOWN if found.likeness is None else found.likeness,
        "aligned_um": (found.aligned_s or 0.0) / length_s,
        "aligned_copy": max(0.0, copied_s) / length_s,
        "uncovered": found.uncovered_s / length_s,
        "word_uncovered": uncovered_s(Span(word.start_s, word.end_s), around.written) / word_s,
        "level": found.level_db,
        "louder": float(frames.level_db[here].mean() - frames.level_db[there].mean()),
        "voice": found.voice,
        "change": found.change,
        "word_change": float(frames.change[there].mean()),
        "length": math.log(length_s),
        "longer": math.log(length_s / word_s),
        "snr": around.snr_db or 0.0,
    }


def _gap_s(pause: FilledPause, word: Word) -> float:
    return max(word.start_s - pause.end_s, pause.start_s - word.end_s)


def _repeat(pair: Pair) -> DroppedRepeat:
    return DroppedRepeat(plain_word(pair.word.text), pair.pause.start_s, pair.pause.end_s, pair.pause.evidence)


def _overlap_s(pause: FilledPause, copy: Span) -> float:
    return min(pause.end_s, copy.end_s) - max(pause.start_s, copy.start_s)
