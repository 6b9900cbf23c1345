"""The checklist's results: stored, and as a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from speakstar.core.model import SECTIONS
from star.answers import ROOT

STORED = ROOT / "models/star/results.json"
PAGE = STORED.with_name("RESULTS.md")
ORDER = ("test", "test b", "development", "cross-validation", "writers")
"""Parts of the results, as the page shows them."""

HEADLINE = (
    "answers", "accuracy", "section F1", "item F1", "kappa", "least kappa", "evidence", "pitfall P", "pitfall R",
    "kinds", "ECE",
)  # fmt: skip

AS_LABELLED = "sentences as labelled"

INTRO = """# How well the checklist does

Made by `scripts/evaluate_checklist.py`. Sections are compared sentence by sentence, items and pitfalls answer
by answer; kappa is Cohen's; evidence is the share of the quoted sentences that the labeller quotes for the same item;
kinds is the share of answers rightly called story, hypothetical or off the topic; ECE is the expected calibration
error. Test: answers by a writer whose misses nobody looked at; the card (README.md) lists every time that they were
measured. Development: looked at while choosing. Cross-validation: every answer that was learned from, by parts that had
not learned from its writer; made by `scripts/train_star.py`. A small group of answers lacks some items or pitfalls
altogether, and kappa says little there.
"""


def stored() -> dict[str, Any]:
    """Return what was measured last."""
    report: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return report


def write(found: dict[str, Any]) -> None:
    """Put what was measured in the place of what was there, and write the page."""
    report = stored() | found
    report = {name: report[name] for name in ORDER}
    STORED.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(markdown(report), encoding="utf-8")


def markdown(report: dict[str, Any]) -> str:
    """Write the whole report."""
    parts = [INTRO]
    for name, by_cut in report.items():
        if name == "writers":
            parts.append(_writers(by_cut))
            continue
        parts.append(f"## {name.capitalize()}\n")
        parts += [_cut(cut, by_style) for cut, by_style in by_cut.items()]
        parts.append(_details(by_cut[AS_LABELLED]["all"]))
    return "\n".join(parts)


def headline(by_cut: dict[str, Any]) -> list[float]:
    """Return the figures that `HEADLINE` names, of the sentences as labelled."""
    return _figures(by_cut[AS_LABELLED]["all"])


def _figures(one: dict[str, Any]) -> list[float]:
    found, faults = one["checklist"], one["checklist"]["pitfalls_all"]
    return [
        one["answers"], one["sections"]["accuracy"], one["sections"]["macro_f1"], found["macro_f1"],
        found["mean_kappa"], found["least_kappa"], found["evidence"], faults["precision"], faults["recall"],
        found["kinds"], one["calibration"]["ece"],
    ]  # fmt: skip


def _cut(cut: str, by_style: dict[str, Any]) -> str:
    rows = [(style, *_figures(one)) for style, one in by_style.items() if one["answers"]]
    return _table((cut, *HEADLINE), rows)


def _writers(by_writer: dict[str, list[float]]) -> str:
    return "## Cross-validation, by the writer left out\n\n" + _table(
        ("writer", *HEADLINE), [(writer, *figures) for writer, figures in by_writer.items()]
    )


def _details(one: dict[str, Any]) -> str:
    names = ("precision", "recall", "f1", "kappa", "labelled", "claimed")
    found = one["checklist"]
    sections = [(name, *(row[n] for n in names)) for name, row in one["sections"]["sections"].items()]
    items = [(name, *(row[n] for n in names), row["evidence"]) for name, row in found["items"].items()]
    faults = [(name, *(row[n] for n in names)) for name, row in found["pitfalls"].items()]
    confusion = [(a, *(row[b] for b in SECTIONS)) for a, row in one["sections"]["confusion"].items()]
    bins = [(f"{row['from']:.1f} to {row['to']:.1f}", row["findings"], row["confidence"], row["right"])
            for row in one["calibration"]["bins"]]  # fmt: skip
    return "\n".join(
        [
            _table(("section", *names), sections),
            _table(("labelled, found →", *SECTIONS), confusion),
            _table(("item", *names, "evidence"), items),
            _table(("pitfall", *names), faults),
            _table(("confidence", "findings", "mean confidence", "right"), bins),
        ]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"
