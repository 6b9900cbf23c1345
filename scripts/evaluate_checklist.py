"""Measure the checklist and the filler rules on labelled answers.

    python scripts/evaluate_checklist.py [ANSWERS.jsonl ...]      default: models/star/answers/dev.jsonl

Sections are compared sentence by sentence as labelled; items, evidence and pitfalls twice: on the sentences as
labelled, and on the text cut by speakstar itself. Fillers are compared word by word for each answer. Answers that
scripts/train_star.py has learned from give figures that are too good.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.fillers import fillers_in_text
from speakstar.core.model import SECTIONS, Sentence, StarReview
from speakstar.core.star import review
from speakstar.core.text import sentences

ROOT = Path(__file__).parents[1]
SECTION_OF = dict(zip("STAORLX", SECTIONS, strict=True))
CRUTCH = {"basically", "actually", "literally"}
"""Labelled with the fillers, but counted apart by speakstar."""


@dataclass
class Score:
    """How often something was rightly claimed, wrongly claimed, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, *, labelled: bool, claimed: bool) -> None:
        """Count one judgement."""
        self.right += labelled and claimed
        self.wrong += claimed and not labelled
        self.missed += labelled and not claimed

    @property
    def precision(self) -> float:
        """Share of the claims that are right; 1 without claims."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the labels that are found; 1 without labels."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        labels = self.right + self.missed
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({labels} labelled)"


def labelled_sentences(answer: dict) -> list[Sentence]:
    """Return an answer's sentences as the annotator cut them."""
    cut, start = [], 0
    for one in answer["sentences"]:
        cut.append(Sentence(one["text"], start, start + len(one["text"])))
        start += len(one["text"]) + 1
    return cut


def text_of(answer: dict) -> str:
    """Return an answer as one text."""
    return " ".join(one["text"] for one in answer["sentences"])


def pooled(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    total = Score()
    for score in scores:
        total.right += score.right
        total.wrong += score.wrong
        total.missed += score.missed
    return total


def mean_f1(scores: Iterable[Score]) -> float:
    """Return the mean of the F1s."""
    values = [score.f1 for score in scores]
    return sum(values) / len(values)


def report_sections(answers: list[dict]) -> None:
    """Print how sentences are filed."""
    scores = {section: Score() for section in SECTIONS}
    pairs = [
        (SECTION_OF[one["section"]], tagged.section)
        for answer in answers
        for one, tagged in zip(
            answer["sentences"], review(labelled_sentences(answer), speaking_s=None).sentences, strict=True
        )
    ]
    for labelled, found in pairs:
        for section, score in scores.items():
            score.add(labelled=labelled == section, claimed=found == section)
    right = sum(labelled == found for labelled, found in pairs)
    print(
        f"Sections: accuracy {right / len(pairs):.3f}, macro F1 {mean_f1(scores.values()):.3f}, {len(pairs)} sentences"
    )
    for section, score in scores.items():
        print(f"  {section:24}{score}")


def report_checklist(answers: list[dict], reviews: list[StarReview], how: str) -> None:
    """Print how items and pitfalls are judged."""
    items = {item.id: Score() for item in ITEMS}
    pitfalls = {kind.id: Score() for kind in PITFALLS}
    quotes = Score()
    for answer, found in zip(answers, reviews, strict=True):
        for finding in found.items:
            said = [one["text"] for one in answer["sentences"] if finding.id in one["items"]]
            items[finding.id].add(labelled=bool(said), claimed=finding.verdict == "met")
            if finding.verdict == "met":
                for evidence in finding.evidence:
                    quotes.add(labelled=any(overlap(evidence.text, text) for text in said), claimed=True)
        for pitfall in found.pitfalls:
            pitfalls[pitfall.id].add(labelled=answer["pitfalls"][pitfall.id], claimed=pitfall.present)
    print(f"\nItems, {how}: macro F1 {mean_f1(items.values()):.3f}, all {pooled(items.values())}")
    print(f"  quoted sentences that a labeller quotes, too: {quotes.precision:.3f} of {quotes.right + quotes.wrong}")
    for id_, score in [*items.items(), *pitfalls.items()]:
        print(f"  {id_:24}{score}")


def overlap(one: str, other: str) -> bool:
    """Whether one of two cuts of the same text holds the other."""
    return one in other or other in one


def report_fillers(answers: list[dict]) -> None:
    """Print how fillers are counted."""
    scores: dict[str, Score] = {}
    exact = 0
    for answer in answers:
        labelled = Counter({word.lower(): n for word, n in answer["fillers"].items() if word.lower() not in CRUTCH})
        counted = Counter("okay" if one.text == "ok" else one.text for one in fillers_in_text(text_of(answer)))
        exact += labelled.total() == counted.total()
        for word in labelled | counted:
            score = scores.setdefault(word, Score())
            score.right += min(labelled[word], counted[word])
            score.wrong += max(0, counted[word] - labelled[word])
            score.missed += max(0, labelled[word] - counted[word])
    print(f"\nFillers: all {pooled(scores.values())}; count exactly right in {exact} of {len(answers)} answers")
    for word, score in sorted(scores.items()):
        print(f"  {word:24}{score}")


def main() -> None:
    """Measure on the named files."""
    files = [Path(name) for name in sys.argv[1:]] or [ROOT / "models/star/answers/dev.jsonl"]
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        sys.exit(f"No such file: {', '.join(missing)}")
    answers = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    report_sections(answers)
    as_labelled = [review(labelled_sentences(answer), speaking_s=None) for answer in answers]
    report_checklist(answers, as_labelled, "sentences as labelled")
    report_checklist(answers, [review(sentences(text_of(a)), speaking_s=None) for a in answers], "sentences cut anew")
    report_fillers(answers)


if __name__ == "__main__":
    main()
