"""How many of the hesitations that were read aloud count as found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from speakstar.core.model import EngineId, Filler, Source, Transcript, Word
from speakstar.core.selftest import SCRIPT, Reading, assess, wilson

STEP_S = 0.5
TOKENS = SCRIPT.split()
SAID = [Word(token.strip("[]"), i * STEP_S, i * STEP_S + 0.4) for i, token in enumerate(TOKENS)]
MARKED = [i for i, token in enumerate(TOKENS) if token.startswith("[")]
WORDS = [word for i, word in enumerate(SAID) if i not in MARKED]


def filler(position: int, *, source: Source = "audio", certain: bool = True) -> Filler:
    word = SAID[position]
    rule = "hesitation.sound" if source == "transcript" else "sound.both"
    certainty = "certain" if certain else "possible"
    return Filler("um", 0, 0, word.start_s, word.end_s, source, certainty, rule)


def reading(fillers: list[Filler], words: list[Word] = WORDS) -> Reading:
    return assess(Transcript(tuple(words), None, EngineId("test", "", "")), None, fillers)


def test_the_script_marks_ten() -> None:
    assert len(MARKED) == 10
    assert all(re.fullmatch(r"\[(um|uh|er|hmm)\]", TOKENS[i], re.IGNORECASE) for i in MARKED)


def test_each_is_found_where_it_was_heard() -> None:
    found = reading(
        [
            filler(MARKED[0]),
            filler(MARKED[1], source="both"),
            filler(MARKED[2], source="transcript"),
            filler(MARKED[3], certain=False),
        ]
    )
    assert [one.found for one in found.hesitations] == ["sound", "both", "words", "possible", *["missed"] * 6]
    assert (found.certain, found.assessed, found.read) == (3, 10, 1.0)
    assert found.hesitations[0].start_s == SAID[MARKED[0]].start_s
    assert (found.hesitations[0].before, found.hesitations[0].after) == ("last spring", "our booking")


def test_hesitations_that_the_engine_wrote_are_no_words_of_the_text() -> None:
    found = reading([filler(i, source="both") for i in MARKED], words=SAID)
    assert found.certain == 10
    assert found.read == 1.0


def test_a_filler_elsewhere_is_a_false_one_unless_only_possible() -> None:
    between = replace(filler(MARKED[0]), start_s=SAID[6].end_s, end_s=SAID[7].start_s)
    found = reading([between, replace(between, certainty="possible")])
    assert found.false == (between,)
    assert found.certain == 0


def test_a_discourse_marker_is_no_hesitation() -> None:
    marker = replace(filler(MARKED[0]), source="transcript", rule="like.quote")
    found = reading([marker])
    assert (found.certain, found.false) == (0, ())


def test_one_filler_is_not_found_twice() -> None:
    assert reading([filler(MARKED[0])]).certain == 1


def test_what_was_not_read_is_not_judged() -> None:
    cut = MARKED[6]
    found = reading([filler(i) for i in MARKED[:5]], words=[word for word in WORDS if word.start_s < cut * STEP_S])
    assert [one.found for one in found.hesitations[6:]] == ["unread"] * 4
    assert found.assessed == 6
    assert found.certain == 5
    assert found.read < 0.7


def test_one_word_misheard_beside_it_does_not_matter() -> None:
    after = SAID[MARKED[4] + 1]
    words = [replace(word, text="whatever") if word == after else word for word in WORDS]
    found = reading([filler(i) for i in MARKED], words=words)
    assert found.certain == 10
    assert found.false == ()


@pytest.mark.parametrize(
    ("found", "of", "low", "high"), [(10, 10, 0.722, 1.0), (8, 10, 0.490, 0.943), (0, 10, 0, 0.278)]
)
def test_ten_tell_little_about_the_share(found: int, of: int, low: float, high: float) -> None:
    # The limits are those that Newcombe (1998) and every table of Wilson's interval give.
    assert wilson(found, of) == pytest.approx((low, high), abs=1e-3)


def test_without_trials_any_share_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
