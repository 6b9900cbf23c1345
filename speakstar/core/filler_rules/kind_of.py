"""Rules of "kind of" and "sort of": a noun after a determiner, a hedge elsewhere."""

from __future__ import annotations

from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import PAST

KIND_OF_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "kind_of.which",
        "certain",
        before=ends("which"),
        after=starts(PAST, r"\w{3,}ed"),
        fires="The second memo, which sort of contradicted it, came late.",
        silent="Which kind of memo came late?",
    ),
    FillerRule(
        "kind_of.noun",
        "ordinary",
        before=r"(?:^|\s)(?:an?|the|this|that|what|some|any|every|each|same|different|certain|one|no|which|right|best|new|"
        r"first|these|those|all|two|three|of|my|our|his|her|their|your|its|other|many|most|another|similar|only|specific|"
        r"whatever|wrong|special|particular|odd|rare|worst|good|old|such|very|how|weird|strange|funny|real|big|small|whole|hard|"
        r"easy|nice|great|bad|next|last|second|third|usual|general|normal|"
        r"better|worse|bigger|smaller|newer|older|nicer|\w+(?:est|ish|ial|ical|onal|ous|ful|ic|ive))(?: _)?$",
        after=r"^(?:[,_] )?[\w~]",
        fires="It was the kind of bug I like.",
        silent="It was kind of slow.",
    ),
    FillerRule(
        "kind_of.gentle",
        "ordinary",
        after=r"^(?:you|them|him|her|us)(?: [.,]|$| to\b)",
        fires="That was kind of them.",
        silent="That was kind of slow.",
    ),
    FillerRule(
        "kind_of.afterthought",
        "certain",
        before=r"[,_]$",
        after=r"^\.",
        fires="I miss that hotel, kind of.",
        silent="I miss a hotel of that kind.",
    ),
    FillerRule(
        "kind_of.hedge",
        "certain",
        before=r"[\w,_~]$",
        after=r"^[\w,_~]",
        fires="We kind of guessed.",
        silent="A new kind of guess.",
    ),
)
