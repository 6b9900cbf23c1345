"""Words that were said twice and written once: extra speech that sounds like the word beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from speakstar.core.acoustics import Frames
from speakstar.core.filled_pauses import LEVEL_MIN_DB
from speakstar.core.model import DroppedRepeat, FilledPause, Span, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SAME_MAX, ALIKE_MAX, AGREED_MAX = 0.8, 1.0, 1.6
"""How far the timbres may be apart along the best path (`alike`): as good as the same; alike; and alike where the
aligner heard a copy, too. On the development benchmark 0, 2 and 29 % of the fillers are as near to the word beside
them, and 18, 42 and 74 % of the copies."""

FREE_MIN_S = 0.05
"""What is no more than alike has to lie at least so long under no word of the engine's."""

STEADY_CHANGE, HELD_CHANGE = 1.05, 0.6
"""A sound whose timbre moves less is held (`Frames.change`): an "um", or the tail of a lengthened word. The lower one
is for copies that the aligner heard."""

BESIDE_S = 0.6
"""A word beyond such a pause was not begun again, but said anew."""

WORD_S = (0.03, 0.7)
"""Words shorter than this are misplaced, longer ones hold more than was said again."""


def said_again(
    pauses: Sequence[FilledPause], words: Sequence[Word], copies: Sequence[Span], frames: Frames
) -> tuple[tuple[FilledPause, ...], tuple[DroppedRepeat, ...]]:
    """Tell dropped repeats from filled pauses.

    A person says the same word twice in a row much alike, and no word sounds like an "um"; a held sound is none either,
    but may be the tail of a lengthened word.

    Parameters
    ----------
    pauses
        Speech that the transcript lacks.
    words
        The transcript's words where they are; in order of time.
    frames
        The recording.

    Returns
    -------
    tuple
        The pauses without the repeats, and the repeats.
    """
    kept, repeats = [], []
    for pause in pauses:
        found = _copied(pause, words, copies, frames)
        if found:
            text = found.text.strip(" .,;:!?…\"'“”‘’()-–—").lower()
            repeats.append(DroppedRepeat(text, pause.start_s, pause.end_s, pause.evidence))
        else:
            kept.append(pause)
    return tuple(kept), tuple(repeats)


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

    apart = np.sqrt(((one[:, None] - other[None]) ** 2).mean(axis=2))
    cost = np.full((len(one) + 1, len(other) + 1), np.inf)
    steps = np.zeros_like(cost)
    cost[0, 0] = 0.0
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            before = min(((i - 1, j - 1), (i - 1, j), (i, j - 1)), key=cost.__getitem__)
            cost[i, j] = cost[before] + apart[i - 1, j - 1]
            steps[i, j] = steps[before] + 1
    return float(cost[-1, -1] / steps[-1, -1])


def _copied(pause: FilledPause, words: Sequence[Word], copies: Sequence[Span], frames: Frames) -> Word | None:
    """Return the word beside a pause that the pause is a copy of."""
    evidence = pause.evidence
    if evidence.level_db < LEVEL_MIN_DB:
        return None
    agreed = any(_overlap_s(pause, copy) >= (pause.end_s - pause.start_s) / 2 for copy in copies)
    if evidence.change < (HELD_CHANGE if agreed else STEADY_CHANGE):
        return None
    middle_s = (pause.start_s + pause.end_s) / 2
    after = next((i for i, word in enumerate(words) if (word.start_s + word.end_s) / 2 >= middle_s), len(words))
    beside = [word for word in words[max(0, after - 1) : after + 1] if _is_beside(word, pause)]
    sound = frames.timbre[frames.part(pause.start_s, pause.end_s)]
    found = [(alike(sound, frames.timbre[frames.part(word.start_s, word.end_s)]), word) for word in beside]
    apart, word = min(found, key=lambda pair: pair[0], default=(SAME_MAX + AGREED_MAX, None))
    if apart <= SAME_MAX:
        return word
    free = evidence.uncovered_s >= FREE_MIN_S and evidence.change >= STEADY_CHANGE
    return word if free and apart <= (AGREED_MAX if agreed else ALIKE_MAX) else None


def _overlap_s(pause: FilledPause, copy: Span) -> float:
    return min(pause.end_s, copy.end_s) - max(pause.start_s, copy.start_s)


def _is_beside(word: Word, pause: FilledPause) -> bool:
    gap_s = max(word.start_s - pause.end_s, pause.start_s - word.end_s)
    return WORD_S[0] <= Span(word.start_s, word.end_s).duration_s <= WORD_S[1] and gap_s <= BESIDE_S
