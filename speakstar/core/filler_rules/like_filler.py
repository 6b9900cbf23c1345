"""Rules of "like" where it is neither verb nor quotation: set apart, or before an amount, and what resembles that."""

from __future__ import annotations

from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import (
    AUXILIARY,
    BE,
    BREAK,
    BREAK_NEXT,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    INTENSIFIER,
    PARTICLE,
    PAST,
    PREPOSITION,
    PRONOUN_IS,
    QUANTITY,
    SUBJECT,
)

_WHO_LIKES = (
    r"(?:i|we|you|they|people|users|customers|patients)(?: (?:really|quite|particularly|especially|still|just))?"
)
_ADVERB = r"(?:just|never|even|suddenly|totally|completely|literally|actually|really)"

LIKE_FILLER_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "like.between_breaks",
        "certain",
        before=COMMA,
        after=r"^[,_~]",
        fires="It, like, broke.",
        silent="I like it.",
    ),
    FillerRule(
        "like.between_pauses",
        "possible",
        before=r"[_.]$",
        after=BREAK_NEXT,
        fires="We sang … like, really badly.",
        silent="We, like, left.",
    ),
    FillerRule(
        "like.past",
        "certain",
        before=r"(?<![,.~])(?<!\bis)(?<!\bwas)(?<!\bare)(?<!\bwere)(?<!'s)(?<!'re)(?<!'m)$",
        after=starts(rf"(?:{_ADVERB} )?(?:{PAST})"),
        fires="We like rewrote the whole thing.",
        silent="The ledger was like broken glass.",
    ),
    FillerRule(
        "like.object",
        "ordinary",
        before=ends(_WHO_LIKES),
        fires="I like hard problems.",
        silent="It was like really hard.",
    ),
    FillerRule(
        "like.auxiliary",
        "certain",
        before=r"(?<![,.~])$",
        after=starts(rf"(?:{_ADVERB} )?(?:{AUXILIARY})"),
        fires="The ledger like just wasn't right.",
        silent="The part I like was the end.",
    ),
    FillerRule(
        "like.thought",
        "certain",
        before=r"[\w']$",
        after=r"^[,_] (?:what|why|how|okay|oh|wait|hey)\b",
        fires="I stood there like, what do I do?",
        silent="The people I like, what do they do?",
    ),
    FillerRule(
        "like.before_break",
        "certain",
        before=ends(BE, HAVE, DETERMINER, PREPOSITION, PARTICLE, CONJUNCTION, "only", "just"),
        after=r"^[,_~]",
        fires="We had like, no time.",
        silent="We like, no.",
    ),
    FillerRule(
        "like.there_is",
        "certain",
        before=r"(?:(?:[,._~]|\b(?:and|but|so|because|that|then|if|when|think|know|said|where)) there"
        r"(?:'s| is| are| was| were| has been| have been)(?: only)?|\b(?:is|are|was|were) there)$",
        fires="There was like this unwritten rule.",
        silent="There was nothing like this rule.",
    ),
    FillerRule(
        "like.one_of",
        "ordinary",
        before=ends(BE),
        after=starts("one (?:of|big|giant|huge|large|long)"),
        fires="It was like one of those films.",
        silent="It was like one in the morning.",
    ),
    FillerRule(
        "like.examples",
        "ordinary",
        before=r"(?<!\bwa)(?<!\bi)(?<!\bha)(?<!\btake)(?<!\bcost)(?<!\blast)(?<!')(?<!s)s$",
        after=starts(QUANTITY),
        fires="Values like two hundred are rare.",
        silent="It takes like two hours.",
    ),
    FillerRule(
        "like.quantity",
        "certain",
        before=r"[\w']$",
        after=rf"^(?:, )?(?:{QUANTITY})(?![\w'])",
        fires="The tests took like twenty minutes.",
        silent="I like two of them.",
    ),
    FillerRule(
        "like.superlative",
        "certain",
        before=ends(BE),
        after=starts(r"(?:the|my|our) (?:most|best|worst|\w+est)"),
        fires="It was like the craziest day.",
        silent="It was like the day before.",
    ),
    FillerRule(
        "like.simile",
        "ordinary",
        before=ends(BE),
        after=starts("all", "every", "most", rf"(?:{DETERMINER})(?! (?:really|super|very|totally)\b)"),
        fires="It is like a cache for pages.",
        silent="It took like a week.",
    ),
    FillerRule(
        "like.intensifier",
        "certain",
        before=ends(BE, HAVE, DETERMINER, PREPOSITION, PARTICLE, CONJUNCTION, "just"),
        after=starts(INTENSIFIER),
        fires="It was like really bad.",
        silent="I like very hot tea.",
    ),
    FillerRule(
        "like.quality",
        "certain",
        before=ends(rf"(?:{PRONOUN_IS})(?: just| all)?"),
        after=r"^(?!thing|something|anything|nothing|everything)\w{3,}(?:ed|ing|ful|able|ible|ous|ive|less|ly)\b",
        fires="Everyone was like terrified.",
        silent="It was like watching paint dry.",
    ),
    FillerRule(
        "like.overwhelming",
        "certain",
        before=ends(BE),
        after=starts(
            r"(?:overwhelm|amaz|terrify|frighten|exhaust|bor|shock|annoy|excit|interest|depress|embarrass|surpris|stunn|"
            r"horrify|devastat|confus|disappoint|frustrat|mov|encourag)ing"
        ),
        fires="The launch was like terrifying.",
        silent="The launch was like watching paint dry.",
    ),
    FillerRule(
        "like.after_hesitation",
        "possible",
        before=rf"(?:^|\s)(?:{BE}|{HAVE}|{DETERMINER}|{PREPOSITION}|{CONJUNCTION})(?: [,_])? ~(?: [,_])?$",
        after=r"^\w",
        fires="The worst part was, um, like waiting for the call.",
        silent="The worst part was like waiting for a bus.",
    ),
    FillerRule(
        "like.function_word",
        "certain",
        before=ends(DETERMINER, PREPOSITION, CONJUNCTION, HAVE),
        after=r"^\w",
        fires="And then like the database fell over.",
        silent="Databases like that fall over.",
    ),
    FillerRule(
        "like.comma_emphasis",
        "certain",
        before=COMMA,
        after=starts(INTENSIFIER, r"\w{3,}ly"),
        fires="It was bad, like really bad.",
        silent="It was bad, like last year.",
    ),
    FillerRule(
        "like.comma_quantity",
        "possible",
        before=BREAK,
        after=starts(QUANTITY),
        fires="It took long, like three days.",
        silent="I like three.",
    ),
    FillerRule(
        "like.opener",
        "possible",
        before=r"[.~]$",
        after=rf"^(?:,|(?:{SUBJECT})(?![\w']))",
        fires="Like I was done.",
        silent="Like a cache.",
    ),
)
