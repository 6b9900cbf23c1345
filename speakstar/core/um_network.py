"""How much the sound is like an "um", 10 ms by 10 ms, by what comes before and after: a convolutional network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speakstar.core.acoustics import VOICED_HARMONICITY
from speakstar.core.dilated import dilated
from speakstar.core.hearing import VOICE_MIN, Hearing, runs_of
from speakstar.core.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

LEVEL_DB = (-60.0, 10.0)
"""Against the speech; further down there is nothing to hear."""

BEL, SNR_DB = 20.0, 30.0
"""What loudness, and speech over room, are measured in, so that they are about as large as the rest."""

LOWEST_HZ = 50.0
USUAL_OCTAVE = 7.0
"""Of the pitch, in octaves above 1 Hz, where nobody speaks: 128 Hz."""

BLOCK_FRAMES = 4000
"""Frames worked on at once, 40 s: memory stays bounded however long the recording is."""


LIKELY_ODDS, BRIDGE_S = 1.0, 0.03
"""From these log odds on an "um" is likely, and gaps so short are none."""


@dataclass(frozen=True, slots=True)
class UmNetwork:
    """The network, learned by scripts/train_fillers.py.

    Parameters
    ----------
    mean, scale
        (features,) of `features`, as learned from.
    inputs
        (features + 1, width); the last row is the bias, as in all that follows.
    spread, spread_bias, mix
        Of the dilated convolutions (`core.dilated`).
    output
        (width + 1, 1).
    """

    mean: Array
    scale: Array
    inputs: Array
    spread: Array
    spread_bias: Array
    mix: Array
    output: Array

    @property
    def reach(self) -> int:
        """How many frames on either side a frame's answer depends on."""
        layers, taps = self.spread.shape[:2]
        return int(taps // 2 * (2**layers - 1))

    def log_odds(self, hearing: Hearing) -> Array:
        """Return for every frame the log odds that an "um" is being said, shape (frames,)."""
        import numpy as np

        shown = (features(hearing) - self.mean) / self.scale
        blocks = [self._block(shown, first) for first in range(0, len(shown), BLOCK_FRAMES)]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def _block(self, shown: Array, first: int) -> Array:
        """Answer for the frames from one on, with those around them that they depend on."""
        import numpy as np

        start = max(0, first - self.reach)
        x = shown[start : first + BLOCK_FRAMES + self.reach] @ self.inputs[:-1] + self.inputs[-1]
        heard = np.maximum(dilated(x, self.spread, self.spread_bias, self.mix), 0.0)
        odds: Array = (heard @ self.output[:-1] + self.output[-1])[:, 0]
        return odds[first - start : first - start + BLOCK_FRAMES]


def likely(odds: Array) -> list[Span]:
    """Return where an "um" is likely, in order of time."""
    return runs_of(odds > LIKELY_ODDS, bridge_s=BRIDGE_S)


def features(hearing: Hearing) -> Array:
    """Return what the network is told of every frame, shape (frames, features), float32.

    Timbre, and timbre against the mean of the speech; loudness against the speech, harmonicity, pitch in octaves
    against the median (0 where there is none), change, voice; and how far the speech is above the room.
    """
    import numpy as np

    frames = hearing.frames
    if not len(frames):
        return np.zeros((0, 2 * frames.timbre.shape[1] + 6), np.float32)
    speaking = hearing.voice > VOICE_MIN
    mean = frames.timbre[speaking].mean(axis=0) if speaking.any() else frames.timbre.mean(axis=0)
    pitched = frames.harmonicity > VOICED_HARMONICITY
    octaves = np.log2(np.maximum(frames.pitch_hz, LOWEST_HZ))
    usual = np.median(octaves[speaking & pitched]) if (speaking & pitched).any() else USUAL_OCTAVE
    told = [
        np.clip(frames.level_db - hearing.level_db, *LEVEL_DB) / BEL,
        frames.harmonicity,
        np.where(pitched, octaves - usual, 0.0),
        frames.change,
        hearing.voice,
        np.full(len(frames), (hearing.snr_db or 0.0) / SNR_DB),
    ]
    return np.column_stack([frames.timbre, frames.timbre - mean, *told]).astype(np.float32)
