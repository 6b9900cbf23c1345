from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.adapters.word_edges import STRETCH_MAX_S, settle
from speakstar.core.model import Span, Word


def edges(words: list[Word], runs: list[Span], *, duration_s: float = 10.0) -> list[tuple[float, float]]:
    return [(word.start_s, word.end_s) for word in settle(words, runs, duration_s=duration_s)]


def test_a_word_that_swallowed_a_pause_is_cut_to_its_sound() -> None:
    runs = [Span(1.0, 1.2), Span(2.0, 3.0)]
    words = [Word("before", 0.4, 1.15), Word("beside", 1.15, 2.5), Word("after", 2.5, 4.0)]
    assert edges(words, runs) == [(1.0, 1.2), (2.0, 2.5), (2.5, 3.0)]


def test_a_word_that_stopped_short_reaches_the_end_of_its_sound() -> None:
    words = [Word("um,", 1.0, 1.1), Word("we", 2.2, 2.4), Word("did", 2.4, 2.6)]
    assert edges(words, [Span(1.0, 1.4), Span(2.0, 2.9)]) == [(1.0, 1.4), (2.0, 2.4), (2.4, 2.9)]


def test_a_word_leaves_room_for_one_that_was_missed() -> None:
    assert edges([Word("so", 1.0, 1.2)], [Span(1.0, 4.0)]) == [(1.0, 1.2 + STRETCH_MAX_S)]


def test_a_run_without_words_takes_the_one_that_was_squeezed_before_it() -> None:
    words = [Word("the,", 1.0, 1.3), Word("uh,", 1.5, 1.5), Word("on", 3.0, 3.5)]
    assert edges(words, [Span(1.0, 1.3), Span(2.0, 2.4), Span(3.0, 3.5)]) == [(1.0, 1.3), (2.0, 2.4), (3.0, 3.5)]


def test_a_run_without_words_takes_the_one_that_was_squeezed_after_it() -> None:
    words = [Word("so", 1.0, 1.3), Word("um,", 3.0, 3.05), Word("we", 3.05, 3.5)]
    assert edges(words, [Span(1.0, 1.3), Span(2.0, 2.4), Span(3.0, 3.5)]) == [(1.0, 1.3), (2.0, 2.4), (3.0, 3.5)]


def test_a_run_without_words_leaves_a_word_that_has_a_place() -> None:
    words = [Word("so", 1.0, 1.08), Word("we", 3.0, 3.5)]
    assert edges(words, [Span(1.0, 1.08), Span(2.0, 2.4), Span(3.0, 3.5)]) == [(1.0, 1.08), (3.0, 3.5)]


def test_words_inside_a_run_keep_their_edges() -> None:
    words = [Word("a", 1.0, 1.2), Word("b", 1.3, 1.5), Word("c", 1.6, 2.0)]
    assert edges(words, [Span(1.0, 2.0)]) == [(1.0, 1.2), (1.3, 1.5), (1.6, 2.0)]


def test_a_word_outside_all_sound_keeps_its_place() -> None:
    assert edges([Word("um", 5.0, 5.2)], [Span(1.0, 2.0)]) == [(5.0, 5.2)]


def test_blank_words_are_dropped() -> None:
    assert edges([Word("", 1.0, 1.2)], [Span(0.0, 2.0)]) == []


def test_lone_signs_join_the_word_before() -> None:
    words = [Word("-", 0.5, 0.6), Word("12", 1.0, 1.2), Word("%.", 1.2, 1.5), Word("So", 2.0, 2.2)]
    settled = settle(words, [Span(0.0, 3.0)], duration_s=10.0)
    assert [word.text for word in settled] == ["12%.", "So"]


times_s = st.floats(0, 20, allow_nan=False)


def words_anywhere() -> st.SearchStrategy[list[Word]]:
    pairs = st.tuples(times_s, times_s).map(sorted)
    return st.lists(pairs.map(lambda pair: Word("x", pair[0], pair[1], 1.2)))


def runs_in_order() -> st.SearchStrategy[list[Span]]:
    bounds = st.lists(st.integers(0, 200), max_size=8, unique=True).map(sorted)
    return bounds.map(lambda b: [Span(start / 10, end / 10) for start, end in zip(b[::2], b[1::2], strict=False)])


@settings(deadline=None)
@given(words_anywhere(), runs_in_order())
def test_settled_words_are_ordered_and_inside_the_recording(words: list[Word], runs: list[Span]) -> None:
    runs = [run for run in runs if run.end_s <= 15]
    settled = settle(words, runs, duration_s=15.0)
    times = [time_s for word in settled for time_s in (word.start_s, word.end_s)]
    assert len(settled) == len(words)
    assert times == sorted(times)
    assert all(0 <= time_s <= 15 for time_s in times)
    assert all(word.probability == 1.0 for word in settled)
