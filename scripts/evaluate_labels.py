"""Measure how far two labellers agree: what no checklist can be expected to beat.

Usage: python scripts/evaluate_labels.py

The second and third readers saw the sentences alone (models/star/answers/second, third). Items are compared answer by
answer, as RESULTS.md does: an answer has an item if any of its sentences says it.
"""

import json
from itertools import chain
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from speakstar.core.checklist import ITEMS

ANSWERS = Path(__file__).parents[1] / "models" / "star" / "answers"


def read(path: Path) -> dict[str, list[dict]]:
    """Read an answer's labelled sentences by its id."""
    answers = map(json.loads, path.read_text().splitlines())
    return {answer["id"]: answer["sentences"] for answer in answers}


def agreement(one: Path, other: Path) -> None:
    """Print how far the labels of two readers of the same answers agree."""
    first, second = read(one), read(other)
    sections = [
        [sentence["section"] for sentence in chain.from_iterable(labels[name] for name in first)]
        for labels in (first, second)
    ]
    same = sum(a == b for a, b in zip(*sections, strict=True)) / len(sections[0])
    print(f"sections of {len(sections[0])} sentences: {same:.3f} the same, kappa {cohen_kappa_score(*sections):.3f}")
    kappas = {}
    for item in ITEMS:
        said = [[any(item.id in s["items"] for s in labels[name]) for name in first] for labels in (first, second)]
        kappas[item.id] = cohen_kappa_score(*said)
    print(f"items of {len(first)} answers: mean kappa {sum(kappas.values()) / len(kappas):.3f}")
    for item_id, kappa in sorted(kappas.items(), key=lambda pair: pair[1]):
        print(f"  {item_id} {kappa:.3f}")


def main() -> None:
    """Print the agreement about the answers of both tests, and about the development answers."""
    print("Test answers, their writer and a second reader")
    agreement(ANSWERS / "test.jsonl", ANSWERS / "second" / "test.jsonl")
    print("Later test answers, their writer and a second reader")
    agreement(ANSWERS / "test-b.jsonl", ANSWERS / "second" / "test-b.jsonl")
    print("Development answers, two readers")
    agreement(ANSWERS / "second" / "dev.jsonl", ANSWERS / "third" / "dev.jsonl")


if __name__ == "__main__":
    main()
