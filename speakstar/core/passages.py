"""The transcript as it is shown: section by section, with its fillers and pauses where they were heard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from speakstar.core.filled_pauses import placed
from speakstar.core.filler_lines import FillerLine
from speakstar.core.model import Pause, Section, Take
from speakstar.core.text import word_char_spans


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word where it was heard; ``doubtful`` says that it was probably never said."""

    text: str
    start_s: float
    end_s: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class SpokenFiller:
    """A filler with its words; without any where only the sound has it."""

    line: FillerLine
    words: tuple[SpokenWord, ...]

    @property
    def start_s(self) -> float:
        """When it starts, in seconds."""
        return self.line.filler.start_s or 0.0

    @property
    def end_s(self) -> float:
        """When it ends, in seconds."""
        return self.line.filler.end_s or 0.0


Piece = SpokenWord | SpokenFiller | Pause
Between = dict[int, list[SpokenFiller | Pause]]
"""What stands before the word of an index."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one section, each as the pieces it was spoken in."""

    section: Section
    start_s: float
    end_s: float
    sentences: tuple[tuple[Piece, ...], ...]


def passages(take: Take, lines: Sequence[FillerLine]) -> tuple[Passage, ...]:
    """Lay out what was said in a take, whose fillers are ``lines``.

    A pause belongs to the sentence before it, a filler that only the sound has to the word after it, and words before
    the first sentence to that one.
    """
    tagged = take.analysis.review.sentences
    starts_s = [one.sentence.start_s or 0.0 for one in tagged]
    rows: dict[int, list[Piece]] = {}
    at = 0
    for piece, time_s in _pieces(take, lines):
        at = max(at, bisect_right(starts_s, time_s) - 1)
        rows.setdefault(at, []).append(piece)
    groups = groupby(rows.items(), key=lambda row: tagged[row[0]].section if tagged else "other")
    return tuple(_passage(section, [tuple(row) for _, row in group]) for section, group in groups)


def _passage(section: Section, sentences: Sequence[tuple[Piece, ...]]) -> Passage:
    pieces = [piece for sentence in sentences for piece in sentence]
    said = [piece for piece in pieces if not isinstance(piece, Pause)] or pieces
    return Passage(section, said[0].start_s, max(piece.end_s for piece in said), tuple(sentences))


def _pieces(take: Take, lines: Sequence[FillerLine]) -> Iterator[tuple[Piece, float]]:
    """Yield words, fillers and pauses in order, each with the time by which its sentence is found."""
    words = _words(take)
    fillers, between = _placed_fillers(take, lines, words)
    middles_s = [(word.start_s + word.end_s) / 2 for word in words]  # word times may reach into the silence
    for pause in take.analysis.delivery.pauses:
        between.setdefault(bisect_right(middles_s, (pause.start_s + pause.end_s) / 2), []).append(pause)
    covered = 0
    for at in range(len(words) + 1):
        if at < covered:
            continue
        for piece in sorted(between.get(at, ()), key=lambda piece: piece.start_s):
            leads = isinstance(piece, SpokenFiller) and at < len(words)
            yield piece, words[at].start_s if leads else piece.start_s
        if at in fillers:
            yield fillers[at], fillers[at].words[0].start_s
            covered = at + len(fillers[at].words)
        elif at < len(words):
            yield words[at], words[at].start_s


def _words(take: Take) -> tuple[SpokenWord, ...]:
    transcript, doubts = placed(take.transcript, take.sound), take.analysis.doubts
    return tuple(
        SpokenWord(word.text, word.start_s, word.end_s, any(d.start_char <= start < d.end_char for d in doubts))
        for word, (start, _) in zip(transcript.words, word_char_spans(transcript.words), strict=True)
    )


def _placed_fillers(
    take: Take, lines: Sequence[FillerLine], words: Sequence[SpokenWord]
) -> tuple[dict[int, SpokenFiller], Between]:
    """Return the fillers that have words, by the index of their first one, and those that only the sound has."""
    spans = word_char_spans(take.transcript.words)
    fillers: dict[int, SpokenFiller] = {}
    between: Between = {}
    for line in lines:
        first = bisect_right(spans, line.filler.start_char, key=lambda span: span[1])
        after = bisect_left(spans, line.filler.end_char, key=lambda span: span[0])
        if line.filler.source == "audio" or after <= first:
            between.setdefault(first, []).append(SpokenFiller(line, ()))
        else:
            fillers[first] = SpokenFiller(line, tuple(words[first:after]))
    return fillers, between
