from __future__ import annotations

import numpy as np

from speakstar.core.acoustics import CEPSTRA, Frames
from speakstar.core.model import FilledPause, SoundEvidence, Span, Word
from speakstar.core.said_again import alike, said_again

RNG = np.random.default_rng(11)
WORD, OTHER = (np.repeat(RNG.normal(0, 3, (6, CEPSTRA)), 4, axis=0) for _ in range(2))  # 240 ms each
MOVING = SoundEvidence(0.9, 0.9, 2.0, -6.0, uncovered_s=0.2, aligned_s=0.0, change=1.8)
WORDS = (Word("and", 0.0, 0.24), Word("We,", 0.6, 0.84))


def frames(extra: np.ndarray) -> Frames:
    """Say "and", something, and "we"."""
    silence = np.zeros((6, CEPSTRA))
    timbre = np.concatenate([OTHER, silence, extra, silence, WORD])
    flat = np.zeros(len(timbre))
    return Frames(flat, flat, flat, flat, timbre)


def pause(evidence: SoundEvidence = MOVING) -> FilledPause:
    return FilledPause(0.3, 0.54, "um/uh", evidence)


def test_a_word_said_twice_is_a_repeat_and_no_filler() -> None:
    pauses, (repeat,) = said_again([pause()], WORDS, (), frames(WORD))
    assert pauses == ()
    assert (repeat.text, repeat.start_s, repeat.end_s) == ("we", 0.3, 0.54)


def test_another_sound_is_left_as_it_is() -> None:
    other = np.repeat(RNG.normal(0, 3, (6, CEPSTRA)), 4, axis=0)
    assert said_again([pause()], WORDS, (), frames(other)) == ((pause(),), ())


def test_what_is_much_alike_counts_where_the_aligner_agrees() -> None:
    blurred = WORD + RNG.normal(0, 1.4, WORD.shape)
    assert said_again([pause()], WORDS, (), frames(blurred))[1] == ()
    assert len(said_again([pause()], WORDS, [Span(0.3, 0.5)], frames(blurred))[1]) == 1


def test_a_held_sound_is_no_repeat() -> None:
    held = pause(SoundEvidence(0.9, 0.9, 0.3, -6.0, uncovered_s=0.2, aligned_s=0.0, change=0.2))
    assert said_again([held], WORDS, (), frames(WORD)) == ((held,), ())


def test_pace_makes_no_difference() -> None:
    assert alike(WORD, np.repeat(WORD, 2, axis=0)) == 0.0
    assert alike(WORD, OTHER) > 1.6
