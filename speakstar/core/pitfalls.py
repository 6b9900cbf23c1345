"""The known ways for an answer to fail, and whether this one does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speakstar.core.checklist import PITFALLS, PitfallKind, section_name
from speakstar.core.delivery import estimate_s
from speakstar.core.figures import figures
from speakstar.core.model import CAP_S, SECTIONS, Evidence, Finding, Pitfall, TaggedSentence
from speakstar.core.text import tokens
from speakstar.core.timing import overlong_part, spare, spoken_sentences

WE_MIN_SENTENCES = 2
"""One action told as "we" is courtesy."""

I_SHARE = 0.35
"""A speaker whose "I" stands in fewer of the action sentences cannot be told from the team."""

CLAIMED_P = 0.8
"""An outcome is called vague only where it is this likely that one was claimed: by cross-validation over writers fewer
of these accusations are wrong than from 0.5 or 0.7 on."""

MISSED_P = 0.85
"""That nothing was given up is held against a speaker only where it is this likely: a wrong accusation costs more than
a miss."""

SECTION_MAX_SENTENCES = 6
"""A longer section loses the listener: the labelling guide's limit."""

MAX_SPARE = 2
"""Of the sentences that could be left out so many are shown."""

_I = re.compile(r"\b(?:i|i'\w+|me|my|myself)\b")
_WE = re.compile(r"\b(?:we|we'\w+|us|our|the team)\b")


def find(
    tagged: Sequence[TaggedSentence], items: Sequence[Finding], *, speaking_s: float | None, cap_s: float = CAP_S
) -> tuple[Pitfall, ...]:
    """Look for every pitfall; each one comes back, present or not. ``cap_s`` is how long the answer may take.

    An answer that tells no story (all its sentences are outside of it) has none.
    """
    story = any(one.section != "other" for one in tagged)
    findings = {finding.id: finding for finding in items}
    too_long = _too_long(tagged, speaking_s, cap_s) if story else ""
    evidence = {
        "pitfall.we": _we(tagged) if story else None,
        "pitfall.vague": _vague(tagged, findings) if story else None,
        "pitfall.no_tradeoff": _no_tradeoff(tagged, findings) if story else None,
        "pitfall.rambling": _spare(tagged, items) if too_long else None,
    }
    return tuple(
        Pitfall(kind.id, evidence[kind.id] is not None, _message(kind, too_long), evidence[kind.id] or ())
        for kind in PITFALLS
    )


def _message(kind: PitfallKind, too_long: str) -> str:
    return f"{kind.message[:-1]}: {too_long}." if kind.id == "pitfall.rambling" and too_long else kind.message


def _we(tagged: Sequence[TaggedSentence]) -> tuple[Evidence, ...] | None:
    """Return the actions told as "we" if most are; "we" in other sections is no fault."""
    actions = [one for one in tagged if one.section in {"action", "tradeoff"}]
    lowered = [one.sentence.text.lower().replace("’", "'") for one in actions]
    ours = [one for one, text in zip(actions, lowered, strict=True) if _WE.search(text) and not _I.search(text)]
    own = sum(bool(_I.search(text)) for text in lowered)
    if len(ours) >= WE_MIN_SENTENCES and own <= I_SHARE * (own + len(ours)):
        return _quoted(ours[:3])
    return None


def _vague(tagged: Sequence[TaggedSentence], findings: dict[str, Finding]) -> tuple[Evidence, ...] | None:
    """Return the outcome that is claimed if no figure belongs to it."""
    claimed = findings["result.outcome"]
    results = [one for one in tagged if one.section == "result"]
    measured = findings["result.quantified"].verdict == "met" or any(figures(one.sentence.text) for one in results)
    sure = claimed.verdict == "met" and claimed.confidence >= CLAIMED_P
    return claimed.evidence if sure and not measured else None


def _no_tradeoff(tagged: Sequence[TaggedSentence], findings: dict[str, Finding]) -> tuple[Evidence, ...] | None:
    """Return nothing to quote, as there is nothing, if the speaker acted and gave nothing up."""
    acted = any(one.section == "action" for one in tagged)
    stated = findings["tradeoffs.stated"]
    missed = stated.verdict == "missing" and stated.confidence >= MISSED_P
    return () if acted and missed and all(one.section != "tradeoff" for one in tagged) else None


def _too_long(tagged: Sequence[TaggedSentence], speaking_s: float | None, cap_s: float) -> str:
    """Say what is too long if the answer runs over the cap or one section does not end; empty if neither."""
    words = sum(len(tokens(one.sentence.text)) for one in tagged)
    took_s = estimate_s(words) if speaking_s is None else speaking_s
    if took_s > cap_s:
        about = "about " if speaking_s is None else ""
        return f"{about}{max(1, round(took_s) - round(cap_s))} s over the limit of {cap_s:g} s"
    counts = {
        section: spoken_sentences([one.sentence for one in tagged if one.section == section]) for section in SECTIONS
    }
    longest = max(SECTIONS, key=lambda section: counts[section])
    if counts[longest] <= SECTION_MAX_SENTENCES:
        return ""
    where = "outside the story" if longest == "other" else f"of {section_name(longest)}"
    return f"{counts[longest]} sentences {where}, where {SECTION_MAX_SENTENCES} are enough"


def _spare(tagged: Sequence[TaggedSentence], items: Sequence[Finding]) -> tuple[Evidence, ...]:
    """Return what could be left out; see `timing.spare`. The part is the one that is furthest over its usual time."""
    long = overlong_part(tagged)
    needed = {evidence.text for finding in items for evidence in finding.evidence}
    return _quoted(spare(tagged, long.part if long else None, needed)[:MAX_SPARE])


def _quoted(tagged: Sequence[TaggedSentence]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.sentence.text, one.sentence.start_s, one.sentence.end_s) for one in tagged)
