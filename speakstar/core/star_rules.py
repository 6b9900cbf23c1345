"""What tells the job of a sentence: one entry per cue.

A cue is looked for in the plain form of a sentence: lower case, hesitations left out, "i'd" and "don't" kept. What it
speaks for or against, and how strongly, is learned (models/star).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WHEN = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|christmas|easter|spring|summer|autumn|winter|noon|midnight|weekend)"
)
_NUM = (
    r"(?:[\d£$€][\d.,:%]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|zero|a couple of|a few)"
)
_ROLE = (
    r"(?:boss|manager|lead|leads|director|head|client|clients|customer|customers|colleague|colleagues|supervisor|owner|"
    r"founder|partner|partners|professor|supplier|engineer|engineers|developer|developers|designer|designers|nurse|"
    r"nurses|doctor|doctors|team|teams|staff|lads|guys|students?|teachers?|parents?|patients?|drivers?|officer|sergeant|"
    r"accountants?|auditors?|lawyers?|board|council|department|analyst|analysts|chef|family|mother|father|son|daughter|"
    r"friend|volunteers?|members?|people|users|finance|marketing|sales|support|operations|security|product|legal|"
    r"cto|ceo|cfo|coo|foreman|trainee|apprentice|intern|graduate|consultant|principal|landlord|guest|guests|squad|crew)"
)
_STATIVE = (
    r"(?:was|am|were|have|had|has|would|will|could|should|can|may|might|must|think|thought|guess|mean|know|knew|suppose|"
    r"believe|like|liked|love|wanted|want|needed|need|hope|say|feel|felt|remember|learned|learnt|owned|own|don't|didn't|"
    r"couldn't|can't|wasn't|haven't|hadn't|wouldn't|understood|understand|do|did|always|never|now|used|see|saw|expect|"
    r"prefer|answered|and|or|the|a|in|to|got|who|that|is|it|for|of|on)"
)
_ADVERB = r"(?:\w+ly|then|just|also|first|still|even|only|therefore|did|went and|sat down and|then)"


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the cue table: ``fires`` is a sentence that has it, ``silent`` a similar one that has not."""

    id: str
    pattern: re.Pattern[str]
    fires: str
    silent: str


def _cue(id_: str, pattern: str, fires: str, silent: str) -> Cue:
    return Cue(id_, re.compile(pattern), fires, silent)


CUES: tuple[Cue, ...] = (
    # Situation
    _cue(
        "when",
        rf"\b(?:in|on|by|before|until|of|last|that|the|next) (?:early |late |mid-?|the )?{_WHEN}\b",
        "It began in March.",
        "March on, they said.",
    ),
    _cue(
        "deadline",
        r"\b(?:deadline|cut-?off|due|by the (?:end|\d+|\w+th)|the \d+(?:st|nd|rd|th)|closed? (?:on|at)|"
        r"shuts?|expir\w+|audit|launch|opening|go-live|kick-?off)\b",
        "The deadline was near.",
        "The line was dead.",
    ),
    _cue(
        "time_left",
        rf"\b{_NUM} (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|nights?)(?: \w+)? (?:before|until|"
        r"away|left|to go|to the|notice|out)\b|\bwith \w+ (?:days|weeks|hours)\b|\bin \w+ (?:days|weeks|"
        r"hours)\b",
        "It was six days before the launch.",
        "It took six days.",
    ),
    _cue(
        "harm",
        r"\b(?:los(?:e|es|ing)|fine[ds]?|penalt\w+|outage|complain\w+|complaints?|angry|furious|"
        r"threaten\w*|cancel\w*|unsafe|danger\w*|hazard|fail(?:ed|ing|ure|s)?|broken?|crash\w*|went down|"
        r"stuck|wrong|refused|trouble|urgent|crisis|reject\w*|declin\w+|sick|hurt|worried|panic|risk(?:ed|"
        r"s)?|scrap\w*|errors?|dead|died|fell over|burning|leaving|leak\w*)\b",
        "Customers were angry.",
        "Customers were many.",
    ),
    _cue(
        "otherwise",
        r"\b(?:otherwise|or else|without (?:it|that|them)|if (?:we|it|they|i|he|she) (?:missed|didn't|did "
        "not|failed|slipped|couldn't)|would (?:have )?(?:lose|lost|miss|missed|cost|be (?:fined|declined|"
        r"closed|lost)))\b",
        "If we missed it, the shop would close.",
        "If you ask me, the shop was fine.",
    ),
    _cue(
        "shortage",
        r"\b(?:only (?:had|got|have|one|two|three|\d+|a|the)|no (?:budget|money|time|spare|extra|more|"
        "access|staff|documentation|tests|way|room|one else|help|new|overtime)|budget|freeze|frozen|"
        "short of|short-?staffed|off sick|on leave|had left|nobody (?:else|free|knew|had|was)|couldn't "
        r"(?:hire|buy|add|change|stop|use|get)|not allowed|wasn't allowed|weren't allowed|limit\w*|rules?|"
        r"policy|regulat\w+|law|one hour|legacy|one of (?:us|them) )",
        "There was a hiring freeze.",
        "There was a party.",
    ),
    _cue(
        "scarce",
        rf"\b(?:only|just|exactly|barely|a single) (?:\w+ ){{0,2}}{_NUM}\b|\bpart[- ]time\b|\bon loan\b|"
        r"\bcapped\b|\bshut\b|\bclosed\b|\bdown to\b|\b(?:would|could|can|may|will|must|does|did) (?:only|"
        r"not let|not allow)\b|\bhad (?:just|exactly|only)\b|\b(?:half|twice) the\b|\bthere (?:was|were|"
        r"is|'s) (?:only|no|just|one|nobody|two)\b",
        "There was just one day for it.",
        "There was a day for it.",
    ),
    _cue(
        "team_of",
        rf"\bteam of\b|\b{_NUM} of us\b|\bit was (?:just |only )?me\b|\b(?:he|she|who) (?:had|has|works|"
        r"worked|came in) (?:only|just|\w+ days|mornings|part)\b|\bon (?:parental |sick |maternity "
        r")?leave\b|\boff (?:sick|ill)\b|\bshort of\b|\b\w+ (?:nurses|people|staff|men|hands) down\b",
        "We were a team of five.",
        "We were five miles away.",
    ),
    _cue(
        "ruled",
        r"\b(?:contract|policy|rules?|law|regulation\w*|union|head office|every change|needs? (?:a|two|"
        r"\d)|has to have|have to be|must|allowed|in writing|permission|approval|sign-?off|fixed|no "
        r"(?:extensions|matter|exceptions|form|\w+ could)|none of us|you can't|couldn't be|wasn't "
        r"possible)\b",
        "The contract fixed the nights.",
        "The night was cold.",
    ),
    _cue(
        "cannot",
        r"\b(?:couldn't|could not|can't|cannot|wouldn't|would not|wasn't|weren't|didn't|hadn't|had not)\b",
        "It couldn't be moved.",
        "It could be moved.",
    ),
    _cue(
        "scene",
        r"\b(?:this was|this is|it was (?:in|at|last|a|my|the)|last (?:year|spring|summer|autumn|winter|"
        "month)|years? ago|when i (?:was|worked|joined|started)|at my (?:last|previous|first|old|"
        "current)|i (?:work|worked) (?:at|for|in|on|as)|i was (?:working|an?|at|in|on)|back in|in (?:19|"
        r"20)\d\d|there (?:was|were)|it started|one (?:day|night|morning|evening|friday))\b",
        "This was at my last job.",
        "It ended well.",
    ),
    _cue(
        "habit_of_place",
        r"\b(?:we|our|the) (?:\w+ )?(?:had|have|run|ran|use|used|make|made|sell|sold|handles?|serves?|"
        r"builds?|is|are|was|were|did)\b",
        "We ran a booking site.",
        "I ran a mile.",
    ),
    _cue(
        "role",
        r"\b(?:my|our|the|his|her|their|an?|new|two|three|four|five|six|\d+|other|old|senior|junior) "
        rf"(?:\w+[ -]){{0,2}}{_ROLE}\b",
        "The head of design came.",
        "The rain came.",
    ),
    _cue(
        "who",
        r"\bwho(?:'s|'d| was| is| had| ran| runs| would| wanted| knew| were| has|se)\b|\bcalled (?:\w+)\b|"
        r"\bnamed\b",
        "There was Ann, who ran the shop.",
        "There was a shop.",
    ),
    _cue(
        "of_us",
        r"\b(?:of us|me and|and me|and i|myself and|both of|everyone|everybody|nobody|no one|people|he|"
        r"she|they)\b",
        "There were two of us.",
        "There were two boxes.",
    ),
    _cue(
        "wants",
        r"\b(?:he|she|they|client|customer|boss|manager|director|team|who|board|sales|marketing) (?:\w+ "
        ")?(?:wanted|insisted|thought|believed|said|refused|had (?:always|already|never|been|promised)|"
        r"hated|liked|asked)\b",
        "The client insisted on blue.",
        "The sky was blue.",
    ),
    # Task
    _cue(
        "mine",
        r"\b(?:was|were|is|be|are|it|that|made it|them) (?:all )?(?:mine|my (?:own|job|task|role|call|"
        "problem|part|patch|bit|piece|thing|responsibility|duty|baby|area|side|fight|brief|remit|phone|"
        r"command))\b|\bmine\b",
        "The gateway was mine.",
        "The gateway was theirs.",
    ),
    _cue(
        "my_task",
        r"\bmy (?:own )?(?:actual )?(?:job|task|role|remit|part|bit|responsibilit\w+|call|patch|dut(?:y|"
        r"ies)|brief|area|goal|aim|target|wish|name|contract|assignment)\b",
        "My job was the labels.",
        "My coat was red.",
    ),
    _cue(
        "responsible",
        r"\b(?:responsib\w+|in charge|took charge|accountable|answer(?:ed|able)? for|i (?:own|owned|led|"
        "lead|run|carried|headed|supervised)|owner|ownership|(?:on|up to|down to|fell to|landed on|"
        r"belonged to|handed to|left to|with|made|asked) me\b(?! and)|on my shoulders?|on the hook|i was "
        "the (?:one|only|lead|release|duty|head|owner)|been (?:asked|named|made|hired|given|put|chosen)|"
        r"i was (?:\w+ )?(?:lead|chosen|captain|asked|hired|employed|named|given|put|shift|duty|tech|"
        r"team)\b)",
        "I was in charge of the tills.",
        "I was in the shop.",
    ),
    _cue(
        "as_role",
        r"\bas (?:the|an?|its|their|our|junior|test|site|deputy|second|finance|sole|tech|team)\b(?! "
        "(?:result|few|template|step|friend|hint|rule))",
        "As the owner I had a say.",
        "As a result I had a say.",
    ),
    _cue(
        "goal",
        r"\b(?:goal|aim(?:ed|ing|s)?|target|objective|mission|(?:what|all|thing|that) (?:i|we) (?:was "
        "after|were after|wanted|needed|owed|had to|was aiming)|(?:i|we) (?:wanted|needed|set out|meant)|"
        "was to|had to (?:be|have|get|go|move|hold|come|work|finish)|the (?:point|idea|plan|wish) was|"
        r"what was needed|needed (?:it|them|him|her|to|every))\b",
        "The goal was two seconds.",
        "The gate was two metres.",
    ),
    _cue(
        "had_to",
        r"\b(?:i|we) (?:had|have|needed|need) to\b",
        "I had to move it.",
        "I had it moved.",
    ),
    _cue(
        "took_on",
        r"\b(?:i (?:said i'd|said i would|volunteered|offered|raised my hand|took (?:it|that|this|charge|"
        r"the \w+) on|took charge|took it|made (?:it|them|that|this|myself))|nobody (?:asked|gave|told)|"
        r"i'll (?:take|do|sort)|not (?:part of )?my (?:job|contract)|wasn't (?:my|in my|part|on my))\b",
        "I volunteered.",
        "I slept.",
    ),
    # Action
    _cue(
        "i_did",
        rf"\b(?:i|me and \w+)(?: {_ADVERB})* (?!{_STATIVE}\b)\w+(?:ed|t|ew|ote|ang|oke|ook|id|ad|ut|an|ade|"
        r"ent|ept|ound|aid|old|elt|ode|ose|ave|ame|at|awn|ew|lew|ore|ung|un|ound|ead|et|it|one|ind)\b",
        "I rewrote the parser.",
        "I am tall.",
    ),
    _cue(
        "i_verb",
        rf"\bi (?:{_ADVERB} )?(?!{_STATIVE}\b)[a-z]+\b",
        "I split it.",
        "I was it.",
    ),
    _cue(
        "so_i",
        r"\b(?:so|then|and|but|instead|therefore|first) i\b",
        "Then I left.",
        "It was I.",
    ),
    _cue(
        "got_done",
        r"\bi got (?:the|a|an|our|my|him|her|them|two|three|half|\w+ to|hold)\b",
        "I got the team to test.",
        "I got tired.",
    ),
    _cue(
        "step",
        "^(?:so |and |but )?(?:then|first|next|after|instead|that (?:night|morning|afternoon|evening|"
        r"week|day|same)|each|every|for (?:a|the|two|three)|on the|at \d|meanwhile|before|once)\b",
        "Then it moved.",
        "It moved then.",
    ),
    _cue(
        "we_did",
        r"\bwe (?:\w+ly |then |just |all |also )?(?!had|have|were|are|could|would|needed|wanted|use|run|"
        r"ran\b)\w+ed\b",
        "We tested it.",
        "We were late.",
    ),
    _cue(
        "decide",
        r"\b(?:decided|chose|chosen|picked|settled|went for|opted|split|built|wrote|rewrote|set up|made|"
        "drew|planned|proposed|suggested|started|moved|changed|added|fixed|replaced|designed|created|"
        r"sorted|ran)\b",
        "I decided on blue.",
        "It rained on me.",
    ),
    _cue(
        "other_way",
        r"\b(?:could(?:'ve| have| of)|considered|looked at|look(?:ed)? into|thought (?:about|of|to)|"
        "weighed|options?|alternatives?|(?:obvious|easy|usual|normal|standard|quick|cheap|other|first|"
        r"safe|simple\w*) (?:way|thing|fix|option|route|answer|course|move|choice|idea|instinct|plan)|way "
        r"out|one (?:way|idea|course)|rejected|ruled (?:it|that) out|decided against|threw|discard\w*|"
        r"versus|preferred|in favou?r|was tempt\w+|tempted|either|there was talk)\b",
        "We could have bought one.",
        "We bought one.",
    ),
    _cue(
        "thought_of",
        r"\b(?:did (?:think|wonder|consider)|wonder\w*|crossed my mind|i (?:could|might) (?:have|ask|just|"
        "use)|i'd thought|first i thought|my first (?:idea|thought)|got mentioned|was the (?:popular|"
        "usual|obvious|plan)|normally|was (?:an|one) (?:option|course|way)|on the table|available to me|"
        r"weighing|torn between)\b",
        "It crossed my mind to call.",
        "My mind was clear.",
    ),
    _cue(
        "turned_down",
        r"\b(?:turned (?:it|that|them|him|her) down|i (?:killed|rejected|dismissed|refused|vetoed) (?:it|"
        r"that|them)|said no(?: thanks)?\b|no to that|too (?:dear|slow|expensive|risky|big|long|late)|"
        "left (?:it|them|that) in the|but (?:that|it|then|he|she|they|half|nobody|"
        r"you)\b.{0,40}\b(?:would|wouldn't|could|couldn't|won't|are|was|nobody))\b",
        "I turned it down.",
        "I turned it round.",
    ),
    _cue(
        "several",
        r"\b(?:two|three|four|both|\d+) (?:\w+ )?(?:ways|versions|options|designs|vendors|plans|routes|"
        r"models|suppliers|approaches|quotes|tools|drafts|prices)\b|\bboth (?:of them|ways)\b|\bnext to "
        r"each other\b|\bagainst each other\b|\beither\b.*\bor\b|\bpros and cons\b",
        "I drew two versions.",
        "I drew two cats.",
    ),
    _cue(
        "instead",
        r"\b(?:instead|rather than|but (?:i|that|it|we)|so i (?:went|chose|used|took|built|made|settled|"
        r"asked)|would(?:'ve| have) (?:been|taken|meant|cost|worked|eaten|broken|saved))\b",
        "I walked instead.",
        "I walked home.",
    ),
    _cue(
        "wanted_other",
        r"\b(?:wanted to|suggested|proposed|said (?:just|we should|why not)|everyone (?:said|expected)|"
        r"people said)\b",
        "They wanted to swap it.",
        "They swapped it.",
    ),
    _cue(
        "safety",
        r"\b(?:roll(?:ed|ing)?[ -]?back|fall(?:s)?[ -]?back|pilot\w*|back-?up|backed up|trial|dry[ -]run|"
        r"canary|in case|side by side|in parallel|parallel|next to the old|gradual\w*|staging|undo|"
        r"rehears\w*|spare|kill|switch|behind (?:a |flags?)|flag|prototype|shadow|on a copy|copy|one at a "
        r"time|bit by bit|safe(?:ty|ly)?|reserve|stop limit|exit clause|revert\w*|insurance|plan b|second "
        r"(?:pair|check|person|reader))\b",
        "I kept a rollback ready.",
        "I kept a diary.",
    ),
    _cue(
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
    _cue(
        "small_scale",
        r"\b(?:one|two|three|a few|five|ten|twenty|\d+) (?:\w+ ){0,2}(?:only|at a time|phone|shop|garage|"
        "aisle|site|ward|department|region|store|branch|class|line|user|customer|handset|reader|person|"
        r"people)\b|\bfor (?:a|one|two|three|\d+) (?:week|day|weekend|month|night|evening|shift)s?\b|"
        r"\b(?:\w+days?|staff|april|january) only\b|\bthe (?:smallest|dullest|quietest)\b|\bfirst (?:week|"
        r"batch|one|on)\b",
        "I tried it on one ward for a week.",
        "I tried to sleep.",
    ),
    _cue(
        "verify",
        r"\b(?:test(?:ed|ing|s)?|tried (?:it|them|that|out)|try (?:it|that|them)|check(?:ed|ing|s)?|"
        r"verif\w+|compared?|measured?|inspect\w*|monitor\w*|watched|double[- ]check\w*|confirm\w*|"
        r"reviewed|signed (?:off|each|it)|proof|caught|counted|sample[ds]?|by hand|by eye|cheque)\b",
        "I tested each part.",
        "I painted each part.",
    ),
    _cue(
        "small_first",
        rf"\b(?:{_NUM} (?:\w+ ){{0,3}}first|first (?:on|with|in) |(?:a|one|two|three) (?:small|single|few)|"
        r"(?:one|five|ten|\d+) per ?cent of|only then|before (?:any|it went|moving|we|i|they|anyone|the)|"
        r"until (?:it|the|we))\b",
        "We tried two shops first.",
        "We tried two shoes.",
    ),
    _cue(
        "ask_tell",
        r"\b(?:i|we) (?:\w+ ){0,3}(?:asked|told|called|rang|phoned|emailed|messaged|invited|showed|"
        "explained|agreed|informed|updated|posted|warned|wrote to|spoke|talked|met|sat down|walked|"
        "briefed|presented|shared|reported|convinced|persuaded|promised|offered|said to|took (?:him|her|"
        r"them)|rode)\b",
        "I asked the cook.",
        "I ate the cook's pie.",
    ),
    _cue(
        "with_whom",
        r"\b(?:with|to|from|alongside) (?:my|the|our|her|him|them|his|their|each|everyone|both|an?|all|"
        rf"two|three) ?(?:\w+ ){{0,2}}(?:{_ROLE})?\b(?=.*\b(?:sat|met|spoke|talked|agreed|worked|went|walked|"
        r"asked|paired|together|call|meeting|showed|sent))|\btogether\b|\b(?:sat|met|spoke|talked|worked|"
        r"paired|agreed|checked) (?:\w+ )?with\b",
        "I sat with the cook.",
        "I sat on the roof.",
    ),
    _cue(
        "got_them_to",
        r"\b(?:got|had|have|get|asked|let|helped|made) (?:the |my |our |a )?(?:\w+ ){1,3}(?:to |check|"
        "read|look|watch|run|try|sit|sign)",
        "I had Ann check it.",
        "I had soup.",
    ),
    _cue(
        "they_joined",
        r"\b(?:he|she|they|who) (?:\w+ )?(?:helped|checked|signed|agreed|gave|brought|showed|rewrote|"
        r"found|held|joined|watched|sat|said (?:yes|okay|fine|no))\b",
        "She helped with it.",
        "She sang.",
    ),
    _cue(
        "meeting",
        r"\b(?:meeting|workshop|call|stand-?up|demo|presentation|email|message|note|update[sd]?|session|"
        r"chat|slack|phone|channel|in the loop|questions|weekly|daily)\b",
        "We held a workshop.",
        "We held a rope.",
    ),
    # Trade-off
    _cue(
        "gave_up",
        r"\b(?:g[ia]ve up|giving up|gave (?:that|it|way|in|those|them)|dropp(?:ed|ing)|drop|park(?:ed|"
        r"ing)?|postpon\w*|defer\w*|put (?:off|back)|skip(?:ped|ping)?|said no|say no|sacrific\w*|"
        r"conced\w*|withdr[ae]w|pulled out|trade-?offs?|off the table|at the (?:cost|expense)|down ?side|"
        "the (?:catch|price)|had to (?:wait|go|give|stop|drop|let)|swallow(?:ed)?|went without|stopped "
        r"going|turned down|held (?:off|back)|abandon\w*)\b",
        "I gave up the talk.",
        "I gave the talk.",
    ),
    _cue(
        "let_go",
        r"\b(?:let|letting) (?:\w+[ -]){0,6}(?:go|slip|slide|wait|keep|die|drop|run)\b|\bi let go\b|\blet "
        r"(?:that|it) go\b",
        "I let the redesign slip.",
        "They let me in.",
    ),
    _cue(
        "left_out",
        r"\b(?:left|leave|leaving) (?:\w+[ -]){0,7}(?:out|alone|behind|until|offline|on paper|unresolved|"
        r"for (?:the|later|next))\b|\b(?:i|we) (?:left|leave) (?:to die|out|for)|\b(?:out of|without "
        r"(?:its|any|the|pictures))\b|were? left out",
        "I left the export out.",
        "I left at five.",
    ),
    _cue(
        "pushed_back",
        r"\b(?:push(?:ed)?|mov(?:ed|ing)|delay(?:ed)?|bump(?:ed)?) (?:\w+[ -]){0,6}(?:back|into|to (?:the|"
        r"next|january|february|march|april|may|june|july|august|september|october|november|december))\b|"
        r"\bdelay\w*\b|\b(?:slip(?:ped)?|wait) (?:a|until|for|two|three|till|till)\b|\b(?:would|could|can|"
        r"to) (?:wait|slip)\b|\bslip(?:ped)?\b",
        "The export could wait until May.",
        "The waiter could not.",
    ),
    _cue(
        "cost_me",
        r"\b(?:cost (?:me|us|them|about|a)|it costs?|we lost|i lost|i missed|we missed|did lose|meant "
        "(?:no|a|dropping|that|giving|leaving|telling|abandoning|one)|slower|later than|a bit (?:slower|"
        "late)|hurt|didn't (?:do|get|come)|did not get|never happened|wasn't getting|went out late|went "
        r"late)\b",
        "It cost me a holiday.",
        "Coffee is cheap.",
    ),
    _cue(
        "accepted",
        r"\b(?:i accept(?:ed)?|which i accepted|we accept\w*|okay with|fine with|happy to lose|was okay|"
        "said yes to that|i could live|live with|rather|sooner|risk i|fair price|mattered more|matters "
        r"more|worth (?:it|more|the))\b",
        "I was okay with that.",
        "I was tired.",
    ),
    _cue(
        "gave_away",
        r"\b(?:gave (?:\w+ )?away|conced\w+|gave in|went (?:was|were)|what (?:went|we lost|we let)|got "
        "their|stayed (?:private|in|on|where)|we let|i let (?!me)|i did let|for that i|to pay for it|to "
        "save time|in return|that meant (?:dropping|no|giving|leaving)|it (?:did )?meant|i cut (?:my|the|"
        r"out|our)|handed (?:\w+ ){1,3}to someone|turned away|told (?:\w+ ){1,4}(?:wait|later|wouldn't|"
        r"wasn't|no)|not (?:this|that) (?:year|time|quarter|release)|i offered)\b",
        "What went was the garden.",
        "We went to the garden.",
    ),
    _cue(
        "reason",
        r"\b(?:because|since (?!then)|'cause|cause|cos|becos|as (?:it|they|there|the|a|their|you|nobody|"
        r"we)|on the grounds|so that|and why|which mattered|the reason)\b",
        "We stopped because it rained.",
        "We stopped in the rain.",
    ),
    _cue(
        "not_both",
        r"\b(?:both|only so many|there are only|not enough|would(?:'ve| have) (?:eaten|taken|needed|cost|"
        "lost|been|meant|added|held)|nobody (?:gets|reads|had|needs|was|else)|better (?:spent|than)|"
        r"matters?|whereas|you can't|one \w+'s one)\b",
        "There was no time for both.",
        "There was time.",
    ),
    # Result
    _cue(
        "ended",
        r"\b(?:in the end|eventually|finally|at the end|as a result|results?|outcome|by the (?:end|time|"
        r"\d+th)|since then|the (?:next|following) (?:day|week|month|morning|year|quarter)|a (?:week|"
        "month|year) later|(?:weeks|months|days) later|within (?:a|two|three|the)|that (?:week|month|"
        r"quarter|year|season))\b",
        "In the end it held.",
        "The end is near.",
    ),
    _cue(
        "success",
        r"\b(?:on time|early|went (?:live|out|in|well|fine|great|smoothly|through|ahead)|shipped|launched|"
        "delivered|filed|sign(?:ed|s)(?! off each)|approved|agreed|said yes|came round|accepted|passed|"
        r"succe\w+|work(?:ed|s) (?:out|well|fine)|it worked|landed|opened|finished|renew\w+|stayed|won|"
        r"kept|happy|pleased|thank(?:ed)?|praise\w*|promoted|adopt\w*|success\w*|improv\w+|better|saved|"
        r"paid|got (?:it|the|their|his|her|paid))\b",
        "It shipped on time.",
        "The ship was old.",
    ),
    _cue(
        "change",
        r"\b(?:fell|fallen|rose|risen|dropped|grew|went (?:up|down|from)|gone (?:up|down|from)|came down|"
        r"cut|halved|doubled|tripled|reduced|increased|up (?:by|\d|from|four|five|ten)|down (?:by|to|from|"
        rf"\d)|from (?:about |around |roughly |just |over |under |some )*{_NUM}\b.*\bto\b|to (?:about |"
        rf"under |around |just |nearly )?{_NUM}|fewer|less than|more than|times (?:faster|as))\b",
        "Errors fell to three.",
        "Errors were found.",
    ),
    _cue(
        "none_left",
        r"\b(?:no (?:complaints?|errors?|outages?|incidents?|downtime|lost|late|further|repeat|one (?:was|"
        "got|lost|noticed)|single)|not (?:a single|one)|none|nobody (?:got|was|noticed|missed|complained|"
        r"lost|has)|never (?:came|went|happened|again)|without (?:a|any) |zero|all (?:of|\d+|the|three|"
        r"four|five|six|seven|eight|nine|ten|forty))\b",
        "There were no complaints.",
        "There were complaints.",
    ),
    _cue(
        "before_after",
        rf"\b(?:from (?:about |around |roughly |just |over |under |some |nearly )*{_NUM}\b.*\bto\b|used to|"
        "compared (?:with|to)|the (?:year|month|week) before|before (?:it|that) (?:was|had|took)|instead "
        r"of (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|the)|down from|up from|against|halved|"
        f"doubled|tripled|half|twice|had been {_NUM}|(?:was|were) {_NUM}|by {_NUM} (?:percent|per cent|"
        r"points)|less|fewer|more)\b",
        "It went from nine to four.",
        "It went to Leeds.",
    ),
    _cue(
        "he_agreed",
        r"\b(?:he|she|they|everyone|all|director|board|client|committee|council|team|both) (?:\w+ "
        ")?(?:agreed|signed|said (?:yes|okay|fine)|voted|accepted|approved|adopted|changed (?:his|her|"
        r"their)|came round|let us|bought|loved|stayed|took it|got)\b",
        "The board approved it.",
        "The board was wooden.",
    ),
    # Lesson
    _cue(
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
    _cue(
        "said_lesson",
        r"\b(?:i(?:'ve| have)? (?:also )?(?:learned|learnt)|(?:it|that|this|which) taught|lessons?|"
        r"take-?away|stayed with me|i took (?:from|away))\b",
        "I learned to ask first.",
        "I was taught by Ann.",
    ),
    _cue(
        "maxim",
        r"\b(?:you (?:don't|can't|never|have to|need|pick|let|must|should|only|want|know)|people (?:don't|"
        r"rarely|accept|change|are|need|who|leave|believe)|don't \w+|never \w+|always \w+|is (?:worth|"
        "only|more|quicker|half|the|hardly|better)|beats?|isn't|it's (?:about|the|not)|more than|half of|"
        r"better than|not (?:an?|the|over))\b",
        "People rarely read notes.",
        "Three people read it.",
    ),
    _cue(
        "let_me_tell",
        r"\b(?:i (?:think|guess|suppose|believe|mean|try|ask|read|tell|go|want|keep|plan|always|"
        r"understand|work)|i'd (?:say|tell|go|start)|i've (?:kept|found|learned|trusted|learnt))\b",
        "I guess one can ask.",
        "Ann asked one.",
    ),
    _cue(
        "now",
        r"\b(?:now|nowadays|these days|today|since then|ever since|still|after that|from then on|"
        r"permanent\w*|every (?:\w+ )?(?:release|quarter|month|week|year|night|new|project|time|close|"
        r"thursday|monday|change|winter)|each (?:\w+ )?(?:release|quarter|month|week|year|january|new|"
        r"term|project)|twice a year|once a (?:month|week|quarter|year)|for every)\b",
        "It is checked every quarter.",
        "It is checked.",
    ),
    _cue(
        "practice",
        r"\b(?:check ?-?lists?|templates?|run-?books?|play-?books?|alerts?|alarms?|automat\w+|pipeline|"
        "on-?boarding|induction|hand-?book|manual|wiki|standard|procedure|policy|rules?|guide|calendar|"
        "training|trained|ritual|part of|forms?|register|sheet|script|cards?|library|drills?|routine|"
        r"review|document\w*|process|ticket|agenda|job|pack|robot|bot|starter|starters|cohort|permit|"
        r"field)\b",
        "There is a checklist for it.",
        "There is a dog for it.",
    ),
    _cue(
        "present",
        r"\b(?:there(?:'s|s| is| are)|is|are|has|have|runs|goes|gets|keeps|starts|opens|lands|lives|"
        "carries|spends|does|we've|they've|it's|that's|uses|use|says|refuses|flags|texts|i'm|i am|"
        r"we're)\b",
        "It runs at night.",
        "It ran at night.",
    ),
    # None of these
    _cue(
        "meta",
        r"\b(?:let me (?:think|see)|good question|great question|thank you|thanks for|hope (?:that|this)|"
        "having me|could you|can i|may i|where was i|where do i start|that's (?:it|about|all|me|my|the "
        "(?:kind|sort))|thats it|(?:this|that) (?:demonstrates|shows)|the one i|one i'd|i'd pick|an "
        "example|a particular|to be honest|i'd say|another story|by the way|anyway|i'm the kind|person "
        r"who|i remember|oh gosh|deadlines|persua\w+|good one|comes to mind|say again|question|best "
        r"example|i believe so|beyond)\b",
        "Let me think.",
        "He lets me cook.",
    ),
    _cue(
        "would",
        r"\bi(?: would|'d) (?:\w+ )?(?:ask|first|probably|try|start|tell|also|like|rather|say|want|check|"
        r"go|expect|be|make|talk|bring|show|explain|listen)\b|\bi expect\b|\bhopefully\b|\bif (?:it|that|"
        r"he|she) (?:happened|still)\b|\bhaven't (?:really )?(?:had|been)\b",
        "I would ask him.",
        "I asked him.",
    ),
    _cue(
        "chatter",
        r"^(?:um |uh |so |and )*(?:yeah|okay|ok|hmm|oh|well|right|sure|hi|hello|ah|yes|thank|hm|um)\b|\?$",
        "Yeah, sure.",
        "The yeast rose.",
    ),
    _cue(
        "opinion",
        r"\b(?:i'm|i am|we're|it was|they were) (?:\w+ )?(?:really|very|so|great|proud|glad|lovely|happy|"
        r"good|nice|big|brilliant|incredible|hard|fun|busy|intense)\b|\b(?:hard work|team work|commitment|"
        r"skills|passion\w*)\b",
        "It was really great.",
        "It was blue.",
    ),
)
