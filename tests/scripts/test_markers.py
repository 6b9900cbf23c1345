"""Labelled cases of filler words: how they are read, and how the rules are held against them."""

from evaluate_markers import Case, Score, Use, judge, parse, stripped


def test_labels_and_pauses_are_taken_out_of_a_line():
    case = parse("It was, _ [+like,] _ twenty; I [-like] it.")
    assert case.text == "It was, like, twenty; I like it."
    assert case.uses == (Use("like", 8, 13, True), Use("like", 24, 28, False))
    assert [case.text[start:].split()[0] for start in case.pauses] == ["like,", "twenty;"]


def test_stripping_leaves_words_and_moves_the_labels_along():
    bare = stripped(Case("So, it's, like, a well-run 2.5 % shop.", (Use("like", 10, 14, True),), (10,)))
    assert bare == Case("So it's like a well-run 25 % shop", (Use("like", 8, 12, True),), ())


def test_each_use_is_judged_by_the_filler_that_lies_over_it():
    table = judge([parse("It was, [+like,] late."), parse("I [+like] tea."), parse("We, [-um,] went.")])
    assert table.total == Score(found=1, missed=1, accused=1)
    assert (table.total.precision, table.total.recall) == (0.5, 0.5)
    assert table.markers["like"] == Score(found=1, missed=1)
