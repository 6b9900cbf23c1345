"""The process of the second listening: it follows a growing recording, and aligns what the engine understood.

Reads orders from standard input and writes reports to standard output, one JSON object a line. It ends when the parent
does, or wants no more.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, NoReturn

from speakstar.adapters.growing_sound import LOOK_S, GrowingSound, step_back
from speakstar.adapters.listener import SoundListener
from speakstar.adapters.listening import Listening
from speakstar.adapters.serialise import from_json, to_json
from speakstar.core.model import Recording, Sound, Transcript, Word


@dataclass(frozen=True, slots=True)
class Order:
    """A line of the parent.

    ``follow`` names a recording that grows and its rate, and forgets any before; ``read`` is
    `speakstar.adapters.listening.Listening.read`; ``finish`` comes with the complete recording and its transcript.
    """

    verb: Literal["follow", "read", "finish"]
    path: str = ""
    rate_hz: int = 0
    first: int = 0
    words: tuple[Word, ...] = ()
    certain_s: float = 0.0
    read_s: float = 0.0
    recording: Recording | None = None
    transcript: Transcript | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A line of the child, after the order to finish: how far it is, and in the end what it found."""

    done_s: float = 0.0
    sound: Sound | None = None


class ListeningChild:
    """Obeys orders, and works ahead between them."""

    def __init__(self, orders: IO[str], reports: IO[str]) -> None:
        self._lines = orders
        self._reports = reports
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._listener = SoundListener()
        self._listening: Listening | None = None
        self._sound: GrowingSound | None = None

    def run(self) -> None:
        """Work until the recording that was followed is finished."""
        threading.Thread(target=self._read_orders, daemon=True).start()
        self._listener.warm()
        while (order := self._next()).verb != "finish":
            self._obey(order)
        self._finish(order)

    def _next(self) -> Order:
        """Return the next order; while there is none, work, and look again."""
        busy = True
        while True:
            try:
                return self._orders.get(not busy, LOOK_S)
            except queue.Empty:
                busy = self._work()

    def _read_orders(self) -> None:
        for line in self._lines:
            self._orders.put(from_json(Order, line))
        os._exit(0)  # the parent is gone

    def _obey(self, order: Order) -> None:
        if order.verb == "follow":
            self._listening = self._listener.listening()
            self._sound = GrowingSound(Path(order.path).open("rb"), order.rate_hz)  # noqa: SIM115  (to the end)
        elif self._listening:
            self._listening.read(order.first, order.words, certain_s=order.certain_s, read_s=order.read_s)

    def _work(self) -> bool:
        listening, sound = self._listening, self._sound
        if not listening or not sound:
            return False
        return sound.read_into(listening) or listening.work() or self._listener.foresee(listening)

    def _finish(self, order: Order) -> None:
        listening, sound = self._listening, self._sound
        assert listening
        assert sound
        assert order.recording
        assert order.transcript
        while sound.read_into(listening):
            pass
        sound.end(listening)
        heard = listening.end(order.transcript.words, lambda done_s: self._tell(Report(done_s=done_s)))
        self._tell(Report(sound=self._listener.conclude(heard, order.recording, order.transcript)))

    def _tell(self, report: Report) -> None:
        self._reports.write(to_json(report) + "\n")
        self._reports.flush()


def main() -> NoReturn:
    """Run this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    step_back()
    reports = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever else is printed here is no report
    ListeningChild(sys.stdin, reports).run()
    os._exit(0)
