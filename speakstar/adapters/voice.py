"""Where in the sound somebody speaks: one pass of Silero's voice activity detector, sharpened by loudness."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speakstar.core.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    Flags = NDArray[np.bool_]

SAMPLE_RATE_HZ = 16_000
"""What Silero and Whisper both hear at."""

VAD_FRAME = 512
"""Samples in a frame of Silero's, 32 ms."""

START_PROBABILITY, STAY_PROBABILITY = 0.5, 0.35
"""Silero's own thresholds: speech begins at the first and lasts down to the second."""

VAD_MARGIN_S = 0.06
"""Silero may notice a soft onset two of its frames late."""

STEP_S = 0.01
"""Resolution of the loudness, the usual hop of speech analysis."""

ABOVE_FLOOR_DB, BELOW_LEVEL_DB = 6.0, 32.0
"""Sound is speech where it is so far above the noise floor, and no further than that below the speech level.

With these and `CLEAR_DB`, speaking time is within 2.5 % on the sample answers, and within 3.5 % with white noise
30 dB below the speech."""

CLEAR_DB = 30.0
"""With less between noise floor and speech level, loudness says little, and Silero's own edges stand."""

FLOOR_PERCENTILE, LEVEL_PERCENTILE = 10, 95
SILENCE_DB = -100.0

PAUSE_MIN_S = 0.25
"""Shorter gaps belong to the speech around them (de Jong & Bosker 2013)."""

RUN_GAP_S = 0.1
"""Shorter gaps are closures within a word, as of the p in "happy"."""

SPEECH_MIN_S = 0.1
"""Shorter sounds are clicks: the shortest "um" is about 130 ms long."""

CLIP_PAD_S = 0.2
"""Kept around a clip, so that no soft consonant is cut off."""

CLIP_SLACK_S = 0.05
"""Windows are counted in frames of 10 ms, and times are rounded to them."""

LONG_PAUSE_S = 2.0
"""Silence in which Whisper may invent words is left out (faster-whisper's own default)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Speech in order of time: as measured, and the unbroken runs of sound that it consists of."""

    speech: tuple[Span, ...]
    runs: tuple[Span, ...]


def find_voice(samples: Samples, *, probabilities: NDArray[np.float32] | None = None) -> Voice:
    """Find the speech.

    Parameters
    ----------
    samples
        Mono sound at 16 kHz in [-1, 1], shape (n,).
    probabilities
        What `speech_probabilities` found in it, if that is known.
    """
    if probabilities is None:
        probabilities = speech_probabilities(samples)
    return voice_in(loudness_db(samples), probabilities)


def voice_in(level_db: NDArray[np.float64], probabilities: NDArray[np.float32]) -> Voice:
    """Find the speech in sound of which loudness (`loudness_db`) and probability of speech are known."""
    runs = _bridge(_runs(_speaking(level_db, probabilities)), RUN_GAP_S)
    speech = tuple(span for span in _bridge(runs, PAUSE_MIN_S) if span.duration_s >= SPEECH_MIN_S)
    heard = tuple(run for span in speech for run in runs[overlap(span, runs)])
    return Voice(speech, heard)


def speech_probabilities(samples: Samples) -> NDArray[np.float32]:
    """Return Silero's probability of speech for every `VAD_FRAME` samples, shape (ceil(n / VAD_FRAME),)."""
    return Detector().hear(samples)


class Detector:
    """Silero's detector, which remembers what it heard: sound may come to it in pieces."""

    CONTEXT = 64
    """Samples before a frame that are heard with it again."""

    def __init__(self) -> None:
        import numpy as np

        self._memory = {name: np.zeros((1, 1, 128), dtype=np.float32) for name in ("h", "c")}
        self._before: Samples = np.zeros(self.CONTEXT, dtype=np.float32)

    def hear(self, samples: Samples) -> NDArray[np.float32]:
        """Return the probability of speech for every `VAD_FRAME` samples; the last frame is filled up with zeros."""
        import numpy as np
        from faster_whisper.vad import get_vad_model

        if not len(samples):
            return np.zeros(0, dtype=np.float32)
        frames = np.pad(samples, (0, -len(samples) % VAD_FRAME)).reshape(-1, VAD_FRAME)
        before = np.vstack([self._before, frames[:-1, -self.CONTEXT :]])
        heard = np.hstack([before, frames]).astype(np.float32)
        found, self._memory["h"], self._memory["c"] = get_vad_model().session.run(
            None, {"input": heard, **self._memory}
        )
        self._before = frames[-1, -self.CONTEXT :].copy()
        probabilities: NDArray[np.float32] = found.ravel()
        return probabilities


def loudness_db(samples: Samples) -> NDArray[np.float64]:
    """Return the loudness of every whole 10 ms in dB of full scale, shape (n // 160,)."""
    import numpy as np

    step = round(STEP_S * SAMPLE_RATE_HZ)
    frames = samples[: len(samples) // step * step].reshape(-1, step).astype(np.float64)
    power = (frames**2).mean(axis=1)
    loudness: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10)))
    return loudness


def overlap(span: Span, spans: Sequence[Span]) -> slice:
    """Return which of the spans, disjoint and in order of time, share time with a span or touch it."""
    first = bisect_left(spans, span.start_s, key=lambda other: other.end_s)
    return slice(first, bisect_right(spans, span.end_s, key=lambda other: other.start_s))


def cut_clips(runs: Sequence[Span], *, window_s: float, within: Span) -> tuple[Span, ...]:
    """Group runs of speech into as few padded clips as will do, cut where the pauses are widest.

    Parameters
    ----------
    runs
        Unbroken sound in order of time; one without any pause is cut where the window is full.
    window_s
        What the model hears at once, and pays for in full; no clip with its padding is longer. A long pause always
        ends a clip.
    within
        What the padding may not leave: the recording, or a part of it that holds all runs.
    """
    longest_s = window_s - 2 * CLIP_PAD_S - CLIP_SLACK_S
    pieces = [piece for run in runs for piece in _pieces(run, longest_s)]
    best: list[_Cuts] = [_Cuts(0, 0.0, ())]
    for end in range(1, len(pieces) + 1):
        best.append(min(best[begin].then(pieces, begin, end) for begin in _begins(pieces, end, longest_s)))
    return _pad([Span(pieces[a].start_s, pieces[b - 1].end_s) for a, b in best[-1].clips], within)


@dataclass(frozen=True, slots=True, order=True)
class _Cuts:
    """A way to cut; the less the better. ``narrowness_s`` is the length of the pauses at the cuts, negative."""

    count: int
    narrowness_s: float
    clips: tuple[tuple[int, int], ...]

    def then(self, pieces: Sequence[Span], begin: int, end: int) -> _Cuts:
        """Add a clip of the pieces from ``begin`` to before ``end``."""
        gap_s = pieces[begin].start_s - pieces[begin - 1].end_s if begin else 0.0
        return _Cuts(self.count + 1, self.narrowness_s - gap_s, (*self.clips, (begin, end)))


def _begins(pieces: Sequence[Span], end: int, longest_s: float) -> Iterator[int]:
    """Yield with which pieces a clip may begin that has the one before ``end`` as its last."""
    begin = end - 1
    yield begin
    while (
        begin > 0
        and pieces[begin].start_s - pieces[begin - 1].end_s < LONG_PAUSE_S
        and pieces[end - 1].end_s - pieces[begin - 1].start_s <= longest_s
    ):
        begin -= 1
        yield begin


def _pieces(run: Span, longest_s: float) -> list[Span]:
    pieces = []
    start_s = run.start_s
    while run.end_s - start_s > longest_s:
        pieces.append(Span(start_s, start_s + longest_s))
        start_s += longest_s
    return [*pieces, Span(start_s, run.end_s)]


def _pad(clips: Sequence[Span], within: Span) -> tuple[Span, ...]:
    padded = []
    for i, clip in enumerate(clips):
        earliest_s = (clips[i - 1].end_s + clip.start_s) / 2 if i else within.start_s
        latest_s = (clip.end_s + clips[i + 1].start_s) / 2 if i + 1 < len(clips) else within.end_s
        padded.append(Span(max(earliest_s, clip.start_s - CLIP_PAD_S), min(latest_s, clip.end_s + CLIP_PAD_S)))
    return tuple(padded)


def _speaking(level_db: NDArray[np.float64], probabilities: NDArray[np.float32]) -> Flags:
    """Tell for every 10 ms whether somebody speaks."""
    import numpy as np

    if level_db.size == 0:
        return np.zeros(0, dtype=np.bool_)
    floor_db, speech_db = np.percentile(level_db, [FLOOR_PERCENTILE, LEVEL_PERCENTILE])
    voiced = hysteresis(probabilities)
    if speech_db - floor_db < CLEAR_DB:
        return _to_steps(voiced, len(level_db))
    margin = round(VAD_MARGIN_S / STEP_S)
    near = np.convolve(_to_steps(voiced, len(level_db)), np.ones(2 * margin + 1), mode="same") > 0
    speaking: Flags = near & (level_db > max(floor_db + ABOVE_FLOOR_DB, speech_db - BELOW_LEVEL_DB))
    return speaking


def hysteresis(probabilities: NDArray[np.float32], *, speaking: bool = False) -> Flags:
    """Tell for every frame whether it is speech; ``speaking`` says whether the frame before the first one was."""
    import numpy as np

    flags = np.zeros(len(probabilities), dtype=np.bool_)
    for i, probability in enumerate(probabilities):
        speaking = probability >= (STAY_PROBABILITY if speaking else START_PROBABILITY)
        flags[i] = speaking
    return flags


def _to_steps(flags: Flags, count: int) -> Flags:
    """Spread Silero's frames over the 10 ms steps."""
    import numpy as np

    frames = (np.arange(count) * STEP_S * SAMPLE_RATE_HZ / VAD_FRAME).astype(int)
    spread: Flags = flags[np.minimum(frames, len(flags) - 1)]
    return spread


def _runs(flags: Flags) -> list[Span]:
    import numpy as np

    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return [Span(float(a) * STEP_S, float(b) * STEP_S) for a, b in edges.reshape(-1, 2)]


def _bridge(spans: Sequence[Span], gap_s: float) -> list[Span]:
    """Join spans with less than a gap between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start_s - joined[-1].end_s < gap_s:
            joined[-1] = Span(joined[-1].start_s, span.end_s)
        else:
            joined.append(span)
    return joined
