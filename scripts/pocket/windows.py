"""One training window: sentences one after the other, the tokens Whisper would write and where each is heard."""

from dataclasses import dataclass, field, replace

import numpy as np

from pocket.corpus import Clip
from pocket.model import CTC_SYMBOLS
from pocket.spoken import spell_out
from pocket.tokens import Tokens

SAMPLE_RATE = 16_000
MAX_FIRST_TIME_S = 1.0  # faster-whisper allows a window no later first time
BEFORE_START_S, AFTER_START_S = 0.06, 0.10  # where a sentence's time tokens may listen
_CHARS = {c: i + 1 for i, c in enumerate(CTC_SYMBOLS)}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A clip's tokens; for each its word and the part of the word, by letters, that it covers; its characters."""

    ids: list[int]
    places: list[tuple[int, float, float]]
    chars: list[int]


@dataclass(frozen=True, slots=True)
class Said:
    """A clip as it goes into a window: its sound and word times in seconds after pauses and speed were changed."""

    clip: Clip
    pieces: Pieces
    sound: np.ndarray
    starts_s: np.ndarray
    ends_s: np.ndarray

    @property
    def length_s(self) -> float:
        """Length of the sound."""
        return len(self.sound) / SAMPLE_RATE


def tail(said: Said, first: int) -> Said:
    """Give a sentence from one of its words on, as a window begins that another one's edge or a pause cut off."""
    at = int(max(0.0, said.starts_s[first] - 0.02) * SAMPLE_RATE)
    clip = replace(said.clip, words=said.clip.words[first:])
    kept = [
        (t, (w - first, a, b)) for t, (w, a, b) in zip(said.pieces.ids, said.pieces.places, strict=True) if w >= first
    ]
    pieces = Pieces([token for token, _ in kept], [place for _, place in kept], letters(clip.words))
    starts_s, ends_s = (times_s[first:] - at / SAMPLE_RATE for times_s in (said.starts_s, said.ends_s))
    return Said(clip, pieces, said.sound[at:], starts_s, ends_s)


@dataclass(slots=True)
class Window:
    """Sound and, for each position of the decoder, its input, the token to predict and where that is heard."""

    sound: np.ndarray
    inputs: list[int]
    labels: list[int]
    spans_s: list[tuple[float, float] | None]
    chars: list[int]


def letters(words: tuple[str, ...]) -> list[int]:
    """Character targets of words as they are spoken."""
    return [_CHARS[c] for c in " ".join(spell_out(" ".join(words))) if c in _CHARS]


def pieces_of(clip: Clip, tokens: Tokens) -> Pieces:
    """Tokenize a clip's words."""
    text = " " + " ".join(clip.words)
    encoding = tokens.tokenizer.encode(text)
    places = []
    for begin, end in encoding.offsets:
        while begin < end - 1 and text[begin] == " ":
            begin += 1
        word = text.count(" ", 0, begin + 1) - 1
        first = text.rfind(" ", 0, begin + 1) + 1
        size = len(clip.words[word])
        places.append((word, (begin - first) / size, min((end - first) / size, 1.0)))
    return Pieces(encoding.ids, places, letters(clip.words))


@dataclass(slots=True)
class WindowBuilder:
    """Puts a window together; ``timed`` windows carry time tokens."""

    tokens: Tokens
    timed: bool
    at_s: float = 0.0
    _sound: list[np.ndarray] = field(default_factory=list)
    _ids: list[int] = field(default_factory=list)
    _spans_s: list[tuple[float, float] | None] = field(default_factory=list)
    _chars: list[int] = field(default_factory=list)
    _open_end_s: float | None = None

    def pause(self, length_s: float) -> None:
        """Add silence."""
        self._add_sound(np.zeros(int(length_s * SAMPLE_RATE), np.float32))

    def sentence(self, said: Said, *, joined: bool = False) -> None:
        """Add a whole sentence; ``joined`` leaves out the times between it and the next one."""
        if self._open_end_s is None:
            self._add_start(said)
        self._add_words(said, len(said.starts_s))
        self._open_end_s = self.at_s + float(said.ends_s[-1])
        if not joined:
            self._close()
        self._add_chars(said.pieces.chars)
        self._add_sound(said.sound)

    def cut_sentence(self, said: Said, limit_s: float) -> None:
        """Add a sentence that the window's edge cuts off.

        As Whisper was trained: with times only its start is written, for it is read again in the next window;
        without times, or if it is all there is, its whole words are.
        """
        self._close()
        heard = int((self.at_s + said.ends_s < limit_s).sum())
        alone = not self._ids
        self._add_start(said)
        if alone or not self.timed:
            self._add_words(said, heard)
        self._add_chars(letters(said.clip.words[:heard]))
        self._add_sound(said.sound[: int((limit_s - self.at_s) * SAMPLE_RATE)])

    def finish(self, limit_s: float) -> Window | None:
        """Give the window, or None if nothing was said in it."""
        if not self._ids:
            return None
        self._close()
        tk = self.tokens
        prompt = [tk.start] if self.timed else [tk.start, tk.no_times]
        full = [*prompt, *self._ids, tk.end]
        spans_s = [None] * (len(prompt) - 1) + self._spans_s + [None]
        sound = np.concatenate(self._sound)[: int(limit_s * SAMPLE_RATE)]
        return Window(sound, full[:-1], full[1:], spans_s, self._chars)

    def _add(self, token: int, span_s: tuple[float, float]) -> None:
        self._ids.append(token)
        self._spans_s.append(span_s)

    def _close(self) -> None:
        """Write the end of the sentence, or of the joined ones, that is still open."""
        if self.timed and self._open_end_s is not None:
            stop_s = self._open_end_s
            self._add(self.tokens.at(stop_s), (stop_s - AFTER_START_S, stop_s + BEFORE_START_S))
        self._open_end_s = None

    def _add_start(self, said: Said) -> None:
        if self.timed:
            begin_s = self.at_s + float(said.starts_s[0])
            written_s = begin_s if self._ids else min(begin_s, MAX_FIRST_TIME_S)
            self._add(self.tokens.at(written_s), (begin_s - BEFORE_START_S, begin_s + AFTER_START_S))

    def _add_words(self, said: Said, count: int) -> None:
        for (word, first, last), token in zip(said.pieces.places, said.pieces.ids, strict=True):
            if word < count:
                start_s, length_s = self.at_s + said.starts_s[word], said.ends_s[word] - said.starts_s[word]
                self._add(token, (start_s + first * length_s, start_s + last * length_s))

    def _add_chars(self, chars: list[int]) -> None:
        if chars:
            self._chars += [_CHARS[" "], *chars] if self._chars else chars

    def _add_sound(self, sound: np.ndarray) -> None:
        self._sound.append(sound)
        self.at_s += len(sound) / SAMPLE_RATE


def silent_window(tokens: Tokens, sound: np.ndarray, *, timed: bool) -> Window:
    """Give a window in which nobody speaks: <|nospeech|> is predicted, then the end, and no words."""
    second = tokens.at(0) if timed else tokens.no_times
    return Window(sound, [tokens.start, second], [tokens.no_speech, tokens.end], [None, None], [])
