"""Cues of what was given up, and why."""

from __future__ import annotations

from speakstar.core.star_rules.cue import Cue, cue

TRADEOFF_CUES: tuple[Cue, ...] = (
    cue(
        "gave_up",
        r"\b(?:g[ia]ve up|giving up|gave (?:that|it|way|in|those|them)|dropp(?:ed|ing)|drop|park(?:ed|"
        r"ing)?|postpon\w*|defer\w*|put (?:off|back)|skip(?:ped|ping)?|said no|say no|sacrific\w*|"
        r"conced\w*|withdr[ae]w|pulled out|trade-?offs?|off the table|at the (?:cost|expense)|down ?side|"
        "the (?:catch|price)|had to (?:wait|go|give|stop|drop|let)|swallow(?:ed)?|went without|stopped "
        r"going|turned down|held (?:off|back)|abandon\w*)\b",
        "I gave up the talk.",
        "I gave the talk.",
    ),
    cue(
        "let_go",
        r"\b(?:let|letting) (?:\w+[ -]){0,6}(?:go|slip|slide|wait|keep|die|drop|run)\b|\bi let go\b|\blet "
        r"(?:that|it) go\b",
        "I let the redesign slip.",
        "They let me in.",
    ),
    cue(
        "left_out",
        r"\b(?:left|leave|leaving) (?:\w+[ -]){0,7}(?:out|alone|behind|until|offline|on paper|unresolved|"
        r"for (?:the|later|next))\b|\b(?:i|we) (?:left|leave) (?:to die|out|for)|\b(?:out of|without "
        r"(?:its|any|the|pictures))\b|were? left out",
        "I left the export out.",
        "I left at five.",
    ),
    cue(
        "pushed_back",
        r"\b(?:push(?:ed)?|mov(?:ed|ing)|delay(?:ed)?|bump(?:ed)?) (?:\w+[ -]){0,6}(?:back|into|to (?:the|"
        r"next|january|february|march|april|may|june|july|august|september|october|november|december))\b|"
        r"\bdelay\w*\b|\b(?:slip(?:ped)?|wait) (?:a|until|for|two|three|till|till)\b|\b(?:would|could|can|"
        r"to) (?:wait|slip)\b|\bslip(?:ped)?\b",
        "The export could wait until May.",
        "The waiter could not.",
    ),
    cue(
        "cost_me",
        r"\b(?:cost (?:me|us|them|about|a)|it costs?|we lost|i lost|i missed|we missed|did lose|meant "
        "(?:no|a|dropping|that|giving|leaving|telling|abandoning|one)|slower|later than|a bit (?:slower|"
        "late)|hurt|didn't (?:do|get|come)|did not get|never happened|wasn't getting|went out late|went "
        r"late)\b",
        "It cost me a holiday.",
        "Coffee is cheap.",
    ),
    cue(
        "accepted",
        r"\b(?:i accept(?:ed)?|which i accepted|we accept\w*|okay with|fine with|happy to lose|was okay|"
        "said yes to that|i could live|live with|rather|sooner|risk i|fair price|mattered more|matters "
        r"more|worth (?:it|more|the))\b",
        "I was okay with that.",
        "I was tired.",
    ),
    cue(
        "gave_away",
        r"\b(?:gave (?:\w+ )?away|conced\w+|gave in|went (?:was|were)|what (?:went|we lost|we let)|got "
        "their|stayed (?:private|in|on|where)|we let|i let (?!me)|i did let|for that i|to pay for it|to "
        "save time|in return|that meant (?:dropping|no|giving|leaving)|it (?:did )?meant|i cut (?:my|the|"
        r"out|our)|handed (?:\w+ ){1,3}to someone|turned away|told (?:\w+ ){1,4}(?:wait|later|wouldn't|"
        r"wasn't|no)|not (?:this|that) (?:year|time|quarter|release)|i offered)\b",
        "What went was the garden.",
        "We went to the garden.",
    ),
    cue(
        "reason",
        r"\b(?:because|since (?!then)|'cause|cause|cos|becos|as (?:it|they|there|the|a|their|you|nobody|"
        r"we)|on the grounds|so that|and why|which mattered|the reason)\b",
        "We stopped because it rained.",
        "We stopped in the rain.",
    ),
    cue(
        "not_both",
        r"\b(?:both|only so many|there are only|not enough|would(?:'ve| have) (?:eaten|taken|needed|cost|"
        "lost|been|meant|added|held)|nobody (?:gets|reads|had|needs|was|else)|better (?:spent|than)|"
        r"matters?|whereas|you can't|one \w+'s one)\b",
        "There was no time for both.",
        "There was time.",
    ),
)
