"""Recordings that are quick to listen to, for tests that need a take and not what is said in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import soundfile

from speakstar.adapters.samples import Sample

WORDS, LEAD_S, TAIL_S = 5, 0.8, 0.1


@dataclass(frozen=True)
class Moment:
    """A recording of a few words, and a file of these words with an "um" before them."""

    sound: Path
    words: Path


def cut(sample: Sample, folder: Path) -> Moment:
    """Cut the first words out of a shipped answer."""
    said = json.loads(sample.truth.read_text())["words"][:WORDS]
    samples, rate_hz = soundfile.read(sample.path, dtype="float32")
    start_s, end_s = said[0]["start_s"] - LEAD_S, said[-1]["end_s"] + TAIL_S
    moment = Moment(folder / "moment.flac", folder / "words.json")
    soundfile.write(moment.sound, samples[round(start_s * rate_hz) : round(end_s * rate_hz)], rate_hz)
    timed = [{"text": w["text"], "start_s": w["start_s"] - start_s, "end_s": w["end_s"] - start_s} for w in said]
    moment.words.write_text(json.dumps([{"text": "Um,", "start_s": 0.2, "end_s": 0.5}, *timed]))
    return moment
