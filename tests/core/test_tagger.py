import numpy as np
import pytest
from answers import STAR, STRONG_ANSWER
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import STATES
from speakstar.core.star_model import split
from speakstar.core.star_terms import NUMBER
from speakstar.core.tagger import MEANINGS, meant, position, spoken_words

TAGGER, LEXICON = STAR.tagger, STAR.tagger.lexicon
TEXTS = STRONG_ANSWER.split(". ")


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=7))
def test_any_sentences_have_scores(texts: list[str]) -> None:
    scores = TAGGER.scores(texts)
    assert scores.shape == (len(texts), len(STATES) + len(ITEMS))
    assert np.isfinite(scores).all()


def test_most_sentences_of_a_plain_story_are_read_right() -> None:
    states, _ = split(TAGGER.scores(TEXTS))
    found = [STATES[best] for best in states.argmax(1)]
    expected = ["situation", "situation", "task", "action", "action", "tradeoff", "result", "lesson"]
    assert sum(a == b for a, b in zip(found, expected, strict=True)) >= len(expected) - 1


def test_what_is_said_around_a_sentence_changes_what_it_says() -> None:
    alone, among = TAGGER.scores(TEXTS[3:4])[0], TAGGER.scores(TEXTS)[3]
    assert np.abs(alone - among).max() > 0.1


def test_capitals_commas_and_apostrophes_change_nothing() -> None:
    bare = [text.lower().replace(",", "").replace("'", "") for text in TEXTS]
    np.testing.assert_array_equal(TAGGER.scores(TEXTS), TAGGER.scores(bare))


def test_every_known_word_has_its_vector() -> None:
    for known, vectors in (
        (LEXICON.words, TAGGER.word_vectors),
        (LEXICON.endings, TAGGER.ending_vectors),
        (LEXICON.stems, TAGGER.stem_vectors),
    ):
        assert sorted(known.values()) == list(range(1, len(vectors)))


def test_a_sentence_without_words_has_an_empty_one() -> None:
    assert spoken_words("Um… 12 shops!") == (NUMBER, "shops")
    assert spoken_words("…") == ("",)


def test_classes_of_meaning_are_marked() -> None:
    ours, unknown = meant([["we"], ["zyzzyva"]], LEXICON)
    assert [MEANINGS[i] for i in np.flatnonzero(ours)] == ["WE"]
    assert not unknown.any()
    assert tuple(LEXICON.meanings) == MEANINGS


def test_places_say_where_a_sentence_stands() -> None:
    assert position(4)[:, 0] == pytest.approx([0.125, 0.375, 0.625, 0.875])
    assert position(4)[:, 2:4].tolist() == [[1, 0], [0, 0], [0, 0], [0, 1]]
    assert position(1)[0].tolist() == [0.5, 0.25, 1, 1, 1]
