"""A cue, and the groups of words that several cues share."""

from __future__ import annotations

import re
from dataclasses import dataclass

WHEN = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|christmas|easter|spring|summer|autumn|winter|noon|midnight|weekend)"
)
NUM = (
    r"(?:[\d£$€][\d.,:%]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|zero|a couple of|a few)"
)
ROLE = (
    r"(?:boss|manager|lead|leads|director|head|client|clients|customer|customers|colleague|colleagues|supervisor|owner|"
    r"founder|partner|partners|professor|supplier|engineer|engineers|developer|developers|designer|designers|nurse|"
    r"nurses|doctor|doctors|team|teams|staff|lads|guys|students?|teachers?|parents?|patients?|drivers?|officer|sergeant|"
    r"accountants?|auditors?|lawyers?|board|council|department|analyst|analysts|chef|family|mother|father|son|daughter|"
    r"friend|volunteers?|members?|people|users|finance|marketing|sales|support|operations|security|product|legal|"
    r"cto|ceo|cfo|coo|foreman|trainee|apprentice|intern|graduate|consultant|principal|landlord|guest|guests|squad|crew)"
)
STATIVE = (
    r"(?:was|am|were|have|had|has|would|will|could|should|can|may|might|must|think|thought|guess|mean|know|knew|suppose|"
    r"believe|like|liked|love|wanted|want|needed|need|hope|say|feel|felt|remember|learned|learnt|owned|own|don't|didn't|"
    r"couldn't|can't|wasn't|haven't|hadn't|wouldn't|understood|understand|do|did|always|never|now|used|see|saw|expect|"
    r"prefer|answered|and|or|the|a|in|to|got|who|that|is|it|for|of|on)"
)
ADVERB = r"(?:\w+ly|then|just|also|first|still|even|only|therefore|did|went and|sat down and|then)"


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the cue table: ``fires`` is a sentence that has it, ``silent`` a similar one that has not."""

    id: str
    pattern: re.Pattern[str]
    fires: str
    silent: str


def cue(id_: str, pattern: str, fires: str, silent: str) -> Cue:
    """Return an entry with its pattern compiled."""
    return Cue(id_, re.compile(pattern), fires, silent)
