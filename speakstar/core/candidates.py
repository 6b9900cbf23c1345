"""Stretches of a recording that may be filled pauses: voice under no word, and what was heard as one all the same."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter, itemgetter

from speakstar.core.hearing import Hearing, runs_of
from speakstar.core.model import FilledPause, Span

NEXT_S = 0.05
"""Fillers of the aligner no further apart are one: "u-um"."""

SHORTEST_S = 0.05
"""What a function word takes at least; an "um" takes longer."""

GROWTH_MAX_S = 0.15
"""The aligner may give the rim of an "um" to silence; what lies further out may be something else."""

BRIDGE_S = 0.05
"""Voice this shortly interrupted goes on."""

SHARED_S = 0.03
"""Two finds that share less time are two."""

GAP_MIN_S = 0.13
KNOWN_SHARE = 0.6
"""Voice that the engine left between two words for so long is a candidate, too, if none covers that share of it: the
aligner may have given it to a word."""

LIKELY_MIN_S, NEW_SHARE = 0.1, 0.4
"""What the network hears for so long is a candidate, unless it is nearly one that is there: one that shares so much of
the longer one's time."""

SAME_SHARE = 0.5
"""Two candidates that share more of the shorter one's time are one."""

UNSURE = "um/uh"
"""What a filled pause is called that no aligner has told apart."""

_Heard = tuple[str, Span, float]
"""What the aligner called a filler, where it is, and for how long it heard one there."""


def candidates(
    hearing: Hearing,
    words: Sequence[Span],
    written: Sequence[Span],
    fillers: Sequence[tuple[str, Span]],
    copies: Sequence[Span],
    aligned: Sequence[Span],
    likely: Sequence[Span] = (),
) -> tuple[FilledPause, ...]:
    """Find the stretches that may be filled pauses, in order of time.

    Parameters
    ----------
    hearing
        The recording.
    words
        Where the words are, as well as is known; in order of time.
    written
        Where the engine put them, for an opinion of its own on which time is free.
    fillers
        Where the aligner heard um, uh, er or hmm; in order of time.
    copies
        Where it heard a word that is about to be said again; in order of time.
    aligned
        The stretches that it aligned.
    likely
        Where the network heard an "um", whatever the words.
    """
    runs = _loose_runs(hearing, [*words, *copies])
    heard = _merged([(text, _grown(span, runs), held_s) for text, span, held_s in _merged(_held(fillers))])
    heard += [(UNSURE, span, 0.0) for span in copies]
    loose = [run for run in runs if not any(_shared_s(run, span) > SHARED_S for _, span, _ in heard)]
    found = [*heard, *((UNSURE, run, 0.0) for run in loose)]
    found += [
        (UNSURE, run, 0.0)
        for run in _loose_runs(hearing, written, held=True)
        if run.duration_s >= GAP_MIN_S
        and not any(_shared_s(run, s) >= KNOWN_SHARE * run.duration_s for _, s, _ in found)
    ]
    found += [
        (UNSURE, run, 0.0)
        for run in likely
        if hearing.snr_db is not None  # somebody speaks
        and run.duration_s >= LIKELY_MIN_S
        and not any(_shared_s(run, s) >= NEW_SHARE * max(run.duration_s, s.duration_s) for _, s, _ in found)
    ]
    return tuple(
        FilledPause(
            start_s=round(span.start_s, 3),
            end_s=round(span.end_s, 3),
            text=text,
            evidence=hearing.evidence(
                span,
                uncovered_s=uncovered_s(span, written),
                aligned_s=held_s if held_s or any(_shared_s(span, part) > 0 for part in aligned) else None,
            ),
        )
        for text, span, held_s in sorted(found, key=lambda item: item[1].start_s)
        if span.duration_s >= SHORTEST_S
    )


def likeliest(pauses: Sequence[FilledPause]) -> tuple[FilledPause, ...]:
    """Keep of those that share most of their time the one that is most like an "um", in order of time."""
    kept: list[FilledPause] = []
    for pause in sorted(pauses, key=lambda one: -(one.evidence.likeness or 0.0)):
        if not any(_is_same(pause, other) for other in kept):
            kept.append(pause)
    return tuple(sorted(kept, key=attrgetter("start_s")))


def _is_same(one: FilledPause, other: FilledPause) -> bool:
    shared_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return shared_s > SAME_SHARE * min(one.end_s - one.start_s, other.end_s - other.start_s)


def uncovered_s(span: Span, words: Sequence[Span]) -> float:
    """Return how much of a span no word covers; the words are in order of time and may overlap."""
    free_s, at_s = 0.0, span.start_s
    for word in sorted(words, key=attrgetter("start_s")):
        if word.end_s <= at_s:
            continue
        if word.start_s >= span.end_s:
            break
        free_s += max(0.0, word.start_s - at_s)
        at_s = word.end_s
    return free_s + max(0.0, span.end_s - at_s)


def _held(fillers: Sequence[tuple[str, Span]]) -> list[_Heard]:
    return [(text, span, span.duration_s) for text, span in fillers]


def _merged(heard: Sequence[_Heard]) -> list[_Heard]:
    """Join neighbouring fillers; the longest gives its name, and the time in them is added up."""
    groups: list[list[_Heard]] = []
    for filler in heard:
        if groups and filler[1].start_s - groups[-1][-1][1].end_s <= NEXT_S:
            groups[-1].append(filler)
        else:
            groups.append([filler])
    return [
        (
            max(group, key=itemgetter(2))[0],
            Span(group[0][1].start_s, max(span.end_s for _, span, _ in group)),
            sum(held_s for _, _, held_s in group),
        )
        for group in groups
    ]


def _grown(span: Span, runs: Sequence[Span]) -> Span:
    """Let a filler reach on into the voice around it that no word covers."""
    touched = [run for run in runs if _shared_s(run, span) > 0]
    if not touched:
        return span
    start_s = max(touched[0].start_s, span.start_s - GROWTH_MAX_S)
    end_s = min(touched[-1].end_s, span.end_s + GROWTH_MAX_S)
    return Span(min(span.start_s, start_s), max(span.end_s, end_s))


def _loose_runs(hearing: Hearing, words: Sequence[Span], *, held: bool = False) -> list[Span]:
    """Return the runs of voice under no word; with ``held`` also of loud sound with a pitch."""
    free = hearing.speaking() | hearing.humming() if held else hearing.speaking()
    for word in words:
        free[hearing.frames.part(word.start_s, word.end_s)] = False
    return runs_of(free, bridge_s=BRIDGE_S) if len(hearing.frames) else []


def _shared_s(one: Span, other: Span) -> float:
    return min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
