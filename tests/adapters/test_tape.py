"""Blocks as a device delivers them, and the wishes between them, on their way to the disk."""

import queue
import time
import types

import numpy as np
import pytest
import soundfile

from speakstar.adapters import tape as tapes
from speakstar.adapters.tape import Tape
from speakstar.adapters.wav_writer import WavWriter
from speakstar.errors import StoreError

RATE_HZ = 16_000
PATIENCE_S = 10.0
OVERFLOW = types.SimpleNamespace(input_overflow=True)


class Deck:
    """A tape, and all that it told."""

    def __init__(self):
        self.kept = queue.SimpleQueue()
        self.stopped = queue.SimpleQueue()
        self.tape = Tape(RATE_HZ, on_kept=self.kept.put, on_stopped=lambda: self.stopped.put(True))

    def deliver(self, *channels, flags=None):
        """Deliver a tenth of a second, one value for each channel."""
        data = np.stack([np.full(1_600, value) for value in channels], axis=1).astype("<i2")
        self.tape.deliver(memoryview(data.tobytes()), 1_600, None, flags)

    def wait_for(self, sign):
        end_s = time.monotonic() + PATIENCE_S
        while not sign(status := self.tape.status()):
            assert time.monotonic() < end_s, status
            time.sleep(0.005)
        return status

    def stop(self):
        """Stop with one more block; returns what is kept."""
        self.tape.stop()
        self.deliver(-1)
        assert self.stopped.get(timeout=PATIENCE_S)
        return self.kept.get(timeout=PATIENCE_S)


@pytest.fixture
def deck():
    deck = Deck()
    yield deck
    deck.tape.end(limit_s=PATIENCE_S)


def values(path):
    """The value of each tenth of a second."""
    return soundfile.read(path, dtype="int16")[0][::1_600].tolist()


def test_nothing_is_kept_before_the_recording_begins(deck, tmp_path):
    deck.deliver(10_000)
    deck.wait_for(lambda status: status.state == "listening" and status.loudest > 0.3)
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(2)
    kept = deck.stop()
    assert values(kept.path) == [2, -1], "the block under way at the end is kept"
    assert kept.peak == 2 / 32_768


def test_a_pause_is_cut_out(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(1)
    deck.tape.pause()
    for value in (2, 3, 4):
        deck.deliver(value)
    assert deck.wait_for(lambda status: status.state == "paused").frames == 3_200
    deck.tape.resume()
    deck.deliver(5)
    assert values(deck.stop().path) == [1, 2, 5, -1], "the word under way is kept"


def test_a_recording_can_be_stopped_in_a_pause(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.tape.pause()
    deck.deliver(1)
    deck.wait_for(lambda status: status.state == "paused")
    assert values(deck.stop().path) == [1]


def test_starting_over_keeps_the_old_file_and_loses_no_block(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(1)
    deck.tape.record(tmp_path / "b.wav")
    deck.deliver(2)
    deck.stop()
    assert values(tmp_path / "a.wav") == [1]
    assert values(tmp_path / "b.wav") == [2, -1]


def test_it_stops_by_itself_after_the_seconds_asked_for(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav", 0.25)
    for value in (1, 2, 3, 4):
        deck.deliver(value)
    status = deck.wait_for(lambda status: status.state == "finished")
    assert status.frames == 4_000
    assert status.length_s == 0.25
    assert deck.stop().duration_s == 0.25
    assert deck.tape.status().state == "listening"


def test_the_status_never_counts_what_is_not_on_disk(deck, tmp_path):
    path = tmp_path / "a.wav"
    deck.tape.record(path)
    for count in range(1, 20):
        deck.deliver(count)
        frames = deck.tape.status().frames
        assert not frames or soundfile.info(path).frames >= frames
    assert deck.wait_for(lambda status: status.frames == 19 * 1_600).path == str(path)


def test_channels_are_mixed_down(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(30_000, 10_000, -10_000, 30_000)
    deck.deliver(-32_768, -32_768)
    assert values(deck.stop().path)[:2] == [15_000, -32_768], "the loudest sample does not wrap"


def test_overflows_are_counted(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(1)
    deck.deliver(1, flags=OVERFLOW)
    deck.deliver(1, flags=OVERFLOW)
    assert deck.wait_for(lambda status: status.overflows).overflows
    assert deck.stop().overflows == 2


def test_a_device_that_delivers_no_more_does_not_hold_up_the_end(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(1)
    deck.tape.stop()
    assert values(deck.kept.get(timeout=PATIENCE_S).path) == [1]


def test_stopping_without_any_sound_keeps_nothing(deck, tmp_path):
    deck.tape.record(tmp_path / "a.wav")
    deck.tape.stop()
    assert deck.stopped.get(timeout=PATIENCE_S)
    assert deck.kept.empty()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_overwritten(deck, tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    deck.tape.record(path)
    deck.wait_for(lambda _: deck.tape.error)
    assert "not overwritten" in deck.tape.error.message
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("method", ["write", "sync"])
def test_a_disk_that_refuses_ends_the_file_and_keeps_what_is_there(deck, tmp_path, monkeypatch, method):
    monkeypatch.setattr(tapes, "SYNC_S", 0.01)
    deck.tape.record(tmp_path / "a.wav")
    deck.deliver(1)
    deck.wait_for(lambda status: status.frames)

    def refuse(*_arguments):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(WavWriter, method, refuse)
    deck.deliver(2)
    assert deck.kept.get(timeout=PATIENCE_S).duration_s >= 0.1
    assert deck.tape.error.message == "The disk is full."
    monkeypatch.undo()
    assert values(tmp_path / "a.wav")[0] == 1
