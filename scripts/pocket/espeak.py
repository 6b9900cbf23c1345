"""The espeak-ng synthesiser in this process, with word times from its events (Debian: libespeak-ng1)."""

import ctypes as ct
import functools

import numpy as np
import scipy.signal

from pocket.speech import SAMPLE_RATE, SILENCE_LEVEL, SpeechError

_EVENT_WORD = 1
_ESPEAK_FILES = {  # espeak_SetVoiceByName joins a variant (+f2) to a voice file's name only
    "en-us": "gmw/en-US",
    "en-gb-x-gbcwmd": "gmw/en-GB-x-gbcwmd",
    "en-gb": "gmw/en",
    "en-gb-x-rp": "gmw/en-GB-x-rp",
    "en-gb-x-gbclan": "gmw/en-GB-x-gbclan",
    "en-gb-scotland": "gmw/en-GB-scotland",
    "en-029": "gmw/en-029",
    "en-us-nyc": "gmw/en-US-nyc",
}
_ESPEAK_RETRIEVAL, _ESPEAK_UTF8 = 1, 1
_ESPEAK_RATE, _ESPEAK_PITCH = 1, 3
WORDS_PER_MIN = 165
PITCH_BASE = 50


class _Event(ct.Structure):
    _fields_ = [
        ("type", ct.c_int),
        ("unique_identifier", ct.c_uint),
        ("text_position", ct.c_int),
        ("length", ct.c_int),
        ("audio_position", ct.c_int),
        ("sample", ct.c_int),
        ("user_data", ct.c_void_p),
        ("id", ct.c_void_p),
    ]


_CALLBACK = ct.CFUNCTYPE(ct.c_int, ct.POINTER(ct.c_short), ct.c_int, ct.POINTER(_Event))


@functools.cache
def _espeak() -> tuple[ct.CDLL, int, list[np.ndarray], list[tuple[int, float]], object]:
    lib = ct.CDLL("libespeak-ng.so.1")
    rate_hz = lib.espeak_Initialize(_ESPEAK_RETRIEVAL, 0, None, 0)
    chunks: list[np.ndarray] = []
    words: list[tuple[int, float]] = []

    @_CALLBACK
    def collect(wave, count, events):
        if wave and count:
            chunks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        i = 0
        while events[i].type:
            if events[i].type == _EVENT_WORD:
                words.append((events[i].text_position - 1, events[i].audio_position / 1000))
            i += 1
        return 0

    lib.espeak_SetSynthCallback(collect)
    return lib, rate_hz, chunks, words, collect


def speak(text: str, name: str, rate: float, pitch: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Speak a text with an espeak-ng voice: samples, word starts and ends in seconds."""
    lib, rate_hz, chunks, words, _ = _espeak()
    chunks.clear()
    words.clear()
    language, plus, variant = name.partition("+")
    if lib.espeak_SetVoiceByName(f"{_ESPEAK_FILES[language]}{plus}{variant}".encode()):
        raise SpeechError(f"espeak-ng has no voice {name!r}")
    lib.espeak_SetParameter(_ESPEAK_RATE, round(WORDS_PER_MIN * rate), 0)
    lib.espeak_SetParameter(_ESPEAK_PITCH, round(PITCH_BASE * pitch), 0)
    data = text.encode()
    lib.espeak_Synth(data, ct.c_size_t(len(data) + 1), 0, 1, 0, _ESPEAK_UTF8, None, None)
    lib.espeak_Synchronize()
    if not chunks:
        raise SpeechError(f"espeak-ng gave nothing for {text!r}")
    samples = scipy.signal.resample_poly(np.concatenate(chunks).astype(np.float32) / 32768, 320, 441)
    if rate_hz != 22_050:
        raise SpeechError(f"espeak-ng speaks at {rate_hz} Hz, expected 22050")
    starts_s = _word_starts(text, words, len(samples) / SAMPLE_RATE)
    return samples, starts_s, _word_ends(samples, starts_s)


def _word_starts(text: str, events: list[tuple[int, float]], length_s: float) -> np.ndarray:
    """Start of every whitespace word; words that espeak-ng speaks as one share the span by their letters."""
    offsets = np.cumsum([0] + [len(w) + 1 for w in text.split()])
    known = {0: 0.0}
    for position, time_s in events:
        if position > max(known):  # later clauses begin with an event at position -1
            known[position] = time_s
    known[len(text)] = length_s
    starts_s = np.interp(offsets[:-1], list(known), list(known.values()))
    return np.maximum.accumulate(starts_s)


def _word_ends(samples: np.ndarray, starts_s: np.ndarray) -> np.ndarray:
    """End of every word: the next word's start, less the silence before it (10 ms steps)."""
    step = SAMPLE_RATE // 100
    peaks = np.abs(samples[: len(samples) // step * step]).reshape(-1, step).max(1)
    stops = np.append(starts_s[1:], len(samples) / SAMPLE_RATE)
    ends_s = np.empty_like(starts_s)
    for i, (start_s, stop_s) in enumerate(zip(starts_s, stops, strict=True)):
        a, b = int(start_s * 100), int(stop_s * 100)
        loud = np.flatnonzero(peaks[a:b] > SILENCE_LEVEL)
        ends_s[i] = min(stop_s, (a + loud[-1] + 1) / 100) if loud.size else stop_s
    return ends_s
