"""Rules of "so": degree, purpose, consequence, or an empty opening and trailing."""

from __future__ import annotations

from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import ANSWER_START

SO_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "so.pro_form",
        "ordinary",
        before=r"(?:^|\s)(?:do|did|does|think|thought|hope|hoped|say|said|if|not|or|ever|even|just|more|less|doing|"
        r"is|was|were|are|been|be|i'm|it's|that's|much|quite|never|why|how|says|done|as|like|make|made|become|remain)$",
        after=r"^(?!~)",
        fires="I did so at once.",
        silent="And so, um, I did it.",
    ),
    FillerRule(
        "so.fixed",
        "ordinary",
        after=starts("that", "far", "much", "many", "long", "few", "little", "called", "forth", "to speak", "as to"),
        fires="I did it so that nobody waits.",
        silent="So, that was the end.",
    ),
    FillerRule(
        "so.and_so_on",
        "ordinary",
        before=ends("and"),
        after=starts("on"),
        fires="We had scanners and so on and it was fine.",
        silent="And so, on Monday, we left.",
    ),
    FillerRule(
        "so.degree",
        "ordinary",
        after=r"^(?:important|hard|big|small|fast|slow|good|bad|easy|happy|tired|quickly|soon|badly|close|cheap|"
        r"late|early|different|complex|simple|\w+ly\b(?<!basically)(?<!actually)(?<!obviously)(?<!honestly)"
        r"(?<!really)(?<!finally)(?<!anomaly))\b",
        fires="So soon it was over.",
        silent="So, soon it was over.",
    ),
    FillerRule(
        "so.hesitation", "certain", after=r"^(?:[,_] )?~", fires="And so, um, we left.", silent="And so we left."
    ),
    FillerRule(
        "so.answer_opener",
        "certain",
        before=ANSWER_START,
        fires="So this was in March.",
        silent="It broke. So we left.",
    ),
    FillerRule(
        "so.answer_opener_after",
        "certain",
        before=r"(?:^|[.~] )[.~,_ ]*(?:yeah|yes|okay|ok|right|well|sure|um|hi|hello|alright|anyway|thanks|thank you)"
        r"(?: [.,~_])*$",
        fires="Yeah, so it was in March.",
        silent="The bank left, so it was over.",
    ),
    FillerRule(
        "so.after_preface",
        "certain",
        before=r"\b(?:question|let me think(?: [\w']+){0,4}) (?:\. ?)?[,_.]$",
        fires="That's a good question. So it was in March.",
        silent="That's a bad bank. So we left.",
    ),
    FillerRule(
        "so.trailing",
        "certain",
        before=r"\w(?: [,_~])?$",
        after=r"^\.",
        fires="It was fine in the end, so.",
        silent="So it was.",
    ),
    FillerRule(
        "so.before_filler",
        "certain",
        after=r"^[,_]? ?(?:yeah|yes|basically|anyway|like|you know|i mean)\b",
        fires="It ended. So yeah, that was it.",
        silent="So the bank left.",
    ),
    FillerRule(
        "so.opener_comma",
        "certain",
        before=r"\.$",
        after=r"^,",
        fires="It ended. So, the bank left.",
        silent="It ended, so we left.",
    ),
    FillerRule(
        "so.between_breaks",
        "certain",
        before=r"[,~_]$",
        after=r"^[,_]",
        fires="And, so, the bank left.",
        silent="Late, so we left.",
    ),
)
