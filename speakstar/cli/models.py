"""``models``: the speech models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from speakstar.cli import progress
from speakstar.cli.session import Session, chosen_format, format_option, notice, page
from speakstar.render.page import Row

if TYPE_CHECKING:
    from speakstar.adapters.models import Known, Model


@click.group()
def models() -> None:
    """List, get or find speech models."""


@models.command("list")
@format_option
@click.pass_obj
def list_models(session: Session, format_name: str | None) -> None:
    """List the models that are here, and those that can be had."""
    from speakstar.adapters import models as adapter

    used = session.model(None)
    here = {model.name: model for model in (used, *adapter.available(session.config.models))}
    names = dict.fromkeys([*here, *adapter.KNOWN])
    rows = [_row(name, here.get(name), adapter.KNOWN.get(name), used=name == used.name) for name in names]
    click.echo(chosen_format(format_name).listing("models", rows, page()), nl=False)


@models.command("get")
@click.argument("name")
@click.pass_obj
def get_model(session: Session, name: str) -> None:
    """Download a standard Whisper model (speakstar models list names them, with their sizes)."""
    from speakstar.adapters import models as adapter

    known = adapter.KNOWN.get(name)
    if known:
        notice(f"{name}: about {known.size_mb} MB from huggingface.co/{known.repository}")
    with progress.download(name) as advance:
        model = adapter.get(name, session.config.models, advance)
    notice(f"{model.name} is here: {model.path}")


@models.command("path")
@click.argument("name", required=False)
@click.pass_obj
def model_path(session: Session, name: str | None) -> None:
    """Print the folder of a model, or of the one in use."""
    click.echo(str(session.model(name).path))


def _row(name: str, here: Model | None, known: Known | None, *, used: bool) -> Row:
    return {
        "id": name,
        "here": here is not None,
        "used": used,
        "size_mb": round(here.size_mb) if here else known.size_mb if known else None,
        "path": str(here.path) if here else None,
    }
