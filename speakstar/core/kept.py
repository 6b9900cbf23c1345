"""The words that count, once the doubtful ones are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from speakstar.core.model import Doubt, DoubtReason, Filler, Sound, Span, Transcript
from speakstar.core.text import word_char_spans

INSTEAD_OF_WORDS: frozenset[DoubtReason] = frozenset({"loop", "too_fast", "unlikely"})
"""Reasons of doubt with which somebody may well have spoken; with the others nobody did."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The transcript without its doubtful words, and the way back to the whole one."""

    transcript: Transcript
    whole: Transcript
    indices: tuple[int, ...]

    def in_whole(self, filler: Filler) -> Filler:
        """Return the filler with characters that index the whole transcript's text."""
        if len(self.indices) == len(self.whole.words):
            return filler
        kept, whole = word_char_spans(self.transcript.words), word_char_spans(self.whole.words)
        after = next((i for i, span in enumerate(kept) if span[1] > filler.start_char), len(kept) - 1)
        last = next((i for i, span in enumerate(kept) if span[1] >= filler.end_char), len(kept) - 1)
        if not kept:
            return replace(filler, start_char=0, end_char=0)
        return replace(
            filler,
            start_char=filler.start_char - kept[after][0] + whole[self.indices[after]][0],
            end_char=filler.end_char - kept[last][0] + whole[self.indices[last]][0],
        )


def keep(transcript: Transcript, doubts: Sequence[Doubt]) -> Kept:
    """Leave out the words that a doubt covers."""
    indices = tuple(
        i
        for i, (start, _) in enumerate(word_char_spans(transcript.words))
        if not any(doubt.start_char <= start < doubt.end_char for doubt in doubts)
    )
    return Kept(replace(transcript, words=tuple(transcript.words[i] for i in indices)), transcript, indices)


def believed(sound: Sound | None, kept: Kept, doubts: Sequence[Doubt]) -> Sound | None:
    """Leave out what was heard where other words were said than those that are written: nobody knows which.

    Such a stretch runs from the last word before it to the first one after it.
    """
    if sound is None or not doubts:
        return sound
    gaps = [_gap(kept, doubt) for doubt in doubts if doubt.reason in INSTEAD_OF_WORDS]

    def outside(start_s: float, end_s: float) -> bool:
        return not any(gap.start_s < end_s and start_s < gap.end_s for gap in gaps)

    return replace(
        sound,
        words=tuple(sound.words[i] for i in kept.indices) if sound.words else (),
        filled_pauses=tuple(pause for pause in sound.filled_pauses if outside(pause.start_s, pause.end_s)),
        repeats=tuple(repeat for repeat in sound.repeats if outside(repeat.start_s, repeat.end_s)),
    )


def _gap(kept: Kept, doubt: Doubt) -> Span:
    before = [word.end_s for word in kept.transcript.words if word.start_s < doubt.start_s]
    after = [word.start_s for word in kept.transcript.words if word.start_s >= doubt.end_s]
    return Span(before[-1] if before else 0.0, after[0] if after else float("inf"))
