"""Measure the checklist on labelled answers.

    python scripts/evaluate_checklist.py [ANSWERS.jsonl ...]     default: models/star/answers/dev.jsonl
    python scripts/evaluate_checklist.py --write                 writes models/star/RESULTS.md and results.json
    python scripts/evaluate_checklist.py --cross-validate        the same with a new cross-validation (hours)

Cross-validation learns from four fifths of the writers and measures on the others (needs scikit-learn and PyTorch); the
development answers are never learned from. Answers are measured with their sentences as labelled, cut anew here,
and cut anew without punctuation and capitals. Answers that the weights learned from give figures that are too good.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from star import measures, results
from star.answers import DEVELOPMENT, ROOT, TEST, TEST_B, Answer, read, training_files, unpunctuated

from speakstar.adapters import embedded, sentence_files, star_files
from speakstar.core.model import Sentence
from speakstar.core.star import review
from speakstar.core.star_model import StarModel
from speakstar.core.text import sentences

RESULTS = ROOT / "models/star/results.json"

FOLDS = 5
"""Each takes almost as long as scripts/train_star.py."""

Fold = tuple[StarModel, Sequence[Answer]]
"""Weights, and answers that they were not learned from."""
CUTS: dict[str, Callable[[Answer], Sequence[Sentence]]] = {
    "sentences as labelled": measures.cut_as_labelled,
    "sentences cut anew": lambda answer: sentences(answer.text, sentence_files.load()),
    "cut anew, no punctuation": lambda answer: sentences(unpunctuated(answer.text), sentence_files.load()),
}


def measure(folds: Sequence[Fold]) -> dict[str, Any]:
    """Measure weights on answers, by cut and by style."""
    report: dict[str, Any] = {}
    for name, cut in CUTS.items():
        pairs = [
            (answer, review(cut(answer), star=star, speaking_s=None)) for star, answers in folds for answer in answers
        ]
        report[name] = {
            style: {"answers": len(some), "sections": measures.sections(some), "checklist": measures.checklist(some)}
            | {"calibration": measures.calibration(some)}
            for style, some in measures.by_style(pairs).items()
        }
    return report


def cross_validate(files: Sequence[Path]) -> list[Fold]:
    """Learn without some writers, so that each is left out once, with the weights rounded as they are when stored."""
    from star import recipe
    from star.answers import examples

    folds = []
    for left_out in (files[first::FOLDS] for first in range(min(FOLDS, len(files)))):
        learned = recipe.fit([a for file in files if file not in left_out for a in read(file)] + examples())
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / embedded.WEIGHTS
            star_files.save(learned, path)
            folds += [(star_files.load(path), read(file)) for file in left_out]
        print(f"{', '.join(file.stem for file in left_out)} left out", flush=True)
    return folds


def main() -> None:
    """Measure, and print or write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, help="labelled answers; default: the development answers")
    parser.add_argument("--write", action="store_true", help="write the results, with the last cross-validation")
    parser.add_argument("--cross-validate", action="store_true", help="cross-validate, and write the results")
    options = parser.parse_args()
    if options.write or options.cross_validate:
        validated = cross_validation(cross_validate(training_files())) if options.cross_validate else last_validation()
        report = {"test": test(), "test b": test_b(), "development": development(), **validated}
        RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        RESULTS.with_name("RESULTS.md").write_text(results.markdown(report), encoding="utf-8")
        return
    print(
        results.markdown({"these answers": measure([(star_files.load(), answers_of(options.files or [DEVELOPMENT]))])})
    )


def development() -> dict[str, Any]:
    """Measure the committed weights on the development answers."""
    return measure([(star_files.load(), read(DEVELOPMENT))])


def test() -> dict[str, Any]:
    """Measure the committed weights on the answers that were kept unseen."""
    return measure([(star_files.load(), read(TEST))])


def test_b() -> dict[str, Any]:
    """Measure the committed weights on the later answers that were kept unseen."""
    return measure([(star_files.load(), read(TEST_B))])


def answers_of(files: Sequence[Path]) -> list[Answer]:
    """Read several files."""
    return [answer for file in files for answer in read(file)]


def cross_validation(folds: Sequence[Fold]) -> dict[str, Any]:
    """Measure each writer's answers by the weights learned from the others: all together, and by writer."""
    by_writer = {answers[0].writer: results.headline(measure([(star, answers)])) for star, answers in folds}
    return {"cross-validation": measure(folds), "writers": by_writer}


def last_validation() -> dict[str, Any]:
    """Return what was found when cross-validation was last made."""
    stored = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {name: stored[name] for name in ("cross-validation", "writers")}


if __name__ == "__main__":
    main()
