from __future__ import annotations

import numpy as np
import pytest

from speakstar.adapters import audio_files
from speakstar.adapters.clips import BLOCK, Clip, Cutter, Track, cut
from speakstar.adapters.samples import Sample
from speakstar.adapters.voice import SAMPLE_RATE_HZ, find_voice, speech_probabilities


@pytest.fixture(scope="module")
def sound(sample: Sample) -> np.ndarray:
    return audio_files.decode(sample.path)


@pytest.mark.parametrize("window_s", [10.0, 30.0])
def test_clips_hold_all_speech_once_and_fit_the_window(sound: np.ndarray, window_s: float) -> None:
    spans = [clip.span for clip in cut(sound, window_s=window_s)]
    bounds = [time_s for span in spans for time_s in (span.start_s, span.end_s)]
    assert bounds == sorted(bounds)
    assert all(span.duration_s < window_s for span in spans)
    runs = find_voice(sound).runs
    heard_s = sum(max(0.0, min(s.end_s, r.end_s) - max(s.start_s, r.start_s)) for s in spans for r in runs)
    assert heard_s == pytest.approx(sum(run.duration_s for run in runs), rel=0.01)


def test_what_comes_later_changes_no_cut_before(sound: np.ndarray) -> None:
    whole = cut(sound, window_s=10.0)
    half = cut(sound[: len(sound) // 2], window_s=10.0)
    assert half[:-1] == whole[: len(half) - 1]


def test_few_clips_are_much_shorter_than_the_window(sound: np.ndarray) -> None:
    lengths_s = [clip.span.duration_s for clip in cut(sound, window_s=10.0)]
    assert len(lengths_s) <= 1.5 * sum(lengths_s) / 10.0 + 1


def test_the_speech_found_piece_by_piece_is_that_of_the_whole(sound: np.ndarray) -> None:
    track = Track()
    for start in range(0, len(sound), BLOCK):
        track.hear(sound[start : start + BLOCK])
    found, whole = track.voice(), find_voice(sound)
    assert len(found.speech) == len(whole.speech)
    assert sum(s.duration_s for s in found.speech) == pytest.approx(sum(s.duration_s for s in whole.speech), rel=1e-3)


def test_the_detector_remembers_what_came_before(sound: np.ndarray) -> None:
    track = Track()
    for start in range(0, 20 * BLOCK, BLOCK):
        track.hear(sound[start : start + BLOCK])
    together = speech_probabilities(sound[: 20 * BLOCK])
    assert np.concatenate(track._probabilities) == pytest.approx(together, abs=1e-4)


def test_of_the_samples_no_more_than_a_window_is_kept(sound: np.ndarray) -> None:
    track = Track()
    cutter = Cutter(track, window_s=10.0)
    most = 0
    for part in (sound, np.zeros_like(sound)):
        for start in range(0, len(part) // BLOCK * BLOCK, BLOCK):
            track.hear(part[start : start + BLOCK])
            list(cutter.clips())
            most = max(most, len(track._samples))
    assert most <= 11 * SAMPLE_RATE_HZ


def test_in_silence_there_is_nothing_to_hear() -> None:
    assert cut(np.zeros(3 * SAMPLE_RATE_HZ, dtype=np.float32), window_s=10.0) == ()
    assert cut(np.zeros(0, dtype=np.float32), window_s=10.0) == ()
    assert Track().voice().runs == ()


def test_a_guess_is_the_last_clip_if_nothing_more_is_said(sound: np.ndarray) -> None:
    silence = np.zeros(SAMPLE_RATE_HZ, dtype=np.float32)
    speech_end = round(find_voice(sound).runs[-1].end_s * SAMPLE_RATE_HZ)
    spoken = np.concatenate([sound[: speech_end + 1600], silence])
    track = Track()
    cutter = Cutter(track, window_s=10.0)
    guesses: list[Clip | None] = []
    for start in range(0, len(spoken) // BLOCK * BLOCK, BLOCK):
        track.hear(spoken[start : start + BLOCK])
        if list(cutter.clips()):
            guesses = []
        guesses.append(cutter.guess())
    found = [guess for guess in guesses if guess]
    assert found
    assert found[-1] == cut(spoken, window_s=10.0)[-1]
