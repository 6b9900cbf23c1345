"""The benchmark for fillers that only the sound has: its truth is true, and it tells good listeners from bad ones."""

from __future__ import annotations

import ctypes
import json
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fillers import controls, measuring, performing
from fillers.benchmark import Case, build, sentences
from fillers.coding import coded
from fillers.conditions import CONDITIONS, Condition, heard, loudness, written
from fillers.distractors import SOUNDS, distractor
from fillers.engine import timed_as
from fillers.performing import RECIPES, perform
from fillers.prosody import sustain
from fillers.tape import Tape
from fillers.voices import speak
from pocket.speech import SAMPLE_RATE

from speakstar.core.model import (
    DroppedRepeat,
    FilledPause,
    HeardWord,
    Recording,
    Sound,
    SoundEvidence,
    Span,
    Transcript,
    Word,
)

WORDS = tuple(Word(text, i * 0.5, i * 0.5 + 0.4) for i, text in enumerate(["We", "cut", "the", "price", "by", "half."]))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    for library in ("libflite.so.1", "libespeak-ng.so.1"):
        try:
            ctypes.CDLL(library)
        except OSError:
            pytest.skip(f"needs {library} (Debian: libflite1, libespeak-ng1)")
    return list(
        build("dev", cases=4, seed=7, cache_dir=tmp_path_factory.mktemp("speech"))
    )  # the fifth voice is festival's


def spoken(case: Case, start_s: float, end_s: float) -> np.ndarray:
    return case.samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]


def test_fillers_are_in_the_sound_and_not_in_the_transcript(cases: list[Case]) -> None:
    fillers = [(case, filler) for case in cases for filler in case.fillers]
    assert len(fillers) >= 5
    for case, filler in fillers:
        assert 0.1 <= filler.end_s - filler.start_s <= 1.0
        assert loudness(spoken(case, filler.start_s, filler.end_s)) > loudness(case.samples) / 4
        assert filler.text not in case.transcript.text.lower().split()


def test_words_and_fillers_share_no_time_and_the_rest_is_quiet(cases: list[Case]) -> None:
    for case in cases:
        copies = [Word(r.text, r.dropped.start_s, r.dropped.end_s) for r in case.repeats]
        said = sorted([*case.words, *case.fillers, *copies], key=lambda word: word.start_s)
        assert all(after.start_s >= before.end_s - 0.011 for before, after in pairwise(said))
        known = sorted([*said, *(t for t in case.traps if not t.text.startswith("long"))], key=lambda t: t.start_s)
        for before, after in pairwise(known):
            quiet = spoken(case, before.end_s + 0.08, after.start_s - 0.03)
            assert len(quiet) < 1600 or np.sqrt(np.mean(quiet**2)) < loudness(case.samples) / 20


def test_a_repeat_is_said_twice_and_written_once(cases: list[Case]) -> None:
    repeats = [(case, repeat) for case in cases for repeat in case.repeats]
    for case, repeat in repeats:
        assert repeat.dropped.end_s <= repeat.kept.start_s + 0.02
        kept = next(word for word in case.words if word.start_s == repeat.kept.start_s)
        assert kept.text.strip(",.").lower() == repeat.text.lower()


def test_the_same_seed_gives_the_same_benchmark(cases: list[Case], tmp_path: Path) -> None:
    again = next(build("dev", cases=1, seed=7, cache_dir=tmp_path))
    assert again.transcript.text == cases[0].transcript.text
    assert [filler.text for filler in again.fillers] == [filler.text for filler in cases[0].fillers]
    for one, other in zip((*again.words, *again.fillers), (*cases[0].words, *cases[0].fillers), strict=True):
        assert (one.start_s, one.end_s) == pytest.approx((other.start_s, other.end_s), abs=0.02)


def test_no_sentence_is_in_both_splits() -> None:
    assert len(sentences("test")) > 300
    assert not set(sentences("dev")) & set(sentences("test"))


class Oracle:
    """Listens by reading the truth."""

    def __init__(self, cases: list[Case]) -> None:
        self._left = list(cases)

    def listen(self, recording: Recording, transcript: Transcript) -> Sound:
        case = self._left.pop(0)
        assert recording.duration_s == pytest.approx(case.length_s)
        return Sound(
            version=1,
            method="aligned",
            notice="",
            words=tuple(HeardWord(word.start_s, word.end_s, 1.0) for word in case.words),
            filled_pauses=tuple(FilledPause(f.start_s, f.end_s, f.text, _evidence(f)) for f in case.fillers),
            repeats=tuple(DroppedRepeat(r.text, r.dropped.start_s, r.dropped.end_s) for r in case.repeats),
            snr_db=40.0,
            pitch_sd_st=2.0,
            loudness_range_db=20.0,
        )


def _evidence(filler: Word) -> SoundEvidence:
    length_s = filler.end_s - filler.start_s
    return SoundEvidence(1.0, 1.0, 0.5, -2.0, length_s, length_s)


class Deaf:
    """Hears nothing at all."""

    def listen(self, recording: Recording, transcript: Transcript) -> Sound:
        words = tuple(HeardWord(word.start_s, word.end_s, 1.0) for word in transcript.words)
        return Sound(1, "voice", "deaf", words, (), (), None, None, None)


def test_whoever_knows_the_truth_gets_full_marks(cases: list[Case]) -> None:
    figures = measuring.measure(cases, Oracle(cases)).figures()
    assert figures["all"]["near"]["f1"] == figures["all"]["onset"]["f1"] == 1.0
    assert figures["repeats"]["there"] == sum(len(case.repeats) for case in cases)
    assert figures["repeats"]["recall"] in (1.0, None)
    assert figures["word_edge_error_ms"]["after"] == {"median": 0, "p90": 0}
    assert figures["word_edge_error_ms"]["before"]["median"] > 20
    assert figures["fallbacks"] == 0


def test_whoever_hears_nothing_gets_none(cases: list[Case]) -> None:
    figures = measuring.measure(cases, Deaf()).figures()
    assert figures["certain"]["near"]["recall"] == 0.0
    assert figures["certain"] == figures["all"]
    assert figures["transcript_only"]["recall"] == 0.0
    assert figures["false_per_min"] == {"certain": 0.0, "all": 0.0}
    assert figures["fallbacks"] == len(cases)


@pytest.mark.parametrize("snr_db", [20.0, 10.0])
def test_noise_is_as_loud_as_the_condition_says(snr_db: float) -> None:
    r = random.Random(1)
    t = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    voice = (np.sin(2 * np.pi * 200 * t) * (t % 1 < 0.5)).astype(np.float32)
    murmur = np.random.default_rng(1).normal(size=SAMPLE_RATE).astype(np.float32)
    noisy = heard(voice, Condition(snr_db=snr_db), murmur, r)
    loud, quiet = (np.mean(noisy[(t % 1 < 0.5) == spoken] ** 2) for spoken in (True, False))
    assert 10 * np.log10((loud - quiet) / quiet) == pytest.approx(snr_db, abs=1.0)


def test_word_times_are_off_by_what_the_condition_says_and_stay_in_order() -> None:
    many = tuple(Word(f"w{i}", i * 0.8, i * 0.8 + 0.4) for i in range(400))
    off = written(many, (), Condition(jitter_s=0.05), random.Random(3), 400.0)
    errors = [a.start_s - b.start_s for a, b in zip(off, many, strict=True)]
    assert np.std(errors) == pytest.approx(0.05, abs=0.01)
    edges = [edge for word in off for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)


def test_a_filler_may_hide_in_the_words_beside_it() -> None:
    filler = Word("um", 0.95, 1.0)
    hidden = written(WORDS[:2] + WORDS[2:], (filler,), Condition(jitter_s=0, absorb=True), random.Random(1), 9.0)
    assert any(word.start_s <= filler.start_s and word.end_s >= filler.end_s for word in hidden)


def test_one_word_in_twenty_is_wrong() -> None:
    many = WORDS * 200
    wrong = written(many, (), CONDITIONS["5 % wrong words"], random.Random(5), 1e6)
    missing = len(many) - sum(word.probability == 0.9 for word in wrong)
    assert 0.02 < missing / len(many) < 0.08


def test_a_held_sound_is_as_long_as_asked_and_keeps_its_pitch() -> None:
    t = np.arange(3200) / SAMPLE_RATE
    voice = sum(np.sin(2 * np.pi * 125 * k * t) / k for k in range(1, 8)).astype(np.float32)
    held = sustain(voice, 0.5, np.random.default_rng(0), flatness=1.0)
    assert len(held) == 8000
    middle = held[2000:6000]
    correlation = np.correlate(middle, middle, "full")[len(middle) - 1 :]
    assert 100 + np.argmax(correlation[100:200]) == pytest.approx(SAMPLE_RATE / 125, rel=0.05)


@pytest.mark.parametrize("kind", SOUNDS)
def test_stray_sounds_are_softer_than_speech(kind: str) -> None:
    sound = distractor(kind, np.random.default_rng(2))
    assert np.isfinite(sound).all()
    assert 0.001 < np.sqrt(np.mean(sound**2)) < 1.0


def test_words_get_the_times_of_those_the_engine_heard() -> None:
    engine = (Word("we", 0.1, 0.3), Word("cat", 0.3, 0.9), Word("price", 1.5, 1.9), Word("by", 1.9, 2.1))
    timed = timed_as(WORDS, engine)
    assert [word.text for word in timed] == [word.text for word in WORDS]
    assert (timed[0].start_s, timed[3].start_s, timed[4].end_s) == (0.1, 1.5, 2.1)
    assert timed[0].end_s <= timed[1].start_s <= timed[2].start_s <= timed[3].start_s


def test_peoples_words_are_spread_over_their_voice() -> None:
    words = list(controls.spread(["one", "two", "three"], [Span(1.0, 1.8), Span(3.0, 3.6)]))
    assert words[0].start_s == 1.0
    assert words[-1].end_s == pytest.approx(3.6)
    assert words[1].start_s == pytest.approx(1.4)


def test_a_word_may_be_missing_from_a_transcript(tmp_path: Path, clip: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps([{"file": str(clip), "text": "one two three four"}]))
    read = list(controls.human(tmp_path))
    assert read[0].transcript.text == "one two three four"
    missing = list(controls.with_deleted_words(tmp_path))
    assert len({case.transcript.text for case in missing}) == 3
    assert all(len(case.transcript.words) == 3 for case in missing)


@pytest.mark.parametrize("codec", ["mp3", "opus"])
def test_coding_keeps_the_sound_and_its_place(cases: list[Case], codec: str) -> None:
    sound = cases[0].samples
    decoded = coded(sound, codec)
    assert decoded.shape == sound.shape
    assert np.corrcoef(np.abs(sound), np.abs(decoded))[0, 1] > 0.95
    assert not np.array_equal(sound, decoded)


def test_voices_take_turns(tmp_path: Path) -> None:
    spoken_by: list[str] = []

    class Heard(Tape):
        def hand_over(self, voice: str) -> None:
            spoken_by.append(voice)
            super().hand_over(voice)

    said = ["We cut the price.", "Nobody left.", "It worked."]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(performing, "Tape", Heard)
        perform(said, "espeak:en-us", ["flite:slt"], RECIPES["two voices"], "seed")
    assert spoken_by == ["espeak:en-us", "flite:slt", "espeak:en-us"]


def test_flite_says_hmm_and_does_not_spell_it() -> None:
    hmm, hum = (speak(text, "flite:slt").samples for text in ("so hmm", "so hum"))
    assert np.array_equal(hmm, hum)
