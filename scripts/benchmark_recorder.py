"""Measure the recorder: what is lost under load, on kill -9 and on a power cut, what it costs, when it begins.

Linux, with a sound server (pulseaudio) and PortAudio; the power cut needs root, and is left out without. Writes
results/recorder.md and .json; groups that are not asked for keep their rows.

    python scripts/benchmark_recorder.py [GROUP ...] [--minutes 10] [--times 50]
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from recorder import costs, losses, reports
from recorder.results import Row, keep

Group = Callable[[Path, argparse.Namespace], list[Row | None]]

GROUPS: dict[str, Group] = {
    "load": lambda folder, options: [losses.samples_lost(folder, options.minutes)],
    "kill": lambda folder, options: [losses.killed(folder, options.times)],
    "power": lambda folder, options: [losses.power_cut(folder, max(1, options.times // 5))],
    "cpu": lambda folder, _options: [costs.cpu_share(folder, 30.0)],
    "first": lambda folder, _options: [*costs.first_frame(folder, 20)],
    "long": lambda folder, _options: [*costs.two_hours(folder)],
    "pocket": lambda folder, _options: [*reports.stop_to_report(folder, "pocket", reports.pocket_engine(), 0.15)],
    "base": lambda folder, _options: [
        *reports.stop_to_report(folder, "a Whisper of the size of base.en", reports.base_engine(folder), 0.25)
    ],
    "live": lambda folder, _options: [*reports.live_against_batch(folder)],
}


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all without")
    parser.add_argument("--minutes", type=float, default=10.0, help="of recording under load")
    parser.add_argument("--times", type=int, default=50, help="how often the recorder is killed")
    options = parser.parse_args()
    for name in options.groups or GROUPS:
        with tempfile.TemporaryDirectory() as folder:
            rows = [row for row in GROUPS[name](Path(folder), options) if row]
        keep(rows)
        for row in rows:
            print(f"{row.what}: {row.shown}")


if __name__ == "__main__":
    main()
