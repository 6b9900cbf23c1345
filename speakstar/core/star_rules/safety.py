"""Cues of how a risk was kept small and who was worked with."""

from __future__ import annotations

from speakstar.core.star_rules.cue import NUM, ROLE, Cue, cue

SAFETY_CUES: tuple[Cue, ...] = (
    cue(
        "safety",
        r"\b(?:roll(?:ed|ing)?[ -]?back|fall(?:s)?[ -]?back|pilot\w*|back-?up|backed up|trial|dry[ -]run|"
        r"canary|in case|side by side|in parallel|parallel|next to the old|gradual\w*|staging|undo|"
        r"rehears\w*|spare|kill|switch|behind (?:a |flags?)|flag|prototype|shadow|on a copy|copy|one at a "
        r"time|bit by bit|safe(?:ty|ly)?|reserve|stop limit|exit clause|revert\w*|insurance|plan b|second "
        r"(?:pair|check|person|reader))\b",
        "I kept a rollback ready.",
        "I kept a diary.",
    ),
    cue(
        "guard",
        r"\bso (?:that )?(?:nothing|nobody|no one|no|if|a|an|it|we|they|one|anything|the) (?:\w+ "
        r"){0,4}(?:could|would|can|couldn't|wouldn't|went|falls?|came|would've)\b|\buntouched\b|\bnever "
        r"touched\b|\bto see (?:if|whether)\b|\bbrings? it (?:all )?back\b|\b(?:put|swap|switch|call|"
        r"turn) (?:it|them|that)? ?(?:back|off)\b|\bready (?:to go|in a)\b|\bhad (?:\w+ ){1,4}(?:copied|"
        r"printed|ready|standing by)\b|\bnext to (?:the|each)\b|\breverse\b|\bcould (?:be )?(?:go back|"
        r"undone|reversed|switched|stopped)\b|\bpractis\w+\b|\bsecond (?:way|officer|pair|copy|phone|"
        r"person)\b",
        "I kept it next to the old one so that nothing could break.",
        "I kept it in a box.",
    ),
    cue(
        "small_scale",
        r"\b(?:one|two|three|a few|five|ten|twenty|\d+) (?:\w+ ){0,2}(?:only|at a time|phone|shop|garage|"
        "aisle|site|ward|department|region|store|branch|class|line|user|customer|handset|reader|person|"
        r"people)\b|\bfor (?:a|one|two|three|\d+) (?:week|day|weekend|month|night|evening|shift)s?\b|"
        r"\b(?:\w+days?|staff|april|january) only\b|\bthe (?:smallest|dullest|quietest)\b|\bfirst (?:week|"
        r"batch|one|on)\b",
        "I tried it on one ward for a week.",
        "I tried to sleep.",
    ),
    cue(
        "verify",
        r"\b(?:test(?:ed|ing|s)?|tried (?:it|them|that|out)|try (?:it|that|them)|check(?:ed|ing|s)?|"
        r"verif\w+|compared?|measured?|inspect\w*|monitor\w*|watched|double[- ]check\w*|confirm\w*|"
        r"reviewed|signed (?:off|each|it)|proof|caught|counted|sample[ds]?|by hand|by eye|cheque)\b",
        "I tested each part.",
        "I painted each part.",
    ),
    cue(
        "small_first",
        rf"\b(?:{NUM} (?:\w+ ){{0,3}}first|first (?:on|with|in) |(?:a|one|two|three) (?:small|single|few)|"
        r"(?:one|five|ten|\d+) per ?cent of|only then|before (?:any|it went|moving|we|i|they|anyone|the)|"
        r"until (?:it|the|we))\b",
        "We tried two shops first.",
        "We tried two shoes.",
    ),
    cue(
        "ask_tell",
        r"\b(?:i|we) (?:\w+ ){0,3}(?:asked|told|called|rang|phoned|emailed|messaged|invited|showed|"
        "explained|agreed|informed|updated|posted|warned|wrote to|spoke|talked|met|sat down|walked|"
        "briefed|presented|shared|reported|convinced|persuaded|promised|offered|said to|took (?:him|her|"
        r"them)|rode)\b",
        "I asked the cook.",
        "I ate the cook's pie.",
    ),
    cue(
        "with_whom",
        r"\b(?:with|to|from|alongside) (?:my|the|our|her|him|them|his|their|each|everyone|both|an?|all|"
        rf"two|three) ?(?:\w+ ){{0,2}}(?:{ROLE})?\b(?=.*\b(?:sat|met|spoke|talked|agreed|worked|went|walked|"
        r"asked|paired|together|call|meeting|showed|sent))|\btogether\b|\b(?:sat|met|spoke|talked|worked|"
        r"paired|agreed|checked) (?:\w+ )?with\b",
        "I sat with the cook.",
        "I sat on the roof.",
    ),
    cue(
        "got_them_to",
        r"\b(?:got|had|have|get|asked|let|helped|made) (?:the |my |our |a )?(?:\w+ ){1,3}(?:to |check|"
        "read|look|watch|run|try|sit|sign)",
        "I had Ann check it.",
        "I had soup.",
    ),
    cue(
        "they_joined",
        r"\b(?:he|she|they|who) (?:\w+ )?(?:helped|checked|signed|agreed|gave|brought|showed|rewrote|"
        r"found|held|joined|watched|sat|said (?:yes|okay|fine|no))\b",
        "She helped with it.",
        "She sang.",
    ),
    cue(
        "meeting",
        r"\b(?:meeting|workshop|call|stand-?up|demo|presentation|email|message|note|update[sd]?|session|"
        r"chat|slack|phone|channel|in the loop|questions|weekly|daily)\b",
        "We held a workshop.",
        "We held a rope.",
    ),
)
