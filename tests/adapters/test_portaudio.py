"""Devices that refuse, through a stand-in for sounddevice."""

import sys
import types

import pytest

from speakstar.adapters import portaudio
from speakstar.adapters.recorder_lines import InputDevice
from speakstar.errors import DeviceError

USB = InputDevice(4, "USB", 2, 16_000, False)


class PortAudioError(Exception):
    pass


class Stream:
    def __init__(self, **options):
        self.options = options

    def start(self):
        pass

    def close(self):
        raise PortAudioError("gone")


@pytest.fixture
def sounddevice(monkeypatch):
    module = types.SimpleNamespace(PortAudioError=PortAudioError, RawInputStream=Stream)
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    return module


def ignore(*_block):
    pass


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Device unavailable", -9985), "USB is in use by another program. Close that program"),
        (("Invalid sample rate", -9997), "USB refuses its own rate of 16000 Hz. Choose another"),
        (("Invalid number of channels", -9998), "USB cannot be opened: Invalid number of channels. Choose"),
        (("Unanticipated host error", -9999, (0, -5, "Input/output error")), "USB cannot be opened: Unanticipated"),
        (("Error querying device -1",), "USB cannot be opened: Error querying device -1. Choose"),
    ],
)
def test_a_device_that_refuses(sounddevice, arguments, said):
    def refuse(**_options):
        raise PortAudioError(*arguments)

    sounddevice.RawInputStream = refuse
    with pytest.raises(DeviceError) as caught, portaudio.flowing(USB, ignore):
        pass
    assert said in str(caught.value)


def test_a_device_that_is_gone_at_the_end_is_no_failure(sounddevice):
    with portaudio.flowing(USB, ignore) as stream:
        assert stream.options["channels"] == 1
        assert stream.options["blocksize"] == 800


def test_a_device_that_gives_no_single_channel_gives_all(sounddevice):
    def stereo_only(*, channels, **options):
        if channels != 2:
            raise PortAudioError("Invalid number of channels", -9998)
        return Stream(channels=channels, **options)

    sounddevice.RawInputStream = stereo_only
    with portaudio.flowing(USB, ignore) as stream:
        assert stream.options["channels"] == 2


def described(index, name, interface, inputs):
    return {
        "index": index,
        "name": name,
        "hostapi": interface,
        "max_input_channels": inputs,
        "default_samplerate": 44_100.0,
    }


@pytest.mark.parametrize(("default", "listed"), [(3, ["Mic B", "Mic A"]), (-1, ["Mic A", "Mic B", "Mic A"])])
def test_a_microphone_behind_two_interfaces_is_listed_once(sounddevice, default, listed):
    found = [
        described(0, "Mic A", 0, 1),
        described(1, "Speaker", 1, 0),
        described(2, "Mic B", 1, 2),
        described(3, "Mic A", 1, 1),
    ]
    sounddevice.query_devices = lambda: found
    sounddevice.default = types.SimpleNamespace(device=[default, 1])
    devices = portaudio.inputs()
    assert [device.name for device in devices] == listed
    assert [device.index for device in devices if device.is_default] == [index for index in [default] if index > 0]
    assert devices[-1] == InputDevice(3, "Mic A", 1, 44_100, default == 3)
