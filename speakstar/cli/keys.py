"""Single keys from the terminal, which is left as it was found."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

ENTER, SPACE, AGAIN, LEAVE, GONE = "\n", " ", "r", "q", ""
"""What keys are called here; `GONE` means that the terminal went away."""

ESCAPE = b"\x1b"
"""What arrow and function keys begin with; what follows has letters in it."""

ESCAPE_S = 0.05
"""Within these seconds the rest of such a key arrives, over a network, too (Neovim, ``ttimeoutlen``)."""

WINDOWS_ESCAPES = ("\x00", "\xe0")
"""What they begin with on Windows; one character follows (Microsoft C runtime, ``_getwch``)."""

ReadKey = Callable[[float], str | None]
"""Waits so many seconds at most for a key, and returns it in lower case; None for none, and for a key without name."""


@contextmanager
def keyboard(*, listen: bool) -> Iterator[ReadKey]:
    """Read keys as they are pressed, without showing them; Ctrl-C stays what it is.

    Parameters
    ----------
    listen
        False where there is nobody to press any: then there are none.
    """
    if not listen:
        yield _none
    elif sys.platform == "win32":
        yield _console_key
    else:
        with _unbuffered():
            yield _terminal_key


def _none(wait_s: float) -> str | None:
    time.sleep(wait_s)
    return None


def _called(pressed: str) -> str:
    return (pressed.lower() if pressed.isascii() else pressed).replace("\r", ENTER)


if sys.platform == "win32":

    def _console_key(wait_s: float) -> str | None:
        import msvcrt

        end_s = time.monotonic() + wait_s
        while not msvcrt.kbhit():
            if time.monotonic() >= end_s:
                return None
            time.sleep(0.01)
        pressed = msvcrt.getwch()
        if pressed in WINDOWS_ESCAPES:
            msvcrt.getwch()
            return None
        return _called(pressed)

else:

    @contextmanager
    def _unbuffered() -> Iterator[None]:
        import termios
        import tty

        stdin = sys.stdin.fileno()
        before = termios.tcgetattr(stdin)
        try:
            tty.setcbreak(stdin)
            yield
        finally:
            with suppress(termios.error):  # it is gone
                termios.tcsetattr(stdin, termios.TCSADRAIN, before)

    def _terminal_key(wait_s: float) -> str | None:
        if not _is_waiting(wait_s):
            return None
        try:
            pressed = os.read(sys.stdin.fileno(), 1)
            if pressed == ESCAPE:
                if _is_waiting(ESCAPE_S):
                    os.read(sys.stdin.fileno(), 4096)  # all that a terminal holds
                return None
        except OSError:  # how Linux says that a terminal is gone
            return GONE
        return _called(pressed.decode("ascii", errors="replace"))

    def _is_waiting(wait_s: float) -> bool:
        import select

        return bool(select.select([sys.stdin], [], [], wait_s)[0])
