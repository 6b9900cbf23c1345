"""Cues of what was learned and what became of it."""

from __future__ import annotations

from speakstar.core.star_rules.cue import Cue, cue

LESSON_CUES: tuple[Cue, ...] = (
    cue(
        "learned",
        r"\b(?:learn(?:ed|t|ing|s)?|taught|teach(?:es)?|lessons?|take-?aways?|took (?:away|from|off)|"
        "stay(?:s|ed) with me|sits with me|moral|what i(?:'d| would)? (?:got|get|know|tell|took|keep)|i "
        "got (?:out of|from)|next time|differently|should(?:'ve| have| of)|reali[sz]ed?|turns? out|"
        r"turned out|found out|discovered|used to think|always (?:thought|gone|start\w*)|changed (?:how|"
        "the way|my)|showed me|came away|came out|convinced|for me|since (?:then|that time)|these days i|"
        "i(?:'ve)? no longer|i now|thing i remember|understood|comes down to|if i'm honest|drummed|ever "
        r"since|thing is)\b",
        "I learned to ask first.",
        "I asked first.",
    ),
    cue(
        "said_lesson",
        r"\b(?:i(?:'ve| have)? (?:also )?(?:learned|learnt)|(?:it|that|this|which) taught|lessons?|"
        r"take-?away|stayed with me|i took (?:from|away))\b",
        "I learned to ask first.",
        "I was taught by Ann.",
    ),
    cue(
        "maxim",
        r"\b(?:you (?:don't|can't|never|have to|need|pick|let|must|should|only|want|know)|people (?:don't|"
        r"rarely|accept|change|are|need|who|leave|believe)|don't \w+|never \w+|always \w+|is (?:worth|"
        "only|more|quicker|half|the|hardly|better)|beats?|isn't|it's (?:about|the|not)|more than|half of|"
        r"better than|not (?:an?|the|over))\b",
        "People rarely read notes.",
        "Three people read it.",
    ),
    cue(
        "let_me_tell",
        r"\b(?:i (?:think|guess|suppose|believe|mean|try|ask|read|tell|go|want|keep|plan|always|"
        r"understand|work)|i'd (?:say|tell|go|start)|i've (?:kept|found|learned|trusted|learnt))\b",
        "I guess one can ask.",
        "Ann asked one.",
    ),
    cue(
        "now",
        r"\b(?:now|nowadays|these days|today|since then|ever since|still|after that|from then on|"
        r"permanent\w*|every (?:\w+ )?(?:release|quarter|month|week|year|night|new|project|time|close|"
        r"thursday|monday|change|winter)|each (?:\w+ )?(?:release|quarter|month|week|year|january|new|"
        r"term|project)|twice a year|once a (?:month|week|quarter|year)|for every)\b",
        "It is checked every quarter.",
        "It is checked.",
    ),
    cue(
        "practice",
        r"\b(?:check ?-?lists?|templates?|run-?books?|play-?books?|alerts?|alarms?|automat\w+|pipeline|"
        "on-?boarding|induction|hand-?book|manual|wiki|standard|procedure|policy|rules?|guide|calendar|"
        "training|trained|ritual|part of|forms?|register|sheet|script|cards?|library|drills?|routine|"
        r"review|document\w*|process|ticket|agenda|job|pack|robot|bot|starter|starters|cohort|permit|"
        r"field)\b",
        "There is a checklist for it.",
        "There is a dog for it.",
    ),
    cue(
        "present",
        r"\b(?:there(?:'s|s| is| are)|is|are|has|have|runs|goes|gets|keeps|starts|opens|lands|lives|"
        "carries|spends|does|we've|they've|it's|that's|uses|use|says|refuses|flags|texts|i'm|i am|"
        r"we're)\b",
        "It runs at night.",
        "It ran at night.",
    ),
)
