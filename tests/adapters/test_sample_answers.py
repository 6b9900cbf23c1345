"""What the shipped samples promise."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from speakstar.adapters import audio_files
from speakstar.adapters.samples import Sample, samples
from speakstar.core.delivery import bridged
from speakstar.core.filler_rules import HESITATION
from speakstar.core.model import SECTIONS, Span

ALL = pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.path.stem)


def truth(sample: Sample) -> dict:
    return json.loads(sample.truth.read_text(encoding="utf-8"))


def test_there_is_a_weak_and_a_strong_telling_of_each_story() -> None:
    names = {sample.path.stem for sample in samples()}
    assert names == {f"{story}-{kind}" for story in ("deadline", "beyond", "persuasion") for kind in ("weak", "strong")}


@ALL
def test_a_sample_is_16_khz_mono_of_60_to_110_seconds(sample: Sample) -> None:
    recording = audio_files.probe(sample.path)
    assert (recording.sample_rate_hz, recording.channels) == (16_000, 1)
    assert 60 <= recording.duration_s <= 110
    assert 0.3 < recording.peak < 0.6


@ALL
def test_its_words_are_ordered_inside_the_recording_and_make_up_the_text(sample: Sample) -> None:
    words = truth(sample)["words"]
    assert all(word["start_s"] < word["end_s"] for word in words)
    assert all(a["start_s"] <= b["start_s"] and a["end_s"] <= b["end_s"] for a, b in pairwise(words))
    assert words[-1]["end_s"] < audio_files.probe(sample.path).duration_s
    assert " ".join(word["text"] for word in words) == truth(sample)["text"]


@ALL
def test_its_sentences_hold_the_text_and_have_sections(sample: Sample) -> None:
    sentences = truth(sample)["sentences"]
    assert " ".join(sentence["text"] for sentence in sentences) == truth(sample)["text"]
    assert {sentence["section"] for sentence in sentences} <= set(SECTIONS)


@ALL
def test_its_speaking_time_is_that_of_its_words(sample: Sample) -> None:
    spans = bridged(Span(word["start_s"], word["end_s"]) for word in truth(sample)["words"])
    assert truth(sample)["speaking_s"] == pytest.approx(sum(span.duration_s for span in spans), abs=0.01)


@ALL
def test_weak_tellings_hesitate_and_strong_ones_hardly(sample: Sample) -> None:
    hesitations = [f for f in truth(sample)["fillers"] if HESITATION.fullmatch(f["text"])]
    low, high = (8, 14) if sample.path.stem.endswith("weak") else (1, 4)
    assert low <= len(hesitations) <= high
