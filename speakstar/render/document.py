"""Pages: a template with its styles and scripts, filled in, as one file that loads nothing and runs nothing else.

The content security policy allows exactly the style and the script that are written into the page, by their hashes, and
sound and pictures that are in it. Whatever a text says, it comes out as text: escaped, without control characters.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from speakstar.render.words import clean

POLICY = "default-src 'none'; media-src data: blob:; img-src data:; base-uri 'none'; form-action 'none'"


def document(
    template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...] = (), library: str = "", **facts: Any
) -> str:
    """Fill in a page.

    Parameters
    ----------
    template
        A template that extends ``base.html.j2``; files are in the folder ``html`` beside this module.
    styles, scripts
        Files that are joined and written into the page; nothing else in it may style or run.
    library
        A script from elsewhere that those of the page use, or nothing.
    **facts
        What the template shows.
    """
    style, script = _joined(styles), "\n".join(filter(None, (library, _joined(scripts))))
    policy = f"{POLICY}; style-src {_source(style)}" + (f"; script-src {_source(script)}" if script else "")
    page = _environment().get_template(template)
    return page.render(policy=policy, style=Markup(style), script=Markup(script), **facts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("speakstar.render", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finished(value: object) -> object:
    """Clean every text on its way into a page; markup is the page's own."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _joined(names: tuple[str, ...]) -> str:
    """Return the files' contents as they will stand in the page, where they must not end their own element."""
    loader, environment = _environment().loader, _environment()
    assert loader is not None
    return "\n".join(loader.get_source(environment, name)[0] for name in names)


def _source(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
