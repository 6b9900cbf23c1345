"""Draw docs/report.svg: the report on a shipped answer, as a terminal shows it.

Usage: .venv/bin/python scripts/make_picture.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from speakstar import app
from speakstar.adapters import audio_files, models, samples
from speakstar.adapters.store import SqliteTakeStore
from speakstar.adapters.whisper import WhisperEngine
from speakstar.cli.session import now
from speakstar.render import format_named
from speakstar.render.page import Page

TARGET = Path(__file__).parents[1] / "docs" / "report.svg"
SHOWN = "beyond-weak"
WIDTH = 100


def main() -> None:
    """Review the sample and write the picture."""
    sample = next(s for s in samples.samples() if s.path.stem == SHOWN)
    with TemporaryDirectory() as home, SqliteTakeStore(Path(home) / "speakstar.db") as store:
        take = app.review(
            audio_files.probe(sample.path),
            engine=WhisperEngine(models.resolve(models.POCKET, configured=None, models_home=Path(home))),
            store=store,
            recorded_at=now(),
            prompt=app.choose_prompt(store, story=sample.story),
        )
        drawn = format_named("terminal").report(app.report(store, take), Page(WIDTH, color=True))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(drawn))
    svg = console.export_svg(title=f"speakstar review {sample.path.name} --story {sample.story}")
    TARGET.parent.mkdir(exist_ok=True)
    # rich names a font on a server; a picture of a local-first program fetches nothing.
    TARGET.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
