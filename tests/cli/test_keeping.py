"""``doctor``, ``export`` and ``purge``: what is there, a copy to keep, and what goes for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from moments import Moment

from speakstar.adapters.recorder_lines import InputDevice
from speakstar.adapters.recorder_process import RecorderProcess
from speakstar.adapters.wav_writer import is_growing
from speakstar.errors import DeviceError

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/speakstar-1.json").read_text(encoding="utf-8"))
MICROPHONE = InputDevice(3, "Desk microphone", 1, 48_000, True)


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecorderProcess, "devices", lambda _self: (MICROPHONE,))


@pytest.fixture
def two_takes(cli: Callable, moment: Moment, tmp_path: Path, private_home: Path) -> list[Path]:
    """Keep two takes: one recorded into the home, one of a file that lies elsewhere. Returns both recordings."""
    recordings = private_home / "recordings"
    recordings.mkdir(parents=True)
    paths = [recordings / "2026-11-23T09-41-00-deadline.flac", tmp_path / "memo.flac"]
    for path in paths:
        path.write_bytes(moment.sound.read_bytes())
        assert cli("review", path, "--transcript", moment.words).code == 0
    return paths


def states(outcome: object) -> dict[str, str]:
    return {row["id"]: row["status"] for row in outcome.json["doctor"]}


@pytest.mark.usefixtures("microphone")
def test_a_doctor_who_finds_nothing_broken_says_so(cli: Callable, private_home: Path) -> None:
    outcome = cli("doctor", "--format", "json")
    found = states(outcome)
    assert outcome.code == 0, outcome.err
    assert set(found) >= {"python", "microphones", "model", "home", "disk", "database"}
    assert "broken" not in found.values()
    assert found["model"] == "warning"
    assert "Nothing is broken" in outcome.err
    assert not private_home.exists()
    Draft202012Validator(SCHEMA).validate(outcome.json)


def test_a_doctor_names_a_missing_microphone_and_what_to_do(cli: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_self: RecorderProcess) -> tuple[InputDevice, ...]:
        raise DeviceError("PortAudio is missing.", hint="Install libportaudio2.")

    monkeypatch.setattr(RecorderProcess, "devices", none)
    outcome = cli("doctor", "--format", "json")
    assert outcome.code == 1
    assert "Broken: microphones" in outcome.err
    (row,) = [row for row in outcome.json["doctor"] if row["id"] == "microphones"]
    assert (row["status"], row["advice"]) == ("broken", "Install libportaudio2.")


@pytest.mark.usefixtures("microphone")
def test_a_doctor_sees_a_damaged_database_and_lost_recordings(
    cli: Callable, two_takes: list[Path], private_home: Path
) -> None:
    two_takes[1].unlink()
    outcome = cli("doctor", "--format", "json")
    assert (outcome.code, states(outcome)["recordings"]) == (0, "warning")
    assert "those of takes 2 are gone" in outcome.out
    database = private_home / "speakstar.db"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    database.write_bytes(content)
    outcome = cli("doctor", "--format", "json")
    assert (outcome.code, states(outcome)["database"]) == (1, "broken")


@pytest.mark.parametrize("name", ["kept", "kept.zip"])
def test_an_export_holds_recordings_pages_and_figures(
    name: str, cli: Callable, two_takes: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out" / name
    outcome = cli("export", target)
    assert outcome.code == 0, outcome.err
    folder = target
    if target.suffix:
        with ZipFile(target) as archive:
            archive.extractall(tmp_path / "unpacked")
        folder = tmp_path / "unpacked" / "kept"
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    wanted = {f"{kind}/take-{n}.{end}" for n in (1, 2) for kind, end in
              (("recordings", "flac"), ("reports", "html"), ("json", "json"))}  # fmt: skip
    assert found == wanted | {"reports/trends.html", "trends.csv"}
    assert (folder / "recordings/take-1.flac").read_bytes() == two_takes[0].read_bytes()
    assert '"href":"take-2.html"' in (folder / "reports/trends.html").read_text()
    assert list(target.parent.iterdir()) == [target]


def test_an_export_of_one_take_tells_what_is_not_there(cli: Callable, two_takes: list[Path], tmp_path: Path) -> None:
    two_takes[1].unlink()
    outcome = cli("export", tmp_path / "kept", "-1")
    assert outcome.code == 0
    assert "1 recordings are not there any more" in outcome.err
    assert not list((tmp_path / "kept" / "recordings").iterdir())


def test_an_export_overwrites_nothing(cli: Callable, two_takes: list[Path], tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    cli("export", tmp_path / "kept").assert_refused("is there already")
    cli("export", tmp_path / "fresh", "9").assert_refused("no take 9")
    assert not (tmp_path / "fresh").exists()


def test_nothing_is_purged_without_being_asked_for(cli: Callable, two_takes: list[Path]) -> None:
    outcome = cli("purge", "1")
    assert outcome.code == 2
    assert "Add --yes" in outcome.err
    assert "take 1: 1 files" in outcome.err
    assert two_takes[0].exists()


def test_a_purged_take_goes_with_its_recording_and_its_page(
    cli: Callable, two_takes: list[Path], private_home: Path
) -> None:
    page = private_home / "reports" / "take-1.html"
    page.parent.mkdir()
    page.write_text("x")
    assert cli("purge", "1", "--yes").code == 0
    assert not two_takes[0].exists()
    assert not page.exists()
    assert [take["id"] for take in cli("takes", "list", "--format", "json").json["takes"]] == [2]


def test_a_recording_outside_the_home_stays(cli: Callable, two_takes: list[Path]) -> None:
    outcome = cli("purge", "2", "--yes")
    assert outcome.code == 0
    assert "outside the home" in outcome.err
    assert two_takes[1].exists()
    assert [take["id"] for take in cli("takes", "list", "--format", "json").json["takes"]] == [1]


def test_only_what_is_named_goes(cli: Callable, two_takes: list[Path], private_home: Path) -> None:
    mine = private_home / "notes.txt"
    mine.write_text("mine")
    for folder in ("reports", "cache"):
        (private_home / folder).mkdir()
        (private_home / folder / "x").write_text("x")
    assert cli("purge", "reports", "--yes").code == 0
    assert not (private_home / "reports").exists()
    assert (private_home / "cache" / "x").exists()
    assert two_takes[0].exists()
    assert cli("purge", "everything", "--yes").code == 0
    assert [path for path in private_home.rglob("*") if path.is_file()] == [mine]
    assert two_takes[1].exists()


def test_a_running_recording_is_not_purged(
    cli: Callable, two_takes: list[Path], private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = private_home / "recordings" / "2026-11-23T10-00-00-deadline.wav"
    running.write_bytes(b"x")
    assert not is_growing(running)
    monkeypatch.setattr("speakstar.adapters.wav_writer.is_growing", lambda path: path == running)
    cli("purge", "everything", "--yes").assert_refused("is being recorded right now")
    assert running.exists()
    assert two_takes[0].exists()


def test_an_unknown_thing_is_refused(cli: Callable, two_takes: list[Path]) -> None:
    cli("purge", "1", "evrything", "--yes").assert_refused("There is no take 'evrything'")
    assert two_takes[0].exists()
