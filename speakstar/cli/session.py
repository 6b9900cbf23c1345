"""One run of the command line: the settings, and the adapters made when they are first needed."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from speakstar import config as configuration
from speakstar.errors import SpeakstarError
from speakstar.render import FORMATS, Format, format_named
from speakstar.render.page import Page

if TYPE_CHECKING:
    from speakstar.adapters.models import Model
    from speakstar.adapters.store import SqliteTakeStore
    from speakstar.app import Coach
    from speakstar.core.model import PlayableSound
    from speakstar.core.ports import Engine, Listener
    from speakstar.core.star_model import StarModel

Command = TypeVar("Command", bound=Callable[..., Any])

NARROWEST = 40
"""Columns below which a report would fall apart; narrower terminals wrap."""


class Session:
    """What a command needs from outside; closed when the command ends."""

    def __init__(self, *, home: str | None = None, no_input: bool = False) -> None:
        self._home = home
        self.no_input = no_input or not sys.stdin.isatty()
        self._exit = ExitStack()
        self._store: SqliteTakeStore | None = None

    def close(self) -> None:
        """Close what was opened."""
        self._exit.close()

    @cached_property
    def config(self) -> configuration.Config:
        """The settings, read at first use: where one is broken, help is still there, and so is what mends it."""
        return configuration.load(home=self._home)

    @property
    def places(self) -> configuration.Config:
        """Where everything is, whatever the settings are."""
        return configuration.places(self._home)

    @property
    def store(self) -> SqliteTakeStore:
        """The database, opened at first use."""
        if self._store is None:
            from speakstar.adapters.store import SqliteTakeStore

            self._store = self._exit.enter_context(SqliteTakeStore(self.config.database))
        return self._store

    def move_home(self, home: Path) -> None:
        """Use another home from here on."""
        self.config = replace(self.config, home=home)

    def model(self, wanted: str | None) -> Model:
        """Find the speech model: the one wanted, else configured, else installed, else the embedded one."""
        from speakstar.adapters import models

        return models.resolve(wanted, configured=self.config.model, models_home=self.config.models)

    def engine(self, model: Model) -> Engine:
        """Make the engine that transcribes with a model."""
        from speakstar.adapters.engines import DEFAULT_ENGINE, ENGINES

        return ENGINES[DEFAULT_ENGINE](model, self.config.threads)

    @property
    def star(self) -> StarModel:
        """The weights of the checklist."""
        from speakstar.adapters import star_files

        return star_files.load()

    @property
    def listener(self) -> Listener:
        """What listens to a recording a second time."""
        from speakstar.adapters.listener import SoundListener

        return SoundListener()

    @property
    def coach(self) -> Coach:
        """What judges answers by this run's settings."""
        from speakstar.app import Coach

        return Coach(self.star, self.listener, self.config.cap_s, self.config.filler_words)

    def warm(self, format_name: str | None) -> None:
        """Load in the background what a report will need, so that nobody waits for it after an answer."""

        def load() -> None:
            with suppress(SpeakstarError):  # it will be said when the report is made
                from speakstar.adapters import star_files

                star_files.load()
            chosen_format(format_name)

        threading.Thread(target=load, daemon=True).start()


def now() -> datetime:
    """Return the time now, with the time zone of this machine."""
    return datetime.now().astimezone()


COUNTED_FROM_THE_END = {"ignore_unknown_options": True}
"""Context settings of commands that take -1 for the last take, which would otherwise be read as an option."""


def format_option_with(*more: Mapping[str, str]) -> Callable[[Command], Command]:
    """Add ``--format`` with the formats of all commands and some of this one."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice([name for formats in (FORMATS, *more) for name in formats]),
        help="How to show it; terminal on a terminal, else plain.",
    )


def format_option(command: Command) -> Command:
    """Add ``--format``."""
    return format_option_with()(command)


def formats_offered() -> tuple[str, ...]:
    """Return the formats that the command that runs takes for ``--format``."""
    types = [option.type for option in click.get_current_context().command.params if option.name == "format_name"]
    return tuple(name for type_ in types if isinstance(type_, click.Choice) for name in type_.choices)


def model_option(command: Command) -> Command:
    """Add ``--model``."""
    return click.option("--model", metavar="NAME|DIR", help="Speech model for this call (speakstar models list).")(
        command
    )


def chosen_format(name: str | None) -> Format:
    """Return the format asked for, or the one that suits where the output goes."""
    return format_named(name or ("terminal" if _is_looked_at() else "plain"))


def page(sound: PlayableSound | None = None) -> Page:
    """Measure the place that the output goes to; NO_COLOR (no-color.org) is honoured."""
    width = max(NARROWEST, shutil.get_terminal_size().columns)
    return Page(width=width, color=_is_looked_at() and not os.environ.get("NO_COLOR"), sound=sound)


def _is_looked_at() -> bool:
    """Whether the result goes to a terminal: not where the command was told a file for it."""
    context = click.get_current_context(silent=True)
    return sys.stdout.isatty() and not (context and context.params.get("output"))


def notice(text: str) -> None:
    """Tell the user something that is not the result."""
    click.echo(text, err=True)
