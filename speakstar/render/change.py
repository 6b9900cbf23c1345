"""What changed from one take to another, put into words."""

from __future__ import annotations

from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.compare import Comparison, TakeComparison
from speakstar.core.model import Analysis, Delivery, Take
from speakstar.render import delivery as spoken
from speakstar.render.page import Row
from speakstar.render.words import NO_RATE, RATE_MIN_S, Fact, clean, clock, many, when

_TITLES = {item.id: item.title.partition(":")[0] for item in ITEMS} | {kind.id: kind.title for kind in PITFALLS}
"""What stands before the colon is the name; the rest explains it."""


def facts(change: Comparison) -> tuple[Fact, ...]:
    """State what came, what went, and how time and fillers stand beside each other."""
    before, after = change.earlier.delivery, change.later.delivery
    lines = [
        ("New", _titles(change.gained)),
        ("Gone", _titles(change.lost)),
        ("Pitfalls avoided", _titles(change.mended)),
        ("New pitfalls", _titles(change.slipped)),
        ("Time", f"{clock(before.answer_s)} → {clock(after.answer_s)}"),
        ("Fillers a minute", _fillers_a_minute(before, after)),
    ]
    return tuple((label, text) for label, text in lines if text)


def heading(found: TakeComparison) -> str:
    """Name both takes."""
    return f"Take {found.earlier.id} and take {found.later.id}"


def verdict(found: TakeComparison) -> tuple[Fact, ...]:
    """State what was gained and lost, and what to keep in mind about the fillers."""
    before, after = found.earlier.analysis.delivery, found.later.analysis.delivery
    change, seconds = found.change, after.answer_s - before.answer_s
    how = "longer" if seconds > 0 else "shorter"
    lines = [
        ("Gained", _titles(change.gained)),
        ("" if change.gained else "Gained", _figures(found.figures_gained)),
        ("Pitfalls avoided", _titles(change.mended)),
        ("Lost", _titles(change.lost)),
        ("" if change.lost else "Lost", _figures(found.figures_lost)),
        ("New pitfalls", _titles(change.slipped)),
        ("Length", f"{abs(seconds):.0f} s {how}" if round(seconds) else "the same"),
        ("Fillers a minute", _fillers_a_minute(before, after)),
        ("Caution", f"take {found.earlier.id} was analysed {'; '.join(found.unlike)}" if found.unlike else ""),
    ]
    return tuple((label, text) for label, text in lines if text)


def side_by_side(found: TakeComparison) -> list[Row]:
    """Set the figures of both takes, and what only one of them has, beside each other."""
    change = found.change
    names = ("", f"take {found.earlier.id}", f"take {found.later.id}")
    takes = (found.earlier, found.later)
    rows = [
        ("recorded", *(when(take.recorded_at) for take in takes)),
        ("spoke", *(_spoke(take) for take in takes)),
        ("fillers", *(_fillers(take) for take in takes)),
        ("pace", *(f"{take.analysis.delivery.words_per_min:.0f} words a minute" for take in takes)),
        ("pauses", *(f"{len(take.analysis.delivery.pauses)}" for take in takes)),
        ("checklist", *(many(sum(i.verdict == "met" for i in take.analysis.review.items), "item") for take in takes)),
        *((_titles((id_,)), *(_quote(take.analysis, id_) for take in takes)) for id_ in (*change.gained, *change.lost)),
        *((_titles((id_,)), *(_present(take.analysis, id_) for take in takes)) for id_ in change.mended),
        *((_titles((id_,)), *(_present(take.analysis, id_) for take in takes)) for id_ in change.slipped),
    ]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _figures(texts: tuple[str, ...]) -> str:
    return f"{'figures' if len(texts) > 1 else 'figure'}: {clean(', '.join(texts))}" if texts else ""


def _spoke(take: Take) -> str:
    delivery = take.analysis.delivery
    return f"{clock(delivery.answer_s)} ({spoken.against_cap(delivery)})"


def _fillers(take: Take) -> str:
    rate = _rate(take.analysis.delivery)
    return f"{take.analysis.delivery.certain_fillers}, {rate if rate == NO_RATE else f'{rate} a minute'}"


def _quote(analysis: Analysis, id_: str) -> str:
    """Quote what proves an item, also where it is only weak."""
    item = next(item for item in analysis.review.items if item.id == id_)
    quotes = " … ".join(f"{clock(piece.start_s)} “{clean(piece.text)}”" for piece in item.proof)
    return f"{item.verdict}: {quotes}" if quotes else item.verdict


def _present(analysis: Analysis, id_: str) -> str:
    return "yes" if any(pitfall.present for pitfall in analysis.review.pitfalls if pitfall.id == id_) else "no"


def _titles(ids: tuple[str, ...]) -> str:
    return ", ".join(_TITLES.get(id_, id_) for id_ in ids)


def _fillers_a_minute(before: Delivery, after: Delivery) -> str:
    if min(before.speaking_s, after.speaking_s) < RATE_MIN_S:
        return f"{_rate(before)} → {_rate(after)}"
    return f"{_rate(before)} → {_rate(after)}{_overlap(before, after)}"


def _rate(delivery: Delivery) -> str:
    if delivery.speaking_s < RATE_MIN_S:
        return NO_RATE
    low, high = delivery.fillers_per_min_low, delivery.fillers_per_min_high
    return f"{delivery.fillers_per_min:.1f} ({low:.1f} to {high:.1f})"


def _overlap(before: Delivery, after: Delivery) -> str:
    """Warn where the ranges meet, so that two takes alone show nothing."""
    apart = (
        before.fillers_per_min_low > after.fillers_per_min_high
        or after.fillers_per_min_low > before.fillers_per_min_high
    )
    return "" if apart else "; two takes alone do not show a change"
