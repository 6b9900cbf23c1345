"""The table of results: rows are measured one group at a time, and those that were not keep their place."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results" / "recorder"

HEAD = """# What the recorder loses, costs and withstands

Written by `python scripts/benchmark_recorder.py`, with a virtual microphone of a real sound server, through PortAudio.
"""


@dataclass(frozen=True)
class Row:
    """One figure: what was measured and how, what it should be, what it is, and the load of the machine then."""

    id: str
    what: str
    goal: str
    value: float
    unit: str
    reached: bool | None
    how: str
    load: float = 0.0

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return f"{self.value:.3g} {self.unit}".strip() if self.value % 1 else f"{self.value:.0f} {self.unit}".strip()


def machine() -> dict[str, str]:
    """Describe this machine."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    server = subprocess.run(["pulseaudio", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return {
        "cpu": f"{cpu}, {os.cpu_count()} cores, {len(os.sched_getaffinity(0))} of them used",
        "system": f"{platform.system()} {platform.release()}, {server}",
        "python": platform.python_version(),
    }


def keep(rows: list[Row]) -> None:
    """Put rows in the place of those with their ids, or at the end, and write both files."""
    path = RESULTS.with_suffix(".json")
    old = json.loads(path.read_text())["rows"] if path.exists() else []
    table = {row["id"]: Row(**row) for row in old} | {row.id: row for row in rows}
    content = {"machine": machine(), "rows": [asdict(row) for row in table.values()]}
    RESULTS.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    RESULTS.with_suffix(".md").write_text(_markdown(content["machine"], list(table.values())), encoding="utf-8")


def _markdown(described: dict[str, str], rows: list[Row]) -> str:
    verdict = {True: "reached", False: "missed", None: ""}
    lines = [f"| {row.what} | {row.goal} | **{row.shown}** | {verdict[row.reached]} | {row.load:.1f} |" for row in rows]
    return "\n".join(
        [
            HEAD,
            "; ".join(described.values()) + ". Load: processes that wanted to run, at the end of the measurement.",
            "",
            "| what | goal | measured | | load |",
            "|---|---|--:|---|--:|",
            *lines,
            "",
            *(f"- {row.what}: {row.how}" for row in rows),
            "",
        ]
    )
