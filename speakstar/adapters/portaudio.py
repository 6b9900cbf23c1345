"""PortAudio: which microphones there are, and the stream of one.

Any call may hang for ever when the sound server does, where Ctrl-C does not reach, and some abort the whole process.
So this is used in the recorder's process only, in a thread that nothing waits for without a limit.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from speakstar.adapters.recorder_lines import InputDevice
from speakstar.errors import DeviceError

BLOCKS_PER_S = 20
"""Fixed blocks, short enough for a lively meter: with PortAudio's own choice, blocks of 1 to 12 samples were common
(measured on PulseAudio)."""

_BUSY, _BAD_RATE, _BAD_CHANNELS = -9985, -9997, -9998  # PaErrorCode in portaudio.h


def load() -> Any:
    """Return the module ``sounddevice``.

    Raises
    ------
    DeviceError
        PortAudio is not installed.
    """
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:  # what sounddevice raises
        raise DeviceError(
            "PortAudio, which reads the microphone, is not installed.",
            hint="Install it: sudo apt install libportaudio2 (Debian, Ubuntu), sudo dnf install portaudio "
            "(Fedora), brew install portaudio (macOS). Reviewing files works without it.",
        ) from error


def inputs() -> tuple[InputDevice, ...]:
    """List the microphones; empty where there is none.

    Where the system offers each microphone through several interfaces, those of the default one are listed.

    Raises
    ------
    DeviceError
        PortAudio is not installed.
    """
    sounddevice = load()
    found = [device for device in sounddevice.query_devices() if device["max_input_channels"] > 0]
    default = sounddevice.default.device[0]
    interfaces = {device["hostapi"] for device in found if device["index"] == default}
    return tuple(
        InputDevice(
            index=device["index"],
            name=device["name"],
            channels=device["max_input_channels"],
            rate_hz=round(device["default_samplerate"]),
            is_default=device["index"] == default,
        )
        for device in found
        if device["hostapi"] in interfaces or not interfaces
    )


@contextmanager
def flowing(device: InputDevice, callback: Callable[..., None]) -> Iterator[Any]:
    """Let a microphone flow, in 16-bit samples.

    Parameters
    ----------
    device
        As from `inputs` of this process.
    callback
        As of `sounddevice.RawInputStream`. One channel is asked for first, then all, as some devices give no fewer.

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
        stream = _open(sounddevice, (1, device.channels), device, callback)
        stream.start()
    except sounddevice.PortAudioError as error:
        raise _refusal(device, error) from error
    try:
        yield stream
    finally:
        with suppress(sounddevice.PortAudioError):  # the device is gone
            stream.close()


def _open(sounddevice: Any, channels: Sequence[int], device: InputDevice, callback: Callable[..., None]) -> Any:
    try:
        return sounddevice.RawInputStream(
            device=device.index,
            samplerate=device.rate_hz,
            channels=channels[0],
            dtype="int16",
            blocksize=device.rate_hz // BLOCKS_PER_S,
            latency="high",
            callback=callback,
        )
    except sounddevice.PortAudioError as error:
        if _code(error) != _BAD_CHANNELS or not channels[1:]:
            raise
    return _open(sounddevice, channels[1:], device, callback)


def _code(error: Exception) -> int:
    return error.args[1] if len(error.args) > 1 else 0


def _refusal(device: InputDevice, error: Exception) -> DeviceError:
    choose = "Choose another microphone: speakstar devices."
    if _code(error) == _BUSY:
        return DeviceError(
            f"{device.name} is in use by another program.", hint="Close that program, or choose another microphone."
        )
    if _code(error) == _BAD_RATE:
        return DeviceError(f"{device.name} refuses its own rate of {device.rate_hz} Hz.", hint=choose)
    return DeviceError(f"{device.name} cannot be opened: {error.args[0]}.", hint=choose)
