import pytest

from speakstar.core.model import WordCount
from speakstar.core.wording import crutch_words, hedges, repeats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I I went", [("i", 1)]),
        ("In the, um, in the end", [("in the", 1)]),
        ("we had to we had to leave", [("we had to", 1)]),
        ("I I I went", [("i", 2)]),
        ("very very good", []),
        ("he had had enough", []),
        ("I know that that is right", []),
        ("", []),
    ],
)
def test_repeats(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(found.text, found.count) for found in repeats(text)] == expected


def test_crutch_words_come_most_frequent_first_and_needed_ones_stay_out() -> None:
    text = "Basically it was late. It basically broke. Honestly, what actually happened was this. Actually, no."
    assert crutch_words(text) == (WordCount("basically", 2), WordCount("honestly", 1), WordCount("actually", 1))


def test_hedges_count_phrases_but_not_fillers() -> None:
    assert hedges("I think it was kind of late, and I think maybe not.") == (
        WordCount("i think", 2),
        WordCount("maybe", 1),
    )
