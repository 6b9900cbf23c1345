"""Synthetic voices with exact word times: flite and espeak-ng in this process, festival as a command.

Needs the Debian packages ``flite1-dev`` (or ``libflite1``), ``libespeak-ng1`` and, for festival's voices,
``festival`` with ``festvox-kdlpc16k``.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.signal
import soundfile

from pocket import espeak, flite
from pocket.speech import SAMPLE_RATE, SILENCE_LEVEL, SpeechError

FLITE_VOICES = ("slt", "rms", "awb", "kal16")
ESPEAK_VOICES = (
    "en-us", "en-gb", "en-us+m1", "en-us+m3", "en-us+m7", "en-us+f2", "en-us+f4", "en-us+f5", "en-us+max",
    "en-us+Andrea", "en-us+Annie", "en-us+belinda", "en-us+adam", "en-us+john", "en-us+linda", "en-gb+f2",
    "en-gb+m3", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc", "en-us+Alex", "en-us+Mike", "en-us+shelby",
)  # fmt: skip
HELD_OUT_VOICES = ("festival:ked_diphone", "espeak:en-us+steph", "espeak:en-gb-x-gbclan+m8")
TRAINING_VOICES = tuple(f"flite:{v}" for v in FLITE_VOICES) + tuple(f"espeak:{v}" for v in ESPEAK_VOICES)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken text.

    Attributes
    ----------
    samples : numpy.ndarray, shape (n,), float32
        Sound in [-1, 1] at 16 kHz.
    starts_s, ends_s : numpy.ndarray, shape (words,), float32
        Start and end of every whitespace-separated word, in seconds.
    """

    samples: np.ndarray
    starts_s: np.ndarray
    ends_s: np.ndarray


def speak(text: str, voice: str, *, rate: float = 1.0, pitch: float = 1.0) -> Utterance:
    """Speak a text.

    Parameters
    ----------
    text : str
        Words separated by white space.
    voice : str
        ``flite:NAME``, ``espeak:NAME`` or ``festival:NAME``.
    rate, pitch : float
        Factors on the voice's own speaking rate and pitch (flite's and festival's pitch is left alone).

    Returns
    -------
    Utterance
        Trimmed to 20 ms before the first and 60 ms after the last sound.

    Raises
    ------
    SpeechError
        The engine gave no sound, or other words than the text's.
    """
    engine, _, name = voice.partition(":")
    if engine == "flite":
        samples, starts_s, ends_s = flite.speak(text, name, rate)
    elif engine == "espeak":
        samples, starts_s, ends_s = espeak.speak(text, name, rate, pitch)
    elif engine == "festival":
        samples, starts_s, ends_s = _speak_festival(text, name, rate)
    else:
        raise SpeechError(f"no such synthesiser: {engine!r}; there are flite, espeak and festival")
    return _trim(samples, starts_s, ends_s)


def _trim(samples: np.ndarray, starts_s: np.ndarray, ends_s: np.ndarray) -> Utterance:
    loud = np.flatnonzero(np.abs(samples) > SILENCE_LEVEL)
    if loud.size == 0:
        raise SpeechError("the voice gave no sound")
    first = max(0, loud[0] - SAMPLE_RATE // 50)
    samples = samples[first : loud[-1] + SAMPLE_RATE * 6 // 100]
    samples = samples / np.abs(samples).max()
    length_s = len(samples) / SAMPLE_RATE
    shift_s = first / SAMPLE_RATE
    starts_s = np.clip(starts_s - shift_s, 0, length_s)
    ends_s = np.maximum(np.clip(ends_s - shift_s, 0, length_s), starts_s + 0.01)
    return Utterance(samples.astype(np.float32), starts_s.astype(np.float32), ends_s.astype(np.float32))


def _speak_festival(text: str, name: str, rate: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Festival serves the benchmark only; its word times are even shares of the sound."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.wav")
        command = [
            "text2wave",
            "-eval",
            f"(voice_{name})",
            "-eval",
            f"(Parameter.set 'Duration_Stretch {1 / rate})",
        ]
        done = subprocess.run([*command, "-o", str(path)], input=text.encode(), capture_output=True, check=False)
        if done.returncode or not path.exists():
            raise SpeechError(f"festival failed for {text!r}: {done.stderr.decode()[-200:]}")
        samples, rate_hz = soundfile.read(path, dtype="float32")
    if rate_hz != SAMPLE_RATE:
        samples = scipy.signal.resample_poly(samples, SAMPLE_RATE, rate_hz)
    edges = np.cumsum([0] + [len(w) + 1 for w in text.split()]) / (len(text) + 1) * len(samples) / SAMPLE_RATE
    return samples, edges[:-1], edges[1:]
