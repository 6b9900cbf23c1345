"""How the network that reads answers word by word is learned; `speakstar.core.tagger.Tagger` runs it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
import torch
from networks.descent import descend
from networks.layers import Dilated, linear
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import STATES
from speakstar.core.tagger import Lexicon, Tagger, position
from star.answers import Answer
from star.vocabulary import Told, lexicon

WORD_SIZE, ENDING_SIZE, STEM_SIZE, CLASS_SIZE, MEANING_SIZE, FIRST_SIZE = 40, 12, 16, 8, 16, 4
WIDTH, LAYERS, TAPS = 96, 3, 5
"""A word is read with 14 words on either side."""

SENTENCE_WIDTH, SENTENCE_LAYERS, SENTENCE_TAPS = 96, 3, 3
"""A sentence is read with seven sentences on either side."""

EPOCHS, BATCH, PEAK, WARMUP_STEPS, DECAY = 16, 16, 3e-3, 150, 0.02
DROPOUT, UNKNOWN_SHARE, UNKNOWN_STEMS = 0.4, 0.12, 0.5
"""So many inner values and words are hidden while learning; of half of these words the stem, too."""

SMOOTHING = 0.03
"""Share of a label's certainty that goes to all states alike (Szegedy 2016)."""

ITEMS_WEIGHT = 0.3
"""How much the items of a sentence count beside its state."""

PART_SHARE = 0.25
"""Of so many answers but a part is shown each time: people check drafts of one sentence, too."""

BATCHES_SORTED = 16
"""Answers of about one length are learned together, sorted within so many batches."""

FOLDS = 5
"""What the network says of writers that it did not learn from is learned in so many parts."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Batch:
    """Answers side by side, padded: tensors (answers, words, ...) and (answers, sentences, ...)."""

    rows: torch.Tensor
    meanings: torch.Tensor
    words_there: torch.Tensor
    sentence_of: torch.Tensor
    sentences_there: torch.Tensor
    places: torch.Tensor
    states: torch.Tensor
    items: torch.Tensor

    @classmethod
    def of(cls, told: Sequence[Told]) -> Batch:
        """Pad to the longest answer; words behind an answer's end belong to a sentence behind the last."""
        n_words, n = max(len(one.rows) for one in told), max(len(one.states) for one in told)
        counts = torch.tensor([len(one.states) for one in told])
        sentence_of = [np.repeat(np.arange(len(one.lengths)), one.lengths) for one in told]
        return cls(
            _padded([one.rows for one in told], n_words),
            _padded([one.meanings for one in told], n_words),
            torch.arange(n_words)[None] < torch.tensor([len(one.rows) for one in told])[:, None],
            _padded(sentence_of, n_words, fill=n),
            torch.arange(n)[None] < counts[:, None],
            _padded([position(len(one.states)).astype(np.float32) for one in told], n),
            _padded([one.states for one in told], n),
            _padded([one.items for one in told], n),
        )


def _padded(arrays: Sequence[np.ndarray], n: int, fill: int = 0) -> torch.Tensor:
    out = np.full((len(arrays), n, *arrays[0].shape[1:]), fill, dtype=arrays[0].dtype)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(out)


class Network(nn.Module):
    """`Tagger` for training."""

    def __init__(self, known: Lexicon) -> None:
        super().__init__()
        self.words = nn.Embedding(len(known.words) + 1, WORD_SIZE)
        self.endings = nn.Embedding(len(known.endings) + 1, ENDING_SIZE)
        self.stems = nn.Embedding(len(known.stems) + 1, STEM_SIZE)
        self.classes = nn.Embedding(len(known.classes), CLASS_SIZE)
        self.meanings = nn.Embedding(len(known.meanings), MEANING_SIZE)
        self.first = nn.Embedding(2, FIRST_SIZE)
        sizes = WORD_SIZE + ENDING_SIZE + STEM_SIZE + CLASS_SIZE + MEANING_SIZE + FIRST_SIZE
        self.project = nn.Linear(sizes, WIDTH)
        self.around = Dilated(WIDTH, layers=LAYERS, taps=TAPS, dropout=DROPOUT)
        self.pool = nn.Linear(2 * WIDTH + position(1).shape[1], SENTENCE_WIDTH)
        self.sentences = Dilated(SENTENCE_WIDTH, layers=SENTENCE_LAYERS, taps=SENTENCE_TAPS, dropout=DROPOUT)
        self.out = nn.Linear(SENTENCE_WIDTH, len(STATES) + len(ITEMS))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return (answers, sentences, states + items) scores."""
        words, endings, stems, classes, first = batch.rows.unbind(-1)
        if self.training:
            hidden = torch.rand(words.shape) < UNKNOWN_SHARE
            words = words.masked_fill(hidden, 0)
            stems = stems.masked_fill(hidden & (torch.rand(words.shape) < UNKNOWN_STEMS), 0)
        meanings = batch.meanings @ self.meanings.weight
        seen = [self.words(words), self.endings(endings), self.stems(stems), self.classes(classes), self.first(first)]
        x = self.dropout(self.project(torch.cat([*seen, meanings], -1)))
        x = self.around(x, batch.words_there)
        pooled = torch.cat([*self._pooled(x, batch), batch.places], -1)
        y = self.sentences(self.dropout(self.pool(pooled)), batch.sentences_there)
        scores: torch.Tensor = self.out(y)
        return scores

    def _pooled(self, x: torch.Tensor, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the mean and the largest values (answers, sentences, width) of the words of each sentence."""
        n_answers, n = batch.states.shape
        at = batch.sentence_of[..., None].expand(-1, -1, x.shape[-1])
        empty = x.new_zeros(n_answers, n + 1, x.shape[-1])  # the last for the words behind the end
        mean = empty.scatter_reduce(1, at, x, "mean", include_self=False)[:, :n]
        most = empty.scatter_reduce(1, at, x, "amax", include_self=False)[:, :n]
        return mean, most

    @torch.no_grad()
    def tagger(self, known: Lexicon) -> Tagger:
        """Return the weights as the package runs them."""
        vectors = {
            "word": self.words, "ending": self.endings, "stem": self.stems, "class": self.classes,
            "meaning": self.meanings, "first": self.first,
        }  # fmt: skip
        return Tagger(
            known,
            **{f"{name}_vectors": embedding.weight.numpy() for name, embedding in vectors.items()},
            project=linear(self.project),
            **self.around.weights(),
            pool=linear(self.pool),
            **self.sentences.weights("pool_"),
            out=linear(self.out),
        )


def fit(answers: Sequence[Answer], *, seed: int = 0) -> Tagger:
    """Learn from answers; twice from the same is the same on one machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    known = lexicon(answers)
    told = [Told.of(answer, known) for answer in answers]
    net = Network(known)
    losses = (_loss(net, batch) for batch in _batches(told, random.Random(seed)))
    steps = EPOCHS * -(-len(told) // BATCH)
    for _ in descend(net, losses, steps=steps, peak=PEAK, warmup_steps=WARMUP_STEPS, decay=DECAY):
        pass
    return net.tagger(known)


def _loss(net: Network, batch: Batch) -> torch.Tensor:
    there = batch.sentences_there
    states, items = net(batch)[there].split([len(STATES), len(ITEMS)], -1)
    found = functional.cross_entropy(states, batch.states[there], label_smoothing=SMOOTHING)
    said = functional.binary_cross_entropy_with_logits(items, batch.items[there])
    return found + ITEMS_WEIGHT * len(ITEMS) * said


def _batches(told: list[Told], order: random.Random) -> Iterator[Batch]:
    for _ in range(EPOCHS):
        shown = [_part(one, order) if order.random() < PART_SHARE else one for one in told]
        order.shuffle(shown)
        batches = []
        for start in range(0, len(shown), BATCH * BATCHES_SORTED):
            like = sorted(shown[start : start + BATCH * BATCHES_SORTED], key=lambda one: len(one.rows))
            batches += [like[i : i + BATCH] for i in range(0, len(like), BATCH)]
        order.shuffle(batches)
        yield from map(Batch.of, batches)


def _part(told: Told, order: random.Random) -> Told:
    n = order.randint(1, len(told.states))
    first = order.randint(0, len(told.states) - n)
    return told.part(first, first + n)


def learned(answers: Sequence[Answer]) -> tuple[Array, Tagger]:
    """Return what networks say of writers that they did not know, and the network that learned from all.

    (sentences, states + items) scores, each by a network that did not learn from its writer's part. The networks are
    learned side by side, one a core.
    """
    writers = sorted({answer.writer for answer in answers})
    part = {writer: i % FOLDS for i, writer in enumerate(writers)}
    parts = sorted(set(part.values()))
    known = [[answer for answer in answers if part[answer.writer] != one] for one in parts]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        *partial, tagger = pool.map(fit, [*known, answers])
    by_part = dict(zip(parts, partial, strict=True))
    scores = [by_part[part[answer.writer]].scores(answer.texts) for answer in answers]
    return np.vstack(scores).astype(np.float64), tagger
