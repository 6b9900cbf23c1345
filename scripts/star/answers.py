"""The labelled answers (models/star/answers/GUIDE.md)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from speakstar.core.checklist import ITEMS
from speakstar.core.model import SECTIONS, Section
from speakstar.core.star_context import STATES

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "models/star/answers"
DEVELOPMENT = ANSWERS / "dev.jsonl"
"""For choosing and reporting, never for learning."""
TEST = ANSWERS / "test.jsonl"
"""By a writer whose answers nobody looked at while the weights were made: measured, never chosen by."""
TEST_B = ANSWERS / "test-b.jsonl"
"""The same by another writer, written when most had been learned: measured less often."""
SECTION_OF: dict[str, Section] = dict(zip("STAORLX", SECTIONS, strict=True))
"""How labels name the sections."""

IMAGINED_SHARE = 0.3
"""From this share of sentences with "I would" on, an answer outside of any story is a hypothetical one."""

EXAMPLE_COPIES = 3
"""So often the checklist's own examples are learned, to be heard among some thousand answers."""

_PUNCTUATION = re.compile(r"[.,;:!?…](?=\s|$)|[\"“”()—–]")
_WOULD = re.compile(r"\bi(?: would| will|'?d|'ll| \w+ would)\b(?! (?:say|like|love|rather|prefer)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """A labelled answer; ``sections`` and ``items`` have one entry a sentence, ``states`` as `STATES` numbers them."""

    id: str
    writer: str
    style: str
    texts: tuple[str, ...]
    sections: tuple[Section, ...]
    states: tuple[int, ...]
    items: tuple[frozenset[str], ...]
    pitfalls: dict[str, bool]
    fillers: dict[str, int]

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(self.texts)

    @property
    def kind(self) -> str:
        """Whether it tells a story, imagines one, or is off the topic."""
        first = STATES[self.states[0]]
        return first if first in ("hypothetical", "off_topic") else "story"


def read(file: Path) -> list[Answer]:
    """Read a file; its name is the writer."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_answer(json.loads(line), file.stem) for line in lines if line.strip()]


def training_files() -> list[Path]:
    """Return the files to learn from, one a writer."""
    return sorted(ANSWERS.glob("train-*.jsonl"))


def examples() -> list[Answer]:
    """Return the checklist's own examples, each an answer of one sentence, `EXAMPLE_COPIES` times."""
    made = []
    for item in ITEMS:
        for told, text in ((item.example, frozenset({item.id})), (item.silent, frozenset())):
            made.append(_example(item.section, told, text))
    return made * EXAMPLE_COPIES


def unpunctuated(text: str) -> str:
    """Return a text as a recogniser without punctuation and capitals writes it."""
    return " ".join(_PUNCTUATION.sub(" ", text.lower()).split())


def _example(section: Section, text: str, items: frozenset[str]) -> Answer:
    state = SECTIONS.index(section)
    return Answer("example", "checklist", "clean", (text,), (section,), (state,), (items,), {}, {})


def _answer(label: dict, writer: str) -> Answer:
    told = label["sentences"]
    texts = tuple(one["text"] for one in told)
    found = tuple(SECTION_OF[one["section"]] for one in told)
    states = tuple(SECTIONS.index(section) for section in found)
    if set(found) == {"other"}:
        imagined = sum(bool(_WOULD.search(text.replace("’", "'"))) for text in texts) >= IMAGINED_SHARE * len(texts)
        states = (STATES.index("hypothetical" if imagined else "off_topic"),) * len(told)
    items = tuple(frozenset(one["items"]) for one in told)
    return Answer(
        label["id"], writer, label["style"], texts, found, states, items, label["pitfalls"], label.get("fillers", {})
    )
