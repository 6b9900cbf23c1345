import json
from itertools import pairwise
from pathlib import Path

import pytest

from speakstar.adapters import sentence_files
from speakstar.core.boundaries import MARKED_VOTE, word_class
from speakstar.core.text import tokens

CUTTER = sentence_files.load()
DEV = Path(__file__).parents[2] / "models/star/answers/dev.jsonl"


def spoken(*sentences: str) -> tuple[list[str], set[int]]:
    """Return words without punctuation, and where the sentences begin."""
    words: list[str] = []
    begins = set()
    for sentence in sentences:
        begins.add(len(words))
        words += [token.text.lower() for token in tokens(sentence)]
    return words, begins


def test_sentences_are_found_in_words_alone() -> None:
    words, begins = spoken(
        "My job was to move the shops before the end of May.",
        "I wrote to every owner and asked what they needed.",
        "We moved the last of them a week early.",
    )
    assert set(CUTTER.starts(words)) == begins


def test_most_boundaries_of_unseen_answers_are_found() -> None:
    right = wrong = missed = 0
    for line in DEV.read_text(encoding="utf-8").splitlines():
        words, begins = spoken(*(sentence["text"] for sentence in json.loads(line)["sentences"]))
        found = set(CUTTER.starts(words))
        right, wrong, missed = right + len(found & begins), wrong + len(found - begins), missed + len(begins - found)
    assert right / (right + wrong) > 0.5
    assert right / (right + missed) > 0.7


ASKED, _ = spoken("i wrote to every owner and asked what they needed in the end all of them were moved a week early")
END = ASKED.index("in")


def test_a_long_pause_decides_where_words_leave_it_open() -> None:
    pauses_s = [1.2 if i == END else 0.0 for i in range(len(ASKED))]
    assert END not in CUTTER.starts(ASKED)
    assert END in CUTTER.starts(ASKED, pauses_s=pauses_s)


def test_a_pause_alone_ends_no_sentence() -> None:
    pauses_s = [1.2 if word == "wrote" else 0.0 for word in ASKED]
    assert ASKED.index("wrote") not in CUTTER.starts(ASKED, pauses_s=pauses_s)


def test_a_comma_or_a_capital_decides_where_words_leave_it_open() -> None:
    assert END in CUTTER.starts(ASKED, votes=[MARKED_VOTE * (i == END) for i in range(len(ASKED))])


def test_no_cut_comes_after_a_word_that_ends_no_sentence() -> None:
    words = ["it", "got", "better", "hardly", "any", "hearings", "were", "put", "off", "after", "that", *ASKED]
    after = words.index("any")
    assert after not in CUTTER.starts(words, votes=[3.0 * (i == after) for i in range(len(words))])


@pytest.mark.parametrize("number", ["forty one", "ninety six", "two hundred thousand"])
def test_a_number_is_not_cut_in_two(number: str) -> None:
    words = f"in total {number} samples were retaken and no patient was treated on a false result".split()
    within = range(words.index(number.split()[-1]), words.index("samples"))
    assert not set(within) & set(CUTTER.starts(words, votes=[3.0 * (i in within) for i in range(len(words))]))


@pytest.mark.parametrize("words", [["um"], ["i"] * 3, ["word"] * 500, ["数字", "は"]])
def test_whatever_is_said_is_cut_into_sentences_of_bearable_length(words: list[str]) -> None:
    found = [*CUTTER.starts(words), len(words)]
    assert found[0] == 0
    assert all(0 < after - before <= len(CUTTER.lengths) for before, after in pairwise(found))


def test_what_is_far_away_says_nothing() -> None:
    far = ["word"] * 60
    assert CUTTER.scores([*far, *ASKED, *far])[60:80] == pytest.approx(
        CUTTER.scores(["we", *far[1:], *ASKED, *far])[60:80]
    )


@pytest.mark.parametrize(
    ("word", "name"),
    [("i'd", "SUBJECT"), ("moved", "PAST"), ("told", "PAST"), ("12%", "NUMBER"), ("shops", "S"), ("desk", "OTHER")],
)
def test_words_have_classes(word: str, name: str) -> None:
    assert word_class(word) == name
