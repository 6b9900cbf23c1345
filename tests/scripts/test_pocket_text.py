"""Text rules of the pocket model's recipe: one way to write numbers, one way to compare words."""

import random

import pytest
from pocket.lines import Library, filler_like_line, ordinal
from pocket.numerals import write_numbers
from pocket.spoken import spell_out
from pocket.text import FILLERS, disfluent, is_held_out, usable, with_pauses


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Twenty-five people and 3 teams.", "25 people and three teams."),
        ("It took two hundred and three hours, ninety five percent.", "It took 203 hours, 95%."),
        ("One of the three hundred thousand, forty two.", "One of the 300,000, 42."),
        ("I had two hundred and then five.", "I had 200 and then five."),
        ("the two thousand three hundred ones", "the 2,300 ones"),
        ("three per cent, fifteen percent.", "3%, 15%."),
        ("June 1st at ten", "June 1st at 10"),
    ],
)
def test_numbers_are_written_one_way(given, written):
    assert write_numbers(given) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12%", "twelve per cent"),
        ("$4,500", "four thousand five hundred dollars"),
        ("$2 million", "two million dollars"),
        ("203 hours", "Two hundred and three hours."),
        ("the 22nd", "the twenty-second"),
        ("in 2016,", "in twenty sixteen"),
        ("It's 3.5", "it's three point five"),
    ],
)
def test_two_ways_to_write_the_same_words_compare_equal(one, other):
    assert spell_out(one) == spell_out(other)


def test_different_words_do_not_compare_equal():
    assert spell_out("15 people") != spell_out("fifty people")


def test_fillers_keep_written_and_spoken_words_in_step():
    r = random.Random(1)
    for _ in range(200):
        line = disfluent("We rolled it back on Friday, and nobody noticed.", r, 0.3)
        assert len(line.written.split()) == len(line.spoken.split())
        assert line.written[0].isupper()


def test_er_can_be_kept_apart_from_the_words_around_it():
    r = random.Random(3)
    for _ in range(300):
        line = disfluent("It was faster and the reviewer liked it.", r, 0.3, er_apart=True)
        spoken = line.spoken.lower().split()
        for i, word in enumerate(spoken):
            if word.strip(",") in ("er", "erm"):
                assert word.endswith(",")
                assert i == 0 or spoken[i - 1].endswith(",")


def test_words_that_end_as_fillers_sound_are_no_fillers():
    r = random.Random(4)
    words = ["faster", "quorum", "sofa", "table", "walk", "manager", "minor"]
    fillers = {filler for filler, _ in FILLERS}
    for _ in range(100):
        line = filler_like_line(r, words)
        assert not {word.strip(",.").lower() for word in line.split()} & fillers
        assert line.endswith(".")
        assert " and." not in line


def test_pauses_are_commas_and_change_no_word():
    sentence = "The manager said that it was faster and cheaper than before."
    paused = with_pauses(sentence, random.Random(5), 0.3)
    assert "," in paused
    assert paused.replace(",", "") == sentence


def test_a_line_is_never_a_held_out_sentence():
    sentences = [f"Sentence {w} was said here today." for w in ("one", "two", "three", "four", "five", "six", "ten")]
    sentences += [f"We moved the {n} boxes again." for n in range(10, 200)]
    held_out = {s for s in sentences if is_held_out(s)}
    assert held_out
    assert held_out != set(sentences)
    library = Library(
        {k: sentences for k in ("wordnet", "packages", "manuals", "docstrings", "fortunes")}, [], ["box"], ["box"]
    )
    r = random.Random(2)
    assert not held_out & {library.line(r).written for _ in range(2000)}


def test_code_and_broken_words_are_no_sentences():
    assert usable("The nurse called the pharmacy twice.")
    assert not usable("Call foo_bar with the default.")
    assert not usable("See example.com for the details.")
    assert not usable("Two words.")


def test_ordinals():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st",
    ]  # fmt: skip
