"""The speaker is the judge: marks that overrule what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from speakstar.core import coaching
from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.model import Analysis, Finding, Mark, Pitfall, StarReview
from speakstar.errors import NotFoundError

STORY = "story.told"
"""Marks whether the answer tells a story at all."""

MARKABLE = (STORY, *(item.id for item in ITEMS), *(kind.id for kind in PITFALLS))
"""What can be marked."""

_ANSWERED = {"pitfall.no_tradeoff": "tradeoffs.stated", "pitfall.vague": "result.quantified"}
"""Pitfalls that are the lack of an item: who says that the item is there says that the pitfall is not."""


def require_known(finding: str) -> None:
    """Refuse an id that is neither `STORY` nor a checklist item's or a pitfall's.

    Raises
    ------
    NotFoundError
        There is no such finding.
    """
    if finding not in MARKABLE:
        raise NotFoundError(f"There is no finding {finding!r}.", hint=f"Known: {', '.join(MARKABLE)}.")


def story_told(marks: Sequence[Mark]) -> bool | None:
    """Return what the speaker says of whether the answer tells a story; None where they say nothing.

    An analysis has to be made for it: where no story was heard, there are no findings to overrule.
    """
    return next((mark.said for mark in marks if mark.finding == STORY), None)


def marked(analysis: Analysis, marks: Sequence[Mark]) -> Analysis:
    """Return an analysis in which the marks overrule the findings, and the advice follows them.

    Of `STORY` it only says that the speaker has settled it; see `story_told`.
    """
    if not marks:
        return analysis
    said = {mark.finding: mark.said for mark in marks}
    review = analysis.review
    items = tuple(_item(item, said) for item in review.items)
    pitfalls = tuple(_pitfall(pitfall, said) for pitfall in review.pitfalls)
    overruled = replace(review, items=items, pitfalls=pitfalls, marked=STORY in said)
    return replace(analysis, review=_advised(overruled, cap_s=analysis.delivery.cap_s))


def _item(found: Finding, said: Mapping[str, bool]) -> Finding:
    if found.id not in said:
        return found
    if said[found.id]:
        return replace(found, verdict="met", marked=True, confidence=1.0)
    return replace(found, verdict="missing", evidence=(), marked=True, confidence=1.0)


def _pitfall(found: Pitfall, said: Mapping[str, bool]) -> Pitfall:
    if found.id in said:
        return replace(found, present=said[found.id], marked=True)
    if said.get(_ANSWERED.get(found.id, "")):
        return replace(found, present=False, marked=True)
    return found


def _advised(review: StarReview, *, cap_s: float) -> StarReview:
    return replace(
        review,
        next_step=coaching.next_step(review.items, review.pitfalls, review.sentences, cap_s=cap_s),
        follow_up=coaching.follow_up(review.items, review.pitfalls, review.sentences),
    )
