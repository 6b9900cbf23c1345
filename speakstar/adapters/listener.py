"""The second listening: what the sound has that the transcript lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.adapters import audio_files, trees_file, um_network_file
from speakstar.adapters.listening import Aligned, Heard, Listening
from speakstar.adapters.word_places import all_places, placed_by
from speakstar.core.acoustics import STEP_S
from speakstar.core.candidates import candidates, likeliest
from speakstar.core.hearing import VOICE_MIN, Hearing, floor_and_level, hear, loudness_range_db, pitch_sd_st
from speakstar.core.model import FilledPause, HeardWord, Recording, Sound, Span, Transcript, Word
from speakstar.core.said_again import Pair, Surroundings, said_again
from speakstar.core.um_network import likely

if TYPE_CHECKING:
    from speakstar.adapters.aligner import Aligner
    from speakstar.adapters.filler_ear import FillerEar
    from speakstar.core.trees import Judge
    from speakstar.core.um_network import UmNetwork

VERSION = 7
"""Raised whenever the same sound can give another result."""

UNALIGNED = "The words could not be followed in the sound{where}: fillers there were searched by voice alone."


class SoundListener:
    """Listens with pocketsphinx, which aligns the words, and with Silero, which hears where there is voice.

    Parameters
    ----------
    judge
        Says how much a stretch is like an "um"; by default the learned one.
    copied
        Says how likely a sound is a copy of the word beside it; by default learned, too.
    chosen
        Which candidates stay where some share their time; by default the likeliest.
    network
        Says how much every 10 ms are like an "um"; by default the learned one.
    """

    def __init__(
        self,
        judge: Judge | None = None,
        copied: Callable[[Pair], float] | None = None,
        chosen: Callable[[Sequence[FilledPause]], Sequence[FilledPause]] = likeliest,
        network: UmNetwork | None = None,
    ) -> None:
        self._aligner = cache(_load_aligner)
        self._ear = cache(partial(_load_ear, judge))
        self._network = cache(lambda: network or um_network_file.load())
        self._copied = copied or _likely_copied
        self._chosen = chosen

    def listen(self, recording: Recording, transcript: Transcript) -> Sound:
        """Look in the sound for filled pauses, dropped repeats, and where the words really are.

        Raises
        ------
        AudioError
            The file cannot be decoded.
        """
        listening = self.listening()
        for block in audio_files.blocks(Path(recording.path)):
            listening.hear(block)
        return self.conclude(listening.end(transcript.words), recording, transcript)

    def warm(self) -> None:
        """Load now what will be needed; where that fails, the result will say so."""
        from faster_whisper.vad import get_vad_model

        get_vad_model()
        trees_file.load(trees_file.REPEATS)
        self._network()
        with suppress(ImportError, RuntimeError, OSError):
            self._aligner()
            self._ear()

    def listening(self) -> Listening:
        """Begin to listen to sound that comes in pieces."""
        return Listening(self._aligner)

    def foresee(self, listening: Listening) -> bool:
        """Hear in advance what will have to be heard in the end; returns whether there was something to do."""
        heard = listening.foresee()
        if heard is not None:
            self._weighed(heard, len(heard.frames) * STEP_S)
        return heard is not None

    def conclude(self, heard: Heard, recording: Recording, transcript: Transcript) -> Sound:
        """Say what the sound has that the transcript lacks."""
        aligned = heard.aligned
        found = self._weighed(heard, recording.duration_s)
        hearing = found.hearing
        around = Surroundings(found.placed, _written(heard), aligned.copies, hearing.frames, hearing.snr_db)
        pauses, repeats = said_again(found.pauses, around, self._copied)
        return Sound(
            version=VERSION,
            method="aligned" if aligned.windows else "voice",
            notice=_notice(aligned),
            words=tuple(
                HeardWord(round(span.start_s, 3), round(span.end_s, 3), round(hearing.voice_in(span), 3))
                for span in all_places(transcript.words, found.placed, pauses, heard.speech.runs)
            ),
            filled_pauses=pauses,
            repeats=repeats,
            snr_db=hearing.snr_db,
            pitch_sd_st=pitch_sd_st(hearing),
            loudness_range_db=loudness_range_db(hearing),
        )

    def _weighed(self, heard: Heard, length_s: float) -> _Weighed:
        hearing, aligned = hearing_of(heard), heard.aligned
        placed = placed_by(heard.words, aligned.words, heard.speech.runs, length_s)
        odds = None if aligned.failure else self._network().log_odds(hearing)  # whose finds need to be weighed
        pauses = candidates(
            hearing,
            [Span(word.start_s, word.end_s) for word in placed],
            _written(heard),
            aligned.fillers,
            aligned.copies,
            aligned.windows,
            () if odds is None else likely(odds),
        )
        if odds is not None:
            pauses = self._ear().weigh(pauses, hearing, odds, heard.samples, placed, aligned.means)
        return _Weighed(hearing, placed, tuple(self._chosen(pauses)))


@dataclass(frozen=True, slots=True)
class _Weighed:
    hearing: Hearing
    placed: Sequence[Word]
    pauses: tuple[FilledPause, ...]


def _written(heard: Heard) -> list[Span]:
    """Return where the engine put the words."""
    return [Span(word.start_s, word.end_s) for word in heard.words]


def hearing_of(heard: Heard) -> Hearing:
    """Put together what was heard, whatever the words."""
    floor_db, level_db = floor_and_level(heard.levels_db)
    snr_db = round(level_db - floor_db, 1) if bool((heard.voice >= VOICE_MIN).any()) else None
    return hear(heard.frames, heard.voice, snr_db=snr_db)


def _load_aligner() -> Aligner:
    from speakstar.adapters.aligner import Aligner

    return Aligner()


def _likely_copied(pair: Pair) -> float:
    return trees_file.load(trees_file.REPEATS).likeness(pair.traits)


def _load_ear(judge: Judge | None) -> FillerEar:
    from speakstar.adapters.filler_ear import FillerEar

    return FillerEar(judge)


def _notice(aligned: Aligned) -> str:
    if aligned.failure:
        return f"pocketsphinx does not work ({aligned.failure}): fillers were searched by voice alone."
    if not aligned.lost_s:
        return ""
    return UNALIGNED.format(where=f" in {aligned.lost_s:.0f} s" if aligned.windows else "")
