"""Listen to cases a second time, and measure fillers, repeats, word times, speaking time and cost."""

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from fillers.benchmark import Case, recording
from fillers.scoring import Events, near, same_onset, spread
from speakstar.adapters import star_files
from speakstar.core.analysis import analyse
from speakstar.core.model import DroppedRepeat, Filler, Sound, Span, Word
from speakstar.core.pauses import bridged
from speakstar.core.ports import Listener

S_PER_MIN = 60.0
MOST_SHOWN = 20  # false fillers of a row


@dataclass(slots=True)
class Table:
    """What all cases of one condition come to.

    ``certain`` and ``all`` hold the fillers found, without and with the possible ones, by "near" (200 ms or half
    overlap) and "onset" (100 ms); ``words_s`` and ``speaking`` the errors "before" and "after" the second listening.
    """

    cases: int = 0
    audio_s: float = 0.0
    listen_s: float = 0.0
    cpu_s: float = 0.0
    fallbacks: int = 0
    certain: dict[str, Events] = field(default_factory=lambda: {"near": Events(), "onset": Events()})
    all: dict[str, Events] = field(default_factory=lambda: {"near": Events(), "onset": Events()})
    written: Events = field(default_factory=Events)
    repeats: Events = field(default_factory=Events)
    edges_s: list[float] = field(default_factory=list)
    words_s: dict[str, list[float]] = field(default_factory=lambda: {"before": [], "after": []})
    speaking: dict[str, list[float]] = field(default_factory=lambda: {"before": [], "after": []})
    false: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """Give the figures as plain values for JSON."""
        wrong = {"certain": self._false_per_min(self.certain), "all": self._false_per_min(self.all)}
        return {
            "cases": self.cases,
            "audio_min": round(self.audio_s / S_PER_MIN, 1),
            "certain": {name: events.figures() for name, events in self.certain.items()},
            "all": {name: events.figures() for name, events in self.all.items()},
            "transcript_only": self.written.figures(),
            "false_per_min": wrong,
            "count_error": {
                "certain": spread(self.certain["near"].count_errors),
                "all": spread(self.all["near"].count_errors),
                "transcript_only": spread(self.written.count_errors),
            },
            "edge_error_ms": spread(self.edges_s, scale=1000),
            "repeats": self.repeats.figures(),
            "word_edge_error_ms": {name: spread(errors, scale=1000) for name, errors in self.words_s.items()},
            "speaking_error_percent": {
                name: spread(errors, scale=100, digits=1) for name, errors in self.speaking.items()
            },
            "cost_wall": round(self.listen_s / max(self.audio_s, 1e-9), 4),
            "cost_cpu": round(self.cpu_s / max(self.audio_s, 1e-9), 4),
            "fallbacks": self.fallbacks,
            "false": self.false[:MOST_SHOWN],
        }

    def _false_per_min(self, events: dict[str, Events]) -> float:
        false = sum(found - right for _, found, right in events["near"].rows)
        return round(false / max(self.audio_s / S_PER_MIN, 1e-9), 2)


def measure(cases: Iterable[Case], listener: Listener) -> Table:
    """Listen to all cases."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            heard = recording(case.samples, Path(folder, "case.wav"))
            wall_s, cpu_s = time.perf_counter(), time.process_time()
            sound = listener.listen(heard, case.transcript)
            table.listen_s += time.perf_counter() - wall_s
            table.cpu_s += time.process_time() - cpu_s
            _add(table, case, sound)
    return table


def _add(table: Table, case: Case, sound: Sound) -> None:
    table.cases += 1
    table.audio_s += case.length_s
    table.fallbacks += sound.method == "voice"
    star = star_files.load()
    after = analyse(case.transcript, star=star, elapsed_s=case.length_s, sound=sound).delivery
    before = analyse(case.transcript, star=star, elapsed_s=case.length_s).delivery
    found = filled_pauses(after.fillers)
    certain = [filler for filler in found if filler.certainty == "certain"]
    _add_fillers(table, case, certain, found)
    table.written.add(case.fillers, filled_pauses(before.fillers), near)
    table.repeats.add(*_repeats(case, sound.repeats), near)
    if [word.text for word in case.words] == [word.text for word in case.transcript.words]:
        table.words_s["before"] += edge_errors(case.words, case.transcript.words)
        table.words_s["after"] += edge_errors(case.words, sound.words)
    said_s = speaking_s(case)
    if said_s:
        table.speaking["before"].append(before.speaking_s / said_s - 1)
        table.speaking["after"].append(after.speaking_s / said_s - 1)


def _add_fillers(table: Table, case: Case, certain: Sequence[Filler], found: Sequence[Filler]) -> None:
    for name, rule in (("near", near), ("onset", same_onset)):
        table.certain[name].add(case.fillers, certain, rule)
        paired = table.all[name].add(case.fillers, found, rule)
        if name == "near":
            table.edges_s += chain.from_iterable(
                edge_errors([case.fillers[i]], [found[j]]) for i, j in paired if found[j].certainty == "certain"
            )
            right = {j for _, j in paired}
            table.false += [_described(case, filler) for j, filler in enumerate(found) if j not in right]


def _described(case: Case, filler: Filler) -> str:
    """Say where a false filler is, by which rule it came, and what may have caused it."""
    trap = next((f" ({trap.text})" for trap in case.traps if near(trap, filler)), "")
    return f"{case.name} {filler.start_s:.2f}-{filler.end_s:.2f} s, {filler.certainty}, {filler.rule}{trap}"


def filled_pauses(fillers: Iterable[Filler]) -> list[Filler]:
    """Keep um, uh, er and hmm, whether from the words or from the sound; no "like" or "you know"."""
    return [f for f in fillers if f.source != "transcript" or f.rule.startswith("hesitation")]


def _repeats(case: Case, found: Sequence[DroppedRepeat]) -> tuple[list[Span], list[DroppedRepeat]]:
    """Give the repeats that are there; either of the two copies may be called the dropped one."""
    there = []
    for repeat in case.repeats:
        taken = [copy for copy in (repeat.dropped, repeat.kept) if any(near(copy, other) for other in found)]
        there.append(taken[0] if taken else repeat.dropped)
    return there, list(found)


def edge_errors(true: Sequence[Word], found: Sequence[Span | Word]) -> list[float]:
    """Give the errors of starts and ends in seconds."""
    return [
        error
        for t, f in zip(true, found, strict=True)
        for error in (abs(t.start_s - f.start_s), abs(t.end_s - f.end_s))
    ]


def speaking_s(case: Case) -> float:
    """Give the true speaking time: words, fillers and repeats, gaps under 250 ms bridged."""
    said = [Span(w.start_s, w.end_s) for w in (*case.words, *case.fillers)]
    return sum(span.duration_s for span in bridged([*said, *(repeat.dropped for repeat in case.repeats)]))
