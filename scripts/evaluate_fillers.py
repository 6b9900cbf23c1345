"""Measure the second listening: fillers and repeats that the transcript lacks, word times, false alarms and cost.

Usage: python scripts/evaluate_fillers.py [--human FOLDER] [--jobs 2] [--quick] [--out scripts/results/fillers_sound]
       python scripts/evaluate_fillers.py --only "embedded model's words"
       python scripts/evaluate_fillers.py --cost

The benchmark is synthesised (scripts/fillers): whole voices, sentences and seeds are kept out of tuning. FOLDER holds
recordings of people who read fluently and a manifest.json, a list of {"file": ..., "text": ...}. Needs the extra `dev`
and the Debian packages libflite1, libespeak-ng1, festival and festvox-kdlpc16k; with flight-of-the-amazon-queen and
beneath-a-steel-sky actors are measured, too. Speech is kept in your cache folder.
"""

import argparse
import json
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from fillers import actors, controls, report
from fillers.benchmark import CASES, Case, build
from fillers.conditions import CONDITIONS
from fillers.measuring import measure
from pocket import amazon_queen, steel_sky

from speakstar.adapters.listener import SoundListener

VOICE_ALONE = "voice activity alone"
MAIN = ("clean", "20 dB", "10 dB")
OTHER_CASES = 24  # of the conditions beside the main ones
FLUENT_CASES, REPEAT_CASES = 30, 40
HALF_AN_HOUR = 290  # sentences
QUICK_SHARE = 6
OUT = Path(__file__).parent / "results" / "fillers_sound"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its cases, and how they are made."""

    group: str
    name: str
    make: Callable[[], Iterator[Case]]


def rows(split: str, seed: int, human: Path | None, share: int) -> Iterator[Row]:
    """Give every row of the table."""

    def built(name: str, cases: int, condition: str = "clean", **how: object) -> Row:
        return Row("answers", name, partial(build, split, condition, cases=max(1, cases // share), seed=seed, **how))

    for name in CONDITIONS:
        yield built(name, CASES[split] if name in MAIN else OTHER_CASES, name)
    for kind, cases in (("fluent", FLUENT_CASES), ("traps", FLUENT_CASES), ("repeats", REPEAT_CASES)):
        yield built(kind, cases, kind=kind)
    yield built("two voices", OTHER_CASES, kind="two voices")
    yield built("half an hour", 1, sentences_each=HALF_AN_HOUR // share)
    for kind in controls.NON_SPEECH:
        yield Row("sounds", kind, partial(controls.sounds, seed, kind))
    yield from people(split, human, share)
    for name in MAIN:
        cases = max(1, OTHER_CASES // share)
        yield Row(VOICE_ALONE, name, partial(build, split, name, cases=cases, seed=seed))


def people(split: str, human: Path | None, share: int) -> Iterator[Row]:
    """Give the rows of those recordings of people that this machine has."""
    if human:
        yield Row("people", "reading", partial(controls.human, human))
        yield Row("people", "a word missing in the transcript", partial(controls.with_deleted_words, human))
    if amazon_queen.ARCHIVE.exists():
        yield Row("people", "actors", partial(actors.answers, split, one_in=share))
    if steel_sky.ARCHIVE.exists():
        yield Row("people", "other actors", partial(actors.others, one_in=share))


def evaluate(row: Row) -> dict:
    """Measure a row; one of `VOICE_ALONE` as where pocketsphinx is not installed."""
    with without("pocketsphinx") if row.group == VOICE_ALONE else nullcontext():
        figures = {"group": row.group, "name": row.name, **measure(row.make(), SoundListener()).figures()}
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"{row.group}: {row.name}, {figures['audio_min']} min, {report.short(figures)}", file=sys.stderr, flush=True)
    return figures


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


def cost(split: str, seed: int, share: int) -> dict[str, float]:
    """Measure what the second listening costs; on an idle machine, as other work slows the processor's memory."""
    table = measure(build(split, "clean", cases=max(1, OTHER_CASES // share), seed=seed), SoundListener())
    return {name: value for name, value in table.figures().items() if name in ("audio_min", "cost_cpu", "cost_wall")}


def main() -> None:
    """Parse the command line, measure, print, write OUT.json and OUT.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--human", type=Path, help="folder with recordings of people and a manifest.json")
    parser.add_argument("--split", choices=("dev", "test"), default="test", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="of the choices in the answers (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="a sixth of the cases; nothing is written")
    parser.add_argument("--share", type=int, default=1, help="measure one in so many cases (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=OUT, help="stem of the files written (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, help="rows at once (default: %(default)s)")
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="measure this row anew, and put it into the table"
    )
    parser.add_argument("--cost", action="store_true", help="measure the cost alone, and put it into the table")
    arguments = parser.parse_args()
    started = time.perf_counter()
    share = QUICK_SHARE if arguments.quick else arguments.share
    figures, page = arguments.out.with_suffix(".json"), arguments.out.with_suffix(".md")
    if arguments.cost:
        found = json.loads(figures.read_text(encoding="utf-8"))
        found["cost"] = cost(arguments.split, arguments.seed, share)
    else:
        wanted = list(rows(arguments.split, arguments.seed, arguments.human, share))
        if arguments.only:
            wanted = [row for row in wanted if row.name in arguments.only]
        with ProcessPoolExecutor(arguments.jobs, get_context("spawn"), max_tasks_per_child=1) as pool:
            measured = list(pool.map(evaluate, wanted))
        if arguments.only:
            found = json.loads(figures.read_text(encoding="utf-8"))
            anew = {(row["group"], row["name"]): row for row in measured}
            found["rows"] = [anew.pop((row["group"], row["name"]), row) for row in found["rows"]] + list(anew.values())
        else:
            took_min = round((time.perf_counter() - started) / 60, 1)
            found = {**_header(arguments), "rows": measured, "took_min": took_min}
    text = report.markdown(found)
    print(text)
    if not arguments.quick:
        figures.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        page.write_text(text, encoding="utf-8")


def _header(arguments: argparse.Namespace) -> dict:
    return {
        "command": " ".join(["python scripts/evaluate_fillers.py", *sys.argv[1:]]).replace(
            str(arguments.human), "FOLDER"
        ),
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}",
        "split": arguments.split,
        "seed": arguments.seed,
    }


if __name__ == "__main__":
    main()
