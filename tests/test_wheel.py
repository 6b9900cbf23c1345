"""What is built for others to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def speakstar(installed: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "speakstar", *map(str, arguments)],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fresh_install_transcribes_with_the_model_that_the_wheel_carries(installed: Path, clip: Path) -> None:
    path = speakstar(installed, "models", "path").stdout.strip()
    assert Path(path) == installed / "speakstar" / "data" / "models" / "pocket"
    done = speakstar(installed, "review", clip, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert '"model": "pocket"' in done.stdout


def test_the_wheel_carries_the_weights_that_were_learned(installed: Path, tmp_path: Path) -> None:
    for name in ("weights.npz", "sentences.npz"):
        assert (installed / "speakstar" / "data" / "models" / "star" / name).is_file()
    assert (installed / "speakstar" / "data" / "models" / "fillers" / "weights.npz").is_file()
    assert (installed / "speakstar" / "data" / "models" / "fillers" / "network.npz").is_file()
    assert (installed / "speakstar" / "data" / "models" / "fillers" / "repeats.npz").is_file()
    answer = tmp_path / "answer.txt"
    answer.write_text("I was responsible for the tills.", encoding="utf-8")
    done = speakstar(installed, "check", answer, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert '"verdict": "met"' in done.stdout


def test_the_wheel_carries_what_pages_are_made_of(installed: Path) -> None:
    done = speakstar(installed, "stories", "list", "--format", "html")
    assert done.stdout.startswith("<!doctype html>"), done.stderr


def test_the_wheel_carries_the_samples(installed: Path) -> None:
    samples = installed / "speakstar" / "data" / "samples"
    assert len(list(samples.glob("*.flac"))) == 6
    assert all(path.with_suffix(".json").exists() for path in samples.glob("*.flac"))
