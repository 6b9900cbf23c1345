"""The report in a terminal, drawn with rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from speakstar.core.compare import TakeComparison
from speakstar.core.filler_lines import Explanation
from speakstar.core.model import Pitfall, Verdict
from speakstar.core.report import ChecklistLine, ChecklistView, CheckReport, Report, SectionShare
from speakstar.core.trends import Trend
from speakstar.render import bar, change, explaining, words
from speakstar.render.facts import check_facts, facts
from speakstar.render.page import Page, Row

STYLES: dict[Verdict, str] = {"met": "green", "weak": "yellow", "missing": "dim"}
BAR_WIDTH = 60
MARGIN = 2


def report(report: Report, page: Page) -> str:
    """Render a report on a take."""
    parts: list[RenderableType] = [Rule(Text(words.heading(report), style="bold"), align="left")]
    if report.question_text:
        parts.append(Padding(Text(words.clean(report.question_text), style="italic"), (0, MARGIN)))
    drawn = bar.bar(report, width=page.width - 2 * MARGIN, color=page.color)
    parts += [Text(), Padding(drawn, (0, MARGIN)), Padding(Text(bar.KEY, style="dim"), (0, MARGIN)), Text()]
    parts.append(_facts(facts(report)))
    if report.change:
        parts += [_title("Since your take before"), _facts(change.facts(report.change))]
    parts += _checklist(report.checklist)
    if report.trend:
        parts += [_title("Trend of this story"), _paragraph(words.verdict(report.trend))]
    return _draw(parts, page)


def check(report: CheckReport, page: Page) -> str:
    """Render a report on a text."""
    parts = [_facts(check_facts(report)), Text(), _shares(report.checklist.shares, page)]
    return _draw([*parts, *_checklist(report.checklist, ids=False)], page)


def explanation(explanation: Explanation, page: Page) -> str:
    """Render what speaks for a filler."""
    head = Rule(Text(explaining.heading(explanation), style="bold"), align="left")
    return _draw([head, _facts(explaining.facts(explanation))], page)


def comparison(comparison: TakeComparison, page: Page) -> str:
    """Render two takes beside each other."""
    head = Rule(Text(change.heading(comparison), style="bold"), align="left")
    beside = Padding(_table(change.side_by_side(comparison)), (0, MARGIN))
    return _draw([head, _facts(change.verdict(comparison)), Text(), beside], page)


def trends(trend: Trend, page: Page) -> str:
    """Render how takes develop."""
    line = Text.assemble(("Fillers a minute, take by take  ", "bold"), words.rates(trend))
    return _draw(
        [
            _table(words.trend_rows(trend)),
            Text(),
            Padding(line, (0, MARGIN)),
            _paragraph(words.verdict(trend)),
        ],
        page,
    )


def listing(_name: str, rows: Sequence[Row], page: Page) -> str:
    """Render rows as a table."""
    return _draw([_table(rows)], page) if rows else ""


def _draw(parts: Iterable[RenderableType], page: Page) -> str:
    target = io.StringIO()
    console = Console(
        file=target,
        width=page.width,
        force_terminal=page.color,
        color_system="standard" if page.color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines()) + "\n"


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, MARGIN, 0, 0), header_style="bold")
    for name in rows[0] if rows else ():
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(words.clean("-" if value is None else str(value))) for value in row.values()))
    return table


def _facts(facts: Iterable[words.Fact]) -> RenderableType:
    grid = Table.grid(padding=(0, MARGIN))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in facts:
        grid.add_row(label, Text(text))
    return Padding(grid, (0, MARGIN))


def _shares(shares: Sequence[SectionShare], page: Page) -> RenderableType:
    width = min(BAR_WIDTH, page.width - 2 * MARGIN)
    drawn = Text()
    for share in shares:
        cells = max(1, round(share.share * width))
        label = share.section if len(share.section) < cells else share.section[0].upper()
        drawn.append(f"▏{label}"[:cells].ljust(cells), style=bar.STYLES[share.section] if page.color else "")
    return Padding(drawn, (0, MARGIN), expand=False)


def _checklist(view: ChecklistView, *, ids: bool = True) -> list[RenderableType]:
    """Draw the findings; their ids are for ``takes mark``."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for line in view.lines:
        style = STYLES[line.verdict]
        title = Text.assemble((f"{line.section}: ", "dim"), (words.item(line), style))
        grid.add_row(Text(words.MARKS[line.verdict], style=style), Text(words.said_p(line), style="dim"), title)
        for quote in words.quotes(line)[:1]:
            grid.add_row("", "", Text(f"{quote}  {line.id}" if ids else quote, style="dim"))
    parts = [_title(f"Checklist: {words.checklist(view)}"), Padding(grid, (0, MARGIN))]
    if view.lines:
        parts.append(Padding(Text(words.SAID_P, style="dim"), (0, MARGIN)))
    if view.strengths:
        parts.append(_title("Strengths"))
    for line in view.strengths:
        parts += [_bullet("+", line.title, "green"), *_first_quote(line)]
    if view.pitfalls:
        parts.append(_title("Pitfalls"))
    for pitfall in view.pitfalls:
        parts += [_bullet("!", words.pitfall(pitfall), "red"), *_first_quote(pitfall)]
    parts += [_title("One thing to change"), _paragraph(view.next_step.message)]
    return [*parts, _title("They may ask next"), _paragraph(view.follow_up)]


def _first_quote(found: ChecklistLine | Pitfall) -> list[RenderableType]:
    return [Padding(Text(quote, style="dim"), (0, 2 * MARGIN)) for quote in words.quotes(found)[:1]]


def _title(text: str) -> RenderableType:
    return Padding(Text(text, style="bold"), (1, 0, 0, 0))


def _bullet(mark: str, text: str, style: str) -> RenderableType:
    return Padding(Text.assemble((f"{mark} ", style), words.clean(text)), (0, MARGIN))


def _paragraph(text: str) -> RenderableType:
    return Padding(Text(words.clean(text)), (0, MARGIN))
