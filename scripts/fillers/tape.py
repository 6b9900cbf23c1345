"""Speak an answer with fillers, repeats, lengthened words and stray sounds, and know where everything is."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pocket.speech import SAMPLE_RATE

from fillers.conditions import loudness
from fillers.distractors import SOUNDS, distractor
from fillers.prosody import sustain
from fillers.voices import Utterance, speak
from speakstar.core.model import Span, Word

FILLER_S = (0.15, 0.7)
FILLER_LOUDNESS = (0.5, 1.0)  # of the words'
LONG_WORD_S = (0.3, 0.65)
BLEND = SAMPLE_RATE // 200  # 5 ms over which a lengthened stretch fades in and out
FLOOR_DB = (-65.0, -50.0)  # the quiet room, against speech


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words said twice and written once: the copy that is not written, and the one that is."""

    text: str
    dropped: Span
    kept: Span


@dataclass(frozen=True, slots=True)
class Performance:
    """An answer as spoken in a quiet room, and the truth about it, in order of time.

    ``traps`` are lengthened words and stray sounds, which are no fillers.
    """

    samples: np.ndarray
    words: tuple[Word, ...]
    fillers: tuple[Word, ...]
    repeats: tuple[Repeat, ...]
    traps: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word to say: "word", "filler", "copy" (said twice, written once) or "long"."""

    text: str
    role: str = "word"


class Tape:
    """An answer while it is spoken: sound with the loudness of speech as 1, and what is where."""

    def __init__(self, voice: str, r: random.Random) -> None:
        self.r = r
        self.hand_over(voice)
        self.parts: list[np.ndarray] = []
        self.at = 0  # samples
        self.spans: dict[str, list[Word]] = {"word": [], "filler": [], "copy": [], "trap": []}
        self.pending: list[tuple[int, int]] = []  # (copy, word that it is a copy of)

    def hand_over(self, voice: str) -> None:
        """Let a voice speak from now on, at a pace and pitch of its own."""
        rate, pitch = self.r.uniform(0.9, 1.15), self.r.uniform(0.85, 1.2)
        self.say: Callable[[str], Utterance] = lambda text: speak(text, voice, rate=rate, pitch=pitch)

    def silence(self, seconds: float) -> None:
        """Lay out silence."""
        self._add(np.zeros(max(0, round(seconds * SAMPLE_RATE)), np.float32))

    def lay(self, sound: np.ndarray, role: str, text: str) -> None:
        """Lay out a sound that is one thing."""
        start_s = self._now_s()
        self._add(sound)
        self.spans[role].append(Word(text, start_s, self._now_s()))

    def chunk(self, tokens: Sequence[Token]) -> None:
        """Say words in one breath; fillers and long words among them are held."""
        if not tokens:
            return
        said = self.say(" ".join(token.text for token in tokens))
        for i in reversed(range(len(tokens))):
            said = self._held(said, i, tokens[i].role)
        start_s = self._now_s()
        self._add(said.samples / loudness(said.samples) * self.r.uniform(0.85, 1.15))
        for token, a, b in zip(tokens, said.starts_s, said.ends_s, strict=True):
            word = Word(token.text, round(start_s + float(a), 3), round(start_s + float(b), 3))
            self.spans["word" if token.role == "long" else token.role].append(
                replace(word, text=token.text.strip(",").lower()) if token.role == "filler" else word
            )
            if token.role == "long":
                self.spans["trap"].append(replace(word, text=f"long {token.text}"))

    def filler(self, text: str) -> None:
        """Say a filler by itself: 0.15 to 0.7 s, mostly at an even pitch, softer than the words."""
        said = self.say(text)
        sound = said.samples[_samples(said.starts_s[0]) : _samples(said.ends_s[0])]
        held = sustain(sound, self._filler_s(), self._rng(), flatness=self.r.choice([0.3, 0.9, 1.0]))
        ramp = np.minimum(1, np.arange(len(held)) / (0.02 * SAMPLE_RATE)).astype(np.float32)
        held = held * ramp * ramp[::-1]
        self.lay(held / loudness(held) * np.float32(self.r.uniform(*FILLER_LOUDNESS)), "filler", text)

    def distractor(self, stranger: Utterance) -> None:
        """Lay out a sound that is none of the speaker's words, a second voice among them."""
        kind = self.r.choice([*SOUNDS, "voice"])
        if kind == "voice":
            level = 10 ** (self.r.uniform(-26, -18) / 20)
            sound = stranger.samples / loudness(stranger.samples) * np.float32(level)
        else:
            sound = distractor(kind, self._rng())
        self.lay(sound, "trap", kind)

    def performance(self) -> Performance:
        """Finish: add the noise of a quiet room."""
        sound = np.concatenate(self.parts)
        floor = self._rng().normal(0, 10 ** (self.r.uniform(*FLOOR_DB) / 20), len(sound))
        words = self.spans["word"]
        repeats = [_repeat(self.spans["copy"][c], words[w]) for c, w in self.pending]
        return Performance(
            (sound + floor).astype(np.float32),
            tuple(words),
            tuple(self.spans["filler"]),
            tuple(repeats),
            tuple(self.spans["trap"]),
        )

    def _held(self, said: Utterance, i: int, role: str) -> Utterance:
        """Lengthen a word in place."""
        if role not in ("filler", "long"):
            return said
        a, b = _samples(said.starts_s[i]), _samples(said.ends_s[i])
        length_s = self._filler_s() if role == "filler" else self.r.uniform(*LONG_WORD_S)
        if length_s * SAMPLE_RATE <= b - a or b - a < 4 * BLEND:
            return said
        held = sustain(said.samples[a:b], length_s, self._rng(), flatness=0.9)
        fade = np.linspace(0, 1, BLEND, dtype=np.float32)
        held[:BLEND] = held[:BLEND] * fade + said.samples[a : a + BLEND] * (1 - fade)
        held[-BLEND:] = held[-BLEND:] * fade[::-1] + said.samples[b - BLEND : b] * fade
        longer_s = (len(held) - (b - a)) / SAMPLE_RATE
        later = np.arange(len(said.starts_s)) > i
        return Utterance(
            np.concatenate([said.samples[:a], held, said.samples[b:]]),
            said.starts_s + later * longer_s,
            said.ends_s + (later | (np.arange(len(later)) == i)) * longer_s,
        )

    def _rng(self) -> np.random.Generator:
        """Give a generator of its own, so that no sound's length changes what comes after it."""
        return np.random.default_rng(self.r.getrandbits(32))

    def _filler_s(self) -> float:
        return self.r.uniform(*FILLER_S)

    def _now_s(self) -> float:
        return round(self.at / SAMPLE_RATE, 4)

    def _add(self, sound: np.ndarray) -> None:
        self.parts.append(sound.astype(np.float32))
        self.at += len(sound)


def _repeat(copy: Word, word: Word) -> Repeat:
    return Repeat(copy.text, Span(copy.start_s, copy.end_s), Span(word.start_s, word.end_s))


def _samples(seconds: float) -> int:
    return round(float(seconds) * SAMPLE_RATE)
