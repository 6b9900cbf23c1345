"""Measure the second listening: fillers and repeats that the transcript lacks, word times, false alarms and cost.

Usage: python scripts/evaluate_fillers.py [--human FOLDER] [--quick] [--out scripts/results/fillers_sound]

The benchmark is synthesised (scripts/fillers): whole voices, sentences and seeds are kept out of tuning. FOLDER holds
recordings of people who read fluently and a manifest.json, a list of {"file": ..., "text": ...}. Needs the extra `dev`
and the Debian packages libflite1, libespeak-ng1, festival and festvox-kdlpc16k. Speech is kept in your cache folder.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from fillers import controls, report
from fillers.benchmark import CASES, Case, build
from fillers.conditions import CONDITIONS
from fillers.measuring import Table, measure

from speakstar.adapters.listener import SoundListener

MAIN = ("clean", "20 dB", "10 dB")
OTHER_CASES = 24  # of the conditions beside the main ones
FLUENT_CASES, REPEAT_CASES = 30, 40
QUICK_SHARE = 6
OUT = Path(__file__).parent / "results" / "fillers_sound"


def rows(split: str, seed: int, human: Path | None, share: int) -> Iterator[tuple[str, str, Iterator[Case]]]:
    """Give group, name and cases of every row of the table."""
    for name in CONDITIONS:
        cases = CASES[split] if name in MAIN else OTHER_CASES
        yield "answers", name, build(split, name, cases=cases // share, seed=seed)
    for kind, cases in (("fluent", FLUENT_CASES), ("traps", FLUENT_CASES), ("repeats", REPEAT_CASES)):
        yield "answers", kind, build(split, kind=kind, cases=cases // share, seed=seed)
    for case in controls.sounds(seed):
        yield "sounds", case.name, iter([case])
    if human:
        yield "people", "reading", controls.human(human)
        yield "people", "a word missing in the transcript", controls.with_deleted_words(controls.human(human))


def evaluate(arguments: argparse.Namespace) -> list[dict]:
    """Measure all rows, and the main ones as where pocketsphinx is not installed: by voice activity alone."""
    share = QUICK_SHARE if arguments.quick else 1
    listener = SoundListener()
    found = []
    for group, name, cases in rows(arguments.split, arguments.seed, arguments.human, share):
        found.append(_row(group, name, measure(cases, listener)))
    with without("pocketsphinx"):
        for name in MAIN:
            cases = build(arguments.split, name, cases=OTHER_CASES // share, seed=arguments.seed)
            found.append(_row("voice activity alone", name, measure(cases, SoundListener())))
    return found


@contextmanager
def without(module: str) -> Iterator[None]:
    """Make a package look as if it was not installed."""
    installed = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == module}
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
        sys.modules.update(installed)


def _row(group: str, name: str, table: Table) -> dict:
    figures = {"group": group, "name": name, **table.figures()}
    print(f"{group}: {name}, {figures['audio_min']} min, {report.short(figures)}", file=sys.stderr, flush=True)
    return figures


def main() -> None:
    """Parse the command line, measure, print, write OUT.json and OUT.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--human", type=Path, help="folder with recordings of people and a manifest.json")
    parser.add_argument("--split", choices=("dev", "test"), default="test", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="of the choices in the answers (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="a sixth of the cases; nothing is written")
    parser.add_argument("--out", type=Path, default=OUT, help="stem of the files written (default: %(default)s)")
    arguments = parser.parse_args()
    started = time.perf_counter()
    found = {
        "command": " ".join(["python scripts/evaluate_fillers.py", *sys.argv[1:]]),
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}",
        "split": arguments.split,
        "seed": arguments.seed,
        "rows": evaluate(arguments),
    }
    found["took_min"] = round((time.perf_counter() - started) / 60, 1)
    text = report.markdown(found)
    print(text)
    if not arguments.quick:
        arguments.out.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        arguments.out.with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
