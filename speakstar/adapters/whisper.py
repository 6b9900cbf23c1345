"""Whisper on this machine's processor, by way of faster-whisper."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters import audio_files, models
from speakstar.adapters.models import Model
from speakstar.adapters.voice import cut_clips, find_voice
from speakstar.adapters.word_edges import settle
from speakstar.core.model import EngineId, Recording, Span, Transcript, Word
from speakstar.core.ports import Progress
from speakstar.errors import ModelError

if TYPE_CHECKING:
    from faster_whisper import BatchedInferencePipeline

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

    def transcribe(self, recording: Recording, *, progress: Progress | None = None) -> Transcript:
        """Transcribe the speech in a recording.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        ModelError
            The model cannot be loaded.
        """
        samples = audio_files.decode(Path(recording.path))
        voice = find_voice(samples)
        words: tuple[Word, ...] = ()
        if voice.runs:
            heard = self._hear_all(samples, voice.runs, recording.duration_s, progress)
            words = settle(heard, voice.runs, duration_s=recording.duration_s)
        if progress:
            progress(recording.duration_s, recording.duration_s)
        return Transcript(words, clamp(voice.speech, recording.duration_s), self._id)

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

    def _hear_all(
        self, samples: Any, runs: Sequence[Span], duration_s: float, progress: Progress | None
    ) -> Iterator[Word]:
        window_s = self._whisper.model.feature_extractor.chunk_length
        for clip in cut_clips(runs, window_s=window_s, within=Span(0.0, duration_s)):
            words = self._hear(samples, clip)
            if is_loop(" ".join(word.text for word in words)):
                inside = [shared for run in runs if (shared := _shared(run, clip)).duration_s > 0]
                parts = cut_clips(inside, window_s=window_s / 2, within=clip)
                words = [word for part in parts for word in self._hear(samples, part, **ANTI_LOOP)]
            yield from words
            if progress:
                progress(clip.end_s, duration_s)

    def _hear(self, samples: Any, clip: Span, **settings: Any) -> list[Word]:
        try:
            segments, _ = self._whisper.transcribe(
                samples,
                clip_timestamps=[{"start": clip.start_s, "end": clip.end_s}],
                batch_size=1,
                **DECODING | settings,
            )
            return [
                Word(word.word.strip(), float(word.start), float(word.end), float(word.probability))
                for segment in segments
                for word in segment.words or ()
            ]
        except (RuntimeError, ValueError) as error:  # for instance mel bands that do not fit the model
            raise _broken(self._model, error) from error


def is_loop(text: str) -> bool:
    """Tell whether a text goes round in circles, as a decoder does that has lost its place."""
    return LOOP.search(f"{text.lower()} ") is not None


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


def clamp(spans: Iterable[Span], duration_s: float) -> tuple[Span, ...]:
    """Cut spans off at the end of the recording."""
    return tuple(Span(span.start_s, min(span.end_s, duration_s)) for span in spans if span.start_s < duration_s)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start_s, other.start_s), min(one.end_s, other.end_s))


def _broken(model: Model, error: Exception) -> ModelError:
    reason = str(error).strip().partition("\n")[0]
    return ModelError(
        f"The speech model {model.name} in {model.path} does not work: {reason}.",
        hint="Copy or fetch it again, or choose another with --model.",
    )
