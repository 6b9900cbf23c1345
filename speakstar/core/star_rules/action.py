"""Cues of what was done and what was weighed."""

from __future__ import annotations

from speakstar.core.star_rules.cue import ADVERB, STATIVE, Cue, cue

ACTION_CUES: tuple[Cue, ...] = (
    cue(
        "i_did",
        rf"\b(?:i|me and \w+)(?: {ADVERB})* (?!{STATIVE}\b)\w+(?:ed|t|ew|ote|ang|oke|ook|id|ad|ut|an|ade|"
        r"ent|ept|ound|aid|old|elt|ode|ose|ave|ame|at|awn|ew|lew|ore|ung|un|ound|ead|et|it|one|ind)\b",
        "I rewrote the parser.",
        "I am tall.",
    ),
    cue(
        "i_verb",
        rf"\bi (?:{ADVERB} )?(?!{STATIVE}\b)[a-z]+\b",
        "I split it.",
        "I was it.",
    ),
    cue(
        "so_i",
        r"\b(?:so|then|and|but|instead|therefore|first) i\b",
        "Then I left.",
        "It was I.",
    ),
    cue(
        "got_done",
        r"\bi got (?:the|a|an|our|my|him|her|them|two|three|half|\w+ to|hold)\b",
        "I got the team to test.",
        "I got tired.",
    ),
    cue(
        "step",
        "^(?:so |and |but )?(?:then|first|next|after|instead|that (?:night|morning|afternoon|evening|"
        r"week|day|same)|each|every|for (?:a|the|two|three)|on the|at \d|meanwhile|before|once)\b",
        "Then it moved.",
        "It moved then.",
    ),
    cue(
        "we_did",
        r"\bwe (?:\w+ly |then |just |all |also )?(?!had|have|were|are|could|would|needed|wanted|use|run|"
        r"ran\b)\w+ed\b",
        "We tested it.",
        "We were late.",
    ),
    cue(
        "decide",
        r"\b(?:decided|chose|chosen|picked|settled|went for|opted|split|built|wrote|rewrote|set up|made|"
        "drew|planned|proposed|suggested|started|moved|changed|added|fixed|replaced|designed|created|"
        r"sorted|ran)\b",
        "I decided on blue.",
        "It rained on me.",
    ),
    cue(
        "other_way",
        r"\b(?:could(?:'ve| have| of)|considered|looked at|look(?:ed)? into|thought (?:about|of|to)|"
        "weighed|options?|alternatives?|(?:obvious|easy|usual|normal|standard|quick|cheap|other|first|"
        r"safe|simple\w*) (?:way|thing|fix|option|route|answer|course|move|choice|idea|instinct|plan)|way "
        r"out|one (?:way|idea|course)|rejected|ruled (?:it|that) out|decided against|threw|discard\w*|"
        r"versus|preferred|in favou?r|was tempt\w+|tempted|either|there was talk)\b",
        "We could have bought one.",
        "We bought one.",
    ),
    cue(
        "thought_of",
        r"\b(?:did (?:think|wonder|consider)|wonder\w*|crossed my mind|i (?:could|might) (?:have|ask|just|"
        "use)|i'd thought|first i thought|my first (?:idea|thought)|got mentioned|was the (?:popular|"
        "usual|obvious|plan)|normally|was (?:an|one) (?:option|course|way)|on the table|available to me|"
        r"weighing|torn between)\b",
        "It crossed my mind to call.",
        "My mind was clear.",
    ),
    cue(
        "turned_down",
        r"\b(?:turned (?:it|that|them|him|her) down|i (?:killed|rejected|dismissed|refused|vetoed) (?:it|"
        r"that|them)|said no(?: thanks)?\b|no to that|too (?:dear|slow|expensive|risky|big|long|late)|"
        "left (?:it|them|that) in the|but (?:that|it|then|he|she|they|half|nobody|"
        r"you)\b.{0,40}\b(?:would|wouldn't|could|couldn't|won't|are|was|nobody))\b",
        "I turned it down.",
        "I turned it round.",
    ),
    cue(
        "several",
        r"\b(?:two|three|four|both|\d+) (?:\w+ )?(?:ways|versions|options|designs|vendors|plans|routes|"
        r"models|suppliers|approaches|quotes|tools|drafts|prices)\b|\bboth (?:of them|ways)\b|\bnext to "
        r"each other\b|\bagainst each other\b|\beither\b.*\bor\b|\bpros and cons\b",
        "I drew two versions.",
        "I drew two cats.",
    ),
    cue(
        "instead",
        r"\b(?:instead|rather than|but (?:i|that|it|we)|so i (?:went|chose|used|took|built|made|settled|"
        r"asked)|would(?:'ve| have) (?:been|taken|meant|cost|worked|eaten|broken|saved))\b",
        "I walked instead.",
        "I walked home.",
    ),
    cue(
        "wanted_other",
        r"\b(?:wanted to|suggested|proposed|said (?:just|we should|why not)|everyone (?:said|expected)|"
        r"people said)\b",
        "They wanted to swap it.",
        "They swapped it.",
    ),
)
