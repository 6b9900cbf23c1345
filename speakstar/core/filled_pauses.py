"""Which filled pauses heard in the sound count, and how they join those that the transcript has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from speakstar.core.model import Certainty, FilledPause, Filler, Sound, Transcript, Word
from speakstar.core.text import word_char_spans

SAME_S = 0.2
"""A filler of the transcript and one of the sound are the same if their middles are so close (the collar of sed_eval,
Mesaros 2016), or if they share time."""


def placed(transcript: Transcript, sound: Sound | None) -> Transcript:
    """Return the transcript with its words where the sound has them."""
    if sound is None or not sound.words:
        return transcript
    words = tuple(
        replace(word, start_s=heard.start_s, end_s=heard.end_s)
        for word, heard in zip(transcript.words, sound.words, strict=True)
    )
    return replace(transcript, words=words)


def joined(written: Sequence[Filler], words: Sequence[Word], sound: Sound | None) -> tuple[Filler, ...]:
    """Join the fillers of the transcript and those of the sound into one list, in order of time.

    Parameters
    ----------
    written
        Fillers of the transcript, with times.
    words
        The transcript's words.
    sound
        What a second listening found.
    """
    found = list(written)
    for pause in sound.filled_pauses if sound else ():
        same = next((i for i, filler in enumerate(found) if _is_same(filler, pause)), None)
        if same is not None:
            found[same] = replace(found[same], source="both", certainty="certain", evidence=pause.evidence)
            continue
        decision = judge(pause, sound)
        if decision:
            found.append(_filler(pause, words, *decision))
    return tuple(sorted(found, key=lambda filler: filler.start_s or 0.0))


def judge(pause: FilledPause, sound: Sound | None) -> tuple[Certainty, str] | None:
    """Return how certain a filled pause is and the rule that says so; None where it does not count."""
    return None  # PLACEHOLDER of the skeleton: the owner of this file writes the rules


def _is_same(filler: Filler, pause: FilledPause) -> bool:
    if filler.start_s is None or filler.end_s is None or not filler.rule.startswith("hesitation"):
        return False
    apart_s = abs(filler.start_s + filler.end_s - pause.start_s - pause.end_s) / 2
    return apart_s <= SAME_S or (filler.start_s < pause.end_s and pause.start_s < filler.end_s)


def _filler(pause: FilledPause, words: Sequence[Word], certainty: Certainty, rule: str) -> Filler:
    spans = word_char_spans(words)
    after = bisect_left(words, pause.start_s, key=lambda word: (word.start_s + word.end_s) / 2)
    char = spans[after][0] if after < len(words) else spans[-1][1] if spans else 0
    return Filler(
        text=pause.text,
        start_char=char,
        end_char=char,
        start_s=pause.start_s,
        end_s=pause.end_s,
        source="audio",
        certainty=certainty,
        rule=rule,
        evidence=pause.evidence,
    )
