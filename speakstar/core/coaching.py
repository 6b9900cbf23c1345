"""Findings put to use: the one thing to change, a follow-up question, what to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from speakstar.core import suggestions, timing
from speakstar.core.model import Finding, NextStep, Pitfall, Section, TaggedSentence

MAX_STRENGTHS = 3
"""More praise than this is not read."""

MAX_QUOTE_WORDS = 18
"""A longer quotation hides the advice."""

LEAST_QUOTE_WORDS = 4
"""A clause that breaks off sooner ("We, um, we had") says nothing by itself."""

NO_STORY = NextStep("story.none", "Tell something that happened: when it was, what you did, and how it ended.")
"""The advice for an answer that tells no story."""

POLISH = NextStep(
    "story.complete", "Every part is there. Say it again in fewer words, and pause in silence where a filler was."
)
"""The advice when nothing is missing."""

UNSURE = "I was not sure whether I heard it."
"""Said first where the gap is a weak finding: it may be there, and the speaker knows better."""

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

STEP_ORDER = (
    "action.decisions", "pitfall.we", "result.outcome", "task.ownership", "pitfall.rambling",
    "timing.situation", "pitfall.vague", "result.quantified", "pitfall.no_tradeoff", "tradeoffs.stated",
    "tradeoffs.reason", "lessons.learned", "situation.stakes", "task.goal", "action.alternatives",
    "result.baseline", "action.risk", "action.collaboration", "lessons.institutional", "situation.constraints",
    "situation.people",
)  # fmt: skip
"""What to mend first: whose work it was and how it ended come before length, figures, trade-off and lesson."""

ADVICE: dict[str, str] = {
    "action.decisions": "Say what you did yourself: three steps that start with 'I'.",
    "pitfall.we": "Say which part was yours: turn 'we' into 'I' where you acted.",
    "result.outcome": "Say how it ended.",
    "task.ownership": "Say in one sentence what you were responsible for.",
    "pitfall.rambling": "Make it shorter: keep one sentence of situation and the three steps that mattered.",
    "timing.situation": "Cut the situation to two sentences and come to your task sooner.",
    "pitfall.vague": "Put a number to the outcome: a count, a date met, money or time saved.",
    "result.quantified": "Put a number to the outcome: a count, a date met, money or time saved.",
    "pitfall.no_tradeoff": "Say what you gave up, deferred or refused, and why that was worth it.",
    "tradeoffs.stated": "Say what you gave up, deferred or refused, and why that was worth it.",
    "tradeoffs.reason": "Say why you gave that up: one 'because'.",
    "lessons.learned": "Close with what you learned.",
    "situation.stakes": "Open with what was at stake and by when.",
    "task.goal": "Say what exactly was to be reached.",
    "action.alternatives": "Name the option you turned down, and why.",
    "result.baseline": "Give the number before, next to the number after.",
    "action.risk": "Say how you kept the risk small: a test, a pilot, a way back.",
    "action.collaboration": "Say whom you asked, told or worked with.",
    "lessons.institutional": "Say what is done differently since: a checklist, an alert, a habit of the team.",
    "situation.constraints": "Name the limit you worked under: time, money, people, rules.",
    "situation.people": "Say who else was involved.",
}

QUESTIONS: dict[str, str] = {
    "action.decisions": "Which of the steps did you take yourself?",
    "pitfall.we": "Which part of that did you do yourself?",
    "result.outcome": "How did it end?",
    "task.ownership": "What were you responsible for, as opposed to the team?",
    "pitfall.rambling": "Which one decision made the difference?",
    "timing.situation": "What was the problem, in one sentence?",
    "pitfall.vague": "How did you know that it worked: what changed, in numbers?",
    "result.quantified": "How did you know that it worked: what changed, in numbers?",
    "pitfall.no_tradeoff": "What did you give up to do that?",
    "tradeoffs.stated": "What did you give up to do that?",
    "tradeoffs.reason": "Why was that worth giving up?",
    "lessons.learned": "What would you do differently today?",
    "situation.stakes": "What would have happened if it had failed?",
    "task.goal": "What would have counted as success?",
    "action.alternatives": "What else did you consider, and why did you not do that?",
    "result.baseline": "What was that number before?",
    "action.risk": "What could have gone wrong, and how would you have noticed?",
    "action.collaboration": "Who had to agree, and how did you win them over?",
    "lessons.institutional": "What is done differently since then?",
    "situation.constraints": "What kept you from the obvious solution?",
    "situation.people": "Who else was involved?",
}

HARDER_QUESTION = "If you had half the time, what would you have left out?"
"""Asked when the answer has no gap."""

NO_STORY_QUESTION = "Can you tell me about one time when that happened?"
"""Asked when the answer told no story."""

_QUOTED_FROM: dict[str, tuple[str, ...]] = {
    "result.quantified": ("result.outcome",),
    "result.baseline": ("result.quantified",),
    "tradeoffs.reason": ("tradeoffs.stated",),
    "lessons.institutional": ("lessons.learned",),
    "action.alternatives": ("action.decisions",),
    "action.risk": ("action.decisions",),
    "task.ownership": ("task.goal", "situation.stakes"),
    "task.goal": ("task.ownership", "situation.stakes"),
    "action.collaboration": ("action.decisions",),
    "lessons.learned": ("lessons.institutional", "result.outcome"),
    "pitfall.no_tradeoff": ("action.decisions",),
    "tradeoffs.stated": ("action.decisions",),
}
"""Where a gap has no words of its own: the items whose words it would add to, the first that was said."""

WHAT_TAUGHT = "What had taught you that?"
"""Asked for the lesson where a practice was told that must have come from one."""

_ASKED_FROM: dict[str, tuple[str, ...]] = {
    "pitfall.rambling": ("action.decisions",),
    "timing.situation": ("situation.stakes", "task.goal"),
}
"""Gaps whose question starts from other words than those to cut."""

_BESIDE: dict[str, tuple[Section, int]] = {
    "situation.stakes": ("situation", 0),
    "situation.people": ("situation", 0),
    "situation.constraints": ("situation", 0),
    "task.ownership": ("situation", 0),
    "task.goal": ("situation", 0),
    "action.alternatives": ("action", 0),
    "action.risk": ("action", 0),
    "action.collaboration": ("action", 0),
    "pitfall.no_tradeoff": ("action", 0),
    "tradeoffs.stated": ("action", 0),
    "result.outcome": ("action", -1),
    "lessons.learned": ("result", -1),
}
"""Where no finding has words to start from: the section, and which of its sentences, that the gap lies beside."""

_CUT = ("pitfall.rambling", "timing.situation")
"""Gaps that are too much, not too little."""

_SUGGESTED: dict[str, Callable[[Sequence[str]], str]] = {
    "pitfall.vague": suggestions.figure,
    "result.quantified": suggestions.figure,
    "result.baseline": suggestions.figure,
    "action.risk": suggestions.guardrail,
}
"""Gaps for which something that fits this very story can be named."""

_OURS_QUOTED = ("pitfall.we", "action.decisions")
"""Gaps for which the very clause with "we" is quoted."""

_JOINING = ("and", "but", "so", "or", "because")
"""Words with which a quoted clause does not end."""

_OURS = re.compile(r"\b(?:we(?! (?:had|have|were|are)\b)|we'\w+|the team)\b[^,.;:!?…]*", re.IGNORECASE)


def next_step(items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> NextStep:
    """Choose the one thing to change, with what fits this story and the speaker's own line where it starts from one."""
    if not _is_story(tagged):
        return NO_STORY
    gap = _gap(items, pitfalls, tagged)
    if gap is None:
        return POLISH
    suggest = _SUGGESTED.get(gap)
    example = f"For instance {suggest([one.sentence.text for one in tagged])}." if suggest else ""
    line = _line(gap, items, pitfalls, tagged)
    unsure = any(finding.id == gap and finding.verdict == "weak" for finding in items)
    told = (f"Cut from “{line}” on." if gap in _CUT else f"You said: “{line}”") if line else ""
    parts = (UNSURE if unsure else "", ADVICE[gap], _excess(gap, tagged), example, told)
    return NextStep(gap, " ".join(part for part in parts if part))


def follow_up(items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Ask what an interviewer would ask about the first gap, with the words that give rise to it."""
    if not _is_story(tagged):
        return NO_STORY_QUESTION
    gap = _gap(items, pitfalls, tagged)
    if gap is None:
        return HARDER_QUESTION
    line = next(filter(None, (_line(id_, items, (), tagged) for id_ in _ASKED_FROM.get(gap, ()))), "")
    line = line or _line(gap, items, pitfalls, tagged)
    practised = any(one.id == "lessons.institutional" and one.evidence for one in items)
    question = WHAT_TAUGHT if gap == "lessons.learned" and practised else QUESTIONS[gap]
    return f"You said “{line.rstrip('.')}”: {question[0].lower()}{question[1:]}" if line else question


def strengths(items: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the met items most worth keeping, at most `MAX_STRENGTHS`."""
    met = {finding.id: finding for finding in items if finding.verdict == "met"}
    return tuple(met[id_] for id_ in STRENGTH_ORDER if id_ in met)[:MAX_STRENGTHS]


def _is_story(tagged: Sequence[TaggedSentence]) -> bool:
    return any(one.section != "other" for one in tagged)


def _gap(items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str | None:
    """Return the first gap to mend: what is missing, else what is weak."""
    missing = {finding.id for finding in items if finding.verdict == "missing"}
    if any(finding.id == "tradeoffs.stated" and finding.verdict != "met" for finding in items):
        missing.discard("tradeoffs.reason")  # nobody can be asked why they gave up what they may not have given up
    present = {pitfall.id for pitfall in pitfalls if pitfall.present}
    if timing.stalling_s(tagged) is not None:
        present.add("timing.situation")
    weak = {finding.id for finding in items if finding.verdict == "weak"}
    for gaps in (missing | present, weak):
        for id_ in STEP_ORDER:
            if id_ in gaps:
                return id_
    return None


def _line(gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Return the speaker's sentence that the change starts from, shortened; empty where there is none."""
    texts = _texts(gap, items, pitfalls, tagged)
    if not texts:
        return ""
    clauses = [clause for text in texts for clause in _OURS.findall(text)] if gap in _OURS_QUOTED else []
    words = next((clause for clause in clauses if len(clause.split()) >= LEAST_QUOTE_WORDS), texts[0]).split()
    while words and words[-1].lower() in _JOINING:
        words.pop()
    return " ".join(words[:MAX_QUOTE_WORDS]) + (" …" if len(words) > MAX_QUOTE_WORDS else "")


def _texts(
    gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]
) -> list[str]:
    """Return the sentences that a gap can be shown in: its own evidence, else that of the finding it would add to."""
    said = {finding.id: finding.evidence for finding in items} | {p.id: p.evidence for p in pitfalls}
    if evidence := next(filter(None, (said.get(id_) for id_ in (gap, *_QUOTED_FROM.get(gap, ())))), None):
        return [one.text for one in evidence]
    if gap == "timing.situation":
        cut = timing.cut_from(tagged, timing.SITUATION)
        kept = {one.text for one in said.get("situation.stakes", ())}  # what the story hangs on
        return [cut.sentence.text] if cut and cut.sentence.text not in kept else []
    if gap == "action.decisions":
        actions = [one.sentence.text for one in tagged if one.section in {"action", "tradeoff"}]
        return [text for text in actions if _OURS.search(text)]
    if gap not in _BESIDE:
        return []
    section, which = _BESIDE[gap]
    beside = [one.sentence.text for one in tagged if one.section == section]
    return [beside[which]] if beside and len(beside[which].split()) >= LEAST_QUOTE_WORDS else []


def _excess(gap: str, tagged: Sequence[TaggedSentence]) -> str:
    """Say what takes how much too long, where that is the gap."""
    if gap not in _CUT:
        return ""
    situation = next(time for time in timing.part_times(tagged) if time.part == timing.SITUATION)
    long = situation if gap == "timing.situation" else timing.overlong_part(tagged)
    if long is None:
        return ""
    usual = f"{long.part.low_s:.0f} to {long.part.high_s:.0f}"
    return f"The {long.part.name} takes {long.seconds:.0f} s, where {usual} are usual."
