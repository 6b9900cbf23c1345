"""``demo``: the main job, on the shipped recordings, in a home that is thrown away."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from speakstar import app
from speakstar.cli.pages import PAGE
from speakstar.cli.review import show
from speakstar.cli.session import Session, chosen_format, format_option, notice, now, page
from speakstar.errors import UsageError


@click.command()
@format_option
@click.pass_obj
def demo(session: Session, format_name: str | None) -> None:
    """Try it on six shipped answers.

    Reviews them in a home that is thrown away, and shows one report and the trend.
    """
    if format_name == PAGE:
        raise UsageError(
            "demo makes no page, as it keeps nothing.",
            hint="For a page of your own: speakstar review FILE, then speakstar report --open.",
        )
    from speakstar.adapters import audio_files, models, samples

    with TemporaryDirectory(prefix="speakstar-demo-") as home:
        session.move_home(Path(home))
        engine = session.engine(session.model(models.POCKET))
        for sample in samples.samples():
            notice(f"Reviewing {sample.path.name}")
            app.review(
                session.store,
                session.coach,
                audio_files.probe(sample.path),
                engine=engine,
                recorded_at=now(),
                prompt=app.choose_prompt(session.store, story=sample.story),
            )
        show(session, app.find_take(session.store, "last"), format_name)
        click.echo(chosen_format(format_name).trends(app.trend(session.store), page()), nl=False)
        session.close()
