"""JSON for other programs: seconds from the start of the recording, rates per minute of speaking time.

The names are an interface; they are added to, never changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from speakstar.core.compare import Comparison, TakeComparison
from speakstar.core.filler_lines import Explanation, FillerLine
from speakstar.core.model import Delivery, Evidence, Sound, StarReview, Take, WordCount
from speakstar.core.report import CheckReport, Report
from speakstar.core.timing import part_times, stalling_s
from speakstar.core.trends import Trend
from speakstar.core.wording import is_noticeable
from speakstar.render import explaining
from speakstar.render.page import Page, Row

SCHEMA_VERSION = 1
_OBEYED = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal obeys or a file cannot hold; the other controls are escaped in any JSON."""

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
                "doubts": [asdict(doubt) for doubt in report.doubts],
            },
            "delivery": _delivery(report),
            "review": _review(take.analysis.review),
            "change": _change(report.change) if report.change else None,
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


def explanation(explanation: Explanation, _page: Page) -> str:
    """Render what speaks for a filler: the figures, and the same in words."""
    rule = explanation.rule
    return _dump(
        {
            "take": _take(explanation.take),
            "filler": _filler(explanation.line),
            "rule": {"id": rule.id, "fires": rule.fires, "silent": rule.silent} if rule else None,
            "sound": _sound(explanation.sound),
            "explanation": [{"label": label, "text": text} for label, text in explaining.facts(explanation)],
        }
    )


def comparison(comparison: TakeComparison, _page: Page) -> str:
    """Render two takes beside each other: what each has, and what only one of them has."""
    return _dump(
        {
            "earlier": _side(comparison.earlier),
            "later": _side(comparison.later),
            "change": {
                **_change(comparison.change),
                "figures_gained": comparison.figures_gained,
                "figures_lost": comparison.figures_lost,
                "unlike": comparison.unlike,
            },
        }
    )


def trends(trend: Trend, _page: Page) -> str:
    """Render how takes develop."""
    whole = asdict(trend)
    return _dump({"takes": whole.pop("points"), "sessions": whole.pop("sessions"), "trend": whole})


def listing(name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows under their name."""
    return _dump({name: [dict(row) for row in rows]})


def _dump(content: dict[str, Any]) -> str:
    text = json.dumps(_plain({"schema_version": SCHEMA_VERSION, **content}), ensure_ascii=False, indent=2)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


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
        "lost_s": take.recording.lost_s,
        "gaps": take.recording.gaps,
        "overflows": take.recording.overflows,
    }


def _delivery(report: Report) -> dict[str, Any]:
    delivery = report.take.analysis.delivery
    return {
        **{name: getattr(delivery, name) for name in Delivery.__slots__},
        "pauses": [asdict(pause) for pause in delivery.pauses],
        "fillers": [_filler(line) for line in report.filler_lines],
        "certain_fillers": delivery.certain_fillers,
        "clusters": [asdict(cluster) for cluster in report.filler_clusters],
        "crutch_words": [
            {**asdict(crutch), "noticeable": is_noticeable(crutch, words=delivery.words)}
            for crutch in delivery.crutch_words
        ],
        "repeats": _counts(delivery.repeats),
        "restarts": _counts(delivery.restarts),
        "hedges": _counts(delivery.hedges),
        "coverage": asdict(report.coverage),
        "habits": [asdict(habit) for habit in report.habits],
        "sound": _sound(report.take.sound),
    }


def _side(take: Take) -> dict[str, Any]:
    delivery, review = take.analysis.delivery, _review(take.analysis.review)
    names = ("answer_s", "speaking_s", "cap_s", "over_cap_s", "certain_fillers", "possible_fillers", "words_per_min")
    rates = ("fillers_per_min", "fillers_per_min_low", "fillers_per_min_high")
    return {
        "take": _take(take),
        "delivery": {name: getattr(delivery, name) for name in (*names, *rates)},
        "review": {name: review[name] for name in ("items", "pitfalls")},
    }


def _change(change: Comparison) -> dict[str, Any]:
    return {name: getattr(change, name) for name in ("gained", "lost", "mended", "slipped")}


def _sound(sound: Sound | None) -> dict[str, Any] | None:
    names = ("version", "method", "notice", "snr_db", "pitch_sd_st", "loudness_range_db")
    return {name: getattr(sound, name) for name in names} if sound else None


def _filler(line: FillerLine) -> dict[str, Any]:
    filler = line.filler
    names = ("text", "start_s", "end_s", "source", "certainty", "rule")
    return {
        "number": line.number,
        **{name: getattr(filler, name) for name in names},
        "section": line.section,
        "before": line.before,
        "after": line.after,
        "evidence": asdict(filler.evidence) if filler.evidence else None,
    }


def _counts(counts: Iterable[WordCount]) -> list[dict[str, Any]]:
    return [asdict(count) for count in counts]


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [asdict(piece) for piece in evidence]


def _review(review: StarReview) -> dict[str, Any]:
    return {
        "kind": review.kind,
        "kind_marked_by_speaker": review.marked,
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
                "confidence": item.confidence,
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
