from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from speakstar.adapters import trees_file
from speakstar.core.acoustics import CEPSTRA, Frames
from speakstar.core.model import DroppedRepeat, FilledPause, SoundEvidence, Span, Word
from speakstar.core.said_again import LIKELY, SLACK, Pair, Surroundings, apart, said_again

RNG = np.random.default_rng(11)
WORD, OTHER, THIRD = (np.repeat(RNG.normal(0, 3, (6, CEPSTRA)), 4, axis=0) for _ in range(3))  # 240 ms each
MOVING = SoundEvidence(0.9, 0.9, 2.0, -6.0, uncovered_s=0.24, aligned_s=0.0, change=1.8, likeness=0.1)
WORDS = (Word("and", 0.0, 0.24), Word("We,", 0.6, 0.84))
HERE = Span(0.3, 0.54)


def frames(extra: np.ndarray) -> Frames:
    """Say "and", something, and "we"."""
    silence = np.zeros((6, CEPSTRA))
    timbre = np.concatenate([OTHER, silence, extra, silence, WORD])
    flat, moving = np.zeros(len(timbre)), np.full(len(timbre), 1.8)
    return Frames(flat, flat, flat, moving, timbre)


def pause(**evidence: float | None) -> FilledPause:
    return FilledPause(HERE.start_s, HERE.end_s, "um/uh", replace(MOVING, **evidence))


def around(
    extra: np.ndarray, words: Sequence[Word] = WORDS, copies: Sequence[Span] = (), snr_db: float | None = 50.0
) -> Surroundings:
    return Surroundings(words, [Span(word.start_s, word.end_s) for word in words], copies, frames(extra), snr_db)


def learned(pair: Pair) -> float:
    return trees_file.load(trees_file.REPEATS).likeness(pair.traits)


def repeats(found: FilledPause, surroundings: Surroundings) -> tuple[DroppedRepeat, ...]:
    pauses, repeats = said_again([found], surroundings, learned)
    assert pauses == (() if repeats else (found,)), "it is the one or the other"
    return repeats


def test_a_word_said_twice_is_a_repeat_and_no_filler() -> None:
    (repeat,) = repeats(pause(), around(WORD))
    assert (repeat.text, repeat.start_s, repeat.end_s) == ("we", 0.3, 0.54)


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param({}, id="no um"),
        pytest.param({"likeness": 0.99, "aligned_s": 0.2, "change": 0.3}, id="an um"),
        pytest.param({"likeness": None, "aligned_s": None}, id="never weighed"),
    ],
)
def test_another_sound_is_left_as_it_is(evidence: dict[str, float | None]) -> None:
    assert repeats(pause(**evidence), around(THIRD)) == ()


def test_the_nearer_and_the_more_the_aligner_agrees_the_likelier() -> None:
    def likeness(extra: np.ndarray, copies: Sequence[Span] = ()) -> float:
        asked: list[float] = []
        said_again([pause()], around(extra, copies=copies), lambda pair: asked.append(learned(pair)) or 0.0)
        return max(asked)

    mumbled = WORD + RNG.normal(0, 2.4, WORD.shape)
    assert likeness(THIRD) < likeness(mumbled) < likeness(mumbled, [HERE])
    assert likeness(mumbled) < likeness(WORD)


def test_likely_is_enough() -> None:
    for found, count in ((LIKELY, 1), (LIKELY - 0.01, 0)):
        _, repeats = said_again([pause()], around(THIRD), lambda _, found=found: found)
        assert len(repeats) == count


def test_a_word_of_content_is_not_said_again() -> None:
    words = (replace(WORDS[0], text="Storage"), replace(WORDS[1], text="Scalability,"))
    assert said_again([pause()], around(WORD, words), lambda _: 1.0)[1] == ()


@pytest.mark.parametrize(("start_s", "end_s"), [(1.4, 1.6), (0.4, 0.7), (0.6, 1.6)])
def test_a_word_far_off_or_over_it_or_long_is_not_said_again(start_s: float, end_s: float) -> None:
    words = (Word("we", start_s, end_s),)
    assert said_again([pause()], around(WORD, words), lambda _: 1.0)[1] == ()


def test_of_two_sounds_like_one_word_the_likelier_is_its_copy() -> None:
    piece = FilledPause(0.28, 0.34, "uh", MOVING)
    pauses, (repeat,) = said_again(
        [piece, pause()], around(WORD, WORDS[1:]), lambda pair: 0.6 if pair.pause is piece else 0.9
    )
    assert pauses == (piece,)
    assert repeat.start_s == HERE.start_s


def test_pace_makes_no_difference() -> None:
    assert apart(WORD, np.repeat(WORD, 2, axis=0)) == 0.0
    assert apart(WORD, OTHER) > 2.6


def test_slack_leaves_out_what_is_beyond_the_edge() -> None:
    longer = np.concatenate([THIRD[:SLACK], WORD, OTHER[:SLACK]])
    assert apart(longer, WORD) > 0.3
    assert apart(longer, WORD, slack=SLACK) == apart(WORD, longer, slack=SLACK) == 0.0


def test_one_frame_is_enough() -> None:
    assert apart(WORD[:1], WORD[:1], slack=SLACK) == 0.0
