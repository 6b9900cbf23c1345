"""What is deleted, what is left, and that what is left is true."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from moments import Moment

from speakstar.cli import take_pages

Keep = Callable[..., Path]


@pytest.fixture
def keep(cli: Callable, moment: Moment, private_home: Path) -> Keep:
    """Keep a take of a recording in the home, by default of a new one; returns the recording."""
    folder = private_home / "recordings"
    numbers = itertools.count(1)

    def kept(recording: Path | None = None, *, story: str = "deadline") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = recording or folder / f"2026-11-{next(numbers):02}T09-41-00-{story}.flac"
        path.write_bytes(moment.sound.read_bytes())
        assert cli("review", path, "--transcript", moment.words, "--story", story).code == 0
        return path

    return kept


@pytest.fixture
def pages(cli: Callable, private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Write the pages of all takes; returns their folder."""
    monkeypatch.setattr("speakstar.adapters.report_files.show_in_browser", lambda _path: True)

    def write() -> Path:
        assert cli("trends", "--open").code == 0
        return private_home / "reports"

    return write


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press Ctrl-C after the first page."""
    write_page, written = take_pages.write_page, []

    def once(*arguments: object) -> bool:
        if written:
            raise KeyboardInterrupt
        written.append(arguments)
        return write_page(*arguments)

    monkeypatch.setattr(take_pages, "write_page", once)


def ids(cli: Callable) -> list[int]:
    return [take["id"] for take in cli("takes", "list", "--format", "json").json["takes"]]


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize("name", ["kept", "kept.zip"])
def test_an_export_that_is_interrupted_leaves_nothing(name: str, cli: Callable, keep: Keep, tmp_path: Path) -> None:
    keep(), keep()
    target = tmp_path / "out" / name
    outcome = cli("export", target)
    assert (outcome.code, outcome.err.strip()) == (130, "speakstar: Interrupted.")
    assert not list(target.parent.iterdir())


@pytest.mark.usefixtures("interrupted")
def test_trends_go_on_without_the_pages_that_were_interrupted(
    cli: Callable, keep: Keep, pages: Callable[[], Path]
) -> None:
    keep(), keep()
    folder = pages()
    assert sorted(path.name for path in folder.iterdir()) == ["take-2.html", "trends.html"]
    assert '"href":"take-2.html"' in (folder / "trends.html").read_text()


def test_a_zip_file_holds_a_recording_from_before_1980(cli: Callable, keep: Keep, tmp_path: Path) -> None:
    os.utime(keep(), (0, 0))
    outcome = cli("export", tmp_path / "kept.zip")
    assert outcome.code == 0, outcome.err
    with ZipFile(tmp_path / "kept.zip") as archive:
        assert archive.getinfo("kept/recordings/take-1.flac").date_time[0] == 1980


def test_a_recording_goes_with_the_last_takes_of_it(cli: Callable, keep: Keep) -> None:
    recording = keep()
    keep(recording), keep(recording)
    outcome = cli("purge", "1", "2", "--yes")
    assert "another take needs it" in outcome.err
    assert (recording.exists(), ids(cli)) == (True, [3])
    keep(recording)
    outcome = cli("purge", "3", "4", "--yes")
    assert outcome.code == 0, outcome.err
    assert "stays" not in outcome.err
    assert "Deleted: 1 files." in outcome.err
    assert (recording.exists(), ids(cli)) == (False, [])


def test_a_take_that_is_named_twice_goes_once_and_the_others_too(cli: Callable, keep: Keep) -> None:
    keep(), keep(), keep()
    outcome = cli("purge", "3", "last", "-1", "1", "--yes")
    assert outcome.code == 0, outcome.err
    assert ids(cli) == [2]


def test_an_unknown_name_is_refused_before_anything_goes(cli: Callable, keep: Keep) -> None:
    recording = keep()
    cli("purge", "1", "everything", "7", "--yes").assert_refused("There is no take 7")
    assert (recording.exists(), ids(cli)) == (True, [1])


def test_a_take_is_a_part_of_everything(cli: Callable, keep: Keep, private_home: Path) -> None:
    keep()
    outcome = cli("purge", "everything", "1", "recordings", "--yes")
    assert outcome.code == 0, outcome.err
    assert not private_home.exists() or not list(private_home.rglob("*"))


def test_no_take_keeps_a_recording_that_goes_with_all_others(cli: Callable, keep: Keep) -> None:
    recording = keep()
    keep(recording)
    outcome = cli("purge", "recordings", "1", "--yes")
    assert "stays" not in outcome.err
    assert (recording.exists(), ids(cli)) == (False, [2])


def test_pages_that_hold_sound_go_with_the_recordings(cli: Callable, keep: Keep, pages: Callable[[], Path]) -> None:
    silent = keep()
    silent.unlink()
    keep()
    folder = pages()
    outcome = cli("purge", "recordings", "--yes")
    assert "pages with sound: 1 files" in outcome.err
    assert sorted(path.name for path in folder.iterdir()) == ["take-1.html", "trends.html"]
    assert ids(cli) == [1, 2]
    pages()
    assert "data:audio" not in (folder / "take-2.html").read_text()


def test_a_forgotten_take_leaves_no_page(cli: Callable, keep: Keep, pages: Callable[[], Path]) -> None:
    recordings = [keep(), keep()]
    folder = pages()
    outcome = cli("takes", "delete", "1", "--yes")
    assert "Take 1 is forgotten, and its page is deleted." in outcome.err
    assert not (folder / "take-1.html").exists()
    assert (folder / "take-2.html").exists()
    assert all(path.exists() for path in recordings)
    (folder / "take-2.html").unlink()
    assert "page" not in cli("takes", "delete", "2", "--yes").err


def test_a_page_that_tells_of_a_forgotten_take_is_written_again(
    cli: Callable, keep: Keep, pages: Callable[[], Path]
) -> None:
    keep(), keep(), keep(), keep(story="beyond")
    folder = pages()
    assert "Take 3 of this story" in (folder / "take-3.html").read_text()
    other = (folder / "take-4.html").stat().st_mtime_ns
    cli("takes", "delete", "1", "--yes")
    pages()
    assert "Take 2 of this story" in (folder / "take-3.html").read_text()
    assert "Since your take before" not in (folder / "take-2.html").read_text()
    assert (folder / "take-4.html").stat().st_mtime_ns == other


def test_a_page_that_compares_with_a_take_that_was_marked_is_written_again(
    cli: Callable, keep: Keep, pages: Callable[[], Path]
) -> None:
    keep(), keep(), keep()
    folder = pages()
    before = [(folder / f"take-{n}.html").stat().st_mtime_ns for n in (1, 2, 3)]
    cli("takes", "mark", "2", "pitfall.we", "yes")
    pages()
    after = [(folder / f"take-{n}.html").stat().st_mtime_ns for n in (1, 2, 3)]
    assert [was != now for was, now in zip(before, after, strict=True)] == [False, True, True]


def test_a_page_made_by_a_report_is_up_to_date(cli: Callable, keep: Keep, pages: Callable[[], Path]) -> None:
    for _ in range(4):
        keep()
    folder = pages()
    assert cli("report", "4", "--open").code == 0
    before = (folder / "take-4.html").stat().st_mtime_ns
    pages()
    assert (folder / "take-4.html").stat().st_mtime_ns == before


def test_no_story_takes_the_name_of_the_selftest(cli: Callable) -> None:
    refused = cli("stories", "add", "Selftest", "--theme", "beyond")
    refused.assert_refused("'selftest'", "--id")
    assert cli("stories", "add", "Selftest", "--theme", "beyond", "--id", "self-test").code == 0


def test_a_list_of_no_takes_says_of_which_story(cli: Callable, keep: Keep) -> None:
    assert "No take is stored yet" in cli("takes", "list").err
    keep()
    outcome = cli("takes", "list", "--story", "beyond")
    assert "No take of 'beyond' is stored yet. Record one: speakstar practice beyond" in outcome.err


def test_reanalysing_counts_fillers_as_the_list_of_takes_does(cli: Callable, clip: Path, tmp_path: Path) -> None:
    said = ["Um", "two", "days", "before", "the", "launch"]  # the clip says more, and something else
    words = [{"text": word, "start_s": 0.5 + i * 0.4, "end_s": 0.8 + i * 0.4} for i, word in enumerate(said)]
    (tmp_path / "words.json").write_text(json.dumps(words))
    assert cli("review", clip, "--transcript", tmp_path / "words.json").code == 0
    (row,) = cli("reanalyse", "--all", "--format", "json").json["takes"]
    (take,) = cli("takes", "list", "--format", "json").json["takes"]
    delivery = cli("report", "--format", "json").json["delivery"]
    assert delivery["possible_fillers"] > 0
    assert row["fillers_before"] == row["fillers_after"] == take["fillers"]
