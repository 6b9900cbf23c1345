"""``takes``: what was recorded so far."""

from __future__ import annotations

import click

from speakstar import app
from speakstar.cli import take_pages
from speakstar.cli.diff import diff
from speakstar.cli.recover import recover
from speakstar.cli.review import show
from speakstar.cli.session import (
    COUNTED_FROM_THE_END,
    Session,
    chosen_format,
    format_option,
    format_option_with,
    notice,
    page,
)
from speakstar.core.filler_lines import filler_lines
from speakstar.errors import UsageError
from speakstar.render import TABLES
from speakstar.render.explaining import filler_rows


@click.group()
def takes() -> None:
    """List, show or forget the answers recorded so far."""


takes.add_command(recover)
takes.add_command(diff)


@takes.command("list")
@click.option("--story", metavar="STORY", help="Only takes of this story.")
@format_option_with(TABLES)
@click.pass_obj
def list_takes(session: Session, story: str | None, format_name: str | None) -> None:
    """List the takes in the order in which they were kept."""
    chosen = app.find_story(session.store, story).id if story else None
    rows = [
        {
            "id": take.id,
            "recorded_at": take.recorded_at.isoformat(timespec="seconds"),
            "story": take.story,
            "speaking_s": round(take.analysis.delivery.speaking_s, 1),
            "fillers": take.analysis.delivery.certain_fillers,
            "model": take.transcript.engine.model,
            "audio": take.recording.path,
        }
        for take in session.store.takes(story=chosen)
    ]
    if not rows:
        of, about = (f" of {chosen!r}", f" {chosen}") if chosen else ("", "")
        notice(f"No take{of} is stored yet. Record one: speakstar practice{about}")
    click.echo(chosen_format(format_name).listing("takes", rows, page()), nl=False)


@takes.command("show", context_settings=COUNTED_FROM_THE_END)
@click.argument("take", default="last")
@format_option
@click.pass_obj
def show_take(session: Session, take: str, format_name: str | None) -> None:
    """Show the report on a take."""
    show(session, app.find_take(session.store, take), format_name)


@takes.command("explain", context_settings=COUNTED_FROM_THE_END)
@click.argument("take", default="last")
@click.option("--filler", "number", metavar="N", type=int, help="The one to explain; without it, all are listed.")
@format_option
@click.pass_obj
def explain_take(session: Session, take: str, number: int | None, format_name: str | None) -> None:
    """Show why a filler was counted.

    What was heard where, in the words or in the sound, by which rule, and how certain it is.
    """
    found = app.find_take(session.store, take)
    chosen = chosen_format(format_name)
    if number is not None:
        click.echo(chosen.explanation(app.explain_filler(found, number), page()), nl=False)
        return
    rows = filler_rows(filler_lines(found))
    if not rows:
        notice(f"Take {found.id} has no filler.")
    click.echo(chosen.listing("fillers", rows, page()), nl=False)


@takes.command("mark", context_settings=COUNTED_FROM_THE_END)
@click.argument("take")
@click.argument("item")
@click.argument("said", metavar="yes|no|undo", type=click.Choice(["yes", "no", "undo"]))
@format_option
@click.pass_obj
def mark_take(session: Session, take: str, item: str, said: str, format_name: str | None) -> None:
    """Overrule a finding: ITEM was said (yes), or was not (no).

    ITEM is the id of a checklist item or of a pitfall, as in tradeoffs.stated or pitfall.we, or story.told where I
    heard no story in one, or one in what was none. Your word stays when the take is analysed again.
    """
    found = app.find_take(session.store, take)
    marked = app.mark(session.store, session.coach, found, item, said={"yes": True, "no": False}.get(said))
    show(session, marked, format_name)


@takes.command("delete", context_settings=COUNTED_FROM_THE_END)
@click.argument("take")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete_take(session: Session, take: str, yes: bool) -> None:
    """Forget a take, with its page; its sound file stays where it is."""
    found = app.find_take(session.store, take)
    shown = session.config.reports / take_pages.page_name(found.id)
    has_page = shown.is_file()
    if not yes:
        if session.no_input:
            raise UsageError(f"Take {found.id} is not deleted without being asked for.", hint="Add --yes.")
        what = f"take {found.id} of {found.recorded_at:%Y-%m-%d %H:%M}{', and delete its page' if has_page else ''}"
        click.confirm(f"Forget {what}?", abort=True, err=True)
    shown.unlink(missing_ok=True)  # first: where it cannot be deleted, the take is not forgotten
    session.store.delete_take(found.id)
    forgotten = f"Take {found.id} is forgotten{', and its page is deleted' if has_page else ''}."
    notice(f"{forgotten} Its recording is still there: {found.recording.path}")
