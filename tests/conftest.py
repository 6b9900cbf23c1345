"""Fixtures that several parts of the suite share. Nothing here needs a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from speakstar.core.analysis import analyse

from speakstar.adapters.samples import Sample, samples
from speakstar.core.model import EngineId, Recording, Take, Transcript, Word

STRONG_ANSWER = (
    "Um, two days before our launch the payment provider told us that the old interface would go. "
    "There were two of us and no budget. "
    "I was responsible for moving every payment over before Friday. "
    "I considered a rewrite, but I chose a small adapter, and I tested it against last month's payments. "
    "I told the finance team every evening what had moved. "
    "We gave up the new invoices for that, because testing them would have taken the whole week. "
    "In the end we moved everything a day early, and failed payments fell from 2% to 0.5%. "
    "I learned to ask vendors early, and now we, uh, have a checklist for it."
)
WEAK_ANSWER = "So we had a project. We worked hard on it, you know, and um we did it. It went great."


def spoken(text: str, *, start_s: float = 0.5, word_s: float = 0.3, gap_s: float = 0.05) -> tuple[Word, ...]:
    """Give every word of a text a time."""
    step_s = word_s + gap_s
    return tuple(
        Word(word, round(start_s + i * step_s, 3), round(start_s + i * step_s + word_s, 3), 0.9)
        for i, word in enumerate(text.split())
    )


def make_take(
    text: str = STRONG_ANSWER,
    *,
    take_id: int = 1,
    story: str | None = "deadline",
    recorded_at: datetime = datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
    model: str = "pocket",
) -> Take:
    """Make a take from a text, analysed as the program does."""
    words = spoken(text)
    transcript = Transcript(words, None, EngineId("faster-whisper", model, "1.2.1"))
    elapsed_s = words[-1].end_s + 0.5 if words else 1.0
    return Take(
        id=take_id,
        story=story,
        question=story,
        theme=story,
        recorded_at=recorded_at + timedelta(hours=2 * take_id),
        recording=Recording(f"/recordings/take-{take_id}.wav", elapsed_s, 48_000, 1, 0.5, 0.1),
        transcript=transcript,
        analysis=analyse(transcript, elapsed_s=elapsed_s),
    )


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
