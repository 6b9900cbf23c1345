"""``takes diff``: two takes beside each other."""

from __future__ import annotations

import click

from speakstar import app
from speakstar.cli.pages import deliver
from speakstar.cli.session import COUNTED_FROM_THE_END, Session, chosen_format, format_option, page


@click.command("diff", context_settings=COUNTED_FROM_THE_END)
@click.argument("earlier", metavar="A")
@click.argument("later", metavar="B")
@format_option
@click.pass_obj
def diff(session: Session, earlier: str, later: str, format_name: str | None) -> None:
    """Show what take B has that take A has not, and the other way round.

    A and B are ids, last, -1, -2 ...
    """
    found = app.diff(session.store, earlier, later)
    text = chosen_format(format_name).comparison(found, page())
    name = f"diff-{found.earlier.id}-{found.later.id}"
    deliver(session, text, name=name, format_name=format_name)
