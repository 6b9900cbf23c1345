"""Measure the checklist on labelled answers.

    python scripts/evaluate_checklist.py [ANSWERS.jsonl ...]     default: models/star/answers/dev.jsonl
    python scripts/evaluate_checklist.py --write                 writes models/star/RESULTS.md and results.json

Answers are measured with their sentences as labelled, cut anew here, and cut anew without punctuation and capitals.
Answers that the weights learned from give figures that are too good. The cross-validation on the page is the one that
scripts/train_star.py made when it learned the weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from star import measures, results
from star.answers import DEVELOPMENT, TEST, TEST_B, Answer, read, unpunctuated

from speakstar.adapters import sentence_files, star_files
from speakstar.core.model import Sentence
from speakstar.core.star import review
from speakstar.core.text import sentences

KEPT = {"test": TEST, "test b": TEST_B, "development": DEVELOPMENT}
"""Answers that are never learned from."""

CUTS: dict[str, Callable[[Answer], Sequence[Sentence]]] = {
    results.AS_LABELLED: measures.cut_as_labelled,
    "sentences cut anew": lambda answer: sentences(answer.text, sentence_files.load()),
    "cut anew, no punctuation": lambda answer: sentences(unpunctuated(answer.text), sentence_files.load()),
}


def measure(answers: Sequence[Answer]) -> dict[str, Any]:
    """Measure the committed weights on answers, by cut and by style."""
    star = star_files.load()
    return {
        name: measures.figures([(answer, review(cut(answer), star=star, speaking_s=None)) for answer in answers])
        for name, cut in CUTS.items()
    }


def main() -> None:
    """Measure, and print or write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, help="labelled answers; default: the development answers")
    parser.add_argument("--write", action="store_true", help="write the results, with the last cross-validation")
    options = parser.parse_args()
    if options.write:
        results.write({name: measure(read(file)) for name, file in KEPT.items()})
        return
    told = [answer for file in options.files or [DEVELOPMENT] for answer in read(file)]
    print(results.markdown({"these answers": measure(told)}))


if __name__ == "__main__":
    main()
