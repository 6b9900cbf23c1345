"""Answers as a table of sentences, for learning."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from speakstar.core.checklist import ITEMS
from speakstar.core.star_context import N_SECTIONS
from speakstar.core.star_model import weighted
from speakstar.core.star_terms import Terms, terms
from star.answers import Answer

Array = NDArray[np.float64]

MIN_SENTENCES = 2
"""A term is known from this many sentences on."""


@dataclass(frozen=True)
class Table:
    """Sentences of answers as rows: terms (n, d), states (n,), items (n, k), and the rows of each answer."""

    known: list[str]
    x: sparse.csr_matrix
    states: NDArray[np.int64]
    items: Array
    answers: list[NDArray[np.int64]]
    writers: list[str]

    def by_writer(self) -> list[NDArray[np.int64]]:
        """Return the rows of each writer."""
        return [
            np.concatenate([at for at, writer in zip(self.answers, self.writers, strict=True) if writer == one])
            for one in sorted(set(self.writers))
        ]

    def stories(self) -> list[NDArray[np.int64]]:
        """Return the rows of each answer that tells a story."""
        return [
            at
            for at, writer in zip(self.answers, self.writers, strict=True)
            if writer != "checklist" and self.states[at[0]] < N_SECTIONS
        ]


def tabled(answers: Sequence[Answer]) -> Table:
    """Look the terms of the sentences up."""
    lines = [terms(answer.texts) for answer in answers]
    known = _known(lines)
    rows = [weighted(known, one) for line in lines for one in line]
    lengths = np.cumsum([0, *(len(at) for at, _ in rows)])
    x = sparse.csr_matrix(
        (list(itertools.chain(*(v for _, v in rows))), list(itertools.chain(*(at for at, _ in rows))), lengths),
        shape=(len(rows), len(known)),
    )
    ends = np.cumsum([0, *(len(line) for line in lines)])
    ids = [item.id for item in ITEMS]
    return Table(
        list(known),
        x,
        np.array([state for answer in answers for state in answer.states]),
        np.array([[float(id_ in said) for id_ in ids] for answer in answers for said in answer.items]),
        [np.arange(a, b) for a, b in itertools.pairwise(ends)],
        [answer.writer for answer in answers],
    )


def _known(lines: Sequence[list[Terms]]) -> dict[str, int]:
    counts = Counter(
        f"{kind}:{term}" for line in lines for one in line for kind, found in one.items() for term in set(found)
    )
    return {term: row for row, term in enumerate(sorted(t for t, n in counts.items() if n >= MIN_SENTENCES))}
