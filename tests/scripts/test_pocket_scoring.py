"""Word error rate, filler counts and word times of the evaluation script."""

import pytest
from pocket.scoring import Score, score

SAID = ["Um,", "we", "cut", "12%", "of", "it,", "uh,", "in", "May."]


def test_the_same_words_in_another_spelling_have_no_errors():
    heard = ["um", "we", "cut", "twelve", "percent", "of", "it", "uh", "in", "may"]
    result = score(SAID, None, heard, [0.0] * len(heard))
    assert (result.errors, result.reference_words) == (0, 10)
    assert (result.filler_recall, result.filler_precision) == (1.0, 1.0)


def test_british_and_american_spelling_are_the_same_words_but_sound_alikes_are_not():
    said, heard = ["optimised", "the", "colour", "of", "kerbs"], ["optimized", "the", "color", "of", "curbs"]
    assert score(said, None, heard, [0.0] * 5).errors == 0
    assert score(["four", "hours"], None, ["for", "ours"], [0.0] * 2).errors == 2


def test_errors_are_substitutions_deletions_and_insertions():
    heard = ["we", "cut", "twelve", "percent", "off", "it", "in", "the", "may"]
    result = score(SAID, None, heard, [0.0] * len(heard))
    assert result.errors == 4  # um and uh missing, off for of, the added
    assert (result.fillers_said, result.fillers_found, result.fillers_right) == (2, 0, 0)


def test_silence_counts_every_word_as_missing_and_every_invented_word_as_an_error():
    assert score(SAID, None, [], []).errors == 10
    assert score([], None, ["thank", "you"], [0.0, 0.5]).errors == 2


def test_word_starts_are_compared_over_the_words_that_are_right():
    result = score(["we", "cut", "it"], [0.0, 0.5, 1.0], ["we", "got", "it"], [0.1, 0.5, 1.3])
    assert result.start_errors_s == pytest.approx([0.1, 0.3])
    assert result.start_error_s == pytest.approx(0.2)


def test_scores_add_up():
    total = Score()
    total.add(score(["a", "b"], None, ["a", "c"], [0.0, 0.0]))
    total.add(score(["a", "b"], None, ["a", "b"], [0.0, 0.0]))
    assert total.word_error_rate == 0.25
