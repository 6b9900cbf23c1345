"""Cues of whose task it was and what was to be reached."""

from __future__ import annotations

from speakstar.core.star_rules.cue import Cue, cue

TASK_CUES: tuple[Cue, ...] = (
    cue(
        "mine",
        r"\b(?:was|were|is|be|are|it|that|made it|them) (?:all )?(?:mine|my (?:own|job|task|role|call|"
        "problem|part|patch|bit|piece|thing|responsibility|duty|baby|area|side|fight|brief|remit|phone|"
        r"command))\b|\bmine\b",
        "The gateway was mine.",
        "The gateway was theirs.",
    ),
    cue(
        "my_task",
        r"\bmy (?:own )?(?:actual )?(?:job|task|role|remit|part|bit|responsibilit\w+|call|patch|dut(?:y|"
        r"ies)|brief|area|goal|aim|target|wish|name|contract|assignment)\b",
        "My job was the labels.",
        "My coat was red.",
    ),
    cue(
        "responsible",
        r"\b(?:responsib\w+|in charge|took charge|accountable|answer(?:ed|able)? for|i (?:own|owned|led|"
        "lead|run|carried|headed|supervised)|owner|ownership|(?:on|up to|down to|fell to|landed on|"
        r"belonged to|handed to|left to|with|made|asked) me\b(?! and)|on my shoulders?|on the hook|i was "
        "the (?:one|only|lead|release|duty|head|owner)|been (?:asked|named|made|hired|given|put|chosen)|"
        r"i was (?:\w+ )?(?:lead|chosen|captain|asked|hired|employed|named|given|put|shift|duty|tech|"
        r"team)\b)",
        "I was in charge of the tills.",
        "I was in the shop.",
    ),
    cue(
        "as_role",
        r"\bas (?:the|an?|its|their|our|junior|test|site|deputy|second|finance|sole|tech|team)\b(?! "
        "(?:result|few|template|step|friend|hint|rule))",
        "As the owner I had a say.",
        "As a result I had a say.",
    ),
    cue(
        "goal",
        r"\b(?:goal|aim(?:ed|ing|s)?|target|objective|mission|(?:what|all|thing|that) (?:i|we) (?:was "
        "after|were after|wanted|needed|owed|had to|was aiming)|(?:i|we) (?:wanted|needed|set out|meant)|"
        "was to|had to (?:be|have|get|go|move|hold|come|work|finish)|the (?:point|idea|plan|wish) was|"
        r"what was needed|needed (?:it|them|him|her|to|every))\b",
        "The goal was two seconds.",
        "The gate was two metres.",
    ),
    cue(
        "had_to",
        r"\b(?:i|we) (?:had|have|needed|need) to\b",
        "I had to move it.",
        "I had it moved.",
    ),
    cue(
        "took_on",
        r"\b(?:i (?:said i'd|said i would|volunteered|offered|raised my hand|took (?:it|that|this|charge|"
        r"the \w+) on|took charge|took it|made (?:it|them|that|this|myself))|nobody (?:asked|gave|told)|"
        r"i'll (?:take|do|sort)|not (?:part of )?my (?:job|contract)|wasn't (?:my|in my|part|on my))\b",
        "I volunteered.",
        "I slept.",
    ),
)
