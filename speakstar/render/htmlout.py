"""HTML: pages that open anywhere, play the voice at the word that is chosen, and load nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from speakstar.core.compare import TakeComparison
from speakstar.core.filler_lines import Explanation, FillerLine
from speakstar.core.model import Pause, PlayableSound, Section, Verdict
from speakstar.core.passages import Passage, Piece, SpokenFiller
from speakstar.core.pauses import LONG_PAUSE_S
from speakstar.core.report import CheckReport, Report
from speakstar.render import change, explaining, words
from speakstar.render import delivery as spoken
from speakstar.render.document import document
from speakstar.render.facts import check_facts, facts
from speakstar.render.page import Page, Row
from speakstar.render.stamp import stamp
from speakstar.render.trendspage import trends

__all__ = ["check", "comparison", "explanation", "listing", "report", "trends"]

SECTION_TITLES: dict[Section, str] = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "tradeoff": "Trade-off",
    "result": "Result",
    "lesson": "Lesson",
    "other": "Other",
}
VERDICT_TITLES: dict[Verdict, str] = {"met": "Met", "weak": "Weak", "missing": "Missing"}
TICK_S = 30
SHOWN_PAUSES = 5


def report(report: Report, page: Page) -> str:
    """Render a report on a take, with its sound if there is one."""
    return _filled(
        "report.html.j2",
        styles=("base.css", "report.css"),
        scripts=("report.js",) if page.sound else (),
        title=words.title(report),
        made_from=_made_from(report),
        report=report,
        delivery=report.take.analysis.delivery,
        sound=_data_url(page.sound) if page.sound else None,
        bar=_bar(report),
        warning=spoken.coverage(report.coverage),
        tiles=_tiles(report),
        passages=[_passage(passage) for passage in report.passages],
        fillers=_by_word(report.filler_lines),
        pauses=_longest(report.take.analysis.delivery.pauses),
        change=_grouped(change.facts(report.change)) if report.change else (),
        facts=_grouped(facts(report)),
    )


def _made_from(report: Report) -> str:
    return stamp(
        report.take,
        before=report.change.earlier if report.change else None,
        habits=report.habits,
        points=report.trend.points if report.trend else (),
    )


def check(report: CheckReport, _page: Page) -> str:
    """Render a report on a text."""
    return _filled(
        "check.html.j2", title="Checklist", checklist_view=report.checklist, facts=_grouped(check_facts(report))
    )


def explanation(explanation: Explanation, _page: Page) -> str:
    """Render what speaks for a filler."""
    title = explaining.heading(explanation)
    return _filled("facts.html.j2", title=title, facts=_grouped(explaining.facts(explanation)))


def comparison(comparison: TakeComparison, _page: Page) -> str:
    """Render two takes beside each other."""
    notes = [f"{label}: {text}" for label, text in change.verdict(comparison)]
    return _filled(
        "listing.html.j2", title=change.heading(comparison), rows=change.side_by_side(comparison), notes=notes
    )


def listing(name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows as a table."""
    return _filled("listing.html.j2", title=name.capitalize(), rows=rows, notes=())


def _filled(
    template: str, *, styles: tuple[str, ...] = ("base.css",), scripts: tuple[str, ...] = (), **shown: Any
) -> str:
    common = {
        "words": words,
        "spoken": spoken,
        "explaining": explaining,
        "section_title": SECTION_TITLES.__getitem__,
        "letter": words.SECTION_LETTERS.__getitem__,
        "verdict_title": VERDICT_TITLES.__getitem__,
        "sound": None,
    }
    return document(template, styles=styles, scripts=scripts, **{**common, **shown})


def _data_url(sound: PlayableSound) -> Markup:
    return Markup(f"data:{sound.media_type};base64,{base64.b64encode(sound.data).decode()}")


def _grouped(facts: Iterable[words.Fact]) -> list[tuple[str, list[str]]]:
    """Put the facts that follow a label without one of their own below it."""
    groups: list[tuple[str, list[str]]] = []
    for label, text in facts:
        if groups and label in ("", groups[-1][0]):
            groups[-1][1].append(text)
        else:
            groups.append((label, [text]))
    return groups


def _bar(report: Report) -> dict[str, Any]:
    """Place what the bar shows, in percent of its length."""
    line = report.timeline

    def left(time_s: float | None) -> float:
        return round((time_s or 0.0) / line.end_s * 100.0, 3)

    ticks_s = [*range(0, int(line.end_s - TICK_S / 2) + 1, TICK_S), line.end_s]
    return {
        "end_s": round(line.end_s, 3),
        "cap": left(line.cap_at_s),
        "stretches": [
            {
                "section": part.section,
                "start_s": part.start_s,
                "end_s": part.end_s,
                "left": left(part.start_s),
                "width": round(left(part.end_s) - left(part.start_s), 3),
            }
            for part in line.stretches
        ],
        "marks": [
            {"certainty": filler.certainty, "left": left(filler.start_s)}
            for filler in report.take.analysis.delivery.fillers
        ],
        "ticks": [
            {
                "time_s": time_s,
                "left": left(time_s),
                "edge": "first" if i == 0 else "last" if time_s == line.end_s else "",
            }
            for i, time_s in enumerate(ticks_s)
        ],
    }


def _tiles(report: Report) -> list[dict[str, str]]:
    delivery, checklist = report.take.analysis.delivery, report.checklist
    low, high = delivery.fillers_per_min_low, delivery.fillers_per_min_high
    return [
        _tile(
            "Spoke", words.clock(delivery.answer_s), f"of {words.clock(delivery.cap_s)}", spoken.against_cap(delivery)
        ),
        _tile("Fillers a minute", f"{delivery.fillers_per_min:.1f}", "", f"{low:.1f} to {high:.1f} likely")
        if delivery.speaking_s >= words.RATE_MIN_S
        else _tile("Fillers", f"{delivery.certain_fillers}", "", words.NO_RATE),
        _tile("Words a minute", f"{delivery.words_per_min:.0f}", "", words.many(delivery.words, "word")),
        _tile("Pauses", f"{len(delivery.pauses)}", "", f"{delivery.long_pauses} over {LONG_PAUSE_S:.0f} s"),
        _tile("Checklist", f"{checklist.met}", f"of {len(checklist.lines)}", "items met")
        if checklist.kind == "story"
        else _tile("Checklist", "–", "", "not scored"),
    ]


def _tile(label: str, value: str, unit: str, more: str) -> dict[str, str]:
    return {"label": label, "value": value, "unit": unit, "more": more}


def _by_word(lines: Sequence[FillerLine]) -> list[tuple[str, list[FillerLine]]]:
    """Gather fillers by their word, the most frequent first."""
    groups: dict[str, list[FillerLine]] = {}
    for line in lines:
        groups.setdefault(words.said(line.filler.text.lower()), []).append(line)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _longest(pauses: Sequence[Pause]) -> list[Pause]:
    chosen = sorted(pauses, key=lambda pause: pause.duration_s, reverse=True)[:SHOWN_PAUSES]
    return sorted(chosen, key=lambda pause: pause.start_s)


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "section": passage.section,
        "start_s": passage.start_s,
        "end_s": passage.end_s,
        "sentences": [[_token(piece) for piece in sentence] for sentence in passage.sentences],
    }


def _token(piece: Piece) -> dict[str, Any]:
    """Say what stands in the transcript, and how it is marked there."""
    token: dict[str, Any] = {"start_s": piece.start_s, "end_s": piece.end_s, "style": ""}
    if isinstance(piece, Pause):
        long_s = piece.duration_s if piece.duration_s > LONG_PAUSE_S else None
        return token | {"kind": "pause", "style": "long" if long_s else "", "long_s": long_s}
    if isinstance(piece, SpokenFiller):
        filler = piece.line.filler
        text = " ".join(word.text for word in piece.words) or filler.text
        how = f"filler {filler.certainty} {filler.source}"
        return token | {"kind": "filler", "text": text, "style": how, "number": piece.line.number, "filler": filler}
    return token | {"kind": "word", "text": piece.text, "style": "doubt" if piece.doubtful else ""}
