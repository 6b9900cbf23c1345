"""The network that finds beginnings of sentences, for training; `speakstar.core.boundaries.Cutter` runs it."""

from __future__ import annotations

import numpy as np
import torch
from networks.layers import Dilated, linear
from torch import nn


class Network(nn.Module):
    """Vectors of words, endings and classes; dilated convolutions; a score and the sections' scores for each word.

    Parameters
    ----------
    words, endings, classes
        How many there are, and the size of their vectors.
    width
        Values a word inside.
    layers, taps
        Layer n looks at ``taps`` words 2**n apart.
    sections
        What each word is asked for beside.
    dropout
        Share of the values that are hidden while learning.
    """

    def __init__(
        self,
        words: tuple[int, int],
        endings: tuple[int, int],
        classes: tuple[int, int],
        *,
        width: int,
        layers: int,
        taps: int,
        sections: int,
        dropout: float,
    ) -> None:
        super().__init__()
        self.words, self.endings, self.classes = (nn.Embedding(*sizes) for sizes in (words, endings, classes))
        self.project = nn.Linear(words[1] + endings[1] + classes[1], width)
        self.around = Dilated(width, layers=layers, taps=taps, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.out, self.sections = nn.Linear(width, 1), nn.Linear(width, sections)

    def forward(
        self, words: torch.Tensor, endings: torch.Tensor, classes: torch.Tensor, there: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return scores of beginnings (batch, words) and of sections (batch, words, sections).

        ``there`` (batch, words) says which words belong to an answer.
        """
        seen = torch.cat([self.words(words), self.endings(endings), self.classes(classes)], -1)
        x = self.around(self.dropout(self.project(seen)), there)
        return self.out(x).squeeze(-1), self.sections(x)

    @torch.no_grad()
    def weights(self) -> dict[str, np.ndarray]:
        """Return the weights under the names, and in the shapes, of `Cutter`."""
        return {
            "word_vectors": self.words.weight.numpy(),
            "ending_vectors": self.endings.weight.numpy(),
            "class_vectors": self.classes.weight.numpy(),
            "project": linear(self.project),
            **self.around.weights(),
            "out": linear(self.out)[:, 0],
        }
