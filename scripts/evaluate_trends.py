"""How often the rule of the trends is wrong: histories are drawn with and without a change, and judged.

``scripts/evaluate_trends.py --write`` puts the results into docs/trends.md.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from speakstar.core.change import Count, find_change
from speakstar.core.trends import SIGNIFICANCE

DOC = Path(__file__).parents[1] / "docs" / "trends.md"
START, END = "<!-- results -->\n", "<!-- end of results -->\n"
TAKE_S = 75.0
USUAL_PER_MIN = 5.0
FALL_PER_MIN = (8.0, 3.2)
SHAPES = ((8, 1), (8, 3), (8, None), (10, 3), (15, None), (20, 1))
MIXED = (1, 1, 2, 3, 6)
HISTORIES, FALLS = 1000, 250
SEED = 7


@dataclass(frozen=True)
class Spread:
    """How takes vary beyond chance: by take (variance over mean), by the day (standard deviation over mean)."""

    name: str
    dispersion: float = 1.0
    mood: float = 0.0


SPREADS = (
    Spread("Poisson"),
    Spread("dispersion 2", 2.0),
    Spread("dispersion 4", 4.0),
    Spread("moods", mood=0.3),
    Spread("strong moods", mood=0.5),
)


def practice(rng: random.Random, sessions: int, takes: int | None, *, mean: float, spread: Spread) -> list[list[Count]]:
    """Draw sessions of takes of `TAKE_S` with so many events a take in the mean; None: mixed numbers of takes."""
    extra, made = spread.dispersion - 1.0, []
    for _ in range(sessions):
        level = mean * (rng.gammavariate(1 / spread.mood**2, spread.mood**2) if spread.mood else 1.0)
        means = [rng.gammavariate(level / extra, extra) if extra else level for _ in range(takes or rng.choice(MIXED))]
        made.append([Count(poisson(rng, one), TAKE_S) for one in means])
    return made


def poisson(rng: random.Random, mean: float) -> int:
    """Draw a Poisson count: the arrivals in a unit of time."""
    count, at = 0, rng.expovariate(mean) if mean > 0.0 else math.inf
    while at < 1.0:
        count, at = count + 1, at + rng.expovariate(mean)
    return count


def alarm(history: Sequence[Sequence[Count]]) -> bool:
    """Whether the rule claims a change."""
    found = find_change(history)
    return found is not None and found.p_value < SIGNIFICANCE


def naive_alarm(history: Sequence[Sequence[Count]]) -> bool:
    """Whether the two halves differ when their counts are taken as Poisson counts (likelihood ratio, chi-squared)."""
    takes = [count for session in history for count in session]
    halves = [sum(count.events for count in half) for half in (takes[: len(takes) // 2], takes[len(takes) // 2 :])]
    shares = [(len(takes) // 2) / len(takes), 1 - (len(takes) // 2) / len(takes)]
    ratio = sum(n * math.log(n / (sum(halves) * share)) for n, share in zip(halves, shares, strict=True) if n)
    return math.erfc(math.sqrt(max(0.0, ratio))) < SIGNIFICANCE


def table() -> str:
    """Judge histories of every shape and spread."""
    names = [spread.name for spread in SPREADS]
    head = ["sessions × takes", *names, *(f"halves: {name}" for name in names), *(f"fall: {name}" for name in names)]
    lines = [_line(head), _line(["---"] * len(head))]
    for sessions, takes in SHAPES:
        lines.append(_line([f"{sessions} × {takes or 'mixed'}", *_row(sessions, takes)]))
    return "\n".join(lines) + "\n"


def _row(sessions: int, takes: int | None) -> list[str]:
    rng = random.Random(SEED)
    before = sessions // 2
    mean, high, low = (rate * TAKE_S / 60.0 for rate in (USUAL_PER_MIN, *FALL_PER_MIN))
    alarms, naive, seen = [], [], []
    for spread in SPREADS:
        still = [practice(rng, sessions, takes, mean=mean, spread=spread) for _ in range(HISTORIES)]
        alarms.append(_share([alarm(history) for history in still]))
        naive.append(_share([naive_alarm(history) for history in still]))
        falls = [
            practice(rng, before, takes, mean=high, spread=spread)
            + practice(rng, sessions - before, takes, mean=low, spread=spread)
            for _ in range(FALLS)
        ]
        seen.append(_share([alarm(history) for history in falls]))
    return [*alarms, *naive, *seen]


def _share(found: Sequence[bool]) -> str:
    return f"{sum(found) / len(found):.1%}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the results, or write them into the document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"put them into {DOC.name}")
    arguments = parser.parse_args()
    results = table()
    if not arguments.write:
        print(results)
        return
    before, _, rest = DOC.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    DOC.write_text(f"{before}{START}{results}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
