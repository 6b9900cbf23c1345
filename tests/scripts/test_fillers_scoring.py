"""How the second listening is scored: what counts as found, and what the figures say."""

from __future__ import annotations

import pytest
from fillers.scoring import Events, near, pairs, same_onset, spread

from speakstar.core.model import Span


def test_events_are_the_same_by_their_middles_or_by_half_of_their_time() -> None:
    assert near(Span(1.0, 1.2), Span(1.15, 1.45))
    assert near(Span(1.0, 3.0), Span(1.0, 2.1))
    assert not near(Span(1.0, 1.2), Span(1.3, 1.5))
    assert not near(Span(1.0, 3.0), Span(1.0, 1.9))


def test_an_onset_counts_up_to_100_ms() -> None:
    assert same_onset(Span(1.0, 1.2), Span(1.09, 9.0))
    assert not same_onset(Span(1.0, 1.2), Span(1.12, 1.2))


def test_one_filler_is_found_once() -> None:
    assert len(pairs([Span(1.0, 1.3)], [Span(1.0, 1.2), Span(1.1, 1.3)], near)) == 1
    assert pairs([], [Span(1.0, 1.2)], near) == []


def test_pairing_leaves_no_event_out_that_could_be_paired() -> None:
    truth = [Span(1.0, 1.2), Span(1.3, 1.5)]
    found = [Span(1.15, 1.35), Span(0.85, 1.05)]  # the first is nearest to both of the truth's
    assert sorted(pairs(truth, found, near)) == [(0, 1), (1, 0)]


def test_figures_add_up_over_recordings() -> None:
    events = Events()
    events.add([Span(1.0, 1.3), Span(5.0, 5.3)], [Span(1.0, 1.3)], near)
    events.add([Span(2.0, 2.4)], [Span(2.0, 2.4), Span(7.0, 7.3)], near)
    figures = events.figures()
    assert (figures["there"], figures["found"]) == (3, 3)
    assert figures["precision"] == figures["recall"] == figures["f1"] == pytest.approx(2 / 3, abs=1e-3)
    low, high = figures["f1_interval"]
    assert low <= figures["f1"] <= high
    assert events.count_errors == [1, 1]


def test_nothing_there_and_nothing_found_has_no_rate() -> None:
    events = Events()
    events.add([], [], near)
    figures = events.figures()
    assert figures["precision"] is figures["recall"] is figures["f1"] is figures["f1_interval"] is None


def test_errors_are_given_in_the_unit_asked_for() -> None:
    assert spread([-0.01, 0.02, 0.03], scale=1000) == {"median": 20, "p90": 28}
    assert spread([]) == {"median": None, "p90": None}
