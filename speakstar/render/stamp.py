"""What a page was made from, so that one that is out of date is known by looking at it."""

from __future__ import annotations

import hashlib

from speakstar import __version__
from speakstar.core.model import Take

LENGTH = 16
"""Hexadecimal digits: 64 bits, far from any accident."""


def stamp(take: Take) -> str:
    """Return a name of what a take's page shows: its analysis and transcript, as this version shows them."""
    shown = repr((__version__, take.id, take.story, take.transcript, take.analysis))
    return hashlib.sha256(shown.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]
