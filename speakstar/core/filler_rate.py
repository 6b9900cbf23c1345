"""How many fillers a minute there really were, given how many were found."""

from __future__ import annotations

from dataclasses import dataclass

from speakstar.core import poisson


@dataclass(frozen=True, slots=True)
class Detector:
    """How well fillers are found: the share of those found that are right, and of those said that are found."""

    precision: float
    recall: float


BY_WORDS_AND_SOUND = Detector(precision=0.98, recall=0.94)
"""Certain ones in clean speech, by scripts/results/fillers_sound.json, where the transcript has none of them."""

RULES = Detector(precision=0.98, recall=0.89)
"""Certain ones on the test cases of scripts/results/fillers_words.json, of those that the speech model wrote down."""

WRITTEN = 0.88
"""The share that the embedded model writes down at all, by scripts/results/fillers_sound.json ("embedded model's
words", transcript alone). Other models are not known to write more; public Whisper models leave out most."""

BY_WORDS = Detector(precision=RULES.precision, recall=round(RULES.recall * WRITTEN, 2))
"""Where nobody listened to the sound; without it the true share is unknown, and this is its upper end."""


def range_of_count(count: int, *, listened: bool) -> tuple[float, float]:
    """Return how many fillers this speaker may say in as long an answer, from least to most.

    Chance: the exact 95 % interval of a Poisson count (Garwood 1936), as one take holds few fillers. Error: at the low
    end as many of those found are wrong as the detector's precision lets expect, at the high end as many are missed as
    its recall does.

    Parameters
    ----------
    count
        Fillers found without doubt.
    listened
        Whether they were looked for in the sound, too.
    """
    detector = BY_WORDS_AND_SOUND if listened else BY_WORDS
    low, high = poisson.interval(count)
    return low * detector.precision, high / detector.recall
