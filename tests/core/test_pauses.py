from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core.model import Span, Word
from speakstar.core.pauses import PAUSE_MIN_S, bridged, find_pauses, without

SPANS = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 5)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=30)


@given(SPANS)
def test_bridged_spans_are_apart_and_cover_all(spans: list[Span]) -> None:
    joined = bridged(spans)
    for before, after in itertools.pairwise(joined):
        assert after.start_s - before.end_s >= PAUSE_MIN_S
    for span in spans:
        if span.duration_s > 0:
            assert any(one.start_s <= span.start_s and span.end_s <= one.end_s for one in joined)


@given(SPANS, SPANS)
def test_what_is_cut_out_is_gone_and_nothing_else(spans: list[Span], removed: list[Span]) -> None:
    whole = bridged(spans, gap_s=0.0)
    left = without(whole, removed)
    cut = bridged(removed, gap_s=0.0)
    shared_s = sum(max(0.0, min(a.end_s, b.end_s) - max(a.start_s, b.start_s)) for a in whole for b in cut)
    before_s, after_s = (sum(span.duration_s for span in spans) for spans in (whole, left))
    assert after_s == pytest.approx(before_s - shared_s, abs=1e-6)


@pytest.mark.parametrize(
    ("before", "at_boundary"),
    [
        ("done.", True),
        ("done,", True),
        ("done", False),
        ("done…", True),
        ("done.”", True),
        ("um,", False),
        ("Um.", True),
    ],
)
def test_a_pause_is_at_a_boundary_after_punctuation(before: str, at_boundary: bool) -> None:
    words = (Word("It's", 0.0, 0.5), Word(before, 0.5, 1.0), Word("and", 2.0, 2.5), Word("sold", 2.5, 3.0))
    (pause,) = find_pauses([Span(0.0, 1.0), Span(2.0, 3.0)], Span(0.0, 3.0), words)
    assert (pause.start_s, pause.end_s, pause.at_boundary) == (1.0, 2.0, at_boundary)


def test_a_word_that_reaches_into_the_silence_still_stands_before_it() -> None:
    words = (Word("done.", 0.0, 1.3), Word("And", 1.9, 2.5))
    (pause,) = find_pauses([Span(0.0, 1.0), Span(2.0, 2.5)], Span(0.0, 2.5), words)
    assert pause.at_boundary


def test_a_pause_before_the_first_word_is_expected() -> None:
    (pause,) = find_pauses([Span(0.0, 0.4), Span(1.0, 2.0)], Span(0.0, 2.0), (Word("Yes", 1.0, 2.0),))
    assert pause.at_boundary


def test_silences_under_a_quarter_second_are_none() -> None:
    assert find_pauses([Span(0.0, 1.0), Span(1.24, 2.0)], Span(0.0, 2.0), (Word("Yes", 0.0, 2.0),)) == ()
