"""The flite synthesiser in this process, with word times from its own segments (Debian: libflite1)."""

import ctypes as ct
import functools

import numpy as np
import scipy.signal

from pocket.speech import SAMPLE_RATE, SpeechError


class _Wave(ct.Structure):
    _fields_ = [
        ("type", ct.c_char_p),
        ("sample_rate", ct.c_int),
        ("num_samples", ct.c_int),
        ("num_channels", ct.c_int),
        ("samples", ct.POINTER(ct.c_short)),
    ]


class _FliteVoice(ct.Structure):
    _fields_ = [("name", ct.c_char_p), ("features", ct.c_void_p)]


@functools.cache
def _flite() -> ct.CDLL:
    for dependency in ("libflite_usenglish.so.1", "libflite_cmulex.so.1"):
        ct.CDLL(dependency, mode=ct.RTLD_GLOBAL)
    lib = ct.CDLL("libflite.so.1", mode=ct.RTLD_GLOBAL)
    pointer = ct.c_void_p
    for name, result, arguments in (
        ("flite_synth_text", pointer, [ct.c_char_p, pointer]),
        ("utt_relation", pointer, [pointer, ct.c_char_p]),
        ("relation_head", pointer, [pointer]),
        ("item_next", pointer, [pointer]),
        ("item_daughter", pointer, [pointer]),
        ("item_last_daughter", pointer, [pointer]),
        ("ffeature_float", ct.c_float, [pointer, ct.c_char_p]),
        ("utt_wave", ct.POINTER(_Wave), [pointer]),
        ("delete_utterance", None, [pointer]),
        ("feat_set_float", None, [pointer, ct.c_char_p, ct.c_float]),
    ):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    lib.flite_init()
    return lib


@functools.cache
def _flite_voice(name: str) -> int:
    _flite()
    register = getattr(ct.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
    register.restype, register.argtypes = ct.c_void_p, [ct.c_char_p]
    return register(None)


def speak(text: str, name: str, rate: float, pitch: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Speak a text at factors of a flite voice's own rate and pitch: samples, word starts and ends in seconds."""
    lib, voice = _flite(), _flite_voice(name)
    features = ct.cast(voice, ct.POINTER(_FliteVoice)).contents.features
    lib.feat_set_float(features, b"duration_stretch", 1 / rate)
    lib.feat_set_float(features, b"f0_shift", pitch)
    utterance = lib.flite_synth_text(text.encode(), voice)
    if not utterance:
        raise SpeechError(f"flite gave nothing for {text!r}")
    wave = lib.utt_wave(utterance).contents
    samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).astype(np.float32) / 32768
    starts, ends = [], []
    token = lib.relation_head(lib.utt_relation(utterance, b"Token"))
    while token:
        first, last = lib.item_daughter(token), lib.item_last_daughter(token)
        if first:
            starts.append(lib.ffeature_float(first, b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"))
            ends.append(lib.ffeature_float(last, b"R:SylStructure.daughtern.daughtern.R:Segment.end"))
        token = lib.item_next(token)
    rate_hz = wave.sample_rate
    lib.delete_utterance(utterance)
    if len(starts) != len(text.split()):
        raise SpeechError(f"flite made {len(starts)} words of {text!r}")
    if rate_hz != SAMPLE_RATE:
        samples = scipy.signal.resample_poly(samples, SAMPLE_RATE, rate_hz)
    return samples, np.array(starts), np.array(ends)
