"""Training batches: windows drawn from the clips on disk, distorted and turned into tensors."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from pocket import augment
from pocket.corpus import read_shards
from pocket.features import HOP, LogMel
from pocket.pauses import last_pause_s, with_longer_pauses
from pocket.text import UNFIT
from pocket.tokens import POSITIONS_PER_S, Tokens
from pocket.voices import SEEN_VOICES, VOICE_SHARES, group_of
from pocket.windows import SAMPLE_RATE, Pieces, Said, Window, WindowBuilder, pieces_of, silent_window, tail

WINDOW_FRAMES = 3000
WINDOW_S = 30.0
MAX_TOKENS = 447
IGNORED = -100
WRONG_INPUT_SHARE = 0.06  # of the decoder's input pieces, so that it listens instead of reciting
OTHER_SHARE = 0.03  # of windows, for voices that the shares do not name
SILENT_SHARE = 0.03
CUT_SHARE = 0.7
CUT_AT_PAUSE_SHARE = 0.8  # of the cuts in windows without times: the project's engine cuts nowhere else
SPEEDS = (0.82, 1.24)
BABBLE_VOICES = (3, 6)
SHORT_WINDOW_SHARE = 0.3
MAX_PAUSE_S = 4.0
INSIDE_SHARE = 0.35  # of the windows, that begin inside a sentence
JOINED_SHARES = (0.0, 0.0, 0.2)  # of a window's sentences that no time tokens part from the next, as in run-on speech


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
    few_voices : bool
        Only the voices that the benchmark calls seen.
    """

    seconds: float
    audio_s: float
    fill: bool
    padded: bool = False
    strength: float = 0.0
    timed_share: float = 0.5
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

    def to(self, device: str) -> "Batch":
        """Give the same batch with its tensors on a device; the targets of the character loss stay lists."""
        moved = {name: getattr(self, name).to(device) for name in ("mel", "inputs", "labels", "spans")}
        return replace(self, **moved)


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
        self._voices: dict[str, dict[str, int]] = {}  # by group, with the number of clips
        self._by_second: dict[str, dict[int, list[int]]] = {}
        for i, clip in enumerate(self.clips):
            if not any(UNFIT.search(word) for word in clip.words):
                voices = self._voices.setdefault(group_of(clip.voice), {})
                voices[clip.voice] = voices.get(clip.voice, 0) + 1
                by_second = self._by_second.setdefault(clip.voice, {})
                by_second.setdefault(clip.length // SAMPLE_RATE, []).append(i)

    def batch(self, spec: Spec) -> Batch:
        """Draw one batch."""
        bucket, seconds = (0, int(WINDOW_S)), spec.seconds
        if not spec.fill:  # clips of one length, so that little is padding
            low = self.clips[self._draw(spec, (1, int(spec.seconds)))].length // SAMPLE_RATE
            bucket, seconds = (low, low + 1), low + 1.3
        windows = [self._window(spec, bucket) for _ in range(max(2, round(spec.audio_s / seconds)))]
        for window in windows:
            window.sound = augment.distort_sound(window.sound, self.r, self.rng, spec.strength, self._babble)
        mel, frames = self._features(windows, spec)
        return self._tensors(windows, mel, frames)

    # --- windows ---------------------------------------------------------------------------------------------

    def _voice(self, spec: Spec) -> str:
        groups = [g for g in self._voices if g in SEEN_VOICES or not spec.few_voices]
        group = self.r.choices(groups, [VOICE_SHARES.get(g, OTHER_SHARE) for g in groups])[0]
        voices = self._voices[group]
        return self.r.choices(list(voices), list(voices.values()))[0]

    def _draw(self, spec: Spec, bucket: tuple[int, int], voice: str | None = None) -> int:
        """Draw a clip of a length in seconds, of one voice or of any that has one so long."""
        while True:
            by_second = self._by_second[voice or self._voice(spec)]
            seconds = [s for s in by_second if bucket[0] <= s < bucket[1]]
            if seconds:
                return self.r.choice(by_second[self.r.choices(seconds, [len(by_second[s]) for s in seconds])[0]])

    def _babble(self, n: int) -> np.ndarray:
        """Several voices at once, wherever they happen to be in their sentences."""
        out = np.zeros(n, np.float32)
        for _ in range(self.r.randint(*BABBLE_VOICES)):
            sound = self.sounds[self.r.randrange(len(self.sounds))]
            at = self.r.randrange(max(1, len(sound) - n))
            part = sound[at : at + n]
            out[: len(part)] += part * np.float32(self.r.uniform(0.3, 1.0) / 32768)
        return out

    def _window(self, spec: Spec, bucket: tuple[int, int]) -> Window:
        timed = self.r.random() < spec.timed_share
        if not spec.fill:
            return self._single(spec, bucket, timed)
        shorter = self.r.random() < SHORT_WINDOW_SHARE
        limit_s = spec.seconds * (self.r.uniform(0.2, 1.0) if shorter else 1.0)
        filled = None
        if self.r.random() > SILENT_SHARE:
            filled = self._filled(spec, bucket, timed, limit_s)
        return filled or self._silent(limit_s, timed)

    def _single(self, spec: Spec, bucket: tuple[int, int], timed: bool) -> Window:
        builder = WindowBuilder(self.tokens, timed)
        builder.pause(self.r.uniform(0, 0.1))
        builder.sentence(self._said(self._draw(spec, bucket), spec))
        builder.pause(self.r.uniform(0, 0.15))
        window = builder.finish(WINDOW_S)
        assert window is not None
        return window

    def _filled(self, spec: Spec, bucket: tuple[int, int], timed: bool, limit_s: float) -> Window | None:
        """One voice's sentences up to the limit; the last one is often cut off."""
        builder = WindowBuilder(self.tokens, timed)
        builder.pause(self.r.choice([0.0, self.r.uniform(0, 0.6), self.r.uniform(0, 3)]))
        pause_s, voice = self.r.choice([0.15, 0.4, 1.0]), self._voice(spec)
        begins_inside = self.r.random() < INSIDE_SHARE
        joined_share = self.r.choice(JOINED_SHARES)
        heard: set[int] = set()
        while True:
            index = self._draw(spec, bucket, voice)
            if index in heard:  # a voice with few clips: rather another voice than the same words again
                index = self._draw(spec, bucket)
            heard.add(index)
            said = self._said(index, spec)
            if begins_inside and len(said.starts_s) > 3:
                said = tail(said, self._place_inside(said))
            begins_inside = False
            if builder.at_s + said.length_s > limit_s:
                if not timed and self.r.random() < CUT_AT_PAUSE_SHARE:
                    limit_s = last_pause_s(said, builder.at_s, limit_s)
                if self.r.random() < CUT_SHARE and limit_s - builder.at_s > 0.3:
                    builder.cut_sentence(said, limit_s)
                return builder.finish(limit_s)
            builder.sentence(said, joined=self.r.random() < joined_share)
            builder.pause(min(0.05 + self.r.expovariate(1 / pause_s), MAX_PAUSE_S))

    def _silent(self, limit_s: float, timed: bool) -> Window:
        n = int(max(limit_s, 1.0) * SAMPLE_RATE)
        level = np.float32(10 ** self.r.uniform(-5, -0.8)) if self.r.random() < 0.85 else np.float32(0)
        sound = augment.noise(n, self.rng) if self.r.random() < 0.8 else augment.clicks(n, self.rng)
        return silent_window(self.tokens, sound * level, timed=timed)

    def _place_inside(self, said: Said) -> int:
        """Choose a word inside a sentence: one after a comma, if there is one, or any."""
        after_comma = [i + 1 for i, word in enumerate(said.clip.words[:-1]) if word[-1] == "," and i]
        if after_comma and self.r.random() < CUT_AT_PAUSE_SHARE:
            return self.r.choice(after_comma)
        return self.r.randint(1, len(said.starts_s) - 2)

    def _said(self, index: int, spec: Spec) -> Said:
        """Take a clip from disk, stretch some of its pauses, change its speed and loudness."""
        clip = self.clips[index]
        if index not in self._pieces:
            self._pieces[index] = pieces_of(clip, self.tokens)
        sound = self.sounds[clip.shard][clip.offset : clip.offset + clip.length].astype(np.float32) / 32768
        sound, starts_s, ends_s = with_longer_pauses(clip, sound, self.r, share=1.0 if spec.fill else 0.3)
        if self.r.random() < 0.5 * spec.strength:
            factor = self.r.uniform(*SPEEDS)
            sound, starts_s, ends_s = augment.change_speed(sound, factor), starts_s / factor, ends_s / factor
        return Said(clip, self._pieces[index], sound * np.float32(self.r.uniform(0.5, 1.0)), starts_s, ends_s)

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

    def _tensors(self, windows: list[Window], mel: torch.Tensor, frames: list[int]) -> Batch:
        tk = self.tokens
        n = min(max(len(w.inputs) for w in windows), MAX_TOKENS)
        inputs = torch.full((len(windows), n), tk.end)
        labels = torch.full((len(windows), n), IGNORED)
        spans = torch.zeros(len(windows), n, mel.shape[2] // 2)
        for b, window in enumerate(windows):
            given = [self._perhaps_wrong(t) for t in window.inputs[:n]]
            inputs[b, : len(given)] = torch.tensor(given)
            labels[b, : len(given)] = torch.tensor(window.labels[:n])
            for i, span_s in enumerate(window.spans_s[:n]):
                if span_s is not None:
                    first, last = (int(t * POSITIONS_PER_S) for t in span_s)
                    spans[b, i, max(0, first - 1) : last + 2] = 1
        return Batch(mel, inputs, labels, spans, [w.chars for w in windows], [f // 2 for f in frames])

    def _perhaps_wrong(self, token: int) -> int:
        if token < self.tokens.end and self.r.random() < WRONG_INPUT_SHARE:
            return self.r.randrange(self.tokens.end)
        return token
