"""The speaker's own line that a gap is shown in, cut to what a reader takes in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speakstar.core.boundaries import UNENDING
from speakstar.core.figures import figures
from speakstar.core.model import Finding, Pitfall, Section, TaggedSentence
from speakstar.core.text import plain_word

MAX_QUOTE_WORDS, QUOTE_SLACK = 18, 6
"""A longer quotation hides the advice; one that is longer by no more words than the slack is left whole."""

LEAST_QUOTE_WORDS = 4
"""A clause that breaks off sooner ("We, um, we had") says nothing by itself."""

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

NOT_IN_ITSELF = frozenset(
    {
        "situation.constraints", "action.alternatives", "action.risk", "action.collaboration", "tradeoffs.stated",
        "result.outcome",
    }
)  # fmt: skip
"""Gaps that are not shown in the words of a weak finding: mostly these say something else altogether."""

_COUNTED = ("result.baseline",)
"""Gaps that are shown in words with a figure alone: who asks for the number before must have heard one."""

_OURS_QUOTED = ("pitfall.we", "action.decisions")
"""Gaps for which the very clause with "we" is quoted."""

_JOINING = UNENDING | {
    "so",
    "or",
    "with",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "that",
    "when",
    "which",
    "from",
    "by",
    "was",
}
"""Words with which a quotation does not end."""

_OPENING = re.compile(
    r"(?:(?:um+|uh+|er+m?|okay|ok|yeah)\b[,.…]*\s+(?:[-–—]\s+)?|"
    r"(?:so|and|but|well|like|you know|i mean|actually|basically|yes)[,.]\s+|"
    r"(?:so(?! that\b)|and|but)\s+(?:(?:yeah|okay|basically|anyway)\s+|"
    r"(?=(?:i|we|he|she|it|they|you|there|that|this|the|a|an|my|our|in|on|at|um|uh|er|then)\b)))+",
    re.IGNORECASE,
)
"""What a quotation does not begin with; the words after it are the speaker's own."""

_STOP_INSIDE = re.compile(r"(?<=\w)\.(?= [a-z])")
"""A stop that a recogniser put inside a sentence."""

_BROKEN_OFF = re.compile(r"(?:\s+(?:and|but|so|or|because|kind of|sort of))+\s*$", re.IGNORECASE)
"""What a clause that was cut out does not end with."""

_OTHER = re.compile(r"\bother\s+$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we(?! (?:had|have|were|are)\b)|we'\w+|the team)\b[^,.;:!?…]*", re.IGNORECASE)


def line(gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]) -> str:
    """Return the speaker's sentence that the change starts from, shortened; empty where there is none."""
    texts = _texts(gap, items, pitfalls, tagged)
    if not texts:
        return ""
    found = [clause for text in texts for clause in _OURS.findall(text)] if gap in _OURS_QUOTED else []
    clauses = [_BROKEN_OFF.sub("", clause) for clause in found]
    return quotation(next((clause for clause in clauses if len(clause.split()) >= LEAST_QUOTE_WORDS), texts[0]))


def quotation(text: str) -> str:
    """Shorten a sentence for quoting, unless that would save a few words only."""
    text = _STOP_INSIDE.sub("", text)
    words = text[opening.end() if (opening := _OPENING.match(text)) else 0 :].split() or text.split()
    if len(words) <= MAX_QUOTE_WORDS + QUOTE_SLACK and plain_word(words[-1]) not in UNENDING:
        return " ".join(words)
    words = words[:MAX_QUOTE_WORDS]
    while len(words) > 1 and plain_word(words[-1]) in _JOINING:
        words.pop()
    return " ".join(words).rstrip(",;:.") + " …"


def _has_number(text: str) -> bool:
    """Whether a number is said that may have been another before; "the other two" were two."""
    return any(not _OTHER.search(text, 0, figure.start_char) for figure in figures(text))


def _texts_of(finding: Finding) -> list[str]:
    """Return the sentences that prove a finding, the best first, but of some in order of time."""
    return [one.text for one in (finding.evidence if finding.id in _LATEST else finding.best_first)]


def _texts(
    gap: str, items: Sequence[Finding], pitfalls: Sequence[Pitfall], tagged: Sequence[TaggedSentence]
) -> list[str]:
    """Return the sentences that a gap can be shown in: its own evidence, else that of the finding it would add to."""
    found = {finding.id: _texts_of(finding) for finding in items}
    found |= {pitfall.id: [one.text for one in pitfall.evidence] for pitfall in pitfalls}
    met = {finding.id: found[finding.id] for finding in items if finding.verdict == "met"}
    unfit = found.get(gap, []) if gap in NOT_IN_ITSELF else []
    others = (met.get(id_, [])[:: -1 if id_ in _LATEST else 1] for id_ in _QUOTED_FROM.get(gap, ()))
    for texts in (found.get(gap, []), *others):
        if fit := [text for text in texts if text not in unfit and (gap not in _COUNTED or _has_number(text))]:
            return fit
    if gap in _COUNTED:
        return [one.sentence.text for one in tagged if one.section == "result" and _has_number(one.sentence.text)]
    if gap == "action.decisions":
        actions = [one.sentence.text for one in tagged if one.section in {"action", "tradeoff"}]
        return [text for text in actions if _OURS.search(text)]
    if gap not in _BESIDE:
        return []
    section, which = _BESIDE[gap]
    beside = [one.sentence.text for one in tagged if one.section == section and one.sentence.text not in unfit]
    return [beside[which]] if beside and len(beside[which].split()) >= LEAST_QUOTE_WORDS else []
