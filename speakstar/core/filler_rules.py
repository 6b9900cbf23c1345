"""Which uses of a word are fillers: one entry per rule, most telling rule of a phrase first.

A rule sees the words around the phrase in lower case, one blank between them, with marks where the speech breaks:

    ``,`` comma, colon or dash   ``_`` pause of 150 ms or more   ``~`` hesitation   ``.`` end of a sentence

``before`` is searched in what precedes the phrase, ``after`` in what follows it. The first rule that matches decides;
if none does, the use is ordinary: a wrong accusation costs more trust than a miss. An ordinary rule stands above the
rules that it keeps from firing.

Sources: collocations, then pauses, tell markers apart best (Zufferey and Popescu-Belis, SIGDIAL 2004, "like" and
"well"; Popescu-Belis and Zufferey, Computer Speech and Language 2011); 'kind of' after a determiner is a noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Use = Literal["certain", "possible", "ordinary"]


@dataclass(frozen=True, slots=True)
class FillerRule:
    """An entry of the rule table.

    Parameters
    ----------
    id
        ``word.reason``; stored with each filler.
    use
        What the phrase is where the rule matches: a filler (certain or possible) or an ordinary word.
    before, after
        Regular expressions on the marked context; an empty one matches everything.
    fires
        An example in which this rule decides.
    silent
        A similar example in which it does not.
    """

    id: str
    use: Use
    before: str
    after: str
    fires: str
    silent: str

    def matches(self, left: str, right: str) -> bool:
        """Whether the rule decides about a phrase between this context."""
        return bool(re.search(self.before, left) and re.search(self.after, right))


HESITATION = re.compile(r"u+h+m*|u+m+|e+r+m*|e+h+|a+h+|h+m+|m{2,}")
"""Filled pauses however long they are spelled; answers such as "uh-huh" and "mm-hmm" are single other words."""

_SUBJECT = (
    r"(?:i|we|you|they|he|she|it|there|i'm|we're|they're|he's|she's|it's|that's|there's|i've|we've|i'd|we'd|i'll|"
    r"nobody|everyone|everybody|someone)\b"
)
_FUNCTION = (
    r"(?:^|\s)(?:and|but|so|or|because|was|is|were|are|it's|that's|i'm|the|a|an|of|in|with|for|my|our|just|then|been|"
    r"he's|she's|they're|we're|had|have|has|took|spent|at|by|into|about|from|only|after)$"
)
_NUMBER = (
    r"^(?:[\d£$€]\S*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|half|maybe|around|almost|nearly|zero|"
    r"a (?:hundred|thousand|million|dozen|couple|week|month|year|lot|third|quarter))\b"
)
_INTENSIFIER = r"^(?:really|so|super|totally|not|very|kind|pretty|completely|extremely|way|too|no|barely|literally)\b"
_BREAK = r"[,_~.]$"
_BREAK_NEXT = r"^[,_~.]"

HESITATION_RULES: tuple[FillerRule, ...] = (
    FillerRule("hesitation.answer", "ordinary", "", r"^(?:huh|hum|ha)\b", "Uh huh, we did that.", "Uh, we did it."),
    FillerRule("hesitation.err", "ordinary", r"\bto$", r"^(?:on|is)\b", "To er is human.", "I went to, er, Leeds."),
    FillerRule("hesitation.sound", "certain", "", "", "We, um, called them.", "We called their mum."),
)

PHRASE_RULES: dict[str, tuple[FillerRule, ...]] = {
    "like": (
        FillerRule(
            "like.to_number",
            "certain",
            r"(?:^|\s)(?:to|by|at)$",
            r"^(?:\d|two|three|four|five|ten|twenty|half)",
            "It fell to like 3 units.",
            "I want to like this.",
        ),
        FillerRule(
            "like.as_said",
            "ordinary",
            "",
            r"^(?:i|we) (?:said|say|mentioned|told)\b",
            "And, like I said, it broke.",
            "And, like, I said it broke.",
        ),
        FillerRule(
            "like.verb",
            "ordinary",
            r"(?:^|\s)(?:\w+'d|would|to|do|does|did|don't|doesn't|didn't|not|never|also|always|might|may|will|who|"
            r"however)( _)?$",
            "",
            "I would like to add a point.",
            "It was, like, huge.",
        ),
        FillerRule(
            "like.comparison",
            "ordinary",
            r"(?:^|\s)(?:look|feel|sound|seem|taste|smell|act|behave|work|treat)(?:s|ed|ing)?(?: \w+)?( _)?$|"
            r"(?:^|\s)(?:felt|something|anything|nothing|someone|anyone|everything|things|stuff|people|more|much|"
            r"exactly|such|just|unlike|them|him|her|us|me|places|tools|companies|bit|rather|quite)( _)?$",
            "",
            "It felt like the right time.",
            "It was, like, the right time.",
        ),
        FillerRule(
            "like.to",
            "ordinary",
            "",
            r"^(?:to|it or|that or)\b",
            "What it is like to fail.",
            "It, like, fell.",
        ),
        FillerRule(
            "like.this",
            "ordinary",
            r"[^,~]$",
            r"^(?:this|that|these|those|me|him|her|them|us|you|mine)(?: [.,_]|$| (?:one|before|again|now)\b)",
            "We never saw a day like that.",
            "And like that customer was so angry.",
        ),
        FillerRule("like.final", "ordinary", r"\w( _)?$", r"^\.", "What was it like?", "It was, like, fine."),
        FillerRule(
            "like.quotative",
            "certain",
            r"(?:^|\s)(?:was|were|is|i'm|he's|she's|we're|they're|were all|was all)( [,_~])?$",
            rf"^(?:[,_~]|{_SUBJECT}|what|okay|no|yes|why|how)",
            "And he was like, no way.",
            "It was like a cache.",
        ),
        FillerRule("like.between_breaks", "certain", r"[,~]$", r"^[,_~]", "It, like, broke.", "I like it."),
        FillerRule(
            "like.between_pauses",
            "possible",
            r"_$",
            r"^[,_~]",
            "We sang … like, really badly.",
            "We, like, left.",
        ),
        FillerRule(
            "like.object",
            "ordinary",
            r"(?:^|\s)(?:i|we|you|they|people|users|customers|patients)$",
            "",
            "I like hard problems.",
            "It was like really hard.",
        ),
        FillerRule("like.before_break", "certain", _FUNCTION, r"^[,_~]", "We had like, no time.", "We like, no."),
        FillerRule(
            "like.simile",
            "ordinary",
            r"(?:^|\s)(?:is|was|are|were|be|been|it's|that's)$",
            r"^(?:all|every|most|one of|(?:a|an|the)\b(?! (?:hundred|thousand|million|dozen|couple|week|month|day|"
            r"year|lot|really|super|quarter|third)\b))",
            "It is like a cache for pages.",
            "It took like a week.",
        ),
        FillerRule(
            "like.number",
            "certain",
            r"\w$",
            _NUMBER,
            "There are like twenty tests.",
            "Tools like two of ours.",
        ),
        FillerRule(
            "like.intensifier",
            "certain",
            _FUNCTION,
            _INTENSIFIER,
            "It was like really bad.",
            "I like very hot.",
        ),
        FillerRule(
            "like.function_word",
            "certain",
            r"(?:^|\s)(?:a|an|the|of|in|with|for|my|our|and|but|then|because|so|had|have|been|about|at)$",
            r"^\w",
            "And then like the database fell over.",
            "Databases like that fall over.",
        ),
        FillerRule(
            "like.comma_emphasis",
            "certain",
            r"[,~]$",
            _INTENSIFIER,
            "It was bad, like really bad.",
            "A like.",
        ),
        FillerRule(
            "like.comma_number",
            "possible",
            r"[,~]$",
            _NUMBER,
            "It took long, like three days.",
            "I like three.",
        ),
        FillerRule("like.opener", "possible", r"[.~]$", rf"^(?:,|{_SUBJECT})", "Like, I was done.", "Like a cache."),
    ),
    "you know": (
        FillerRule(
            "you_know.clause",
            "ordinary",
            r"(?:^|\s)(?:do|did|if|as|let|how|what|when|before|once|would|should|to|sure|because|unless|until|since|that|"
            r"everything|all|than|where|who|things|whatever)( _)?$",
            "",
            "Once you know the numbers you decide.",
            "It was, you know, late.",
        ),
        FillerRule(
            "you_know.object",
            "ordinary",
            r"(?:[^,~.]|^\.|[a-z] \.)$",
            r"^(?:what|how|why|where|who|when|that|about|him|her|them|this|which|if|of|your|each other|the)\b",
            "Then you know what comes next.",
            "And, you know, what comes next?",
        ),
        FillerRule(
            "you_know.parenthesis",
            "certain",
            _BREAK,
            rf"(?:^[,_~]|^\. |^\.$|^{_SUBJECT})",
            "It was, you know, a long day.",
            "It is what you know that counts.",
        ),
        FillerRule(
            "you_know.conjunction",
            "certain",
            r"(?:^|\s)(?:and|but|so|like|just|or|well|then)$",
            rf"(?:^[,_~]|^{_SUBJECT}|^(?:the|my|our|a|in|when|for)\b)",
            "But you know we got it done.",
            "You know we got it done?",
        ),
        FillerRule(
            "you_know.before_break",
            "certain",
            "",
            r"^[,~]",
            "The rest you know, um, is it.",
            "If you know it.",
        ),
        FillerRule(
            "you_know.after_break",
            "possible",
            r"[,~]$",
            r"^(?:just|like|really|a|an|my|our|not|it's|no|some)\b",
            "It was late, you know just dreadful.",
            "It was what you know just now.",
        ),
    ),
    "i mean": (
        FillerRule(
            "i_mean.question",
            "ordinary",
            r"(?:^|\s)(?:what|do|did|how|by|which)$",
            "",
            "What I mean is this.",
            "I mean, it was this.",
        ),
        FillerRule(
            "i_mean.object",
            "ordinary",
            "",
            r"^(?:by|to|business|every|(?:that|it|this)\b(?! (?:was|is|were|would|could|should|had|has|took|felt|"
            r"wasn't|isn't|didn't|did)\b))\b",
            "I mean that sincerely.",
            "I mean, that took a year.",
        ),
        FillerRule("i_mean.before_break", "certain", "", r"^[,_~]", "I mean, it was late.", "I mean it."),
        FillerRule(
            "i_mean.opener",
            "certain",
            r"(?:[,_~.]|(?:^|\s)(?:and|but|so|well|because))$",
            rf"^(?:{_SUBJECT}|that|this|the|my|our|not|if|who|nobody|everyone)",
            "But I mean we did it.",
            "They know I mean we did it.",
        ),
    ),
    "so": (
        FillerRule(
            "so.pro_form",
            "ordinary",
            r"(?:^|\s)(?:do|did|does|think|thought|hope|hoped|say|said|if|not|or|ever|even|just|more|less|doing|"
            r"is|was|were|are|been|be|i'm|it's|that's)$",
            r"^(?!~)",
            "I did so at once.",
            "And so, um, I did it.",
        ),
        FillerRule(
            "so.fixed",
            "ordinary",
            "",
            r"^(?:that|far|much|many|long|called|forth|to|on \.|as to)\b",
            "I did it so that nobody waits.",
            "So, that was the end.",
        ),
        FillerRule(
            "so.degree",
            "ordinary",
            "",
            r"^(?:important|hard|big|small|fast|slow|good|bad|few|little|easy|happy|tired|quickly|soon|badly|close|cheap|"
            r"late|early|different|complex|simple|\w+ly\b(?<!basically)(?<!actually)(?<!obviously)(?<!honestly)"
            r"(?<!really)(?<!finally)(?<!anomaly))\b",
            "So few people came.",
            "So, few people came.",
        ),
        FillerRule("so.hesitation", "certain", "", r"^(?:, )?~", "And so, um, we left.", "And so we left."),
        FillerRule(
            "so.answer_opener",
            "certain",
            r"^[.~](?: [.,~_])*$",
            "",
            "So this was in March.",
            "It broke. So we left.",
        ),
        FillerRule(
            "so.answer_opener_after",
            "certain",
            r"^[.~,_ ]*(?:yeah|yes|okay|ok|right|well|sure|um|hi|hello|alright|thanks|thank you)(?: [.,~_])*$",
            "",
            "Yeah, so it was in March.",
            "The bank left, so it was over.",
        ),
        FillerRule("so.trailing", "certain", r"\w(?: [,_~])?$", r"^\.", "It was fine in the end, so.", "So it was."),
        FillerRule(
            "so.before_filler",
            "certain",
            "",
            r"^[,_]? ?(?:yeah|yes|basically|anyway|like|you know|i mean)\b",
            "It ended. So yeah, that was it.",
            "So the bank left.",
        ),
        FillerRule(
            "so.opener_comma",
            "certain",
            r"\.$",
            r"^,",
            "It ended. So, the bank left.",
            "It ended, so we left.",
        ),
        FillerRule("so.between_breaks", "certain", r"[,~]$", r"^,", "And, so, the bank left.", "Late, so we left."),
    ),
    "well": (
        FillerRule(
            "well.adverb",
            "ordinary",
            "",
            r"^(?:as|known|over|before|after|beyond|under|above|enough|within|past)\b",
            "Well before noon we left.",
            "Well, we left.",
        ),
        FillerRule(
            "well.opener",
            "certain",
            r"[.~,]$",
            rf"^(?:[,_~]|{_SUBJECT}|the|my|our|that|first|maybe|let)",
            "Well, it broke.",
            "It went well.",
        ),
    ),
    "right": (
        FillerRule(
            "right.direction",
            "ordinary",
            r"[a-z](?: _)?$",
            r"^(?:[.,_]|now|away|there|here|after|before|to|thing|answer|person|way|side|hand|choice|time|people|tool)",
            "It was right there.",
            "It was late, right, so I left.",
        ),
        FillerRule("right.tag", "certain", r"[,~]$", _BREAK_NEXT, "It was late, right, so I left.", "Right now."),
        FillerRule(
            "right.opener",
            "certain",
            r"^[.~](?: [.,~_])*$",
            r"^(?:[,_~]|so\b|okay\b)",
            "Right, so it was in May.",
            "Right now it runs.",
        ),
        FillerRule("right.sentence", "possible", r"\.$", r"^\.", "It was late. Right? So I left.", "That is right."),
    ),
    "okay": (
        FillerRule(
            "okay.predicate",
            "ordinary",
            r"(?:^|\s)(?:was|is|be|are|were|been|it's|that's|they're|i'm|felt|feel|went|said|say|an?|the|his|her|"
            r"their|it|looked|seemed)(?: _)?$",
            "",
            "They said okay to it.",
            "Okay, it was in May.",
        ),
        FillerRule(
            "okay.with",
            "ordinary",
            "",
            r"^(?:with|if|to|for|from)\b",
            "We were all okay with it.",
            "Okay, with it.",
        ),
        FillerRule("okay.opener", "certain", r"[.~]$", "", "Okay, it was in May.", "It looked okay."),
        FillerRule("okay.tag", "certain", r",$", _BREAK_NEXT, "It was late, okay, so I left.", "Late, okay to leave."),
        FillerRule(
            "okay.turn",
            "possible",
            r"(?:[,_]|(?:^|\s)(?:and|but|so))$",
            r"^(?:[,_~]|so\b)",
            "And okay, so we left.",
            "And okay to leave.",
        ),
    ),
    "kind of": (
        FillerRule(
            "kind_of.noun",
            "ordinary",
            r"(?:^|\s)(?:an?|the|this|that|what|some|any|every|each|same|different|certain|one|no|which|right|best|new|"
            r"first|these|those|all|two|three|of|my|our|his|her|their|its|other|many|most|another|similar|only|specific|"
            r"whatever|wrong|special|particular|odd|rare|worst|good|old)(?: _)?$",
            r"^\w",
            "It was the kind of bug I like.",
            "It was kind of slow.",
        ),
        FillerRule(
            "kind_of.gentle",
            "ordinary",
            "",
            r"^(?:you|them|him|her|us)(?: [.,]|$)",
            "That was kind of them.",
            "That was kind of slow.",
        ),
        FillerRule(
            "kind_of.title",
            "ordinary",
            r"\.$",
            r"^(?:the|an?)\b",
            "Kind of a mess, that.",
            "It was kind of a mess.",
        ),
        FillerRule(
            "kind_of.hedge",
            "certain",
            r"[\w,_~]$",
            r"^[\w,_~]",
            "We kind of guessed.",
            "A new kind of guess.",
        ),
    ),
}
"""Rules by phrase. ``ok`` and ``sort of`` share those of ``okay`` and ``kind of``."""

SAME_AS: dict[str, str] = {"ok": "okay", "sort of": "kind of"}
