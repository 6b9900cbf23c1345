"""Keys: those that have a meaning here, and none that is made of several characters."""

from __future__ import annotations

import importlib.util
import os
import pty
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from speakstar.cli import keys
from speakstar.cli.keys import ReadKey

Typed = Callable[[str], None]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Typed, ReadKey]]:
    """A terminal to type into, and what reads its keys."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, closefd=False) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with keys.keyboard(listen=True) as read_key:
            yield lambda text: [os.write(ours, text.encode())].clear(), read_key
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("typed", "key"), [("q", keys.LEAVE), ("Q", keys.LEAVE), ("R", keys.AGAIN), (" ", keys.SPACE), ("\r", keys.ENTER)]
)
def test_a_letter_is_a_key_in_either_case(terminal: tuple[Typed, ReadKey], typed: str, key: str) -> None:
    type_, read_key = terminal
    type_(typed)
    assert read_key(1.0) == key


@pytest.mark.parametrize(
    "typed", ["\x1bOQ", "\x1bOR", "\x1b[A", "\x1b[1;2R", "\x1b[15~", "\x1bq", "\x1b", "\x1b[A\x1b[A\x1bOQ"]
)
def test_function_and_arrow_keys_do_nothing(terminal: tuple[Typed, ReadKey], typed: str) -> None:
    type_, read_key = terminal
    type_(typed)
    assert read_key(1.0) is None
    assert read_key(0.0) is None, "nothing of it is left"
    type_("r")
    assert read_key(1.0) == keys.AGAIN


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], ReadKey]:
    """What waits at the console of Windows, and what reads its keys."""
    waiting: list[str] = []
    msvcrt: Any = SimpleNamespace(kbhit=lambda: bool(waiting), getwch=lambda: waiting.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("keys_of_windows", Path(str(keys.__file__)))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return waiting, module._console_key


@pytest.mark.parametrize("first", ["\x00", "\xe0"])
def test_function_and_arrow_keys_do_nothing_on_windows(console: tuple[list[str], ReadKey], first: str) -> None:
    waiting, read_key = console
    waiting += [first, "R", "Q"]
    assert read_key(1.0) is None
    assert read_key(1.0) == keys.LEAVE
    assert read_key(0.0) is None


@pytest.mark.parametrize(("typed", "key"), [("R", "r"), ("\r", keys.ENTER), ("İ", "İ"), ("\u212a", "\u212a")])
def test_only_plain_letters_are_lower_cased_on_windows(
    console: tuple[list[str], ReadKey], typed: str, key: str
) -> None:
    waiting, read_key = console
    waiting.append(typed)
    assert read_key(1.0) == key
