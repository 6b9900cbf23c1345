"""How many of ten hesitations that somebody read aloud on purpose were found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from speakstar.core.filled_pauses import placed
from speakstar.core.filler_rules import HESITATION
from speakstar.core.model import Filler, Sound, Source, Transcript, Word
from speakstar.core.text import plain_word

Found = Literal["words", "sound", "both", "possible", "missed", "unread"]

SCRIPT = """\
Last spring [um] our booking page went down on a Friday evening. [Uh] I was the only engineer on call, and [um] nobody \
could pay. First I looked at the logs, and the [uh] database had run out of connections. That left me two choices. I \
could [um] restart everything, which was fast but risky, or [er] find the leak. [Um] I took ten minutes to find it, \
[uh] changed one line, and put it live. By [hmm] eight in the evening the page was back, and we had lost [um] very few \
sales. What I learned is to watch the connections before they run out."""
"""What is read aloud; what stands in brackets is to be said as a hesitation."""

MARKED = re.compile(r"\[(\w+)\]")
"""A hesitation in `SCRIPT`."""

NEIGHBOURS = 4
"""A hesitation was read if one of so many words before it and one of so many after it were recognised: the aligner's
and the engine's slips are one or two words long, a line left out is longer."""

SLACK_S = 0.15
"""By so much the words around a hesitation may be wrong: whisper-timestamped's and WhisperX's errors lie below it for
nine words in ten."""

HOW: dict[Source, Found] = {"transcript": "words", "audio": "sound", "both": "both"}
"""Where a certain hesitation was found, by its source."""

Z = 1.96
"""Standard normal deviate of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class ReadHesitation:
    """One of the hesitations of `SCRIPT`, the words around it, and where it was found.

    "unread": the words around it were not recognised, so that nothing can be said about it.
    """

    number: int
    text: str
    before: str
    after: str
    found: Found
    start_s: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading of `SCRIPT` shows.

    ``read`` is the share of its words that were recognised (0 to 1); ``false`` are the certain hesitations found where
    the text has none.
    """

    hesitations: tuple[ReadHesitation, ...]
    false: tuple[Filler, ...]
    read: float

    def count(self, *found: Found) -> int:
        """Count the hesitations that were found in one of these ways."""
        return sum(hesitation.found in found for hesitation in self.hesitations)

    @property
    def assessed(self) -> int:
        """How many hesitations were read in words that were recognised."""
        return len(self.hesitations) - self.count("unread")

    @property
    def certain(self) -> int:
        """How many were found without doubt."""
        return self.count("words", "sound", "both")

    @property
    def recall_range(self) -> tuple[float, float]:
        """The share of this speaker's hesitations that is found, as a 95 % interval (Wilson 1927)."""
        return wilson(self.certain, self.assessed)


def assess(transcript: Transcript, sound: Sound | None, fillers: Sequence[Filler]) -> Reading:
    """Compare what was found in a reading of `SCRIPT` with what it says.

    Parameters
    ----------
    transcript
        What the engine wrote.
    sound
        What a second listening found, if there was one.
    fillers
        What the analysis of both counts.
    """
    wanted, marks = _script()
    heard = [word for word in placed(transcript, sound).words if not HESITATION.fullmatch(plain_word(word.text))]
    matched = _matched(wanted, heard)
    left = [f for f in fillers if f.source != "transcript" or f.rule.startswith("hesitation")]
    hesitations = []
    for number, (position, text) in enumerate(marks, start=1):
        window = _window(position, matched)
        near = [f for f in left if window and window[0] <= _middle_s(f) <= window[1]]
        filler = min(near, key=lambda f: f.certainty == "possible", default=None)
        if filler:
            left.remove(filler)
        found: Found = "unread" if window is None else _how(filler)
        before, after = " ".join(wanted[max(0, position - 2) : position]), " ".join(wanted[position : position + 2])
        hesitations.append(ReadHesitation(number, text, before, after, found, filler.start_s if filler else None))
    false = tuple(filler for filler in left if filler.certainty == "certain")
    return Reading(tuple(hesitations), false, len(matched) / len(wanted))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); from 0 to 1 without trials."""
    if not trials:
        return 0.0, 1.0
    share, z2 = successes / trials, Z * Z / trials
    middle = share + z2 / 2
    margin = Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials))
    return max(0.0, (middle - margin) / (1 + z2)), min(1.0, (middle + margin) / (1 + z2))


def _script() -> tuple[list[str], list[tuple[int, str]]]:
    """Return the words of the script, and before which of them a hesitation is to be said."""
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    for token in SCRIPT.split():
        marked = MARKED.fullmatch(token)
        if marked:
            marks.append((len(words), marked.group(1).lower()))
        else:
            words.append(plain_word(token))
    return words, marks


def _matched(wanted: Sequence[str], heard: Sequence[Word]) -> dict[int, Word]:
    """Return the recognised words by their place in the script."""
    matcher = SequenceMatcher(None, wanted, [plain_word(word.text) for word in heard], autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {block.a + k: heard[block.b + k] for block in blocks for k in range(block.size)}


def _window(position: int, matched: dict[int, Word]) -> tuple[float, float] | None:
    """Return between which times a hesitation before a word of the script must lie; None if it was not read."""
    before = _nearest(range(position - 1, position - 1 - NEIGHBOURS, -1), matched)
    after = _nearest(range(position, position + NEIGHBOURS), matched)
    if before is None or after is None:
        return None
    return before.end_s - SLACK_S, after.start_s + SLACK_S


def _nearest(positions: range, matched: dict[int, Word]) -> Word | None:
    found: Iterator[Word] = (matched[position] for position in positions if position in matched)
    return next(found, None)


def _how(filler: Filler | None) -> Found:
    if filler is None:
        return "missed"
    if filler.certainty == "possible":
        return "possible"
    return HOW[filler.source]


def _middle_s(filler: Filler) -> float:
    return ((filler.start_s or 0.0) + (filler.end_s or 0.0)) / 2
