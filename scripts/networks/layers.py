"""Layers for training, and their weights in the shapes in which the package reads them."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional


class Dilated(nn.Module):
    """Dilated convolutions over a sequence; layer k looks at ``taps`` rows 2**k apart."""

    def __init__(self, width: int, *, layers: int, taps: int, dropout: float) -> None:
        super().__init__()
        self.spread = nn.ModuleList(
            nn.Conv1d(width, width, taps, padding=taps // 2 * 2**k, dilation=2**k) for k in range(layers)
        )
        self.mix = nn.ModuleList(nn.Linear(width, width) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Return (batch, n, width) of ``x`` in the same shape; ``there`` (batch, n) says which rows are no padding."""
        for spread, mix in zip(self.spread, self.mix, strict=True):
            heard = spread((x * there[..., None]).transpose(1, 2)).transpose(1, 2)
            x = x + self.dropout(mix(functional.relu(heard)))
        return x

    @torch.no_grad()
    def weights(self, prefix: str = "") -> dict[str, np.ndarray]:
        """Return the weights under the names of `dilated`'s parameters."""
        return {
            f"{prefix}spread": np.stack([layer.weight.permute(2, 1, 0).numpy() for layer in self.spread]),
            f"{prefix}spread_bias": np.stack([layer.bias.numpy() for layer in self.spread]),
            f"{prefix}mix": np.stack([linear(layer) for layer in self.mix]),
        }


@torch.no_grad()
def linear(layer: nn.Linear) -> np.ndarray:
    """Return (inputs + 1, outputs) weights; the last row is the bias."""
    return torch.cat([layer.weight.T, layer.bias[None]]).numpy().copy()
