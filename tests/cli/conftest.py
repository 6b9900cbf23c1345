from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from moments import Moment, cut

from speakstar.adapters.samples import Sample
from speakstar.cli import run


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def assert_refused(self, *fragments: str) -> None:
        """One clear line, exit code 1, no traceback, no result."""
        assert self.code == 1, self.err
        assert self.out == ""
        lines = [line for line in self.err.splitlines() if line.startswith("speakstar: ")]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        for fragment in fragments:
            assert fragment in lines[0]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process."""

    def call(*arguments: object) -> Outcome:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def moment(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Moment:
    """A few words of a shipped answer."""
    return cut(sample, tmp_path_factory.mktemp("moment"))
