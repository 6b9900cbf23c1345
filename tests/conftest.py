"""Fixtures that several parts of the suite share. Nothing here needs a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speakstar.adapters.samples import Sample, samples

pytest_plugins = ["rig.browser", "rig.virtual_microphone"]


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own, and no settings from this machine."""
    home = tmp_path / "home"
    for name in ("MODEL", "DEVICE", "CAP_S", "THREADS"):
        monkeypatch.delenv(f"SPEAKSTAR_{name}", raising=False)
    monkeypatch.setenv("SPEAKSTAR_HOME", str(home))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-cache"))
    return home


@pytest.fixture(scope="session")
def sample() -> Sample:
    """One of the shipped answers."""
    return next(s for s in samples() if s.path.stem == "deadline-strong")


@pytest.fixture(scope="session")
def clip(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first sentences of a shipped answer: quick to transcribe, and cut in a silence."""
    ends = [sentence["end_s"] for sentence in json.loads(sample.truth.read_text())["sentences"]]
    end_s = next(end for end in ends if end > 8.0) + 0.2
    sound, rate = soundfile.read(sample.path, dtype="float32")
    path = tmp_path_factory.mktemp("clip") / "clip.flac"
    soundfile.write(path, sound[: round(end_s * rate)], rate)
    return path


@pytest.fixture
def write_sound(tmp_path: Path) -> Callable[..., Path]:
    """Write samples into a sound file below the test's folder."""

    def write(
        name: str, samples: Sequence[float] | np.ndarray, *, rate_hz: int = 16_000, subtype: str | None = None
    ) -> Path:
        path = tmp_path / name
        soundfile.write(path, np.asarray(samples, dtype=np.float32), rate_hz, subtype=subtype)
        return path

    return write
