"""Um, uh, er, hmm and their spellings: fillers wherever they stand."""

from __future__ import annotations

import re

from speakstar.core.filler_rules.rule import FillerRule, starts

HESITATION = re.compile(r"u+h+m*|u+m+|e+r+m*|e+h+|a+h+|h+m+|m{2,}")
"""Filled pauses however long they are spelled; answers such as "uh-huh" and "mm-hmm" are single other words."""

HESITATION_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "hesitation.answer",
        "ordinary",
        after=starts("huh", "hum", "ha"),
        fires="Uh huh, we did that.",
        silent="Uh, we did it.",
    ),
    FillerRule(
        "hesitation.err",
        "ordinary",
        after=starts("on the side", "is human", "towards?"),
        fires="To er is human.",
        silent="I went to, er, Leeds.",
    ),
    FillerRule("hesitation.sound", "certain", fires="We, um, called them.", silent="We called their mum."),
)
