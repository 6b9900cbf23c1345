from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core.pronunciation import READINGS_MAX, readings, sounds


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hello,", "hello"),
        ("don’t", "don't"),
        ("follow-up", "follow up"),
        ("12%.", "twelve percent"),
        ("3.5", "three point five"),
        ("$4,500", "four thousand five hundred dollars"),
        ("£5k", "five thousand pounds"),
        ("1,000,000", "one million"),
        ("2nd", "second"),
        ("20th", "twentieth"),
        ("1990s", "nineteen nineties"),
        ("2019", "twenty nineteen"),
        ("2005", "two thousand and five"),
        ("1500", "fifteen hundred"),
        ("100", "a hundred"),
        ("007", "zero zero seven"),
        ("API", "a p i"),
        ("NASA", "nasa"),
        ("P&L", "p and l"),
        ("24/7", "twenty four seven"),
    ],
)
def test_a_written_word_may_be_said_so(written: str, said: str) -> None:
    assert tuple(said.split()) in readings(written)


@pytest.mark.parametrize("written", ["", "—", "...", "¿?"])
def test_signs_alone_are_not_said(written: str) -> None:
    assert readings(written) == ()


@given(st.text())
def test_whatever_is_written_has_few_readings_of_plain_words(written: str) -> None:
    found = readings(written)
    assert len(found) <= READINGS_MAX
    assert all(word and word == word.strip() for reading in found for word in reading)


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("dashboarding", "D AE SH B AO R D IH NG"),
        ("reworked", "R IY W ER K D"),
        ("blave", "B L EY V"),
        ("shick", "SH IH K"),
        ("q", "K Y UW"),
        ("élan", "EH L AE N"),
        ("3", ""),
    ],
)
def test_an_unknown_word_is_said_by_its_parts_or_its_letters(word: str, phones: str) -> None:
    known = {"dashboard": "D AE SH B AO R D", "worked": "W ER K D"}
    assert sounds(word, known=known.get) == phones
