"""Synthetic voices with word times: flite and espeak-ng in this process, the others as commands.

Needs the Debian packages ``flite1-dev`` (or ``libflite1``) and ``libespeak-ng1``; for festival's voices
``festival`` with ``festvox-kdlpc16k``, ``festvox-kallpc16k`` and ``festvox-us-slt-hts``; of the sections contrib and
non-free ``libttspico-utils`` for pico's, ``rhvoice`` with ``rhvoice-english`` for RHVoice's, and ``espeak-ng``,
``mbrola`` and ``mbrola-us1`` to ``mbrola-us3`` and ``mbrola-en1`` for MBROLA's.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.signal
import soundfile

from pocket import espeak, flite
from pocket.dtw import borrowed_times
from pocket.speech import SAMPLE_RATE, SILENCE_LEVEL, SpeechError

FLITE_VOICES = ("slt", "rms", "awb", "kal16")
FESTIVAL_VOICES = {"kal_diphone": "english/kal_diphone", "cmu_us_slt_arctic_hts": "us/cmu_us_slt_arctic_hts"}
FESTIVAL_DIR = Path("/usr/share/festival/voices")
PICO_VOICES = ("en-US", "en-GB")
RHVOICE_VOICES = ("alan", "bdl", "clb")  # the licences of evgeniy-eng and lyubov allow no derived work
MBROLA_DIR = Path("/usr/share/mbrola")
MBROLA_VOICES = ("us1", "us2", "us3", "en1")
ESPEAK_ACCENTS = (
    "en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbcwmd", "en-029", "en-us-nyc",
)  # fmt: skip
ESPEAK_VARIANTS = (
    "m1", "m2", "m3", "m4", "m5", "m6", "m7", "f1", "f2", "f3", "f4", "f5", "Alex", "Alicia", "Andrea", "Andy",
    "Annie", "Denis", "Diogo", "Gene", "Gene2", "Henrique", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael",
    "Mike", "RicishayMax", "RicishayMax3", "Storm", "Tweaky", "adam", "anika", "announcer", "antonio", "aunty",
    "belinda", "benjamin", "boris", "caleb", "croak", "david", "ed", "edward", "grandma", "grandpa", "gustave",
    "iven", "iven3", "john", "kaukovalta", "klatt", "klatt2", "klatt3", "klatt4", "klatt6", "linda", "marcelo",
    "max", "michel", "miguel", "norbert", "pablo", "paul", "pedro", "quincy", "rob", "robert", "sandro", "shelby",
    "travis", "victor", "zac",
)  # fmt: skip
SEEN_VOICES = (
    "flite:slt", "flite:rms", "flite:awb", "flite:kal16", "espeak:en-us", "espeak:en-gb", "espeak:en-us+f2",
    "espeak:en-us+m3",
)  # fmt: skip
HELD_OUT_VOICES = ("festival:ked_diphone", "espeak:en-us+steph", "espeak:en-gb-x-gbclan+m8")
GROUPS = {voice: (voice,) for voice in SEEN_VOICES} | {
    "espeak": tuple(
        f"espeak:{accent}+{variant}"
        for accent in ESPEAK_ACCENTS
        for variant in ESPEAK_VARIANTS
        if f"espeak:{accent}+{variant}" not in SEEN_VOICES
    )
    + tuple(f"espeak:{accent}" for accent in ESPEAK_ACCENTS[2:]),
    "pico": tuple(f"pico:{name}" for name in PICO_VOICES),
    "festival": tuple(f"festival:{name}" for name in FESTIVAL_VOICES),
    "rhvoice": tuple(f"rhvoice:{name}" for name in RHVOICE_VOICES),
    "mbrola": tuple(f"mbrola:{name}" for name in MBROLA_VOICES),
}
VOICE_SHARES = {voice: 0.08 if voice.startswith("flite") else 0.035 for voice in SEEN_VOICES}  # flite's are harder
VOICE_SHARES |= {"espeak": 0.14, "pico": 0.04, "festival": 0.04, "rhvoice": 0.04, "mbrola": 0.05}
VOICE_SHARES |= {"human": 0.26}  # recordings, see recorded.py
"""Weights of the groups of voices in the training windows."""


def group_of(voice: str) -> str:
    """Name the group that a training voice belongs to."""
    return voice if voice in GROUPS else voice.partition(":")[0]


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
        An engine and its voice's name: ``flite:NAME``, ``espeak:NAME``, ``festival:NAME``, ``pico:NAME``,
        ``rhvoice:NAME`` or ``mbrola:NAME``.
    rate, pitch : float
        Factors on the voice's own speaking rate and pitch (festival's pitch is left alone).

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
        samples, starts_s, ends_s = flite.speak(text, name, rate, pitch)
    elif engine == "espeak":
        samples, starts_s, ends_s = espeak.speak(text, name, rate, pitch)
    elif engine in _COMMANDS:
        samples = _spoken_by(_COMMANDS[engine], text, name, rate, pitch)
        starts_s, ends_s = borrowed_times(samples, text)
    else:
        raise SpeechError(f"no such synthesiser: {engine!r}; there are flite, espeak, {', '.join(_COMMANDS)}")
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


def _festival(_text: str, name: str, rate: float, _pitch: float, out: Path) -> list[str]:
    stretch = f"(Parameter.set 'Duration_Stretch {1 / rate:.3f})"
    return ["text2wave", "-eval", f"(voice_{name})", "-eval", stretch, "-o", str(out)]


def _pico(text: str, name: str, rate: float, pitch: float, out: Path) -> list[str]:
    words = f'<speed level="{100 * rate:.0f}"><pitch level="{100 * pitch:.0f}">{text}</pitch></speed>'
    return ["pico2wave", "-l", name, "-w", str(out), words]


def _rhvoice(_text: str, name: str, rate: float, pitch: float, out: Path) -> list[str]:
    return ["RHVoice-test", "-p", name, "-r", f"{100 * rate:.0f}", "-t", f"{100 * pitch:.0f}", "-o", str(out)]


def _mbrola(_text: str, name: str, rate: float, pitch: float, out: Path) -> list[str]:
    words_per_min, height = f"{espeak.WORDS_PER_MIN * rate:.0f}", f"{espeak.PITCH_BASE * pitch:.0f}"
    return ["espeak-ng", "-v", f"mb-{name}", "-s", words_per_min, "-p", height, "--stdin", "-w", str(out)]


_COMMANDS = {"festival": _festival, "pico": _pico, "rhvoice": _rhvoice, "mbrola": _mbrola}


def _spoken_by(command_for, text: str, name: str, rate: float, pitch: float) -> np.ndarray:
    """Sound that a command writes; it reads the text from its input or has it among its arguments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.wav")
        command = command_for(text, name, rate, pitch, path)
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
        if done.returncode or not path.exists():
            raise SpeechError(f"{command[0]} failed for {text!r}: {done.stderr.decode()[-200:]}")
        samples, rate_hz = soundfile.read(path, dtype="float32")
    if rate_hz != SAMPLE_RATE:
        samples = scipy.signal.resample_poly(samples, SAMPLE_RATE, rate_hz)
    return samples
