"""The learned part of the checklist: from the sentences of an answer to probabilities.

A sentence is in one of `STATES`: a section of a story, or, where the answer tells none, "hypothetical" or "off_topic".
States are scored by a softmax regression on the terms of the sentence and smoothed over the answer by the
forward-backward algorithm (Rabiner 1989). Items are scored by logistic regressions on the terms, the state
probabilities of the sentence and its neighbours, and the scores of a network that reads the whole answer (`Tagger`);
whether the answer says an item, by a logistic regression on the scores of its sentences. A second look at the states, a
softmax regression on all these probabilities, knows what was said around a sentence; its probabilities and the
network's, each to a power of its own, are multiplied (a product of experts, Hinton 2002).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speakstar.core.boundaries import Cutter
from speakstar.core.checklist import ITEMS
from speakstar.core.features import MIN_PLACED
from speakstar.core.model import SECTIONS, Section, StoryKind
from speakstar.core.star_terms import SHARED, WEIGHTS, Terms, terms
from speakstar.core.tagger import Tagger, position

Array = NDArray[np.float64]

STATES = (*SECTIONS, "hypothetical", "off_topic")
"""What a sentence can be."""

OTHER = SECTIONS.index("other")
SCENE = [SECTIONS.index("situation"), SECTIONS.index("task")]
"""The states in which nothing has come of anything yet: no outcome is labelled there, and no figure of one."""

TRADEOFF = SECTIONS.index("tradeoff")

OUTCOMES = [i for i, item in enumerate(ITEMS) if item.id in ("result.outcome", "result.quantified")]

N_SECTIONS = len(SECTIONS)

_SAID_IN: Mapping[str, tuple[Section, ...]] = {
    "task.ownership": ("task", "situation"),
    "task.goal": ("task", "situation"),
    "action.decisions": ("action", "tradeoff"),
    "action.alternatives": ("action",),
    "action.risk": ("action", "result"),
    "action.collaboration": ("action", "tradeoff"),
    "tradeoffs.stated": ("tradeoff",),
    "tradeoffs.reason": ("tradeoff",),
    "result.outcome": ("result",),
    "result.quantified": ("result",),
    "result.baseline": ("result", "situation"),
    "lessons.learned": ("lesson",),
    "lessons.institutional": ("lesson",),
}
"""The sections in which 96 % and more of the sentences labelled for an item are; of the others it can be any."""

SAID_IN: Array = np.array(
    [[s in _SAID_IN.get(item.id, SECTIONS) for s in SECTIONS] for item in ITEMS], dtype=np.float64
)
"""(items, sections) 1 where an item is said in a section."""

_PLACE = {item.id: i for i, item in enumerate(ITEMS)}
_ONLY_WITH = (
    (_PLACE["result.baseline"], _PLACE["result.quantified"]),
    (_PLACE["tradeoffs.reason"], _PLACE["tradeoffs.stated"]),
)
"""Details and what they are details of: of 2,632 labelled ones none is without it."""

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

STORY_P = 0.5
"""An answer tells a story if that is likelier than not. None of the labelled stories is below 0.54, with its
punctuation or without, and none of the other answers above 0.3; what lies between is short, and to call it no story
costs its speaker the report."""

ANSWER_EVIDENCE = ("bias", "best", "second")
"""What an answer's item is judged by; see `answer_evidence`."""


@dataclass(frozen=True, slots=True)
class StarModel:
    """The weights, made by scripts/train_star.py.

    Parameters
    ----------
    terms
        Row of each known term, its kind before a colon.
    states
        (terms + 1, states) weights; the last row is the bias.
    order
        (states + 1, states + 1) log of how much likelier than usual one state follows another; the last index is the
        edge of the answer.
    items
        (terms + 1, items) weights; the last row is the bias.
    contexts
        (3 * sections, items) weights of the section probabilities of a sentence, the one before, the one after.
    answers
        (items, evidence) weights of `ANSWER_EVIDENCE`.
    second
        (columns of `surroundings` + 1, states) weights; the last row is the bias.
    tagger
        The network that reads the whole answer.
    tagger_power, tagger_items
        () the power of its states' probabilities beside the second look's; (items,) weights of its items' log odds
        beside the scores of the terms.
    cutter
        What finds the sentences where no punctuation is; learned apart from the rest.
    """

    terms: Mapping[str, int]
    states: NDArray[np.float32]
    order: Array
    items: NDArray[np.float32]
    contexts: Array
    answers: Array
    second: Array
    tagger: Tagger
    tagger_power: Array
    tagger_items: Array
    cutter: Cutter | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model makes of an answer of n sentences.

    ``states`` (n, states) and ``items`` (n, items) are probabilities for each sentence, ``answer`` (items,) that
    the answer says the item at all: 0 where it tells no story.
    """

    states: Array
    items: Array
    answer: Array

    @property
    def kind(self) -> StoryKind:
        """What the answer is; without any sentence it is held for a story."""
        return _kind(self.states)

    @property
    def sections(self) -> list[Section]:
        """The section of each sentence; all "other" in an answer that tells no story."""
        if self.kind != "story":
            return ["other"] * len(self.states)
        return [SECTIONS[best] for best in self.states[:, :N_SECTIONS].argmax(1)]


def judge(
    model: StarModel,
    texts: Sequence[str],
    least: Array | None = None,
    most: Array | None = None,
    traded: Array | None = None,
) -> Judgement:
    """Judge an answer, sentence by sentence.

    ``least`` and ``most`` (n, items) are bounds of the probabilities that are known otherwise; the lower ones hold for
    sentences that do not set the scene. ``traded`` (n,) is how likely each sentence tells a trade-off at least.
    """
    if not texts:
        return Judgement(np.zeros((0, len(STATES))), np.zeros((0, len(model.answers))), np.zeros(len(model.answers)))
    rows = [weighted(model.terms, one) for one in terms(texts)]
    tagged_states, tagged_items = split(model.tagger.scores(texts))
    log_p = log_softmax(_scores(model.states, rows))
    if traded is not None:
        log_p, tagged_states = (_raised(one, TRADEOFF, traded) for one in (log_p, tagged_states))
    first = smoothed(log_p, model.order)
    items = sigmoid(_scores(model.items, rows) + model.tagger_items * tagged_items + in_context(first) @ model.contexts)
    second = surroundings(log_p, first, items) @ model.second[:-1] + model.second[-1]
    states = np.exp(log_softmax(second + model.tagger_power * tagged_states))
    later = 1.0 - states[:, SCENE].sum(axis=1, keepdims=True)
    if least is not None:
        items = np.maximum(items, least * later)
    if most is not None:
        items = np.minimum(items, most)
    items[:, OUTCOMES] = np.minimum(items[:, OUTCOMES], later)
    told_p = story(states)
    answer = sigmoid((answer_evidence(items) * model.answers).sum(1))
    for detail, of in _ONLY_WITH:
        answer[detail] = min(answer[detail], answer[of])
    sure = float(told_p.max()) if _kind(states) == "story" else 0.0
    said = np.minimum(items * told_p[:, None], states[:, :N_SECTIONS] @ SAID_IN.T)
    return Judgement(states, said, answer * sure)


def split(scores: NDArray[np.float32]) -> tuple[Array, Array]:
    """Return the log probabilities of the states, (n, states), and the log odds of the items, (n, items)."""
    states, items = np.split(scores.astype(np.float64), [len(STATES)], axis=1)
    return log_softmax(states), items


def _raised(log_p: Array, state: int, least: Array) -> Array:
    """Return log probabilities (n, states) of which one state's are at least ``least`` (n,)."""
    raised = log_p.copy()
    for i in np.flatnonzero(least > np.exp(log_p[:, state])):
        raised[i] += np.log((1.0 - least[i]) / (1.0 - np.exp(log_p[i, state])))
        raised[i, state] = np.log(least[i])
    return raised


def _kind(states: Array) -> StoryKind:
    if not len(states) or float(story(states).mean()) >= STORY_P:
        return "story"
    hypothetical, off_topic = states[:, N_SECTIONS:].sum(0)
    return "hypothetical" if hypothetical >= off_topic else "off_topic"


def weighted(known: Mapping[str, int], told: Terms) -> tuple[list[int], list[float]]:
    """Return the rows of a sentence's known terms, and what each of them counts."""
    rows: list[int] = []
    values: list[float] = []
    for kind, found in told.items():
        here = [known[key] for term in found if (key := f"{kind}:{term}") in known]
        if here:
            value = WEIGHTS[kind] / (math.sqrt(len(here)) if kind in SHARED else 1.0)
            rows += here
            values += [value] * len(here)
    return rows, values


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


def _scores(weights: NDArray[np.float32], rows: Sequence[tuple[list[int], list[float]]]) -> Array:
    bias = weights[-1].astype(np.float64)
    return np.stack([np.array(values) @ weights[at] + bias if at else bias for at, values in rows])


def log_softmax(scores: Array) -> Array:
    """Return the log of the probabilities (n, k) of competing scores."""
    normed: Array = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return normed
