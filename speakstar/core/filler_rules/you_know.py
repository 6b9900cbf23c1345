"""Rules of "you know" and "I mean": a clause with an object, or a parenthesis."""

from __future__ import annotations

from speakstar.core.filler_rules.rule import FillerRule, ends, starts
from speakstar.core.filler_rules.word_classes import (
    BE,
    BREAK,
    COMMA_NEXT,
    DETERMINER,
    SUBJECT,
)

_ADVERB = (
    r"because|like|just|maybe|basically|actually|obviously|really|not|even|kind of|sort of|sometimes|"
    rf"(?:and|but|so) (?:then|{SUBJECT})"
)
"""Words that no object of "know" or "mean" starts with."""
_PREPOSITION = r"at|in|on|for|with|from|after|during|if|within"
_OBJECTLESS_BEFORE = rf"{BE}|{DETERMINER}|of|in|with|at|into|from|very|really|just|like|feel"
"""Words that no clause follows at once."""
_CLAUSE = (
    rf"(?:{DETERMINER}|this|that|these|those) [\w']+(?: [\w']+)? "
    r"(?:was|were|is|are|had|has|would|could|got|did|just|didn't|wasn't|isn't|don't)|"
    r"(?:this|that) (?:was|had|took|went)"
)
"""A noun phrase with its verb."""

YOU_KNOW_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "you_know.before_infinitive",
        "certain",
        before=ends(r"(?:us|them|him|her|me|people|want(?:ed)?|ha(?:d|ve)|need(?:ed)?|tr(?:y|ied|ying)|able|going) to"),
        after=r"^(?!(?:who|what|how|that|the|it)\b)\w",
        fires="They wanted us to you know answer the phone.",
        silent="I got to you know the team.",
    ),
    FillerRule(
        "you_know.clause",
        "ordinary",
        before=r"(?:^|\s)(?:do|did|if|as|let|how|what|when|before|once|would|should|to|sure|unless|until|since|that|"
        r"everything|all|than|where|who|things|whatever|just so|think|suppose|wish|rather|maybe|now|people|someone|"
        r"anyone|somebody|anybody|much|more|less|don't|didn't|can|could)( _)?$",
        fires="Once you know the numbers you decide.",
        silent="It was, you know, late.",
    ),
    FillerRule(
        "you_know.no_object",
        "certain",
        before=r"[\w',]$",
        after=starts(_ADVERB),
        fires="It was late you know because of the snow.",
        silent="It was the snow you know and love.",
    ),
    FillerRule(
        "you_know.preposition",
        "certain",
        before=ends("and", "but", "so", "or", "because", "well", "then"),
        after=starts(_PREPOSITION),
        fires="Because you know at the end it works.",
        silent="Because you know the end.",
    ),
    FillerRule(
        "you_know.new_clause",
        "certain",
        before=ends("and", "but", "so", "or", "because", "well"),
        after=starts(_CLAUSE),
        fires="But you know the people were great.",
        silent="But you know the people.",
    ),
    FillerRule(
        "you_know.object",
        "ordinary",
        before=r"(?:[^,~.]|^\.|[a-z] \.)$",
        after=starts("what|how|why|where|who|when|that|about|him|her|them|this|which|if|of|your|each other|the"),
        fires="Then you know what comes next.",
        silent="And, you know, what comes next?",
    ),
    FillerRule(
        "you_know.parenthesis",
        "certain",
        before=BREAK,
        after=rf"^(?:[,_~]|\. |\.$|(?:{SUBJECT})(?![\w']))",
        fires="It was, you know, a long day.",
        silent="It is what you know that counts.",
    ),
    FillerRule(
        "you_know.conjunction",
        "certain",
        before=ends("and", "but", "so", "like", "just", "or", "well", "then"),
        after=rf"^(?:[,_~]|(?:{SUBJECT}|my|our|an?)(?![\w']))",
        fires="But you know we got it done.",
        silent="You know we got it done?",
    ),
    FillerRule(
        "you_know.new_subject",
        "certain",
        before=r"[\w']$",
        after=rf"^(?!who|that)(?:{SUBJECT})(?![\w']) \w",
        fires="I never shout you know I lower my voice.",
        silent="If you know she left you tell me.",
    ),
    FillerRule(
        "you_know.before_verb",
        "certain",
        before=ends("which", "who", SUBJECT),
        after=rf"^(?:{BE}|had|has|did|didn't|would|could|got|went|just)(?![\w'])",
        fires="My supervisor shrugged which you know didn't help.",
        silent="The people you know didn't help.",
    ),
    FillerRule(
        "you_know.before_break",
        "certain",
        after=COMMA_NEXT,
        fires="The rest you know, um, is it.",
        silent="If you know it.",
    ),
    FillerRule(
        "you_know.inside_phrase",
        "certain",
        before=ends(_OBJECTLESS_BEFORE),
        after=r"^\w",
        fires="He came back with you know three pages.",
        silent="The man you know is back.",
    ),
)

I_MEAN_RULES: tuple[FillerRule, ...] = (
    FillerRule(
        "i_mean.question",
        "ordinary",
        before=ends("what", "do", "did", "how", "by", "which", "if", "that", "when", "whether"),
        fires="What I mean is this.",
        silent="I mean, it was this.",
    ),
    FillerRule(
        "i_mean.object",
        "ordinary",
        after=r"^(?:by|to|business|every (?:single )?(?:word|bit)|(?:that|it|this)(?: [.,_]|$| (?:as|in|for|with|to|"
        r"from|when|very|quite|too|and|\w+ly)\b))",
        fires="I mean that sincerely.",
        silent="I mean, that took a year.",
    ),
    FillerRule("i_mean.before_break", "certain", after=r"^[,_~.]", fires="I mean, it was late.", silent="I mean it."),
    FillerRule(
        "i_mean.gloss",
        "ordinary",
        before=r"\b(?:by|say|said|says|talk|call|mention)\b[^.]*$",
        fires="By fast I mean under a second.",
        silent="It was fast. I mean it was under a second.",
    ),
    FillerRule(
        "i_mean.no_object",
        "certain",
        after=starts(
            _ADVERB, _PREPOSITION, r"yes|yeah|no|look|come on|who|what|why|how|when|honestly|literally|nothing"
        ),
        fires="I don't know I mean maybe I should have called.",
        silent="I mean the third one.",
    ),
    FillerRule(
        "i_mean.opener",
        "certain",
        before=rf"(?:{BREAK}|(?:^|\s)(?:and|but|so|well|because|like|{_OBJECTLESS_BEFORE})$)",
        after=starts(SUBJECT, r"that|this|the|my|our|everything|nothing|people"),
        fires="But I mean we did it.",
        silent="They know I mean we did it.",
    ),
    FillerRule(
        "i_mean.clause",
        "possible",
        before=r"[\w'](?<!\bknow)(?<!\bthink)(?<!\bsee)(?<!\bknew)(?<!\bsure)(?<!\bunderstand)(?<!\bsay)"
        r"(?<!\bsaid)$",
        after=rf"^(?:{SUBJECT})(?![\w']) \w",
        fires="It is a small office I mean everyone helps everyone.",
        silent="They know I mean everyone helps everyone.",
    ),
    FillerRule(
        "i_mean.after_break",
        "possible",
        before=BREAK,
        after=r"^\w",
        fires="We had alerts, I mean hundreds of them.",
        silent="By alerts I mean hundreds of them.",
    ),
    FillerRule(
        "i_mean.new_clause",
        "certain",
        after=starts(_CLAUSE),
        fires="For me I mean the turning point was that call.",
        silent="For me I mean the turning point.",
    ),
)
