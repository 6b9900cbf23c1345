import pytest

from speakstar.core.star_terms import SHARED, WEIGHTS, folded, terms
from speakstar.core.star_words import CLASSES, CLASSES_OF


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Um, I moved 40 shops.", ("i", "moved", "#", "shops")),
        ("we moved forty shops", ("we", "moved", "#", "shops")),
        ("I didn't, and it's 40% now!", ("i", "didnt", "and", "its", "#", "now")),
        ("...", ()),
    ],
)
def test_words_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


def test_terms_come_by_kind_one_set_a_sentence() -> None:
    told = terms(["I asked my boss.", "She said no."])
    assert len(told) == 2
    assert all(list(one) == list(WEIGHTS) for one in told)
    assert set(WEIGHTS) >= SHARED
    assert {"^ i", "i asked my", "boss $"} <= set(told[0]["word"])
    assert {" ask", "boss "} <= set(told[0]["piece"])
    assert {"I_tell", "tell_role"} <= set(told[0]["class"])
    assert {"<asked", ">$"} <= set(told[1]["near_word"])


def test_words_and_pieces_come_without_punctuation_and_capitals() -> None:
    written, heard = terms(["I don't know, Anna said."]), terms(["i dont know anna said"])
    for kind in ("word", "piece", "near_word"):
        assert written[0][kind] == heard[0][kind]


def test_who_was_named_before_is_no_newcomer() -> None:
    first, again = terms(["My boss called Petra.", "So my boss and Petra met."])
    assert {"new_role", "new_name"} <= set(first["class"])
    assert not {"new_role", "new_name"} & set(again["class"])


def test_the_verbs_of_a_class_are_inflected() -> None:
    assert {"ask", "asked", "asking", "notified", "planned", "replaced", "replacing"} <= set(CLASSES_OF)
    assert all(word == word.lower() and "'" not in word for words in CLASSES.values() for word in words)
