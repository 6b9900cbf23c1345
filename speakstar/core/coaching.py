"""Findings put to use: the one thing to change, a follow-up question, what to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from speakstar.core import suggestions, timing
from speakstar.core.figures import figures
from speakstar.core.model import CAP_S, Finding, NextStep, Pitfall, Section, TaggedSentence

MAX_STRENGTHS = 3
"""More praise than this is not read."""

MAX_QUOTE_WORDS, QUOTE_SLACK = 18, 6
"""A longer quotation hides the advice; one that is longer by no more words than the slack is left whole."""

MUCH = 1.2
"""An answer that runs over the cap by more than this factor is too long before anything else is said about it."""

LONG_SITUATION_S = 30.0
"""So is a situation that takes twice its usual time."""

PRAISED_P = 0.8
"""What is praised should be there: of the findings this sure nine in ten and more are right."""

LEAST_QUOTE_WORDS = 4
"""A clause that breaks off sooner ("We, um, we had") says nothing by itself."""

NO_STORY = NextStep("story.none", "Tell something that happened: when it was, what you did, and how it ended.")
"""The advice for an answer that tells no story."""

POLISH = NextStep(
    "story.complete", "Every part is there. Tell it once more without notes, and see whether it stays as clear."
)
"""The advice when nothing is missing."""

UNSURE = "If you said it, it was easy to miss."
"""Said where the gap is a weak finding: it may be there, and the speaker knows better."""

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
    "action.decisions", "pitfall.we", "result.outcome", "length.much", "pitfall.vague", "result.quantified",
    "pitfall.no_tradeoff", "tradeoffs.stated", "lessons.learned", "task.ownership", "timing.situation",
    "pitfall.rambling", "tradeoffs.reason", "situation.stakes", "task.goal", "action.alternatives",
    "result.baseline", "action.risk", "action.collaboration", "lessons.institutional", "situation.constraints",
    "situation.people",
)  # fmt: skip
"""What to mend first: whose work it was and how it ended come before figures, trade-off and lesson, these before a duty
that was perhaps told in passing and before some seconds too many; "length.much" is where a length that is far over the
limit stands."""

ADVICE: dict[str, str] = {
    "action.decisions": "Say what you did yourself: three steps that start with 'I'.",
    "pitfall.we": "Say which part was yours: turn 'we' into 'I' where you acted.",
    "result.outcome": "Say how it ended.",
    "task.ownership": "Say in one sentence what you were responsible for.",
    "pitfall.rambling": "Make it shorter.",
    "timing.situation": "Come to your task sooner.",
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
    "task.ownership": "What were you yourself responsible for?",
    "pitfall.vague": "Which number shows that it worked?",
    "result.quantified": "Which number shows that it worked?",
    "pitfall.no_tradeoff": "What did that cost, and why was it worth it?",
    "tradeoffs.stated": "What did that cost, and why was it worth it?",
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

HARDER_QUESTION = "If you had had half the time for it, what would you have left out?"
"""Asked when the answer has no gap."""

NO_STORY_QUESTION = "Can you tell me about one time, from how it began to how it ended?"
"""Asked when the answer told no story."""

_QUOTED_FROM: dict[str, tuple[str, ...]] = {
    "result.quantified": ("result.outcome",),
    "result.baseline": ("result.quantified",),
    "tradeoffs.reason": ("tradeoffs.stated",),
    "lessons.institutional": ("lessons.learned",),
    "action.alternatives": ("action.decisions",),
    "action.risk": ("action.decisions",),
    "task.ownership": ("task.goal", "situation.stakes", "action.decisions"),
    "task.goal": ("task.ownership", "situation.stakes", "action.decisions"),
    "action.collaboration": ("action.decisions",),
    "lessons.learned": ("lessons.institutional", "result.outcome"),
    "pitfall.no_tradeoff": ("action.decisions",),
    "tradeoffs.stated": ("action.decisions",),
}
"""Where a gap has no words of its own: the items whose words it would add to, the first that was said; of some the
last words (see `_LATEST`)."""

_LATEST = ("action.decisions", "result.outcome")
"""The first steps are often but questions, the first outcomes often passing."""

_DETAILS = {"tradeoffs.reason": "tradeoffs.stated", "result.baseline": "result.quantified"}
"""Nobody can be asked for the reason or the number before of something that they may not have said."""

WHAT_TAUGHT = "What did you learn yourself that led to it?"
"""Asked for the lesson where a practice was told that must have come from one."""

_BESIDE: dict[str, tuple[Section, int]] = {
    "situation.stakes": ("situation", 0),
    "situation.people": ("situation", 0),
    "situation.constraints": ("situation", 0),
    "task.ownership": ("action", 0),
    "task.goal": ("action", 0),
    "action.alternatives": ("action", 0),
    "action.risk": ("action", 0),
    "action.collaboration": ("action", 0),
    "pitfall.no_tradeoff": ("action", 0),
    "tradeoffs.stated": ("action", 0),
    "result.outcome": ("action", -1),
    "lessons.learned": ("result", -1),
}
"""Where no finding has words to start from: the section, and which of its sentences, that the gap lies beside."""

_NOT_IN_ITSELF = frozenset(
    {"situation.constraints", "action.alternatives", "action.risk", "action.collaboration", "tradeoffs.stated",
     "tradeoffs.reason"}
)  # fmt: skip
"""Gaps that are not shown in the words of a weak finding: mostly these say something else altogether."""

_TOO_LONG = ("pitfall.rambling", "timing.situation")
"""Gaps that are too much, not too little."""

_SHORTER: dict[str, tuple[int, str, str]] = {
    "situation": (2, "Tell the situation in two sentences.", "Tell the situation in fewer words."),
    "task": (1, "Tell the task in one sentence.", "Tell the task in fewer words."),
    "action": (3, "Keep to the three steps that mattered.", "Tell the steps in fewer words."),
    "result": (2, "End on one outcome and one lesson.", "Tell the outcome and the lesson in fewer words."),
}
"""How each part is made shorter: the sentences that are enough, what to say where there are more, and where not."""

_NAMES: dict[Section, str] = {"tradeoff": "trade-off"}

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

_DONE = frozenset({"action", "tradeoff", "result"})
"""Sections that tell what the story is about."""

_OURS_QUOTED = ("pitfall.we", "action.decisions")
"""Gaps for which the very clause with "we" is quoted."""

_JOINING = ("and", "but", "so", "or", "because", "with", "the", "a", "an", "of", "to", "in", "on", "at", "for", "that")
"""Words with which a quotation does not end."""

_OPENING = re.compile(
    r"(?:(?:yeah|yes|so|um+|uh+|er+m?|okay|ok|and|but|well|like|basically|actually|you know|i mean)\b[,.]?\s+)+",
    re.IGNORECASE,
)
"""What a quotation does not begin with; the words after it are the speaker's own."""

_BROKEN_OFF = re.compile(r"\s+(?:kind|sort)(?:\s+of)?$", re.IGNORECASE)

_OURS = re.compile(r"\b(?:we(?! (?:had|have|were|are)\b)|we'\w+|the team)\b[^,.;:!?…]*", re.IGNORECASE)


def next_step(
    items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence], *, cap_s: float = CAP_S
) -> NextStep:
    """Choose the one thing to change, with what fits this story and the speaker's own line where it starts from one.

    ``cap_s`` is how long the answer may take.
    """
    if not _is_story(tagged):
        return NO_STORY
    gap = _gap(items, pitfalls, tagged, cap_s=cap_s)
    if gap is None:
        return POLISH
    suggest = _SUGGESTED.get(gap)
    done = [one.sentence.text for one in tagged if one.section in _DONE]  # the setting may be of another trade
    example = f"For instance {suggest(done or [one.sentence.text for one in tagged])}." if suggest else ""
    unsure = any(finding.id == gap and finding.verdict == "weak" for finding in items)
    line = "" if gap in _TOO_LONG else _line(gap, items, pitfalls, tagged)
    told = _shortened(gap, items, pitfalls, tagged) if gap in _TOO_LONG else f"You said: “{line}”" if line else ""
    parts = (ADVICE[gap], UNSURE if unsure else "", example, told)
    return NextStep(gap, " ".join(part for part in parts if part))


def follow_up(items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Ask what an interviewer would ask about the first gap, with the words that give rise to it.

    Nobody asks about length: then it is the first gap in what was said.
    """
    if not _is_story(tagged):
        return NO_STORY_QUESTION
    gap = _gap(items, pitfalls, tagged, but=_TOO_LONG)
    if gap is None:
        return HARDER_QUESTION
    line = _line(gap, items, pitfalls, tagged)
    practised = any(one.id == "lessons.institutional" and one.evidence for one in items)
    question = WHAT_TAUGHT if gap == "lessons.learned" and practised else QUESTIONS[gap]
    return f"You said “{line.rstrip('.')}”: {question[0].lower()}{question[1:]}" if line else question


def strengths(items: Sequence[Finding], pitfalls: Sequence[Pitfall] = ()) -> tuple[Finding, ...]:
    """Return the met items most worth keeping, at most `MAX_STRENGTHS`.

    None that may not be there, none whose words a pitfall is shown in, and no words twice.
    """
    met = {finding.id: finding for finding in items if finding.verdict == "met" and finding.confidence >= PRAISED_P}
    used = {evidence.text for pitfall in pitfalls if pitfall.present for evidence in pitfall.evidence}
    praised: list[Finding] = []
    for finding in (met[id_] for id_ in STRENGTH_ORDER if id_ in met):
        words = {evidence.text for evidence in finding.evidence[:1]}
        if not words & used and len(praised) < MAX_STRENGTHS:
            praised.append(finding)
            used |= words
    return tuple(praised)


def _is_story(tagged: Sequence[TaggedSentence]) -> bool:
    return any(one.section != "other" for one in tagged)


def _gap(
    items: Sequence[Finding],
    pitfalls: Sequence[Pitfall],
    tagged: Sequence[TaggedSentence],
    *,
    but: Sequence[str] = (),
    cap_s: float = CAP_S,
) -> str | None:
    """Return the first gap to mend, ``but`` none of these: what is missing, else what is weak."""
    missing, weak = ({finding.id for finding in items if finding.verdict == of} for of in ("missing", "weak"))
    missing -= {detail for detail, of in _DETAILS.items() if of in missing | weak}
    if any(figures(one.sentence.text) for one in tagged if one.section == "result"):
        missing.discard("result.quantified")  # nobody is asked for a number beside one
    else:
        missing.discard("result.baseline")  # nor for the one before none ("nobody was hurt")
        weak.discard("result.baseline")
    present = {pitfall.id for pitfall in pitfalls if pitfall.present}
    if timing.stalling_s(tagged) is not None:
        present.add("timing.situation")
    plain, hinted = (
        [gap for id_ in STEP_ORDER if (gap := _much(gaps, tagged, cap_s) if id_ == "length.much" else id_) in gaps]
        for gaps in (missing | present, weak)
    )
    if plain[:1] == ["pitfall.rambling"] and _much(present, tagged, cap_s) != "pitfall.rambling":
        plain = [gap for gap in hinted if STEP_ORDER.index(gap) < STEP_ORDER.index("pitfall.rambling")] + plain
    return next((gap for gap in (*plain, *hinted) if gap not in but), None)


def _much(gaps: Collection[str], tagged: Sequence[TaggedSentence], cap_s: float) -> str | None:
    """Return the gap of these that is far too much, not just some seconds."""
    stalling_s = timing.stalling_s(tagged) or 0.0
    if "timing.situation" in gaps and stalling_s > LONG_SITUATION_S:
        return "timing.situation"
    took_s = sum(timing.section_times(tagged).values())
    return "pitfall.rambling" if "pitfall.rambling" in gaps and took_s > MUCH * cap_s else None


def _line(gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Return the speaker's sentence that the change starts from, shortened; empty where there is none."""
    texts = _texts(gap, items, pitfalls, tagged)
    if not texts:
        return ""
    clauses = [clause for text in texts for clause in _OURS.findall(text)] if gap in _OURS_QUOTED else []
    return _quotation(next((clause for clause in clauses if len(clause.split()) >= LEAST_QUOTE_WORDS), texts[0]))


def _quotation(text: str) -> str:
    """Shorten a sentence for quoting, unless that would save a few words only."""
    words = text[opening.end() if (opening := _OPENING.match(text)) else 0 :].split() or text.split()
    whole = len(words) <= MAX_QUOTE_WORDS + QUOTE_SLACK
    words = words if whole else words[:MAX_QUOTE_WORDS]
    while words and words[-1].lower() in _JOINING:
        words.pop()
    return _BROKEN_OFF.sub("", " ".join(words)) + ("" if whole else " …")


def _texts(
    gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]
) -> list[str]:
    """Return the sentences that a gap can be shown in: its own evidence, else that of the finding it would add to."""
    found = {finding.id: [one.text for one in finding.evidence] for finding in items}
    found |= {pitfall.id: [one.text for one in pitfall.evidence] for pitfall in pitfalls}
    met = {finding.id: found[finding.id] for finding in items if finding.verdict == "met"}
    unfit = found.get(gap, []) if gap in _NOT_IN_ITSELF else []
    others = (met.get(id_, [])[:: -1 if id_ in _LATEST else 1] for id_ in _QUOTED_FROM.get(gap, ()))
    for texts in (found.get(gap, []), *others):
        if fit := [text for text in texts if text not in unfit]:
            return fit
    if gap == "action.decisions":
        actions = [one.sentence.text for one in tagged if one.section in {"action", "tradeoff"}]
        return [text for text in actions if _OURS.search(text)]
    if gap not in _BESIDE:
        return []
    section, which = _BESIDE[gap]
    beside = [one.sentence.text for one in tagged if one.section == section and one.sentence.text not in unfit]
    return [beside[which]] if beside and len(beside[which].split()) >= LEAST_QUOTE_WORDS else []


def _shortened(
    gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]
) -> str:
    """Say what takes how much too long, what of it to keep, and what an answer of this length can do without."""
    situation = next(time for time in timing.part_times(tagged) if time.part == timing.SITUATION)
    long = situation if gap == "timing.situation" else timing.overlong_part(tagged)
    enough, fewer_sentences, fewer_words = _SHORTER[long.part.name if long else "action"]
    in_part = [one.sentence.text for one in tagged if one.section in (long.part.sections if long else ("action",))]
    told = [fewer_sentences if len(in_part) > enough else fewer_words]
    if long is not None:
        usual = f"{long.part.low_s:.0f} to {long.part.high_s:.0f}"
        said = [section for section in long.part.sections if any(one.section == section for one in tagged)]
        names = " and ".join(_NAMES.get(section, section) for section in said)
        told.append(
            f"The {names} {'take' if len(said) > 1 else 'takes'} {long.seconds:.0f} s, where {usual} are usual."
        )
        found = {one.id: one.evidence for one in items if one.verdict == "met" and one.confidence >= PRAISED_P}
        kept = [one.text for id_ in _KEPT[long.part.name] for one in found.get(id_, ()) if one.text in in_part]
        if kept:
            told.append(f"Keep “{_quotation(kept[0])}”")
    if gap == "pitfall.rambling":
        spare = next((p.evidence[0].text for p in pitfalls if p.id == gap and p.evidence), "")
        told += [f"You could leave out “{_quotation(spare)}”"] if spare else []
    return " ".join(told)
