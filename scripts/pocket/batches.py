"""Training batches: windows drawn from the clips on disk, distorted and turned into tensors."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from pocket import augment
from pocket.corpus import Clip, read_shards
from pocket.features import HOP, LogMel
from pocket.text import UNFIT
from pocket.tokens import AUDIO_POSITIONS, POSITIONS_PER_S, Tokens
from pocket.windows import SAMPLE_RATE, Pieces, Said, Window, WindowBuilder, pieces_of, silent_window, tail

WINDOW_FRAMES = 3000
WINDOW_S = 30.0
MAX_TOKENS = 447
IGNORED = -100
WRONG_INPUT_SHARE = 0.06  # of the decoder's input pieces, so that it listens instead of reciting
SILENT_SHARE = 0.06
CUT_SHARE = 0.7
SHORT_WINDOW_SHARE = 0.3
MAX_PAUSE_S = 4.0
INSIDE_SHARE = 0.35  # of the windows, that begin inside a sentence
JOINED_SHARES = (0.0, 0.0, 0.2)  # of a window's sentences that no time tokens part from the next, as in run-on speech
FEW_VOICES = ("flite:slt", "flite:rms", "flite:awb", "flite:kal16", "espeak:en-us", "espeak:en-gb", "espeak:en-us+f2",
              "espeak:en-us+m3", "espeak:en-us+m7", "espeak:en-gb+f2")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spec:
    """What a batch holds.

    Attributes
    ----------
    seconds, audio_s : float
        Longest window, and the sound in all.
    fill : bool
        Windows of many sentences, instead of one clip each.
    padded : bool
        Windows of 30 s, their rest zeros, as faster-whisper gives them to the encoder.
    strength : float
        How much distortion, 0 to 1.
    timed_share : float
        Share of the windows with time tokens.
    farthest : int
        Last position of the encoder at which a short window may begin.
    few_voices : bool
        Only the voices of FEW_VOICES.
    """

    seconds: float
    audio_s: float
    fill: bool
    padded: bool = False
    strength: float = 0.0
    timed_share: float = 0.5
    farthest: int = 0
    few_voices: bool = False


@dataclass(slots=True)
class Batch:
    """Tensors of one training step; ``spans`` marks where each next token is heard."""

    mel: torch.Tensor
    inputs: torch.Tensor
    labels: torch.Tensor
    spans: torch.Tensor
    chars: list[list[int]]
    positions: list[int]
    start: int


class Batches:
    """Draws batches from a folder of shards, which may still be growing (see ``refresh``)."""

    def __init__(self, folder: Path, tokens: Tokens, seed: int) -> None:
        self.folder, self.tokens = folder, tokens
        self.r, self.rng = random.Random(seed), np.random.default_rng(seed)
        self.log_mel = LogMel()
        self.refresh()

    def refresh(self) -> None:
        """Read the shards' indexes (again)."""
        self.sounds, self.clips = read_shards(self.folder)
        self._pieces: dict[int, Pieces] = {}
        self._by_second: dict[bool, dict[int, list[int]]] = {True: {}, False: {}}
        for i, clip in enumerate(self.clips):
            if any(UNFIT.search(word) for word in clip.words):
                continue
            second = clip.length // SAMPLE_RATE
            self._by_second[False].setdefault(second, []).append(i)
            if clip.voice in FEW_VOICES:
                self._by_second[True].setdefault(second, []).append(i)

    def batch(self, spec: Spec) -> Batch:
        """Draw one batch."""
        bucket, seconds = (0, int(WINDOW_S)), spec.seconds
        if not spec.fill:  # clips of one length, so that little is padding
            low = self.clips[self._draw((1, int(spec.seconds)), spec)].length // SAMPLE_RATE
            bucket, seconds = (low, low + 1), low + 1.3
        windows = [self._window(spec, bucket) for _ in range(max(2, round(spec.audio_s / seconds)))]
        for window in windows:
            window.sound = augment.distort_sound(window.sound, self.r, self.rng, spec.strength)
        mel, frames = self._features(windows, spec)
        start = 0
        if spec.farthest and self.r.random() < 0.5:
            start = self.r.randint(0, min(spec.farthest, AUDIO_POSITIONS - mel.shape[2] // 2))
        return self._tensors(windows, mel, frames, start)

    # --- windows ---------------------------------------------------------------------------------------------

    def _draw(self, bucket: tuple[int, int], spec: Spec) -> int:
        by_second = self._by_second[spec.few_voices]
        seconds = [s for s in by_second if bucket[0] <= s < bucket[1]]
        return self.r.choice(by_second[self.r.choices(seconds, [len(by_second[s]) for s in seconds])[0]])

    def _draw_like(self, voice: str | None, bucket: tuple[int, int], spec: Spec) -> int:
        """Draw a clip of the same voice, or of another one if thirty tries find none."""
        index = self._draw(bucket, spec)
        for _ in range(30):
            if voice is None or self.clips[index].voice == voice:
                break
            index = self._draw(bucket, spec)
        return index

    def _window(self, spec: Spec, bucket: tuple[int, int]) -> Window:
        timed = self.r.random() < spec.timed_share
        if not spec.fill:
            return self._single(spec, bucket, timed)
        shorter = self.r.random() < SHORT_WINDOW_SHARE
        limit_s = spec.seconds * (self.r.uniform(0.2, 1.0) if shorter else 1.0)
        filled = None
        if not spec.padded or self.r.random() > SILENT_SHARE:
            filled = self._filled(spec, bucket, timed, limit_s)
        return filled or self._silent(limit_s, timed)

    def _single(self, spec: Spec, bucket: tuple[int, int], timed: bool) -> Window:
        builder = WindowBuilder(self.tokens, timed)
        builder.pause(self.r.uniform(0, 0.1))
        builder.sentence(self._said(self._draw(bucket, spec), spec))
        builder.pause(self.r.uniform(0, 0.15))
        window = builder.finish(WINDOW_S)
        assert window is not None
        return window

    def _filled(self, spec: Spec, bucket: tuple[int, int], timed: bool, limit_s: float) -> Window | None:
        """One voice's sentences up to the limit; the last one is often cut off."""
        builder = WindowBuilder(self.tokens, timed)
        builder.pause(self.r.choice([0.0, self.r.uniform(0, 0.6), self.r.uniform(0, 3)]))
        pause_s, voice = self.r.choice([0.15, 0.4, 1.0]), None
        begins_inside = self.r.random() < INSIDE_SHARE
        joined_share = self.r.choice(JOINED_SHARES)
        while True:
            index = self._draw_like(voice, bucket, spec)
            voice = self.clips[index].voice
            said = self._said(index, spec)
            if begins_inside and len(said.starts_s) > 3:
                said = tail(said, self.r.randint(1, len(said.starts_s) - 2))
            begins_inside = False
            if builder.at_s + said.length_s > limit_s:
                if self.r.random() < CUT_SHARE and limit_s - builder.at_s > 0.3:
                    builder.cut_sentence(said, limit_s)
                return builder.finish(limit_s)
            builder.sentence(said, joined=self.r.random() < joined_share)
            builder.pause(min(0.05 + self.r.expovariate(1 / pause_s), MAX_PAUSE_S))

    def _silent(self, limit_s: float, timed: bool) -> Window:
        n = int(max(limit_s, 1.0) * SAMPLE_RATE)
        level = np.float32(10 ** self.r.uniform(-5, -0.8)) if self.r.random() < 0.85 else np.float32(0)
        return silent_window(self.tokens, augment.noise(n, self.rng) * level, timed=timed)

    def _said(self, index: int, spec: Spec) -> Said:
        """Take a clip from disk, stretch some of its pauses, change its speed and loudness."""
        clip = self.clips[index]
        if index not in self._pieces:
            self._pieces[index] = pieces_of(clip, self.tokens)
        sound = self.sounds[clip.shard][clip.offset : clip.offset + clip.length].astype(np.float32) / 32768
        sound, starts_s, ends_s = self._with_pauses(clip, sound, 0.12 if spec.fill else 0.04)
        if self.r.random() < 0.5 * spec.strength:
            factor = self.r.uniform(0.88, 1.14)
            sound, starts_s, ends_s = augment.change_speed(sound, factor), starts_s / factor, ends_s / factor
        return Said(clip, self._pieces[index], sound * np.float32(self.r.uniform(0.5, 1.0)), starts_s, ends_s)

    def _with_pauses(self, clip: Clip, sound: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        starts_s, ends_s = np.array(clip.starts_s), np.array(clip.ends_s)
        shift_s, parts, last = np.zeros(len(starts_s)), [], 0
        for i in np.flatnonzero(starts_s[1:] - ends_s[:-1] > 0.04):
            if self.r.random() < share:
                pause_s = self.r.choice([0.15, 0.3, 0.6, 1.0, 1.8]) * self.r.uniform(0.7, 1.3)
                cut = int((starts_s[i + 1] + ends_s[i]) / 2 * SAMPLE_RATE)
                parts += [sound[last:cut], np.zeros(int(pause_s * SAMPLE_RATE), np.float32)]
                last = cut
                shift_s[i + 1 :] += pause_s
        return np.concatenate([*parts, sound[last:]]), starts_s + shift_s, ends_s + shift_s

    # --- tensors ---------------------------------------------------------------------------------------------

    def _features(self, windows: list[Window], spec: Spec) -> tuple[torch.Tensor, list[int]]:
        frames = [min(len(w.sound) // HOP, WINDOW_FRAMES) for w in windows]
        sound = torch.zeros(len(windows), max(len(w.sound) for w in windows))
        for row, window in zip(sound, windows, strict=True):
            row[: len(window.sound)] = torch.from_numpy(window.sound)
        mel = self.log_mel.scale(augment.distort_mel(self.log_mel.power(sound), self.r, spec.strength))
        width = WINDOW_FRAMES if spec.padded else (max(frames) + 1) // 2 * 2
        padded = torch.zeros(len(windows), mel.shape[1], width)
        for row, window_mel, n in zip(padded, mel, frames, strict=True):
            row[:, :n] = window_mel[:, :n]
        return padded, frames

    def _tensors(self, windows: list[Window], mel: torch.Tensor, frames: list[int], start: int) -> Batch:
        tk = self.tokens
        n = min(max(len(w.inputs) for w in windows), MAX_TOKENS)
        inputs = torch.full((len(windows), n), tk.end)
        labels = torch.full((len(windows), n), IGNORED)
        spans = torch.zeros(len(windows), n, mel.shape[2] // 2)
        for b, window in enumerate(windows):
            given = [tk.moved(self._perhaps_wrong(t), start) for t in window.inputs[:n]]
            inputs[b, : len(given)] = torch.tensor(given)
            labels[b, : len(given)] = torch.tensor([tk.moved(t, start) for t in window.labels[:n]])
            for i, span_s in enumerate(window.spans_s[:n]):
                if span_s is not None:
                    first, last = (int(t * POSITIONS_PER_S) for t in span_s)
                    spans[b, i, max(0, first - 1) : last + 2] = 1
        return Batch(mel, inputs, labels, spans, [w.chars for w in windows], [f // 2 for f in frames], start)

    def _perhaps_wrong(self, token: int) -> int:
        if token < self.tokens.end and self.r.random() < WRONG_INPUT_SHARE:
            return self.r.randrange(self.tokens.end)
        return token
