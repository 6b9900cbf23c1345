"""How networks are learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from torch import nn

LEAST_RATE = 0.01
"""The learning rate falls in a line to this share of its peak."""


def descend(
    net: nn.Module, losses: Iterable[torch.Tensor], *, steps: int, peak: float, warmup_steps: int, decay: float
) -> Iterator[float]:
    """Take a step down each loss (AdamW), and yield it.

    Parameters
    ----------
    net
        What is learned.
    losses
        Of one batch after the other, each made when it is asked for, with the weights of then.
    steps
        How many there are.
    peak, warmup_steps
        The learning rate, and after how many steps it is reached.
    decay
        Of the weights.
    """
    optimiser = torch.optim.AdamW(net.parameters(), lr=peak, weight_decay=decay)
    for step, loss in enumerate(losses):
        for group in optimiser.param_groups:
            group["lr"] = peak * min(1.0, (step + 1) / warmup_steps) * max(LEAST_RATE, 1.0 - step / steps)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        yield loss.item()
