"""Synthetic voices whose word times are exact: flite and espeak-ng in this process, festival as a command.

Needs the Debian packages ``libflite1`` and ``libespeak-ng1``; for the test split also ``festival`` and
``festvox-kdlpc16k``. For learning alone there are those of `pocket.voices` whose word times are borrowed.
"""

import ctypes
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.signal
import soundfile
from pocket import espeak, flite
from pocket import voices as pocket_voices
from pocket.speech import SAMPLE_RATE, SpeechError

SPELLED = {"hmm": "hum"}  # flite and festival would read it out as letters, "aitch em em"
LEAD_S, TAIL_S = 0.02, 0.06  # kept around the words
BREATH_SEED = 1  # flite and espeak-ng draw their breath noise from C's rand
FESTIVAL_SCRIPT = """
(voice_{voice})
(Parameter.set 'Duration_Stretch {stretch})
(set! spoken (utt.synth (Utterance Text "{text}")))
(utt.save.wave spoken "{path}" 'riff)
(mapcar
 (lambda (token)
  (mapcar
   (lambda (word)
    (format t "%f %f "
     (item.feat word "R:SylStructure.daughter1.daughter1.R:Segment.segment_start")
     (item.feat word "R:SylStructure.daughtern.daughtern.R:Segment.end")))
   (item.daughters token))
  (format t "\\n"))
 (utt.relation.items spoken 'Token))
"""


_C = ctypes.CDLL(None)
_HMM = re.compile(rf"\b(?:{'|'.join(SPELLED)})\b")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken text.

    Attributes
    ----------
    samples : numpy.ndarray, shape (n,), float32
        Sound in [-1, 1] at 16 kHz, from just before the first word to just after the last.
    starts_s, ends_s : numpy.ndarray, shape (words,)
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
        ``flite:NAME``, ``espeak:NAME`` or ``festival:NAME``; roughly timed ``pico:NAME``, ``rhvoice:NAME`` or
        ``mbrola:NAME``.
    rate, pitch : float
        Factors on the voice's own (festival's pitch is left alone).

    Raises
    ------
    SpeechError
        The voice gave no sound, or other words than the text's.
    """
    _C.srand(BREATH_SEED)
    engine, _, name = voice.partition(":")
    if engine not in ("espeak", "mbrola"):
        text = _HMM.sub(lambda word: SPELLED[word[0]], text)
    if engine == "festival":
        samples, starts_s, ends_s = _speak_festival(text, name, rate)
    elif engine in ("pico", "rhvoice", "mbrola"):
        spoken = pocket_voices.speak(text, voice, rate=rate, pitch=pitch)
        samples, starts_s, ends_s = spoken.samples, spoken.starts_s, spoken.ends_s
    else:
        samples, starts_s, ends_s = {"flite": flite, "espeak": espeak}[engine].speak(text, name, rate, pitch)
    first_s = max(0.0, float(starts_s[0]) - LEAD_S)
    samples = samples[int(first_s * SAMPLE_RATE) : int((float(ends_s[-1]) + TAIL_S) * SAMPLE_RATE)]
    peak = np.abs(samples).max(initial=0.0)
    if peak == 0.0:
        raise SpeechError(f"{voice} gave no sound for {text!r}")
    length_s = len(samples) / SAMPLE_RATE
    starts_s, ends_s = (np.clip(np.asarray(times, float) - first_s, 0, length_s) for times in (starts_s, ends_s))
    return Utterance((samples / peak).astype(np.float32), starts_s, np.maximum(ends_s, starts_s))


def _speak_festival(text: str, name: str, rate: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.wav")
        script = FESTIVAL_SCRIPT.format(voice=name, stretch=1 / rate, text=text.replace('"', ""), path=path)
        done = subprocess.run(["festival", "--pipe"], input=script.encode(), capture_output=True, check=False)
        tokens = [[float(t) for t in line.split()] for line in done.stdout.decode().splitlines()]
        edges = [(times[0], max(times)) for times in tokens if times]  # a comma is a word from 0 to 0
        if not path.exists() or len(edges) != len(text.split()):
            raise SpeechError(f"festival made {len(edges)} words of {text!r}: {done.stderr.decode()[-200:]}")
        samples, rate_hz = soundfile.read(path, dtype="float32")
    if rate_hz != SAMPLE_RATE:
        samples = scipy.signal.resample_poly(samples, SAMPLE_RATE, rate_hz)
    starts_s, ends_s = np.array(edges).T
    return samples, starts_s, ends_s
