"""Which uses of a word are fillers: one entry per rule, a file per family of phrases.

A rule sees the words around the phrase in lower case, one blank between them, with marks where the speech breaks:

    ``,`` comma, colon or dash   ``_`` pause of 150 ms or more   ``~`` hesitation   ``.`` end of a sentence

``before`` is searched in what precedes the phrase, ``after`` in what follows it. The first rule that matches decides;
if none does, the use is ordinary: a wrong accusation costs more trust than a miss. An ordinary rule stands above the
rules that it keeps from firing.

Sources: collocations, then pauses, tell markers apart best (Zufferey and Popescu-Belis, SIGDIAL 2004, "like" and
"well"; Popescu-Belis and Zufferey, Computer Speech and Language 2011); 'kind of' after a determiner is a noun.
"""

from __future__ import annotations

from speakstar.core.filler_rules.hesitations import HESITATION, HESITATION_RULES
from speakstar.core.filler_rules.kind_of import KIND_OF_RULES
from speakstar.core.filler_rules.like import LIKE_RULES
from speakstar.core.filler_rules.rule import FillerRule, Use
from speakstar.core.filler_rules.so import SO_RULES
from speakstar.core.filler_rules.turns import OKAY_RULES, RIGHT_RULES, WELL_RULES
from speakstar.core.filler_rules.you_know import I_MEAN_RULES, YOU_KNOW_RULES

__all__ = ["HESITATION", "HESITATION_RULES", "PHRASE_RULES", "SAME_AS", "SPELLINGS", "FillerRule", "Use"]

PHRASE_RULES: dict[str, tuple[FillerRule, ...]] = {
    "like": LIKE_RULES,
    "you know": YOU_KNOW_RULES,
    "i mean": I_MEAN_RULES,
    "so": SO_RULES,
    "well": WELL_RULES,
    "right": RIGHT_RULES,
    "okay": OKAY_RULES,
    "kind of": KIND_OF_RULES,
}
"""Rules by phrase."""

SAME_AS: dict[str, str] = {"sort of": "kind of"}
"""Phrases that share another one's rules."""

SPELLINGS: dict[str, str] = {"ok": "okay"}
"""Spellings of one and the same phrase."""
