"""What can go wrong for a user, each with what to do next.

::

    SpeakstarError
    ├── UsageError        the request contradicts itself (exit code 2)
    ├── ConfigError       a setting has a value that cannot be used
    ├── FileError         a file that cannot be read, understood or written
    │   └── AudioError    one that is not audio, is empty, silent or cut off
    ├── DeviceError       no PortAudio, no input device, a device that fails
    ├── ModelError        a speech model that is absent, incomplete or cannot be fetched
    ├── StoreError        the home cannot be written, the database is newer or broken
    └── NotFoundError     a take, story or question that does not exist
"""

from __future__ import annotations


class SpeakstarError(Exception):
    """A failure that the user can understand and act on.

    Parameters
    ----------
    message
        What happened, with the value that caused it, as one sentence.
    hint
        What to do next; empty when there is nothing sensible to advise.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(SpeakstarError):
    """The request contradicts itself."""

    exit_code = 2


class ConfigError(SpeakstarError):
    """A setting has a value that cannot be used."""


class FileError(SpeakstarError):
    """A file cannot be read, understood or written."""


class AudioError(FileError):
    """An audio file cannot be used as a spoken answer."""


class DeviceError(SpeakstarError):
    """The microphone or the sound system cannot be used."""


class ModelError(SpeakstarError):
    """A speech model is absent, incomplete or cannot be fetched."""


class StoreError(SpeakstarError):
    """The home or the database cannot be read or written."""


class NotFoundError(SpeakstarError):
    """A take, story or question does not exist."""
