"""What a network learns from: 10 ms by 10 ms what the sound is like, and whether a filler is said."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from speakstar.adapters.listener import hearing_of
from speakstar.adapters.listening import Listening
from speakstar.core.acoustics import SAMPLE_RATE_HZ, STEP_S
from speakstar.core.model import Word
from speakstar.core.um_network import features

BLOCK_S = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a recording.

    Attributes
    ----------
    shown : numpy.ndarray, shape (frames, features), float16
        What the network is told (`speakstar.core.um_network.features`).
    is_filler : numpy.ndarray, shape (frames,), bool
        The answer.
    speaker : str
        A voice, or a role.
    weight : float
        How often it is drawn, against others.
    """

    shown: np.ndarray
    is_filler: np.ndarray
    speaker: str
    weight: float = 1.0


def passage(samples: np.ndarray, fillers: Iterable[Word], speaker: str, *, weight: float = 1.0) -> Passage:
    """Listen to a sound, mono at 16 kHz, as the program does, without aligning anything."""
    listening = Listening(_no_aligner)
    for first in range(0, len(samples), BLOCK_S * SAMPLE_RATE_HZ):
        listening.hear(samples[first : first + BLOCK_S * SAMPLE_RATE_HZ])
    shown = features(hearing_of(listening.end([])))
    is_filler = np.zeros(len(shown), bool)
    for filler in fillers:
        is_filler[max(0, round(filler.start_s / STEP_S)) : max(0, round(filler.end_s / STEP_S))] = True
    return Passage(shown.astype(np.float16), is_filler, speaker, weight)


def _no_aligner() -> None:
    raise RuntimeError("no words to align")
