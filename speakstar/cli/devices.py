"""``devices``: the microphones, and which one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from speakstar.cli.session import Session, chosen_format, format_option, notice, page
from speakstar.errors import DeviceError

if TYPE_CHECKING:
    from speakstar.adapters.recorder_lines import InputDevice


@click.command()
@click.option("--use", metavar="NAME", help="Use and remember the microphone with this in its name.")
@format_option
@click.pass_obj
def devices(session: Session, use: str | None, format_name: str | None) -> None:
    """List the microphones."""
    from speakstar.adapters import microphone
    from speakstar.adapters.recorder_process import RecorderProcess

    with RecorderProcess() as recorder:
        found = recorder.devices()
    if use:
        notice(f"Remembered: {choose(session, use, found).name}")
        return
    used = _remembered(session, found) or microphone.choose(found, wanted=None)
    rows = [
        {
            "id": device.index,
            "name": device.name,
            "channels": device.channels,
            "rate_hz": device.rate_hz,
            "default": device.is_default,
            "used": device == used,
        }
        for device in found
    ]
    click.echo(chosen_format(format_name).listing("devices", rows, page()), nl=False)


def choose(session: Session, wanted: str | None, found: tuple[InputDevice, ...]) -> InputDevice:
    """Choose a microphone: the one wanted (then remembered), else the remembered one, else the default."""
    from speakstar.adapters import microphone
    from speakstar.adapters.settings import remember

    if wanted:
        chosen = microphone.choose(found, wanted=wanted)
        remember(session.config.settings_file, "device", chosen.name)
        return chosen
    remembered = _remembered(session, found)
    if remembered:
        return remembered
    chosen = microphone.choose(found, wanted=None)
    if session.config.device:
        notice(f"The microphone {session.config.device!r} is not there; using {chosen.name} instead.")
    return chosen


def _remembered(session: Session, found: tuple[InputDevice, ...]) -> InputDevice | None:
    from speakstar.adapters import microphone

    try:
        return microphone.choose(found, wanted=session.config.device) if session.config.device else None
    except DeviceError:
        return None
