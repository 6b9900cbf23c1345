"""Findings put to use: the one thing to change, a follow-up question, what to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from speakstar.core import advice, suggestions, timing
from speakstar.core.checklist import section_name
from speakstar.core.model import CAP_S, Finding, NextStep, Pitfall, TaggedSentence
from speakstar.core.priorities import SURE_P, TOO_LONG, WHY, first_gap
from speakstar.core.quoting import NOT_IN_ITSELF, line, quotation

MAX_STRENGTHS = 3
"""More praise than this is not read."""

STRENGTH_ORDER = (
    "result.baseline",
    "tradeoffs.reason",
    "tradeoffs.stated",
    "action.risk",
    "action.alternatives",
    "result.quantified",
    "lessons.institutional",
    "task.ownership",
    "lessons.learned",
    "situation.stakes",
    "action.decisions",
    "situation.constraints",
    "action.collaboration",
    "task.goal",
    "result.outcome",
    "situation.people",
)
"""The rarer an item is in answers, the more it is worth saying that it is there."""

_KEPT: dict[str, tuple[str, ...]] = {
    "situation": ("situation.stakes", "situation.constraints", "task.goal"),
    "task": ("task.ownership", "task.goal"),
    "action": ("action.decisions", "tradeoffs.stated"),
    "result": ("result.quantified", "result.outcome", "lessons.learned"),
}
"""What a part that is too long should be shortened to: the items whose words it needs, the first that was said."""

_SUGGESTED: dict[str, Callable[[Sequence[str]], str]] = {
    "pitfall.vague": suggestions.figure,
    "result.quantified": suggestions.figure,
    "action.risk": suggestions.guardrail,
}
"""Gaps for which something that fits this very story can be named."""

_ADDS = frozenset(
    {"action.decisions", "result.quantified", "result.baseline", "tradeoffs.reason", "lessons.institutional"}
)
"""Gaps that add to what was said; others are told apart from the words that they belong to."""

_PLACES = {
    "situation.stakes": "before", "situation.people": "before", "situation.constraints": "before",
    "task.ownership": "before", "task.goal": "before", "result.outcome": "after", "lessons.learned": "after",
}  # fmt: skip
"""Where a gap is closed next to the words that are quoted."""

_DOUBTED = re.compile(
    r"\b(?:i (?:think|guess|suppose) i|maybe|perhaps|(?:i'm|i am|i was) not sure|don't remember|can't remember)\b",
    re.IGNORECASE,
)
"""The speaker's own doubt whether it was so."""

_DONE = frozenset({"action", "tradeoff", "result"})
"""Sections that tell what the story is about."""


def next_step(
    items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence], *, cap_s: float = CAP_S
) -> NextStep:
    """Choose the one thing to change, with what fits this story and the speaker's own line where it starts from one.

    ``cap_s`` is how long the answer may take.
    """
    if not _is_story(tagged):
        return advice.NO_STORY
    gap = first_gap(items, pitfalls, tagged, cap_s=cap_s)
    if gap is None:
        return advice.POLISH
    if gap == "story.second" and (second := timing.second_story(tagged)):
        return NextStep(gap, f"{advice.ADVICE[gap]} A second one begins with “{quotation(second.sentence.text)}”")
    suggest = _SUGGESTED.get(gap)
    done = [one.sentence.text for one in tagged if one.section in _DONE]  # the setting may be of another trade
    example = f"For instance {suggest(done or [one.sentence.text for one in tagged])}." if suggest else ""
    unsure = any(finding.id == gap and finding.verdict != "missing" for finding in items)
    quoted = "" if gap in TOO_LONG else line(gap, items, pitfalls, tagged)
    shown = {one.id for one in items if one.evidence} | {one.id for one in pitfalls if one.evidence}
    where = "You said:" if gap in shown - NOT_IN_ITSELF | _ADDS else f"Say it {_PLACES.get(gap, 'beside')}"
    told = f"{where} “{quoted}”" if quoted else ""
    told = _shortened(gap, items, pitfalls, tagged) if gap in TOO_LONG else told
    untold = gap == "timing.situation" and not timing.is_task_late(tagged)
    parts = (advice.STEP_SOONER if untold else advice.ADVICE[gap], advice.UNSURE if unsure else "", example, told)
    return NextStep(gap, " ".join(part for part in parts if part))


def follow_up(items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Ask what an interviewer would ask about the first gap, with the words that give rise to it.

    Nobody asks about length: then it is the first gap in what was said.
    """
    if not _is_story(tagged):
        return advice.NO_STORY_QUESTION
    gap = first_gap(items, pitfalls, tagged, but=TOO_LONG)
    if gap is None:
        return advice.HARDER_QUESTION
    quoted = line(gap, items, pitfalls, tagged)
    practised = any(one.id == "lessons.institutional" and one.evidence for one in items)
    question = advice.WHAT_TAUGHT if gap == "lessons.learned" and practised else advice.QUESTIONS[gap]
    return f"You said “{quoted.rstrip('.')}”: {question[0].lower()}{question[1:]}" if quoted else question


def strengths(items: Sequence[Finding], pitfalls: Sequence[Pitfall] = ()) -> tuple[Finding, ...]:
    """Return the met items most worth keeping, at most `MAX_STRENGTHS`, each with its best words alone.

    None that may not be there or that the speaker doubts, none whose words a pitfall is shown in, and no words twice.
    """
    met = {finding.id: finding for finding in items if finding.verdict == "met" and finding.confidence >= SURE_P}
    if (reason := met.get("tradeoffs.reason")) and not any(WHY.search(one.text) for one in reason.proof):
        del met[reason.id]  # the words that would be praised give none
    used = {evidence.text for pitfall in pitfalls if pitfall.present for evidence in pitfall.evidence}
    praised: list[Finding] = []
    for finding in (met[id_] for id_ in STRENGTH_ORDER if id_ in met):
        words = {evidence.text for evidence in finding.proof}
        doubted = any(_DOUBTED.search(text.replace("’", "'")) for text in words)
        if not doubted and not words & used and len(praised) < MAX_STRENGTHS:
            praised.append(replace(finding, evidence=finding.proof, best=0))
            used |= words
    return tuple(praised)


def _is_story(tagged: Sequence[TaggedSentence]) -> bool:
    return any(one.section != "other" for one in tagged)


def _shortened(
    gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]
) -> str:
    """Say what takes how much too long, what of it to keep, and what an answer of this length can do without."""
    situation = next(time for time in timing.part_times(tagged) if time.part == timing.SITUATION)
    long = situation if gap == "timing.situation" else timing.overlong_part(tagged)
    enough, fewer_sentences, fewer_words = advice.SHORTER[long.part.name if long else "action"]
    in_part = [one.sentence for one in tagged if one.section in (long.part.sections if long else ("action",))]
    told = [fewer_sentences if timing.spoken_sentences(in_part) > enough else fewer_words]
    if long is not None:
        usual = f"{long.part.low_s:.0f} to {long.part.high_s:.0f}"
        said = [section for section in long.part.sections if any(one.section == section for one in tagged)]
        names = " and ".join(section_name(section) for section in said)
        told.append(
            f"The {names} {'take' if len(said) > 1 else 'takes'} {long.seconds:.0f} s, where {usual} are usual."
        )
        found = {one.id: one.best_first for one in items if one.verdict == "met" and one.confidence >= SURE_P}
        texts = {sentence.text for sentence in in_part}
        kept = [one.text for id_ in _KEPT[long.part.name] for one in found.get(id_, ()) if one.text in texts]
        told += [f"Keep “{quotation(kept[0])}”"] if kept else []
    if gap == "pitfall.rambling":
        spare = next((p.evidence[0].text for p in pitfalls if p.id == gap and p.evidence), "")
        told += [f"You could leave out “{quotation(spare)}”"] if spare else []
    return " ".join(told)
