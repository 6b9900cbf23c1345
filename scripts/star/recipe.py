"""How the checklist's weights are learned."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import (
    ANSWER_EVIDENCE,
    N_SECTIONS,
    STATES,
    answer_evidence,
    in_context,
    log_softmax,
    sigmoid,
    smoothed,
    surroundings,
)
from speakstar.core.star_model import Scores, StarModel, split
from speakstar.core.tagger import Tagger
from star import ridge
from star.answers import Answer
from star.table import Table, tabled

Array = NDArray[np.float64]

Fitted = tuple[Array, Array]
"""Weights of a regression, and what it predicts of writers left out; see `ridge.fit`."""

KEPT_SHARE = 0.5
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


@dataclass(frozen=True)
class HeldOut:
    """What is said of an answer by parts that did not learn from its writer.

    ``scores`` of its sentences, and the weights of a ``second`` look.
    """

    scores: Scores
    second: Array

    def star(self, star: StarModel) -> StarModel:
        """Return the weights that judge these scores."""
        return replace(star, second=self.second)


def fit(answers: Sequence[Answer]) -> tuple[StarModel, list[HeldOut]]:
    """Learn from answers of several writers; and return what is said of each by what others taught.

    What is learned from the output of an earlier step is learned from its output on writers that it had not learned
    from (stacking, Wolpert 1992).
    """
    from star import tagging  # PyTorch, which tests do without

    table = tabled(answers)
    return stacked(table, *regressed(table), *tagging.learned(answers))


def regressed(table: Table) -> tuple[Fitted, Fitted]:
    """Return the ridge regressions of states and of items on the terms."""
    inner, writers = ridge.products(table.x), table.by_writer()
    states = ridge.fit(table.x, inner, np.eye(len(STATES))[table.states], writers, strength=STATE_STRENGTH)
    return states, ridge.fit(table.x, inner, table.items, writers, strength=ITEM_STRENGTH)


def stacked(
    table: Table, states: Fitted, items: Fitted, tagged: Array, tagger: Tagger
) -> tuple[StarModel, list[HeldOut]]:
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

    Returns
    -------
    star, held_out
        All weights, and for each answer what parts say of it that did not learn from its writer. Only the few weights
        with which items meet the network and the context, and the answer its sentences, have.
    """
    state_weights, log_p = _fit_states(table, states)
    order = _order([table.states[at] for at in table.answers])
    first = np.vstack([smoothed(log_p[at], order) for at in table.answers])
    context = np.vstack([in_context(first[at]) for at in table.answers])
    tagged_states, tagged_items = split(tagged)
    item_weights, beside, contexts, odds = _fit_items(table, items, tagged_items, context)
    said = sigmoid(odds + beside * tagged_items + context @ contexts)
    around = np.vstack([surroundings(log_p[at], first[at], said[at]) for at in table.answers])
    second, power, by_others = _fit_second(table, around, tagged_states)
    kept = _heaviest(np.hstack([state_weights, item_weights])[:-1])
    star = StarModel(
        terms={table.known[row]: at for at, row in enumerate(kept)},
        states=state_weights[[*kept, -1]].astype(np.float32),
        order=order,
        items=item_weights[[*kept, -1]].astype(np.float32),
        contexts=contexts,
        answers=_fit_answers(table, said),
        second=second,
        tagger=tagger,
        tagger_power=np.array(power),
        tagger_items=beside,
    )
    parts = log_p, odds, tagged_states, tagged_items
    return star, [HeldOut(Scores(*(part[at] for part in parts)), by_others[at[0]]) for at in table.answers]


def _heaviest(weights: Array) -> NDArray[np.int64]:
    """Return the rows that weigh most in the column where they weigh most, against the most there; in order."""
    most = np.maximum(np.abs(weights).max(0), np.finfo(float).tiny)  # a section or an item may never be labelled
    heaviest = np.abs(weights / most).max(1)
    return np.sort(np.argsort(heaviest, kind="stable")[round((1 - KEPT_SHARE) * len(heaviest)) :])


def _fit_states(table: Table, fitted: Fitted) -> tuple[Array, Array]:
    """Return (d + 1, states) weights, and (n, states) log probabilities by weights learned from other writers."""
    weights, held_out = fitted
    (scale,), biases = _likeliest([held_out], table.states)
    return _scaled(weights, scale, biases), log_softmax(held_out * scale + biases)


def _fit_second(table: Table, around: Array, tagged: Array) -> tuple[Array, float, dict[int, Array]]:
    """Return (columns + 1, states) weights of the second look, the network's power, and by row weights of others."""
    groups = table.by_writer()
    held_out, parts = np.zeros(tagged.shape), []
    for rows in (np.concatenate(groups[first::SECOND_FOLDS]) for first in range(min(SECOND_FOLDS, len(groups)))):
        others = np.setdiff1d(np.arange(len(around)), rows)
        weights = _softmax_weights(around[others], table.states[others], c=SECOND_C)
        held_out[rows] = log_softmax(around[rows] @ weights[:-1] + weights[-1])
        parts.append((rows, weights))
    (scale, beside), biases = _likeliest([held_out, tagged], table.states)
    second = _scaled(_softmax_weights(around, table.states, c=SECOND_C), scale, biases)
    by_others = [(rows, _scaled(weights, scale, biases)) for rows, weights in parts]
    return second, beside, {int(row): weights for rows, weights in by_others for row in rows}


def _scaled(weights: Array, scale: float, biases: Array) -> Array:
    """Return weights whose scores are ``scale`` times as far apart, and moved by ``biases``."""
    scaled = scale * weights
    scaled[-1] += biases
    return scaled


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
    """Return what items weigh, and what the terms say of writers left out.

    (d + 1, items) of terms, (items,) of ``tagged``, (3 * sections, items) of the context; (n, items) log odds.
    """
    weights, held_out = fitted_terms
    weights = weights.copy()
    beside, contexts, odds = np.zeros(len(ITEMS)), np.zeros((context.shape[1], len(ITEMS))), np.zeros(held_out.shape)
    for j in range(len(ITEMS)):
        x = np.hstack([SCORE_WEIGHT * held_out[:, [j]], tagged[:, [j]], context])
        fitted = LogisticRegression(C=ITEM_C, max_iter=300).fit(x, table.items[:, j])
        scale, intercept = SCORE_WEIGHT * fitted.coef_[0, 0], fitted.intercept_[0]
        weights[:, j] *= scale
        weights[-1, j] += intercept
        odds[:, j] = scale * held_out[:, j] + intercept
        beside[j] = fitted.coef_[0, 1]
        contexts[:, j] = fitted.coef_[0, 2:]
    return weights, beside, contexts, odds


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
