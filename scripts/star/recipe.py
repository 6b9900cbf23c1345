"""How the checklist's weights are learned."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from speakstar.core.checklist import ITEMS
from speakstar.core.star import MET_P
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
    split,
    surroundings,
)  # fmt: skip
from speakstar.core.tagger import Tagger
from star import ridge
from star.answers import Answer
from star.measures import Score
from star.table import Table, tabled

Array = NDArray[np.float64]

Fitted = tuple[Array, Array]
"""Weights of a regression, and what it predicts of writers left out; see `ridge.fit`."""

KEPT_SHARE = 0.54
"""Of the terms those that weigh most are kept; without the rest nothing changes by more than an answer or two."""

STATE_STRENGTH, ITEM_STRENGTH = 1.0, 1.5
"""Strengths of the ridge regressions: of 0.5, 0.7, 1 and 2, and of 0.7, 1, 1.5, 3, 6 and 10, those with which labels by
writers that were not learned from are likeliest."""

ITEM_C = 1.0
"""Inverse strength of the L2 regularisation where an item's score meets the network's and the sections around."""

SCORE_WEIGHT = 5.0
"""How much less the score of the terms is held back there than the rest."""

SECOND_C = 0.02
"""The same for the second look, which has a hundred dense columns; best of 0.02 to 0.3."""

ANSWER_C = 1.0
"""The same for the answer as a whole, where there are 3 weights to learn from some hundred answers."""

SECOND_FOLDS = 3
"""What the second look says of writers that it did not learn from is learned in so many parts."""

PRIOR_COUNT = 0.5
"""Added to every count of one state after another (Jeffreys)."""

NEVER = -12.0
"""Log of how unlikely it is that an answer changes between a story and none."""


def fit(answers: Sequence[Answer], tell: Callable[[str], None] = print) -> StarModel:
    """Learn from answers of several writers, and ``tell`` how right that is on writers left out.

    What is learned from the output of an earlier step is learned from its output on writers that it had not learned
    from (stacking, Wolpert 1992).
    """
    from star import tagging  # PyTorch, which tests do without

    table = tabled(answers)
    states, items = regressed(table)
    return stacked(table, states, items, *tagging.learned(answers), tell)


def regressed(table: Table) -> tuple[Fitted, Fitted]:
    """Return the ridge regressions of states and of items on the terms."""
    inner, writers = ridge.products(table.x), table.by_writer()
    states = ridge.fit(table.x, inner, np.eye(len(STATES))[table.states], writers, strength=STATE_STRENGTH)
    return states, ridge.fit(table.x, inner, table.items, writers, strength=ITEM_STRENGTH)


def stacked(
    table: Table, states: Fitted, items: Fitted, tagged: Array, tagger: Tagger, tell: Callable[[str], None] = print
) -> StarModel:
    """Put the parts together.

    Parameters
    ----------
    table
        The sentences.
    states, items
        Of the ridge regressions: (terms + 1, columns) weights, and (n, columns) predictions for writers left out.
    tagged
        (n, states + items) scores of the network for writers left out.
    tagger
        The network that learned from all.
    tell
        Is told how right this is on writers left out.
    """
    state_weights, log_p = _fit_states(table, states)
    order = _order([table.states[at] for at in table.answers])
    first = np.vstack([smoothed(log_p[at], order) for at in table.answers])
    context = np.vstack([in_context(first[at]) for at in table.answers])
    item_weights, tagger_items, contexts, said = _fit_items(table, items, split(tagged)[1], context)
    around = np.vstack([surroundings(log_p[at], first[at], said[at]) for at in table.answers])
    second, power, held_out = _fit_second(table, around, split(tagged)[0])
    answer_weights = _fit_answers(table, said)
    tell(_rightness(table, held_out, said, answer_weights))
    kept = _heaviest(np.hstack([state_weights, item_weights])[:-1])
    return StarModel(
        terms={table.known[row]: at for at, row in enumerate(kept)},
        states=state_weights[[*kept, -1]].astype(np.float32),
        order=order,
        items=item_weights[[*kept, -1]].astype(np.float32),
        contexts=contexts,
        answers=answer_weights,
        second=second,
        tagger=tagger,
        tagger_power=np.array(power),
        tagger_items=tagger_items,
    )


def _heaviest(weights: Array) -> NDArray[np.int64]:
    """Return the rows that weigh most in the column where they weigh most, against the most there; in order."""
    most = np.maximum(np.abs(weights).max(0), np.finfo(float).tiny)  # a section or an item may never be labelled
    heaviest = np.abs(weights / most).max(1)
    return np.sort(np.argsort(heaviest, kind="stable")[round((1 - KEPT_SHARE) * len(heaviest)) :])


def _fit_states(table: Table, fitted: Fitted) -> tuple[Array, Array]:
    """Return (d + 1, states) weights, and (n, states) log probabilities by weights learned from other writers."""
    weights, held_out = fitted
    (scale,), biases = _likeliest([held_out], table.states)
    scaled = weights * scale
    scaled[-1] += biases
    return scaled, log_softmax(held_out * scale + biases)


def _fit_second(table: Table, around: Array, tagged: Array) -> tuple[Array, float, Array]:
    """Return (columns + 1, states) weights of the second look, the network's power, and scores of writers left out."""
    held_out = np.zeros(tagged.shape)
    groups = table.by_writer()
    for rows in (np.concatenate(groups[first::SECOND_FOLDS]) for first in range(min(SECOND_FOLDS, len(groups)))):
        others = np.setdiff1d(np.arange(len(around)), rows)
        weights = _softmax_weights(around[others], table.states[others], c=SECOND_C)
        held_out[rows] = log_softmax(around[rows] @ weights[:-1] + weights[-1])
    (scale, beside), biases = _likeliest([held_out, tagged], table.states)
    weights = scale * _softmax_weights(around, table.states, c=SECOND_C)
    weights[-1] += biases
    return weights, beside, scale * held_out + beside * tagged + biases


def _likeliest(scores: Sequence[Array], states: NDArray[np.int64]) -> tuple[tuple[float, ...], Array]:
    """Return the scales and the biases that make probabilities of scores; a state without labels is never found."""
    there = np.unique(states)
    column = np.searchsorted(there, states)
    found = [one[:, there] for one in scores]
    n = len(found)

    def surprise(at: Array) -> float:
        scaled = sum(scale * one for scale, one in zip(np.exp(at[:n]), found, strict=True))
        return -float(log_softmax(scaled + at[n:])[np.arange(len(states)), column].mean())

    best = optimize.minimize(surprise, np.zeros(n + len(there)), method="L-BFGS-B").x
    biases = np.full(scores[0].shape[1], NEVER)
    biases[there] = best[n:]
    return tuple(float(scale) for scale in np.exp(best[:n])), biases


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


def _fit_items(table: Table, fitted_terms: Fitted, tagged: Array, context: Array) -> tuple[Array, Array, Array, Array]:
    """Return what items weigh, and their probabilities by what is said of writers left out.

    (d + 1, items) of terms, (items,) of ``tagged``, (3 * sections, items) of the context; (n, items) probabilities.
    """
    weights, held_out = fitted_terms
    weights = weights.copy()
    beside, contexts, items = np.zeros(len(ITEMS)), np.zeros((context.shape[1], len(ITEMS))), np.zeros(held_out.shape)
    for j in range(len(ITEMS)):
        x = np.hstack([SCORE_WEIGHT * held_out[:, [j]], tagged[:, [j]], context])
        fitted = LogisticRegression(C=ITEM_C, max_iter=300).fit(x, table.items[:, j])
        items[:, j] = fitted.predict_proba(x)[:, 1]
        weights[:, j] *= SCORE_WEIGHT * fitted.coef_[0, 0]
        weights[-1, j] += fitted.intercept_[0]
        beside[j] = fitted.coef_[0, 1]
        contexts[:, j] = fitted.coef_[0, 2:]
    return weights, beside, contexts, items


def _rightness(table: Table, scores: Array, items: Array, weights: Array) -> str:
    """Say how right the states of sentences and the items of stories are."""
    right = float((scores.argmax(1) == table.states).mean())
    stories = table.stories()
    found = np.stack([sigmoid((answer_evidence(items[at]) * weights).sum(1)) for at in stories]) >= MET_P
    said = np.stack([table.items[at].max(0) for at in stories]) > 0
    counts = [Score.of(zip(said[:, j], found[:, j], strict=True)) for j in range(len(ITEMS))]
    f1, kappa = (sum(values) / len(counts) for values in zip(*((one.f1, one.kappa) for one in counts), strict=True))
    return f"writers left out: sections {right:.3f}, items F1 {f1:.3f}, kappa {kappa:.3f}"


def _fit_answers(table: Table, items: Array) -> Array:
    """Return (items, evidence): how the sentences' probabilities decide about the answer; stories only."""
    stories = table.stories()
    evidence = np.stack([answer_evidence(items[at]) for at in stories])
    said = np.stack([table.items[at].max(0) for at in stories])
    weights = np.zeros((len(ITEMS), len(ANSWER_EVIDENCE)))
    for j in range(len(ITEMS)):
        fitted = LogisticRegression(C=ANSWER_C).fit(evidence[:, j, 1:], said[:, j])
        weights[j] = [fitted.intercept_[0], *fitted.coef_[0]]
    return weights
