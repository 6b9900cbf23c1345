from __future__ import annotations

import numpy as np
import pytest

from speakstar.core.acoustics import analyse_frames
from speakstar.core.filled_pauses import LIKE_CERTAIN, LIKE_POSSIBLE, judge
from speakstar.core.hearing import Hearing, hear
from speakstar.core.model import FilledPause, SoundEvidence, Span
from speakstar.core.trees import LEAF, Trees
from speakstar.core.um_traits import Stretch, phone_shares, traits

RATE_HZ = 16_000


def spoken(*phones: tuple[str, float]) -> list[tuple[str, Span]]:
    """Lay phones out one after the other."""
    out, at_s = [], 0.0
    for phone, length_s in phones:
        out.append((phone, Span(at_s, at_s + length_s)))
        at_s += length_s
    return out


def test_an_um_is_one_run_of_vowel_and_nasal() -> None:
    shares = phone_shares(spoken(("AH", 0.2), ("M", 0.2)), Span(0.0, 0.4))
    assert shares["central"] == shares["nasal"] == pytest.approx(0.5)
    assert shares["run"] == pytest.approx(1.0)
    assert shares["obstruent"] == shares["nasal_first"] == 0.0


def test_a_consonant_breaks_the_run_and_a_rim_does_not() -> None:
    word = phone_shares(spoken(("AH", 0.1), ("S", 0.1), ("ER", 0.1)), Span(0.0, 0.3))
    assert word["run"] == pytest.approx(1 / 3)
    rim = phone_shares(spoken(("S", 0.02), ("AH", 0.28)), Span(0.0, 0.3))
    assert rim["run"] > 0.9


def test_only_what_lies_in_the_span_counts() -> None:
    shares = phone_shares(spoken(("S", 0.2), ("AH", 0.2)), Span(0.2, 0.4))
    assert shares["obstruent"] == 0.0
    assert shares["central"] == pytest.approx(1.0)


def held(length_s: float = 1.0) -> Hearing:
    """Hold a vowel between two silences."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    vowel = sum(np.sin(2 * np.pi * 120 * k * t) / k for k in range(1, 20)) * 0.1
    quiet = np.random.default_rng(0).normal(0, 1e-4, RATE_HZ)
    frames = analyse_frames(np.concatenate([quiet, vowel, quiet]).astype(np.float32))
    return hear(frames, np.ones(len(frames)), snr_db=50.0)


def test_a_held_sound_between_silences_is_steady_and_set_apart() -> None:
    hearing = held()
    span = Span(1.0, 2.0)
    evidence = hearing.evidence(span, uncovered_s=1.0, aligned_s=0.5)
    odds = np.full(len(hearing.frames), -3.0, np.float32)
    odds[100:200] = np.linspace(0.1, 20.0, 100)
    shown = traits(Stretch(span, evidence, (), 0.4, 9.0), hearing, odds)
    assert (shown["odds_before"], shown["odds_after"], shown["odds_share"]) == (-3.0, -3.0, 1.0)
    assert shown["odds_head"] < shown["odds"] < shown["odds_tail"] == shown["odds_most"] == 8.0
    assert shown["change"] < 0.5
    assert shown["dip"] > 20
    assert (shown["gap_before"], shown["gap_after"]) == (0.4, 1.0)
    assert (shown["uncovered"], shown["aligned"]) == (1.0, 0.5)


def test_trees_add_up_and_are_read_from_the_root() -> None:
    trees = Trees(
        names=("length", "change"),
        start=0.0,
        trait=np.array([[0, LEAF, LEAF], [1, LEAF, LEAF]]),
        limit=np.array([[0.5, 0, 0], [1.0, 0, 0]]),
        left=np.array([[1, -1, -1], [1, -1, -1]]),
        right=np.array([[2, -1, -1], [2, -1, -1]]),
        value=np.array([[0, -2.0, 2.0], [0, 1.0, -1.0]]),
    )
    assert trees.likeness({"length": 1.0, "change": 0.2}) == pytest.approx(1 / (1 + np.exp(-3)))
    assert trees.likeness({"length": 0.0, "change": 2.0}) == pytest.approx(1 / (1 + np.exp(3)))


@pytest.mark.parametrize(
    ("likeness", "uncovered_s", "aligned_s", "expected"),
    [
        (LIKE_CERTAIN, 0.4, 0.3, ("certain", "sound.both")),
        (LIKE_CERTAIN, 0.4, 0.0, ("certain", "sound.voice")),
        (LIKE_CERTAIN, 0.0, 0.3, ("certain", "sound.covered")),
        (LIKE_POSSIBLE, 0.4, 0.3, ("certain", "sound.both")),
        (LIKE_POSSIBLE - 0.01, 0.4, 0.3, ("possible", "sound.both")),
        (LIKE_CERTAIN - 0.01, 0.0, 0.3, ("possible", "sound.covered")),
        (LIKE_POSSIBLE - 0.01, 0.0, 0.3, None),
    ],
)
def test_rules_and_likeness_decide_together_where_there_is_one(
    likeness: float, uncovered_s: float, aligned_s: float, expected: tuple[str, str] | None
) -> None:
    evidence = SoundEvidence(0.9, 0.9, 0.5, -5.0, uncovered_s, aligned_s, 0.6, "AH M", likeness)
    assert judge(FilledPause(1.0, 1.4, "um", evidence), None) == expected
