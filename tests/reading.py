"""A voice that reads the text of ``speakstar selftest fillers``."""

from __future__ import annotations

import random
import re
from pathlib import Path

import soundfile
from fillers.tape import Tape, Token
from pocket.speech import SAMPLE_RATE

from speakstar.core.selftest import SCRIPT


def read_aloud(path: Path, *, voice: str, leave_out: frozenset[int]) -> None:
    """Read the script into a WAV file.

    Parameters
    ----------
    leave_out
        Hesitations that are not said; the first is 1.
    """
    tape = Tape(voice, random.Random(4))
    tape.silence(0.5)
    number = 0
    for part in re.findall(r"\[\w+\]|[^\[]+", SCRIPT):
        if part.startswith("["):
            number += 1
            if number not in leave_out:
                tape.filler(part.strip("[]").lower())
                tape.silence(0.15)
            continue
        for clause in re.findall(r"[^.,]+[.,]?", part):
            tape.chunk([Token(word) for word in clause.split()])
            tape.silence(0.2)
    sound = tape.performance().samples
    soundfile.write(path, sound / abs(sound).max() * 0.6, SAMPLE_RATE, subtype="PCM_16")
