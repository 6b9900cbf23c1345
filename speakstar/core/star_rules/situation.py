"""Cues of when and where a story happened, what pressed, who was there."""

from __future__ import annotations

from speakstar.core.star_rules.cue import NUM, ROLE, WHEN, Cue, cue

SITUATION_CUES: tuple[Cue, ...] = (
    cue(
        "when",
        rf"\b(?:in|on|by|before|until|of|last|that|the|next) (?:early |late |mid-?|the )?{WHEN}\b",
        "It began in March.",
        "March on, they said.",
    ),
    cue(
        "deadline",
        r"\b(?:deadline|cut-?off|due|by the (?:end|\d+|\w+th)|the \d+(?:st|nd|rd|th)|closed? (?:on|at)|"
        r"shuts?|expir\w+|audit|launch|opening|go-live|kick-?off)\b",
        "The deadline was near.",
        "The line was dead.",
    ),
    cue(
        "time_left",
        rf"\b{NUM} (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|nights?)(?: \w+)? (?:before|until|"
        r"away|left|to go|to the|notice|out)\b|\bwith \w+ (?:days|weeks|hours)\b|\bin \w+ (?:days|weeks|"
        r"hours)\b",
        "It was six days before the launch.",
        "It took six days.",
    ),
    cue(
        "harm",
        r"\b(?:los(?:e|es|ing)|fine[ds]?|penalt\w+|outage|complain\w+|complaints?|angry|furious|"
        r"threaten\w*|cancel\w*|unsafe|danger\w*|hazard|fail(?:ed|ing|ure|s)?|broken?|crash\w*|went down|"
        r"stuck|wrong|refused|trouble|urgent|crisis|reject\w*|declin\w+|sick|hurt|worried|panic|risk(?:ed|"
        r"s)?|scrap\w*|errors?|dead|died|fell over|burning|leaving|leak\w*)\b",
        "Customers were angry.",
        "Customers were many.",
    ),
    cue(
        "otherwise",
        r"\b(?:otherwise|or else|without (?:it|that|them)|if (?:we|it|they|i|he|she) (?:missed|didn't|did "
        "not|failed|slipped|couldn't)|would (?:have )?(?:lose|lost|miss|missed|cost|be (?:fined|declined|"
        r"closed|lost)))\b",
        "If we missed it, the shop would close.",
        "If you ask me, the shop was fine.",
    ),
    cue(
        "shortage",
        r"\b(?:only (?:had|got|have|one|two|three|\d+|a|the)|no (?:budget|money|time|spare|extra|more|"
        "access|staff|documentation|tests|way|room|one else|help|new|overtime)|budget|freeze|frozen|"
        "short of|short-?staffed|off sick|on leave|had left|nobody (?:else|free|knew|had|was)|couldn't "
        r"(?:hire|buy|add|change|stop|use|get)|not allowed|wasn't allowed|weren't allowed|limit\w*|rules?|"
        r"policy|regulat\w+|law|one hour|legacy|one of (?:us|them) )",
        "There was a hiring freeze.",
        "There was a party.",
    ),
    cue(
        "scarce",
        rf"\b(?:only|just|exactly|barely|a single) (?:\w+ ){{0,2}}{NUM}\b|\bpart[- ]time\b|\bon loan\b|"
        r"\bcapped\b|\bshut\b|\bclosed\b|\bdown to\b|\b(?:would|could|can|may|will|must|does|did) (?:only|"
        r"not let|not allow)\b|\bhad (?:just|exactly|only)\b|\b(?:half|twice) the\b|\bthere (?:was|were|"
        r"is|'s) (?:only|no|just|one|nobody|two)\b",
        "There was just one day for it.",
        "There was a day for it.",
    ),
    cue(
        "team_of",
        rf"\bteam of\b|\b{NUM} of us\b|\bit was (?:just |only )?me\b|\b(?:he|she|who) (?:had|has|works|"
        r"worked|came in) (?:only|just|\w+ days|mornings|part)\b|\bon (?:parental |sick |maternity "
        r")?leave\b|\boff (?:sick|ill)\b|\bshort of\b|\b\w+ (?:nurses|people|staff|men|hands) down\b",
        "We were a team of five.",
        "We were five miles away.",
    ),
    cue(
        "ruled",
        r"\b(?:contract|policy|rules?|law|regulation\w*|union|head office|every change|needs? (?:a|two|"
        r"\d)|has to have|have to be|must|allowed|in writing|permission|approval|sign-?off|fixed|no "
        r"(?:extensions|matter|exceptions|form|\w+ could)|none of us|you can't|couldn't be|wasn't "
        r"possible)\b",
        "The contract fixed the nights.",
        "The night was cold.",
    ),
    cue(
        "cannot",
        r"\b(?:couldn't|could not|can't|cannot|wouldn't|would not|wasn't|weren't|didn't|hadn't|had not)\b",
        "It couldn't be moved.",
        "It could be moved.",
    ),
    cue(
        "scene",
        r"\b(?:this was|this is|it was (?:in|at|last|a|my|the)|last (?:year|spring|summer|autumn|winter|"
        "month)|years? ago|when i (?:was|worked|joined|started)|at my (?:last|previous|first|old|"
        "current)|i (?:work|worked) (?:at|for|in|on|as)|i was (?:working|an?|at|in|on)|back in|in (?:19|"
        r"20)\d\d|there (?:was|were)|it started|one (?:day|night|morning|evening|friday))\b",
        "This was at my last job.",
        "It ended well.",
    ),
    cue(
        "habit_of_place",
        r"\b(?:we|our|the) (?:\w+ )?(?:had|have|run|ran|use|used|make|made|sell|sold|handles?|serves?|"
        r"builds?|is|are|was|were|did)\b",
        "We ran a booking site.",
        "I ran a mile.",
    ),
    cue(
        "role",
        r"\b(?:my|our|the|his|her|their|an?|new|two|three|four|five|six|\d+|other|old|senior|junior) "
        rf"(?:\w+[ -]){{0,2}}{ROLE}\b",
        "The head of design came.",
        "The rain came.",
    ),
    cue(
        "who",
        r"\bwho(?:'s|'d| was| is| had| ran| runs| would| wanted| knew| were| has|se)\b|\bcalled (?:\w+)\b|"
        r"\bnamed\b",
        "There was Ann, who ran the shop.",
        "There was a shop.",
    ),
    cue(
        "of_us",
        r"\b(?:of us|me and|and me|and i|myself and|both of|everyone|everybody|nobody|no one|people|he|"
        r"she|they)\b",
        "There were two of us.",
        "There were two boxes.",
    ),
    cue(
        "wants",
        r"\b(?:he|she|they|client|customer|boss|manager|director|team|who|board|sales|marketing) (?:\w+ "
        ")?(?:wanted|insisted|thought|believed|said|refused|had (?:always|already|never|been|promised)|"
        r"hated|liked|asked)\b",
        "The client insisted on blue.",
        "The sky was blue.",
    ),
)
