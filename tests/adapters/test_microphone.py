"""Recording: first without a device, then, where marked ``sound``, from a real sound server through PortAudio."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import types

import numpy as np
import pytest
import soundfile
from rig.virtual_microphone import RATE_HZ, VirtualMicrophone, skip_without_server

from speakstar.adapters import audio_files, microphone, portaudio
from speakstar.adapters.microphone import InputDevice, Microphone, choose, gap_advice, silence_advice
from speakstar.core.model import Recording
from speakstar.errors import DeviceError, StoreError

DEVICES = (
    InputDevice(0, "USB Audio Device", 2, 48_000, False),
    InputDevice(3, "Built-in Microphone", 1, 44_100, True),
    InputDevice(4, "USB", 1, 16_000, False),
)


# --- choosing ---------------------------------------------------------------------------------------------


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


# --- advice -----------------------------------------------------------------------------------------------


def recording(peak):
    return Recording("/a.wav", 2.0, 16_000, 1, peak, peak / 4)


def test_silence_advice(monkeypatch):
    assert silence_advice(recording(audio_files.SILENCE_PEAK)) is None
    assert "its peak is 0.0049" in silence_advice(recording(0.0049))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Allow your terminal to use the microphone" in silence_advice(recording(0.0))
    monkeypatch.setattr(sys, "platform", "linux")
    assert "Unmute" in silence_advice(recording(0.0))


def test_gap_advice():
    assert gap_advice(0.4) is None
    assert gap_advice(3.04).startswith("About 3.0 s were lost")


# --- devices that refuse, through a stand-in for sounddevice ----------------------------------------------


class PortAudioError(Exception):
    pass


class Stream:
    """Delivers two blocks of stereo when started, then is gone."""

    active = False

    def __init__(self, callback, channels, **_options):
        self.callback, self.channels = callback, channels

    def start(self):
        for value in (1_000, 3_000):
            data = np.full((1_600, self.channels), value, "<i2")
            self.callback(memoryview(data.tobytes()), 1_600, None, None)

    def stop(self):
        raise PortAudioError("gone")

    close = stop


@pytest.fixture
def sounddevice(monkeypatch):
    module = types.SimpleNamespace(PortAudioError=PortAudioError, RawInputStream=Stream)
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    return module


def refuse(*arguments):
    def open_stream(**_options):
        raise PortAudioError(*arguments)

    return open_stream


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
def test_a_device_that_refuses_leaves_no_file(sounddevice, tmp_path, arguments, said):
    sounddevice.RawInputStream = refuse(*arguments)
    with pytest.raises(DeviceError) as caught:
        Microphone(tmp_path / "a.wav", device=DEVICES[2]).record()
    assert said in str(caught.value)
    assert list(tmp_path.iterdir()) == []


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
    devices = microphone.inputs()
    assert [device.name for device in devices] == listed
    assert [device.index for device in devices if device.is_default] == [index for index in [default] if index > 0]
    assert devices[-1] == InputDevice(3, "Mic A", 1, 44_100, default == 3)


def test_a_sound_server_that_hangs_at_the_end_costs_nothing(sounddevice, tmp_path, monkeypatch):
    never = threading.Event()

    class Hanging(Stream):
        active = True

        def stop(self):
            never.wait()

    sounddevice.RawInputStream = Hanging
    monkeypatch.setattr(portaudio, "CLOSE_LIMIT_S", 0.1)
    try:
        kept = Microphone(tmp_path / "a.wav", device=DEVICES[2], should_stop=lambda: True).record()
    finally:
        never.set()
    assert soundfile.info(kept.path).frames == 3_200


def test_a_device_that_gives_no_single_channel_is_mixed_down(sounddevice, tmp_path):
    def stereo_only(*, channels, **options):
        if channels != 2:
            raise PortAudioError("Invalid number of channels", -9998)
        return Stream(channels=channels, **options)

    sounddevice.RawInputStream = stereo_only
    path = tmp_path / "a.wav"
    with pytest.raises(DeviceError, match="USB Audio Device stopped delivering sound") as caught:
        Microphone(path, device=DEVICES[0]).record()
    assert f"are kept: speakstar review {path}" in caught.value.hint
    assert soundfile.info(path).channels == 1
    assert soundfile.info(path).frames == 3_200


@pytest.mark.parametrize("interrupt", ["should_stop", "on_level"])
def test_ctrl_c_anywhere_stops_and_keeps(sounddevice, tmp_path, interrupt):
    def ctrl_c(*_arguments):
        raise KeyboardInterrupt

    Stream.active = True
    try:
        kept = Microphone(tmp_path / "a.wav", device=DEVICES[2], **{interrupt: ctrl_c}).record()
    finally:
        Stream.active = False
    assert kept.duration_s == 0.2
    assert soundfile.info(kept.path).frames == 3_200


def test_a_file_is_not_overwritten(sounddevice, tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    with pytest.raises(StoreError, match="not overwritten"):
        Microphone(path, device=DEVICES[2]).record()
    assert path.read_bytes() == b"precious"


def test_what_is_printed_by_the_sound_system_stays_off_the_screen(sounddevice, tmp_path, capfd):
    def noisy(**options):
        os.write(2, b"ALSA lib pcm.c: Unknown PCM\n")
        return Stream(**options)

    sounddevice.RawInputStream = noisy
    with pytest.raises(DeviceError):
        Microphone(tmp_path / "a.wav", device=DEVICES[2]).record()
    os.write(2, b"still here\n")
    assert capfd.readouterr().err == "still here\n"


def test_without_portaudio():
    script = """
import ctypes.util
ctypes.util.find_library = lambda name: None
from speakstar.adapters import microphone
from speakstar.errors import DeviceError
try:
    microphone.inputs()
except DeviceError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "PortAudio, which reads the microphone, is not installed" in done.stdout
    for command in ("apt install libportaudio2", "dnf install portaudio", "brew install portaudio"):
        assert command in done.stdout
    assert done.stderr == ""


# --- a real sound server ----------------------------------------------------------------------------------

RECORD = """
import json, resource, sys
from dataclasses import asdict
from pathlib import Path
from speakstar.adapters import microphone, portaudio
from speakstar.errors import SpeakstarError

path, options = Path(sys.argv[1]), json.loads(sys.argv[2])
portaudio.LOAD_LIMIT_S = 2.0
if "disk_bytes" in options:
    resource.setrlimit(resource.RLIMIT_FSIZE, (options["disk_bytes"], options["disk_bytes"]))

def on_level(elapsed_s, peak, rms):
    if elapsed_s > 0:
        print(json.dumps([elapsed_s, peak, rms]), flush=True)

try:
    device = microphone.choose(microphone.inputs(), wanted=options.get("device"))
    recorder = microphone.Microphone(
        path, device=device, seconds=options.get("seconds"), on_level=on_level,
        should_stop=lambda: path.with_name("stop").exists(),
    )
    result = asdict(recorder.record()) | {"gap_s": recorder.gap_s}
except SpeakstarError as error:
    result = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
print(json.dumps(result))
"""


class Program:
    """A program that records, in a process of its own."""

    def __init__(self, env, path, **options):
        self.process = subprocess.Popen(
            [sys.executable, "-c", RECORD, str(path), json.dumps(options)],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_sound(self):
        """Return once something is on disk: the seconds recorded by then."""
        return json.loads(self.process.stdout.readline())[0]

    def result(self):
        """Wait for the end; returns what the program printed last, and all levels."""
        out, err = self.process.communicate(timeout=30)
        assert self.process.returncode == 0, err
        assert "Traceback" not in err
        *levels, last = map(json.loads, out.splitlines())
        return last, levels


@pytest.fixture
def noise(tmp_path):
    """A second of noise: every sample counts when it is compared."""
    path = tmp_path / "noise.wav"
    samples = np.random.default_rng(1).integers(-8_000, 8_000, RATE_HZ, dtype=np.int16)
    soundfile.write(path, samples, RATE_HZ)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "take.wav"


def heard(path, noise):
    """Whether the recording holds the noise, sample by sample."""
    recorded, _ = soundfile.read(path, dtype="int16")
    played, _ = soundfile.read(noise, dtype="int16")
    start = np.flatnonzero(recorded)[0] - np.flatnonzero(played)[0]
    return np.array_equal(recorded[start : start + len(played)], played)


@pytest.mark.sound
def test_the_recording_equals_what_was_played(mic, path, noise):
    program = Program(mic.env, path, seconds=3)
    program.wait_for_sound()
    mic.play(noise)
    result, levels = program.result()

    assert heard(path, noise)
    assert result["path"] == str(path)
    assert (result["duration_s"], result["sample_rate_hz"], result["channels"]) == (3.0, RATE_HZ, 1)
    assert soundfile.info(path).frames == 3 * RATE_HZ
    assert result["peak"] == pytest.approx(8_000 / 32_768, abs=1e-3)
    assert gap_advice(result["gap_s"]) is None
    assert len(levels) >= 20
    assert [level[0] for level in levels] == sorted(level[0] for level in levels)
    assert max(level[1] for level in levels) == pytest.approx(result["peak"], abs=1e-3)
    probed = audio_files.probe(path)
    assert (probed.path, probed.duration_s) == (result["path"], 3.0)


@pytest.mark.sound
def test_ctrl_c_stops_and_keeps(mic, path, noise):
    program = Program(mic.env, path)
    program.wait_for_sound()
    mic.play(noise)
    time.sleep(0.5)
    program.process.send_signal(signal.SIGINT)
    result, _ = program.result()
    assert heard(path, noise)
    assert result["duration_s"] == soundfile.info(path).frames / RATE_HZ


@pytest.mark.sound
def test_stopping_on_request_keeps_the_last_words(mic, path, noise, tmp_path):
    program = Program(mic.env, path)
    program.wait_for_sound()
    mic.play(noise)
    time.sleep(0.3)  # what the sound server still holds when the player ends
    (tmp_path / "stop").touch()
    assert program.result()[0]["duration_s"] > 1
    assert heard(path, noise)


@pytest.mark.sound
@pytest.mark.parametrize("fault", ["unplug", "crash", "freeze"])
def test_a_device_that_fails_midway_keeps_what_was_said(mic, path, noise, fault):
    program = Program(mic.env, path, device="mic")
    program.wait_for_sound()
    mic.play(noise)
    time.sleep(0.5)
    getattr(mic, fault)()
    result, _ = program.result()  # also when the sound server hangs for good, the program ends
    assert result["error"] == "DeviceError"
    assert result["message"] == "mic stopped delivering sound. Was it unplugged?"
    assert f"s are kept: speakstar review {path}" in result["hint"]
    assert heard(path, noise)
    assert audio_files.probe(path).duration_s > 1


@pytest.mark.sound
def test_a_crash_of_ours_costs_half_a_second_at_most(mic, path, noise):
    program = Program(mic.env, path)
    recorded_s = program.wait_for_sound()
    started_at = time.monotonic()
    mic.play(noise)
    time.sleep(1)
    program.process.kill()
    passed_s = time.monotonic() - started_at
    program.process.communicate()
    assert heard(path, noise)
    assert audio_files.probe(path).duration_s > recorded_s + passed_s - 0.5


@pytest.mark.sound
def test_a_full_disk_ends_the_take_and_keeps_what_was_said(mic, path):
    result, _ = Program(mic.env, path, disk_bytes=44 + RATE_HZ * 2).result()
    assert result["error"] == "StoreError"
    assert result["message"] == f"{path} cannot be written: File too large."
    assert result["hint"] == f"Make room on the disk. The first 1.0 s are kept: speakstar review {path}"
    assert soundfile.info(path).frames == RATE_HZ


@pytest.mark.sound
def test_a_suspended_device_leaves_a_gap_that_is_told(mic, path):
    program = Program(mic.env, path, seconds=2)
    program.wait_for_sound()
    mic.suspend(1)
    result, _ = program.result()
    assert result["duration_s"] == 2
    assert 0.5 < result["gap_s"] < 2
    assert gap_advice(result["gap_s"])


@pytest.mark.sound
def test_a_muted_device_records_exact_zeros(mic, path):
    mic.mute()
    result, _ = Program(mic.env, path, seconds=1).result()
    result.pop("gap_s")
    assert result["peak"] == 0
    assert silence_advice(Recording(**result))


@pytest.mark.sound
def test_a_device_is_chosen_by_name(path, noise):
    skip_without_server()
    with VirtualMicrophone("desk", "headset") as rig:
        program = Program(rig.env, path, device="HEAD", seconds=2)
        program.wait_for_sound()
        rig.play(noise, into="headset")
        program.result()
        assert heard(path, noise)
        result, _ = Program(rig.env, path, device="phone", seconds=2).result()
    assert result["message"] == "There is no microphone 'phone'."
    assert result["hint"] == "There are: desk, headset, default."


@pytest.mark.sound
def test_a_machine_without_microphone(mic, path):
    result, _ = Program(mic.env_without_devices(), path).result()
    assert result["message"] == "There is no microphone."
    assert not path.exists()


@pytest.mark.sound
def test_a_device_that_is_gone_before_the_start(mic, path):
    mic.unplug()
    result, _ = Program(mic.env, path, device="mic").result()
    assert result["error"] == "DeviceError"
    assert result["message"].startswith("mic cannot be opened: ")
    assert not path.exists()


@pytest.mark.sound
def test_a_sound_server_that_hangs_before_the_start(mic, path):
    mic.freeze()
    result, _ = Program(mic.env, path).result()
    assert result["message"] == "The sound system does not answer (waited 2 s)."
    assert "Restart it" in result["hint"]
    assert not path.exists()
