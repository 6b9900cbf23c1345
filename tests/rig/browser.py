"""A real browser, without a window, for the pages that are made. It is driven by Playwright and must be installed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IMPACTS = ("serious", "critical")
LIMIT_S = 20


@dataclass
class Visit:
    """A page that is open, with what it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def until(self, condition: str) -> Any:
        """Wait until an expression is true in the page, and return it; Playwright's own way to wait needs eval."""
        deadline_s = time.monotonic() + LIMIT_S
        while time.monotonic() < deadline_s:
            value = self.page.evaluate(f"() => {condition}")
            if value:
                return value
            time.sleep(0.02)
        raise TimeoutError(f"{condition} has not come true within {LIMIT_S} s")

    def axe_problems(self) -> list[str]:
        """Name the serious and critical problems that axe-core finds."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{problem['id']}: {node['html'][:120]}"
            for problem in found
            if problem["impact"] in IMPACTS
            for node in problem["nodes"]
        ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, once for all tests."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("needs a browser (Debian: chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a file as a user does; nothing is reachable but what is on this machine. Tests of a module may share it."""
    contexts = []

    def open_file(path: Path, *, width: int = 1000, dark: bool = False, **options: Any) -> Visit:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **options
        )
        context.set_default_timeout(LIMIT_S * 1000)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url[:200]))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on("console", lambda message: message.type == "error" and seen.errors.append(message.text))
        seen.page.goto(path.absolute().as_uri())
        return seen

    yield open_file
    for context in contexts:
        context.close()
