from __future__ import annotations

import pytest

from speakstar.cli import screen


@pytest.mark.parametrize(("amplitude", "dbfs"), [(1.0, 0.0), (0.1, -20.0), (0.001, -60.0), (1e-9, -60.0), (0.0, -60.0)])
def test_level_stays_on_the_meter(amplitude: float, dbfs: float) -> None:
    assert screen.level_dbfs(amplitude) == pytest.approx(dbfs)


@pytest.mark.parametrize(
    ("elapsed_s", "fragment"),
    [(0.0, "Enter stops."), (74.9, "Enter stops."), (75.0, "15 s left"), (89.5, "s left"), (90.0, "1:30 is over")],
)
def test_the_cue_changes_at_75_and_90_seconds(elapsed_s: float, fragment: str) -> None:
    assert fragment in screen.status_line(elapsed_s, 90.0, peak=0.1, rms=0.01)


def test_too_loud_is_said() -> None:
    assert "too loud" in screen.status_line(1.0, 90.0, peak=1.0, rms=0.3)
    assert "too loud" not in screen.status_line(1.0, 90.0, peak=0.9, rms=0.3)


def test_without_a_terminal_each_cue_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    with screen.meter(90.0) as tell:
        for tenth in range(1000):
            tell(tenth / 10, 0.1, 0.01)
    assert capsys.readouterr().err.splitlines() == ["15 s left.", "1:30 is over."]


def test_the_countdown_ends_at_once_on_enter(capsys: pytest.CaptureFixture[str]) -> None:
    class Pressed(screen.EnterKey):
        def pressed(self, *, wait_s: float = 0.0) -> bool:
            return True

    screen.count_down(Pressed(listen=False))
    assert capsys.readouterr().err == "Starting in 3\n"
