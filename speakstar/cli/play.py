"""``play``: hear a take, or the place in it that a report speaks of."""

from __future__ import annotations

import click

from speakstar import app
from speakstar.cli.session import COUNTED_FROM_THE_END, Session, notice
from speakstar.errors import UsageError
from speakstar.render.words import exact_clock


@click.command(context_settings=COUNTED_FROM_THE_END)
@click.argument("take", default="last")
@click.option("--filler", metavar="N", type=int, help="Filler number N of the report, with the words before it.")
@click.option("--finding", metavar="ID", help="What proves a checklist item or a pitfall, such as lessons.learned.")
@click.option("--at", "at_s", metavar="SECONDS", type=float, help="Ten seconds from here on.")
@click.pass_obj
def play(session: Session, take: str, filler: int | None, finding: str | None, at_s: float | None) -> None:
    """Play a take, or a place in it; Ctrl-C stops.

    TAKE is an id, last, -1, -2 ...
    """
    from speakstar.adapters import player

    if sum(one is not None for one in (filler, finding, at_s)) > 1:
        raise UsageError("Only one place can be played.", hint="Say --filler, --finding or --at.")
    found = app.find_take(session.store, take)
    stretch = app.stretch(found, filler=filler, finding=finding, at_s=at_s)
    notice(f"Playing take {found.id}, {exact_clock(stretch.start_s)} to {exact_clock(stretch.end_s)} (Ctrl-C stops)")
    player.play(found.recording.path, stretch)
