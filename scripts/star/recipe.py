"""How the checklist's weights are learned."""

from __future__ import annotations

import itertools
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from speakstar.core.checklist import ITEMS
from speakstar.core.star_model import (
    ANSWER_EVIDENCE,
    N_SECTIONS,
    STATES,
    StarModel,
    answer_evidence,
    in_context,
    log_softmax,
    smoothed,
    surroundings,
    weighted,
)  # fmt: skip
from speakstar.core.star_terms import Terms, terms
from star import ridge
from star.answers import Answer

Array = NDArray[np.float64]

MIN_SENTENCES = 2
"""A term is known from this many sentences on."""

KEPT_SHARE = 0.56
"""Of the terms those that weigh most are kept; without the rest nothing changes by more than an answer or two."""

STATE_STRENGTH, ITEM_STRENGTH = 1.0, 1.5
"""Strengths of the ridge regressions: of 0.5, 0.7, 1 and 2, and of 0.7, 1, 1.5, 3, 6 and 10, those with which labels by
writers that were not learned from are likeliest."""

ITEM_C = 1.0
"""Inverse strength of the L2 regularisation where an item's score meets the sections around."""

SCORE_WEIGHT = 5.0
"""How much less the score is held back there than the sections."""

SECOND_C = 0.02
"""The same for the second look, which has a hundred dense columns; best of 0.02 to 0.3."""

ANSWER_C = 1.0
"""The same for the answer as a whole, where there are 5 weights to learn from some hundred answers."""

PRIOR_COUNT = 0.5
"""Added to every count of one state after another (Jeffreys)."""

NEVER = -12.0
"""Log of how unlikely it is that an answer changes between a story and none."""


@dataclass(frozen=True)
class Table:
    """Sentences of answers as rows: terms (n, d), states (n,), items (n, k), and the rows of each answer."""

    x: sparse.csr_matrix
    states: NDArray[np.int64]
    items: Array
    answers: list[NDArray[np.int64]]
    writers: list[str]

    def by_writer(self) -> list[NDArray[np.int64]]:
        """Return the rows of each writer."""
        return [
            np.concatenate([at for at, writer in zip(self.answers, self.writers, strict=True) if writer == one])
            for one in sorted(set(self.writers))
        ]


def fit(answers: Sequence[Answer]) -> StarModel:
    """Learn from answers of several writers.

    What is learned from the output of an earlier step is learned from its output on writers that it had not learned
    from (stacking, Wolpert 1992).
    """
    lines = [terms(answer.texts) for answer in answers]
    known = _known(lines)
    table = _table(answers, lines, known)
    inner = ridge.products(table.x)
    states, log_p = _fit_states(table, inner)
    order = _order([table.states[at] for at in table.answers])
    first = np.vstack([smoothed(log_p[at], order) for at in table.answers])
    context = np.vstack([in_context(first[at]) for at in table.answers])
    item_weights, contexts, items = _fit_items(table, inner, context)
    around = np.vstack([surroundings(log_p[at], first[at], items[at]) for at in table.answers])
    kept = _heaviest(np.hstack([states, item_weights])[:-1])
    names = list(known)
    return StarModel(
        terms={names[row]: at for at, row in enumerate(kept)},
        states=states[[*kept, -1]].astype(np.float32),
        order=order,
        items=item_weights[[*kept, -1]].astype(np.float32),
        contexts=contexts,
        answers=_fit_answers(table, items),
        second=_softmax_weights(around, table.states, c=SECOND_C),
    )


def _known(lines: Sequence[list[Terms]]) -> dict[str, int]:
    counts = Counter(
        f"{kind}:{term}" for line in lines for one in line for kind, found in one.items() for term in set(found)
    )
    return {term: row for row, term in enumerate(sorted(t for t, n in counts.items() if n >= MIN_SENTENCES))}


def _heaviest(weights: Array) -> NDArray[np.int64]:
    """Return the rows that weigh most in the column where they weigh most, against the most there; in order."""
    most = np.maximum(np.abs(weights).max(0), np.finfo(float).tiny)  # a section or an item may never be labelled
    heaviest = np.abs(weights / most).max(1)
    return np.sort(np.argsort(heaviest, kind="stable")[round((1 - KEPT_SHARE) * len(heaviest)) :])


def _table(answers: Sequence[Answer], lines: Sequence[list[Terms]], known: dict[str, int]) -> Table:
    rows = [weighted(known, one) for line in lines for one in line]
    lengths = np.cumsum([0, *(len(at) for at, _ in rows)])
    x = sparse.csr_matrix(
        (list(itertools.chain(*(v for _, v in rows))), list(itertools.chain(*(at for at, _ in rows))), lengths),
        shape=(len(rows), len(known)),
    )
    ends = np.cumsum([0, *(len(line) for line in lines)])
    ids = [item.id for item in ITEMS]
    return Table(
        x,
        np.array([state for answer in answers for state in answer.states]),
        np.array([[float(id_ in said) for id_ in ids] for answer in answers for said in answer.items]),
        [np.arange(a, b) for a, b in itertools.pairwise(ends)],
        [answer.writer for answer in answers],
    )


def _fit_states(table: Table, inner: NDArray[np.float32]) -> tuple[Array, Array]:
    """Return (d + 1, states) weights, and (n, states) log probabilities by weights learned from other writers."""
    labels = np.eye(len(STATES))[table.states]
    weights, held_out = ridge.fit(table.x, inner, labels, table.by_writer(), strength=STATE_STRENGTH)
    scale, biases = _likeliest(held_out, table.states)
    weights *= scale
    weights[-1] += biases
    return weights, log_softmax(held_out * scale + biases)


def _likeliest(scores: Array, states: NDArray[np.int64]) -> tuple[float, Array]:
    """Return the scale and the biases that make probabilities of scores; a state without labels is never found."""
    there = np.unique(states)
    column = np.searchsorted(there, states)

    def surprise(at: Array) -> float:
        log_p = log_softmax(np.exp(at[0]) * scores[:, there] + at[1:])
        return -float(log_p[np.arange(len(states)), column].mean())

    found = optimize.minimize(surprise, np.zeros(len(there) + 1), method="L-BFGS-B").x
    biases = np.full(scores.shape[1], NEVER)
    biases[there] = found[1:]
    return float(np.exp(found[0])), biases


def _softmax_weights(x: Array | sparse.csr_matrix, states: NDArray[np.int64], *, c: float) -> Array:
    """Fit a softmax regression; the last row is the bias. A state that is not among the labels is never found."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=c, max_iter=300).fit(x, states)
    weights = np.zeros((x.shape[1] + 1, len(STATES)))
    weights[-1] = NEVER
    weights[:-1, fitted.classes_] = fitted.coef_.T
    weights[-1, fitted.classes_] = fitted.intercept_
    return weights


def _order(paths: Sequence[NDArray[np.int64]]) -> Array:
    edge = len(STATES)
    counts = np.full((edge + 1, edge + 1), PRIOR_COUNT)
    for path in paths:
        if len(path) > 1:
            for before, after in itertools.pairwise([edge, *path, edge]):
                counts[before, after] += 1
    order = np.log(counts / counts.sum(1, keepdims=True) / (counts.sum(0) / counts.sum()))
    for before, after in itertools.product(range(edge), repeat=2):
        if before != after and max(before, after) >= N_SECTIONS:
            order[before, after] = NEVER
    return order


def _fit_items(table: Table, inner: NDArray[np.float32], context: Array) -> tuple[Array, Array, Array]:
    """Return (d + 1, items) weights of terms, (3 * sections, items) of the context, and held-out probabilities."""
    scored, held_out = ridge.fit(table.x, inner, table.items, table.by_writer(), strength=ITEM_STRENGTH)
    contexts, items = np.zeros((context.shape[1], len(ITEMS))), np.zeros(table.items.shape)
    for j in range(len(ITEMS)):
        x = np.hstack([SCORE_WEIGHT * held_out[:, [j]], context])
        fitted = LogisticRegression(C=ITEM_C, max_iter=300).fit(x, table.items[:, j])
        items[:, j] = fitted.predict_proba(x)[:, 1]
        scored[:, j] *= SCORE_WEIGHT * fitted.coef_[0, 0]
        scored[-1, j] += fitted.intercept_[0]
        contexts[:, j] = fitted.coef_[0, 1:]
    return scored, contexts, items


def _fit_answers(table: Table, items: Array) -> Array:
    """Return (items, evidence): how the sentences' probabilities decide about the answer; stories only."""
    stories = [at for at, writer in zip(table.answers, table.writers, strict=True)
               if writer != "checklist" and table.states[at[0]] < N_SECTIONS]  # fmt: skip
    evidence = np.stack([answer_evidence(items[at]) for at in stories])
    said = np.stack([table.items[at].max(0) for at in stories])
    weights = np.zeros((len(ITEMS), len(ANSWER_EVIDENCE)))
    for j in range(len(ITEMS)):
        fitted = LogisticRegression(C=ANSWER_C).fit(evidence[:, j, 1:], said[:, j])
        weights[j] = [fitted.intercept_[0], *fitted.coef_[0]]
    return weights
