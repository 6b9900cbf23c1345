from __future__ import annotations

from dataclasses import replace

import pytest
from answers import STAR, make_take

from speakstar.core.analysis import analyse
from speakstar.core.coverage import coverage
from speakstar.core.model import Span, Take


def take(text: str, voice_s: float | None) -> Take:
    made = make_take(text)
    speech = None if voice_s is None else (Span(0.0, voice_s),) if voice_s else ()
    transcript = replace(made.transcript, speech=speech)
    return replace(made, transcript=transcript, analysis=analyse(transcript, star=STAR, elapsed_s=100.0))


@pytest.mark.parametrize(
    ("text", "voice_s", "verdict"),
    [
        ("We moved it in May.", 2.0, "fine"),
        ("We moved it in May.", None, "fine"),
        ("We moved it in May.", 4.0, "fine"),
        ("We moved it in May.", 30.0, "sparse"),
        ("", 30.0, "deaf"),
        ("", 0.0, "silent"),
        ("", None, "silent"),
        ("[Music]", 30.0, "deaf"),
        ("Thanks for watching!", 0.0, "silent"),
    ],
)
def test_the_words_are_held_against_the_voice(text: str, voice_s: float | None, verdict: str) -> None:
    assert coverage(take(text, voice_s)).verdict == verdict


def test_words_in_doubt_are_counted_apart() -> None:
    found = coverage(take("We moved it in May. [Music] Then we left.", 5.0))
    assert (found.words, found.doubtful_words) == (8, 1)
