"""What can be heard in a recording without knowing its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speakstar.core.acoustics import STEP_S, VOICED_HARMONICITY, Frames
from speakstar.core.model import SoundEvidence, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

VOICE_MIN = 0.5
"""Silero's own threshold of speech."""

FLOOR_PERCENTILE, LEVEL_PERCENTILE = 10, 95
"""The loudness of the room and that of the speech, as percentiles of all frames."""

ABOVE_FLOOR_DB, BELOW_LEVEL_DB = 6.0, 32.0
"""Sound this far above the room and no further than that below the speech may be speech (as `adapters.voice`)."""

HUM_BELOW_LEVEL_DB = 15.0
"""Fillers are at most so much softer than the speech."""

CLEAR_DB = 30.0
"""With less between room and speech, loudness says little about where words end."""

EDGE_S = 0.03
"""The rim of a sound moves from and to its neighbours, and says nothing about its own steadiness."""

PITCH_PERCENTILES = 20, 80
"""Further out lie octave errors, of which there are more in noise."""

PITCHED_MIN = 3
"""Frames with a pitch, without which there is no telling how it moves."""

OCTAVE_ST = 12.0

QUIET_DB = 6.0
"""Frames this near to the floor are background."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A recording in frames of 10 ms.

    ``frames`` are those of the sound without its noise, ``voice`` is the probability that somebody speaks, shape
    (frames,); ``floor_db`` and ``level_db`` are the loudness of the room and of the speech in ``frames``. ``snr_db`` is
    the level of the speech over that of the room as recorded; None without speech.
    """

    frames: Frames
    voice: Floats
    floor_db: float
    level_db: float
    snr_db: float | None

    @property
    def background_voice(self) -> float:
        """How much the background sounds like voices: the mean probability of speech where it is quiet."""
        quiet = self.frames.level_db < self.floor_db + QUIET_DB
        return float(self.voice[quiet].mean()) if quiet.any() else 0.0

    def speaking(self) -> NDArray[np.bool_]:
        """Tell for every frame whether it may hold speech."""
        level = self.frames.level_db
        voiced: NDArray[np.bool_] = self.voice >= VOICE_MIN
        if self.level_db - self.floor_db < CLEAR_DB:
            return voiced
        return voiced & (level > max(self.floor_db + ABOVE_FLOOR_DB, self.level_db - BELOW_LEVEL_DB))

    def humming(self) -> NDArray[np.bool_]:
        """Tell for every frame whether it holds loud sound with a pitch: a flat "uh" may be taken for a tone."""
        level = self.frames.level_db
        loud: NDArray[np.bool_] = level > max(self.floor_db + ABOVE_FLOOR_DB, self.level_db - HUM_BELOW_LEVEL_DB)
        return loud & (self.frames.harmonicity >= VOICED_HARMONICITY)

    def voice_in(self, span: Span) -> float:
        """Return the mean probability of speech in a span."""
        return float(self.voice[self.frames.part(span.start_s, span.end_s)].mean()) if len(self.frames) else 0.0

    def evidence(self, span: Span, *, uncovered_s: float, aligned_s: float | None) -> SoundEvidence:
        """Say what the sound shows in a span, beside what is known about the words there."""
        import numpy as np

        part = self.frames.part(span.start_s, span.end_s)
        pitched = self.frames.harmonicity[part] >= VOICED_HARMONICITY
        semitones = OCTAVE_ST * np.log2(self.frames.pitch_hz[part][pitched])
        low, high = np.percentile(semitones, PITCH_PERCENTILES) if len(semitones) >= PITCHED_MIN else (0.0, 0.0)
        inner = self.frames.part(span.start_s + EDGE_S, span.end_s - EDGE_S)
        return SoundEvidence(
            voice=round(self.voice_in(span), 3),
            voiced=round(float(pitched.mean()), 3),
            pitch_span_st=round(float(high - low), 2) if len(semitones) >= PITCHED_MIN else None,
            level_db=round(float(self.frames.level_db[part].mean()) - self.level_db, 1),
            uncovered_s=round(uncovered_s, 3),
            aligned_s=None if aligned_s is None else round(aligned_s, 3),
            change=round(float(self.frames.change[inner].mean()), 2),
        )


def hear(frames: Frames, voice: Floats, *, snr_db: float | None) -> Hearing:
    """Put together what was measured in a recording."""
    floor_db, level_db = floor_and_level(frames.level_db)
    return Hearing(frames, voice, floor_db, level_db, snr_db)


def floor_and_level(loudness_db: Floats) -> tuple[float, float]:
    """Return the loudness of the room and that of the speech, in dB as given."""
    import numpy as np

    if not len(loudness_db):
        return 0.0, 0.0
    floor_db, level_db = np.percentile(loudness_db, [FLOOR_PERCENTILE, LEVEL_PERCENTILE])
    return float(floor_db), float(level_db)


def pitch_sd_st(hearing: Hearing) -> float | None:
    """Return how much the pitch of the speech varies, in semitones; None without voiced speech.

    The standard deviation between the 5th and the 95th percentile, octave errors left out: in semitones it is
    about the same for low and high voices (Traunmüller and Eriksson 1995).
    """
    import numpy as np

    voiced = (hearing.voice >= VOICE_MIN) & (hearing.frames.harmonicity >= VOICED_HARMONICITY)
    if not voiced.any():
        return None
    semitones = OCTAVE_ST * np.log2(hearing.frames.pitch_hz[voiced])
    semitones = semitones[np.abs(semitones - np.median(semitones)) < OCTAVE_ST * 0.75]
    low, high = np.percentile(semitones, [5, 95])
    return round(float(semitones[(semitones >= low) & (semitones <= high)].std()), 2)


def loudness_range_db(hearing: Hearing) -> float | None:
    """Return the span from the 5th to the 95th percentile of the loudness of the speech; None without speech."""
    import numpy as np

    speaking = hearing.speaking()
    if not speaking.any():
        return None
    low, high = np.percentile(hearing.frames.level_db[speaking], [5, 95])
    return round(float(high - low), 1)


def runs_of(flags: NDArray[np.bool_], *, bridge_s: float) -> list[Span]:
    """Return where flags, one for each frame, are set, gaps up to ``bridge_s`` filled."""
    import numpy as np

    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    found: list[Span] = []
    for first, end in edges:
        start_s, end_s = float(first) * STEP_S, float(end) * STEP_S
        if found and start_s - found[-1].end_s <= bridge_s:
            found[-1] = Span(found[-1].start_s, end_s)
        else:
            found.append(Span(start_s, end_s))
    return found
