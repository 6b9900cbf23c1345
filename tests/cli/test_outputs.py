"""Where results and complaints go: files by their endings, streams of any encoding, streams that are not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

STORY = "Žluťoučký 第一"


@pytest.fixture
def take(cli: Callable, write_sound: Callable, tmp_path: Path) -> None:
    """Keep one take of a hum, with words from a file, of a story whose title is in no 8-bit encoding."""
    hum = write_sound("hum.wav", 0.05 * np.sin(np.arange(48_000) * 0.05))
    words = tmp_path / "words.json"
    words.write_text(json.dumps([{"text": "Um,", "start_s": 0.5, "end_s": 0.8}]))
    assert cli("stories", "add", STORY, "--theme", "deadline", "--id", "mine").code == 0
    assert cli("review", hum, "--story", "mine", "--transcript", words).code == 0


def look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard output be a terminal from here on."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)


def speakstar(*arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own; ``shell`` redirects its streams."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-m", "speakstar", *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "name", "can"),
    [
        ("report", "r.csv", ".html, .htm, .json, .md, .srt, .vtt"),
        ("report", "r.PNG", ".html, .htm, .json, .md, .srt, .vtt"),
        ("trends", "t.srt", ".html, .htm, .json, .md, .csv, .png, .svg"),
    ],
)
def test_an_ending_that_the_command_cannot_write_is_refused_with_those_it_can(
    cli: Callable, take: None, tmp_path: Path, command: str, name: str, can: str
) -> None:
    target = tmp_path / name
    outcome = cli(command, "--output", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"writes no {target.suffix} ({target})" in outcome.err
    assert can in outcome.err
    assert not target.exists()


def test_a_format_that_is_named_goes_into_a_file_of_any_ending(cli: Callable, take: None, tmp_path: Path) -> None:
    target = tmp_path / "r.csv"
    assert cli("report", "--format", "json", "--output", target).code == 0
    assert json.loads(target.read_text())["take"]["id"] == 1


@pytest.mark.parametrize("name", ["o.json", "o.txt", "o"])
def test_only_a_file_that_ends_as_a_page_is_opened(cli: Callable, take: None, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    outcome = cli("report", "--open", "--output", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert str(target) in outcome.err
    assert ".html" in outcome.err
    assert not target.exists()


def test_a_page_in_a_file_is_opened(cli: Callable, take: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("speakstar.adapters.report_files.show_in_browser", lambda path: not opened.append(path))
    target = tmp_path / "o.htm"
    assert cli("report", "--open", "--output", target).code == 0
    assert opened == [target]
    assert target.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("command", ["report", "trends"])
def test_a_file_of_another_ending_is_plain_text(
    cli: Callable, take: None, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "r.txt"
    look_at(monkeypatch)
    assert "\x1b" in cli("report").out, "the terminal has colour"
    assert cli(command, "--output", target).code == 0
    assert target.read_text() == cli(command, "--format", "plain").out


def test_no_escapes_go_into_a_file(cli: Callable, take: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "r.txt"
    look_at(monkeypatch)
    assert cli("report", "--format", "terminal", "--output", target).code == 0
    assert "\x1b" not in target.read_text()


@pytest.mark.parametrize("format_name", ["json", "html", "markdown", "plain", "terminal", "srt"])
def test_a_piped_result_is_utf_8_and_the_same_as_in_a_file(take: None, tmp_path: Path, format_name: str) -> None:
    target = tmp_path / "result"
    report = ("report", "last", "--format", format_name)
    piped = speakstar(*report, PYTHONIOENCODING="cp1252")
    assert piped.returncode == 0, piped.stderr.decode()
    assert speakstar(*report, "--output", str(target)).returncode == 0
    assert piped.stdout == target.read_bytes()


def test_a_terminal_of_few_letters_gets_question_marks(take: None) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "speakstar", "stories", "list"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "NO_COLOR": "1"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0, done.stderr.decode()
    assert "Žlu?ou?ký ??" in shown.decode("cp1252")


def test_a_complaint_is_written_in_any_encoding() -> None:
    done = speakstar("report", "第一", PYTHONIOENCODING="cp1252:strict")
    assert done.returncode == 1
    assert done.stderr.startswith(b"speakstar: ")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_terminal(take: None, closed: str) -> None:
    done = speakstar("takes", "list", shell=closed)
    assert (done.returncode, done.stderr) == (0, b"")
    assert bool(done.stdout) == (closed in ("<&-", "2>&-"))


def test_help_and_where_need_no_settings(cli: Callable, private_home: Path) -> None:
    private_home.mkdir()
    (private_home / "speakstar.toml").write_text("cap_s = 2\n")
    assert "Usage:" in cli("trends", "--help").out
    places = {row["id"]: row["path"] for row in cli("where", "--format", "json").json["where"]}
    assert places["settings"] == str(private_home / "speakstar.toml")
    cli("trends").assert_refused("cap_s = 2", "speakstar.toml")


@pytest.mark.parametrize("name", ["cap_s", "model"])
def test_a_setting_that_cannot_be_used_is_set_anew(cli: Callable, private_home: Path, name: str) -> None:
    private_home.mkdir()
    (private_home / "speakstar.toml").write_text("cap_s = 2\n# mine\n")
    assert cli("config", "set", name, {"cap_s": "90", "model": "pocket"}[name]).code == 0
    assert "# mine" in (private_home / "speakstar.toml").read_text()
    assert cli("config", "set", "cap_s", "90").code == 0
    listed = {row["id"]: row["value"] for row in cli("config", "list", "--format", "json").json["config"]}
    assert listed["cap_s"] == 90.0


def test_nothing_is_set_in_a_file_that_is_no_settings_file(cli: Callable, private_home: Path) -> None:
    private_home.mkdir()
    (private_home / "speakstar.toml").write_text("cap_s = \n")
    cli("config", "set", "cap_s", "90").assert_refused("speakstar.toml cannot be read", "Mend it")
    assert (private_home / "speakstar.toml").read_text() == "cap_s = \n"


@pytest.fixture
def at_a_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


@pytest.mark.usefixtures("at_a_keyboard")
def test_a_no_changes_nothing_and_says_so(cli: Callable, take: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: "n")
    outcome = cli("takes", "delete", "1")
    assert outcome.code == 130
    assert outcome.err.endswith("speakstar: Nothing was changed.\n")
    assert len(cli("takes", "list", "--format", "json").json["takes"]) == 1


@pytest.mark.usefixtures("at_a_keyboard")
def test_ctrl_c_at_a_question_or_elsewhere_interrupts(
    cli: Callable, take: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("click.termui.visible_prompt_func", interrupted)
    monkeypatch.setattr("speakstar.app.trend", interrupted)
    for arguments in (("takes", "delete", "1"), ("trends",)):
        outcome = cli(*arguments)
        assert outcome.code == 130
        assert outcome.err.endswith("speakstar: Interrupted.\n")


@pytest.mark.parametrize("arguments", [("takes", "list", "--home"), ("--home",), ("review", "--home", "--", "a.wav")])
def test_a_home_without_a_value_is_asked_for_it(cli: Callable, arguments: tuple[str, ...]) -> None:
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--home needs a value" in outcome.err


def test_demo_makes_no_page(cli: Callable) -> None:
    outcome = cli("demo", "--format", "html")
    assert (outcome.code, outcome.out) == (2, "")
    assert "demo makes no page" in outcome.err
    assert "Reviewing" not in outcome.err
