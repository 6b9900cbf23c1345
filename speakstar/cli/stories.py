"""``stories`` and ``questions``: what is told, and what is asked."""

from __future__ import annotations

import re

import click

from speakstar.cli.session import Session, chosen_format, format_option, notice, page
from speakstar.core.model import Story
from speakstar.errors import UsageError


@click.group()
def stories() -> None:
    """List the stories, or add one."""


@stories.command("list")
@format_option
@click.pass_obj
def list_stories(session: Session, format_name: str | None) -> None:
    """List the stories with the number of their takes."""
    rows = [
        {
            "id": story.id,
            "title": story.title,
            "theme": story.theme,
            "takes": len(session.store.takes(story=story.id)),
        }
        for story in session.store.stories()
    ]
    click.echo(chosen_format(format_name).listing("stories", rows, page()), nl=False)


@stories.command("add")
@click.argument("title")
@click.option("--theme", metavar="THEME", required=True, help="deadline, beyond or persuasion.")
@click.option("--id", "story_id", metavar="NAME", help="A short name to call it by (else made from the title).")
@click.pass_obj
def add_story(session: Session, title: str, theme: str, story_id: str | None) -> None:
    """Add a story of yours."""
    name = story_id or slug(title)
    if story_id and story_id != slug(story_id):
        raise UsageError(
            f"{story_id!r} cannot be a name: only small letters, digits and hyphens can.",
            hint=f"Try {slug(story_id)!r}.",
        )
    if not name:
        raise UsageError(f"The title {title!r} has no letter to make a name from.", hint="Give one with --id.")
    story = session.store.add_story(Story(name, title.strip(), theme))
    notice(f"Added. Practise it: speakstar practice {story.id}")


@click.group()
def questions() -> None:
    """List the questions."""


@questions.command("list")
@format_option
@click.pass_obj
def list_questions(session: Session, format_name: str | None) -> None:
    """List the questions with their themes."""
    rows = [
        {"id": question.id, "theme": question.theme or None, "text": question.text}
        for question in session.store.questions()
    ]
    click.echo(chosen_format(format_name).listing("questions", rows, page()), nl=False)


def slug(title: str) -> str:
    """Make a short name: lower-case words joined by hyphens, at most 40 characters."""
    return "-".join(re.findall(r"\w+", title.lower()))[:40].strip("-")
