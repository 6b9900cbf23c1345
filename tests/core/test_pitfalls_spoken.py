from __future__ import annotations

from answers import STAR, spoken

from speakstar.core.star import review
from speakstar.core.text import sentences, timed_sentences

STEP = "I called the next customer on the list. "
CHOPPED = "I called them. " * 8


def rambles(text: str, *, aloud: bool) -> bool:
    cut = timed_sentences(spoken(text), STAR.cutter) if aloud else sentences(text, STAR.cutter)
    found = review(cut, star=STAR, speaking_s=40.0)
    return next(pitfall.present for pitfall in found.pitfalls if pitfall.id == "pitfall.rambling")


def test_many_short_sentences_ramble_in_writing_but_not_in_speech() -> None:
    assert rambles(CHOPPED, aloud=False)
    assert not rambles(CHOPPED, aloud=True)


def test_a_section_that_does_not_end_rambles_in_speech_too() -> None:
    assert rambles(STEP * 17, aloud=True)
