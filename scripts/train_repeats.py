"""Learn what a word that was said twice sounds like, for the second listening; writes models/fillers/repeats.npz.

Usage: python scripts/train_repeats.py [--quick] [--out models/fillers/repeats.npz]

Learns from the development half of the benchmark alone (scripts/fillers), after scripts/train_fillers.py: how much a
sound is like an "um" is one of the traits. Needs what scripts/evaluate_fillers.py needs, and scikit-learn.
"""

import argparse
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from fillers.benchmark import Case, build, recording
from fillers.boosting import fit
from fillers.scoring import near

from speakstar.adapters.listener import SoundListener
from speakstar.core.said_again import Pair
from speakstar.core.text import plain_word

OUT = Path(__file__).parents[1] / "models" / "fillers" / "repeats.npz"
SETS = (
    ("dev", "clean", "repeats", 96), ("more", "clean", "repeats", 64), ("dev", "20 dB", "repeats", 48),
    ("dev", "10 dB, pink noise", "repeats", 48), ("dev", "10 dB", "repeats", 32), ("dev", "clean", "mixed", 96),
    ("dev", "20 dB", "mixed", 96), ("dev", "5 % wrong words", "mixed", 48),
    ("dev", "filler time in the words", "mixed", 48), ("dev", "clean", "traps", 48),
)  # fmt: skip
"""Voices, condition, kind, cases."""

SEED = 2
"""Other than those of scripts/train_fillers.py, whose likeness is too good on what it was learned from."""

TREES = {"n_estimators": 150, "max_depth": 3, "learning_rate": 0.06, "subsample": 0.7, "min_samples_leaf": 10,
         "max_features": 6}  # fmt: skip
QUICK_SHARE = 8


@dataclass(slots=True)
class Examples:
    """Traits of a sound and the word beside it, and whether it is a copy of that word."""

    traits: list[dict[str, float]] = field(default_factory=list)
    is_copy: list[bool] = field(default_factory=list)
    asked: list[Pair] = field(default_factory=list)

    def add(self, cases: Iterable[Case]) -> None:
        """Listen to cases."""
        listener = SoundListener(copied=self._never)
        with tempfile.TemporaryDirectory() as folder:
            for case in cases:
                self.asked.clear()
                listener.listen(recording(case.samples, Path(folder, "case.wav")), case.transcript)
                self.traits += [dict(pair.traits) for pair in self.asked]
                self.is_copy += [_is_copy(pair, case) for pair in self.asked]

    def _never(self, pair: Pair) -> float:
        self.asked.append(pair)
        return 0.0


def _is_copy(pair: Pair, case: Case) -> bool:
    """Whether the sound is either of two copies, and the word the other one."""
    return any(
        near(copy, pair.pause)
        for repeat in case.repeats
        if plain_word(repeat.text) == plain_word(pair.word.text)
        for copy in (repeat.dropped, repeat.kept)
    )


def main() -> None:
    """Parse the command line, learn, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="an eighth of the cases; nothing is written")
    parser.add_argument("--out", type=Path, default=OUT, help="default: %(default)s")
    arguments = parser.parse_args()
    examples = Examples()
    for split, condition, kind, cases in SETS:
        share = QUICK_SHARE if arguments.quick else 1
        examples.add(build(split, condition, kind=kind, cases=cases // share, seed=SEED))
        copies = f"{sum(examples.is_copy)} copies of {len(examples.traits)} so far"
        print(f"{split}, {kind}, {condition}: {copies}", flush=True)
    weights = fit(examples.traits, examples.is_copy, **TREES)
    if not arguments.quick:
        np.savez_compressed(arguments.out, **weights)


if __name__ == "__main__":
    main()
