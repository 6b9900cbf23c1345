"""Answers by many voices in all kinds of rooms, to learn from: what is said, and where the fillers are, no transcript.

Needs all voices of ``scripts/pocket/voices.py``.
"""

import random
from collections.abc import Iterator

import numpy as np
from pocket import voices as pocket_voices
from pocket.speech import SpeechError

from fillers.benchmark import VOICES, babble, sentences
from fillers.conditions import Condition, heard
from fillers.passages import Passage, passage
from fillers.performing import RECIPES, perform

KINDS, KIND_SHARES = ("mixed", "traps", "repeats", "two voices"), (0.72, 0.14, 0.1, 0.04)
SENTENCES = (1, 2, 2, 3, 4)
NOISES = ("white", "pink", "babble", "babble", "hum", "")
QUIET_SHARE, SNR_DB = 0.4, (5.0, 28.0)
TELEPHONE_SHARE, ROOM_SHARE = 0.12, 0.25
GAINS_DB = (0.0, 0.0, 0.0, -20.0, 8.0, 14.0)
CODECS = ("", "", "", "", "mp3", "opus")
STRANGERS = 3
ATTEMPTS = 10
TESTED = {part for voice in VOICES["test"] for part in voice.partition(":")[2].split("+")} - {"en-us"}
"""Accents and variants of the test's voices, of which no combination is learned from."""

ESPEAK = tuple(
    f"espeak:{accent}+{variant}"
    for accent in pocket_voices.ESPEAK_ACCENTS
    for variant in pocket_voices.ESPEAK_VARIANTS
    if not TESTED & {accent, variant}
)
GROUPS = (
    (0.55, ESPEAK),
    (0.15, ("flite:slt", "flite:kal16")),
    (0.10, tuple(f"rhvoice:{name}" for name in pocket_voices.RHVOICE_VOICES)),
    (0.10, tuple(f"mbrola:{name}" for name in pocket_voices.MBROLA_VOICES)),
    (0.05, tuple(f"pico:{name}" for name in pocket_voices.PICO_VOICES)),
    (0.05, tuple(f"festival:{name}" for name in pocket_voices.FESTIVAL_VOICES)),
)
"""Shares, and the voices that have them."""


def answers(first: int, count: int) -> Iterator[Passage]:
    """Give so many answers, from a number on; each depends on its number alone."""
    for number in range(first, first + count):
        r = random.Random(f"varied {number}")
        for _ in range(ATTEMPTS):  # a voice may refuse a sentence
            voice, kind = _voice(r), r.choices(KINDS, KIND_SHARES)[0]
            strangers = [other for other in (_voice(r) for _ in range(STRANGERS)) if not other.startswith("festival")]
            try:
                said = r.sample(sentences("dev"), r.choice(SENTENCES))
                played = perform(said, voice, strangers or ["espeak:en-us"], RECIPES[kind], f"varied {r.random()}")
            except SpeechError:
                continue
            yield passage(somewhere(played.samples, r), played.fillers, voice)
            break


def somewhere(samples: np.ndarray, r: random.Random) -> np.ndarray:
    """Give a sound as it is heard in some room, through some microphone: shape (n,), float32, full scale 1."""
    condition = Condition(
        snr_db=None if r.random() < QUIET_SHARE else r.uniform(*SNR_DB),
        noise=r.choice(NOISES),
        gain_db=r.choice(GAINS_DB),
        telephone=r.random() < TELEPHONE_SHARE,
        room=r.random() < ROOM_SHARE,
        codec=r.choice(CODECS),
    )
    return heard(samples / np.abs(samples).max() * 0.8, condition, babble("dev"), r)


def _voice(r: random.Random) -> str:
    shares, groups = zip(*GROUPS, strict=True)
    return r.choice(r.choices(groups, shares)[0])
