import numpy as np
import pytest
from answers import STAR
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import (
    ANSWER_EVIDENCE,
    N_SECTIONS,
    STATES,
    answer_evidence,
    in_context,
    log_softmax,
    sections,
    sigmoid,
    smoothed,
    surroundings,
)
from speakstar.core.star_model import judge, scored, weighted
from speakstar.core.star_terms import WEIGHTS

K = len(STATES)
scores = st.integers(1, 9).flatmap(lambda n: arrays(np.float64, (n, K), elements=st.floats(-20, 20)))


@settings(deadline=None)
@given(scores)
def test_states_are_probabilities(found: np.ndarray) -> None:
    states = smoothed(log_softmax(found), STAR.order)
    assert states.shape == found.shape
    assert states.sum(1) == pytest.approx(1.0)
    assert sections(states).shape == (len(found), N_SECTIONS)
    assert sections(states).sum(1) == pytest.approx(1.0)


def test_the_order_decides_where_the_words_do_not() -> None:
    """Between a task and a result, what is said is rather done than a situation."""
    found = np.full((5, K), -3.0)
    for i, state in enumerate(["situation", "task", None, "result", "lesson"]):
        if state:
            found[i, STATES.index(state)] = 6.0
    states = smoothed(log_softmax(found), STAR.order)
    assert STATES[states[2].argmax()] in ("action", "tradeoff")
    assert states[2, STATES.index("situation")] < 0.2


def test_an_answer_tells_one_story_or_none() -> None:
    found = np.zeros((6, K))
    found[:, STATES.index("hypothetical")] = 2.0
    found[3, STATES.index("action")] = 4.0
    states = smoothed(log_softmax(found), STAR.order)
    assert (states.argmax(1) == STATES.index("hypothetical")).all()


def test_terms_share_their_weight() -> None:
    known = {"word:a": 0, "word:b": 1, "word:c": 2, "word:d": 3, "cue:e": 4}
    rows, values = weighted(known, {"word": ("a", "b", "c", "d", "unknown"), "cue": ("e",)})
    assert rows == [0, 1, 2, 3, 4]
    assert values == [0.5 * WEIGHTS["word"]] * 4 + [WEIGHTS["cue"]]


def test_the_answer_is_judged_by_its_two_best_sentences() -> None:
    items = np.full((3, len(ITEMS)), 0.2)
    items[1, 0], items[2, 0] = 0.9, 0.6
    evidence = answer_evidence(items)
    assert evidence.shape == (len(ITEMS), len(ANSWER_EVIDENCE))
    assert sigmoid(evidence[0]) == pytest.approx([sigmoid(np.float64(1.0)), 0.9, 0.6])


def test_neighbours_are_seen_where_there_are_some() -> None:
    states = np.eye(K)[:3]
    context = in_context(states)
    assert (context[0, N_SECTIONS : 2 * N_SECTIONS] == 0.0).all()
    assert context[1, N_SECTIONS] > 0.0
    assert (context[2, 2 * N_SECTIONS :] == 0.0).all()
    around = surroundings(np.log(np.full((3, K), 1 / K)), states, np.full((3, len(ITEMS)), 0.5))
    assert around.shape == (3, len(STAR.second) - 1)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=7))
def test_any_sentences_can_be_judged(texts: list[str]) -> None:
    judged = judge(STAR, scored(STAR, texts))
    assert judged.states.shape == (len(texts), K)
    assert judged.items.shape == (len(texts), len(ITEMS))
    for p in (judged.states, judged.items, judged.answer):
        assert ((p >= 0.0) & (p <= 1.0)).all()


def test_an_item_is_no_likelier_than_the_sections_it_is_said_in() -> None:
    told = (
        "I called fourteen customers who had left.", "Eleven of them said the export had been wrong.",
        "Not one mentioned rotas.", "So I fixed the export myself.", "Complaints fell from nine a week to two.",
    )  # fmt: skip
    judged = judge(STAR, scored(STAR, told))
    figure = [item.id for item in ITEMS].index("result.quantified")
    in_result = judged.states[:, STATES.index("result")]
    assert (judged.items[:, figure] <= in_result + 1e-9).all()
    assert judged.items[2, figure] < 0.5 < judged.items[4, figure]


def test_a_detail_is_no_likelier_than_what_it_is_a_detail_of() -> None:
    ids = [item.id for item in ITEMS]
    told = ("About one in five was sent home.", "I rewrote the leaflet because nobody read it.", "It went much better.")
    answer = judge(STAR, scored(STAR, told)).answer
    for detail, of in (("result.baseline", "result.quantified"), ("tradeoffs.reason", "tradeoffs.stated")):
        assert answer[ids.index(detail)] <= answer[ids.index(of)]


def test_what_is_known_to_be_a_trade_off_is_one() -> None:
    told = ("The queue was long.", "I put the greens first.", "The weight check came earlier.", "Waste fell by half.")
    traded = np.array([0.0, 0.0, 0.95, 0.0])
    without, known = judge(STAR, scored(STAR, told)), judge(STAR, scored(STAR, told), traded=traded)
    assert without.sections[2] != "tradeoff"
    assert known.sections[2] == "tradeoff"
    assert known.states.sum(1) == pytest.approx(np.ones(4))
