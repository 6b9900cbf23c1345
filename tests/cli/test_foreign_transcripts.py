"""Words that another Whisper wrote: read in whole, and not believed where nobody speaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

RATE_HZ = 16_000


def written(folder: Path, *segments: tuple[str, float, float, float]) -> Path:
    """Write segments as openai-whisper does; each word takes its share of them."""
    entries: list[dict[str, Any]] = []
    for text, start_s, end_s, probability in segments:
        words = text.split()
        step_s = (end_s - start_s) / len(words)
        timed = [
            {
                "word": f" {word}",
                "start": round(start_s + i * step_s, 3),
                "end": round(start_s + (i + 1) * step_s, 3),
                "probability": probability,
            }
            for i, word in enumerate(words)
        ]
        entries.append({"start": start_s, "end": end_s, "text": f" {text}", "words": timed})
    path = folder / "whisper.json"
    path.write_text(json.dumps({"text": "", "segments": entries, "language": "en"}))
    return path


@pytest.fixture
def hiss(write_sound: Callable) -> Path:
    return write_sound("hiss.wav", np.random.default_rng(1).normal(0, 0.02, 20 * RATE_HZ))


@pytest.mark.parametrize("name", ["plain", "terminal", "markdown"])
def test_text_made_up_on_noise_is_shown_and_counts_nowhere(
    cli: Callable, hiss: Path, tmp_path: Path, name: str
) -> None:
    words = written(tmp_path, ("Um, thanks for watching!", 1.0, 3.0, 0.6), ("So we left, you know.", 9.0, 12.0, 0.9))
    content = cli("review", hiss, "--transcript", words, "--format", "json").json
    delivery = content["delivery"]
    assert (delivery["words"], delivery["fillers"], delivery["speaking_s"]) == (0, [], 0)
    assert content["review"]["sentences"] == []
    assert sum(len(doubt["text"].split()) for doubt in content["transcript"]["doubts"]) == 9
    text = " ".join(cli("report", "last", "--format", name).out.replace("\\", "").split())
    for wanted in ("Not counted", "thanks for watching", "no speech was found in this recording"):
        assert wanted in text


def test_a_loop_is_not_counted(cli: Callable, clip: Path, tmp_path: Path) -> None:
    words = written(tmp_path, ("We moved it.", 1.3, 2.3, 0.9), ("got them, " * 15, 2.3, 6.3, 0.98))
    content = cli("review", clip, "--transcript", words, "--format", "json").json
    (doubt,) = content["transcript"]["doubts"]
    assert doubt["reason"] == "loop"
    assert len(doubt["text"].split()) == 28
    assert content["delivery"]["words"] == 5
    assert len(content["transcript"]["words"]) == 33


def test_noise_is_said_to_hold_no_speech(cli: Callable, hiss: Path) -> None:
    outcome = cli("review", hiss)
    assert outcome.code == 0
    assert "no speech was found in this recording" in outcome.out


def test_words_that_miss_most_of_the_voice_are_said_to(cli: Callable, clip: Path, tmp_path: Path) -> None:
    outcome = cli("review", clip, "--transcript", written(tmp_path, ("We moved it.", 1.3, 2.3, 0.9)))
    assert "only 3 words for" in outcome.out


def test_notices_go_to_the_error_channel(cli: Callable, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "segments.json"
    path.write_text(json.dumps({"segments": [{"start": 1.3, "end": 3.0, "text": " We moved it."}], "language": "de"}))
    outcome = cli("review", clip, "--transcript", path, "--format", "json")
    assert outcome.json["transcript"]["text"] == "We moved it."
    assert "segments.json has times for whole segments only" in outcome.err
    assert "'de'" in outcome.err
