"""What an answer says: its sections, the checklist items, the pitfalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from speakstar.core import coaching, pitfalls
from speakstar.core.checklist import ITEMS
from speakstar.core.features import MIN_PLACED, imagined, places, seen
from speakstar.core.model import SECTIONS, Evidence, Finding, Section, SectionSpan, Sentence, StarReview, TaggedSentence
from speakstar.core.star_votes import FIRST_SECTION, ITEM_VOTES, LAST_SECTION, NEXT_SECTION, SECTION_VOTES

ORDER_WEIGHT = 0.5
"""How much the usual order of sections counts beside the words; best of 0 to 0.7 on the labelled answers."""

MET_SCORE = -0.8
"""An item is met from these log odds on: best F1 on labelled answers that were not learned from."""

WEAK_SCORE = -1.5
"""Below `MET_SCORE` but above this (odds of one in five) an item is hinted at."""

SURE_SCORE = 0.0
"""Beside the best sentence only those that are likelier than not are quoted."""

MAX_EVIDENCE = 3
"""More sentences than this prove no more."""


@dataclass(frozen=True, slots=True)
class _Scored:
    sentence: Sentence
    section: Section
    scores: dict[str, float]


def review(sentences: Sequence[Sentence], *, speaking_s: float | None) -> StarReview:
    """Apply the checklist to the sentences of an answer.

    Parameters
    ----------
    sentences
        The answer, in order.
    speaking_s
        How long the answer took; None for a text, whose length is estimated from its words.

    Returns
    -------
    StarReview
        Every item of the checklist has a finding, and every met or weak one the sentences that prove it.
    """
    marks = [seen(sentence.text) for sentence in sentences]
    sections = _sections(marks)
    scored = [
        _Scored(sentence, section, _item_scores(mark, section))
        for sentence, mark, section in zip(sentences, marks, sections, strict=True)
    ]
    tagged = tuple(TaggedSentence(one.sentence, one.section) for one in scored)
    items = tuple(_finding(item.id, scored) for item in ITEMS)
    found = pitfalls.find(tagged, items, speaking_s=speaking_s)
    return StarReview(
        sections=_spans(tagged),
        sentences=tagged,
        items=items,
        pitfalls=found,
        next_step=coaching.next_step(items, found, tagged),
        follow_up=coaching.follow_up(items, found, tagged),
    )


def _sections(marks: Sequence[frozenset[str]]) -> list[Section]:
    """Choose the likeliest sequence of sections (Viterbi 1967) from the cues and the usual order."""
    if imagined(marks):
        return ["other"] * len(marks)
    if not marks:
        return []
    whole = len(marks) >= MIN_PLACED
    best = {section: ORDER_WEIGHT * FIRST_SECTION[section] if whole else 0.0 for section in SECTIONS}
    came_from: list[dict[Section, Section]] = []
    for i, mark in enumerate(marks):
        if i:
            back = {section: _likeliest_before(best, section) for section in SECTIONS}
            best = {section: _via(best, back[section], section) for section in SECTIONS}
            came_from.append(back)
        present = mark | places(i, len(marks))
        best = {section: best[section] + _votes(SECTION_VOTES[section], present) for section in SECTIONS}
    if whole:
        best = {section: best[section] + ORDER_WEIGHT * LAST_SECTION[section] for section in SECTIONS}
    path = [max(SECTIONS, key=best.__getitem__)]
    for back in reversed(came_from):
        path.append(back[path[-1]])
    return path[::-1]


def _likeliest_before(best: dict[Section, float], after: Section) -> Section:
    return max(SECTIONS, key=lambda before: _via(best, before, after))


def _via(best: dict[Section, float], before: Section, after: Section) -> float:
    return best[before] + ORDER_WEIGHT * NEXT_SECTION[before][after]


def _votes(votes: dict[str, float], present: frozenset[str]) -> float:
    return votes["bias"] + sum(votes.get(mark, 0.0) for mark in present)


def _item_scores(mark: frozenset[str], section: Section) -> dict[str, float]:
    """Return the log odds of each item; a sentence outside the story says none."""
    if section == "other":
        return {}
    return {item: _votes(votes, mark | {section}) for item, votes in ITEM_VOTES.items()}


def _finding(item: str, scored: Sequence[_Scored]) -> Finding:
    """Judge an item by its best sentence; the others that are quoted must be surer."""
    ranked = sorted((one for one in scored if item in one.scores), key=lambda one: -one.scores[item])
    if not ranked or ranked[0].scores[item] < WEAK_SCORE:
        return Finding(item, "missing", ())
    if ranked[0].scores[item] < MET_SCORE:
        return Finding(item, "weak", _evidence(ranked[:1]))
    sure = [one for one in ranked[1:MAX_EVIDENCE] if one.scores[item] >= SURE_SCORE]
    return Finding(item, "met", _evidence([ranked[0], *sure]))


def _evidence(scored: Sequence[_Scored]) -> tuple[Evidence, ...]:
    in_order = sorted((one.sentence for one in scored), key=lambda sentence: sentence.start_char)
    return tuple(Evidence(sentence.text, sentence.start_s, sentence.end_s) for sentence in in_order)


def _spans(tagged: Sequence[TaggedSentence]) -> tuple[SectionSpan, ...]:
    runs = [list(run) for _, run in groupby(tagged, key=lambda one: one.section)]
    return tuple(SectionSpan(run[0].section, run[0].sentence.start_s, run[-1].sentence.end_s, len(run)) for run in runs)
