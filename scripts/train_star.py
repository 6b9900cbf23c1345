"""Learn how strongly each cue votes for a section or an item, from labelled answers.

    python scripts/train_star.py [ANSWERS.jsonl ...]      default: models/star/answers/train-*.jsonl

Writes speakstar/core/star_votes.py. Needs numpy. A second run gives the same file. The cues themselves are entries of
speakstar/core/star_rules.py; run this after changing one, then scripts/evaluate_checklist.py.
"""

from __future__ import annotations

import itertools
import json
import sys
import textwrap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speakstar.core.checklist import ITEMS
from speakstar.core.features import COMPUTED, PLACES, imagined, places, seen
from speakstar.core.model import SECTIONS
from speakstar.core.star_rules import CUES

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "speakstar/core/star_votes.py"
LETTERS = dict(zip("STAORLX", range(len(SECTIONS)), strict=True))
"""How labels name the sections."""

L2 = 1.5
"""Regularisation: best of 0.7 to 4 on answers that were not learned from."""

KEEP = 0.15
"""Smaller votes are left out; they change no verdict that can be explained."""

PRIOR_COUNT = 0.5
"""Added to every count of one section after another (Jeffreys)."""

MARKS = [*(cue.id for cue in CUES), *COMPUTED]
ROWS = [*MARKS, *PLACES]
Array = NDArray[np.float64]


def load(files: list[Path]) -> list[dict]:
    """Return the answers that tell a story; imagined ones are told apart by a rule, not by votes."""
    answers = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [answer for answer in answers if not imagined([seen(one["text"]) for one in answer["sentences"]])]


def fit(x: Array, y: Array, *, l2: float, steps: int = 15) -> Array:
    """Fit a softmax regression by Newton's method.

    Parameters
    ----------
    x
        (n, d) what is seen.
    y
        (n, k) one-hot.
    l2
        Weight of the squared votes; the bias, added here as the last row, goes free.

    Returns
    -------
    Array
        (d + 1, k) votes.
    """
    x = np.hstack([x, np.ones((len(x), 1))])
    (_, d), k = x.shape, y.shape[1]
    ridge = np.full(d, 2.0 * l2)
    ridge[-1] = 1e-6
    weights = np.zeros((d, k))
    for _ in range(steps):
        p = np.exp(x @ weights - (x @ weights).max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = x.T @ (p - y) + ridge[:, None] * weights
        hessian = np.zeros((k, d, k, d))
        for a in range(k):
            for b in range(k):
                hessian[a, :, b, :] = (x * (p[:, a] * ((a == b) - p[:, b]))[:, None]).T @ x
            hessian[a, :, a, :] += np.diag(ridge)
        weights -= np.linalg.solve(hessian.reshape(k * d, k * d), gradient.T.ravel()).reshape(k, d).T
    return weights


def table(answers: list[dict]) -> tuple[Array, Array, Array]:
    """Return per sentence what is seen (n, marks and places), its section (n,), its items (n, items)."""
    x, sections, items = [], [], []
    for answer in answers:
        told = answer["sentences"]
        for number, one in enumerate(told):
            present = seen(one["text"]) | places(number, len(told))
            x.append([float(row in present) for row in ROWS])
            sections.append(LETTERS[one["section"]])
            items.append([float(item.id in one["items"]) for item in ITEMS])
    return np.array(x), np.array(sections), np.array(items)


def section_votes(x: Array, sections: Array) -> Array:
    """Fit with each sentence once in its place and once without, so that words alone can decide, too."""
    placeless = x.copy()
    placeless[:, len(MARKS) :] = 0.0
    votes = fit(np.vstack([x, placeless]), np.eye(len(SECTIONS))[np.tile(sections, 2)], l2=2.0 * L2)
    return votes - votes.mean(1, keepdims=True)


def item_votes(x: Array, sections: Array, said: Array) -> Array:
    """Fit one item on cues and section; as a difference of two classes it takes twice the regularisation."""
    both = fit(
        np.hstack([x[:, : len(MARKS)], np.eye(len(SECTIONS))[sections]]), np.stack([said, 1 - said], 1), l2=2 * L2
    )
    return both[:, 0] - both[:, 1]


def order(answers: list[dict]) -> Array:
    """Return the log of how much likelier than usual (row, column) follow each other; the last index is the edge."""
    edge = len(SECTIONS)
    counts = np.full((edge + 1, edge + 1), PRIOR_COUNT)
    for answer in answers:
        path = [edge, *(LETTERS[one["section"]] for one in answer["sentences"]), edge]
        for before, after in itertools.pairwise(path):
            counts[before, after] += 1
    usual = counts.sum(0) / counts.sum()
    return np.log(counts / counts.sum(1, keepdims=True) / usual)


def entries(names: list[str], votes: Array, *, least: float = 0.0) -> list[str]:
    """Write votes as dictionary entries, to one decimal."""
    said = [f'"{n}":~{round(float(v), 1) + 0.0:g}' for n, v in zip(names, votes, strict=True) if abs(v) >= least]
    wrapped = textwrap.wrap(", ".join(said) + ",", 100, break_long_words=False, break_on_hyphens=False)
    return [line.replace("~", " ") for line in wrapped]


def block(head: str, rows: dict[str, list[str]] | list[str], doc: str) -> str:
    """Write one table of the module."""
    lines = [f"{head} = {{"]
    if isinstance(rows, list):
        lines += [f"    {line}" for line in rows]
    else:
        for name, body in rows.items():
            lines += [f'    "{name}": {{', *(f"        {line}" for line in body), "    },"]
    return "\n".join([*lines, "}  # fmt: skip", f'"""{doc}"""', ""])


def module(answers: list[dict]) -> str:
    """Return the text of the module of votes."""
    x, sections, items = table(answers)
    names: list[str] = list(SECTIONS)
    edge = len(names)
    by_section = section_votes(x, sections)
    votes = {
        section: entries(["bias"], by_section[-1:, j]) + entries(ROWS, by_section[:-1, j], least=KEEP)
        for j, section in enumerate(names)
    }
    by_item = {item.id: item_votes(x, sections, items[:, j]) for j, item in enumerate(ITEMS)}
    item_rows = {
        id_: entries(["bias"], fitted[-1:]) + entries([*MARKS, *names], fitted[:-1], least=KEEP)
        for id_, fitted in by_item.items()
    }
    follows = order(answers)
    return "\n".join(
        [
            '"""How strongly each cue speaks for or against a section or an item (natural logarithm of the odds).',
            "",
            f"Learned by scripts/train_star.py (regularised logistic regression, L2 {L2}) from {len(answers)} labelled",
            "stories, to one decimal; small votes are left out. Sections compete, items are each judged alone.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "from speakstar.core.model import Section",
            "",
            block("SECTION_VOTES: dict[Section, dict[str, float]]", votes, "Cues and places, for each section."),
            block(
                "ITEM_VOTES: dict[str, dict[str, float]]", item_rows, "Cues and the sentence's section, for each item."
            ),
            block(
                "NEXT_SECTION: dict[Section, dict[Section, float]]",
                {name: entries(names, follows[j, :edge]) for j, name in enumerate(names)},
                "How much likelier than usual a section is after another (logarithm).",
            ),
            block(
                "FIRST_SECTION: dict[Section, float]",
                entries(names, follows[edge, :edge]),
                "How much likelier than usual a section is at the start.",
            ),
            block(
                "LAST_SECTION: dict[Section, float]",
                entries(names, follows[:edge, edge]),
                "How much the end of the answer speaks for its last sentence's section.",
            ),
        ]
    )


def main() -> None:
    """Learn from the named files and write the module."""
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "models/star/answers").glob("train-*.jsonl"))
    if not files:
        sys.exit("No labelled answers: name JSON Lines files, or put them into models/star/answers/.")
    answers = load(files)
    OUTPUT.write_text(module(answers), encoding="utf-8")
    print(f"{OUTPUT.relative_to(ROOT)}: {len(answers)} stories from {len(files)} files")


if __name__ == "__main__":
    main()
