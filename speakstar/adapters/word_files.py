"""Read words with times that another program wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from speakstar.core.model import EngineId, Transcript, Word
from speakstar.errors import FileError

FORMS = "Wanted: a list of {text, start_s, end_s}, or a report of speakstar in JSON."


def read(path: Path) -> Transcript:
    """Read a transcript from JSON.

    Accepted are a list of ``{"text", "start_s", "end_s"}`` and speakstar's own JSON report.

    Raises
    ------
    FileError
        The file cannot be read, is not JSON, or holds something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        words = tuple(_word(entry) for entry in _entries(content))
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.", hint=FORMS) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(f"{path} does not hold words with times ({error!r}).", hint=FORMS) from error
    disordered = next((b for a, b in pairwise(words) if b.start_s < a.start_s), None)
    if disordered:
        raise FileError(f"{path}: the word {disordered.text!r} at {disordered.start_s} s is out of order.", hint=FORMS)
    return Transcript(words=words, speech=None, engine=EngineId("file", path.name, ""))


def _entries(content: Any) -> Iterable[Mapping[str, Any]]:
    entries: Iterable[Mapping[str, Any]]
    entries = content if isinstance(content, list) else content["transcript"]["words"]
    return entries


def _word(entry: Mapping[str, Any]) -> Word:
    start_s, end_s = float(entry["start_s"]), float(entry["end_s"])
    if not 0 <= start_s <= end_s:
        raise ValueError(f"{entry['text']!r} from {start_s} s to {end_s} s")
    return Word(str(entry["text"]).strip(), start_s, end_s, float(entry.get("probability", 1.0)))
