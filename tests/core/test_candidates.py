from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from speakstar.core.acoustics import CEPSTRA, Frames
from speakstar.core.candidates import candidates, likeliest
from speakstar.core.hearing import Hearing
from speakstar.core.model import FilledPause, SoundEvidence, Span

N = 300  # three seconds
SPOKEN = Span(0.5, 2.5)


def hearing(voice: Span = SPOKEN, sounding: Span = SPOKEN) -> Hearing:
    times_s = np.arange(N) / 100
    loud = (times_s >= sounding.start_s) & (times_s < sounding.end_s)
    speech = (times_s >= voice.start_s) & (times_s < voice.end_s)
    frames = Frames(
        np.where(loud, -20.0, -70.0), np.where(loud, 0.9, 0.0), np.full(N, 120.0), np.zeros(N), np.zeros((N, CEPSTRA))
    )
    return Hearing(frames, speech.astype(float), floor_db=-70.0, level_db=-20.0, snr_db=50.0)


def found(
    heard: Hearing, *, placed: list[Span], written: list[Span], likely: Sequence[Span] = ()
) -> list[tuple[float, float]]:
    pauses = candidates(heard, placed, written, [], [], [Span(0.0, 3.0)], likely)
    return [(pause.start_s, pause.end_s) for pause in pauses]


def test_voice_that_the_engine_left_between_words_counts_where_the_aligner_put_a_word() -> None:
    written = [Span(0.5, 1.0), Span(1.6, 2.5)]
    assert found(hearing(), placed=[Span(0.5, 1.6), Span(1.6, 2.5)], written=written) == [(1.0, 1.6)]


def test_one_stretch_under_no_word_is_one_candidate() -> None:
    apart = [Span(0.5, 1.0), Span(1.6, 2.5)]
    assert found(hearing(), placed=apart, written=[Span(0.5, 1.02), Span(1.58, 2.5)]) == [(1.0, 1.6)]


def test_a_flat_vowel_that_is_taken_for_a_tone_is_looked_at_in_a_gap() -> None:
    taken_for_a_tone = hearing(voice=Span(0.5, 1.0))
    written = [Span(0.5, 1.0), Span(1.6, 2.5)]
    assert found(taken_for_a_tone, placed=written, written=written) == [(1.0, 1.6)]


def test_what_the_network_hears_under_a_word_is_a_candidate() -> None:
    written = [Span(0.5, 1.6), Span(1.6, 2.5)]
    assert found(hearing(), placed=written, written=written, likely=[Span(1.2, 1.5)]) == [(1.2, 1.5)]
    assert found(hearing(), placed=written, written=written, likely=[Span(1.2, 1.25)]) == []


def test_what_the_network_hears_where_a_candidate_is_makes_no_second_one() -> None:
    written = [Span(0.5, 1.0), Span(1.6, 2.5)]
    assert found(hearing(), placed=written, written=written, likely=[Span(1.1, 1.6)]) == [(1.0, 1.6)]


def test_silence_between_words_is_none() -> None:
    quiet = hearing(voice=Span(0.5, 1.0), sounding=Span(0.5, 1.0))
    assert found(quiet, placed=[Span(0.5, 1.0)], written=[Span(0.5, 1.0), Span(1.6, 2.5)]) == []


@pytest.mark.parametrize("order", [1, -1])
def test_of_candidates_that_overlap_the_likeliest_stays(order: int) -> None:
    def pause(start_s: float, end_s: float, likeness: float) -> FilledPause:
        return FilledPause(start_s, end_s, "um", replace(EVIDENCE, likeness=likeness))

    pieces = [pause(1.0, 1.2, 0.4), pause(1.0, 1.6, 0.9), pause(1.4, 1.6, 0.7), pause(2.0, 2.3, 0.1)]
    kept = likeliest(pieces[::order])
    assert [(one.start_s, one.end_s) for one in kept] == [(1.0, 1.6), (2.0, 2.3)]


EVIDENCE = SoundEvidence(
    voice=1.0, voiced=1.0, pitch_span_st=0.5, level_db=-3.0, uncovered_s=0.2, aligned_s=None, change=0.5
)
