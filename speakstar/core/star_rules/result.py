"""Cues of how it ended."""

from __future__ import annotations

from speakstar.core.star_rules.cue import NUM, Cue, cue

RESULT_CUES: tuple[Cue, ...] = (
    cue(
        "ended",
        r"\b(?:in the end|eventually|finally|at the end|as a result|results?|outcome|by the (?:end|time|"
        r"\d+th)|since then|the (?:next|following) (?:day|week|month|morning|year|quarter)|a (?:week|"
        "month|year) later|(?:weeks|months|days) later|within (?:a|two|three|the)|that (?:week|month|"
        r"quarter|year|season))\b",
        "In the end it held.",
        "The end is near.",
    ),
    cue(
        "success",
        r"\b(?:on time|early|went (?:live|out|in|well|fine|great|smoothly|through|ahead)|shipped|launched|"
        "delivered|filed|sign(?:ed|s)(?! off each)|approved|agreed|said yes|came round|accepted|passed|"
        r"succe\w+|work(?:ed|s) (?:out|well|fine)|it worked|landed|opened|finished|renew\w+|stayed|won|"
        r"kept|happy|pleased|thank(?:ed)?|praise\w*|promoted|adopt\w*|success\w*|improv\w+|better|saved|"
        r"paid|got (?:it|the|their|his|her|paid))\b",
        "It shipped on time.",
        "The ship was old.",
    ),
    cue(
        "change",
        r"\b(?:fell|fallen|rose|risen|dropped|grew|went (?:up|down|from)|gone (?:up|down|from)|came down|"
        r"cut|halved|doubled|tripled|reduced|increased|up (?:by|\d|from|four|five|ten)|down (?:by|to|from|"
        rf"\d)|from (?:about |around |roughly |just |over |under |some )*{NUM}\b.*\bto\b|to (?:about |"
        rf"under |around |just |nearly )?{NUM}|fewer|less than|more than|times (?:faster|as))\b",
        "Errors fell to three.",
        "Errors were found.",
    ),
    cue(
        "none_left",
        r"\b(?:no (?:complaints?|errors?|outages?|incidents?|downtime|lost|late|further|repeat|one (?:was|"
        "got|lost|noticed)|single)|not (?:a single|one)|none|nobody (?:got|was|noticed|missed|complained|"
        r"lost|has)|never (?:came|went|happened|again)|without (?:a|any) |zero|all (?:of|\d+|the|three|"
        r"four|five|six|seven|eight|nine|ten|forty))\b",
        "There were no complaints.",
        "There were complaints.",
    ),
    cue(
        "before_after",
        rf"\b(?:from (?:about |around |roughly |just |over |under |some |nearly )*{NUM}\b.*\bto\b|used to|"
        "compared (?:with|to)|the (?:year|month|week) before|before (?:it|that) (?:was|had|took)|instead "
        r"of (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|the)|down from|up from|against|halved|"
        f"doubled|tripled|half|twice|had been {NUM}|(?:was|were) {NUM}|by {NUM} (?:percent|per cent|"
        r"points)|less|fewer|more)\b",
        "It went from nine to four.",
        "It went to Leeds.",
    ),
    cue(
        "he_agreed",
        r"\b(?:he|she|they|everyone|all|director|board|client|committee|council|team|both) (?:\w+ "
        ")?(?:agreed|signed|said (?:yes|okay|fine)|voted|accepted|approved|adopted|changed (?:his|her|"
        r"their)|came round|let us|bought|loved|stayed|took it|got)\b",
        "The board approved it.",
        "The board was wooden.",
    ),
)
