"""The synthetic voices that the samples and the embedded model are made with."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
from pocket.dtw import borrowed_times
from pocket.speech import SAMPLE_RATE, SpeechError
from pocket.voices import GROUPS, HELD_OUT_VOICES, SEEN_VOICES, speak

TEXT = "Um, we cut the waiting time by half."
LIBRARIES = {"flite": "libflite.so.1", "espeak": "libespeak-ng.so.1"}


@pytest.fixture(params=["flite:slt", "flite:kal16", "espeak:en-us", "espeak:en-gb"])
def voice(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    _needs(LIBRARIES[name.partition(":")[0]])
    return name


def _needs(library: str) -> None:
    try:
        ctypes.CDLL(library)
    except OSError:
        pytest.skip(f"needs {library} (Debian: libflite1, libespeak-ng1)")


def test_every_word_is_loud_where_the_voice_says_it_is(voice: str) -> None:
    said = speak(TEXT, voice)
    assert len(said.starts_s) == len(said.ends_s) == len(TEXT.split())
    assert (np.diff(said.starts_s) > 0).all()
    assert (said.ends_s > said.starts_s).all()
    whole = np.sqrt((said.samples**2).mean())
    for start_s, end_s in zip(said.starts_s, said.ends_s, strict=True):
        word = said.samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]
        assert np.sqrt((word**2).mean()) > whole / 10


def test_the_same_text_gives_the_same_times(voice: str) -> None:
    # Breath and fricatives are random noise, by which the trimming, and with it the first word's start, moves.
    once, again = (np.diff(speak(TEXT, voice).starts_s[1:]) for _ in range(2))
    assert once == pytest.approx(again, abs=0.02)


def test_a_slower_voice_takes_longer(voice: str) -> None:
    assert len(speak(TEXT, voice, rate=0.8).samples) > 1.1 * len(speak(TEXT, voice).samples)


def test_times_borrowed_from_another_reading_are_near_the_voices_own(voice: str) -> None:
    if voice.startswith("flite"):
        _needs("libespeak-ng.so.1")
    said = speak(TEXT, voice)
    starts_s, ends_s = borrowed_times(said.samples, TEXT)
    assert np.median(np.abs(starts_s - said.starts_s)) < 0.06
    assert (ends_s > starts_s).all()


def test_no_voice_of_the_benchmark_that_is_held_out_is_trained_on() -> None:
    trained = {voice for voices in GROUPS.values() for voice in voices}
    assert set(SEEN_VOICES) <= trained
    assert not trained & set(HELD_OUT_VOICES)
    assert not any("steph" in voice or "gbclan" in voice or voice.endswith("+m8") for voice in trained)


def test_an_unknown_synthesiser_is_named() -> None:
    with pytest.raises(SpeechError, match="nobody"):
        speak(TEXT, "nobody:me")
