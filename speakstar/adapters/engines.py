"""The speech engines there are; a new one is an adapter and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from speakstar.adapters.models import Model
from speakstar.core.ports import Engine


def _faster_whisper(model: Model, cpu_threads: int) -> Engine:
    from speakstar.adapters.whisper import WhisperEngine

    return WhisperEngine(model, cpu_threads=cpu_threads)


ENGINES: Mapping[str, Callable[[Model, int], Engine]] = MappingProxyType({"faster-whisper": _faster_whisper})
"""By name: what makes an engine of a model and a number of processor threads (0 takes one a core)."""

DEFAULT_ENGINE = "faster-whisper"
