"""The microphones of this machine, and recording from one."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speakstar.adapters import portaudio
from speakstar.adapters.audio_files import SILENCE_PEAK
from speakstar.adapters.take_file import TakeFile
from speakstar.core.model import Recording
from speakstar.errors import DeviceError, StoreError

Level = Callable[[float, float, float], None]
"""Called with seconds recorded, and peak and RMS of the newest block (full scale 1.0)."""

POLL_S = 0.1
"""How often the speaker's wish to stop is looked for: 0.1 s is felt as at once (Miller 1968)."""

DEAD_S = 2.0
"""A device without a block for so long has stopped: blocks come ten times a second, and 0.2 s was the longest
wait measured on a healthy server."""

GAP_S = 0.5
"""Sound that is missing by the clock and worth a word. The clocks of sound cards are off by less than 0.1 %,
which makes 0.1 s in 90 s."""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone. ``index`` is PortAudio's, which changes as devices come and go; names stay."""

    index: int
    name: str
    channels: int
    rate_hz: int
    is_default: bool


def inputs() -> tuple[InputDevice, ...]:
    """List the microphones; empty where there is none.

    Where the system offers each microphone through several interfaces, those of the default one are listed.

    Raises
    ------
    DeviceError
        PortAudio is not installed, or the sound system does not answer.
    """
    sounddevice = portaudio.load()
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


def choose(devices: Sequence[InputDevice], *, wanted: str | None) -> InputDevice:
    """Choose a microphone.

    Parameters
    ----------
    devices
        As from `inputs`.
    wanted
        A part of the name, in any case; a whole name wins over parts. None takes the default.

    Raises
    ------
    DeviceError
        There is no microphone, or none or several match.
    """
    if not devices:
        raise DeviceError(
            "There is no microphone.",
            hint="Plug one in, or practise with a file: speakstar practice --from-file FILE.",
        )
    if wanted is None:
        return next((device for device in devices if device.is_default), devices[0])
    sought = wanted.casefold()
    whole = [device for device in devices if device.name.casefold() == sought]
    matches = whole or [device for device in devices if sought in device.name.casefold()]
    if len(matches) == 1:
        return matches[0]
    names = ", ".join(device.name for device in matches or devices)
    if matches:
        raise DeviceError(f"{wanted!r} matches several microphones: {names}.", hint="Give more of the name.")
    raise DeviceError(f"There is no microphone {wanted!r}.", hint=f"There are: {names}.")


class Microphone:
    """Implements `speakstar.core.ports.Recorder`.

    Parameters
    ----------
    path
        The WAV file to make. It is whole at every moment, so it outlives a crash of this program.
    device
        The microphone, recorded at its own rate, in mono.
    seconds
        Stop by itself after so much sound; None goes on.
    should_stop
        Asked about every 0.1 s.
    on_level
        Told the level about every 0.1 s.

    Attributes
    ----------
    gap_s : float
        After `record`: seconds that passed and are not in the recording; see `gap_advice`.
    """

    def __init__(
        self,
        path: Path,
        *,
        device: InputDevice,
        seconds: float | None = None,
        should_stop: Callable[[], bool] = lambda: False,
        on_level: Level | None = None,
    ) -> None:
        self._path = path.absolute()
        self._device = device
        self._limit = None if seconds is None else round(seconds * device.rate_hz)
        self._should_stop = should_stop
        self._on_level = on_level
        self.gap_s = 0.0

    def record(self) -> Recording:
        """Record until told to stop; Ctrl-C stops as well, and keeps what was said.

        Raises
        ------
        DeviceError
            The device cannot be opened, or stopped delivering; the message names the file that is kept.
        StoreError
            The file cannot be made or written; the message names what is kept.
        """
        device, stopped = self._device, False
        with (
            TakeFile(self._path, rate_hz=device.rate_hz, limit=self._limit) as take,
            portaudio.flowing(
                device.index,
                device.name,
                rate_hz=device.rate_hz,
                channels=device.channels,
                callback=take.deliver,
            ) as stream,
            suppress(KeyboardInterrupt),
        ):
            stopped = self._watch(take, stream)
        self.gap_s = take.gap_s
        self._complain(take, stopped)
        return take.recording()

    def _watch(self, take: TakeFile, stream: Any) -> bool:
        """Wait for the end; returns whether the device stopped by itself."""
        while not take.ended and not self._should_stop():
            if not stream.active or take.idle_s > DEAD_S:
                return True
            time.sleep(POLL_S)
            if self._on_level:
                self._on_level(take.length_s, *take.level)
        return False

    def _complain(self, take: TakeFile, stopped: bool) -> None:
        kept = f"The first {take.length_s:.1f} s are kept: speakstar review {shlex.quote(str(self._path))}"
        if take.error:
            raise StoreError(take.error.message, hint=f"{take.error.hint} {kept if take.frames else ''}".strip())
        if not take.frames:
            raise DeviceError(
                f"{self._device.name} delivers no sound.",
                hint="Check that it is plugged in and not suspended, or choose another: speakstar devices.",
            )
        if stopped:
            raise DeviceError(f"{self._device.name} stopped delivering sound. Was it unplugged?", hint=kept)


def silence_advice(recording: Recording) -> str | None:
    """Say why a recording from a microphone is silent; None when it is not.

    Exact zeros are what a muted device gives, and what macOS gives to a terminal without permission.
    """
    if recording.peak >= SILENCE_PEAK:
        return None
    if recording.peak > 0:
        return (
            f"The recording is nearly silent: its peak is {recording.peak:.4f} of full scale, and speech exceeds "
            f"{SILENCE_PEAK}. Raise the input level, come closer, or choose another microphone: speakstar devices."
        )
    if sys.platform == "darwin":
        return (
            "The recording is silent. Allow your terminal to use the microphone (System Settings > Privacy & "
            "Security > Microphone), restart the terminal, and try again."
        )
    return (
        "The recording is silent. Unmute the microphone in the sound settings or on the device, or choose another "
        "one: speakstar devices."
    )


def gap_advice(gap_s: float) -> str | None:
    """Say that sound was lost while recording; None when the clock and the recording agree."""
    if gap_s < GAP_S:
        return None
    return (
        f"About {gap_s:.1f} s were lost while recording, as happens when the machine is suspended or overloaded. "
        "Times after that are too early."
    )
