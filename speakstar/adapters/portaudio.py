"""PortAudio, kept from hanging us and from writing over the screen.

When the sound server hangs, loading, stopping and closing wait for ever inside PortAudio, where Ctrl-C does not
reach; so these run in a thread of their own, for a limited time.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from speakstar.errors import DeviceError

LOAD_LIMIT_S = 10.0
"""Loading took 10 to 40 ms (measured); a sound server that is started by it may need seconds."""

CLOSE_LIMIT_S = 2.0
"""Stopping took 1 to 40 ms (measured)."""

BLOCKS_PER_S = 10
"""Fixed blocks: with PortAudio's own choice, blocks of 1 to 12 samples were common (measured on PulseAudio)."""

_BUSY, _BAD_RATE, _BAD_CHANNELS = -9985, -9997, -9998  # PaErrorCode in portaudio.h


def load() -> Any:
    """Return the module ``sounddevice``.

    Raises
    ------
    DeviceError
        PortAudio is not installed, or the sound system does not answer.
    """
    try:
        if not sys.platform.startswith("linux"):  # Windows wants PortAudio loaded by the thread that uses it
            return importlib.import_module("sounddevice")
        return _within(LOAD_LIMIT_S, lambda: importlib.import_module("sounddevice"))
    except OSError as error:  # what sounddevice raises; TimeoutError is one, too
        if isinstance(error, TimeoutError):
            _leave_behind()
            raise DeviceError(
                f"The sound system does not answer (waited {LOAD_LIMIT_S:.0f} s).",
                hint="Restart it (systemctl --user restart pipewire pulseaudio), then try again.",
            ) from error
        raise DeviceError(
            "PortAudio, which reads the microphone, is not installed.",
            hint="Install it: sudo apt install libportaudio2 (Debian, Ubuntu), sudo dnf install portaudio "
            "(Fedora), brew install portaudio (macOS). Reviewing files works without it.",
        ) from error


@contextmanager
def flowing(index: int, name: str, *, rate_hz: int, channels: int, callback: Callable[..., None]) -> Iterator[Any]:
    """Open a microphone for 16-bit samples and let it flow; at the end the block under way is still delivered.

    Parameters
    ----------
    index, name
        Which device.
    rate_hz
        Samples per second.
    channels
        How many the device has. One is asked for first, then all, as some devices give no fewer.
    callback
        As of `sounddevice.RawInputStream`.

    Yields
    ------
    sounddevice.RawInputStream

    Raises
    ------
    DeviceError
        The device is busy, refuses the rate, or is gone.
    """
    sounddevice = load()
    try:
        with _quiet():
            stream = _open(sounddevice, (1, channels), index, rate_hz, callback)
            stream.start()
    except sounddevice.PortAudioError as error:
        raise _refusal(name, rate_hz, error) from error
    try:
        yield stream
    finally:
        _close(sounddevice, stream)


def _open(sounddevice: Any, channels: Sequence[int], index: int, rate_hz: int, callback: Callable[..., None]) -> Any:
    try:
        return sounddevice.RawInputStream(
            device=index,
            samplerate=rate_hz,
            channels=channels[0],
            dtype="int16",
            blocksize=rate_hz // BLOCKS_PER_S,
            latency="high",
            callback=callback,
        )
    except sounddevice.PortAudioError as error:
        if _code(error) != _BAD_CHANNELS or not channels[1:]:
            raise
    return _open(sounddevice, channels[1:], index, rate_hz, callback)


def _close(sounddevice: Any, stream: Any) -> None:
    def stop_and_close() -> None:
        with suppress(sounddevice.PortAudioError):  # the device is gone
            stream.stop()
        with suppress(sounddevice.PortAudioError):
            stream.close()

    try:
        with _quiet():
            _within(CLOSE_LIMIT_S, stop_and_close)
    except TimeoutError:
        _leave_behind(stream)


def _leave_behind(*held: Any) -> None:
    """Give up on a sound server that hangs, so that this program can still end.

    At exit sounddevice would wait for that server, too, and Python would unload PortAudio under the feet of the
    thread that waits in it (a segmentation fault). One reference too many keeps things loaded.
    """
    sounddevice = sys.modules.get("sounddevice")
    atexit.unregister(getattr(sounddevice, "_exit_handler", _leave_behind))
    for kept in (getattr(sounddevice, "_lib", None), *held):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(kept))


def _within(limit_s: float, work: Callable[[], Any]) -> Any:
    """Run in a thread that is left behind when it takes too long; raises TimeoutError then."""
    outcome: list[Any] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(limit_s)
    if failure:
        raise failure[0]
    if not outcome:
        raise TimeoutError
    return outcome[0]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what ALSA and PortAudio print on errors off the screen; the errors themselves are raised."""
    sys.stderr.flush()
    screen, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(screen, 2)
        os.close(screen)


def _code(error: Exception) -> int:
    return error.args[1] if len(error.args) > 1 else 0


def _refusal(name: str, rate_hz: int, error: Exception) -> DeviceError:
    choose = "Choose another microphone: speakstar devices."
    if _code(error) == _BUSY:
        return DeviceError(
            f"{name} is in use by another program.", hint="Close that program, or choose another microphone."
        )
    if _code(error) == _BAD_RATE:
        return DeviceError(f"{name} refuses its own rate of {rate_hz} Hz.", hint=choose)
    return DeviceError(f"{name} cannot be opened: {error.args[0]}.", hint=choose)
