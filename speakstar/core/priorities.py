"""What to mend first in an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from speakstar.core import timing
from speakstar.core.figures import figures
from speakstar.core.model import CAP_S, Finding, Pitfall, Section, TaggedSentence

MUCH = 1.2
"""An answer that runs over the cap by more than this factor is too long before anything else is said about it."""

LONG_SITUATION_S = 30.0
"""So is a situation that takes twice its usual time."""

SURE_P = 0.8
"""Of the findings this sure nine in ten and more are right; a reason that is less sure, and for which no word speaks,
was perhaps not given."""

STEP_ORDER = (
    "story.second", "action.decisions", "pitfall.we", "result.outcome", "length.much", "pitfall.vague",
    "result.quantified", "pitfall.no_tradeoff", "tradeoffs.stated", "lessons.learned", "task.ownership",
    "timing.situation", "pitfall.rambling", "tradeoffs.reason", "situation.stakes", "action.alternatives",
    "result.baseline", "action.risk", "task.goal", "action.collaboration", "lessons.institutional",
    "situation.constraints", "situation.people",
)  # fmt: skip
"""What to mend first: that it is one story, of which all else is asked; whose work it was and how it ended come before
figures, trade-off and lesson, these before a duty that was perhaps told in passing and before some seconds too many;
"length.much" is where a length that is far over the limit stands."""

TOO_LONG = ("story.second", "pitfall.rambling", "timing.situation")
"""Gaps that are too much, not too little."""

_DETAILS = {"tradeoffs.reason": "tradeoffs.stated", "result.baseline": "result.quantified"}
"""Nobody can be asked for the reason or the number before of something that they may not have said."""

_SURELY_MISSING_P = 0.9
"""Of what is often said in passing, only what is this surely missing is asked for."""

_BEGINNING = frozenset({"situation.stakes", "task.ownership", "task.goal"})
"""Where all of this is missing, a story starts with what was at stake, and not with a duty."""

_FIRST_OF_ALL = frozenset({"action.decisions", "result.outcome"})
_OF_OUTCOMES = frozenset({"pitfall.vague", "result.quantified"})
"""Where one of these is the gap and one of those may not be there, that comes first: nobody can count what did not
happen."""

_PASSING = frozenset({"situation.constraints", "situation.people", "action.collaboration"})
"""Items that are often said in passing: a weak one is not worth the one thing to change."""

WHY = re.compile(
    r"(?<!\w)'?cause\b(?! of)|\b(?:because|cos|since (?:i|we|it|the|nobody)|so (?:i|we|they|it|the|that)|rather than|"
    r"would rather|'d rather|worth|matter(?:s|ed)|more important|priority|otherwise|or else|if (?:i|we|it|they|you)|"
    r"in order to|due to|given that|to (?:save|keep|make|get|protect|avoid))\b",
    re.IGNORECASE,
)
"""Words with which people say why; one beside the trade-off, and nobody is asked for the reason."""

_TOLD_BY: dict[str, tuple[tuple[Section, ...], re.Pattern[str]]] = {
    "situation.constraints": (
        ("situation", "task"),
        re.compile(
            r"\b(?:deadlines?|due|in time|budget|money|afford|alone|on my own|short of|not enough|rules?|policy|laws?|"
            r"permit|allowed|must|had to|couldn't|can't|minutes|hours|weeks|days (?:before|left|later|away|to)|"
            r"weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|only (?:had|got|one|two|three|a)|"
            r"(?:by|before|until) (?:the|noon|midnight|christmas|easter)|"
            r"no (?:money|budget|time|staff|room|one|other))\b",
            re.IGNORECASE,
        ),
    ),
    "action.alternatives": (
        ("action",),
        re.compile(
            r"\b(?:picked(?! (?:up|him|her|them)\b)|chose|opted|went (?:for|with)|decided (?:on|against)|considered|"
            r"options?|rather than|"
            r"instead|could(?: have|'ve)|(?:thought|talked) about|ruled out|compared)\b",
            re.IGNORECASE,
        ),
    ),
    "action.risk": (
        ("action",),
        re.compile(
            r"\b(?:in case|pilot(?:ed)?|trial|tested|roll(?:ed)? ?back|back-?ups?|rehears\w+|dry runs?|spare(?! time)|"
            r"plan b|double-?check(?:ed)?|safety)\b",
            re.IGNORECASE,
        ),
    ),
}
"""Words with which something is told, sometimes without seeming to, and the sections they count in: where they are
said, nobody is asked for it."""


def first_gap(
    items: Sequence[Finding],
    pitfalls: Sequence[Pitfall],
    tagged: Sequence[TaggedSentence],
    *,
    but: Sequence[str] = (),
    cap_s: float = CAP_S,
) -> str | None:
    """Return the first gap to mend, ``but`` none of these.

    First what is missing or a pitfall, then what is weak; but what is weak and matters more than length comes before
    some seconds too many, and a doubtful reason counts as weak.
    """
    missing, weak = ({finding.id for finding in items if finding.verdict == of} for of in ("missing", "weak"))
    unsure = weak | {finding.id for finding in items if finding.verdict == "met" and finding.confidence < SURE_P}
    missing -= {detail for detail, of in _DETAILS.items() if of in missing | weak}
    told = _told_otherwise(items, tagged)
    weak |= unsure & {"result.quantified"}  # kept only where no result has a number, see below
    if any(one.section == "tradeoff" for one in tagged) and not _reasoned(tagged):
        weak |= {one.id for one in items if one.id == "tradeoffs.reason" and one.confidence < SURE_P} - missing
    passed = {one.id for one in items if one.id in _PASSING and one.confidence < _SURELY_MISSING_P}
    missing, weak = missing - told - passed, weak - told - _PASSING
    present = {pitfall.id for pitfall in pitfalls if pitfall.present}
    if (present | missing) & _OF_OUTCOMES:  # first whether anything was done, and whether it ended
        missing |= unsure & _FIRST_OF_ALL
    if missing >= _BEGINNING:
        missing.discard("task.ownership")
    stalling_s = timing.stalling_s(tagged)
    if stalling_s is not None:
        present.add("timing.situation")
    if timing.second_story(tagged):
        present.add("story.second")
    much = _much(present, stalling_s or 0.0, sum(timing.section_times(tagged).values()), cap_s)
    plain = [gap for id_ in STEP_ORDER if (gap := much if id_ == "length.much" else id_) in missing | present]
    hinted = [gap for gap in STEP_ORDER if gap in weak]
    if plain[:1] == ["pitfall.rambling"] and "pitfall.rambling" not in but and much != "pitfall.rambling":
        plain = [gap for gap in hinted if STEP_ORDER.index(gap) < STEP_ORDER.index("pitfall.rambling")] + plain
    return next((gap for gap in (*plain, *hinted) if gap not in but), None)


def _told_otherwise(items: Sequence[Finding], tagged: Sequence[TaggedSentence]) -> set[str]:
    """Return the items that nobody should be asked for, whatever their finding, as the words beside them show."""
    results = [one.sentence.text for one in tagged if one.section == "result"]
    compared = any(one.id == "result.baseline" and one.verdict == "met" and one.confidence >= SURE_P for one in items)
    measured = compared or any(map(figures, results))
    shown = {
        "result.quantified": measured,
        "result.baseline": not measured,  # there is no number before none ("nobody was hurt")
        "tradeoffs.reason": _reasoned(tagged),
    }
    told = {item for item, there in shown.items() if there}
    for item, (sections, words) in _TOLD_BY.items():
        if any(words.search(_straight(one)) for one in tagged if one.section in sections):
            told.add(item)
    return told


def _straight(told: TaggedSentence) -> str:
    return told.sentence.text.replace("’", "'")


def _reasoned(tagged: Sequence[TaggedSentence]) -> bool:
    """Whether a trade-off, the step before or the sentence after one, has a word that says why."""
    traded = [i for i, one in enumerate(tagged) if one.section == "tradeoff"]
    steps = [tagged[i - 1] for i in traded if i and tagged[i - 1].section == "action"]
    return any(WHY.search(_straight(one)) for one in (*steps, *(one for i in traded for one in tagged[i : i + 2])))


def _much(gaps: Collection[str], stalling_s: float, took_s: float, cap_s: float) -> str | None:
    """Return the gap of these that is far too much, not just some seconds."""
    if "timing.situation" in gaps and stalling_s > LONG_SITUATION_S:
        return "timing.situation"
    return "pitfall.rambling" if "pitfall.rambling" in gaps and took_s > MUCH * cap_s else None
