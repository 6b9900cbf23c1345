import math

import numpy as np
import pytest

from speakstar.adapters.meter import CLIPPING_SHOWN_S, QUIET_S, ZEROS_S, Meter

RATE_HZ = 16_000


@pytest.fixture
def meter():
    return Meter(RATE_HZ)


def hear(meter, amplitude, seconds=0.1):
    """Let it hear a constant, in blocks of a tenth of a second."""
    for _ in range(round(seconds * 10)):
        heard = meter.hear(np.full(RATE_HZ // 10, amplitude, dtype=np.int16))
    return heard


def test_levels(meter):
    assert hear(meter, 16_384) == (0.5, 0.25 * RATE_HZ / 10)
    hear(meter, -32_768)
    hear(meter, 8_192)
    assert meter.newest() == (1.0, 1.0)
    hear(meter, 8_192)
    assert meter.newest() == (0.25, 0.25)
    assert meter.newest() == (0.0, 0.0)
    assert meter.loudest == 1.0
    assert meter.heard_s == pytest.approx(0.4)


def test_the_rms_is_that_of_the_loudest_block(meter):
    wave = (np.sin(np.arange(RATE_HZ // 10) / 10) * 16_384).astype(np.int16)
    meter.hear(wave)
    hear(meter, 1)
    peak, rms = meter.newest()
    assert peak == pytest.approx(0.5, abs=1e-3)
    assert rms == pytest.approx(0.5 / math.sqrt(2), abs=1e-2)


@pytest.mark.parametrize(("amplitude", "clips"), [(32_766, False), (32_767, True), (-32_768, True)])
def test_clipping_is_shown_for_a_while(meter, amplitude, clips):
    assert not meter.clipping
    hear(meter, amplitude)
    assert meter.clipping == clips
    hear(meter, 100, CLIPPING_SHOWN_S + 0.1)
    assert not meter.clipping


def test_a_microphone_that_never_gives_anything(meter):
    hear(meter, 0, ZEROS_S - 0.5)
    assert meter.silence == ""
    hear(meter, 3, 0.6)  # a step or two of noise is no open microphone
    assert meter.silence == "never"
    hear(meter, 3_000)
    assert meter.silence == ""


def test_a_microphone_that_falls_silent(meter):
    hear(meter, 3_000)
    hear(meter, 0, ZEROS_S - 0.5)
    assert meter.silence == ""
    hear(meter, 0, 1)
    assert meter.silence == "since"
    hear(meter, 30)
    assert meter.silence == ""


def test_a_microphone_that_is_too_quiet_for_speech(meter):
    hear(meter, 30, QUIET_S - 0.5)
    assert meter.silence == ""
    hear(meter, 30, 1)
    assert meter.silence == "quiet"
    hear(meter, 3_000)
    hear(meter, 30, 2 * QUIET_S)
    assert meter.silence == "", "a pause is no fault"
