"""The command group, with its commands in the order in which a newcomer meets them."""

from __future__ import annotations

import click

from speakstar import __version__
from speakstar.cli import (
    demo,
    devices,
    doctor,
    export,
    models,
    play,
    practice,
    purge,
    reanalyse,
    review,
    selftest,
    settings,
    stories,
    takes,
    trends,
)
from speakstar.cli.session import Session


class InOrder(click.Group):
    """Lists commands in the order in which they were added, not by the alphabet."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the command names as added."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--home", metavar="DIR", help="Keep all data in DIR (else SPEAKSTAR_HOME, else your data folder).")
@click.option("--no-input", is_flag=True, help="Never ask, never wait for a key.")
@click.pass_context
def speakstar(context: click.Context, home: str | None, no_input: bool) -> None:
    """Practise interview answers aloud and see at once how they hold up.

    Everything happens on this machine: recording, transcription, analysis. Nothing leaves it.
    """
    context.obj = Session(home=home, no_input=no_input)
    context.call_on_close(context.obj.close)


for command in (
    practice.practice,
    review.review,
    review.check,
    review.report,
    play.play,
    trends.trends,
    takes.takes,
    reanalyse.reanalyse,
    stories.stories,
    stories.questions,
    models.models,
    devices.devices,
    selftest.selftest,
    settings.config,
    settings.where,
    doctor.doctor,
    export.export,
    purge.purge,
    demo.demo,
):
    speakstar.add_command(command)
