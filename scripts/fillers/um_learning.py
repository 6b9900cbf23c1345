"""Learn `speakstar.core.um_network` from passages."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from networks.descent import descend
from networks.layers import Dilated, linear
from torch import nn
from torch.nn import functional

from fillers.passages import Passage

WIDTH, LAYERS, TAPS, DROPOUT = 40, 5, 5, 0.1
STEPS, WARMUP_STEPS, RATE, DECAY = 3000, 100, 3e-3, 0.01
BATCH, FRAMES = 24, 800
FILLER_WEIGHT = 2.0
TIMBRE = 12
TILT = 0.4 / (1 + 0.3 * np.arange(TIMBRE))
"""An unknown microphone: how far each coefficient of the timbre is moved, one standard deviation."""

REPORT_STEPS = 250


class Network(nn.Module):
    """The network while it learns; ``there`` (batch, n) says which rows are no padding."""

    def __init__(self, mean: torch.Tensor, scale: torch.Tensor) -> None:
        super().__init__()
        self.mean, self.scale = mean, scale
        self.inputs = nn.Linear(len(mean), WIDTH)
        self.dilated = Dilated(WIDTH, layers=LAYERS, taps=TAPS, dropout=DROPOUT)
        self.output = nn.Linear(WIDTH, 1)

    def forward(self, shown: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Return log odds, shape (batch, n)."""
        x = self.inputs((shown - self.mean) / self.scale)
        odds: torch.Tensor = self.output(functional.relu(self.dilated(x, there)))[..., 0]
        return odds


def learn(passages: Sequence[Passage], *, seed: int, steps: int = STEPS) -> dict[str, np.ndarray]:
    """Learn; returns the arrays of `speakstar.core.um_network.UmNetwork`."""
    torch.manual_seed(seed)
    some = np.concatenate([passage.shown[::7] for passage in passages]).astype(np.float32)
    mean, scale = torch.tensor(some.mean(axis=0)), torch.tensor(some.std(axis=0) + 1e-3)
    net = Network(mean, scale)
    net.train()
    losses = _losses(net, passages, np.random.default_rng(seed), steps)
    total = 0.0
    for step, loss in enumerate(
        descend(net, losses, steps=steps, peak=RATE, warmup_steps=WARMUP_STEPS, decay=DECAY), start=1
    ):
        total += loss
        if step % REPORT_STEPS == 0:
            print(f"step {step}: loss {total / REPORT_STEPS:.4f}", flush=True)
            total = 0.0
    found = {"mean": mean.numpy(), "scale": scale.numpy(), "inputs": linear(net.inputs), "output": linear(net.output)}
    return {name: array.astype(np.float16) for name, array in (found | net.dilated.weights()).items()}


def _losses(net: Network, passages: Sequence[Passage], rng: np.random.Generator, steps: int) -> Iterator[torch.Tensor]:
    weight = torch.tensor(FILLER_WEIGHT)
    for _ in range(steps):
        shown, is_filler, there = _batch(passages, rng)
        odds = net(shown, there)
        loss = functional.binary_cross_entropy_with_logits(odds, is_filler, reduction="none", pos_weight=weight)
        yield (loss * there).sum() / there.sum()


def _batch(passages: Sequence[Passage], rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Draw pieces of passages, longer ones more often."""
    chance = np.array([passage.weight * len(passage.shown) ** 0.5 for passage in passages])
    shown = np.zeros((BATCH, FRAMES, passages[0].shown.shape[1]), np.float32)
    is_filler, there = np.zeros((2, BATCH, FRAMES), np.float32)
    for row, index in enumerate(rng.choice(len(passages), BATCH, p=chance / chance.sum())):
        passage = passages[index]
        first = rng.integers(max(1, len(passage.shown) - FRAMES + 1))
        part = slice(first, first + FRAMES)
        length = len(passage.shown[part])
        shown[row, :length] = passage.shown[part]
        shown[row, :, :TIMBRE] += rng.normal(0, TILT)
        is_filler[row, :length] = passage.is_filler[part]
        there[row, :length] = 1.0
    return torch.tensor(shown), torch.tensor(is_filler), torch.tensor(there)
