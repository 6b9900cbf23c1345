"""What an answer says: its sections, the checklist items, the pitfalls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from speakstar.core import coaching, pitfalls
from speakstar.core.checklist import ITEMS
from speakstar.core.costs import names_cost
from speakstar.core.figures import may_count, tells_change
from speakstar.core.model import CAP_S, Evidence, Finding, SectionSpan, Sentence, StarReview, TaggedSentence
from speakstar.core.wishes import only_wished

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speakstar.core.star_model import Scores, StarModel

MET_P = 0.5
"""An item is met where it is likelier than not that the answer says it."""

WEAK_P = 0.25
"""Below `MET_P` but above odds of one in three an item is hinted at."""

QUOTED_P = 0.7
"""Beside the best sentence only those that are this likely are quoted: surer ones are hardly righter."""

CHANGE_P = 0.95
"""How likely a sentence that tells a change in figures says the three items below, unless it sets the scene: 0.99 on
the labelled answers."""

COST_P = 0.95
"""How likely a sentence that calls a cost by its name tells a trade-off: all 39 labelled ones do."""

COUNTLESS_P = 0.05
"""How likely a sentence without any number, "none" or the like has the figure of an outcome: ten of 8,712 have."""

WISHED_P = 0.05
"""How likely a sentence that only wishes or plans says one of the three items below."""

RESULTS = frozenset({"result.outcome", "result.quantified", "result.baseline"})

MAX_EVIDENCE = 3
"""More sentences than this prove no more."""


def review(
    sentences: Sequence[Sentence],
    *,
    star: StarModel,
    speaking_s: float | None,
    cap_s: float = CAP_S,
    story: bool | None = None,
    scores: Scores | None = None,
) -> StarReview:
    """Apply the checklist to the sentences of an answer.

    Parameters
    ----------
    sentences
        The answer, in order.
    star
        The weights of the checklist.
    speaking_s
        How long the answer took; None for a text, whose length is estimated from its words.
    cap_s
        How long it may take.
    story
        Whether the answer tells one; None where only the weights can tell.
    scores
        Of the sentences, where others than those by the weights are to count: cross-validation has them.

    Returns
    -------
    StarReview
        Every item of the checklist has a finding, and every met or weak one the sentences that prove it. In an answer
        that tells no story every sentence is "other", and every item missing.
    """
    from speakstar.core.star_model import judge, scored

    texts = [sentence.text for sentence in sentences]
    traded = _traded(texts)
    scores = scores or scored(star, texts)
    if story is not None:
        scores = scores.known(story=story)
    judged = judge(star, scores, _least(texts, traded), _most(texts), traded)
    tagged = tuple(map(TaggedSentence, sentences, judged.sections))
    items = tuple(
        _finding(item.id, sentences, [float(p) for p in judged.items[:, j]], float(judged.answer[j]))
        for j, item in enumerate(ITEMS)
    )
    found = pitfalls.find(tagged, items, speaking_s=speaking_s, cap_s=cap_s)
    return StarReview(
        sections=_spans(tagged),
        sentences=tagged,
        items=items,
        pitfalls=found,
        next_step=coaching.next_step(items, found, tagged, cap_s=cap_s),
        follow_up=coaching.follow_up(items, found, tagged),
        kind=judged.kind,
    )


def _traded(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how likely each sentence tells a trade-off at least, by what can be computed; shape (n,)."""
    import numpy as np

    return np.array([COST_P if names_cost(text) else 0.0 for text in texts])


def _least(texts: Sequence[str], traded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how likely it is at least that a sentence says an item, by what can be computed; shape (n, items)."""
    import numpy as np

    told = np.array([tells_change(text) for text in texts], dtype=bool)
    results = np.array([item.id in RESULTS for item in ITEMS])
    stated = np.array([item.id == "tradeoffs.stated" for item in ITEMS])
    least: NDArray[np.float64] = np.where(told[:, None] & results, CHANGE_P, 0.0) + traded[:, None] * stated
    return least


def _most(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how likely it is at most: no figure where no word can be one, no result in a wish; shape (n, items)."""
    import numpy as np

    bare = np.array([not may_count(text) for text in texts], dtype=bool)
    wished = np.array([only_wished(text) for text in texts], dtype=bool)
    figure = np.array([item.id == "result.quantified" for item in ITEMS])
    results = np.array([item.id in RESULTS for item in ITEMS])
    most = np.where(bare[:, None] & figure, COUNTLESS_P, 1.0)
    return np.where(wished[:, None] & results, WISHED_P, most)


def _finding(item: str, sentences: Sequence[Sentence], said: Sequence[float], p: float) -> Finding:
    """Judge an item by the whole answer and quote its best sentence; the others that are quoted must be surer."""
    if p < WEAK_P:
        return Finding(item, "missing", (), confidence=1.0 - p)
    ranked = sorted(range(len(said)), key=lambda i: -said[i])
    if p < MET_P:
        return Finding(item, "weak", _evidence([sentences[ranked[0]]]), confidence=p)
    quoted = [ranked[0], *(i for i in ranked[1:MAX_EVIDENCE] if said[i] >= QUOTED_P)]
    best = sorted(quoted).index(ranked[0])
    return Finding(item, "met", _evidence([sentences[i] for i in quoted]), confidence=p, best=best)


def _evidence(quoted: Sequence[Sentence]) -> tuple[Evidence, ...]:
    in_order = sorted(quoted, key=lambda sentence: sentence.start_char)
    return tuple(Evidence(sentence.text, sentence.start_s, sentence.end_s) for sentence in in_order)


def _spans(tagged: Sequence[TaggedSentence]) -> tuple[SectionSpan, ...]:
    runs = [list(run) for _, run in groupby(tagged, key=lambda one: one.section)]
    return tuple(SectionSpan(run[0].section, run[0].sentence.start_s, run[-1].sentence.end_s, len(run)) for run in runs)
