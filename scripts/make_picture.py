"""Draw docs/report.svg and docs/page-*.png: the report on shipped answers, in a terminal and as a page.

The page is photographed in Chromium, which has to be installed, while a word is lit.

Usage: .venv/bin/python scripts/make_picture.py
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

from speakstar import app
from speakstar.adapters import audio_files, models, samples
from speakstar.adapters.playable import compress
from speakstar.cli.session import Session, now
from speakstar.core.model import Take
from speakstar.render import format_named
from speakstar.render.page import Page

DOCS = Path(__file__).parents[1] / "docs"
SHOWN = ("beyond-weak", "beyond-strong")
WIDTH = 100
LIT_WORD = 30
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
            audio_files.probe(found[name].path),
            engine=engine,
            star=session.star,
            listener=session.listener,
            store=session.store,
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
    svg = console.export_svg(title=f"speakstar report {take.id}")
    # rich names a font on a server; a picture of a local-first program fetches nothing.
    (DOCS / "report.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


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
            browser.close()


if __name__ == "__main__":
    main()
