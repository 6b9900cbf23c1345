"""``config`` and ``where``: the settings, and where everything is."""

from __future__ import annotations

import click

from speakstar import config as configuration
from speakstar.adapters.settings import remember
from speakstar.cli.session import Session, chosen_format, format_option, notice, page
from speakstar.errors import ConfigError


@click.group(invoke_without_command=True)
@click.pass_context
def config(context: click.Context) -> None:
    """Show or change the settings."""
    if context.invoked_subcommand is None:
        context.invoke(list_settings)


@config.command("list")
@format_option
@click.pass_obj
def list_settings(session: Session, format_name: str | None = None) -> None:
    """List the settings with their values."""
    rows = [
        {
            "id": option.name,
            "value": _shown(getattr(session.config, option.name)),
            "environment": option.metadata["env"],
            "about": option.metadata["doc"],
        }
        for option in configuration.OPTIONS
    ]
    click.echo(chosen_format(format_name).listing("config", rows, page()), nl=False)


def _shown(value: configuration.Setting | None) -> configuration.Setting | None:
    return ", ".join(value) if isinstance(value, tuple) else value


@config.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_setting(session: Session, name: str, value: str) -> None:
    """Keep a setting.

    Words of yours go with commas between them: speakstar config set own_fillers "basically, at the end of the day"
    """
    parsed, file = configuration.parse(name, value), session.places.settings_file
    if name == "model":
        from speakstar.adapters import models

        # refuses one that is not there, with what to do
        models.resolve(value, configured=None, models_home=session.places.models)
    try:
        remember(file, name, parsed)
    except ValueError as error:  # it is not TOML, so there is nothing to put a setting into
        raise ConfigError(
            f"The settings file {file} cannot be read: {error}.", hint="Mend it, or move it away."
        ) from error
    notice(f"{name} = {value} is kept in {file}")


@click.command()
@format_option
@click.pass_obj
def where(session: Session, format_name: str | None) -> None:
    """Say where everything is kept."""
    settings = session.places
    rows = [
        {"id": "home", "path": str(settings.home)},
        {"id": "database", "path": str(settings.database)},
        {"id": "recordings", "path": str(settings.recordings)},
        {"id": "reports", "path": str(settings.reports)},
        {"id": "models", "path": str(settings.models)},
        {"id": "settings", "path": str(settings.settings_file)},
    ]
    click.echo(chosen_format(format_name).listing("where", rows, page()), nl=False)
