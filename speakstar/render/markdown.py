"""Markdown, for notes and issue trackers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from speakstar.core.compare import TakeComparison
from speakstar.core.filler_lines import Explanation
from speakstar.core.report import ChecklistView, CheckReport, Report
from speakstar.core.trends import Trend
from speakstar.render import change, explaining, words
from speakstar.render.facts import check_facts, facts
from speakstar.render.page import Page, Row

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!&])")


def report(report: Report, _page: Page) -> str:
    """Render a report on a take."""
    lines = [f"# {escape(words.heading(report))}", ""]
    if report.question_text:
        lines += [f"> {escape(report.question_text)}", ""]
    lines += [*_facts(facts(report)), "", *_since(report), *_fillers(report), *_checklist(report.checklist)]
    if report.trend:
        lines += ["", "## Trend of this story", "", escape(words.verdict(report.trend))]
    return "\n".join(lines) + "\n"


def check(report: CheckReport, _page: Page) -> str:
    """Render a report on a text."""
    lines = ["# Checklist", "", *_facts(check_facts(report)), "", *_checklist(report.checklist)]
    return "\n".join(lines) + "\n"


def explanation(explanation: Explanation, _page: Page) -> str:
    """Render what speaks for a filler."""
    lines = [f"# {escape(explaining.heading(explanation))}", "", *_facts(explaining.facts(explanation))]
    return "\n".join(lines) + "\n"


def comparison(comparison: TakeComparison, page: Page) -> str:
    """Render two takes beside each other."""
    head = f"# {escape(change.heading(comparison))}\n\n"
    return (
        head
        + "\n".join(_facts(change.verdict(comparison)))
        + "\n\n"
        + listing("", change.side_by_side(comparison), page)
    )


def trends(trend: Trend, page: Page) -> str:
    """Render how takes develop."""
    tail = ["", f"Fillers a minute: {words.rates(trend)}", "", escape(words.verdict(trend))]
    return listing("takes", words.trend_rows(trend), page) + "\n".join(tail) + "\n"


def listing(_name: str, rows: Sequence[Row], _page: Page) -> str:
    """Render rows as a table."""
    if not rows:
        return ""
    head = list(rows[0])
    lines = [_line(head), _line(["---"] * len(head))]
    lines += [_line([escape("" if row[key] is None else str(row[key])) for key in head]) for row in rows]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Make text mean itself in Markdown."""
    return SPECIAL.sub(r"\\\1", words.clean(text).replace("\n", " "))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _facts(facts: Iterable[words.Fact]) -> list[str]:
    return [f"- **{label}**: {escape(text)}" if label else f"  - {escape(text)}" for label, text in facts]


def _since(report: Report) -> list[str]:
    return ["## Since your take before", "", *_facts(change.facts(report.change)), ""] if report.change else []


def _fillers(report: Report) -> list[str]:
    if not report.filler_lines:
        return []
    lines = [
        f"{line.number}. {words.clock(line.filler.start_s)} … {escape(line.before)} **{escape(line.filler.text)}** "
        f"{escape(line.after)} … ({escape(explaining.kind(line))})"
        for line in report.filler_lines
    ]
    return ["## Each filler", "", *lines, ""]


def _checklist(view: ChecklistView) -> list[str]:
    lines = [f"## Checklist: {words.checklist(view)}", ""]
    for line in view.lines:
        lines.append(f"- {words.spoken_verdict(line)}: *{line.section}*, {escape(words.item(line))}")
        lines += [f"  - {escape(quote)}" for quote in words.quotes(line)]
    if view.lines:
        lines += ["", words.SAID_P]
    if view.strengths:
        lines += ["", "## Strengths", ""]
    for line in view.strengths:
        lines += [f"- {escape(line.title)}", *(f"  - {escape(quote)}" for quote in words.quotes(line)[:1])]
    if view.pitfalls:
        lines += ["", "## Pitfalls", ""]
    for pitfall in view.pitfalls:
        lines += [f"- {escape(words.pitfall(pitfall))}", *(f"  - {escape(quote)}" for quote in words.quotes(pitfall))]
    lines += ["", "## One thing to change", "", escape(view.next_step.message)]
    return [*lines, "", "## They may ask next", "", escape(view.follow_up)]
