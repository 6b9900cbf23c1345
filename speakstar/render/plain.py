"""Plain text, one fact a line, for pipes and screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speakstar.core.compare import TakeComparison
from speakstar.core.filler_lines import Explanation
from speakstar.core.report import ChecklistView, CheckReport, Report
from speakstar.core.trends import Trend
from speakstar.render import change, explaining, words
from speakstar.render.facts import check_facts, facts
from speakstar.render.page import Page, Row


def report(report: Report, _page: Page) -> str:
    """Render a report on a take."""
    lines = [words.heading(report)]
    if report.question_text:
        lines.append(f"Question: {words.clean(report.question_text)}")
    lines += _facts(facts(report))
    if report.change:
        lines += ["", "Since your take before:", *_facts(change.facts(report.change))]
    lines += _checklist(report.checklist)
    if report.trend:
        lines += ["", f"Trend of this story: {words.verdict(report.trend)}"]
    return "\n".join(lines) + "\n"


def check(report: CheckReport, _page: Page) -> str:
    """Render a report on a text."""
    return "\n".join([*_facts(check_facts(report)), *_checklist(report.checklist, ids=False)]) + "\n"


def explanation(explanation: Explanation, _page: Page) -> str:
    """Render what speaks for a filler."""
    return "\n".join([explaining.heading(explanation), *_facts(explaining.facts(explanation))]) + "\n"


def comparison(comparison: TakeComparison, _page: Page) -> str:
    """Render two takes beside each other, one figure a line."""
    lines = [change.heading(comparison), *_facts(change.verdict(comparison)), ""]
    for row in change.side_by_side(comparison):
        (_, label), *sides = row.items()
        lines.append(f"{label}: " + "; ".join(f"{name}: {text}" for name, text in sides))
    return "\n".join(lines) + "\n"


def trends(trend: Trend, _page: Page) -> str:
    """Render how takes develop."""
    lines = [
        f"Take {point.take_id}, {words.when(point.recorded_at)}: {words.many(point.fillers, 'filler')}, "
        f"{words.rate(point)}, "
        f"speaking time {words.clock(point.speaking_s)}, {point.words_per_min:.0f} words a minute"
        for point in trend.points
    ]
    return "\n".join([*lines, f"Fillers a minute: {words.rates(trend)}", words.verdict(trend)]) + "\n"


def listing(_name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows, their cells separated by tabs."""
    lines = ["\t".join(words.clean(_cell(value)) for value in row.values()) for row in rows]
    return "\n".join(lines) + "\n" if lines else ""


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _facts(facts: Iterable[words.Fact]) -> list[str]:
    return [f"{label}: {text}" if label else f"  {text}" for label, text in facts]


def _checklist(view: ChecklistView, *, ids: bool = True) -> list[str]:
    """List the findings; their ids are for ``takes mark``."""
    lines = ["", f"Checklist: {words.checklist(view)}"]
    for line in view.lines:
        quotes = "; ".join(words.quotes(line))
        lines.append(f"{words.spoken_verdict(line)}: {line.section}, {words.item(line)}")
        if quotes:
            lines.append(f"  {quotes} ({line.id})" if ids else f"  {quotes}")
    if view.lines:
        lines.append(words.SAID_P)
    lines.append("")
    for line in view.strengths:
        lines += [f"Strength: {line.title}", *(f"  {quote}" for quote in words.quotes(line)[:1])]
    for pitfall in view.pitfalls:
        lines += [f"Pitfall: {words.pitfall(pitfall)}", *(f"  {quote}" for quote in words.quotes(pitfall))]
    lines += [f"One thing to change: {words.clean(view.next_step.message)}"]
    return [*lines, f"They may ask next: {words.clean(view.follow_up)}"]
