"""How the checklist's weights are learned."""

from __future__ import annotations

import itertools
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
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
    sigmoid,
    smoothed,
    surroundings,
    weighted,
)  # fmt: skip
from speakstar.core.star_terms import Terms, terms
from star.answers import Answer

Array = NDArray[np.float64]

MIN_SENTENCES = 2
"""A term is known from this many sentences on."""

STATE_C = 10.0
ITEM_C = 10.0
"""Inverse strengths of the L2 regularisation: best of 1 to 20 on writers that were not learned from."""

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

    def rows(self, keep: Callable[[str], bool]) -> tuple[list[int], NDArray[np.int64]]:
        """Return the numbers and all rows of the answers of some writers."""
        chosen = [i for i, writer in enumerate(self.writers) if keep(writer)]
        return chosen, np.concatenate([self.answers[i] for i in chosen])


def fit(answers: Sequence[Answer]) -> StarModel:
    """Learn from answers of several writers.

    What is learned from the output of an earlier step is learned from its output on writers that it had not learned
    from (stacking, Wolpert 1992).
    """
    lines = [terms(answer.texts) for answer in answers]
    known = _known(lines)
    table = _table(answers, lines, known)
    log_p, first = _held_out_states(table)
    context = np.vstack([in_context(first[at]) for at in table.answers])
    items = _held_out_items(table, context)
    everything, rows = table.rows(lambda _: True)
    state_weights, order = _fit_states(table, everything, rows)
    item_weights, contexts = _fit_items(table, context, rows)
    around = np.vstack([surroundings(log_p[at], first[at], items[at]) for at in table.answers])
    return StarModel(
        terms=known,
        states=state_weights.astype(np.float32),
        order=order,
        items=item_weights.astype(np.float32),
        contexts=contexts,
        answers=_fit_answers(table, items),
        second=_softmax_weights(around, table.states, c=SECOND_C),
    )


def _held_out_states(table: Table) -> tuple[Array, Array]:
    """Return each sentence's log probabilities, alone and smoothed, by weights that were learned from other writers."""
    log_p, states = (np.zeros((len(table.states), len(STATES))) for _ in range(2))
    for writer in sorted(set(table.writers)):
        weights, order = _fit_states(table, *table.rows(lambda one, out=writer: one != out))
        for i in table.rows(lambda one, out=writer: one == out)[0]:
            at = table.answers[i]
            log_p[at] = log_softmax(table.x[at] @ weights[:-1] + weights[-1])
            states[at] = smoothed(log_p[at], order)
    return log_p, states


def _held_out_items(table: Table, context: Array) -> Array:
    """Return each sentence's item probabilities by weights that were learned from other writers."""
    items = np.zeros(table.items.shape)
    for writer in sorted(set(table.writers)):
        _, train = table.rows(lambda one, out=writer: one != out)
        _, test = table.rows(lambda one, out=writer: one == out)
        weights, contexts = _fit_items(table, context, train)
        items[test] = sigmoid(table.x[test] @ weights[:-1] + weights[-1] + context[test] @ contexts)
    return items


def _known(lines: Sequence[list[Terms]]) -> dict[str, int]:
    counts = Counter(
        f"{kind}:{term}" for line in lines for one in line for kind, found in one.items() for term in set(found)
    )
    return {term: row for row, term in enumerate(sorted(t for t, n in counts.items() if n >= MIN_SENTENCES))}


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


def _fit_states(table: Table, chosen: list[int], rows: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return (d + 1, states) weights and the order of states."""
    weights = _softmax_weights(table.x[rows], table.states[rows], c=STATE_C)
    return weights, _order([table.states[table.answers[i]] for i in chosen])


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


def _fit_items(table: Table, context: Array, rows: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return (d + 1, items) weights of terms and (3 * sections, items) weights of the context."""
    x = sparse.hstack([table.x, context]).tocsr()[rows]
    d = table.x.shape[1]
    weights, contexts = np.zeros((d + 1, len(ITEMS))), np.zeros((context.shape[1], len(ITEMS)))
    for j in range(len(ITEMS)):
        fitted = LogisticRegression(C=ITEM_C, solver="liblinear", random_state=0).fit(x, table.items[rows, j])
        weights[:-1, j], weights[-1, j] = fitted.coef_[0, :d], fitted.intercept_[0]
        contexts[:, j] = fitted.coef_[0, d:]
    return weights, contexts


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
