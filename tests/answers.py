"""Answers and takes for the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from speakstar.adapters import star_files
from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Recording, Take, Transcript, Word

STAR = star_files.load()
"""The checklist's weights."""

STRONG_ANSWER = (
    "Um, two days before our launch the payment provider told us that the old interface would go. "
    "There were two of us and no budget. "
    "I was responsible for moving every payment over before Friday. "
    "I considered a rewrite, but I chose a small adapter, and I tested it against last month's payments. "
    "I told the finance team every evening what had moved. "
    "We gave up the new invoices for that, because testing them would have taken the whole week. "
    "In the end we moved everything a day early, and failed payments fell from 2% to 0.5%. "
    "I learned to ask vendors early, and now we, uh, have a checklist for it."
)
WEAK_ANSWER = "So we had a project. We worked hard on it, you know, and um we did it. It went great."


def spoken(text: str, *, start_s: float = 0.5, word_s: float = 0.3, gap_s: float = 0.05) -> tuple[Word, ...]:
    """Give every word of a text a time."""
    step_s = word_s + gap_s
    return tuple(
        Word(word, round(start_s + i * step_s, 3), round(start_s + i * step_s + word_s, 3), 0.9)
        for i, word in enumerate(text.split())
    )


def make_take(
    text: str = STRONG_ANSWER,
    *,
    take_id: int = 1,
    story: str | None = "deadline",
    recorded_at: datetime = datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
    model: str = "pocket",
) -> Take:
    """Make a take from a text, analysed as the program does."""
    words = spoken(text)
    transcript = Transcript(words, None, EngineId("faster-whisper", model, "1.2.1"))
    elapsed_s = words[-1].end_s + 0.5 if words else 1.0
    return Take(
        id=take_id,
        story=story,
        question=story,
        theme=story,
        recorded_at=recorded_at + timedelta(hours=2 * take_id),
        recording=Recording(f"/recordings/take-{take_id}.wav", elapsed_s, 48_000, 1, 0.5, 0.1),
        transcript=transcript,
        sound=None,
        analysis=analyse(transcript, star=STAR, elapsed_s=elapsed_s),
    )
