"""Read words with times that another program wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speakstar.adapters.word_forms import FORMS, RawSegment, RawWord, WordForm, form_of
from speakstar.core.model import EngineId, Transcript, Word
from speakstar.errors import FileError

WANTED = f"Wanted: words with times in JSON, as written by {'; '.join(form.written_by for form in FORMS)}."

MAX_BACKWARDS_S = 1.0
"""Whisper's windows overlap, so that a word may start a little before the one that precedes it; more is disorder."""

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class WordFile:
    """A transcript that was read.

    ``by_model`` says that a speech model wrote it, so that it may hold words that nobody said; ``notices`` is what its
    reader should know about it, one sentence each.
    """

    transcript: Transcript
    by_model: bool
    notices: tuple[str, ...]


def read(path: Path) -> WordFile:
    """Read a transcript from JSON, in any of the forms of `speakstar.adapters.word_forms`.

    Words without a time of their own get the time between their neighbours, within their segment, shared out by their
    letters.

    Raises
    ------
    FileError
        The file cannot be read, is not JSON, or holds something else.
    """
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig", errors="replace"))
        form = _form(content)
        segments = _segments(form, content)
        timed = [word for segment in segments for word in _timed(segment)]
        words = tuple(_in_order(timed))
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.", hint=WANTED) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise FileError(f"{path} does not hold words with times ({_reason(error)}).", hint=WANTED) from error
    transcript = Transcript(words=words, speech=None, engine=EngineId("file", path.name, ""))
    return WordFile(transcript, form.by_model, tuple(_notices(path.name, content, segments)))


def _form(content: Any) -> WordForm:
    form = form_of(content)
    if form is None:
        raise ValueError("it has none of the forms known")
    return form


def _segments(form: WordForm, content: Any) -> list[RawSegment]:
    segments = [
        RawSegment(segment.start_s, segment.end_s, tuple(word for word in segment.words if word.text))
        for segment in form.segments(content)
    ]
    return [segment for segment in segments if segment.words]


def _timed(segment: RawSegment) -> Iterator[Word]:
    """Give every word of a segment its time; those that have none share the gap that they stand in."""
    first_s = segment.start_s if segment.start_s is not None else _first([word.start_s for word in segment.words])
    last_s = segment.end_s if segment.end_s is not None else _first([word.end_s for word in reversed(segment.words)])
    if first_s is None or last_s is None:
        raise ValueError(f"neither {segment.words[0].text!r} nor its segment has a time")
    waiting: list[RawWord] = []
    for word in segment.words:
        if word.start_s is None or word.end_s is None:
            waiting.append(word)
            continue
        yield from _spread(waiting, first_s, word.start_s)
        yield Word(word.text, word.start_s, word.end_s, word.probability)
        waiting, first_s = [], word.end_s
    yield from _spread(waiting, first_s, last_s)


def _first(times_s: Iterable[float | None]) -> float | None:
    return next((time_s for time_s in times_s if time_s is not None), None)


def _spread(words: Sequence[RawWord], start_s: float, end_s: float) -> Iterator[Word]:
    """Share a stretch of time out among words by their letters."""
    letter_s = max(0.0, end_s - start_s) / max(1, sum(len(word.text) for word in words))
    for word in words:
        word_end_s = start_s + letter_s * len(word.text)
        yield Word(word.text, start_s, word_end_s, word.probability)
        start_s = word_end_s


def _in_order(words: Iterable[Word]) -> Iterator[Word]:
    """Put small overlaps right.

    Raises
    ------
    ValueError
        A time is negative or no number, a word ends before it starts, or starts well before the one before it.
    """
    before_s = 0.0
    for word in words:
        if not 0 <= word.start_s <= word.end_s < float("inf"):
            raise ValueError(f"{word.text!r} from {word.start_s} s to {word.end_s} s")
        if word.start_s < before_s - MAX_BACKWARDS_S:
            raise ValueError(f"the word {word.text!r} at {word.start_s} s is out of order")
        before_s = max(before_s, word.start_s)
        yield Word(word.text, before_s, max(before_s, word.end_s), word.probability)


def _notices(name: str, content: Any, segments: Sequence[RawSegment]) -> Iterator[str]:
    words = [word for segment in segments for word in segment.words]
    without = sum(word.start_s is None or word.end_s is None for word in words)
    if words and without == len(words):
        yield f"{name} has times for whole segments only: its words were spread over them, and pauses within are lost."
    elif without:
        yield f"{name} has no time for {without} of its {len(words)} words: they were put between their neighbours."
    language = content.get("language") if isinstance(content, dict) else None
    if isinstance(language, str) and language.lower() not in {LANGUAGE, "english", ""}:
        yield f"{name} says that it is in {language!r}: fillers and checklist are looked for in English."


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    if isinstance(error, OverflowError):
        return "a number in it is too large"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, TypeError | AttributeError):
        return "its parts are of another kind than their names say"
    return str(error)
