"""Speak the sample answers with synthetic voices, and write down what is where.

Reads ``recordings/samples/answers.toml``; writes a FLAC file and a JSON file for every answer beside it. The word
times are the synthesisers' own. Running it again gives the same bytes. Needs what ``scripts/pocket/voices.py``
needs; whoever only uses the samples needs none of that.

    python scripts/make_samples.py           speak all answers
    python scripts/make_samples.py --check   tell whether the files are those that this script makes
"""

import argparse
import json
import random
import re
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from pocket.voices import SAMPLE_RATE, speak

SAMPLES = Path(__file__).parents[1] / "recordings" / "samples"

LEAD_IN_S, LEAD_OUT_S = (0.5, 1.5), (0.4, 0.8)
COMMA_PAUSE_S, SENTENCE_PAUSE_S = (0.25, 0.45), (0.4, 0.6)
FILLER_BEFORE_S, FILLER_AFTER_S = (0.08, 0.35), (0.12, 0.45)
THINKING_PAUSE_S, THINKING_SHARE = (0.7, 1.3), 0.2  # after a sentence
HESITATIONS = ("um", "uh")
HESITATION_RATE = 0.65  # a synthetic "uh" is shorter than the 200 to 600 ms of people's
PEAK = 0.5  # of full scale, as of someone near a laptop
PHRASE_GAIN_DB = 1.5
NOISE_DBFS = -65.0  # a quiet room
BRIDGE_S = 0.25  # shorter gaps count as speaking time

PHRASE = re.compile(r"\{[^}]*\}[,.]?|[^{]*?(?:,(?=\s)|\.$|(?=\{))")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words spoken in one go."""

    text: str
    is_filler: bool

    @property
    def rate(self) -> float:
        """How fast, as a factor."""
        return HESITATION_RATE if self.text.strip(",.").lower() in HESITATIONS else 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer."""

    section: str
    phrases: tuple[Phrase, ...]


def read_sentences(text: str) -> list[Sentence]:
    """Read the lines ``section | words``."""
    sentences = []
    for line in text.strip().splitlines():
        section, _, words = line.partition("|")
        found = (match.strip() for match in PHRASE.findall(words.strip()))
        phrases = tuple(Phrase(re.sub("[{}]", "", part), "{" in part) for part in found if part.strip(" ,."))
        sentences.append(Sentence(section.strip(), phrases))
    return sentences


def pause_s(before: Phrase, after: Phrase, rng: random.Random) -> float:
    """Choose the pause between two phrases of a sentence."""
    if after.is_filler:
        return rng.uniform(*FILLER_BEFORE_S)
    return rng.uniform(*(FILLER_AFTER_S if before.is_filler else COMMA_PAUSE_S))


def sentence_pause_s(rng: random.Random) -> float:
    """Choose the pause after a sentence."""
    return rng.uniform(*(THINKING_PAUSE_S if rng.random() < THINKING_SHARE else SENTENCE_PAUSE_S))


class Tape:
    """Speech laid out in time, with the place of every word."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.parts: list[np.ndarray] = []
        self.words: list[dict] = []
        self.at = 0  # samples

    def silence(self, seconds: float) -> None:
        """Lay out silence."""
        self._add(np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32))

    def say(self, phrase: Phrase, voice: str, rate: float) -> None:
        """Lay out a phrase."""
        spoken = speak(phrase.text, voice, rate=rate * phrase.rate)
        offset_s = self.at / SAMPLE_RATE
        for text, start_s, end_s in zip(phrase.text.split(), spoken.starts_s, spoken.ends_s, strict=True):
            self.words.append(
                {
                    "text": text,
                    "start_s": round(offset_s + float(start_s), 3),
                    "end_s": round(offset_s + float(end_s), 3),
                }
            )
        gain_db = self.rng.uniform(-PHRASE_GAIN_DB, 0)
        self._add(spoken.samples * np.float32(PEAK * 10 ** (gain_db / 20)))

    def sound(self) -> np.ndarray:
        """Return the whole tape with the room's noise, as 16-bit samples."""
        sound = np.concatenate(self.parts)
        hiss = np.random.default_rng(self.rng.getrandbits(32)).standard_normal(len(sound)) * 10 ** (NOISE_DBFS / 20)
        return np.round((sound + hiss) * 32767).astype(np.int16)

    def _add(self, samples: np.ndarray) -> None:
        self.parts.append(samples)
        self.at += len(samples)


def perform(answer: dict) -> tuple[np.ndarray, dict]:
    """Speak an answer; return the sound and the truth about it."""
    rng = random.Random(answer["id"])
    tape = Tape(rng)
    sentences, fillers = [], []
    tape.silence(rng.uniform(*LEAD_IN_S))
    for sentence in read_sentences(answer["text"]):
        first = len(tape.words)
        previous = None
        for phrase in sentence.phrases:
            if previous:
                tape.silence(pause_s(previous, phrase, rng))
            begin = len(tape.words)
            tape.say(phrase, answer["voice"], answer["rate"])
            if phrase.is_filler:
                fillers.append(_stretch(tape.words[begin:], text=phrase.text.strip(",.").lower()))
            previous = phrase
        sentences.append({"section": sentence.section} | _stretch(tape.words[first:]))
        tape.silence(sentence_pause_s(rng))
    tape.silence(rng.uniform(*LEAD_OUT_S))
    theme = answer["id"].rpartition("-")[0]
    truth = {
        "text": " ".join(word["text"] for word in tape.words),
        "voice": answer["voice"],
        "story": theme,
        "theme": theme,
        "words": tape.words,
        "fillers": fillers,
        "sentences": sentences,
        "speaking_s": round(speaking_s(tape.words), 3),
    }
    return tape.sound(), truth


def speaking_s(words: list[dict]) -> float:
    """Length of the union of the words, with short gaps counted in."""
    total_s = words[-1]["end_s"] - words[0]["start_s"]
    gaps_s = (after["start_s"] - before["end_s"] for before, after in pairwise(words))
    return total_s - sum(gap_s for gap_s in gaps_s if gap_s >= BRIDGE_S)


def _stretch(words: list[dict], *, text: str = "") -> dict:
    return {
        "text": text or " ".join(word["text"] for word in words),
        "start_s": words[0]["start_s"],
        "end_s": words[-1]["end_s"],
    }


def write_samples(folder: Path) -> list[Path]:
    """Write the sound and the truth of every answer; return the files."""
    written = []
    for answer in tomllib.loads((SAMPLES / "answers.toml").read_text(encoding="utf-8"))["answers"]:
        sound, truth = perform(answer)
        flac, story = folder / f"{answer['id']}.flac", folder / f"{answer['id']}.json"
        soundfile.write(flac, sound, SAMPLE_RATE, subtype="PCM_16")
        story.write_text(_json(truth), encoding="utf-8")
        written += [flac, story]
        words_per_min = len(truth["words"]) / truth["speaking_s"] * 60
        print(
            f"{answer['id']:18} {len(sound) / SAMPLE_RATE:6.1f} s, speaking {truth['speaking_s']:5.1f} s,"
            f" {len(truth['words'])} words ({words_per_min:.0f} a minute), {len(truth['fillers'])} fillers"
        )
    return written


def _json(truth: dict) -> str:
    """One line for every word, filler and sentence."""
    entries = []
    for key, value in truth.items():
        if isinstance(value, list):
            rows = ",\n".join(f"  {json.dumps(row)}" for row in value)
            entries.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            entries.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def check() -> int:
    """Compare the files with newly made ones; return the number that differ."""
    with tempfile.TemporaryDirectory() as folder:
        differing = [
            new.name
            for new in write_samples(Path(folder))
            if not (SAMPLES / new.name).exists() or new.read_bytes() != (SAMPLES / new.name).read_bytes()
        ]
    print(f"differ: {', '.join(differing)}" if differing else "all files are as this script makes them")
    return len(differing)


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of write; exit code 1 if files differ")
    if parser.parse_args().check:
        return 1 if check() else 0
    write_samples(SAMPLES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
