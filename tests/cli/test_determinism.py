"""The same sound gives the same report, to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path


def test_three_reviews_of_a_recording_are_the_same(cli: Callable, clip: Path) -> None:
    reviews = [cli("review", clip, "--format", "json").out for _ in range(3)]
    own = re.compile(r'"id": \d+,|"recorded_at": "[^"]*"')
    assert all('"probability"' in review for review in reviews)
    assert len({own.sub("", review) for review in reviews}) == 1
