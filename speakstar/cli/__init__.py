"""The command line: parse, wire the adapters, call the use cases, print.

This is the one place where errors become messages and exit codes:
0 done, 1 refused or failed with a message, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    _steady_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; returns the exit code."""
    import click

    from speakstar.cli.root import speakstar
    from speakstar.errors import SpeakstarError

    try:
        outcome = speakstar.main(hoist(arguments), prog_name="speakstar", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except SpeakstarError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        said_no = isinstance(error, click.Abort) and error.__context__ is None  # click makes one of Ctrl-C, too
        _complain("Nothing was changed." if said_no else "Interrupted.", "")
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        _silence_stdout()
        if error.filename is None:  # a stream, not a file that somebody named
            _complain(f"The result cannot be written: {error.strerror}.", "Is the disk full?")
        else:
            _complain(f"{error.filename} cannot be used: {error.strerror}.", "Check the file and the disk.")
        return 1


def hoist(arguments: list[str]) -> list[str]:
    """Move ``--home`` and ``--no-input`` to the front, so that they may stand before or after the command.

    Raises
    ------
    UsageError
        Nothing follows ``--home``: at the front it would take the command for its value.
    """
    from speakstar.errors import UsageError

    end = arguments.index("--") if "--" in arguments else len(arguments)
    front, rest = [], []
    words = iter(arguments[:end])
    for word in words:
        if word == "--no-input" or word.startswith("--home="):
            front.append(word)
        elif word == "--home":
            value = next(words, None)
            if value is None:
                raise UsageError("--home needs a value.", hint="Name a folder after it.")
            front += [word, value]
        else:
            rest.append(word)
    return [*front, *rest, *arguments[end:]]


def _complain(message: str, hint: str) -> None:
    import click

    click.echo(f"speakstar: {message} {hint}".rstrip(), err=True)


def _steady_streams() -> None:
    """Let no stream be missing, and no character be one that standard output cannot take.

    A stream that was closed (``<&-``) goes nowhere. What is piped is what ``--output`` would write, byte for byte.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w"))  # noqa: SIM115 (it stays open)
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere once the reader of a pipe has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
