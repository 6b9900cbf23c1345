"""The second listening gives the same whether it hears a whole file or works ahead while the sound comes in."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speakstar.adapters import audio_files, models
from speakstar.adapters.aligner import Aligner
from speakstar.adapters.listener import SoundListener
from speakstar.adapters.listening import Listening
from speakstar.adapters.listening_process import ListeningProcess
from speakstar.adapters.live import LiveTranscription
from speakstar.adapters.stretches import WINDOW_S, Stretches, samples_of
from speakstar.adapters.wav_writer import HEADER_BYTES
from speakstar.adapters.whisper import WhisperEngine
from speakstar.core.model import Recording, Sound, Transcript

POCKET = models.Model(models.POCKET, models.embedded_pocket(), "embedded")
RATE_HZ = 16_000


class Counting(Aligner):
    """Remembers what it was asked to align."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []

    def align(self, samples: np.ndarray, written: Sequence[str], *, patient: bool = True):
        self.asked.append(tuple(written))
        return super().align(samples, written, patient=patient)


@pytest.fixture(scope="module")
def aligner() -> Counting:
    return Counting()


@pytest.fixture(scope="module")
def engine() -> WhisperEngine:
    return WhisperEngine(POCKET, cpu_threads=1)


@pytest.fixture(scope="module")
def spoken(sample, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Half a minute of a sample answer, as a recorder writes it."""
    path = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    soundfile.write(path, audio_files.decode(sample.path)[: 26 * RATE_HZ], RATE_HZ, subtype="PCM_16")
    return audio_files.probe(path)


@pytest.fixture(scope="module")
def transcript(engine: WhisperEngine, spoken: Recording) -> Transcript:
    return engine.transcribe(spoken)


@pytest.fixture(scope="module")
def batch(spoken: Recording, transcript: Transcript) -> Sound:
    return SoundListener().listen(spoken, transcript)


def pieces(recording: Recording, size: int) -> Iterator[np.ndarray]:
    sound = audio_files.decode(recording.path)
    for start in range(0, len(sound), size):
        yield sound[start : start + size]


@pytest.mark.parametrize("size", [700, 16_001])
def test_sound_in_pieces_and_words_as_they_come_give_the_same(
    engine: WhisperEngine,
    aligner: Counting,
    spoken: Recording,
    transcript: Transcript,
    batch: Sound,
    size: int,
) -> None:
    listening, dictation = Listening(lambda: aligner), engine.dictation()
    aligner.asked.clear()
    for piece in pieces(spoken, size):
        dictation.hear(piece)
        listening.hear(piece)
        listening.read(0, dictation.words, certain_s=dictation.done_s, read_s=dictation.read_s)
        while listening.work():
            pass
    ahead = len(aligner.asked)
    assert dictation.finish(spoken.duration_s) == transcript
    sound = SoundListener().conclude(listening.end(transcript.words), spoken, transcript)
    assert sound == batch
    assert sound.method == "aligned"
    assert ahead >= spoken.duration_s / WINDOW_S - 1, "all but the last stretch were aligned before the end"
    assert len(aligner.asked) <= ahead + 1, "and not again"


def test_what_was_heard_in_advance_need_not_be_heard_in_the_end(
    engine: WhisperEngine, spoken: Recording, transcript: Transcript, batch: Sound
) -> None:
    listener, dictation = SoundListener(), engine.dictation()
    listening, ear = listener.listening(), listener._ear()
    for piece in pieces(spoken, 8_000):
        dictation.hear(piece)
        listening.hear(piece)
        listening.read(0, dictation.words, certain_s=dictation.done_s, read_s=dictation.read_s)
        while listening.work():
            listener.foresee(listening)
    in_advance = set(ear._phones._known)
    heard = listening.end(transcript.words)
    assert listener.conclude(heard, spoken, transcript) == batch
    last_s = heard.aligned.windows[-1].start_s
    late = [pause for pause in batch.filled_pauses if pause.evidence.phones is not None and pause.end_s > last_s]
    assert 0 < len(set(ear._phones._known) - in_advance) <= len(late), "only what lies in the last stretch"


def test_what_was_guessed_wrong_is_done_again(
    aligner: Counting, spoken: Recording, transcript: Transcript, batch: Sound
) -> None:
    wrong = [replace(word, text="zebra") if i % 9 == 0 else word for i, word in enumerate(transcript.words)]
    listening = Listening(lambda: aligner)
    for piece in pieces(spoken, 8_000):
        listening.hear(piece)
    listening.read(0, wrong, certain_s=0.0, read_s=spoken.duration_s)
    assert listening.work()
    assert SoundListener().conclude(listening.end(transcript.words), spoken, transcript) == batch


def test_a_stretch_depends_on_nothing_after_it(spoken: Recording) -> None:
    def complete(length_s: float, size: int) -> Listening:
        listening = Listening(Aligner)
        for piece in pieces(spoken, size):
            if listening._stretches.track.heard_s >= length_s:
                break
            listening.hear(piece)
        return listening

    some, more = complete(15, 900)._stretches.complete, complete(26, 5_000)._stretches.complete
    assert 0 < len(some) < len(more)
    for one, same in zip(some, more, strict=False):
        assert (one.window, one.end) == (same.window, same.end)
        assert np.array_equal(one.sound, same.sound)
        assert np.array_equal(one.frames.timbre, same.frames.timbre)


def test_a_recording_that_grows_is_listened_to_beside_its_transcription(
    engine: WhisperEngine, spoken: Recording, transcript: Transcript, batch: Sound, tmp_path: Path
) -> None:
    path = tmp_path / "growing.wav"
    path.write_bytes(Path(spoken.path).read_bytes()[:HEADER_BYTES])
    grown = Recording(str(path), spoken.duration_s, RATE_HZ, 1, spoken.peak, spoken.rms)
    steps: list[float] = []
    with ListeningProcess() as follower, LiveTranscription(engine, follower) as live:
        live.follow(path, rate_hz=RATE_HZ)
        with path.open("ab", buffering=0) as file:
            content = Path(spoken.path).read_bytes()
            for start in range(HEADER_BYTES, len(content), 50_000):
                file.write(content[start : start + 50_000])
                time.sleep(0.01)
        found = live.finish(grown, progress=lambda done_s, _all_s: steps.append(done_s))
    assert found is not None
    assert found.transcript == transcript
    assert found.sound == batch
    assert steps[-1] <= spoken.duration_s


def test_another_start_is_listened_to_from_its_beginning(
    engine: WhisperEngine, spoken: Recording, batch: Sound, tmp_path: Path
) -> None:
    first = tmp_path / "first.wav"
    first.write_bytes(Path(spoken.path).read_bytes()[: 12 * 2 * RATE_HZ])
    with ListeningProcess() as follower, LiveTranscription(engine, follower) as live:
        live.follow(first, rate_hz=RATE_HZ)
        while not live.text:
            time.sleep(0.05)
        live.follow(Path(spoken.path), rate_hz=RATE_HZ)
        found = live.finish(spoken)
    assert found is not None
    assert found.sound == batch


def test_a_process_that_dies_leaves_the_recording_to_be_listened_to_as_a_whole(
    engine: WhisperEngine, spoken: Recording, transcript: Transcript
) -> None:
    with ListeningProcess() as follower, LiveTranscription(engine, follower) as live:
        follower._process.kill()
        live.follow(Path(spoken.path), rate_hz=RATE_HZ)
        found = live.finish(spoken)
    assert found is not None
    assert (found.transcript, found.sound) == (transcript, None)


def test_every_stretch_holds_the_sound_of_its_window_and_together_they_hold_all(sample) -> None:
    clean = audio_files.decode(sample.path)
    power = np.mean(clean[np.abs(clean) > 0.01] ** 2)
    noise = np.random.default_rng(0).normal(0.0, np.sqrt(power / 10**0.5), len(clean))
    sound = (clean + noise).astype(np.float32)  # at 5 dB few pauses are left, and windows touch
    stretches = Stretches()
    for start in range(0, len(sound), 9_000):
        stretches.hear(sound[start : start + 9_000])
    stretches.end()
    assert len(samples_of(stretches.all)) == len(sound)
    for stretch in stretches.complete:
        assert len(stretch.samples(stretch.window)) == pytest.approx(stretch.window.duration_s * RATE_HZ, abs=1)
