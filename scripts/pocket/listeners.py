"""Ways to hear a recording: the project's own engine, plain faster-whisper, pocketsphinx for comparison."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from faster_whisper import WhisperModel

from pocket.speech import SAMPLE_RATE
from speakstar.adapters import models
from speakstar.adapters.whisper import WhisperEngine, join_parts
from speakstar.core.model import Recording

Heard = list[tuple[str, float]]
"""Words and their starts in seconds."""

Listener = Callable[[np.ndarray], Heard]

DECODING = {
    "beam_size": 5,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "language": "en",
    "word_timestamps": True,
}


def engine(model: str, threads: int) -> Listener:
    """Hear as the program does: speech cut at pauses, one window a clip."""
    found = models.resolve(model, configured=None, models_home=Path("~/.speakstar/models").expanduser())
    whisper = WhisperEngine(found, cpu_threads=threads)

    def listen(sound: np.ndarray) -> Heard:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "recording.flac")
            soundfile.write(path, sound, SAMPLE_RATE)
            about = Recording(str(path), len(sound) / SAMPLE_RATE, SAMPLE_RATE, 1, 1.0, 1.0)
            return [(word.text, word.start_s) for word in whisper.transcribe(about).words]

    return listen


def plain(model: str, threads: int, *, vad: bool) -> Listener:
    """Hear with faster-whisper alone."""
    whisper = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=threads)

    def listen(sound: np.ndarray) -> Heard:
        segments, _ = whisper.transcribe(sound, vad_filter=vad, **DECODING)
        words = join_parts(part for segment in segments for part in segment.words)
        return [(word.text, word.start_s) for word in words]

    return listen


def sphinx() -> Listener:
    """Hear with the recogniser and the models that the package pocketsphinx brings; its times are not read."""
    from pocketsphinx import Decoder

    decoder = Decoder(samprate=SAMPLE_RATE, loglevel="FATAL")

    def listen(sound: np.ndarray) -> Heard:
        decoder.start_utt()
        decoder.process_raw((np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes(), full_utt=True)
        decoder.end_utt()
        text = decoder.hyp().hypstr if decoder.hyp() else ""
        return [(word, 0.0) for word in text.split()]

    return listen
