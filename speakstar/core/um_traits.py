"""What tells an "um" from other sound: the traits of a stretch that `core.trees` weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speakstar.core.acoustics import STEP_S
from speakstar.core.model import SoundEvidence, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speakstar.core.hearing import Hearing

    Floats = NDArray[np.float64]
    Odds = NDArray[np.float32]

ROUND = frozenset({"UW", "OW", "OY", "W", "L"})
"""What a synthetic or a tired "um" may end in, but begins with in no case."""

CENTRAL = frozenset({"AH", "AA", "ER", "EH", "UH", "AE", "AO"})
"""Vowels near the one of "um", whatever the accent."""

NASAL = frozenset({"M", "N", "NG"})
OBSTRUENT = frozenset({"S", "SH", "Z", "ZH", "F", "V", "TH", "DH", "T", "K", "P", "B", "D", "G", "CH", "JH"})
"""All others glide, or are vowels that no "um" has."""

RIM_S = 0.03
"""A phone that reaches in no further belongs to the neighbour."""

BESIDE_S = 0.12
"""How far out the sound is searched for the dip that sets an "um" apart."""

HEAD_S, NEXT_S, SKIN_S = 0.08, 0.07, 0.01
"""Held against each other at an edge: the first or last 80 ms of the stretch, and 70 ms of what is beside it, the
10 ms between left out."""

GAP_MAX_S = 1.0
"""Farther from the next word, distance says no more."""

DIP_MAX_DB, PITCH_MAX_ST = 30.0, 12.0

ODDS_MAX = 8.0
"""Of the network's log odds, which say no more beyond."""

EDGE_S, NEAR_S, OUT_S = 0.06, 0.02, 0.12
"""Of the network's odds, the first and last 60 ms are told apart, and what lies 20 to 120 ms outside."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch with what is known about it: phones heard in and around it, gaps to the words beside it."""

    span: Span
    evidence: SoundEvidence
    phones: Sequence[tuple[str, Span]]
    gap_before_s: float
    gap_after_s: float


def traits(stretch: Stretch, hearing: Hearing, odds: Odds) -> dict[str, float]:
    """Return the traits of a stretch by name; ``odds`` are the `UmNetwork`'s of the whole recording."""
    import numpy as np

    found, span = stretch.evidence, stretch.span
    frames = hearing.frames
    inner = frames.timbre[frames.part(span.start_s + RIM_S, span.end_s - RIM_S)]
    return {
        "length": float(np.log(span.duration_s)),
        "uncovered": found.uncovered_s / span.duration_s,
        "aligned": (found.aligned_s or 0.0) / span.duration_s,
        "unaligned": float(found.aligned_s is None),
        "voice": found.voice,
        "voiced": found.voiced,
        "pitch_span": PITCH_MAX_ST / 2 if found.pitch_span_st is None else min(PITCH_MAX_ST, found.pitch_span_st),
        "level": found.level_db,
        "change": found.change,
        "spread": float(np.sqrt(((inner - inner.mean(axis=0)) ** 2).mean())),
        **_edges(span, hearing),
        "gap_before": min(GAP_MAX_S, max(0.0, stretch.gap_before_s)),
        "gap_after": min(GAP_MAX_S, max(0.0, stretch.gap_after_s)),
        "snr": hearing.snr_db or 0.0,
        "background": hearing.background_voice,
        **phone_shares(stretch.phones, span),
        **_odds_in(span, hearing, odds),
    }


def phone_shares(phones: Sequence[tuple[str, Span]], span: Span) -> dict[str, float]:
    """Return how much of a span is which kind of phone, and in which order they come."""
    shares = dict.fromkeys(("central", "nasal", "obstruent", "moving", "round", "nasal_first"), 0.0)
    count, longest, run, longest_run = 0, 0.0, 0.0, 0.0
    for phone, at in phones:
        shared_s = min(span.end_s, at.end_s) - max(span.start_s, at.start_s)
        if shared_s <= 0.0:
            continue
        share = shared_s / span.duration_s
        kind = kind_of(phone)
        shares["nasal_first"] += share * (kind == "nasal" and shares["central"] == 0.0)
        shares[kind] += share
        shares["round"] += share * (phone in ROUND)
        run = run + share if kind in ("central", "nasal") else run if shared_s <= RIM_S else 0.0
        count += shared_s >= RIM_S
        longest, longest_run = max(longest, share), max(longest_run, run)
    return {**shares, "rate": count / span.duration_s, "longest": longest, "run": longest_run}


def kind_of(phone: str) -> str:
    """Return the kind of a phone: "central", "nasal", "obstruent" or "moving"."""
    if phone in CENTRAL:
        return "central"
    if phone in NASAL:
        return "nasal"
    return "obstruent" if phone in OBSTRUENT else "moving"


def _edges(span: Span, hearing: Hearing) -> dict[str, float]:
    """Return how far the sound dips at the edges, and how far its timbre jumps there."""
    import numpy as np

    frames, start_s, end_s = hearing.frames, span.start_s, span.end_s
    level_db = float(frames.level_db[frames.part(start_s, end_s)].mean())

    def lowest(from_s: float, to_s: float) -> float:
        return float(frames.level_db[frames.part(max(0.0, from_s), max(STEP_S, to_s))].min())

    def timbre(from_s: float, to_s: float) -> Floats:
        mean: Floats = frames.timbre[frames.part(max(0.0, from_s), max(STEP_S, to_s))].mean(axis=0)
        return mean

    def jump(one: Floats, other: Floats) -> float:
        return float(np.sqrt(((one - other) ** 2).mean()))

    before, after = start_s - SKIN_S, end_s + SKIN_S
    head = timbre(start_s + SKIN_S, min(end_s, start_s + HEAD_S))
    tail = timbre(max(start_s, end_s - HEAD_S), end_s - SKIN_S)
    dips = [lowest(start_s - BESIDE_S, start_s + RIM_S), lowest(end_s - RIM_S, end_s + BESIDE_S)]
    dip_before, dip_after = (min(DIP_MAX_DB, level_db - low_db) for low_db in dips)
    return {
        "dip_before": dip_before,
        "dip_after": dip_after,
        "dip": min(dip_before, dip_after),
        "jump_before": jump(head, timbre(before - NEXT_S + SKIN_S, before)),
        "jump_after": jump(tail, timbre(after, after + NEXT_S - SKIN_S)),
    }


def _odds_in(span: Span, hearing: Hearing, odds: Odds) -> dict[str, float]:
    """Return what the network says of a stretch, its edges, and what is beside it."""
    import numpy as np

    def between(start_s: float, end_s: float) -> Odds:
        part: Odds = np.clip(odds[hearing.frames.part(start_s, end_s)], -ODDS_MAX, ODDS_MAX)
        return part

    start_s, end_s = span.start_s, span.end_s
    inner = between(start_s + RIM_S, end_s - RIM_S)
    return {
        "odds": float(inner.mean()),
        "odds_most": float(inner.max()),
        "odds_least": float(inner.min()),
        "odds_share": float((inner > 0).mean()),
        "odds_head": float(between(start_s, start_s + EDGE_S).mean()),
        "odds_tail": float(between(end_s - EDGE_S, end_s).mean()),
        "odds_before": float(between(start_s - OUT_S, start_s - NEAR_S).mean()),
        "odds_after": float(between(end_s + NEAR_S, end_s + OUT_S).mean()),
    }
