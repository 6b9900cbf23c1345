"""Rules of "well", "right" and "okay": words that take the turn, keep it, or ask for agreement."""

from __future__ import annotations

from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import ANSWER_START, BREAK_NEXT, COMMA, DETERMINER, SUBJECT

_SAYING = r"like|thought|think|said|say|says|go|goes|went|myself"
"""Words that quoted speech follows."""
_TURN = (
    r"that's|(?:what|who|where|how|why|when|here)(?:'s)?|this|that|let me|let's|the|my|our|maybe|no|yes|yeah|first|fair"
)

_NEXT_CLAUSE = (
    rf"^(?:(?:(?:and|so|but|because) )?(?:{SUBJECT}|(?:every|some|no)body's)|and (?:people|two|three|half))(?![\w'])"
)
"""How the next clause starts after a tag."""

WELL_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "well.adverb",
        "ordinary",
        after=starts(r"as|known|over|before|after|beyond|under|above|enough|within|past|done|into|\w+ed"),
        fires="Well before noon we left.",
        silent="Well, we left.",
    ),
    FillerRule(
        "well.opener",
        "certain",
        before=r"[.~,]$",
        after=rf"^(?:[,_~.]|(?:{SUBJECT}|{_TURN}|in|at|if|when|to|obviously|actually|basically|mostly|not)(?![\w']))",
        fires="Well, it broke.",
        silent="It went well.",
    ),
    FillerRule(
        "well.between_pauses",
        "possible",
        before=r"_$",
        after=r"^[,_~]",
        fires="We were happy … well, mostly happy.",
        silent="We did well, mostly.",
    ),
    FillerRule(
        "well.turn",
        "certain",
        before=ends("and", "but", "so", "because", "oh", "like", "thought", "said", "says"),
        after=rf"^(?:[,_] )?(?:{SUBJECT}|that's|what|maybe|if|when|this is|why not)(?![\w'])",
        fires="But well you live and learn.",
        silent="They are paid and well rested.",
    ),
)

RIGHT_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "right.direction",
        "ordinary",
        before=r"[a-z](?: _)?$",
        after=r"^(?:[.,]|(?:now|away|there|here|after|before|to|thing|answer|person|way|side|hand|choice|time|people|tool)"
        r"(?![\w']))",
        fires="It was right there.",
        silent="It was late, right, so I left.",
    ),
    FillerRule(
        "right.side",
        "ordinary",
        before=ends(
            DETERMINER,
            r"was|is|are|were|be|all|'s|'re|you're|it's|that's|it|them|things|done|feel|felt|just|not|on|always|"
            r"absolutely|probably|quite|partly",
        ),
        fires="It was right and we knew it.",
        silent="We had a plan, right, and we knew it.",
    ),
    FillerRule(
        "right.list",
        "ordinary",
        before=r"\b(?:left|top|bottom|up|down|centre|center|straight) ,$",
        fires="Left, right, it was everywhere.",
        silent="It was late, right, so I left.",
    ),
    FillerRule(
        "right.tag",
        "certain",
        before=COMMA,
        after=BREAK_NEXT,
        fires="It was late, right, so I left.",
        silent="Right now.",
    ),
    FillerRule(
        "right.between_pauses",
        "possible",
        before=r"_$",
        after=r"^[,_]",
        fires="I have this list … right … of all the invoices.",
        silent="I have the right … to go.",
    ),
    FillerRule(
        "right.opener",
        "certain",
        before=ANSWER_START,
        after=r"^(?:[,_~.]|so\b|okay\b)",
        fires="Right, so it was in May.",
        silent="Right now it runs.",
    ),
    FillerRule(
        "right.sentence",
        "possible",
        before=r"\.$",
        after=r"^[.,]",
        fires="It was late. Right? So I left.",
        silent="That is right.",
    ),
    FillerRule(
        "right.manner",
        "ordinary",
        before=r"\b(?:if|when|get|gets|got|getting|do|does|did|doing|done|make|put|went|goes)\b[^.,_~]*$",
        fires="If I do my job right nobody notices.",
        silent="They pay for support right they do.",
    ),
    FillerRule(
        "right.before_clause",
        "possible",
        before=r"[a-z]$",
        after=_NEXT_CLAUSE,
        fires="You have the front end right and it talks to the back.",
        silent="It was right and it held.",
    ),
)

OKAY_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "okay.quoted",
        "certain",
        before=ends(_SAYING),
        after=starts(SUBJECT, _TURN, "so", "do", "fine"),
        fires="And I thought okay this is serious.",
        silent="They said okay to it.",
    ),
    FillerRule(
        "okay.predicate",
        "ordinary",
        before=r"(?:^|\s)(?:was|is|be|are|were|been|it's|that's|they're|i'm|felt|feel|went|said|say|an?|the|his|her|"
        r"their|it|looked|seemed|out|we're|you're|he's|she's|not|doing|everything's)(?: _)?$",
        fires="They said okay to it.",
        silent="Okay, it was in May.",
    ),
    FillerRule(
        "okay.with",
        "ordinary",
        after=starts("with", "if", "to", "for", "from"),
        fires="We were all okay with it.",
        silent="Okay, with it.",
    ),
    FillerRule("okay.opener", "certain", before=r"[.~]$", fires="Okay, it was in May.", silent="It looked okay."),
    FillerRule(
        "okay.tag",
        "certain",
        before=r",$",
        after=BREAK_NEXT,
        fires="It was late, okay, so I left.",
        silent="Late, okay to leave.",
    ),
    FillerRule(
        "okay.turn",
        "possible",
        before=r"(?:[,_]|(?:^|\s)(?:and|but|so))$",
        after=r"^(?:[,_~]|so\b)",
        fires="And okay, so we left.",
        silent="And okay to leave.",
    ),
    FillerRule(
        "okay.new_scene",
        "possible",
        before=ends("and then", "but then", "so then"),
        after=starts("the next", "the first", SUBJECT),
        fires="And then okay the next morning it broke again.",
        silent="And then okay jobs came along.",
    ),
    FillerRule(
        "okay.maybe",
        "possible",
        before=r"[a-z]$",
        after=starts("maybe"),
        fires="We had okay maybe ten of us.",
        silent="There were okay people.",
    ),
    FillerRule(
        "okay.before_clause",
        "possible",
        before=r"[a-z]$",
        after=_NEXT_CLAUSE,
        fires="You sign it twice okay and nobody leaves early.",
        silent="You are okay and nobody leaves early.",
    ),
)
