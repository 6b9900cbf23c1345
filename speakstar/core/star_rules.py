"""What tells the job of a sentence: one entry per cue.

A cue is looked for in the plain form of a sentence: lower case, hesitations left out, "i'd" and "don't" kept. What it
speaks for or against, and how strongly, is in `star_votes`.
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
    _cue("when", rf"\b(?:in|on|by|before|until|of|last|that|the|next) (?:early |late |mid-?|the )?{_WHEN}\b",
         "It began in March.", "March on, they said."),
    _cue("deadline", r"\b(?:deadline|cut-?off|due|by the (?:end|\d+|\w+th)|the \d+(?:st|nd|rd|th)|closed? (?:on|at)|"
         r"shuts?|expir\w+|audit|launch|opening|go-live|kick-?off)\b", "The deadline was near.", "The line was dead."),
    _cue("time_left", rf"\b{_NUM} (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|nights?)(?: \w+)? "
         r"(?:before|until|away|left|to go|to the|notice|out)\b|\bwith \w+ (?:days|weeks|hours)\b|\bin \w+ "
         r"(?:days|weeks|hours)\b", "It was six days before the launch.", "It took six days."),
    _cue("harm", r"\b(?:los(?:e|es|ing)|fine[ds]?|penalt\w+|outage|complain\w+|complaints?|angry|furious|threaten\w*|"
         r"cancel\w*|unsafe|danger\w*|hazard|fail(?:ed|ing|ure|s)?|broken?|crash\w*|went down|stuck|wrong|refused|trouble|"
         r"urgent|crisis|reject\w*|declin\w+|sick|hurt|worried|panic|risk(?:ed|s)?|scrap\w*|errors?|dead|died|fell over|"
         r"burning|leaving|leak\w*)\b", "Customers were angry.", "Customers were many."),
    _cue("otherwise", r"\b(?:otherwise|or else|without (?:it|that|them)|if (?:we|it|they|i|he|she) (?:missed|didn't|did not|"
         r"failed|slipped|couldn't)|would (?:have )?(?:lose|lost|miss|missed|cost|be (?:fined|declined|closed|lost)))\b",
         "If we missed it, the shop would close.", "If you ask me, the shop was fine."),
    _cue("shortage", r"\b(?:only (?:had|got|have|one|two|three|\d+|a|the)|no (?:budget|money|time|spare|extra|more|access|"
         r"staff|documentation|tests|way|room|one else|help|new|overtime)|budget|freeze|frozen|short of|short-?staffed|"
         r"off sick|on leave|had left|nobody (?:else|free|knew|had|was)|couldn't (?:hire|buy|add|change|stop|use|get)|"
         r"not allowed|wasn't allowed|weren't allowed|limit\w*|rules?|policy|regulat\w+|law|one hour|legacy|"
         r"one of (?:us|them) )", "There was a hiring freeze.", "There was a party."),
    _cue("cannot", r"\b(?:couldn't|could not|can't|cannot|wouldn't|would not|wasn't|weren't|didn't|hadn't|had not)\b",
         "It couldn't be moved.", "It could be moved."),
    _cue("scene", r"\b(?:this was|this is|it was (?:in|at|last|a|my|the)|last (?:year|spring|summer|autumn|winter|month)|"
         r"years? ago|when i (?:was|worked|joined|started)|at my (?:last|previous|first|old|current)|i (?:work|worked) "
         r"(?:at|for|in|on|as)|i was (?:working|an?|at|in|on)|back in|in (?:19|20)\d\d|there (?:was|were)|it started|"
         r"one (?:day|night|morning|evening|friday))\b", "This was at my last job.", "It ended well."),
    _cue("habit_of_place", r"\b(?:we|our|the) (?:\w+ )?(?:had|have|run|ran|use|used|make|made|sell|sold|handles?|serves?|"
         r"builds?|is|are|was|were|did)\b", "We ran a booking site.", "I ran a mile."),
    _cue("role", rf"\b(?:my|our|the|his|her|their|an?|new|two|three|four|five|six|\d+|other|old|senior|junior) "
         rf"(?:\w+[ -]){{0,2}}{_ROLE}\b", "The head of design came.", "The rain came."),
    _cue("who", r"\bwho(?:'s|'d| was| is| had| ran| runs| would| wanted| knew| were| has|se)\b|\bcalled (?:\w+)\b|\bnamed\b",
         "There was Ann, who ran the shop.", "There was a shop."),
    _cue("of_us", r"\b(?:of us|me and|and me|and i|myself and|both of|everyone|everybody|nobody|no one|people|he|she|they)\b",
         "There were two of us.", "There were two boxes."),
    _cue("wants", r"\b(?:he|she|they|client|customer|boss|manager|director|team|who|board|sales|marketing) (?:\w+ )?(?:wanted|"
         r"insisted|thought|believed|said|refused|had (?:always|already|never|been|promised)|hated|liked|asked)\b",
         "The client insisted on blue.", "The sky was blue."),
    # Task
    _cue("mine", r"\b(?:was|were|is|be|are|it|that|made it|them) (?:all )?(?:mine|my (?:own|job|task|role|call|problem|part|"
         r"patch|bit|piece|thing|responsibility|duty|baby|area|side|fight|brief|remit|phone|command))\b|\bmine\b",
         "The gateway was mine.", "The gateway was theirs."),
    _cue("my_task", r"\bmy (?:own )?(?:actual )?(?:job|task|role|remit|part|bit|responsibilit\w+|call|patch|dut(?:y|ies)|"
         r"brief|area|goal|aim|target|wish|name|contract|assignment)\b", "My job was the labels.", "My coat was red."),
    _cue("responsible", r"\b(?:responsib\w+|in charge|took charge|accountable|answer(?:ed|able)? for|i (?:own|owned|led|lead|run|"
         r"carried|headed|supervised)|owner|ownership|(?:on|up to|down to|fell to|landed on|belonged to|handed to|left to|with|"
         r"made|asked) me\b(?! and)|on my shoulders?|on the hook|i was the (?:one|only|lead|release|duty|head|owner)|"
         r"been (?:asked|named|made|hired|given|put|chosen)|i was (?:\w+ )?(?:lead|chosen|captain|asked|hired|employed|"
         r"named|given|put|shift|duty|tech|team)\b)", "I was in charge of the tills.", "I was in the shop."),
    _cue("as_role", r"\bas (?:the|an?|its|their|our|junior|test|site|deputy|second|finance|sole|tech|team)\b(?! (?:result|few|"
         r"template|step|friend|hint|rule))", "As the owner I had a say.", "As a result I had a say."),
    _cue("goal", r"\b(?:goal|aim(?:ed|ing|s)?|target|objective|mission|(?:what|all|thing|that) (?:i|we) (?:was after|were after|"
         r"wanted|needed|owed|had to|was aiming)|(?:i|we) (?:wanted|needed|set out|meant)|was to|had to (?:be|have|get|go|move|"
         r"hold|come|work|finish)|the (?:point|idea|plan|wish) was|what was needed|needed (?:it|them|him|her|to|every))\b",
         "The goal was two seconds.", "The gate was two metres."),
    _cue("had_to", r"\b(?:i|we) (?:had|have|needed|need) to\b", "I had to move it.", "I had it moved."),
    _cue("took_on", r"\b(?:i (?:said i'd|said i would|volunteered|offered|raised my hand|took (?:it|that|this|charge|the \w+) on|"
         r"took charge|took it|made (?:it|them|that|this|myself))|nobody (?:asked|gave|told)|i'll (?:take|do|sort)|"
         r"not (?:part of )?my (?:job|contract)|wasn't (?:my|in my|part|on my))\b", "I volunteered.", "I slept."),
    # Action
    _cue("i_did", rf"\b(?:i|me and \w+)(?: {_ADVERB})* (?!{_STATIVE}\b)\w+(?:ed|t|ew|ote|ang|oke|ook|id|ad|ut|an|ade|ent|ept|"
         r"ound|aid|old|elt|ode|ose|ave|ame|at|awn|ew|lew|ore|ung|un|ound|ead|et|it|one|ind)\b",
         "I rewrote the parser.", "I am tall."),
    _cue("i_verb", rf"\bi (?:{_ADVERB} )?(?!{_STATIVE}\b)[a-z]+\b", "I split it.", "I was it."),
    _cue("so_i", r"\b(?:so|then|and|but|instead|therefore|first) i\b", "So I left.", "It was I."),
    _cue("got_done", r"\bi got (?:the|a|an|our|my|him|her|them|two|three|half|\w+ to|hold)\b", "I got the team to test.",
         "I got tired."),
    _cue("step", r"^(?:so |and |but )?(?:then|first|next|after|instead|that (?:night|morning|afternoon|evening|week|day|same)|"
         r"each|every|for (?:a|the|two|three)|on the|at \d|meanwhile|before|once)\b", "Then it moved.", "It moved then."),
    _cue("we_did", r"\bwe (?:\w+ly |then |just |all |also )?(?!had|have|were|are|could|would|needed|wanted|use|run|ran\b)\w+ed\b",
         "We tested it.", "We were late."),
    _cue("decide", r"\b(?:decided|chose|chosen|picked|settled|went for|opted|split|built|wrote|rewrote|set up|made|drew|"
         r"planned|proposed|suggested|started|moved|changed|added|fixed|replaced|designed|created|sorted|ran)\b",
         "I decided on blue.", "It rained on me."),
    _cue("other_way", r"\b(?:could(?:'ve| have| of)|considered|looked at|look(?:ed)? into|thought (?:about|of|to)|weighed|options?|"
         r"alternatives?|(?:obvious|easy|usual|normal|standard|quick|cheap|other|first|safe|simple\w*) (?:way|thing|fix|option|"
         r"route|answer|course|move|choice|idea|instinct|plan)|way out|one (?:way|idea|course)|rejected|ruled (?:it|that) out|"
         r"decided against|threw|discard\w*|versus|preferred|in favou?r|was tempt\w+|tempted|either|there was talk)\b",
         "We could have bought one.", "We bought one."),
    _cue("instead", r"\b(?:instead|rather than|but (?:i|that|it|we)|so i (?:went|chose|used|took|built|made|settled|asked)|"
         r"would(?:'ve| have) (?:been|taken|meant|cost|worked|eaten|broken|saved))\b", "I walked instead.", "I walked home."),
    _cue("wanted_other", r"\b(?:wanted to|suggested|proposed|said (?:just|we should|why not)|everyone (?:said|expected)|people said)\b",
         "They wanted to swap it.", "They swapped it."),
    _cue("safety", r"\b(?:roll(?:ed|ing)?[ -]?back|fall(?:s)?[ -]?back|pilot\w*|back-?up|backed up|trial|dry[ -]run|canary|"
         r"in case|side by side|in parallel|parallel|next to the old|gradual\w*|staging|undo|rehears\w*|spare|kill|switch|"
         r"behind (?:a |flags?)|flag|prototype|shadow|on a copy|copy|one at a time|bit by bit|safe(?:ty|ly)?|reserve|stop limit|"
         r"exit clause|revert\w*|insurance|plan b|second (?:pair|check|person|reader))\b",
         "I kept a rollback ready.", "I kept a diary."),
    _cue("verify", r"\b(?:test(?:ed|ing|s)?|tried (?:it|them|that|out)|try (?:it|that|them)|check(?:ed|ing|s)?|verif\w+|compared?|"
         r"measured?|inspect\w*|monitor\w*|watched|double[- ]check\w*|confirm\w*|reviewed|signed (?:off|each|it)|proof|caught|"
         r"counted|sample[ds]?|by hand|by eye|cheque)\b", "I tested each part.", "I painted each part."),
    _cue("small_first", rf"\b(?:{_NUM} (?:\w+ ){{0,3}}first|first (?:on|with|in) |(?:a|one|two|three) (?:small|single|few)|"
         r"(?:one|five|ten|\d+) per ?cent of|only then|before (?:any|it went|moving|we|i|they|anyone|the)|until (?:it|the|we))\b",
         "We tried two shops first.", "We tried two shoes."),
    _cue("ask_tell", r"\b(?:i|we) (?:\w+ ){0,3}(?:asked|told|called|rang|phoned|emailed|messaged|invited|showed|explained|agreed|"
         r"informed|updated|posted|warned|wrote to|spoke|talked|met|sat down|walked|briefed|presented|shared|reported|"
         r"convinced|persuaded|promised|offered|said to|took (?:him|her|them)|rode)\b", "I asked the cook.", "I ate the cook's pie."),
    _cue("with_whom", rf"\b(?:with|to|from|alongside) (?:my|the|our|her|him|them|his|their|each|everyone|both|an?|all|two|three) ?"
         rf"(?:\w+ ){{0,2}}(?:{_ROLE})?\b(?=.*\b(?:sat|met|spoke|talked|agreed|worked|went|walked|asked|paired|together|call|"
         r"meeting|showed|sent))|\btogether\b|\b(?:sat|met|spoke|talked|worked|paired|agreed|checked) (?:\w+ )?with\b",
         "I sat with the cook.", "I sat on the roof."),
    _cue("got_them_to", r"\b(?:got|had|have|get|asked|let|helped|made) (?:the |my |our |a )?(?:\w+ ){1,3}(?:to |check|read|look|watch|"
         r"run|try|sit|sign)", "I had Ann check it.", "I had soup."),
    _cue("they_joined", r"\b(?:he|she|they|who) (?:\w+ )?(?:helped|checked|signed|agreed|gave|brought|showed|rewrote|found|held|"
         r"joined|watched|sat|said (?:yes|okay|fine|no))\b", "She helped with it.", "She sang."),
    _cue("meeting", r"\b(?:meeting|workshop|call|stand-?up|demo|presentation|email|message|note|update[sd]?|session|chat|"
         r"slack|phone|channel|in the loop|questions|weekly|daily)\b", "We held a workshop.", "We held a rope."),
    # Trade-off
    _cue("gave_up", r"\b(?:g[ia]ve up|giving up|gave (?:that|it|way|in|those|them)|dropp(?:ed|ing)|drop|park(?:ed|ing)?|postpon\w*|"
         r"defer\w*|put (?:off|back)|skip(?:ped|ping)?|said no|say no|sacrific\w*|conced\w*|withdr[ae]w|pulled out|trade-?offs?|"
         r"off the table|at the (?:cost|expense)|down ?side|the (?:catch|price)|had to (?:wait|go|give|stop|drop|let)|"
         r"swallow(?:ed)?|went without|stopped going|turned down|held (?:off|back)|abandon\w*)\b", "I gave up the talk.",
         "I gave the talk."),
    _cue("let_go", r"\b(?:let|letting) (?:\w+[ -]){0,6}(?:go|slip|slide|wait|keep|die|drop|run)\b|\bi let go\b|\blet (?:that|it) go\b",
         "I let the redesign slip.", "They let me in."),
    _cue("left_out", r"\b(?:left|leave|leaving) (?:\w+[ -]){0,7}(?:out|alone|behind|until|offline|on paper|unresolved|for (?:the|later|next))"
         r"\b|\b(?:i|we) (?:left|leave) (?:to die|out|for)|\b(?:out of|without (?:its|any|the|pictures))\b|were? left out",
         "I left the export out.", "I left at five."),
    _cue("pushed_back", r"\b(?:push(?:ed)?|mov(?:ed|ing)|delay(?:ed)?|bump(?:ed)?) (?:\w+[ -]){0,6}(?:back|into|to (?:the|next|january|"
         r"february|march|april|may|june|july|august|september|october|november|december))\b|\bdelay\w*\b|\b(?:slip(?:ped)?|wait) "
         r"(?:a|until|for|two|three|till|till)\b|\b(?:would|could|can|to) (?:wait|slip)\b|\bslip(?:ped)?\b",
         "The export could wait until May.", "The waiter could not."),
    _cue("cost_me", r"\b(?:cost (?:me|us|them|about|a)|it costs?|we lost|i lost|i missed|we missed|did lose|meant (?:no|a|dropping|"
         r"that|giving|leaving|telling|abandoning|one)|slower|later than|a bit (?:slower|late)|hurt|didn't (?:do|get|come)|"
         r"did not get|never happened|wasn't getting|went out late|went late)\b", "It cost me a holiday.", "Coffee is cheap."),
    _cue("accepted", r"\b(?:i accept(?:ed)?|which i accepted|we accept\w*|okay with|fine with|happy to lose|was okay|said yes to that|"
         r"i could live|live with|rather|sooner|risk i|fair price|mattered more|matters more|worth (?:it|more|the))\b",
         "I was okay with that.", "I was okay."),
    _cue("reason", r"\b(?:because|since (?!then)|'cause|cause|cos|becos|as (?:it|they|there|the|a|their|you|nobody|we)|on the grounds|"
         r"so that|and why|which mattered|the reason)\b", "We stopped because it rained.", "We stopped in the rain."),
    _cue("not_both", r"\b(?:both|only so many|there are only|not enough|would(?:'ve| have) (?:eaten|taken|needed|cost|lost|been|meant|"
         r"added|held)|nobody (?:gets|reads|had|needs|was|else)|better (?:spent|than)|matters?|whereas|you can't|one \w+'s one)\b",
         "There was no time for both.", "There was time."),
    # Result
    _cue("ended", r"\b(?:in the end|eventually|finally|at the end|as a result|results?|outcome|by the (?:end|time|\d+th)|since then|"
         r"the (?:next|following) (?:day|week|month|morning|year|quarter)|a (?:week|month|year) later|(?:weeks|months|days) later|"
         r"within (?:a|two|three|the)|that (?:week|month|quarter|year|season))\b", "In the end it held.", "The end is near."),
    _cue("success", r"\b(?:on time|early|went (?:live|out|in|well|fine|great|smoothly|through|ahead)|shipped|launched|delivered|filed|"
         r"sign(?:ed|s)(?! off each)|approved|agreed|said yes|came round|accepted|passed|succe\w+|work(?:ed|s) (?:out|well|fine)|it worked|"
         r"landed|opened|finished|renew\w+|stayed|won|kept|happy|pleased|thank(?:ed)?|praise\w*|promoted|adopt\w*|"
         r"success\w*|improv\w+|better|saved|paid|got (?:it|the|their|his|her|paid))\b", "It shipped on time.", "The ship was old."),
    _cue("change", r"\b(?:fell|fallen|rose|risen|dropped|grew|went (?:up|down|from)|gone (?:up|down|from)|came down|cut|halved|doubled|"
         r"tripled|reduced|increased|up (?:by|\d|from|four|five|ten)|down (?:by|to|from|\d)|from (?:about |around |roughly |just |over |"
         rf"under |some )*{_NUM}\b.*\bto\b|to (?:about |under |around |just |nearly )?{_NUM}|fewer|less than|more than|times (?:faster|as))\b",
         "Errors fell to three.", "Errors were found."),
    _cue("none_left", r"\b(?:no (?:complaints?|errors?|outages?|incidents?|downtime|lost|late|further|repeat|one (?:was|got|lost|noticed)|"
         r"single)|not (?:a single|one)|none|nobody (?:got|was|noticed|missed|complained|lost|has)|never (?:came|went|happened|again)|"
         r"without (?:a|any) |zero|all (?:of|\d+|the|three|four|five|six|seven|eight|nine|ten|forty))\b", "There were no complaints.",
         "There were complaints."),
    _cue("before_after", rf"\b(?:from (?:about |around |roughly |just |over |under |some |nearly )*{_NUM}\b.*\bto\b|used to|compared (?:with|to)|"
         r"the (?:year|month|week) before|before (?:it|that) (?:was|had|took)|instead of (?:\d|one|two|three|four|five|six|seven|eight|"
         rf"nine|ten|the)|down from|up from|against|halved|doubled|tripled|half|twice|had been {_NUM}|(?:was|were) {_NUM}|by {_NUM} "
         r"(?:percent|per cent|points)|less|fewer|more)\b", "It went from nine to four.", "It went to Leeds."),
    _cue("he_agreed", r"\b(?:he|she|they|everyone|all|director|board|client|committee|council|team|both) (?:\w+ )?(?:agreed|signed|said (?:yes|"
         r"okay|fine)|voted|accepted|approved|adopted|changed (?:his|her|their)|came round|let us|bought|loved|stayed|took it|got)\b",
         "The board approved it.", "The board was wooden."),
    # Lesson
    _cue("learned", r"\b(?:learn(?:ed|t|ing|s)?|taught|teach(?:es)?|lessons?|take-?aways?|took (?:away|from|off)|stay(?:s|ed) with me|sits with me|"
         r"moral|what i(?:'d| would)? (?:got|get|know|tell|took|keep)|i got (?:out of|from)|next time|differently|should(?:'ve| have| of)|"
         r"reali[sz]ed?|turns? out|turned out|found out|discovered|used to think|always (?:thought|gone|start\w*)|changed (?:how|the way|my)|"
         r"showed me|came away|came out|convinced|for me|since (?:then|that time)|these days i|i(?:'ve)? no longer|i now|thing i remember|"
         r"understood|comes down to|if i'm honest|drummed|ever since|thing is)\b", "I learned to ask first.", "I asked first."),
    _cue("maxim", r"\b(?:you (?:don't|can't|never|have to|need|pick|let|must|should|only|want|know)|people (?:don't|rarely|accept|change|are|need|who|"
         r"leave|believe)|don't \w+|never \w+|always \w+|is (?:worth|only|more|quicker|half|the|hardly|better)|beats?|isn't|it's (?:about|the|not)|"
         r"more than|half of|better than|not (?:an?|the|over))\b", "People rarely read notes.", "Three people read it."),
    _cue("let_me_tell", r"\b(?:i (?:think|guess|suppose|believe|mean|try|ask|read|tell|go|want|keep|plan|always|understand|work)|i'd (?:say|tell|go|start)|"
         r"i've (?:kept|found|learned|trusted|learnt))\b", "I guess one can ask.", "Ann asked one."),
    _cue("now", r"\b(?:now|nowadays|these days|today|since then|ever since|still|after that|from then on|permanent\w*|every (?:\w+ )?(?:release|quarter|"
         r"month|week|year|night|new|project|time|close|thursday|monday|change|winter)|each (?:\w+ )?(?:release|quarter|month|week|year|january|"
         r"new|term|project)|twice a year|once a (?:month|week|quarter|year)|for every)\b", "It is checked every quarter.", "It is checked."),
    _cue("practice", r"\b(?:check ?-?lists?|templates?|run-?books?|play-?books?|alerts?|alarms?|automat\w+|pipeline|on-?boarding|induction|hand-?book|"
         r"manual|wiki|standard|procedure|policy|rules?|guide|calendar|training|trained|ritual|part of|forms?|register|sheet|script|cards?|"
         r"library|drills?|routine|review|document\w*|process|ticket|agenda|job|pack|robot|bot|starter|starters|cohort|permit|field)\b",
         "There is a checklist for it.", "There is a dog for it."),
    _cue("present", r"\b(?:there(?:'s|s| is| are)|is|are|has|have|runs|goes|gets|keeps|starts|opens|lands|lives|carries|spends|does|we've|they've|"
         r"it's|that's|uses|use|says|refuses|flags|texts|i'm|i am|we're)\b", "It runs at night.", "It ran at night."),
    # None of these
    _cue("meta", r"\b(?:let me (?:think|see)|good question|great question|thank you|thanks for|hope (?:that|this)|having me|could you|can i|may i|"
         r"where was i|where do i start|that's (?:it|about|all|me|my|the (?:kind|sort))|thats it|(?:this|that) (?:demonstrates|shows)|the one i|"
         r"one i'd|i'd pick|an example|a particular|to be honest|i'd say|another story|by the way|anyway|i'm the kind|person who|i remember|"
         r"oh gosh|deadlines|persua\w+|good one|comes to mind|say again|question|best example|i believe so|beyond)\b",
         "Let me think.", "He lets me cook."),
    _cue("would", r"\bi(?: would|'d) (?:\w+ )?(?:ask|first|probably|try|start|tell|also|like|rather|say|want|check|go|expect|be|make|talk|bring|show|"
         r"explain|listen)\b|\bi expect\b|\bhopefully\b|\bif (?:it|that|he|she) (?:happened|still)\b|\bhaven't (?:really )?(?:had|been)\b",
         "I would ask him.", "I asked him."),
    _cue("chatter", r"^(?:um |uh |so |and )*(?:yeah|okay|ok|hmm|oh|well|right|sure|hi|hello|ah|yes|thank|hm|um)\b|\?$", "Yeah, sure.",
         "The yeast rose."),
    _cue("opinion", r"\b(?:i'm|i am|we're|it was|they were) (?:\w+ )?(?:really|very|so|great|proud|glad|lovely|happy|good|nice|big|brilliant|incredible|"
         r"hard|fun|busy|intense)\b|\b(?:hard work|team work|commitment|skills|passion\w*)\b", "It was really great.", "It was blue."),
)  # fmt: skip
