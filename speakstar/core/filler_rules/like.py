"""Rules of "like": first the verb, the preposition and the quotation, then the filler."""

from __future__ import annotations

from speakstar.core.filler_rules.like_filler import LIKE_FILLER_RULES
from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import (
    BE,
    DETERMINER,
    EXCLAMATION,
    INFINITIVE,
    PAST,
    PERSON_IS,
    QUANTITY,
    SUBJECT,
)

_SEEMING = r"(?:look|feel|sound|seem|taste|smell|act|behave|work|treat)(?:s|ed|ing)?(?: \w+)?|felt"

LIKE_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "like.after_to",
        "certain",
        before=ends("to"),
        after=starts(QUANTITY),
        fires="It fell to like 3 units.",
        silent="I want to like this.",
    ),
    FillerRule(
        "like.infinitive",
        "certain",
        before=ends(r"to|can|could|should|must|(?:can|could|did|do|does)(?:n't|not|'t)(?: even)?"),
        after=starts(INFINITIVE),
        fires="They didn't even like ask me.",
        silent="They didn't even like the job.",
    ),
    FillerRule(
        "like.object_quantity",
        "certain",
        before=r"(?<!to )(?<!of )\b(?:me|him|her|us|them)(?: _)?$",
        after=starts(QUANTITY),
        fires="They gave me like two days.",
        silent="People like them are rare.",
    ),
    FillerRule(
        "like.as_said",
        "ordinary",
        after=r"^(?:i|we|you|he|she|they)(?:'ve)? (?:just |already )?(?:said|say|mentioned|told|explained)\b",
        fires="And, like I said, it broke.",
        silent="And, like, I said it broke.",
    ),
    FillerRule(
        "like.what",
        "ordinary",
        before=r"\b(?:what|how)(?:'s)? (?:[\w']+ ){0,4}(?:was|were|is|are|be|(?:it|he|she)'s|they're)$",
        fires="I asked what he was like as a boss.",
        silent="I was like, what was that?",
    ),
    FillerRule(
        "like.this",
        "ordinary",
        before=r"[^,~]$",
        after=r"^(?:this|that|these|those|me|him|her|them|us|you|mine)(?: [.,_]|$| (?:one|before|again|now)\b)",
        fires="We never saw a day like that.",
        silent="And like that customer was so angry.",
    ),
    FillerRule(
        "like.fixed",
        "ordinary",
        after=starts("to", "as", "for like", "it or", "that or", "buttons?", "counts?"),
        fires="There is nothing that I like to do more.",
        silent="It, like, fell.",
    ),
    FillerRule(
        "like.all_others",
        "ordinary",
        before=r"(?:\.|,|(?:^|\s)(?:and|but|so))$",
        after=starts("most", "many", "any", "all", "every", "every(?:one|body) else", "other", "so many"),
        fires="But like most teams we had no tests.",
        silent="But like nobody had tests.",
    ),
    FillerRule(
        "like.quotative",
        "certain",
        before=rf"(?:^|\s)(?:{PERSON_IS}|goes|went|going)(?: all| just| always| still| basically)?( [,_~])?$",
        after=rf"^(?:[,_~]|\. \w|(?:{SUBJECT}|{EXCLAMATION})(?![\w']))",
        fires="And my boss was like no way.",
        silent="It was like a cache.",
    ),
    FillerRule(
        "like.verb",
        "ordinary",
        before=r"(?:^|\s)(?:\w+'d|would|to|do|does|did|don't|doesn't|didn't|not|never|also|always|might|may|will|who|"
        r"however|(?:do|does|did|don't|doesn't|didn't|would|not) (?:really|even|actually|particularly|quite))( _)?$",
        fires="I would like a word.",
        silent="It was, like, huge.",
    ),
    FillerRule(
        "like.just",
        "certain",
        before=ends("just"),
        after=starts(PAST, r"really|so|super|totally|completely"),
        fires="And I just like froze.",
        silent="It was just like last year.",
    ),
    FillerRule(
        "like.saying",
        "certain",
        before=ends(r"said|says|saying|thinking|thought", r"(?:told|telling|asked|asking) [\w']+"),
        after=rf"^(?!(?:{DETERMINER}|this|that|it|you|everyone)(?![\w']))\w",
        fires="I kept telling them like guys, slow down.",
        silent="She was thinking like a customer.",
    ),
    FillerRule(
        "like.comparison",
        "ordinary",
        before=rf"(?:^|\s)(?:{_SEEMING}|something|anything|nothing|someone|anyone|everything|things|stuff|people|more|"
        r"much|exactly|such|just|unlike|them|him|her|us|me|places|tools|companies|bit|rather|quite|like for|"
        rf"(?:{BE}) so)( _)?$",
        fires="It felt like the right time.",
        silent="It was, like, the right time.",
    ),
    FillerRule(
        "like.and_the_like",
        "ordinary",
        before=ends("(?:and|or) the"),
        after=r"^(?:[.,_~]|(?:is|are|was|were|in|on|for|that|which)(?![\w']))",
        fires="We had scanners and the like.",
        silent="We had the, like, scanners.",
    ),
    FillerRule(
        "like.kind_of",
        "ordinary",
        before=ends("(?:kind|sort) of"),
        after=starts(DETERMINER, "when", "if", "that", "this", "being", r"\w+ing"),
        fires="It is kind of like a cache.",
        silent="I kind of like forgot.",
    ),
    FillerRule(
        "like.final",
        "ordinary",
        before=r"[\w'](?: _)?$",
        after=r"^\.",
        fires="What was it like?",
        silent="It was, like, fine.",
    ),
    *LIKE_FILLER_RULES,
)
