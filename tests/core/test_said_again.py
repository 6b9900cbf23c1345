from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from speakstar.core.acoustics import CEPSTRA, Frames
from speakstar.core.model import DroppedRepeat, FilledPause, SoundEvidence, Span, Word
from speakstar.core.said_again import alike, said_again

RNG = np.random.default_rng(11)
WORD, OTHER, THIRD = (np.repeat(RNG.normal(0, 3, (6, CEPSTRA)), 4, axis=0) for _ in range(3))  # 240 ms each
SLURRED = WORD + RNG.normal(0, 1.3, WORD.shape)
MUMBLED = WORD + RNG.normal(0, 2.4, WORD.shape)
MOVING = SoundEvidence(0.9, 0.9, 2.0, -6.0, uncovered_s=0.24, aligned_s=0.0, change=1.8, likeness=0.1)
WORDS = (Word("and", 0.0, 0.24), Word("We,", 0.6, 0.84))
HERE = Span(0.3, 0.54)


def frames(extra: np.ndarray) -> Frames:
    """Say "and", something, and "we"."""
    silence = np.zeros((6, CEPSTRA))
    timbre = np.concatenate([OTHER, silence, extra, silence, WORD])
    flat = np.zeros(len(timbre))
    return Frames(flat, flat, flat, flat, timbre)


def pause(**evidence: float | None) -> FilledPause:
    return FilledPause(HERE.start_s, HERE.end_s, "um/uh", replace(MOVING, **evidence))


def repeats(
    found: FilledPause,
    extra: np.ndarray,
    *,
    words: Sequence[Word] = WORDS,
    written: Sequence[Span] | None = None,
    copies: Sequence[Span] = (),
    noisy: bool = False,
) -> tuple[DroppedRepeat, ...]:
    written = [Span(word.start_s, word.end_s) for word in words] if written is None else written
    pauses, repeats = said_again([found], words, written, copies, frames(extra), noisy=noisy)
    assert pauses == (() if repeats else (found,)), "it is the one or the other"
    return repeats


def test_a_word_said_twice_is_a_repeat_and_no_filler() -> None:
    (repeat,) = repeats(pause(), WORD)
    assert (repeat.text, repeat.start_s, repeat.end_s) == ("we", 0.3, 0.54)


def test_another_sound_is_left_as_it_is() -> None:
    assert repeats(pause(), THIRD) == ()


@pytest.mark.parametrize(
    ("evidence", "sound", "copies", "noisy", "is_repeat"),
    [
        pytest.param({}, SLURRED, (), False, True, id="alike and no um"),
        pytest.param({"likeness": None}, SLURRED, (), False, False, id="alike and perhaps an um"),
        pytest.param({"likeness": 0.6}, SLURRED, (), False, False, id="alike and rather an um"),
        pytest.param({"likeness": 0.6}, WORD, (), False, True, id="the same though rather an um"),
        pytest.param({}, MUMBLED, (), False, False, id="hardly alike"),
        pytest.param({}, MUMBLED, (HERE,), False, True, id="hardly alike and the aligner heard it"),
        pytest.param({"likeness": 0.6}, SLURRED, (HERE,), False, True, id="rather an um but the aligner heard it"),
        pytest.param({"likeness": 0.95}, SLURRED, (HERE,), False, False, id="an um whatever the aligner heard"),
        pytest.param({}, THIRD, (HERE,), False, False, id="another sound whatever the aligner heard"),
        pytest.param({}, SLURRED, (HERE,), True, False, id="in noise the aligner does not count"),
        pytest.param({}, WORD, (), True, True, id="the same in noise"),
        pytest.param({"change": 0.2}, WORD, (), False, False, id="held"),
        pytest.param({"level_db": -28.0}, WORD, (), False, False, id="far off"),
    ],
)
def test_the_less_is_known_the_more_alike_it_has_to_be(
    evidence: dict[str, float | None], sound: np.ndarray, copies: Sequence[Span], *, noisy: bool, is_repeat: bool
) -> None:
    assert bool(repeats(pause(**evidence), sound, copies=copies, noisy=noisy)) == is_repeat


def test_one_of_the_two_lies_under_no_written_word() -> None:
    covered = pause(uncovered_s=0.0)
    assert repeats(covered, WORD, written=[Span(0.0, 0.24), Span(0.28, 0.84)]) == (), "a lengthened word"
    assert len(repeats(covered, WORD, written=[Span(0.0, 0.24), HERE])) == 1, "the aligner took the other one"


def test_a_word_of_content_is_not_said_again() -> None:
    assert repeats(pause(), WORD, words=(WORDS[0], replace(WORDS[1], text="Scalability,"))) == ()


def test_of_two_sounds_like_one_word_the_nearer_is_its_copy() -> None:
    piece = FilledPause(0.28, 0.34, "uh", MOVING)
    sounds = frames(SLURRED)
    sounds.timbre[30:54] = WORD
    pauses, (repeat,) = said_again([piece, pause()], WORDS, [], (), sounds, noisy=False)
    assert pauses == (piece,)
    assert repeat.start_s == HERE.start_s


def test_pace_makes_no_difference() -> None:
    assert alike(WORD, np.repeat(WORD, 2, axis=0)) == 0.0
    assert alike(WORD, OTHER) > 2.6
