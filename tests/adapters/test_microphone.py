"""Which microphone is chosen, and what is said about its sound."""

import sys
from dataclasses import replace

import pytest

from speakstar.adapters import microphone
from speakstar.adapters.audio_files import SILENCE_PEAK
from speakstar.adapters.microphone import choose, gap_advice, level_advice, silence_advice, warning
from speakstar.adapters.recorder_lines import InputDevice, Status
from speakstar.core.model import Recording
from speakstar.errors import DeviceError

DEVICES = (
    InputDevice(0, "USB Audio Device", 2, 48_000, False),
    InputDevice(3, "Built-in Microphone", 1, 44_100, True),
    InputDevice(4, "USB", 1, 16_000, False),
)


@pytest.mark.parametrize(
    ("wanted", "index"), [(None, 3), ("built", 3), ("BUILT-IN MICROPHONE", 3), ("usb", 4), ("Device", 0)]
)
def test_choose(wanted, index):
    assert choose(DEVICES, wanted=wanted).index == index


def test_choose_the_first_where_there_is_no_default():
    assert choose(DEVICES[::2], wanted=None).index == 0


@pytest.mark.parametrize(
    ("devices", "wanted", "said"),
    [
        ((), None, "There is no microphone. Plug one in, or practise with a file"),
        ((), "usb", "There is no microphone."),
        (DEVICES, "sb", "'sb' matches several microphones: USB Audio Device, USB. Give more"),
        (DEVICES, "bluetooth", "no microphone 'bluetooth'. There are: USB Audio Device, Built-in Microphone, USB."),
    ],
)
def test_no_choice(devices, wanted, said):
    with pytest.raises(DeviceError) as caught:
        choose(devices, wanted=wanted)
    assert said in str(caught.value)


def recording(peak, **lost):
    return Recording("/a.wav", 2.0, 16_000, 1, peak, peak / 4, **lost)


@pytest.fixture(params=[("darwin", "Allow your terminal"), ("win32", "Let desktop apps"), ("linux", "Unmute it")])
def cause(request, monkeypatch):
    """The likely cause of silence, on a system whose sound server says nothing about it."""
    monkeypatch.setattr(sys, "platform", request.param[0])
    monkeypatch.setattr(microphone, "_MUTE_QUESTIONS", ((("no-such-program",), "yes"),))
    return request.param[1]


def test_a_silent_recording_is_told_with_its_likely_cause(cause):
    assert silence_advice(recording(SILENCE_PEAK)) is None
    assert "nearly silent: its peak is 0.0049" in silence_advice(recording(0.0049))
    assert silence_advice(recording(0.0)).startswith(f"The recording is silent. {cause}")


def test_a_silent_input_is_told_before_the_recording(cause):
    assert level_advice(Status(loudest=0.001), DEVICES[0]) is None
    assert level_advice(Status(loudest=0.0), DEVICES[0]).startswith(f"USB Audio Device is silent. {cause}")


@pytest.mark.parametrize(("answer", "muted"), [("Mute: yes", True), ("Mute: no", False)])
def test_the_sound_server_is_asked_whether_the_input_is_muted(monkeypatch, answer, muted):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(microphone, "_MUTE_QUESTIONS", ((("echo", answer), "yes"),))
    assert ("The input is muted" in silence_advice(recording(0.0))) == muted


def test_warnings_while_recording():
    good = Status(state="recording", loudest=0.3)
    assert warning(good) is None
    assert "Too loud" in warning(replace(good, clipping=True))
    said = {warning(replace(good, silence=silence)) for silence in ("never", "since", "quiet")}
    assert len(said) == 3


def test_gap_advice():
    assert gap_advice(recording(0.5)) is None
    assert gap_advice(recording(0.5, lost_s=3.04, gaps=1)).startswith("About 3.0 s were lost while recording, in one")
    assert "in 2 places, and the sound system dropped blocks 7 times" in gap_advice(
        recording(0.5, lost_s=1.0, gaps=2, overflows=7)
    )
