"""From what is said of single sentences to the whole answer: their usual order, their neighbours, the best of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speakstar.core.features import MIN_PLACED
from speakstar.core.model import SECTIONS
from speakstar.core.tagger import position

Array = NDArray[np.float64]

STATES = (*SECTIONS, "hypothetical", "off_topic")
"""What a sentence can be."""

N_SECTIONS = len(SECTIONS)
OTHER = SECTIONS.index("other")

ORDER_WEIGHT = 0.5
"""How much the usual order of sections counts beside the words; chosen on answers of writers not learned from."""

NEIGHBOUR_WEIGHT = 0.3
"""How much the sections of the sentences before and after count for an item beside the sentence's own."""

TINY = 0.01
"""Probabilities of sentences are kept this far from 0 and 1 when they are weighed: nobody is surer of a sentence."""

SECOND_REACH = 2
"""Sentences before and after that the second look takes in."""

LEAST_LOG_P = -8.0
SEEN_P = 0.001
"""Probabilities below these are all the same to the second look."""

ANSWER_EVIDENCE = ("bias", "best", "second")
"""What an answer's item is judged by; see `answer_evidence`."""


def smoothed(log_p: Array, order: Array) -> Array:
    """Return the probability of each state given the whole answer (forward-backward).

    In an answer of fewer than `MIN_PLACED` sentences its start and end say nothing.
    """
    n, k = log_p.shape
    edge, follows = ORDER_WEIGHT * order[k], ORDER_WEIGHT * order[:k, :k]
    whole = n >= MIN_PLACED
    forward, backward = np.zeros((n, k)), np.zeros((n, k))
    forward[0] = log_p[0] + (edge[:k] if whole else 0.0)
    for i in range(1, n):
        forward[i] = log_p[i] + np.logaddexp.reduce(forward[i - 1][:, None] + follows, axis=0)
    backward[-1] = ORDER_WEIGHT * order[:k, k] if whole else 0.0
    for i in range(n - 2, -1, -1):
        backward[i] = np.logaddexp.reduce(follows + log_p[i + 1] + backward[i + 1], axis=1)
    both = forward + backward
    likely: Array = np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))
    return likely


def sections(states: Array) -> Array:
    """Return (n, sections) probabilities: an answer without a story is all "other"."""
    found = states[:, :N_SECTIONS].copy()
    found[:, OTHER] += states[:, N_SECTIONS:].sum(1)
    return found


def story(states: Array) -> Array:
    """Return the probability (n,) that a sentence belongs to a story that was told."""
    told: Array = 1.0 - states[:, N_SECTIONS:].sum(1)
    return told


def in_context(states: Array) -> Array:
    """Return (n, 3 * sections): the section probabilities of each sentence, of the one before, of the one after."""
    own = sections(states)
    before, after = np.zeros_like(own), np.zeros_like(own)
    before[1:], after[:-1] = own[:-1], own[1:]
    return np.hstack([own, NEIGHBOUR_WEIGHT * before, NEIGHBOUR_WEIGHT * after])


def surroundings(log_p: Array, states: Array, items: Array) -> Array:
    """Return what the second look goes by, one row a sentence.

    Its scores from the words alone, (n, states); the log of the state probabilities of the sentences up to
    `SECOND_REACH` before and after; the log odds of its items and its neighbours'; its place.
    """
    n = len(states)
    near = range(-SECOND_REACH, SECOND_REACH + 1)
    return np.hstack(
        [
            np.maximum(log_p, LEAST_LOG_P),
            *(_shifted(np.log(states + SEEN_P), by) for by in near),
            *(_shifted(logit(items), by) for by in (-1, 0, 1)),
            position(n),
        ]
    )


def _shifted(values: Array, by: int) -> Array:
    """Return for each sentence the values of the one ``by`` further on; zeros where there is none."""
    n = len(values)
    out = np.zeros_like(values)
    out[max(0, -by) : max(0, n - max(0, by))] = values[max(0, by) : max(0, n + min(0, by))]
    return out


def answer_evidence(items: Array) -> Array:
    """Return (items, evidence) from the probabilities (n, items) of an answer's sentences.

    They are the log odds of the best and of the second best sentence.
    """
    ranked = -np.sort(-items, axis=0)
    best = logit(ranked[0])
    second = logit(ranked[1]) if len(ranked) > 1 else np.full_like(best, logit(np.zeros(())))
    return np.stack([np.ones_like(best), best, second], axis=1)


def logit(p: Array) -> Array:
    """Return log odds, of probabilities kept `TINY` away from 0 and 1."""
    kept = np.clip(p, TINY, 1.0 - TINY)
    odds: Array = np.log(kept / (1.0 - kept))
    return odds


def sigmoid(x: Array) -> Array:
    """Return the probability of log odds."""
    p: Array = 0.5 * (1.0 + np.tanh(0.5 * x))
    return p


def log_softmax(scores: Array) -> Array:
    """Return the log of the probabilities (n, k) of competing scores."""
    normed: Array = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return normed
