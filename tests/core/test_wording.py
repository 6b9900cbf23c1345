import pytest

from speakstar.core.model import WordCount
from speakstar.core.wording import crutch_words, hedges, is_noticeable, repeats, restarts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I I went", [("i", 1)]),
        ("In the, um, in the end", [("in the", 1)]),
        ("we had to we had to leave", [("we had to", 1)]),
        ("I I I went", [("i", 2)]),
        ("very very good", []),
        ("more and more and more people", []),
        ("it was, you know, you know, late", []),
        ("maps and so on and so on", []),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We wer- we were late", ["wer-"]),
        ("I w-, um, went to Leeds", ["w-"]),
        ("I went to the, I drove to the office", ["i went to the"]),
        ("So I had a, uh, I had to leave", ["i had a"]),
        ("Short- and long-term plans", []),
        ("the size of the house", []),
        ("I saw her, I told her the truth", []),
        ("I called the customer, I called the vendor", []),
        ("I I went", []),
        ("", []),
    ],
)
def test_restarts(text: str, expected: list[str]) -> None:
    assert [found.text for found in restarts(text)] == expected


@pytest.mark.parametrize(
    ("uses", "words", "expected"), [(2, 10, False), (3, 200, True), (3, 201, False), (3, 10, True)]
)
def test_a_crutch_word_stands_out_when_it_is_frequent_in_number_and_in_share(
    uses: int, words: int, expected: bool
) -> None:
    assert is_noticeable(WordCount("basically", uses), words=words) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We had maps and stuff. It rained.", ["and stuff"]),
        ("Rotas, rosters, things like that, I made them all", ["things like that"]),
        ("It was a vote or something like that", ["or something like that"]),
        ("Do this or something else. And everything was late.", []),
    ],
)
def test_extenders_are_hedges_where_they_end_a_list(text: str, expected: list[str]) -> None:
    assert [found.text for found in hedges(text)] == expected
