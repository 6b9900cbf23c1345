"""The training loop: token loss, guided attention and a character loss on the encoder."""

import multiprocessing as mp
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from queue import Full

import torch
from torch.nn import functional

from pocket.batches import IGNORED, Batch, Batches, Spec
from pocket.machine import has_bf16
from pocket.model import PocketWhisper
from pocket.tokens import Tokens

CTC_WEIGHT = 0.5
GUIDE_WEIGHT = 0.2
LABEL_SMOOTHING = 0.03
WARMUP_STEPS = 150
EMA_EVERY, EMA_DECAY = 4, 0.99
QUEUE_LENGTH = 12
REFRESH_S, SAVE_S, REPORT_S = 600.0, 120.0, 60.0
LONGEST_STEP_S = 20.0  # what counts as training of a step that the machine slept or the process was suspended in


@dataclass(slots=True)
class Losses:
    """The parts of one step's loss."""

    token: torch.Tensor
    ctc: torch.Tensor
    guide: torch.Tensor

    @property
    def total(self) -> torch.Tensor:
        """The weighted sum that is minimised."""
        return self.token + CTC_WEIGHT * self.ctc + GUIDE_WEIGHT * self.guide


def losses(model: PocketWhisper, batch: Batch) -> Losses:
    """Compute a batch's losses; call it under autocast to have the matrix products in bf16."""
    encoded = model.encode(batch.mel)
    scores, guided = model.decode(batch.inputs, encoded)
    letters = model.ctc(encoded)
    token = functional.cross_entropy(
        scores.float().flatten(0, 1),
        batch.labels.flatten(),
        ignore_index=IGNORED,
        label_smoothing=LABEL_SMOOTHING,
    )
    return Losses(token, _ctc(letters, batch), _guide(guided, batch.spans))


def _guide(weights: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
    """-log of the attention that the guided heads give to where the next token is heard."""
    rows = spans.amax(-1) > 0
    if not rows.any():  # silence only
        return weights.sum() * 0
    inside = (weights.float() * spans[:, None]).sum(-1).transpose(1, 2)[rows]
    return -(inside + 1e-4).log().mean()


def _ctc(letters: torch.Tensor, batch: Batch) -> torch.Tensor:
    rows = [b for b, chars in enumerate(batch.chars) if 0 < len(chars) < batch.positions[b]]
    if not rows:
        return letters.sum() * 0
    return functional.ctc_loss(
        letters[rows].float().log_softmax(-1).transpose(0, 1),
        torch.tensor([c for b in rows for c in batch.chars[b]], device=letters.device),
        torch.tensor([batch.positions[b] for b in rows]),
        torch.tensor([len(batch.chars[b]) for b in rows]),
        zero_infinity=True,
    )


def schedule(done: float, *, trained: bool = False) -> list[tuple[float, Spec]]:
    """Give the mix of windows at a share of the training time.

    First short clips of few voices, clean; then windows of 10 s as the project's engine cuts them at pauses, clean;
    then all voices, and room, noise and other vocal tracts in most windows. Weights that were trained before begin
    with that last mix.
    """
    easy = Spec(10, 80, fill=True, strength=0.25, timed_share=0.15)
    hard = replace(easy, strength=1.0)
    padded = replace(easy, audio_s=24, padded=True, strength=0.5, timed_share=0.8)  # as plain faster-whisper has them
    if done < 0.12 and not trained:
        return [(1.0, Spec(7, 75, fill=False, timed_share=0.3, few_voices=True))]
    if done < 0.3 and not trained:
        return [(0.4, Spec(7, 75, fill=False, timed_share=0.3)), (0.6, replace(easy, few_voices=True))]
    if done < 0.4 and not trained:
        return [(0.7, easy), (0.3, hard)]
    return [(0.55, hard), (0.35, easy), (0.10, padded)]


def _produce(
    queue: mp.Queue, done: "Synchronized[float]", folder: Path, tokenizer: Path, seed: int, trained: bool
) -> None:
    torch.set_num_threads(1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the trainer's handler came along with the fork
    source, refreshed = Batches(folder, Tokens(tokenizer), seed), time.time()
    while os.getppid() != 1:  # the trainer was killed: end too
        if time.time() - refreshed > REFRESH_S:
            source.refresh()
            refreshed = time.time()
        shares, specs = zip(*schedule(done.value, trained=trained), strict=True)
        batch = source.batch(source.r.choices(specs, shares)[0])
        while os.getppid() != 1:
            try:
                queue.put(batch, timeout=10)
                break
            except Full:
                continue


def produce(folder: Path, tokenizer: Path, seed: int, done: "Synchronized[float]", *, trained: bool) -> Iterator[Batch]:
    """Batches made in another process; ``done`` tells it the share of the training time that has passed."""
    queue: mp.Queue = mp.Queue(QUEUE_LENGTH)
    mp.Process(target=_produce, args=(queue, done, folder, tokenizer, seed, trained), daemon=True).start()
    while True:
        yield queue.get()


def learning_rate(step: int, done: float, peak: float) -> float:
    """Warm-up, a plateau until a quarter of the time, then down to zero in a straight line."""
    return peak * min(1.0, (step + 1) / WARMUP_STEPS) * min(1.0, max(0.01, (1 - done) / 0.75))


def make_optimisers(model: PocketWhisper, peak: float) -> list[torch.optim.Optimizer]:
    """Muon for the layers' matrices, AdamW for the rest.

    Over 160 steps from the same weights and batches Muon left 6 % less token loss than AdamW alone, for 15 %
    more time a step.
    """
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and n.startswith(("enc.", "dec."))]
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    return [
        torch.optim.Muon(matrices, lr=peak, momentum=0.95, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=peak, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
    ]


@dataclass(slots=True)
class Trainer:
    """Weights, their running average and optimisers, and how far training has come."""

    model: PocketWhisper
    peak: float
    minutes: float
    device: str = "cpu"
    bf16: bool = False
    step: int = 0
    elapsed_s: float = 0.0
    optimisers: list[torch.optim.Optimizer] = field(init=False)
    average: dict[str, torch.Tensor] = field(init=False)

    def __post_init__(self) -> None:
        """Put the weights on the device and start the running average at them."""
        self.model.to(self.device)
        self.optimisers = make_optimisers(self.model, self.peak)
        self.average = {k: v.detach().clone() for k, v in self.model.state_dict().items()}

    def restore(self, state: dict) -> None:
        """Go on from a checkpoint, whose weights the model has already."""
        for optimiser, saved in zip(self.optimisers, state.get("optimisers", ()), strict=False):
            optimiser.load_state_dict(saved)
        self.average = {k: v.to(self.device) for k, v in state["average"].items()}
        self.step, self.elapsed_s = state["step"], state["elapsed_s"]

    def save(self, path: Path) -> None:
        """Write a checkpoint in one move, so that a reader never meets half of one."""
        state = {"model": self.model.state_dict(), "average": self.average, "step": self.step,
                 "optimisers": [o.state_dict() for o in self.optimisers], "elapsed_s": self.elapsed_s}  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def update(self, batch: Batch) -> list[float]:
        """Take one step; give its token, character and guide losses."""
        rate = learning_rate(self.step, self.elapsed_s / (60 * self.minutes), self.peak)
        for group in (g for o in self.optimisers for g in o.param_groups):
            group["lr"] = rate
        with torch.autocast(self.device, torch.bfloat16, enabled=self.bf16):
            parts = losses(self.model, batch.to(self.device))
        self.model.zero_grad(set_to_none=True)
        parts.total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
        self.step += 1
        if self.step % EMA_EVERY == 0:
            for k, v in self.model.state_dict().items():
                self.average[k].lerp_(v, 1 - EMA_DECAY)
        return [parts.token.item(), parts.ctc.item(), parts.guide.item()]


def train(
    model: PocketWhisper,
    batches: Iterator[Batch],
    out: Path,
    *,
    minutes: float,
    peak: float,
    device: str,
    done: "Synchronized[float]",
    state: dict | None,
) -> bool:
    """Train for a time, or until SIGTERM; write a checkpoint every two minutes and at the end.

    Returns
    -------
    bool
        Whether the time has been used up.
    """
    trainer = Trainer(model, peak, minutes, device, has_bf16(device))
    if state:
        trainer.restore(state)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    saved = shown = stepped = time.time()
    sums, count = torch.zeros(4), 0
    for batch in batches:
        now = time.time()
        trainer.elapsed_s += min(now - stepped, LONGEST_STEP_S)
        stepped = now
        done.value = trainer.elapsed_s / (60 * minutes)
        if done.value >= 1 or stop.is_set():
            break
        sums += torch.tensor([*trainer.update(batch), batch.mel.shape[0] * batch.mel.shape[2] / 100])
        count += 1
        if time.time() - shown > REPORT_S:
            _report(trainer, (sums / count).tolist(), count / (time.time() - shown))
            sums, count, shown = torch.zeros(4), 0, time.time()
        if time.time() - saved > SAVE_S:
            trainer.save(out)
            saved = time.time()
    trainer.save(out)
    return done.value >= 1


def _report(trainer: Trainer, means: list[float], steps_per_s: float) -> None:
    token, ctc, guide, audio_s = means
    print(
        f"{trainer.elapsed_s / 60:6.1f} min step {trainer.step} token {token:.3f} ctc {ctc:.3f} guide {guide:.3f} "
        f"{steps_per_s:.2f} steps/s, {steps_per_s * audio_s:.0f} s of sound/s",
        flush=True,
    )
