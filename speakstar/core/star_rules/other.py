"""Cues of what is no part of a story."""

from __future__ import annotations

from speakstar.core.star_rules.cue import Cue, cue

OTHER_CUES: tuple[Cue, ...] = (
    cue(
        "meta",
        r"\b(?:let me (?:think|see)|good question|great question|thank you|thanks for|hope (?:that|this)|"
        "having me|could you|can i|may i|where was i|where do i start|that's (?:it|about|all|me|my|the "
        "(?:kind|sort))|thats it|(?:this|that) (?:demonstrates|shows)|the one i|one i'd|i'd pick|an "
        "example|a particular|to be honest|i'd say|another story|by the way|anyway|i'm the kind|person "
        r"who|i remember|oh gosh|deadlines|persua\w+|good one|comes to mind|say again|question|best "
        r"example|i believe so|beyond)\b",
        "Let me think.",
        "He lets me cook.",
    ),
    cue(
        "would",
        r"\bi(?: would|'d) (?:\w+ )?(?:ask|first|probably|try|start|tell|also|like|rather|say|want|check|"
        r"go|expect|be|make|talk|bring|show|explain|listen)\b|\bi expect\b|\bhopefully\b|\bif (?:it|that|"
        r"he|she) (?:happened|still)\b|\bhaven't (?:really )?(?:had|been)\b",
        "I would ask him.",
        "I asked him.",
    ),
    cue(
        "chatter",
        r"^(?:um |uh |so |and )*(?:yeah|okay|ok|hmm|oh|well|right|sure|hi|hello|ah|yes|thank|hm|um)\b|\?$",
        "Yeah, sure.",
        "The yeast rose.",
    ),
    cue(
        "opinion",
        r"\b(?:i'm|i am|we're|it was|they were) (?:\w+ )?(?:really|very|so|great|proud|glad|lovely|happy|"
        r"good|nice|big|brilliant|incredible|hard|fun|busy|intense)\b|\b(?:hard work|team work|commitment|"
        r"skills|passion\w*)\b",
        "It was really great.",
        "It was blue.",
    ),
)
