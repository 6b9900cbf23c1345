"""The forms in which programs write words with times, told apart by what is in them.

A form is an entry: what writes it, how to recognise it, and how to take the segments out of it. Read in the sources of
openai-whisper 20250625 (``utils.WriteJSON``), whisper-timestamped 1.15, WhisperX 3.8 (``alignment.align``),
faster-whisper 1.2 (``transcribe.Segment``, by way of ``dataclasses.asdict``) and whisper.cpp 1.7 (``output_json``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PROBABILITY_NAMES = ("probability", "confidence", "score", "p")
_NO_WORD = re.compile(r"\[_\w+_?\d*\]|<\|.*\|>")
"""whisper.cpp writes its marks of time and of begin and end among the tokens."""

_MS_PER_S = 1000.0


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as written; a time that is not there is None, a probability that is not there 1."""

    text: str
    start_s: float | None
    end_s: float | None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class RawSegment:
    """Words that belong together, and the time that they share as far as it was written."""

    start_s: float | None
    end_s: float | None
    words: tuple[RawWord, ...]


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form: who writes it, whether that is a speech model, whether a content has it, how its segments are read.

    ``segments`` raises ValueError, KeyError, TypeError, AttributeError or OverflowError for a content that only looks
    alike.
    """

    written_by: str
    by_model: bool
    fits: Callable[[Any], bool]
    segments: Callable[[Any], Iterable[RawSegment]]


def form_of(content: Any) -> WordForm | None:
    """Return the form of a content, None if it has none of them."""
    return next((form for form in FORMS if form.fits(content)), None)


def _has(name: str) -> Callable[[Any], bool]:
    """Recognise an object by one of its names."""
    return lambda content: isinstance(content, dict) and name in content


def _lists(*names: str) -> Callable[[Any], bool]:
    """Recognise a list by the names in its first entry; an empty list is one without words."""

    def fits(content: Any) -> bool:
        entries = isinstance(content, list) and all(isinstance(entry, dict) for entry in content)
        return entries and all(name in entry for entry in content[:1] for name in names)

    return fits


def _own_words(entries: Iterable[Mapping[str, Any]]) -> Iterator[RawSegment]:
    for entry in entries:
        start_s, end_s = _number(entry["start_s"]), _number(entry["end_s"])
        yield RawSegment(start_s, end_s, (RawWord(_text(entry).strip(), start_s, end_s, _probability(entry)),))


def _own_report(content: Mapping[str, Any]) -> Iterator[RawSegment]:
    return _own_words(content["transcript"]["words"])


def _words(entries: Sequence[Mapping[str, Any]]) -> Iterator[RawSegment]:
    yield RawSegment(None, None, _timed_words(entries))


def _segments(entries: Iterable[Mapping[str, Any]]) -> Iterator[RawSegment]:
    for entry in entries:
        words = _timed_words(entry.get("words") or ())
        start_s, end_s = _seconds(entry, "start"), _seconds(entry, "end")
        yield RawSegment(start_s, end_s, words) if words else _untimed(_text(entry), start_s, end_s)


def _whisper(content: Mapping[str, Any]) -> Iterable[RawSegment]:
    """Words may stand in their segments or, as the hosted Whisper writes them, beside them."""
    segments = list(_segments(content["segments"]))
    if content.get("words") and not any(entry.get("words") for entry in content["segments"]):
        return _words(content["words"])
    return segments


def _whisper_cpp(content: Mapping[str, Any]) -> Iterator[RawSegment]:
    """Without tokens a segment may be a phrase, a word, or (``-ml 1``) a piece that continues the word before."""
    pending: list[RawSegment] = []
    for entry in content["transcription"]:
        start_s, end_s = _offset(entry, "from"), _offset(entry, "to")
        if "tokens" in entry:
            pieces = [_token(token) for token in entry["tokens"] if not _NO_WORD.fullmatch(_text(token))]
            pending.append(RawSegment(start_s, end_s, tuple(_joined(pieces))))
            continue
        text = _text(entry)
        if pending and pending[-1].words and text and not text[0].isspace():
            before = pending.pop()
            joined = " ".join(word.text for word in before.words) + text
            pending.append(_untimed(joined, before.start_s, end_s))
        else:
            pending.append(_untimed(text, start_s, end_s))
    return iter(pending)


def _joined(pieces: Iterable[RawWord]) -> Iterator[RawWord]:
    """Join the pieces of a word: the first of them begins with a blank."""
    word: list[RawWord] = []
    for piece in pieces:
        if word and piece.text[:1].isspace():
            yield _one(word)
            word = []
        word.append(piece)
    if word:
        yield _one(word)


def _one(pieces: Sequence[RawWord]) -> RawWord:
    return RawWord(
        "".join(piece.text for piece in pieces).strip(),
        next((piece.start_s for piece in pieces if piece.start_s is not None), None),
        next((piece.end_s for piece in reversed(pieces) if piece.end_s is not None), None),
        sum(piece.probability for piece in pieces) / len(pieces),
    )


def _token(entry: Mapping[str, Any]) -> RawWord:
    return RawWord(_text(entry), _offset(entry, "from"), _offset(entry, "to"), _probability(entry))


def _timed_words(entries: Sequence[Mapping[str, Any]]) -> tuple[RawWord, ...]:
    """Read words; where they come with the blanks between them, one without belongs to the word before ("40", "%")."""
    words = [_word(entry) for entry in entries]
    spaced = any(word.text[:1].isspace() for word in words)
    return tuple(_joined(words) if spaced else (_one([word]) for word in words))


def _word(entry: Mapping[str, Any]) -> RawWord:
    return RawWord(_text(entry), _seconds(entry, "start"), _seconds(entry, "end"), _probability(entry))


def _untimed(text: str, start_s: float | None, end_s: float | None) -> RawSegment:
    """Make a segment of a text; only a word that is alone in it has its time."""
    words = text.split()
    times = (start_s, end_s) if len(words) == 1 else (None, None)
    return RawSegment(start_s, end_s, tuple(RawWord(word, *times) for word in words))


def _text(entry: Mapping[str, Any]) -> str:
    text = entry["word"] if "word" in entry else entry["text"]
    if not isinstance(text, str):
        raise ValueError(f"{text!r} where a text is wanted")
    return text.encode("utf-8", "replace").decode()  # half of a surrogate pair is in no file


def _seconds(entry: Mapping[str, Any], name: str) -> float | None:
    """Return a time; WhisperX leaves it out, or writes NaN, where a word has no letter it knows."""
    value = entry.get(name)
    return None if value is None or math.isnan(_number(value)) else float(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value!r} where a time is wanted")
    return float(value)


def _offset(entry: Mapping[str, Any], name: str) -> float | None:
    value = entry.get("offsets", {}).get(name)
    return None if value is None else float(value) / _MS_PER_S


def _probability(entry: Mapping[str, Any]) -> float:
    written = next((entry[name] for name in _PROBABILITY_NAMES if entry.get(name) is not None), 1.0)
    probability = float(written)
    return 1.0 if math.isnan(probability) else min(1.0, max(0.0, probability))


FORMS: tuple[WordForm, ...] = (
    WordForm("speakstar (a list of words)", False, _lists("text", "start_s", "end_s"), _own_words),
    WordForm("speakstar (a report in JSON)", False, _has("transcript"), _own_report),
    WordForm("whisper.cpp", True, _has("transcription"), _whisper_cpp),
    WordForm("openai-whisper, whisper-timestamped, WhisperX, faster-whisper", True, _has("segments"), _whisper),
    WordForm("faster-whisper (a list of segments)", True, _lists("text", "start", "end"), _segments),
    WordForm("faster-whisper, WhisperX (a list of words)", True, _lists("word"), _words),
)
"""The first that fits is taken."""
