from __future__ import annotations

import io

import pytest
from rich.console import Console

from speakstar.cli import keys, screen
from speakstar.cli.screen import Face


def draw(face: Face, *, width: int = 80, encoding: str = "utf-8") -> str:
    console = Console(file=io.TextIOWrapper(io.BytesIO(), encoding=encoding), width=width)
    return screen.drawn(face, console).plain


@pytest.mark.parametrize(("amplitude", "dbfs"), [(1.0, 0.0), (0.1, -20.0), (0.001, -60.0), (1e-9, -60.0), (0.0, -60.0)])
def test_level_stays_on_the_meter(amplitude: float, dbfs: float) -> None:
    assert screen.level_dbfs(amplitude) == pytest.approx(dbfs)


@pytest.mark.parametrize(
    ("elapsed_s", "fragment"),
    [(74.9, "1:14 / 1:30"), (75.0, "15 s left"), (89.5, "s left"), (90.0, "1:30 is over"), (125.0, "2:05 / 1:30")],
)
def test_the_clock_and_the_cues_at_75_and_90_seconds(elapsed_s: float, fragment: str) -> None:
    assert fragment in draw(Face(elapsed_s, 90.0))


def test_before_75_seconds_there_is_no_cue() -> None:
    assert "left" not in draw(Face(74.9, 90.0))


@pytest.mark.parametrize("width", [40, 60, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_longer_than_the_terminal(width: int, encoding: str) -> None:
    text = "We cut the report, which nobody read, and it shipped on time. " * 9
    for elapsed_s in (0.0, 80.0, 600.0, 7200.0):
        face = Face(elapsed_s, 90.0, rms=0.9, warning="Too loud: " + "x" * 70, captions=text)
        drawing = draw(face, width=width, encoding=encoding)
        assert max(map(len, drawing.splitlines())) < width
        assert drawing.encode(encoding)


def test_nothing_jumps_while_words_and_warnings_come_and_go() -> None:
    faces = [
        Face(0.0, 90.0, captions=""),
        Face(80.0, 90.0, captions="Well, we had two weeks."),
        Face(95.0, 90.0, rms=0.5, warning="Too loud.", captions="Well, we had two weeks. " * 20, paused=True),
    ]
    assert len({draw(face, width=60).count("\n") for face in faces}) == 1


def test_captions_show_the_newest_words_and_only_when_wanted() -> None:
    text = "first " + "word " * 60 + "last"
    assert "last" in draw(Face(1.0, 90.0, captions=text), width=60)
    assert "first" not in draw(Face(1.0, 90.0, captions=text), width=60)
    assert draw(Face(1.0, 90.0)).count("\n") < draw(Face(1.0, 90.0, captions="")).count("\n")


def test_a_transcript_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in draw(Face(1.0, 90.0, captions="\x1b[2Jgone"))


def test_warnings_pause_and_keys_are_said() -> None:
    drawing = draw(Face(1.0, 90.0, warning="Too loud: move away.", paused=True, keys=screen.KEYS_PAUSED))
    for fragment in ("Too loud: move away.", "paused", "Space go on"):
        assert fragment in drawing


def test_without_a_terminal_each_cue_and_warning_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    with screen.shown() as show:
        for tenth in range(1000):
            show(Face(tenth / 10, 90.0, warning="Too loud." if 20 < tenth < 40 else ""))
    assert capsys.readouterr().err.splitlines() == ["Too loud.", "15 s left.", "1:30 is over."]


@pytest.mark.parametrize(("key", "goes_on"), [(keys.ENTER, True), (keys.LEAVE, False), (keys.GONE, False)])
def test_the_countdown_ends_at_once_on_a_key(key: str, goes_on: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert screen.count_down(lambda _wait_s: key) is goes_on
    assert capsys.readouterr().err == "Starting in 3\n"


def test_the_countdown_counts_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert screen.count_down(lambda _wait_s: None)
    assert capsys.readouterr().err == "Starting in 3 2 1\n"
