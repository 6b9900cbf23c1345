"""Learn from labelled answers where sentences begin when nobody wrote punctuation.

    python scripts/train_sentences.py [--check] [ANSWERS.jsonl ...]      default: models/star/answers/train-[a-i].jsonl

Writes speakstar/core/boundary_votes.py and prints precision, recall and F1 of the boundaries on
models/star/answers/dev.jsonl; with --check it measures only. Needs scikit-learn. A second run gives the same file.
Beside the answers it learns from the single sentences of scripts/pocket_text, put one after another.
"""

from __future__ import annotations

import json
import math
import random
import sys
import textwrap
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from speakstar.core.boundaries import marks, starts
from speakstar.core.text import tokens

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "models/star/answers"
OUTPUT = ROOT / "speakstar/core/boundary_votes.py"

LEARNED_FROM = "train-[a-i].jsonl"
"""With all 26 writers the table doubles, and stripped answers are understood no better (models/star/README.md)."""

L1_INVERSE = 0.5
"""Few votes that generalise; best of 0.5 and 1 for the size of the table."""

SHIFT = 1.5
"""Added to the bias: a boundary that is missed costs more than one too many, as two sections are told as one.

On two writers not learned from, sections of stripped text were right in 82, 83, 83, 82 % with 0.5, 1.5, 2.1, 2.7.
"""

LENGTH_WEIGHT = 0.5
"""How much the usual length of sentences counts beside the words; best of 0 to 1."""

MAX_WORDS, SMOOTHING, SENTENCES_IN_ROW = 60, 2.0, 12
KEEP = 0.05

Spoken = list[list[str]]
"""An answer as sentences of words."""


def plain(text: str) -> list[str]:
    """Return the words in lower case, without punctuation."""
    return [token.text.lower().replace("’", "'") for token in tokens(text)]


def load(files: list[Path]) -> list[Spoken]:
    """Return labelled answers."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    told = [[plain(one["text"]) for one in json.loads(line)["sentences"]] for line in lines]
    return [[sentence for sentence in answer if sentence] for answer in told]


def single_sentences() -> list[Spoken]:
    """Return the lines written to train the embedded Whisper, in rows of arbitrary order."""
    files = sorted((ROOT / "scripts/pocket_text").glob("*.txt"))
    lines = [plain(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line]
    random.Random(0).shuffle(lines)
    return [lines[i : i + SENTENCES_IN_ROW] for i in range(0, len(lines), SENTENCES_IN_ROW)]


def votes(answers: list[Spoken]) -> tuple[dict[str, float], float]:
    """Fit a logistic regression on every place between two words; returns votes by mark, and the bias."""
    seen, begins = [], []
    for answer in answers:
        words = [word for sentence in answer for word in sentence]
        first = begin(answer)
        for i in range(1, len(words)):
            seen.append(dict.fromkeys(marks(words, i), 1.0))
            begins.append(i in first)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(seen)
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(C=L1_INVERSE, l1_ratio=1.0, solver="liblinear", random_state=0, max_iter=500)
    model.fit(table, begins)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {name: float(vote) for name, vote in named if abs(vote) >= KEEP}, float(model.intercept_[0]) + SHIFT


def begin(answer: Spoken) -> set[int]:
    """Return the indices of the words that begin a sentence, but for the first."""
    ends = np.cumsum([len(sentence) for sentence in answer])
    return set(ends[:-1].tolist())


def length_votes(answers: list[Spoken]) -> list[float]:
    """Return for 1, 2, ... words how much likelier such a sentence is than if it could end anywhere (logarithm)."""
    lengths = [min(len(sentence), MAX_WORDS) for answer in answers for sentence in answer]
    grid = np.arange(1, MAX_WORDS + 1)
    kernel = np.exp(-0.5 * ((grid[:, None] - np.array(lengths)[None, :]) / SMOOTHING) ** 2)
    share = kernel.sum(1) + 0.5
    share /= share.sum()
    end = len(lengths) / sum(lengths)
    anywhere = math.log(end) + (grid - 1) * math.log(1 - end)
    return [float(LENGTH_WEIGHT * vote) for vote in np.log(share) - anywhere]


def module(found: dict[str, float], bias: float, lengths: list[float], answers: int) -> str:
    """Return the text of the module of votes."""
    entries = ", ".join(f"{json.dumps(name)}:~{round(vote, 2):g}" for name, vote in sorted(found.items()))
    rows = textwrap.wrap(entries.replace(" ", "\0").replace(",\0", ", ") + ",", 112, break_long_words=False)
    lines = [row.replace("\0", " ").replace("~", " ") for row in rows]
    numbers = textwrap.wrap(", ".join(f"{vote:.2f}" for vote in lengths) + ",", 112)
    return "\n".join(
        [
            '"""How strongly the words around a place speak for a new sentence there (logarithm of the odds).',
            "",
            f"Learned by scripts/train_sentences.py (L1-regularised logistic regression) from {answers} labelled",
            "answers and single sentences; small votes are left out.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            f"BIAS = {bias:.2f}",
            "",
            "VOTES: dict[str, float] = {",
            *(f"    {line}" for line in lines),
            "}  # fmt: skip",
            '"""By what is seen: words (w) or classes of words (c) at places counted from the first word."""',
            "",
            "LENGTH_VOTES: tuple[float, ...] = (",
            *(f"    {line}" for line in numbers),
            ")  # fmt: skip",
            '"""By the number of words, from one."""',
            "",
        ]
    )


def measure(answers: list[Spoken]) -> str:
    """Return precision, recall and F1 of the boundaries."""
    right = wrong = missed = 0
    for answer in answers:
        found = set(starts([word for sentence in answer for word in sentence])) - {0}
        true = begin(answer)
        right, wrong, missed = right + len(found & true), wrong + len(found - true), missed + len(true - found)
    return (
        f"boundaries in words alone: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}, "
        f"F1 {2 * right / (2 * right + wrong + missed):.3f} of {right + missed}"
    )


def main() -> None:
    """Learn, write the module, or measure it."""
    named = [Path(name) for name in sys.argv[1:] if name != "--check"]
    if "--check" in sys.argv[1:]:
        print(measure(load(named or [ANSWERS / "dev.jsonl"])))
        return
    answers = load(named or sorted(ANSWERS.glob(LEARNED_FROM)))
    found, bias = votes(answers + single_sentences())
    OUTPUT.write_text(module(found, bias, length_votes(answers), len(answers)), encoding="utf-8")
    print(f"{OUTPUT.relative_to(ROOT)}: {len(found)} votes from {len(answers)} answers; run --check next")


if __name__ == "__main__":
    main()
