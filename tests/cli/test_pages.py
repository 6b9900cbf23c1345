"""Pages: where they go, and who opens them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from moments import Moment


@pytest.fixture
def reviewed(cli: Callable, moment: Moment, tmp_path: Path) -> Path:
    """Keep one take, with words from a file; returns a copy of its recording."""
    recording = tmp_path / "answer.flac"
    recording.write_bytes(moment.sound.read_bytes())
    assert cli("review", recording, "--transcript", moment.words).code == 0
    return recording


def test_a_page_goes_to_standard_output_when_piped(cli: Callable, reviewed: Path) -> None:
    outcome = cli("report", "--format", "html")
    assert outcome.out.startswith("<!doctype html>")
    assert "data:audio/mpeg;base64," in outcome.out


def test_a_page_without_its_recording_says_so(cli: Callable, reviewed: Path, tmp_path: Path) -> None:
    reviewed.unlink()
    target = tmp_path / "page.html"
    outcome = cli("report", "--format", "html", "--output", target)
    assert outcome.code == 0
    assert f"The page is without sound. There is no file {reviewed}" in outcome.err
    assert "data:audio" not in target.read_text()


def test_open_keeps_the_page_in_the_home_and_shows_it(
    cli: Callable, reviewed: Path, private_home: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    browser.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "speakstar", "report", "last", "--open"],
        env={**os.environ, "BROWSER": f"{browser} %s"},
        capture_output=True,
        text=True,
        check=False,
    )
    page = private_home / "reports" / "take-1.html"
    assert (done.returncode, done.stdout.strip()) == (0, str(page)), done.stderr
    assert seen.read_text().strip() == page.as_uri()
    assert page.read_text().startswith("<!doctype html>")
    assert (private_home / "reports").stat().st_mode & 0o077 == 0


def test_open_with_another_format_is_refused(cli: Callable, reviewed: Path) -> None:
    outcome = cli("report", "--open", "--format", "json")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--open shows a page, not json" in outcome.err


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speakstar.adapters.report_files.show_in_browser", lambda _path: True)


@pytest.mark.usefixtures("no_browser")
def test_opened_trends_write_the_pages_that_their_points_open(
    cli: Callable, reviewed: Path, private_home: Path
) -> None:
    outcome = cli("trends", "--open")
    folder = private_home / "reports"
    assert (outcome.code, outcome.out.strip()) == (0, str(folder / "trends.html")), outcome.err
    assert "data:audio" in (folder / "take-1.html").read_text()
    assert '"href":"take-1.html"' in (folder / "trends.html").read_text()


@pytest.mark.usefixtures("no_browser")
def test_pages_of_takes_are_written_again_only_when_they_are_out_of_date(
    cli: Callable, reviewed: Path, private_home: Path
) -> None:
    page = private_home / "reports" / "take-1.html"
    cli("trends", "--open")
    first = page.stat().st_mtime_ns
    cli("trends", "--open")
    assert page.stat().st_mtime_ns == first
    assert cli("takes", "mark", "1", "lessons.learned", "yes").code == 0
    cli("trends", "--open")
    assert page.stat().st_mtime_ns > first
    reviewed.unlink()
    page.unlink()
    outcome = cli("trends", "--open")
    assert "1 of the pages is without sound" in outcome.err
    assert page.exists()


def test_piped_trends_write_nothing_but_link_what_is_there(cli: Callable, reviewed: Path, private_home: Path) -> None:
    outcome = cli("trends", "--format", "html")
    assert outcome.out.startswith("<!doctype html>")
    assert not (private_home / "reports").exists()
    (private_home / "reports").mkdir()
    page = private_home / "reports" / "take-1.html"
    page.write_text("x")
    assert page.as_uri() in cli("trends", "--format", "html").out


def test_trends_become_pictures(cli: Callable, reviewed: Path, tmp_path: Path) -> None:
    target = tmp_path / "trend.png"
    outcome = cli("trends", "--format", "png", "--output", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert target.read_bytes().startswith(b"\x89PNG")
    assert cli("trends", "--format", "svg").out.startswith("<svg")
    cli("trends", "--format", "png", "--output", tmp_path / "no" / "where.png").assert_refused("cannot be written")
