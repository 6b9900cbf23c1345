"""The second listening as the rest of the program sees it while a recording is made: a process of its own.

The aligner lets nothing else in its process run for a second at a time: keys and the screen would hang with it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from speakstar.adapters.listening_child import Order, Report
from speakstar.adapters.serialise import from_json, to_json
from speakstar.core.model import Recording, Sound, Transcript, Word
from speakstar.core.ports import Progress

START = "import sys; sys.path.append(sys.argv[1]); from speakstar.adapters.listening_child import main; main()"
"""As of `speakstar.adapters.recorder_process`."""


class ListeningProcess:
    """Follows one recording at a time; works ahead of the end as far as words are there. Used in a ``with`` block.

    It never raises: where the process fails, the result is None, and the file is to be listened to as a whole.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, str(Path(__file__).parents[2])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # keys that interrupt or suspend this program do not reach it
        )

    def __enter__(self) -> ListeningProcess:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not said yet has nobody to hear it
                cast(IO[str], pipe).close()

    def follow(self, path: Path, *, rate_hz: int) -> None:
        """Listen to a growing recording of the recorder's from its beginning; forget any before."""
        self._order(Order("follow", path=str(path), rate_hz=rate_hz))

    def read(self, first: int, words: Sequence[Word], *, certain_s: float, read_s: float) -> None:
        """Tell what was understood so far, as `speakstar.adapters.listening.Listening.read`."""
        self._order(Order("read", first=first, words=tuple(words), certain_s=certain_s, read_s=read_s))

    def finish(self, recording: Recording, transcript: Transcript, *, progress: Progress | None = None) -> Sound | None:
        """Wait until all of the recording that was followed, complete by now, is listened to."""
        self._order(Order("finish", recording=recording, transcript=transcript))
        with suppress(ValueError):  # a line that was cut off
            for line in cast(IO[str], self._process.stdout):
                report = from_json(Report, line)
                if report.sound:
                    return report.sound
                if progress:
                    progress(min(report.done_s, recording.duration_s), recording.duration_s)
        return None

    def _order(self, order: Order) -> None:
        with suppress(OSError):  # it is gone, which `finish` will find
            pipe = cast(IO[str], self._process.stdin)
            pipe.write(to_json(order) + "\n")
            pipe.flush()
