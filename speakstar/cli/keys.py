"""Single keys from the terminal, which is left as it was found."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

ENTER, SPACE, AGAIN, LEAVE, GONE = "\n", " ", "r", "q", ""
"""What keys are called here; `GONE` means that the terminal went away."""

ReadKey = Callable[[float], str | None]
"""Waits so many seconds at most for a key, and returns it in lower case; None when none was pressed."""


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


if sys.platform == "win32":

    def _console_key(wait_s: float) -> str | None:
        import msvcrt

        end_s = time.monotonic() + wait_s
        while not msvcrt.kbhit():
            if time.monotonic() >= end_s:
                return None
            time.sleep(0.01)
        return msvcrt.getwch().lower().replace("\r", ENTER)

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
        import select

        if not select.select([sys.stdin], [], [], wait_s)[0]:
            return None
        try:
            pressed = os.read(sys.stdin.fileno(), 1)
        except OSError:  # how Linux says that a terminal is gone
            return GONE
        return pressed.decode("ascii", errors="replace").lower().replace("\r", ENTER)
