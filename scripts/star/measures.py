"""How well the checklist does on labelled answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.model import SECTIONS, Section, Sentence, StarReview
from star.answers import Answer

CALIBRATION_EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Findings are put into bins of confidence from 0.5 on; those below (all of them weak) make one bin."""

STYLES = ("clean", "spoken", "asr")
Pair = tuple[Answer, StarReview]


@dataclass
class Score:
    """How often something was rightly claimed, wrongly claimed, missed, rightly not claimed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    absent: int = 0

    @classmethod
    def of(cls, judged: Iterable[tuple[bool, bool]]) -> Score:
        """Count what is labelled and claimed."""
        score = cls()
        for labelled, claimed in judged:
            score.add(labelled=bool(labelled), claimed=bool(claimed))
        return score

    def add(self, *, labelled: bool, claimed: bool) -> None:
        """Count one judgement."""
        self.right += labelled and claimed
        self.wrong += claimed and not labelled
        self.missed += labelled and not claimed
        self.absent += not labelled and not claimed

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

    @property
    def kappa(self) -> float:
        """Agreement beyond chance (Cohen 1960); 1 where both always say the same."""
        n = self.right + self.wrong + self.missed + self.absent
        labelled, claimed = self.right + self.missed, self.right + self.wrong
        chance = (labelled * claimed + (n - labelled) * (n - claimed)) / n**2 if n else 1.0
        return ((self.right + self.absent) / n - chance) / (1 - chance) if chance < 1 else 1.0

    def figures(self) -> dict[str, float]:
        """Return the measures, to three decimals."""
        labels = {"labelled": self.right + self.missed, "claimed": self.right + self.wrong}
        measured = {"precision": self.precision, "recall": self.recall, "f1": self.f1, "kappa": self.kappa}
        return {name: round(value, 3) for name, value in measured.items()} | labels


@dataclass
class _Calibration:
    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def cut_as_labelled(answer: Answer) -> list[Sentence]:
    """Return an answer's sentences as the annotator cut them."""
    cut, start = [], 0
    for text in answer.texts:
        cut.append(Sentence(text, start, start + len(text)))
        start += len(text) + 1
    return cut


def figures(measured: Sequence[Pair]) -> dict[str, Any]:
    """Measure everything, on the answers of every style and on all of them."""
    return {
        style: {
            "answers": len(some),
            "sections": sections(some),
            "checklist": checklist(some),
            "calibration": calibration(some),
        }
        for style, some in by_style(measured).items()
    }


def by_style(measured: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Return the answers of every style, and of all of them."""
    return {"all": list(measured)} | {style: [pair for pair in measured if pair[0].style == style] for style in STYLES}


def sections(measured: Sequence[Pair]) -> dict[str, Any]:
    """Compare section by section; each found sentence is held against the labelled one that it shares most with."""
    pairs = [pair for answer, found in measured for pair in _sections(answer, found)]
    scores = {section: Score() for section in SECTIONS}
    confusion = {section: dict.fromkeys(SECTIONS, 0) for section in SECTIONS}
    for labelled, found in pairs:
        confusion[labelled][found] += 1
        for section, score in scores.items():
            score.add(labelled=labelled == section, claimed=found == section)
    return {
        "sentences": len(pairs),
        "accuracy": round(sum(a == b for a, b in pairs) / max(1, len(pairs)), 3),
        "macro_f1": mean(score.f1 for score in scores.values()),
        "sections": {section: score.figures() for section, score in scores.items()},
        "confusion": confusion,
    }


def checklist(measured: Sequence[Pair]) -> dict[str, Any]:
    """Compare items and pitfalls answer by answer, and every quoted sentence with those labelled for the item."""
    items = {item.id: Score() for item in ITEMS}
    quotes = {item.id: Score() for item in ITEMS}
    faults = {kind.id: Score() for kind in PITFALLS}
    for answer, found in measured:
        for finding in found.items:
            said = [text for text, ids in zip(answer.texts, answer.items, strict=True) if finding.id in ids]
            items[finding.id].add(labelled=bool(said), claimed=finding.verdict == "met")
            for evidence in finding.evidence if finding.verdict == "met" else ():
                quotes[finding.id].add(labelled=any(overlap(evidence.text, text) for text in said), claimed=True)
        for pitfall in found.pitfalls:
            faults[pitfall.id].add(labelled=answer.pitfalls[pitfall.id], claimed=pitfall.present)
    return {
        "macro_f1": mean(score.f1 for score in items.values()),
        "mean_kappa": mean(score.kappa for score in items.values()),
        "least_kappa": round(min(score.kappa for score in items.values()), 3),
        "evidence": round(pooled(quotes.values()).precision, 3),
        "quoted": pooled(quotes.values()).right + pooled(quotes.values()).wrong,
        "items": {id_: score.figures() | {"evidence": round(quotes[id_].precision, 3)} for id_, score in items.items()},
        "pitfalls": {id_: score.figures() for id_, score in faults.items()},
        "pitfalls_all": pooled(faults.values()).figures(),
        "kinds": round(sum(answer.kind == found.kind for answer, found in measured) / max(1, len(measured)), 3),
    }


def calibration(measured: Sequence[Pair]) -> dict[str, Any]:
    """Compare confidence with how often findings are right: a met or weak one if said, a missing one if not.

    ``ece`` is the expected calibration error (Naeini 2015): the mean difference, weighted by the findings of a bin.
    """
    edges = (0.0, *CALIBRATION_EDGES)
    bins = [_Calibration() for _ in edges[1:]]
    for answer, found in measured:
        if found.kind != "story":
            continue
        said = frozenset().union(*answer.items)
        for finding in found.items:
            at = next(i for i, edge in enumerate(edges[1:]) if finding.confidence <= edge or edge == edges[-1])
            bins[at].sure.append(finding.confidence)
            bins[at].right.append((finding.id in said) == (finding.verdict != "missing"))
    total = sum(len(one.sure) for one in bins)
    rows = [
        {
            "from": low,
            "to": high,
            "findings": len(one.sure),
            "confidence": mean(one.sure),
            "right": mean(one.right),
        }
        for (low, high), one in zip(pairwise(edges), bins, strict=True)
        if one.sure
    ]
    gap = sum(row["findings"] * abs(row["confidence"] - row["right"]) for row in rows)
    return {"ece": round(gap / max(1, total), 3), "bins": rows}


def pooled(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    total = Score()
    for score in scores:
        total.right += score.right
        total.wrong += score.wrong
        total.missed += score.missed
        total.absent += score.absent
    return total


def mean(values: Iterable[float]) -> float:
    """Return the mean, to three decimals; 0 of nothing."""
    listed = list(values)
    return round(sum(listed) / len(listed), 3) if listed else 0.0


def overlap(one: str, other: str) -> bool:
    """Whether one of two cuts of the same text holds the other, punctuation and capitals aside."""
    a, b = _bare(one), _bare(other)
    return a in b or b in a


def _sections(answer: Answer, found: StarReview) -> list[tuple[Section, Section]]:
    """Pair the section of every labelled word with the one found for it, one pair a labelled sentence."""
    labelled = [i for i, text in enumerate(answer.texts) for _ in _bare(text).split()]
    told = [tagged.section for tagged in found.sentences for _ in _bare(tagged.sentence.text).split()]
    votes: list[list[Section]] = [[] for _ in answer.texts]
    for i, section in zip(labelled, told, strict=False):
        votes[i].append(section)
    return [(section, max(SECTIONS, key=votes[i].count)) for i, section in enumerate(answer.sections) if votes[i]]


def _bare(text: str) -> str:
    kept = "".join(char if char.isalnum() or char in "'’" else " " for char in text.lower())
    return f" {' '.join(kept.split())} "
