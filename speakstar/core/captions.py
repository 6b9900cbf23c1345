"""A transcript cut into captions: at the ends of sentences and at pauses, in lines that can be read while they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from speakstar.core.kept import keep
from speakstar.core.model import Doubt, Transcript, Word
from speakstar.core.pauses import LONG_PAUSE_S

LINE_CHARS = 42
"""The most a line may have (Netflix, Timed Text Style Guide)."""

LINES = 2
"""The most a caption may have (the same)."""

MAX_S = 7.0
"""No caption stays longer (the same)."""

MIN_S = 0.8
"""Nor shorter than 5/6 s (the same), where the next one leaves room."""

_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines that show from one second to another."""

    start_s: float
    end_s: float
    lines: tuple[str, ...]


def captions(transcript: Transcript, doubts: Sequence[Doubt] = ()) -> tuple[Caption, ...]:
    """Cut a transcript into captions that do not overlap, each longer than nothing; doubtful words are left out."""
    groups: list[list[Word]] = []
    for word in keep(transcript, doubts).transcript.words:
        if not groups or _breaks(groups[-1], word):
            groups.append([])
        groups[-1].append(word)
    made: list[Caption] = []
    for group, following in zip_longest(groups, groups[1:]):
        start_s = max(group[0].start_s, made[-1].end_s if made else 0.0)
        latest_s = following[0].start_s if following else float("inf")
        longest_s = min(max(latest_s, start_s + 0.001), start_s + MAX_S)
        end_s = min(max(group[-1].end_s, start_s + MIN_S), longest_s)
        made.append(Caption(start_s, end_s, _lines(group)))
    return tuple(made)


def _breaks(group: Sequence[Word], word: Word) -> bool:
    last = group[-1]
    return (
        last.text.endswith(_ENDS)
        or word.start_s - last.end_s > LONG_PAUSE_S
        or word.end_s - group[0].start_s > MAX_S
        or len(_lines([*group, word])) > LINES
    )


def _lines(words: Sequence[Word]) -> tuple[str, ...]:
    """Fill lines one after the other; a word longer than a line has one of its own."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word.text}".strip()
        if lines[-1] and len(longer) > LINE_CHARS:
            lines.append(word.text)
        else:
            lines[-1] = longer
    return tuple(lines)
