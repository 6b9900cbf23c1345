from datetime import datetime
from pathlib import Path

import pytest

from speakstar.adapters.recordings import SELFTEST, leftovers, new_path
from speakstar.adapters.wav_writer import WavWriter


@pytest.fixture
def folder(tmp_path):
    for name in ("a.wav", "2026-11-23T09-41-00-deadline.wav", "2026-11-22T09-41-00-outage.flac", "b.txt"):
        (tmp_path / name).write_bytes(bytes(100))
    return tmp_path


def test_recordings_without_a_take_are_found(folder):
    found = leftovers(folder, known=())
    assert [(left.path.name, left.state, left.subject) for left in found] == [
        ("2026-11-22T09-41-00-outage.flac", "no report", "outage"),
        ("2026-11-23T09-41-00-deadline.wav", "unfinished", "deadline"),
        ("a.wav", "unfinished", ""),
    ]
    assert found[1].recorded_at == datetime(2026, 11, 23, 9, 41).astimezone()
    assert found[2].recorded_at.timestamp() == pytest.approx((folder / "a.wav").stat().st_mtime)


def test_a_take_tells_about_the_raw_and_the_compressed_file(folder):
    known = [str(folder / "2026-11-22T09-41-00-outage.wav"), str(folder / "a.flac")]
    assert [left.subject for left in leftovers(folder, known=known)] == ["deadline"]


def test_of_a_raw_and_a_compressed_file_the_raw_one_counts(folder):
    folder.joinpath("a.flac").write_bytes(bytes(100))
    assert [left.path.name for left in leftovers(folder, known=())][-1] == "a.wav"


def test_a_recording_without_sound_is_none(folder):
    folder.joinpath("a.wav").write_bytes(bytes(44))
    assert len(leftovers(folder, known=())) == 2


def test_a_recording_that_is_being_made_is_left_alone(tmp_path):
    writer = WavWriter(tmp_path / "a.wav", rate_hz=16_000)
    writer.write(bytes(3_200))
    assert leftovers(tmp_path, known=()) == ()
    writer.close()
    assert len(leftovers(tmp_path, known=())) == 1


def test_a_reading_of_the_selftest_becomes_no_take(tmp_path):
    (tmp_path / f"2026-11-23T09-41-00-{SELFTEST}.wav").write_bytes(bytes(100))
    assert leftovers(tmp_path, known=()) == ()


def test_no_folder_no_leftovers(tmp_path):
    assert leftovers(tmp_path / "none", known=()) == ()


def test_the_name_of_a_recording_says_when_and_what():
    at = datetime(2026, 11, 23, 9, 41)
    assert new_path(Path("/home"), at, "deadline") == Path("/home/2026-11-23T09-41-00-deadline.wav")
