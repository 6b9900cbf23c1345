from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speakstar.adapters import audio_files, models
from speakstar.adapters.live import LiveTranscription, Understood
from speakstar.adapters.wav_writer import HEADER_BYTES
from speakstar.adapters.whisper import WhisperEngine
from speakstar.core.model import Recording, Transcript
from speakstar.errors import ModelError

POCKET = models.Model(models.POCKET, models.embedded_pocket(), "embedded")
RATE_HZ = 44_100


@pytest.fixture(scope="module")
def engine() -> WhisperEngine:
    return WhisperEngine(POCKET, cpu_threads=1)


@pytest.fixture(scope="module")
def spoken(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The clip as a recorder writes it."""
    sound, rate_hz = soundfile.read(clip, dtype="float32")
    at = np.arange(round(len(sound) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    path = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    soundfile.write(path, np.interp(at, np.arange(len(sound)), sound), RATE_HZ, subtype="PCM_16")
    return audio_files.probe(path)


@pytest.fixture(scope="module")
def batch(engine: WhisperEngine, spoken: Recording) -> Transcript:
    return engine.transcribe(spoken)


def pieces(recording: Recording, size: int) -> Iterator[bytes]:
    content = Path(recording.path).read_bytes()
    yield content[:HEADER_BYTES]
    for start in range(HEADER_BYTES, len(content), size):
        yield content[start : start + size]


@pytest.mark.parametrize("size", [4_410, 99_999])
def test_a_growing_file_gives_the_transcript_of_the_whole(
    engine: WhisperEngine, spoken: Recording, batch: Transcript, tmp_path: Path, size: int
) -> None:
    path = tmp_path / "growing.wav"
    path.touch()
    with LiveTranscription(engine) as live, path.open("ab", buffering=0) as file:
        for number, piece in enumerate(pieces(spoken, size)):
            file.write(piece)
            if number == 3:
                live.follow(path, rate_hz=RATE_HZ)
        found = live.finish(Recording(str(path), spoken.duration_s, RATE_HZ, 1, 0.5, 0.1))
    assert found is not None
    assert found.transcript == batch
    assert found.sound is None
    assert batch.words


def test_words_are_there_before_the_end(engine: WhisperEngine, spoken: Recording, tmp_path: Path) -> None:
    seen = threading.Event()
    growing = tmp_path / "growing.wav"
    content = Path(spoken.path).read_bytes()
    growing.write_bytes(content + content[HEADER_BYTES:])
    with LiveTranscription(engine) as live:
        live.follow(growing, rate_hz=RATE_HZ)
        for _ in range(600):
            if live.text:
                seen.set()
                break
            threading.Event().wait(0.1)
    assert seen.is_set(), "there is more in the file than a window holds"


def test_another_start_is_followed_from_its_beginning(
    engine: WhisperEngine, spoken: Recording, batch: Transcript, tmp_path: Path
) -> None:
    first = tmp_path / "first.wav"
    first.write_bytes(Path(spoken.path).read_bytes()[: 5 * RATE_HZ])
    with LiveTranscription(engine) as live:
        live.follow(first, rate_hz=RATE_HZ)
        live.follow(Path(spoken.path), rate_hz=RATE_HZ)
        assert live.finish(spoken) == Understood(batch, None)


def test_what_was_never_followed_is_heard_at_the_end(
    engine: WhisperEngine, spoken: Recording, batch: Transcript
) -> None:
    steps: list[tuple[float, float]] = []
    with LiveTranscription(engine) as live:
        found = live.finish(spoken, progress=lambda done_s, total_s: steps.append((done_s, total_s)))
    assert found == Understood(batch, None)
    assert all(0 <= done_s <= total_s == spoken.duration_s for done_s, total_s in steps)


def test_a_failure_leaves_the_file_to_be_transcribed_as_a_whole(tmp_path: Path, spoken: Recording) -> None:
    class Broken(WhisperEngine):
        def _hear_clip(self, samples, clip):
            raise ModelError("It broke.")

    with LiveTranscription(Broken(POCKET)) as live:
        live.follow(Path(spoken.path), rate_hz=RATE_HZ)
        assert live.finish(spoken) is None
    with LiveTranscription(WhisperEngine(models.Model("none", tmp_path, "path"))) as live:
        assert live.finish(spoken) is None
