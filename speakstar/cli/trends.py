"""``trends``: whether practice helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import click

from speakstar import app
from speakstar.cli.pages import PAGE, deliver, goes_home, open_option, opened_format
from speakstar.cli.session import Session, chosen_format, format_option_with, notice, page
from speakstar.core.trends import Trend
from speakstar.errors import UsageError
from speakstar.render import PICTURES, TABLES
from speakstar.render.charts import page_charts


@click.command()
@click.option("--story", metavar="STORY", help="Only takes of this story.")
@click.option("--since", metavar="DATE", help="Only takes recorded from this day on (2026-11-23).")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@open_option
@format_option_with(TABLES, PICTURES)
@click.pass_obj
def trends(
    session: Session, story: str | None, since: str | None, output: str | None, open_it: bool, format_name: str | None
) -> None:
    """Show whether the fillers really go down.

    As a page (html) with charts; each point opens the report on its take, whose page is written if it is not there yet
    (with --open, or on a terminal; else only pages that are there are linked). As a picture: png, svg.
    """
    format_name = opened_format(format_name, open_it=open_it, output=output)
    trend = app.trend(session.store, story=story, since=_date(since))
    shown = page()
    if format_name == PAGE:
        from speakstar.adapters import charting

        at_home = goes_home(format_name, output=output, open_it=open_it)
        reports = _reports(session, trend, at_home=at_home)
        shown = replace(shown, reports=reports, charting=charting.bundle(page_charts(), session.config.cache))
    text = chosen_format(format_name).trends(trend, shown)
    content = _drawn(text, format_name) if format_name in PICTURES else text
    deliver(session, content, name="trends", format_name=format_name, output=output, open_it=open_it)


def _reports(session: Session, trend: Trend, *, at_home: bool) -> Mapping[int, str]:
    """Return the addresses of the takes' pages: beside a page at home, where they are written, else where they are."""
    from speakstar.adapters import report_files
    from speakstar.cli import take_pages

    folder, ids = session.config.reports, [point.take_id for point in trend.points]
    if not at_home:
        return report_files.of_takes(folder, ids)
    wanted = set(ids)
    folder = report_files.folder(folder)
    try:
        take_pages.write_missing(session, [take for take in session.store.takes() if take.id in wanted], folder)
    except KeyboardInterrupt:
        notice("Interrupted: the pages of takes that are not written yet are written the next time.")
    return {id_: name for id_ in ids if (folder / (name := take_pages.page_name(id_))).exists()}


def _drawn(description: str, format_name: str) -> str | bytes:
    import json

    from speakstar.adapters import charting

    chart = json.loads(description)
    return charting.png(chart) if format_name == "png" else charting.svg(chart)


def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise UsageError(f"--since {text!r} is no date.", hint="Write it as 2026-11-23.") from None
