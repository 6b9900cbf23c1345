"""Words that were said twice and written once: extra speech that sounds like the word beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from speakstar.core.acoustics import Frames
from speakstar.core.candidates import uncovered_s
from speakstar.core.model import DroppedRepeat, FilledPause, SoundEvidence, Span, Word
from speakstar.core.wording import is_restarted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SAME_MAX, ALIKE_MAX, AGREED_MAX = 1.0, 2.0, 2.6
"""How far the timbres may be apart along the best path (`alike`): whatever else is known; where the sound is little
like an "um"; and where the aligner heard a copy, too. On the development benchmark 34, 72 and 85 % of 231 copies are as
near to their word, 0, 30 and 61 % of the fillers, and 0, 9 and 32 % of other sounds under no word."""

UM_MAX, AGREED_UM_MAX = 0.25, 0.9
"""What is as much like an "um" (`SoundEvidence.likeness`) is no copy, unless the aligner heard one, and in no case. Of
the fillers 99 and 87 % are, of the copies 19 and 2 %."""

FREE_SHARE = 0.3
"""How much of either of the two has to lie under no word of the engine's, which wrote one: a lengthened word lies under
one as a whole, and its first half sounds like its second. The engine's edges are off by 50 to 100 ms, as long as half a
function word."""

SOFTEST_DB = -25.0
"""Below the speech of the recording; "to" and "the" before a word that is stressed are that soft."""

HELD_CHANGE = 0.6
"""A sound whose timbre moves less is held (`Frames.change`): an "um", or the tail of a lengthened word."""

SHARED_MAX_S = 0.05
"""What shares more time with a word than edges are off is compared with itself."""

BESIDE_S = 0.6
"""A word beyond such a pause was not begun again, but said anew."""

WORD_S = (0.03, 0.7)
"""Words shorter than this are misplaced, longer ones hold more than was said again."""


def said_again(
    pauses: Sequence[FilledPause],
    words: Sequence[Word],
    written: Sequence[Span],
    copies: Sequence[Span],
    frames: Frames,
    *,
    noisy: bool,
) -> tuple[tuple[FilledPause, ...], tuple[DroppedRepeat, ...]]:
    """Tell dropped repeats from filled pauses.

    A person says the same function word twice in a row much alike, and only one of the two is written. Of several
    sounds like one word the nearest is its copy: what else there is may be a piece of it.

    Parameters
    ----------
    pauses
        Speech that the transcript lacks, weighed where an aligner is there.
    words
        The transcript's words where they are; in order of time.
    written
        Where the engine put them.
    copies
        Where the aligner heard a word that is about to be said again.
    frames
        The recording.
    noisy
        Whether noise makes sounds more alike than they are, and the aligner hear copies that are none.

    Returns
    -------
    tuple
        The pauses without the repeats, and the repeats.
    """
    nearest: dict[int, tuple[float, int]] = {}
    for number, pause in enumerate(pauses):
        agreed = not noisy and any(_overlap_s(pause, copy) >= (pause.end_s - pause.start_s) / 2 for copy in copies)
        limit = _limit(pause.evidence, agreed=agreed, noisy=noisy)
        sound = frames.timbre[frames.part(pause.start_s, pause.end_s)]
        beside = _beside(pause, words, written) if limit else ()
        found = [(alike(sound, frames.timbre[frames.part(words[i].start_s, words[i].end_s)]), i) for i in beside]
        apart, i = min(found, default=(math.inf, 0))
        if apart <= limit and apart < nearest.get(i, (math.inf,))[0]:
            nearest[i] = apart, number
    copied = {number: words[i] for i, (_, number) in nearest.items()}
    kept = tuple(pause for number, pause in enumerate(pauses) if number not in copied)
    return kept, tuple(_repeat(pauses[number], copied[number]) for number in sorted(copied))


def alike(one: Floats, other: Floats) -> float:
    """Return how far two sounds are apart, whatever their pace: dynamic time warping (Sakoe and Chiba 1978).

    Parameters
    ----------
    one, other
        Timbres of shape (frames, coefficients), at least one frame each.

    Returns
    -------
    float
        The root mean square distance of the frames that belong together; 0 for the same sound.
    """
    import numpy as np

    apart = np.sqrt(((one[:, None] - other[None]) ** 2).mean(axis=2)).tolist()
    above = [(0.0, 0), *[(math.inf, 0)] * len(other)]  # cost and length of the best path to each pair of frames
    for row in apart:
        paths = [(math.inf, 0)]
        for j, distance in enumerate(row):
            cost, length = min(above[j], above[j + 1], paths[j])
            paths.append((cost + distance, length + 1))
        above = paths
    cost, length = above[-1]
    return cost / length


def _limit(evidence: SoundEvidence, *, agreed: bool, noisy: bool) -> float:
    """Return how far a sound may be from the word that it is a copy of; 0 for what is no copy."""
    if evidence.level_db < SOFTEST_DB or evidence.change < HELD_CHANGE:
        return 0.0
    um = evidence.likeness
    if agreed and (um is None or um < AGREED_UM_MAX):
        return AGREED_MAX
    return SAME_MAX if noisy or um is None or um >= UM_MAX else ALIKE_MAX


def _beside(pause: FilledPause, words: Sequence[Word], written: Sequence[Span]) -> list[int]:
    """Return which of the words before and after a pause it may be a copy of."""
    after = bisect_left(words, (pause.start_s + pause.end_s) / 2, key=lambda word: (word.start_s + word.end_s) / 2)
    pause_is_free = pause.evidence.uncovered_s >= FREE_SHARE * (pause.end_s - pause.start_s)
    return [
        i
        for i in range(max(0, after - 1), min(after + 1, len(words)))
        if _may_be_copied(words[i], pause) and (pause_is_free or _is_free(words[i], written))
    ]


def _may_be_copied(word: Word, pause: FilledPause) -> bool:
    gap_s = max(word.start_s - pause.end_s, pause.start_s - word.end_s)
    is_short = WORD_S[0] <= word.end_s - word.start_s <= WORD_S[1]
    return is_short and -SHARED_MAX_S <= gap_s <= BESIDE_S and is_restarted(_plain(word))


def _is_free(word: Word, written: Sequence[Span]) -> bool:
    span = Span(word.start_s, word.end_s)
    return uncovered_s(span, written) >= FREE_SHARE * span.duration_s


def _repeat(pause: FilledPause, word: Word) -> DroppedRepeat:
    return DroppedRepeat(_plain(word), pause.start_s, pause.end_s, pause.evidence)


def _plain(word: Word) -> str:
    return word.text.strip(" .,;:!?…\"'“”‘’()-–—").replace("’", "'").lower()


def _overlap_s(pause: FilledPause, copy: Span) -> float:
    return min(pause.end_s, copy.end_s) - max(pause.start_s, copy.start_s)
