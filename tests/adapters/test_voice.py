from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.adapters import audio_files
from speakstar.adapters.samples import Sample, samples
from speakstar.adapters.voice import SAMPLE_RATE_HZ, cut_clips, find_voice, overlap
from speakstar.core.model import Span

NOISE = np.random.default_rng(7).standard_normal(10 * SAMPLE_RATE_HZ).astype(np.float32)
TIME_S = np.arange(10 * SAMPLE_RATE_HZ, dtype=np.float32) / SAMPLE_RATE_HZ


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(np.zeros(0, dtype=np.float32), id="nothing"),
        pytest.param(np.zeros(100, dtype=np.float32), id="less than a frame"),
        pytest.param(np.zeros_like(TIME_S), id="digital silence"),
        pytest.param(NOISE * 0.001, id="quiet hiss"),
        pytest.param(NOISE * 0.1, id="loud hiss"),
        pytest.param(0.3 * np.sin(2 * np.pi * 50 * TIME_S), id="mains hum"),
        pytest.param(0.3 * np.sin(2 * np.pi * 440 * TIME_S), id="a tone"),
        pytest.param(np.where(TIME_S % 2 < 0.005, 0.9, 0).astype(np.float32), id="clicks"),
    ],
)
def test_no_speech_where_nobody_speaks(sound: np.ndarray) -> None:
    voice = find_voice(sound)
    assert (voice.speech, voice.runs) == ((), ())


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.path.stem)
def test_speaking_time_is_within_3_percent_of_what_was_synthesised(sample: Sample) -> None:
    truth = json.loads(sample.truth.read_text(encoding="utf-8"))
    speech = find_voice(audio_files.decode(sample.path)).speech
    assert sum(span.duration_s for span in speech) == pytest.approx(truth["speaking_s"], rel=0.03)


def test_the_sound_is_left_as_it_is(sample: Sample) -> None:
    sound = audio_files.decode(sample.path)
    before = sound.copy()
    find_voice(sound)
    assert np.array_equal(sound, before)


def runs_of_speech() -> st.SearchStrategy[list[Span]]:
    """Make runs of 10 ms to 70 s with pauses of 10 ms to 20 s."""
    lengths = st.tuples(st.integers(1, 2000), st.integers(1, 7000))

    def lay_out(pairs: list[tuple[int, int]]) -> list[Span]:
        at, runs = 0, []
        for pause, length in pairs:
            runs.append(Span((at + pause) / 100, (at + pause + length) / 100))
            at += pause + length
        return runs

    return st.lists(lengths, max_size=30).map(lay_out)


@settings(deadline=None)
@given(runs_of_speech(), st.sampled_from([5.0, 30.0]))
def test_clips_hold_all_speech_once_and_fit_the_window(runs: list[Span], window_s: float) -> None:
    duration_s = runs[-1].end_s + 1 if runs else 1.0
    clips = cut_clips(runs, window_s=window_s, within=Span(0, duration_s))
    bounds = [time_s for clip in clips for time_s in (clip.start_s, clip.end_s)]
    assert bounds == sorted(bounds)
    assert all(0 <= clip.start_s < clip.end_s <= duration_s for clip in clips)
    assert all(clip.duration_s < window_s for clip in clips)
    heard_s = sum(
        max(0.0, min(clip.end_s, run.end_s) - max(clip.start_s, run.start_s)) for clip in clips for run in runs
    )
    assert heard_s == pytest.approx(sum(run.duration_s for run in runs))


def test_clips_are_as_few_as_will_do_and_cut_at_the_widest_pause() -> None:
    runs = [Span(0, 6), Span(7.5, 15), Span(15.3, 20), Span(21, 26), Span(26.2, 40)]
    assert cut_clips(runs, window_s=30.0, within=Span(0, 41.0)) == (Span(0, 20.2), Span(20.8, 40.2))


def test_a_long_pause_always_ends_a_clip() -> None:
    assert cut_clips([Span(1, 2), Span(4.5, 6)], window_s=30.0, within=Span(0, 10.0)) == (
        Span(0.8, 2.2),
        Span(4.3, 6.2),
    )


def test_padding_stays_on_its_own_side_of_a_short_pause() -> None:
    runs = [Span(0, 27.9), Span(28.0, 40.0)]
    assert cut_clips(runs, window_s=30.0, within=Span(0, 40.0)) == (Span(0, 27.95), Span(27.95, 40.0))


def test_overlap_finds_the_spans_that_share_time() -> None:
    spans = [Span(0, 1), Span(2, 3), Span(4, 5)]
    assert spans[overlap(Span(2.5, 4.5), spans)] == spans[1:]
    assert spans[overlap(Span(3.2, 3.8), spans)] == []
    assert spans[overlap(Span(6, 7), spans)] == []
