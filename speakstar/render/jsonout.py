"""JSON for other programs: seconds from the start of the recording, rates per minute of speaking time.

The names are an interface; they are added to, never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from speakstar.core.model import Delivery, Evidence, Filler, Span, StarReview, Take, WordCount
from speakstar.core.report import CheckReport, Report
from speakstar.core.timing import part_times, stalling_s
from speakstar.core.trends import Trend
from speakstar.render.page import Page, Row

SCHEMA_VERSION = 1
DECIMALS = 3
"""Milliseconds: finer than any measurement here."""


def report(report: Report, _page: Page) -> str:
    """Render a report on a take."""
    take = report.take
    return _dump(
        {
            "take": _take(take),
            "engine": asdict(take.transcript.engine),
            "transcript": {
                "text": take.transcript.text,
                "words": [asdict(word) for word in take.transcript.words],
            },
            "delivery": _delivery(take.analysis.delivery),
            "review": _review(take.analysis.review),
        }
    )


def check(report: CheckReport, _page: Page) -> str:
    """Render a report on a text; there are no times, so they are null."""
    checked = report.check
    fillers = [
        {"text": f.text, "start_char": f.start_char, "end_char": f.end_char, "certainty": f.certainty}
        for f in checked.fillers
    ]
    delivery = {"words": checked.words, "estimated_s": checked.estimated_s, "fillers": fillers}
    return _dump({"review": _review(checked.review), "delivery": delivery})


def trends(trend: Trend, _page: Page) -> str:
    """Render how takes develop."""
    whole = asdict(trend)
    return _dump({"takes": whole.pop("points"), "sessions": whole.pop("sessions"), "trend": whole})


def listing(name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows under their name."""
    return _dump({name: [dict(row) for row in rows]})


def _dump(content: dict[str, Any]) -> str:
    return json.dumps(_plain({"schema_version": SCHEMA_VERSION, **content}), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _take(take: Take) -> dict[str, Any]:
    return {
        "id": take.id,
        "story": take.story,
        "question": take.question,
        "theme": take.theme,
        "recorded_at": take.recorded_at,
        "audio": take.recording.path,
    }


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        **{name: getattr(delivery, name) for name in Delivery.__slots__},
        "pauses": [_span(pause) for pause in delivery.pauses],
        "fillers": [_filler(filler) for filler in delivery.fillers],
        "crutch_words": _counts(delivery.crutch_words),
        "repeats": _counts(delivery.repeats),
        "hedges": _counts(delivery.hedges),
    }


def _span(span: Span) -> dict[str, float]:
    return {"start_s": span.start_s, "end_s": span.end_s}


def _filler(filler: Filler) -> dict[str, Any]:
    return {name: getattr(filler, name) for name in ("text", "start_s", "end_s", "source", "certainty", "rule")}


def _counts(counts: Iterable[WordCount]) -> list[dict[str, Any]]:
    return [asdict(count) for count in counts]


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [asdict(piece) for piece in evidence]


def _review(review: StarReview) -> dict[str, Any]:
    return {
        "sections": [asdict(section) for section in review.sections],
        "sentences": [
            {
                "text": tagged.sentence.text,
                "section": tagged.section,
                "start_s": tagged.sentence.start_s,
                "end_s": tagged.sentence.end_s,
            }
            for tagged in review.sentences
        ],
        "items": [
            {
                "id": item.id,
                "verdict": item.verdict,
                "evidence": _evidence(item.evidence),
                "marked_by_speaker": item.marked,
            }
            for item in review.items
        ],
        "pitfalls": [
            {
                "id": p.id,
                "present": p.present,
                "message": p.message,
                "evidence": _evidence(p.evidence),
                "marked_by_speaker": p.marked,
            }
            for p in review.pitfalls
        ],
        "parts": [
            {"part": one.part.name, "seconds": one.seconds, "low_s": one.part.low_s, "high_s": one.part.high_s}
            for one in part_times(review.sentences)
        ],
        "stalling_s": stalling_s(review.sentences),
        "next_step": asdict(review.next_step),
        "follow_up": review.follow_up,
    }
