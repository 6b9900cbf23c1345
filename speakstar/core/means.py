"""By what the fillers of a take were found; another means can look like a change of habit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core.model import Take

FROM_FILE = "file"
"""The engine of words that came from elsewhere, whose model is not known: its place holds the name of the file."""


@dataclass(frozen=True, slots=True)
class Means:
    """What found the fillers of a take; takes are compared only where all of it is the same.

    ``sound_version`` and ``sound_method`` are those of the second listening, None where there was none;
    ``own_fillers`` and ``excused_fillers`` are in the order of the alphabet.
    """

    engine: str
    model: str
    rules_version: int
    sound_version: int | None
    sound_method: str | None
    own_fillers: tuple[str, ...] = ()
    excused_fillers: tuple[str, ...] = ()

    @property
    def speech_model(self) -> str:
        """The engine and its model."""
        return f"{self.engine} {self.model}".strip()


def means(take: Take) -> Means:
    """Return by what the fillers of a take were found."""
    engine, sound = take.transcript.engine, take.sound
    return Means(
        engine=engine.name,
        model=engine.model if engine.name != FROM_FILE else "",
        rules_version=take.analysis.rules_version,
        sound_version=sound.version if sound else None,
        sound_method=sound.method if sound else None,
        own_fillers=tuple(sorted(take.analysis.own_fillers)),
        excused_fillers=tuple(sorted(take.analysis.excused_fillers)),
    )


def differences(others: Sequence[Means], latest: Means) -> tuple[str, ...]:
    """Say how other means differ from the latest, and how to make them alike; empty where they do not."""
    found = []
    models = dict.fromkeys(one.speech_model for one in others if one.speech_model != latest.speech_model)
    if models:
        found.append(
            f"by another speech model ({', '.join(models)}; now {latest.speech_model}), "
            "which does not write down the same fillers"
        )
    if any(one.rules_version != latest.rules_version for one in others):
        found.append("by other rules (bring them up to date: speakstar reanalyse --all)")
    words = (latest.own_fillers, latest.excused_fillers)
    if any((one.own_fillers, one.excused_fillers) != words for one in others):
        found.append("with other words of yours counted or excused (make them alike: speakstar reanalyse)")
    if any((one.sound_version, one.sound_method) != (latest.sound_version, latest.sound_method) for one in others):
        found.append("with another way of listening to the sound (make them alike: speakstar reanalyse --all --listen)")
    return tuple(found)
