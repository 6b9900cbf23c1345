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
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from speakstar.core.boundaries import Cutter
from speakstar.core.checklist import ITEMS
from speakstar.core.model import SECTIONS, Section, StoryKind
from speakstar.core.star_context import (
    N_SECTIONS,
    STATES,
    answer_evidence,
    in_context,
    log_softmax,
    sigmoid,
    smoothed,
    story,
    surroundings,
)
from speakstar.core.star_terms import SHARED, WEIGHTS, Terms, terms
from speakstar.core.tagger import Tagger

Array = NDArray[np.float64]

SCENE = [SECTIONS.index("situation"), SECTIONS.index("task")]
"""The states in which nothing has come of anything yet: no outcome is labelled there, and no figure of one."""

TRADEOFF = SECTIONS.index("tradeoff")

IMPOSSIBLE = -50.0
"""Log of how unlikely a state is that somebody has ruled out."""

OUTCOMES = [i for i, item in enumerate(ITEMS) if item.id in ("result.outcome", "result.quantified")]

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

STORY_P = 0.6
"""An answer tells a story if this is likelier. By parts that had not learned from their writers, 8 of 3,272 labelled
stories are below it, and 167 of 194 other answers; at 0.5 the same 8, and 161."""


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
class Scores:
    """What the words say of each of n sentences, before its place among the others counts.

    ``states`` (n, states) are log probabilities and ``items`` (n, items) log odds by the terms, ``tagged_states`` and
    ``tagged_items`` the same by the network.
    """

    states: Array
    items: Array
    tagged_states: Array
    tagged_items: Array

    def known(self, *, story: bool) -> Scores:
        """Return what is left where somebody knows whether the answer tells a story."""
        possible = np.array([state in SECTIONS for state in STATES]) == story
        states, tagged = (
            log_softmax(np.where(possible, log_p, log_p + IMPOSSIBLE)) for log_p in (self.states, self.tagged_states)
        )
        return replace(self, states=states, tagged_states=tagged)


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


def scored(model: StarModel, texts: Sequence[str]) -> Scores:
    """Score the sentences of an answer, by the terms and by the network."""
    if not texts:
        states, items = np.zeros((0, len(STATES))), np.zeros((0, len(ITEMS)))
        return Scores(states, items, states, items)
    rows = [weighted(model.terms, one) for one in terms(texts)]
    by_terms = log_softmax(_scores(model.states, rows)), _scores(model.items, rows)
    return Scores(*by_terms, *split(model.tagger.scores(texts)))


def judge(
    model: StarModel,
    scores: Scores,
    least: Array | None = None,
    most: Array | None = None,
    traded: Array | None = None,
) -> Judgement:
    """Judge an answer by the scores of its sentences.

    ``least`` and ``most`` (n, items) are bounds of the probabilities that are known otherwise; the lower ones hold for
    sentences that do not set the scene. ``traded`` (n,) is how likely each sentence tells a trade-off at least.
    """
    if not len(scores.states):
        return Judgement(scores.states, scores.items, np.zeros(len(model.answers)))
    log_p, tagged = scores.states, scores.tagged_states
    if traded is not None:
        log_p, tagged = (_raised(one, TRADEOFF, traded) for one in (log_p, tagged))
    first = smoothed(log_p, model.order)
    items = sigmoid(scores.items + model.tagger_items * scores.tagged_items + in_context(first) @ model.contexts)
    second = surroundings(log_p, first, items) @ model.second[:-1] + model.second[-1]
    states = np.exp(log_softmax(second + model.tagger_power * tagged))
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


def _scores(weights: NDArray[np.float32], rows: Sequence[tuple[list[int], list[float]]]) -> Array:
    bias = weights[-1].astype(np.float64)
    return np.stack([np.array(values) @ weights[at] + bias if at else bias for at, values in rows])
