"""Files, homes and models that cannot be used: one clear line, exit code 1, and nothing harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speakstar.adapters.migrations import APPLICATION_ID
from speakstar.adapters.models import embedded_pocket

RATE_HZ = 16_000


def test_missing_file(cli: Callable, tmp_path: Path) -> None:
    cli("review", tmp_path / "nowhere.wav").assert_refused("nowhere.wav")


def test_empty_file(cli: Callable, tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    path.touch()
    cli("review", path).assert_refused("empty.wav", "empty")


def test_folder(cli: Callable, tmp_path: Path) -> None:
    cli("review", tmp_path).assert_refused(str(tmp_path), "folder")


def test_not_audio(cli: Callable, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("These are notes, not sound. " * 50)
    cli("review", path).assert_refused("notes.wav")
    assert path.read_text().startswith("These are notes")


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_cut_off_file_is_refused_and_reviewed_with_partial(
    cli: Callable, clip: Path, tmp_path: Path, suffix: str
) -> None:
    sound, rate_hz = soundfile.read(clip)
    whole, path = tmp_path / f"whole{suffix}", tmp_path / f"cut{suffix}"
    soundfile.write(whole, sound, rate_hz)
    content = whole.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    cli("review", path).assert_refused(path.name, "--partial")
    assert cli("review", path, "--partial").code == 0


def test_silent_file(cli: Callable, write_sound: Callable) -> None:
    path = write_sound("silent.wav", np.zeros(5 * RATE_HZ))
    cli("review", path).assert_refused("silent.wav")


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_values_that_are_no_numbers(cli: Callable, write_sound: Callable, value: float) -> None:
    samples = 0.3 * np.sin(np.arange(3 * RATE_HZ) * 0.1)
    samples[1000:1010] = value
    cli("review", write_sound("odd.wav", samples, subtype="FLOAT")).assert_refused("odd.wav", "no numbers")


def test_a_header_with_an_impossible_rate(cli: Callable, write_sound: Callable) -> None:
    path = write_sound("slow.wav", 0.3 * np.sin(np.arange(3 * RATE_HZ) * 0.1), rate_hz=1)
    cli("review", path).assert_refused("slow.wav", "1 Hz", "4000")


def test_a_story_name_that_is_no_name(cli: Callable) -> None:
    refused = cli("stories", "add", "My story", "--theme", "deadline", "--id", "../x y")
    assert refused.code == 2
    assert "'../x y'" in refused.err
    assert cli("stories", "add", "My story", "--theme", "deadline", "--id", "mine-2").code == 0


def test_a_fifth_of_a_second(cli: Callable, write_sound: Callable) -> None:
    path = write_sound("short.wav", 0.3 * np.sin(np.arange(RATE_HZ // 5)))
    cli("review", path).assert_refused("short.wav", "0.2")


def test_noise_without_speech(cli: Callable, write_sound: Callable) -> None:
    noise = np.random.default_rng(1).normal(0, 0.02, 8 * RATE_HZ)
    outcome = cli("review", write_sound("noise.wav", noise), "--format", "json")
    assert outcome.code == 0, outcome.err
    delivery = outcome.json["delivery"]
    assert (delivery["words"], delivery["fillers"], delivery["speaking_s"]) == (0, [], 0)


def test_phone_stereo_and_studio_sound_are_reviewed(cli: Callable, clip: Path, tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(clip)
    phone, studio = tmp_path / "phone.wav", tmp_path / "studio.wav"
    soundfile.write(phone, np.column_stack([sound[::2], sound[::2]]), rate_hz // 2)
    soundfile.write(studio, np.repeat(sound, 6), rate_hz * 6, subtype="PCM_24")
    for path in (phone, studio):
        outcome = cli("review", path, "--format", "json")
        assert outcome.code == 0, outcome.err
        assert outcome.json["delivery"]["elapsed_s"] == pytest.approx(len(sound) / rate_hz, abs=0.05)
        assert outcome.json["delivery"]["words"] > 5


def test_name_with_spaces_and_other_letters(cli: Callable, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "mein Übungs take – 第一.flac"
    shutil.copy(clip, path)
    outcome = cli("review", path, "--format", "json")
    assert outcome.code == 0, outcome.err
    assert outcome.json["take"]["audio"] == str(path)


def test_ten_minutes_of_mostly_silence(cli: Callable, clip: Path, tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(clip, dtype="float32")
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", rate_hz, 1) as file:
        for _ in range(10):
            file.write(np.zeros(60 * rate_hz - len(sound) // 10, dtype=np.float32))
        file.write(sound)
    outcome = cli("review", path, "--format", "json")
    assert outcome.code == 0, outcome.err
    words = outcome.json["transcript"]["words"]
    assert words
    assert min(word["start_s"] for word in words) > 580


def test_home_that_is_a_file(cli: Callable, clip: Path, tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("mine")
    cli("--home", home, "review", clip).assert_refused(str(home))
    assert home.read_text() == "mine"


def test_home_that_cannot_be_written(cli: Callable, clip: Path) -> None:
    cli("--home", "/proc/speakstar", "review", clip).assert_refused("/proc/speakstar")


def test_home_without_permission(cli: Callable, clip: Path, tmp_path: Path) -> None:
    home = tmp_path / "locked"
    home.mkdir(mode=0o500)
    outcome = cli("--home", home, "review", clip)
    if os.geteuid() == 0:
        assert outcome.code == 0, "root may write anywhere"
    else:
        outcome.assert_refused(str(home))


def test_database_of_a_newer_version_is_left_alone(cli: Callable, private_home: Path) -> None:
    private_home.mkdir()
    database = private_home / "speakstar.db"
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 999")
        connection.execute("CREATE TABLE future (x)")
    connection.close()
    before = database.read_bytes()
    cli("takes", "list").assert_refused("newer", "999")
    assert database.read_bytes() == before


def test_database_that_is_none(cli: Callable, private_home: Path) -> None:
    private_home.mkdir()
    (private_home / "speakstar.db").write_text("not a database at all, but somebody's words\n" * 40)
    cli("takes", "list").assert_refused("speakstar.db")
    assert (private_home / "speakstar.db").read_text().startswith("not a database")


@pytest.mark.parametrize("name", ["config.json", "model.bin", "tokenizer.json", "vocabulary.json"])
def test_model_folder_with_a_file_missing(cli: Callable, clip: Path, tmp_path: Path, name: str) -> None:
    model = tmp_path / "model"
    shutil.copytree(embedded_pocket(), model)
    (model / name).unlink()
    cli("review", clip, "--model", model).assert_refused(str(model), name.split(".")[0])


def test_model_that_is_not_here(cli: Callable, clip: Path) -> None:
    cli("review", clip, "--model", "small.en").assert_refused("small.en", "speakstar models get small.en")
    cli("review", clip, "--model", "huge.xx").assert_refused("huge.xx")


def test_one_bad_file_among_good_ones_stops_nothing(cli: Callable, clip: Path, tmp_path: Path) -> None:
    outcome = cli("review", tmp_path / "nowhere.wav", clip, "--format", "json")
    assert outcome.code == 1
    assert outcome.json["take"]["audio"] == str(clip)
    assert "nowhere.wav" in outcome.err


@pytest.mark.parametrize(
    ("content", "fragment"),
    [(b"", "no text"), (b"  \n", "no text"), (b"\x00\x01\x02RIFF", "not text")],
)
def test_check_of_no_text(cli: Callable, tmp_path: Path, content: bytes, fragment: str) -> None:
    path = tmp_path / "answer.txt"
    path.write_bytes(content)
    cli("check", path).assert_refused("answer.txt", fragment)


def test_check_of_a_missing_file(cli: Callable, tmp_path: Path) -> None:
    cli("check", tmp_path / "nowhere.txt").assert_refused("nowhere.txt")


def test_words_that_are_none(cli: Callable, clip: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.json"
    for content in ("[1, 2]", "{", '{"a": 1}', '[{"text": "a", "start_s": 2, "end_s": 1}]'):
        words.write_text(content)
        cli("review", clip, "--transcript", words).assert_refused("words.json")
