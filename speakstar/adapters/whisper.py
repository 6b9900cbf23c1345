"""Whisper on this machine's processor, by way of faster-whisper."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters import audio_files, models
from speakstar.adapters.clips import Clip
from speakstar.adapters.dictation import Dictation
from speakstar.adapters.models import Model
from speakstar.adapters.voice import cut_clips
from speakstar.core.model import EngineId, Recording, Span, Transcript, Word
from speakstar.core.ports import Progress
from speakstar.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import BatchedInferencePipeline
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

NAME = "faster-whisper"

# The same sound has to give the same words, and what was said has to stay as it was said: beam search alone, as a
# list of temperatures would fall back to sampling; no penalty on repetition, which would erase real repeats; no
# conditioning on earlier text, which lets loops carry over; no hallucination filter, which deletes a lone "um".
# A clip is heard once and in whole, so timestamp tokens, by which Whisper moves its window, are not needed.
DECODING: dict[str, Any] = {
    "language": "en",
    "beam_size": 5,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "suppress_tokens": [-1],
    "without_timestamps": True,
    "word_timestamps": True,
    "vad_filter": False,
}

LOOP = re.compile(r"\b((?:\S+ ){1,4}?)\1{4,}")
"""One to four words said five times or more in a row; people who stumble rarely say anything four times."""

ANTI_LOOP = {"no_repeat_ngram_size": 8}
"""For a clip in which the decoder looped, and for that alone. Counted in tokens: two to four repeats still pass."""


class WhisperEngine:
    """Transcribes with a Whisper model from a local folder; never touches the network.

    Parameters
    ----------
    model
        The model, see `models.resolve`. It is loaded when it is first needed.
    cpu_threads
        Processor threads; 0 takes one a core.
    """

    def __init__(self, model: Model, *, cpu_threads: int = 0) -> None:
        self._model = model
        self._cpu_threads = cpu_threads or available_cores()
        self._busy = threading.Lock()

    def transcribe(self, recording: Recording, *, progress: Progress | None = None) -> Transcript:
        """Transcribe the speech in a recording.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        ModelError
            The model cannot be loaded.
        """
        dictation, told_s = self.dictation(), 0.0
        for block in audio_files.blocks(Path(recording.path)):
            dictation.hear(block)
            if progress and dictation.done_s > told_s:
                told_s = dictation.done_s
                progress(told_s, recording.duration_s)
        transcript = dictation.finish(recording.duration_s)
        if progress:
            progress(recording.duration_s, recording.duration_s)
        return transcript

    def dictation(self) -> Dictation:
        """Begin a transcript of sound that comes in pieces; loads the model.

        Raises
        ------
        ModelError
            The model cannot be loaded.
        """
        with self._busy:
            window_s = self._whisper.model.feature_extractor.chunk_length
        return Dictation(self._hear_clip, window_s=window_s, engine=self._id)

    @cached_property
    def _id(self) -> EngineId:
        import faster_whisper

        return EngineId(NAME, self._model.name, faster_whisper.__version__)

    @cached_property
    def _whisper(self) -> BatchedInferencePipeline:
        models.validate(self._model.path)
        try:
            return load(self._model.path, cpu_threads=self._cpu_threads)
        except Exception as error:  # CTranslate2 and tokenizers raise bare exceptions for damaged files
            raise _broken(self._model, error) from error

    def _hear_clip(self, samples: Samples, clip: Clip) -> list[Word]:
        with self._busy:  # one at a time: the processor is shared with a recording
            words = self._hear(samples, clip.span, clip.span)
            if not is_loop(" ".join(word.text for word in words)):
                return words
            window_s = self._whisper.model.feature_extractor.chunk_length
            parts = cut_clips(clip.runs, window_s=window_s / 2, within=clip.span)
            return [word for part in parts for word in self._hear(samples, clip.span, part, **ANTI_LOOP)]

    def _hear(self, samples: Samples, held: Span, clip: Span, **settings: Any) -> list[Word]:
        """Hear a clip, or a part of one, of which ``held`` says where in the recording the samples are."""
        try:
            segments, _ = self._whisper.transcribe(
                samples,
                clip_timestamps=[{"start": clip.start_s - held.start_s, "end": clip.end_s - held.start_s}],
                batch_size=1,
                **DECODING | settings,
            )
            return join_parts((part for segment in segments for part in segment.words or ()), after_s=held.start_s)
        except (RuntimeError, ValueError) as error:  # for instance mel bands that do not fit the model
            raise _broken(self._model, error) from error


def is_loop(text: str) -> bool:
    """Tell whether a text goes round in circles, as a decoder does that has lost its place."""
    return LOOP.search(f"{text.lower()} ") is not None


def join_parts(parts: Iterable[Any], *, after_s: float = 0.0) -> list[Word]:
    """Make whole words of what faster-whisper calls words, and count their times from ``after_s`` on.

    It parts a word at punctuation inside, unless a token holds both: " $30" and ",000", " I" and "'d". What begins
    without a space belongs to the word before.
    """
    words: list[Word] = []
    for part in parts:
        start_s, end_s = float(part.start) + after_s, float(part.end) + after_s
        word = Word(part.word.strip(), start_s, end_s, float(part.probability))
        if words and not part.word.startswith(" "):
            before = words.pop()
            probability = min(before.probability, word.probability)
            word = Word(before.text + word.text, before.start_s, word.end_s, probability)
        words.append(word)
    return words


def load(path: Path, *, cpu_threads: int) -> BatchedInferencePipeline:
    """Load a model from a folder.

    faster-whisper's pipeline hears every clip once, where its plain `WhisperModel.transcribe` would go back to the
    end of the last word, and hear the clip's last tenths of a second again without their context.
    """
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    class Windowed(WhisperModel):  # type: ignore[misc]
        """Encodes what the model hears at once (its ``chunk_length``), without padding that to 30 s."""

        def encode(self, features: Any) -> Any:
            return super().encode(features[..., : self.feature_extractor.nb_max_frames])

    model = Windowed(str(path), device="cpu", compute_type="int8", cpu_threads=cpu_threads)
    return BatchedInferencePipeline(model=model)


def available_cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _broken(model: Model, error: Exception) -> ModelError:
    reason = str(error).strip().partition("\n")[0]
    return ModelError(
        f"The speech model {model.name} in {model.path} does not work: {reason}.",
        hint="Copy or fetch it again, or choose another with --model.",
    )
