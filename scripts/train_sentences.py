"""Learn from labelled answers where sentences begin when nobody wrote punctuation.

    python scripts/train_sentences.py [ANSWERS.jsonl ...]      default: models/star/answers/train-*.jsonl
    python scripts/train_sentences.py --check [ANSWERS.jsonl ...]       default: models/star/answers/dev.jsonl

Writes models/star/sentences.npz and prints precision, recall and F1 of the boundaries on the development answers; with
--check it measures only. Needs the extra `train` (PyTorch); eight minutes on one core. A second run on the same machine
gives the same file. Beside the answers it learns from the single sentences of scripts/pocket_text, put in rows.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speakstar.adapters import sentence_files
from speakstar.core.boundaries import CLASSES, ENDING_LETTERS, Cutter, word_class
from speakstar.core.text import tokens

if TYPE_CHECKING:
    import torch

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "models/star/answers"
OUTPUT = ROOT / "models/star" / sentence_files.FILE
SECTIONS = "STAORLX"

MIN_WORDS, MIN_ENDINGS = 6, 8
"""A word or an ending is known that is said so often."""

WORD_SIZE, ENDING_SIZE, CLASS_SIZE, WIDTH = 32, 12, 8, 64
LAYERS, TAPS = 4, 5
"""A word is judged by 30 words on either side."""

EPOCHS, BATCH, PEAK, WARMUP_STEPS, DECAY = 14, 16, 3e-3, 100, 0.01
DROPOUT, UNKNOWN_SHARE = 0.4, 0.12
"""So many inner values and words are hidden while learning."""

SECTION_WEIGHT = 0.3
"""How much naming the section of every word counts beside finding beginnings: what is told changes where one begins."""

CHANGE_WEIGHT = 2.5
"""How much more than others a beginning counts where the section changes: where two sentences of one section are told
as one, little is lost."""

SHIFT = 1.2
"""Added to the score: a boundary that is missed costs more than one too many, as two sections are told as one. Of 0.5
and 1.2, with which the sections of 380 answers by ten writers not learned from were righter."""

LENGTH_WEIGHT = 0.5
"""How much the usual length of sentences counts beside the words; best of 0 to 1."""

MAX_WORDS, SMOOTHING, SENTENCES_IN_ROW = 60, 2.0, 12
NO_SECTION = -1


class Told(NamedTuple):
    """A sentence: its words, and the number of its section or `NO_SECTION`."""

    words: list[str]
    section: int


Spoken = list[Told]
"""An answer."""


def plain(text: str) -> list[str]:
    """Return the words in lower case, without punctuation."""
    return [token.text.lower().replace("’", "'") for token in tokens(text)]


def load(files: Iterable[Path]) -> list[Spoken]:
    """Return labelled answers."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    told = [
        [Told(plain(one["text"]), SECTIONS.index(one["section"])) for one in json.loads(line)["sentences"]]
        for line in lines
    ]
    return [[sentence for sentence in answer if sentence.words] for answer in told]


def single_sentences() -> list[Spoken]:
    """Return the lines written to train the embedded Whisper, in rows of arbitrary order."""
    files = sorted((ROOT / "scripts/pocket_text").glob("*.txt"))
    lines = [plain(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    told = [Told(line, NO_SECTION) for line in lines if line]
    random.Random(0).shuffle(told)
    return [told[i : i + SENTENCES_IN_ROW] for i in range(0, len(told), SENTENCES_IN_ROW)]


@dataclass(frozen=True)
class Vocabulary:
    """The known words and endings; all others are row 0."""

    words: list[str]
    endings: list[str]

    @classmethod
    def of(cls, answers: Sequence[Spoken]) -> Vocabulary:
        """Know what is said often enough."""
        counts = Counter(word for answer in answers for told in answer for word in told.words)
        endings: Counter[str] = Counter()
        for word, count in counts.items():
            endings[word[-ENDING_LETTERS:]] += count
        return cls(
            sorted(word for word, count in counts.items() if count >= MIN_WORDS),
            sorted(ending for ending, count in endings.items() if count >= MIN_ENDINGS),
        )

    def rows(self, answers: Sequence[Spoken]) -> list[list[list[int]]]:
        """Return of each answer, for each word, the word, its ending, its class, whether it begins, its section."""
        known = {word: row for row, word in enumerate(self.words, 1)}
        ended = {ending: row for row, ending in enumerate(self.endings, 1)}
        return [
            [
                [
                    known.get(word, 0),
                    ended.get(word[-ENDING_LETTERS:], 0),
                    CLASSES.index(word_class(word)),
                    int(i == 0),
                    told.section,
                ]
                for told in answer
                for i, word in enumerate(told.words)
            ]
            for answer in answers
        ]


def learn(answers: Sequence[Spoken], vocabulary: Vocabulary, *, seed: int = 0) -> dict[str, np.ndarray]:
    """Train the network; returns its weights under the names that `Cutter` gives them."""
    import torch
    from networks.descent import descend
    from sentences.network import Network

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    order, rows = random.Random(seed), vocabulary.rows(answers)
    net = Network(
        (len(vocabulary.words) + 1, WORD_SIZE), (len(vocabulary.endings) + 1, ENDING_SIZE), (len(CLASSES), CLASS_SIZE),
        width=WIDTH, layers=LAYERS, taps=TAPS, sections=len(SECTIONS), dropout=DROPOUT,
    )  # fmt: skip
    losses = (_loss(net, batch) for batch in _batches(rows, order))
    steps = EPOCHS * (len(rows) // BATCH)
    for step, loss in enumerate(descend(net, losses, steps=steps, peak=PEAK, warmup_steps=WARMUP_STEPS, decay=DECAY)):
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {loss:.3f}", flush=True)
    return net.weights()


def _batches(rows: list[list[list[int]]], order: random.Random) -> Iterator[torch.Tensor]:
    """Yield (batch, words, 5) tensors; behind an answer's end its section is less than `NO_SECTION`."""
    import torch

    for _ in range(EPOCHS):
        order.shuffle(rows)
        for first in range(0, len(rows) - BATCH + 1, BATCH):
            some = rows[first : first + BATCH]
            longest = max(map(len, some))
            behind = [0, 0, 0, 0, NO_SECTION - 1]
            yield torch.tensor([row + [behind] * (longest - len(row)) for row in some])


def _loss(net: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
    import torch
    from torch.nn import functional

    words, endings, classes, begins, sections = batch.unbind(-1)
    there = sections >= NO_SECTION
    words = words.masked_fill(torch.rand(words.shape) < UNKNOWN_SHARE, 0)
    scores, named = net(words, endings, classes, there)
    asked = there.clone()
    asked[:, 0] = False  # the first word always begins
    changes = torch.zeros_like(asked)
    changes[:, 1:] = (sections[:, 1:] != sections[:, :-1]) & (begins[:, 1:] > 0) & (sections[:, 1:] >= 0)
    weights = torch.where(changes, CHANGE_WEIGHT, 1.0)
    found = functional.binary_cross_entropy_with_logits(scores[asked], begins[asked].float(), weight=weights[asked])
    labelled = sections >= 0
    return found + SECTION_WEIGHT * functional.cross_entropy(named[labelled], sections[labelled])


def length_votes(answers: Sequence[Spoken]) -> np.ndarray:
    """Return for 1, 2, ... words how much likelier such a sentence is than if it could end anywhere (logarithm)."""
    lengths = [min(len(told.words), MAX_WORDS) for answer in answers for told in answer]
    grid = np.arange(1, MAX_WORDS + 1)
    kernel = np.exp(-0.5 * ((grid[:, None] - np.array(lengths)[None, :]) / SMOOTHING) ** 2)
    share = kernel.sum(1) + 0.5
    share /= share.sum()
    end = len(lengths) / sum(lengths)
    anywhere = math.log(end) + (grid - 1) * math.log(1 - end)
    return LENGTH_WEIGHT * (np.log(share) - anywhere)


def measure(cutter: Cutter, answers: Sequence[Spoken]) -> str:
    """Return precision, recall and F1 of the boundaries."""
    right = wrong = missed = 0
    for answer in answers:
        ends = np.cumsum([len(told.words) for told in answer])
        true = set(ends[:-1].tolist())
        found = set(cutter.starts([word for told in answer for word in told.words])) - {0}
        right, wrong, missed = right + len(found & true), wrong + len(found - true), missed + len(true - found)
    return (
        f"boundaries in words alone: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}, "
        f"F1 {2 * right / (2 * right + wrong + missed):.3f} of {right + missed}"
    )


def main() -> None:
    """Learn, write the weights, and measure them; or measure only."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, help="labelled answers")
    parser.add_argument("--check", action="store_true", help="measure only")
    parser.add_argument("--out", type=Path, default=OUTPUT, help="where the weights go (default: %(default)s)")
    options = parser.parse_args()
    if not options.check:
        answers = load(options.files or sorted(ANSWERS.glob("train-*.jsonl")))
        vocabulary = Vocabulary.of(answers)
        arrays = learn([*answers, *single_sentences()], vocabulary) | {"lengths": length_votes(answers)}
        arrays["out"][-1] += SHIFT
        sentence_files.save(vocabulary.words, vocabulary.endings, arrays, options.out)
        print(f"{options.out}: {len(answers)} answers, {options.out.stat().st_size // 1000} kB")
    measured = options.files if options.check and options.files else [ANSWERS / "dev.jsonl"]
    print(measure(sentence_files.load(options.out), load(measured)))


if __name__ == "__main__":
    main()
