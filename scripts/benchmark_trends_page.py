"""How long the page of 500 takes needs to be made, and to open and draw in a browser without a window.

    python scripts/benchmark_trends_page.py [--save]

--save writes scripts/results/trends_page.json. Needs Chromium and the extra dev.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from answers import STRONG_ANSWER, WEAK_ANSWER, make_take  # noqa: E402

from speakstar.adapters import charting  # noqa: E402
from speakstar.core.trends import trend  # noqa: E402
from speakstar.render import format_named  # noqa: E402
from speakstar.render.charts import page_charts  # noqa: E402
from speakstar.render.page import Page  # noqa: E402

RESULTS = ROOT / "scripts/results/trends_page.json"
TAKES, RUNS, STORIES = 500, 15, 8
DRAWN = """async () => {
  while (!document.documentElement.dataset.drawn) await new Promise(done => setTimeout(done, 5));
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
}"""


def main() -> None:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--save", action="store_true")
    arguments = parser.parse_args()
    kinds = [make_take(WEAK_ANSWER), make_take(STRONG_ANSWER)]
    takes = [
        replace(
            kinds[number * 2 // TAKES],
            id=number + 1,
            story=f"story-{number % STORIES}",
            recorded_at=kinds[0].recorded_at + timedelta(hours=8 * number),
        )
        for number in range(TAKES)
    ]
    library = charting.bundle(page_charts(), Path(tempfile.mkdtemp()))
    reports = {take.id: f"take-{take.id}.html" for take in takes}
    start_s = time.perf_counter()
    text = format_named("html").trends(trend(takes), Page(reports=reports, charting=library))
    made_s = time.perf_counter() - start_s
    path = Path(tempfile.mkdtemp()) / "trends.html"
    path.write_text(text, encoding="utf-8")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        drawn_s = []
        for _ in range(RUNS):
            page = browser.new_page()
            page.goto(path.as_uri())
            drawn_s.append(page.evaluate(DRAWN) / 1000.0)
            page.close()
        browser.close()
    results = {
        "takes": TAKES,
        "page_bytes": len(text.encode()),
        "made_s": round(made_s, 3),
        "opened_and_drawn_s": {
            "fastest": round(min(drawn_s), 3),
            "median": round(median(drawn_s), 3),
            "worst": round(max(drawn_s), 3),
            "runs": RUNS,
        },
        "load_average": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(results, indent=2))
    if arguments.save:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
