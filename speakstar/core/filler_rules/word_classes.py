"""Classes of words and of breaks that the rules share; all are parts of regular expressions."""

from __future__ import annotations

BREAK = r"[,_~.]$"
BREAK_NEXT = r"^[,_~.]"
COMMA = r"[,~]$"
COMMA_NEXT = r"^[,~]"
ANSWER_START = r"^[.~](?: [.,~_])*$"

SUBJECT = (
    r"(?:i|we|you|they|he|she|it|there|that|who)'(?:m|re|s|ve|d|ll)|i|we|you|they|he|she|it|there|nobody|everyone|"
    r"everybody|someone|somebody"
)
DETERMINER = r"an?|the|my|our|your|his|her|their"
PREPOSITION = r"of|as|than|with|for|at|into|about|from|after|within|between|until|during"
PARTICLE = r"in|on|by|over|under"
"""Prepositions that may close a verb: "he fitted in like a local"."""
CONJUNCTION = r"and|but|so|or|because|then"
BE = r"was|were|is|are|am|been|be|(?:it|that|there|he|she|who|what)'s|i'm|(?:we|you|they)'re|wasn't|isn't|weren't"
PRONOUN_IS = r"(?:i|we|you|he|she|they|everyone|everybody) (?:was|were|is|are|am)|i'm|(?:he|she)'s|(?:we|you|they)'re"
PERSON_IS = (
    r"(?!(?:it|that|this|there|what|which|everything|something|thing|one)\s)[\w']+ (?:was|were|is|are|am)|"
    r"i'm|(?:he|she|who|everyone|everybody)'s|(?:we|you|they)'re|"
    r"(?:i|we|you|he|she|they|people|everyone)(?:'d|'ll| would| will)(?: \w+)? be"
)
HAVE = (
    r"(?:i|we|you|they)'ve|have|had|has|having|took|takes?|taking|spent|spend|spending|costs?|got|gets?|need|needed|"
    r"doing|making|using"
)
AUXILIARY = (
    r"(?:did|do|does|was|were|is|are|had|has|have|would|could|should)n't|can't|won't|was|were|had|did|would|could"
)
PAST = (
    r"(?:went|came|did|had|said|told|got|took|made|kept|left|gave|found|thought|knew|saw|felt|became|began|brought|(?:re)?built|"
    r"bought|caught|chose|drew|drove|fell|flew|forgot|froze|grew|heard|held|lost|met|paid|ran|rang|sat|sent|"
    r"shook|spoke|stood|stopped|taught|threw|understood|woke|won|(?:re)?wrote|broke|sold|disappeared|started)|"
    r"\w{2,}ed(?= (?:the|an?|my|our|his|her|their|it|them|him|us|me|everything|out|up|down|off|on|in|to|at|for|from|"
    r"with|into|over|all|this|that)\b)"
)
INFINITIVE = (
    r"be|have|do|go|get|make|take|give|tell|ask|come|write|bring|explain|figure|sit|learn|think|send|prove|rebuild|"
    r"rewrite|become|understand|see|know|choose|decide|"
    r"(?:show|help|start|stop|call|talk|move|run|step|change|fix|check|push|pull|turn|look|cut|set|deal|work|keep|put|"
    r"find|try|leave|build|pay|let|say|hold|handle|stay|meet|wait|feel)"
    r"(?= (?:the|an?|it|them|him|her|us|me|my|our|their|people|everyone|with|to|up|down|out|back|in|over|at)\b)"
)
QUANTITY = (
    r"[\d£$€]\S*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundreds?|"
    r"thousands?|half|maybe|around|almost|nearly|roughly|zero|forever|tons|loads|double|triple|once|twice|"
    r"an? (?:hundred|thousand|million|billion|dozen|couple|week|month|day|year|lot|third|quarter|few|bunch|ton|hour)|"
    r"an? (?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:(?:late|early|mid) )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)|"
    r"every (?:single|day|week|month|year|hour|minute|night|morning|time|other day|two|three|four|five|six|ten)|"
    r"(?:my|our|his|her|the) (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|"
    r"(?:my|our|his|her) (?:very )?(?:first|second|last)"
)
INTENSIFIER = (
    r"really|so(?! many| much)|super|totally|not|very|kind|sort|pretty|completely|extremely|incredibly|absolutely|way|"
    r"too|barely|literally|such|all over"
)
EXCLAMATION = (
    r"(?:what|where|here|who|how)'s|what|why|how|where|okay|ok|no(?! other| one| place)|yes|yeah|nah|nope|oh|ah|well|"
    r"wow|hey|look|right|sorry|please|let's|let me|wait|god|sure|come on|hang on|hold on|can|could|do|don't|did|is|are|"
    r"fine|alright|thanks|thank|hello|hi|stop|that's|(?:this|that) (?:is|was|will|(?:wo|ca|is|was|does|did|has)n't)"
)
"""How quoted speech starts."""
