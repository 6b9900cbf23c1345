"""The second listening: what the sound has that the transcript lacks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.adapters import audio_files
from speakstar.adapters.voice import VAD_FRAME, cut_clips, find_voice, loudness_db, speech_probabilities
from speakstar.adapters.word_places import all_places, held_back, placed_by
from speakstar.core.acoustics import STEP_S, analyse_frames
from speakstar.core.candidates import candidates
from speakstar.core.filled_pauses import is_noisy
from speakstar.core.hearing import VOICE_MIN, Hearing, floor_and_level, hear, loudness_range_db, pitch_sd_st
from speakstar.core.model import HeardWord, Recording, Sound, Span, Transcript, Word
from speakstar.core.noise import noise_power, without_noise
from speakstar.core.said_again import said_again

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speakstar.adapters.aligner import Aligner
    from speakstar.adapters.filler_ear import FillerEar
    from speakstar.core.um_judge import Judge

    Samples = NDArray[np.float32]

VERSION = 2
"""Raised whenever the same sound can give another result."""

WINDOW_S = 30.0
"""Aligned at once: the cost grows with the words in reach, and a window that cannot be aligned falls back alone."""

SPLIT_MIN_S = 8.0
"""A longer stretch whose words are lost is tried in two halves: one wrong word does not spoil the whole."""

UNALIGNED = "The words could not be followed in the sound{where}: fillers there were searched by voice alone."


@dataclass(slots=True)
class _Aligned:
    """What the aligner found, in seconds of the recording."""

    words: dict[int, Span]
    fillers: list[tuple[str, Span]]
    copies: list[Span]
    windows: list[Span]
    means: list[tuple[Span, str]]
    lost_s: float = 0.0
    failure: str = ""


class SoundListener:
    """Listens with pocketsphinx, which aligns the words, and with Silero, which hears where there is voice.

    Parameters
    ----------
    judge
        Says how much a stretch is like an "um"; by default the learned one.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge
        self._aligner: Aligner | None = None
        self._ear: FillerEar | None = None

    def listen(self, recording: Recording, transcript: Transcript) -> Sound:
        """Look in the sound for filled pauses, dropped repeats, and where the words really are.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        """
        samples = audio_files.decode(Path(recording.path))
        probabilities = speech_probabilities(samples)
        runs = find_voice(samples, probabilities=probabilities).runs
        samples, hearing = _heard(samples, probabilities)
        spoken = tuple(word for word in transcript.words if not held_back(word))
        aligned = self._align(samples, runs, spoken)
        placed = placed_by(spoken, aligned.words, runs, recording.duration_s)
        found = candidates(
            hearing,
            [Span(word.start_s, word.end_s) for word in placed],
            [Span(word.start_s, word.end_s) for word in spoken],
            aligned.fillers,
            aligned.copies,
            aligned.windows,
        )
        trusted = () if is_noisy(hearing.snr_db) else aligned.copies
        pauses, repeats = said_again(found, placed, trusted, hearing.frames)
        if not aligned.failure:
            pauses = self._opened_ear().weigh(pauses, hearing, samples, placed, aligned.means)
        return Sound(
            version=VERSION,
            method="aligned" if aligned.windows else "voice",
            notice=_notice(aligned),
            words=tuple(
                HeardWord(round(span.start_s, 3), round(span.end_s, 3), round(hearing.voice_in(span), 3))
                for span in all_places(transcript.words, placed, pauses, runs)
            ),
            filled_pauses=pauses,
            repeats=repeats,
            snr_db=hearing.snr_db,
            pitch_sd_st=pitch_sd_st(hearing),
            loudness_range_db=loudness_range_db(hearing),
        )

    def _align(self, samples: Samples, runs: Sequence[Span], words: Sequence[Word]) -> _Aligned:
        """Align the words window by window."""
        found = _Aligned({}, [], [], [], [])
        try:
            aligner = self._loaded()
        except (ImportError, RuntimeError, OSError) as error:
            found.failure = str(error)
            return found
        if not words or not runs:
            return found
        pending = _windows(runs, words, len(samples) / audio_files.SAMPLE_RATE_HZ)
        while pending:
            window, inside = pending.pop(0)
            halves = _halves(window, inside, words)
            heard = samples[_at(window.start_s) : _at(window.end_s)]
            alignment = aligner.align(heard, [words[i].text for i in inside], patient=not halves)
            found.means.append((window, aligner.mean))
            if alignment is None:
                pending[:0] = halves
                found.lost_s += 0.0 if halves else window.duration_s
                continue
            found.windows.append(window)
            found.fillers += [(text, _moved(span, window.start_s)) for text, span in alignment.fillers]
            found.copies += [_moved(span, window.start_s) for span in alignment.copies]
            found.words |= {
                i: _moved(span, window.start_s) for i, span in zip(inside, alignment.words, strict=True) if span
            }
        return found

    def _opened_ear(self) -> FillerEar:
        if self._ear is None:
            from speakstar.adapters.filler_ear import FillerEar

            self._ear = FillerEar(self._judge)
        return self._ear

    def _loaded(self) -> Aligner:
        if self._aligner is None:
            from speakstar.adapters.aligner import Aligner

            self._aligner = Aligner()
        return self._aligner


def _heard(samples: Samples, probabilities: NDArray[np.float32]) -> tuple[Samples, Hearing]:
    """Return the sound without its noise, and what can be heard in it."""
    import numpy as np

    loudness = loudness_db(samples)
    steps = ((np.arange(len(loudness)) + 0.5) * STEP_S * audio_files.SAMPLE_RATE_HZ / VAD_FRAME).astype(int)
    voice = probabilities[steps].astype(np.float64)
    floor_db, level_db = floor_and_level(loudness)
    snr_db = round(level_db - floor_db, 1) if bool((voice >= VOICE_MIN).any()) else None
    samples = without_noise(samples, noise_power(samples, voice))
    return samples, hear(analyse_frames(samples), voice, snr_db=snr_db)


def _windows(runs: Sequence[Span], words: Sequence[Word], length_s: float) -> list[tuple[Span, list[int]]]:
    """Cut the recording at its pauses, and give each word to the window that its middle lies in or next to."""
    windows = cut_clips(runs, window_s=WINDOW_S, within=Span(0.0, length_s))
    inside: list[list[int]] = [[] for _ in windows]
    borders = [(before.end_s + after.start_s) / 2 for before, after in pairwise(windows)]
    for i, word in enumerate(words):
        inside[bisect_left(borders, (word.start_s + word.end_s) / 2)].append(i)
    return [(window, indices) for window, indices in zip(windows, inside, strict=True) if indices]


def _halves(window: Span, inside: Sequence[int], words: Sequence[Word]) -> list[tuple[Span, list[int]]]:
    """Cut a window in two between words near its middle, where the gap is widest; nothing if it is short."""
    if window.duration_s < SPLIT_MIN_S:
        return []
    third_s = window.duration_s / 3
    gaps = [
        (words[b].start_s - words[a].end_s, (words[a].end_s + words[b].start_s) / 2, k)
        for k, (a, b) in enumerate(pairwise(inside), start=1)
    ]
    middle = [gap for gap in gaps if window.start_s + third_s < gap[1] < window.end_s - third_s]
    if not middle:
        return []
    _, cut_s, k = max(middle)
    return [
        (Span(window.start_s, cut_s), list(inside[:k])),
        (Span(cut_s, window.end_s), list(inside[k:])),
    ]


def _notice(aligned: _Aligned) -> str:
    if aligned.failure:
        return f"pocketsphinx does not work ({aligned.failure}): fillers were searched by voice alone."
    if not aligned.lost_s:
        return ""
    return UNALIGNED.format(where=f" in {aligned.lost_s:.0f} s" if aligned.windows else "")


def _moved(span: Span, by_s: float) -> Span:
    return Span(span.start_s + by_s, span.end_s + by_s)


def _at(time_s: float) -> int:
    return round(time_s * audio_files.SAMPLE_RATE_HZ)
