from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from speakstar.adapters import audio_files
from speakstar.adapters.listener import SoundListener
from speakstar.adapters.samples import Sample, samples
from speakstar.core.filled_pauses import joined, placed
from speakstar.core.fillers import is_hesitation
from speakstar.core.model import EngineId, Recording, Sound, Transcript, Word

RATE_HZ = 16_000
ENGINE = EngineId("test", "truth", "1")


def truth_of(sample: Sample) -> list[Word]:
    words = json.loads(sample.truth.read_text(encoding="utf-8"))["words"]
    return [Word(word["text"], word["start_s"], word["end_s"], 0.9) for word in words]


def is_um(word: Word) -> bool:
    return is_hesitation(word.text.strip(",.").lower())


@pytest.fixture(scope="module")
def listener() -> SoundListener:
    return SoundListener()


@pytest.fixture(scope="module")
def weak() -> Sample:
    return next(s for s in samples() if s.path.stem == "deadline-weak")


@pytest.fixture(scope="module")
def unwritten(weak: Sample) -> Transcript:
    """What an engine would write that leaves out every um, its words 60 ms off to either side."""
    words = [word for word in truth_of(weak) if not is_um(word)]
    shifts = [(-1) ** i * 0.06 for i in range(len(words))]
    return Transcript(
        tuple(
            Word(w.text, max(0.0, w.start_s + shift), w.end_s + shift, 0.9)
            for w, shift in zip(words, shifts, strict=True)
        ),
        None,
        ENGINE,
    )


@pytest.fixture(scope="module")
def heard(listener: SoundListener, weak: Sample, unwritten: Transcript) -> Sound:
    return listener.listen(audio_files.probe(weak.path), unwritten)


def test_most_ums_that_the_transcript_lacks_are_found_and_hardly_any_others(
    heard: Sound, weak: Sample, unwritten: Transcript
) -> None:
    ums = [word for word in truth_of(weak) if is_um(word)]
    words = placed(unwritten, heard).words
    found = [filler for filler in joined([], words, heard) if filler.certainty == "certain"]
    right = [f for f in found if any(f.start_s < um.end_s and um.start_s < f.end_s for um in ums)]
    assert len(right) >= 0.8 * len(ums)
    assert len(found) - len(right) <= 1


def test_words_are_put_where_they_are(heard: Sound, weak: Sample) -> None:
    true = [word for word in truth_of(weak) if not is_um(word)]
    errors = [abs(t.start_s - h.start_s) for t, h in zip(true, heard.words, strict=True)]
    assert np.median(errors) <= 0.03
    assert heard.method == "aligned"
    assert not heard.notice


def test_times_are_in_order(heard: Sound) -> None:
    times = [time_s for word in heard.words for time_s in (word.start_s, word.end_s)]
    assert times == sorted(times)
    starts = [pause.start_s for pause in heard.filled_pauses]
    assert starts == sorted(starts)


def test_the_same_sound_gives_the_same_again(
    heard: Sound, listener: SoundListener, weak: Sample, unwritten: Transcript
) -> None:
    recording = audio_files.probe(weak.path)
    assert listener.listen(recording, unwritten) == heard
    assert SoundListener().listen(recording, unwritten) == heard


def test_written_ums_are_found_by_the_sound_itself(listener: SoundListener, weak: Sample) -> None:
    said = Transcript(tuple(truth_of(weak)), None, ENGINE)
    sound = listener.listen(audio_files.probe(weak.path), said)
    ums = [(word, place) for word, place in zip(said.words, sound.words, strict=True) if is_um(word)]
    found = [any(p.start_s < h.end_s and h.start_s < p.end_s for p in sound.filled_pauses) for _, h in ums]
    assert sum(found) >= 0.8 * len(ums)


def test_without_pocketsphinx_voice_alone_is_searched_and_it_says_so(
    clip: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    recording = audio_files.probe(clip)
    words = tuple(word for word in truth_of(sample) if word.end_s < recording.duration_s)
    sound = SoundListener().listen(recording, Transcript(words, None, ENGINE))
    assert sound.method == "voice"
    assert "pocketsphinx" in sound.notice
    assert len(sound.words) == len(words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no words"),
        pytest.param("Um, uh, um.", id="hesitations alone"),
        pytest.param("purple monkeys dance tonight over seven green oceans because nobody asked", id="all wrong"),
        pytest.param("brzk xylq Żółw vvvv qoph 北京 zzz", id="no known word"),
        pytest.param("— $ ... %", id="signs"),
        pytest.param("word " * 400, id="far too many words"),
        pytest.param("5,000,000,000,000,000,000 12:30 1/2 v2.0.1 a@b.c", id="figures"),
    ],
)
def test_whatever_the_transcript_says_there_is_a_sober_result(listener: SoundListener, clip: Path, text: str) -> None:
    recording = audio_files.probe(clip)
    written = text.split()
    step_s = recording.duration_s / max(1, len(written))
    words = tuple(Word(piece, i * step_s, (i + 1) * step_s, 0.5) for i, piece in enumerate(written))
    sound = listener.listen(recording, Transcript(words, None, ENGINE))
    assert len(sound.words) == len(words)
    assert all(0 <= word.start_s <= word.end_s <= recording.duration_s for word in sound.words)


def quiet_room(length_s: float) -> np.ndarray:
    return np.random.default_rng(2).normal(0, 0.01, round(length_s * RATE_HZ))


def hum(length_s: float) -> np.ndarray:
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return sum(0.1 * np.sin(2 * np.pi * 60 * k * t) / k for k in (1, 2, 3, 5))


def keys(length_s: float) -> np.ndarray:
    strikes = quiet_room(length_s) * 0.1
    strikes[:: RATE_HZ // 5] += 0.7
    return strikes


@pytest.mark.parametrize("noise", [quiet_room, hum, keys])
def test_where_nobody_speaks_nothing_is_found(
    listener: SoundListener, write_sound: Callable[..., Path], noise: Callable[[float], np.ndarray]
) -> None:
    path = write_sound("noise.wav", noise(5.0))
    words = (Word("Thank", 1.0, 1.3, 0.2), Word("you.", 1.3, 1.6, 0.2))
    sound = listener.listen(audio_files.probe(path), Transcript(words, None, ENGINE))
    assert (sound.filled_pauses, sound.repeats, sound.snr_db, sound.pitch_sd_st) == ((), (), None, None)


def test_a_recording_shorter_than_a_frame_is_no_trouble(
    listener: SoundListener, write_sound: Callable[..., Path]
) -> None:
    path = write_sound("blip.wav", [0.1] * 50)
    recording = Recording(str(path), 50 / RATE_HZ, RATE_HZ, 1, 0.1, 0.1)
    assert listener.listen(recording, Transcript((), None, ENGINE)).filled_pauses == ()
