from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from speakstar.adapters import audio_files, models
from speakstar.adapters.dictation import clamp
from speakstar.adapters.engines import ENGINES
from speakstar.adapters.whisper import WhisperEngine, is_loop, join_parts
from speakstar.core.model import Recording, Span, Word
from speakstar.core.ports import Engine
from speakstar.errors import AudioError, ModelError

POCKET = models.Model(models.POCKET, models.embedded_pocket(), "embedded")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param](POCKET, 1)


@pytest.fixture
def recording(clip: Path) -> Recording:
    return audio_files.probe(clip)


def test_an_engine_gives_ordered_words_inside_the_recording(engine: Engine, recording: Recording) -> None:
    steps: list[tuple[float, float]] = []
    transcript = engine.transcribe(recording, progress=lambda done_s, total_s: steps.append((done_s, total_s)))
    assert transcript.words
    assert all(word.text and word.text == word.text.strip() for word in transcript.words)
    assert all(0 <= word.probability <= 1 for word in transcript.words)
    times = [time_s for word in transcript.words for time_s in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= recording.duration_s
    assert transcript.speech
    edges = [time_s for span in transcript.speech for time_s in (span.start_s, span.end_s)]
    assert edges == sorted(edges)
    assert edges[-1] <= recording.duration_s
    assert steps == sorted(steps)
    assert steps[-1] == (recording.duration_s, recording.duration_s)
    assert (transcript.engine.name, transcript.engine.model) == ("faster-whisper", "pocket")
    assert transcript.engine.version


def test_an_engine_gives_the_same_words_for_sound_that_comes_in_pieces(engine: Engine, recording: Recording) -> None:
    dictation = engine.dictation()
    samples = audio_files.decode(recording.path)
    for start in range(0, len(samples), 7_001):
        dictation.hear(samples[start : start + 7_001])
        dictation.guess()
    assert dictation.finish(recording.duration_s) == engine.transcribe(recording)


def test_an_engine_gives_the_same_words_every_time(engine: Engine, recording: Recording) -> None:
    fresh = WhisperEngine(POCKET, cpu_threads=1)
    assert engine.transcribe(recording) == engine.transcribe(recording) == fresh.transcribe(recording)


def test_an_engine_finds_no_words_in_noise(engine: Engine, write_sound) -> None:
    hiss = np.random.default_rng(1).standard_normal(5 * 16_000) * 0.02
    transcript = engine.transcribe(audio_files.probe(write_sound("hiss.wav", hiss)))
    assert (transcript.words, transcript.speech) == ((), ())


def test_an_engine_refuses_a_file_that_went_missing(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        engine.transcribe(Recording(str(tmp_path / "gone.wav"), 3.0, 16_000, 1, 0.5, 0.1))


def test_a_recording_longer_than_a_window_is_heard_to_its_end(sample) -> None:
    recording = audio_files.probe(sample.path)
    transcript = WhisperEngine(POCKET, cpu_threads=1).transcribe(recording)
    assert transcript.speech
    for start_s in np.arange(transcript.speech[0].start_s, transcript.speech[-1].end_s - 10, 10):
        assert any(start_s <= word.start_s < start_s + 10 for word in transcript.words)


def test_a_model_that_hears_less_at_once_gets_shorter_clips(recording: Recording, tmp_path: Path) -> None:
    folder = shutil.copytree(POCKET.path, tmp_path / "short")
    (folder / "preprocessor_config.json").write_text(json.dumps({"chunk_length": 3}))
    steps: list[float] = []
    engine = WhisperEngine(models.Model("short", folder, "path"), cpu_threads=1)
    transcript = engine.transcribe(recording, progress=lambda done_s, _: steps.append(done_s))
    assert transcript.speech
    spoken_s = transcript.speech[-1].end_s - transcript.speech[0].start_s
    assert len(set(steps)) > spoken_s / 3
    assert all(word.end_s - word.start_s <= 3 for word in transcript.words)


def test_a_damaged_model_is_named(recording: Recording, tmp_path: Path) -> None:
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_text("{}")
    engine = WhisperEngine(models.Model("mine", tmp_path, "path"))
    with pytest.raises(ModelError, match=f"mine in {tmp_path} does not work"):
        engine.transcribe(recording)


def test_a_model_that_lost_a_file_is_named(recording: Recording, tmp_path: Path) -> None:
    engine = WhisperEngine(models.Model("mine", tmp_path, "path"))
    with pytest.raises(ModelError, match=r"incomplete: config\.json, model\.bin"):
        engine.transcribe(recording)


def test_choosing_loading_and_transcribing_touch_no_network(clip: Path, tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "class Refused(socket.socket):\n"
        "    def __init__(self, *args, **kwargs): raise SystemExit('a socket was opened')\n"
        "socket.socket = Refused\n"
        "socket.getaddrinfo = socket.create_connection = Refused\n"
        "from pathlib import Path\n"
        "from speakstar.adapters import audio_files, models\n"
        "from speakstar.adapters.whisper import WhisperEngine\n"
        "model = models.resolve(sys.argv[3], configured=None, models_home=Path(sys.argv[2]))\n"
        "print(len(WhisperEngine(model).transcribe(audio_files.probe(sys.argv[1])).words))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(clip), str(tmp_path), str(POCKET.path)],
        env={name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_speech_is_cut_off_at_the_end_of_the_recording() -> None:
    assert clamp([Span(0, 1), Span(2, 4), Span(5, 6)], 3.0) == (Span(0, 1), Span(2, 3.0))


class LoopingPipeline:
    """Stands in for faster-whisper: loops in whatever is longer than two seconds."""

    model = SimpleNamespace(feature_extractor=SimpleNamespace(chunk_length=4))

    def __init__(self) -> None:
        self.heard: list[tuple[float, bool]] = []

    def transcribe(self, samples: np.ndarray, **settings: Any) -> tuple[list[SimpleNamespace], None]:
        (clip,) = settings["clip_timestamps"]
        length_s = clip["end"] - clip["start"]
        self.heard.append((length_s, "no_repeat_ngram_size" in settings))
        texts = [" uh,"] * 9 if length_s > 2 else [" fine."]
        words = [SimpleNamespace(word=text, start=clip["start"], end=clip["end"], probability=0.9) for text in texts]
        return [SimpleNamespace(words=words)], None


def test_a_clip_in_which_the_model_loops_is_heard_again_in_shorter_parts(recording: Recording) -> None:
    engine = WhisperEngine(POCKET)
    pipeline = LoopingPipeline()
    engine.__dict__["_whisper"] = pipeline
    transcript = engine.transcribe(recording)
    assert {word.text for word in transcript.words} == {"fine."}
    assert any(length_s > 2 for length_s, again in pipeline.heard if not again)
    again_s = [length_s for length_s, again in pipeline.heard if again]
    assert 0 < max(again_s) <= 2


def test_a_model_that_fails_while_it_listens_is_named(recording: Recording) -> None:
    class Failing(LoopingPipeline):
        def transcribe(self, samples: np.ndarray, **settings: Any) -> tuple[list[SimpleNamespace], None]:
            raise ValueError("Invalid input features shape")

    engine = WhisperEngine(POCKET)
    engine.__dict__["_whisper"] = Failing()
    with pytest.raises(ModelError, match=r"pocket in .* does not work: Invalid input features shape"):
        engine.transcribe(recording)


def test_parts_of_a_clip_are_placed_in_the_recording() -> None:
    part = SimpleNamespace(word=" so", start=0.5, end=0.7, probability=0.9)
    assert join_parts([part], after_s=10.0) == [Word("so", 10.5, 10.7, 0.9)]


def test_what_begins_without_a_space_belongs_to_the_word_before() -> None:
    parts = [(" I", 0.0, 0.2, 0.9), ("'d", 0.2, 0.3, 0.5), (" paid", 0.4, 0.6, 0.9), (" $30", 0.7, 0.9, 0.8),
             (",000.", 0.9, 1.5, 0.9)]  # fmt: skip
    joined = join_parts(SimpleNamespace(word=w, start=s, end=e, probability=p) for w, s, e, p in parts)
    assert joined == [Word("I'd", 0.0, 0.3, 0.5), Word("paid", 0.4, 0.6, 0.9), Word("$30,000.", 0.7, 1.5, 0.8)]


@pytest.mark.parametrize(
    "text",
    [
        "and we, uh, uh, uh, uh, uh, of",
        "the problem, and the problem, and the problem, and the problem, and the problem, and",
    ],
)
def test_a_loop_is_noticed(text: str) -> None:
    assert is_loop(text)


@pytest.mark.parametrize(
    "text", ["", "no no no no", "It was, uh, it was, it was a long, long, long day.", "ha ha, I said"]
)
def test_stumbling_is_no_loop(text: str) -> None:
    assert not is_loop(text)
