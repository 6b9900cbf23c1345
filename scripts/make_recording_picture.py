"""Draw docs/recording.svg: the screen of a recording, at three moments of one answer.

The words are those that the embedded model has understood of a shipped answer by then, heard as while recording.

Usage: .venv/bin/python scripts/make_recording_picture.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from speakstar.adapters import audio_files, models, samples
from speakstar.adapters.whisper import WhisperEngine
from speakstar.cli import screen
from speakstar.core.model import CAP_S

TARGET = Path(__file__).parents[1] / "docs" / "recording.svg"
SHOWN = "beyond-weak"
WIDTH = 72
MOMENTS_S = (30.0, 79.0, 92.5)
LEVEL_S = 0.1
"""How much sound the level tells about."""


def main() -> None:
    """Hear the sample up to each moment and draw what the speaker saw then."""
    sample = next(s for s in samples.samples() if s.path.stem == SHOWN)
    engine = WhisperEngine(models.Model(models.POCKET, models.embedded_pocket(), "embedded"))
    sound = audio_files.decode(sample.path)
    dictation, at = engine.dictation(), 0
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    for moment_s in MOMENTS_S:
        end = round(moment_s * audio_files.SAMPLE_RATE_HZ)
        dictation.hear(sound[at:end])
        at = end
        newest = sound[end - round(LEVEL_S * audio_files.SAMPLE_RATE_HZ) : end]
        face = screen.Face(
            elapsed_s=moment_s,
            cap_s=CAP_S,
            rms=float(np.sqrt(np.square(newest).mean())),
            captions=" ".join(word.text for word in dictation.words),
        )
        drawing = screen.drawn(face, Console(width=WIDTH, file=io.TextIOWrapper(io.BytesIO(), encoding="utf-8")))
        console.print(drawing)
        console.print(Text("╌" * WIDTH, style="dim") if moment_s != MOMENTS_S[-1] else "")
    svg = console.export_svg(title="speakstar practice beyond --captions", theme=MONOKAI)
    # rich names a font on a server; a picture of a local-first program fetches nothing.
    TARGET.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
