"""Learn the checklist's weights from the labelled answers.

    python scripts/train_star.py [ANSWERS.jsonl ...]      default: models/star/answers/train-*.jsonl, one file a writer

Writes models/star/weights.npz, and into RESULTS.md and results.json beside it how right weights are on writers that
they had not learned from. Needs scikit-learn and PyTorch (the project's extra "train"), and an hour. A second run on
the same machine gives the same bytes.
Run it after a change of labels, cues, word classes or figures, then scripts/evaluate_checklist.py --write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from star import answers, recipe, results
from star.validation import cross_validation

from speakstar.adapters import embedded, star_files

OUTPUT = answers.ROOT / "models/star" / embedded.WEIGHTS


def main() -> None:
    """Learn from the named files and write the weights."""
    files = [Path(name) for name in sys.argv[1:]] or answers.training_files()
    if not files:
        sys.exit("No labelled answers: name JSON Lines files, or put them into models/star/answers/.")
    told = [answer for file in files for answer in answers.read(file)]
    model, held_out = recipe.fit([*told, *answers.examples()])
    star_files.save(model, OUTPUT)
    validated = cross_validation(star_files.load(), told, held_out[: len(told)])
    results.write(validated)
    size_kb = OUTPUT.stat().st_size // 1000
    print(f"{OUTPUT.relative_to(answers.ROOT)}: {len(told)} answers, {len(model.terms)} terms, {size_kb} kB")


if __name__ == "__main__":
    main()
