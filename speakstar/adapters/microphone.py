"""Which microphone to use, and what to say about the sound that it gives."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from speakstar.adapters.audio_files import SILENCE_PEAK
from speakstar.adapters.meter import MUTED_PEAK
from speakstar.adapters.recorder_lines import InputDevice, Status
from speakstar.core.model import Recording
from speakstar.errors import DeviceError

_ASK_LIMIT_S = 1.0
"""Sound servers answer within 0.02 s (measured), or hang."""

_MUTE_QUESTIONS = (
    (("pactl", "get-source-mute", "@DEFAULT_SOURCE@"), "yes"),
    (("wpctl", "get-volume", "@DEFAULT_AUDIO_SOURCE@"), "MUTED"),
)
"""How PulseAudio and PipeWire are asked whether the input is muted, and what in the answer means yes."""


WENT_SILENT = "The microphone went silent: was it muted, or unplugged?"


def choose(devices: Sequence[InputDevice], *, wanted: str | None) -> InputDevice:
    """Choose a microphone.

    Parameters
    ----------
    devices
        As from `speakstar.adapters.recorder_process.RecorderProcess.devices`.
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


def level_advice(status: Status, device: InputDevice) -> str | None:
    """Say why a microphone that was listened to for a moment is silent; None when it is not.

    Noise gates make an open microphone look the same, so this is a warning and no reason to refuse.
    """
    if status.loudest >= MUTED_PEAK:
        return None
    return f"{device.name} is silent. {_silence_cause()}"


def warning(status: Status) -> str | None:
    """Say in a few words what is wrong with the sound right now; None when nothing is."""
    if status.clipping:
        return "Too loud: move away or lower the input level."
    return {
        "": None,
        "never": "Nothing is heard: is the microphone muted?",
        "since": WENT_SILENT,
        "quiet": "Very quiet: come closer or raise the input level.",
    }[status.silence]


def silence_advice(recording: Recording) -> str | None:
    """Say why a recording from a microphone is silent; None when it is not."""
    if recording.peak >= SILENCE_PEAK:
        return None
    if recording.peak >= MUTED_PEAK:
        return (
            f"The recording is nearly silent: its peak is {recording.peak:.4f} of full scale, and speech exceeds "
            f"{SILENCE_PEAK}. Raise the input level, come closer, or choose another microphone: speakstar devices."
        )
    return f"The recording is silent. {_silence_cause()}"


def gap_advice(recording: Recording) -> str | None:
    """Say that sound was lost while recording; None when the clock and the recording agree."""
    if not recording.lost_s and not recording.overflows:
        return None
    places = "one place" if recording.gaps == 1 else f"{recording.gaps} places" if recording.gaps else "small pieces"
    dropped = f", and the sound system dropped blocks {recording.overflows} times" if recording.overflows else ""
    return (
        f"About {recording.lost_s:.1f} s were lost while recording, in {places}{dropped}, as happens when the machine "
        "is suspended or overloaded. Times after that are too early."
    )


def _silence_cause() -> str:
    """Name the likely cause on this system: exact zeros are what mute switches give, and macOS without permission."""
    another = "choose another microphone: speakstar devices."
    if sys.platform == "darwin":
        return (
            "Allow your terminal to use the microphone (System Settings > Privacy & Security > Microphone) and restart "
            f"the terminal, unmute it, or {another}"
        )
    if sys.platform == "win32":
        return (
            f"Let desktop apps use the microphone (Settings > Privacy & security > Microphone), unmute it, or {another}"
        )
    if _is_muted():
        return "The input is muted: unmute it in the sound settings (or: pactl set-source-mute @DEFAULT_SOURCE@ 0)."
    return f"Unmute it in the sound settings or on the device, or {another}"


def _is_muted() -> bool:
    for command, sign in _MUTE_QUESTIONS:
        with suppress(OSError, subprocess.SubprocessError):
            answer = subprocess.run(
                command, env=os.environ | {"LC_ALL": "C"}, capture_output=True, text=True, timeout=_ASK_LIMIT_S
            )
            if answer.returncode == 0:
                return sign in answer.stdout
    return False
