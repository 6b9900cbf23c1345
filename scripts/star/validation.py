"""Every answer measured by weights that had not learned from its writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from speakstar.core.star import review
from speakstar.core.star_model import StarModel
from star import measures, results
from star.answers import Answer
from star.recipe import HeldOut


def cross_validation(star: StarModel, answers: Sequence[Answer], held_out: Sequence[HeldOut]) -> dict[str, Any]:
    """Measure answers, their sentences as labelled: all together and by writer.

    Parameters
    ----------
    star
        The weights that learned from all of them; what of these judges the held-out scores, see `recipe.stacked`.
    answers, held_out
        What was learned from, and what is said of each by parts that did not know its writer.
    """
    pairs = [
        (
            answer,
            review(measures.cut_as_labelled(answer), star=held.star(star), speaking_s=None, scores=held.scores),
        )
        for answer, held in zip(answers, held_out, strict=True)
    ]
    by_writer = {
        writer: results.headline({results.AS_LABELLED: measures.figures([p for p in pairs if p[0].writer == writer])})
        for writer in sorted({answer.writer for answer in answers}, key=lambda name: (len(name), name))
    }
    return {"cross-validation": {results.AS_LABELLED: measures.figures(pairs)}, "writers": by_writer}
