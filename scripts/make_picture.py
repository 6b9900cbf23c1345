"""Draw docs/report.svg, docs/page-*.png and docs/trends.png: shipped answers in a terminal and as pages.

The page is photographed in Chromium, which has to be installed, while a word is lit.

Usage: .venv/bin/python scripts/make_picture.py
"""

from __future__ import annotations

import io
import json
import re
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from speakstar import app
from speakstar.adapters import audio_files, charting, models, samples, star_files
from speakstar.adapters.playable import compress
from speakstar.cli.session import Session, now
from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Take, Transcript, Word
from speakstar.core.trends import Trend, trend
from speakstar.render import format_named
from speakstar.render.charts import page_charts
from speakstar.render.page import Page

DOCS = Path(__file__).parents[1] / "docs"
SHOWN = ("beyond-weak", "beyond-strong")
WIDTH = 100
LIT_WORD = 30
HISTORY = 48
PAGES = {
    "page-light": (0, {"viewport": {"width": 1000, "height": 1250}}),
    "page-dark": (1, {"viewport": {"width": 1000, "height": 1250}, "color_scheme": "dark"}),
    "page-narrow": (0, {"viewport": {"width": 380, "height": 1250}}),
}


def reviewed(session: Session) -> list[Take]:
    """Review the samples as the program does."""
    engine = session.engine(session.model(models.POCKET))
    found = {sample.path.stem: sample for sample in samples.samples()}
    return [
        app.review(
            session.store,
            session.coach,
            audio_files.probe(found[name].path),
            engine=engine,
            recorded_at=now(),
            prompt=app.choose_prompt(session.store, story=found[name].story),
        )
        for name in SHOWN
    ]


def draw_terminal(session: Session, take: Take) -> None:
    """Draw the report as a terminal shows it."""
    drawn = format_named("terminal").report(app.report(session.store, take), Page(WIDTH, color=True))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(drawn))
    svg = console.export_svg(title=f"speakstar report {take.id}", theme=MONOKAI)
    # rich names a font on a server; a picture of a local-first program fetches nothing.
    (DOCS / "report.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


def practised() -> Trend:
    """Tell a history of practice with pieces of the samples: weak answers first, strong ones later, a day apart."""
    start = datetime(2026, 9, 7, 18, 0, tzinfo=UTC)
    found = {sample.path.stem: sample for sample in samples.samples()}
    stories = sorted({sample.story for sample in found.values()})
    takes = []
    for number in range(HISTORY):
        story = stories[number % len(stories)]
        strong = number >= HISTORY // 2 and number % 5 > 0
        sample = found[f"{story}-{'strong' if strong else 'weak'}"]
        truth = json.loads(sample.truth.read_text(encoding="utf-8"))["words"]
        first = (number * 17) % 60
        words = tuple(Word(word["text"], word["start_s"], word["end_s"]) for word in truth[first:])
        transcript = Transcript(words, None, EngineId("truth", "shipped", "1"))
        recording = audio_files.probe(sample.path)
        analysis = analyse(transcript, star=star_files.load(), elapsed_s=recording.duration_s)
        at = start + timedelta(days=number * 2 // 3, minutes=9 * (number % 3))
        takes.append(Take(number + 1, story, None, None, at, recording, transcript, None, analysis))
    return trend(takes)


def photograph_trends(browser: Browser, folder: Path) -> None:
    """Take a picture of the page of trends while a point is chosen."""
    file = folder / "trends.html"
    shown = Page(
        charting=charting.bundle(page_charts(), folder), reports={n: f"take-{n}.html" for n in range(1, HISTORY + 1)}
    )
    file.write_text(format_named("html").trends(practised(), shown), encoding="utf-8")
    page = browser.new_context(offline=True, viewport={"width": 1000, "height": 1050}).new_page()
    page.goto(file.as_uri())
    while not page.evaluate("() => document.documentElement.dataset.drawn"):
        time.sleep(0.05)
    box = page.locator("[data-chart=rate]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.6)
    page.locator("#tip").wait_for()
    page.screenshot(path=DOCS / "trends.png")
    page.context.close()


def photograph(browser: Browser, name: str, page_file: Path, options: dict) -> None:
    """Take a picture of the top of a page while a word is lit."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.locator("#words .t.word").nth(LIT_WORD).evaluate(
        "word => { audio.currentTime = (Number(word.dataset.at) + Number(word.dataset.end)) / 2; }"
    )
    page.locator(".now").first.wait_for()
    page.screenshot(path=DOCS / f"{name}.png")
    context.close()


def main() -> None:
    """Review the samples and make the pictures."""
    with TemporaryDirectory() as home:
        session = Session(home=home)
        takes = reviewed(session)
        draw_terminal(session, takes[0])
        files = [Path(home) / f"take-{take.id}.html" for take in takes]
        for take, file in zip(takes, files, strict=True):
            shown = Page(sound=compress(take.recording.path))
            file.write_text(format_named("html").report(app.report(session.store, take), shown), encoding="utf-8")
        session.close()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            for name, (which, options) in PAGES.items():
                photograph(browser, name, files[which], options)
            photograph_trends(browser, Path(home))
            browser.close()


if __name__ == "__main__":
    main()
