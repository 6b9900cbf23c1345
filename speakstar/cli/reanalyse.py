"""``reanalyse``: bring stored takes up to date."""

from __future__ import annotations

import click

from speakstar import app
from speakstar.cli.session import COUNTED_FROM_THE_END, Session, chosen_format, format_option, notice, page
from speakstar.core.compare import Comparison
from speakstar.core.model import Take
from speakstar.errors import SpeakstarError
from speakstar.render.page import Row


@click.command(context_settings=COUNTED_FROM_THE_END)
@click.argument("takes", metavar="[TAKE...]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All takes, not only those with earlier rules or filler words.")
@click.option("--listen", is_flag=True, help="Listen to the recordings again, too.")
@format_option
@click.pass_obj
def reanalyse(session: Session, takes: tuple[str, ...], every: bool, listen: bool, format_name: str | None) -> int:
    """Analyse stored takes by today's rules and say what changed.

    Transcripts stay as they are, and so do your marks.
    """
    stored = [app.find_take(session.store, take) for take in takes] or [
        take for take in session.store.takes() if every or app.outdated(take, filler_words=session.config.filler_words)
    ]
    if not stored:
        notice("Every take is up to date. Analyse them anyway: speakstar reanalyse --all")
    rows, failures = [], 0
    for take in stored:
        try:
            changed = app.reanalyse(session.store, session.coach, take, listen=listen)
        except SpeakstarError as error:
            notice(f"speakstar: take {take.id}: {error}")
            failures += 1
            continue
        rows.append(_row(take, changed))
    click.echo(chosen_format(format_name).listing("takes", rows, page()), nl=False)
    return 1 if failures else 0


def _row(take: Take, changed: Comparison) -> Row:
    before, after = changed.earlier, changed.later
    return {
        "id": take.id,
        "rules_before": before.rules_version,
        "rules_after": after.rules_version,
        "gained": ", ".join(changed.gained),
        "lost": ", ".join(changed.lost),
        "pitfalls_gone": ", ".join(changed.mended),
        "pitfalls_new": ", ".join(changed.slipped),
        "fillers_before": before.delivery.certain_fillers,
        "fillers_after": after.delivery.certain_fillers,
    }
