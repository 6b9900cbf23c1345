"""The command line: parse, wire the adapters, call the use cases, print.

This is the one place where errors become messages and exit codes:
0 done, 1 refused or failed with a message, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import sys
from itertools import islice

INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


def main() -> None:
    """Run the command line and leave with its exit code."""
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
    except (click.Abort, KeyboardInterrupt):
        _complain("Interrupted.", "")
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
    """Move ``--home`` and ``--no-input`` to the front, so that they may stand before or after the command."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front, rest = [], []
    words = iter(arguments[:end])
    for word in words:
        if word == "--no-input" or word.startswith("--home="):
            front.append(word)
        elif word == "--home":
            front += [word, *islice(words, 1)]
        else:
            rest.append(word)
    return [*front, *rest, *arguments[end:]]


def _complain(message: str, hint: str) -> None:
    import click

    click.echo(f"speakstar: {message} {hint}".rstrip(), err=True)


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere once the reader of a pipe has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
