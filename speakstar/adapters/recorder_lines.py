"""What the recorder's process and its parent tell each other: one JSON object a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speakstar.core.model import Recording

State = Literal["opening", "listening", "recording", "paused", "finished"]
Silence = Literal["", "never", "since", "quiet"]
FailureKind = Literal["DeviceError", "StoreError"]


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone. ``index`` is PortAudio's, which changes as devices come and go; names stay."""

    index: int
    name: str
    channels: int
    rate_hz: int
    is_default: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How the recorder stands, about twenty times a second.

    Parameters
    ----------
    state
        "opening": no sound yet. "listening": sound comes, and nothing is kept. "recording". "paused".
        "finished": the seconds asked for are recorded.
    path
        The file under way, or None.
    rate_hz
        Samples per second.
    frames
        In the file, on disk, and counted in its header.
    peak, rms
        The loudest of the blocks since the last status, linear, full scale 1.0.
    loudest
        The highest peak since listening or recording began.
    clipping
        Whether samples reached full scale within the last two seconds.
    silence
        "": there is sound. "never": nothing but zeros since the beginning. "since": nothing but zeros for a while,
        after there was sound. "quiet": all was too quiet for speech so far.
    heard_s
        Seconds listened or recorded since that began.
    lost_s, gaps, overflows
        As of `speakstar.core.model.Recording`.
    """

    state: State = "opening"
    path: str | None = None
    rate_hz: int = 0
    frames: int = 0
    peak: float = 0.0
    rms: float = 0.0
    loudest: float = 0.0
    clipping: bool = False
    silence: Silence = ""
    heard_s: float = 0.0
    lost_s: float = 0.0
    gaps: int = 0
    overflows: int = 0

    @property
    def length_s(self) -> float:
        """Seconds in the file."""
        return self.frames / self.rate_hz if self.rate_hz else 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the recorder ended: the name of an error of `speakstar.errors`, and what it says."""

    kind: FailureKind
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Report:
    """A line of the recorder; one of the fields is set. ``stopped`` says that an order to stop is carried out."""

    status: Status | None = None
    devices: tuple[InputDevice, ...] | None = None
    kept: Recording | None = None
    failure: Failure | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A line of the parent. ``listen`` names a device; ``record`` a file and, if wanted, seconds."""

    verb: Literal["listen", "record", "pause", "resume", "stop"]
    device: InputDevice | None = None
    path: str | None = None
    seconds: float | None = None
