"""The recorder's process against a real sound server: fidelity, and every fault that we could make."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from rig.virtual_microphone import RATE_HZ, VirtualMicrophone, skip_without_server

from speakstar.adapters import audio_files, recorder_process
from speakstar.adapters.microphone import choose, gap_advice, level_advice, warning
from speakstar.adapters.recorder_process import RecorderProcess
from speakstar.errors import DeviceError, SpeakstarError, StoreError

pytestmark = pytest.mark.sound

PATIENCE_S = 20.0


@pytest.fixture
def here(mic, monkeypatch):
    """Let programs that are started from here see the virtual microphone."""
    use(monkeypatch, mic.env)
    return mic


@pytest.fixture
def path(tmp_path):
    return tmp_path / "take.wav"


@pytest.fixture
def noise(tmp_path):
    return write_noise(tmp_path / "noise.wav")


def write_noise(path, rate_hz=RATE_HZ, channels=1, seconds=0.5):
    """Noise, the same in all channels: every sample counts when it is compared."""
    samples = np.random.default_rng(rate_hz).integers(-8_000, 8_000, int(rate_hz * seconds), dtype=np.int16)
    soundfile.write(path, np.stack([samples] * channels, axis=1), rate_hz)
    return path


def use(monkeypatch, env):
    for name in os.environ.keys() - env.keys():
        monkeypatch.delenv(name)
    for name, value in env.items():
        monkeypatch.setenv(name, value)


def heard(path, noise):
    """Whether the recording holds the noise, sample by sample."""
    recorded, _ = soundfile.read(path, dtype="int16")
    played = soundfile.read(noise, dtype="int16", always_2d=True)[0][:, 0]
    start = np.flatnonzero(recorded)[0] - np.flatnonzero(played)[0]
    return np.array_equal(recorded[start : start + len(played)], played)


def wait_for(recorder, sign):
    end_s = time.monotonic() + PATIENCE_S
    while not sign(status := recorder.poll()):
        assert time.monotonic() < end_s, status
        time.sleep(0.02)
    return status


def begin(recorder, path, *, name="mic", seconds=None):
    """Listen and record; returns when sound is on disk."""
    recorder.listen(choose(recorder.devices(), wanted=name))
    recorder.record(path, seconds=seconds)
    wait_for(recorder, lambda status: status.frames)


def failure(recorder, sign=lambda status: False):
    """Wait until it fails."""
    with pytest.raises(SpeakstarError) as caught:
        wait_for(recorder, sign)
    return caught.value


# --- what it records ---------------------------------------------------------------------------------------


def test_the_recording_equals_what_was_played(here, path, noise, tmp_path):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        time.sleep(0.3)  # what the sound server still holds when the player ends
        recorder.pause()
        status = wait_for(recorder, lambda status: status.state == "paused")
        here.play(noise)
        time.sleep(0.3)
        assert recorder.poll().frames == status.frames
        recorder.resume()
        recorder.record(tmp_path / "again.wav")
        here.play(noise)
        time.sleep(0.3)
        kept = recorder.stop()
    assert heard(path, noise)
    assert heard(tmp_path / "again.wav", noise)
    assert [recording.path for recording in recorder.kept] == [str(path), str(tmp_path / "again.wav")]
    assert kept == recorder.kept[-1]
    assert (kept.sample_rate_hz, kept.channels, kept.gaps, kept.overflows) == (RATE_HZ, 1, 0, 0)
    assert kept.duration_s == soundfile.info(kept.path).frames / RATE_HZ
    assert kept.peak == pytest.approx(8_000 / 32_768, abs=1e-3)
    assert gap_advice(kept) is None
    assert soundfile.info(path).duration < 2.5, "nothing of the pause"


def test_several_at_once_at_every_rate(tmp_path, monkeypatch):
    skip_without_server()
    formats = {"phone": (8_000, 1), "studio": (96_000, 2), "desk": (48_000, 2), "disc": (44_100, 1)}
    with VirtualMicrophone(*formats, formats=formats) as rig:
        use(monkeypatch, rig.env)
        recorders = {name: RecorderProcess() for name in (*formats, "second")}
        for name, recorder in recorders.items():
            source = "desk" if name == "second" else name
            device = replace(choose(recorder.devices(), wanted=source), rate_hz=formats[source][0])
            recorder.listen(device)
            recorder.record(tmp_path / f"{name}.wav")
            wait_for(recorder, lambda status: status.frames)
        noises = {name: write_noise(tmp_path / f"noise-{name}.wav", *formats[name]) for name in formats}
        for name, noise in noises.items():
            rig.play(noise, into=name, wait=name == "disc")
        time.sleep(0.5)
        for recorder in recorders.values():
            recorder.stop()
            recorder.__exit__(None, None, None)
    for name in recorders:
        source = "desk" if name == "second" else name
        assert soundfile.info(tmp_path / f"{name}.wav").samplerate == formats[source][0]
        assert heard(tmp_path / f"{name}.wav", noises[source]), name


def test_the_seconds_asked_for_are_kept_to_the_frame(here, path):
    with RecorderProcess() as recorder:
        begin(recorder, path, seconds=0.51)
        wait_for(recorder, lambda status: status.state == "finished")
        assert recorder.stop().duration_s == round(0.51 * RATE_HZ) / RATE_HZ
    assert soundfile.info(path).frames == round(0.51 * RATE_HZ)


def test_a_muted_input_is_named_before_anything_is_recorded(here, path):
    here.mute()
    with RecorderProcess() as recorder:
        device = choose(recorder.devices(), wanted="mic")
        recorder.listen(device)
        advice = level_advice(recorder.check_level(), device)
    assert advice.startswith("mic is silent. The input is muted: unmute it")
    assert recorder.kept == []


def test_an_open_microphone_passes_the_level_check(here, path):
    here.play(write_noise(path, seconds=20), wait=False)  # goes on however late the device opens
    with RecorderProcess() as recorder:
        device = choose(recorder.devices(), wanted="mic")
        recorder.listen(device)
        assert level_advice(recorder.check_level(), device) is None


# --- faults of the device ------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["unplug", "crash", "freeze"])
def test_a_device_that_fails_midway_keeps_what_was_said(here, path, noise, fault):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        time.sleep(0.3)
        getattr(here, fault)()
        error = failure(recorder)
    assert isinstance(error, DeviceError)
    assert error.message == "mic stopped delivering sound. Was it unplugged?"
    assert "Plug it in again" in error.hint
    assert "s are kept: speakstar takes recover take" in error.hint
    assert heard(path, noise)
    assert audio_files.probe(path).duration_s > 0.5
    assert [kept.path for kept in recorder.kept] == [str(path)]


def test_a_sound_server_that_hangs_at_the_end_costs_nothing(here, path, noise):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        time.sleep(0.3)
        here.freeze()
        kept = recorder.stop()
    assert heard(kept.path, noise)


def test_a_stream_that_is_moved_to_a_silent_source_is_told(here, path, noise):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        here.move_away()
        status = wait_for(recorder, lambda status: status.silence == "since")
        assert "went silent" in warning(status)
        assert heard(recorder.stop().path, noise)


def test_a_suspended_device_leaves_a_gap_that_is_told(here, path):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        time.sleep(0.3)
        here.suspend(0.7)
        wait_for(recorder, lambda status: status.gaps)
        kept = recorder.stop()
    assert kept.gaps == 1
    assert 0.3 < kept.lost_s < 2
    assert "lost while recording, in one place" in gap_advice(kept)


def test_a_machine_without_microphone(here, monkeypatch):
    use(monkeypatch, here.env_without_devices())
    with RecorderProcess() as recorder:
        assert recorder.devices() == ()


def test_a_device_that_is_gone_before_the_start(here, path):
    with RecorderProcess() as recorder:
        device = choose(recorder.devices(), wanted="mic")
        here.unplug()
        recorder.listen(device)
        recorder.record(path)
        error = failure(recorder)
    assert error.message.startswith("mic cannot be opened: ")
    assert not path.exists()


# --- faults of PortAudio -------------------------------------------------------------------------------------


def test_a_sound_server_that_hangs_before_the_start(here, monkeypatch):
    monkeypatch.setattr(recorder_process, "LOAD_S", 1.0)
    here.freeze()
    with (
        RecorderProcess() as recorder,
        pytest.raises(DeviceError, match=r"does not answer\. Restart the sound system"),
    ):
        recorder.devices()


def test_portaudio_that_aborts_does_not_take_us_along(here, monkeypatch):
    use(monkeypatch, here.env_that_aborts())
    with (
        RecorderProcess() as recorder,
        pytest.raises(DeviceError, match=r"ended by itself \(SIGABRT\)\. Restart the sound"),
    ):
        recorder.devices()


def test_without_portaudio(tmp_path, monkeypatch):
    script = "import ctypes.util; ctypes.util.find_library = lambda name: None"
    tmp_path.joinpath("sitecustomize.py").write_text(script)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with RecorderProcess() as recorder, pytest.raises(DeviceError) as caught:
        recorder.devices()
    assert caught.value.message == "PortAudio, which reads the microphone, is not installed."
    for command in ("apt install libportaudio2", "dnf install portaudio", "brew install portaudio"):
        assert command in caught.value.hint


# --- faults of the disk --------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_take_and_keeps_what_was_said(here, path):
    with RecorderProcess() as recorder:
        limits = (44 + 2 * RATE_HZ, resource.RLIM_INFINITY)
        resource.prlimit(recorder._process.pid, resource.RLIMIT_FSIZE, limits)
        begin(recorder, path)
        error = failure(recorder)
    assert isinstance(error, StoreError)
    assert error.message == f"{path} cannot be written: File too large."
    assert error.hint == "Make room on the disk. The first 1.0 s are kept: speakstar takes recover take"
    assert soundfile.info(path).frames == RATE_HZ


def test_a_file_that_is_there_is_not_overwritten(here, path):
    path.write_bytes(b"precious")
    with RecorderProcess() as recorder:
        recorder.listen(choose(recorder.devices(), wanted="mic"))
        recorder.record(path)
        assert "not overwritten" in failure(recorder).message
    assert path.read_bytes() == b"precious"


# --- faults of the machine, and of ours ----------------------------------------------------------------------


def test_kill_9_at_any_moment_costs_half_a_second_at_most(here, tmp_path):
    noise = write_noise(tmp_path / "noise.wav")
    chance = random.Random(1)
    for number in range(3):
        path = tmp_path / f"{number}.wav"
        with RecorderProcess() as recorder:
            begin(recorder, path)
            here.play(noise, wait=False)
            time.sleep(chance.uniform(0.3, 0.8))
            recorded_s, at_s = recorder.poll().length_s, time.monotonic()
            time.sleep(chance.uniform(0.0, 0.2))
            os.kill(recorder._process.pid, signal.SIGKILL)
            passed_s = time.monotonic() - at_s
            error = failure(recorder)
        assert error.message == "The recorder ended by itself (SIGKILL)."
        assert "s are kept: speakstar takes recover" in error.hint
        assert audio_files.probe(path).duration_s > recorded_s + passed_s - 0.5


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_terminal_that_closes_leaves_a_whole_file(here, path, noise, name):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        time.sleep(0.3)
        os.kill(recorder._process.pid, getattr(signal, name))
        assert "ended by itself" in failure(recorder).message
    assert recorder.kept[0].duration_s == soundfile.info(path).duration
    assert heard(path, noise)


PARENT = """
import sys, time
from pathlib import Path
from speakstar.adapters.recorder_process import RecorderProcess
recorder = RecorderProcess()
recorder.listen(recorder.devices()[0])
recorder.record(Path(sys.argv[1]))
print(recorder._process.pid, flush=True)
time.sleep(60)
"""


def test_when_we_are_killed_the_recorder_completes_the_file_and_ends(here, path, noise):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, path], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    while not path.exists() or path.stat().st_size < 1_000:
        time.sleep(0.02)
    here.play(noise)
    time.sleep(0.3)
    parent.kill()
    parent.communicate()
    end_s = time.monotonic() + PATIENCE_S
    while is_running(child):
        assert time.monotonic() < end_s
        time.sleep(0.02)
    assert heard(path, noise)


def is_running(process_id):
    """Whether there is such a process, and not only its exit code, which nobody may ever ask for in a container."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_machine_that_stands_still_for_a_while_loses_nothing_that_the_sound_system_held(here, path, noise):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        os.kill(recorder._process.pid, signal.SIGSTOP)
        here.play(noise)
        time.sleep(1.0)
        os.kill(recorder._process.pid, signal.SIGCONT)
        time.sleep(1.0)
        kept = recorder.stop()
    assert heard(path, noise)
    assert (kept.gaps, gap_advice(kept)) == (0, None)


def test_a_recorder_that_hangs_is_left_behind(here, path, noise, monkeypatch):
    with RecorderProcess() as recorder:
        begin(recorder, path)
        here.play(noise)
        monkeypatch.setattr(recorder_process, "SILENT_S", 0.5)
        time.sleep(0.3)
        os.kill(recorder._process.pid, signal.SIGSTOP)
        error = failure(recorder)
    assert error.message == "The recorder does not answer."
    assert "s are kept: speakstar takes recover take" in error.hint
    assert heard(path, noise)


def test_ctrl_c_does_not_reach_the_recorder(here, path):
    before = set(threading.enumerate())
    with RecorderProcess() as recorder:
        begin(recorder, path)
        os.kill(recorder._process.pid, signal.SIGINT)
        frames = recorder.poll().frames
        wait_for(recorder, lambda status: status.frames > frames)
        assert recorder.stop().duration_s > 0
    assert set(threading.enumerate()) <= before
