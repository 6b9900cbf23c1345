"""Which filled pauses heard in the sound count, and how they join those that the transcript has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from speakstar.core.model import Certainty, FilledPause, Filler, Sound, SoundEvidence, Transcript, Word
from speakstar.core.text import word_char_spans

SAME_S = 0.2
"""A filler of the transcript and one of the sound are the same if their middles are so close (the collar of sed_eval,
Mesaros 2016), or if they share time."""

VOICE_MIN = 0.2
"""Low, since Silero takes a drawn-out flat "uh" for a tone at times; the other limits keep tones out."""

VOICED_MIN, NOISY_VOICED_MIN = 0.5, 0.25
"""Share of the time with a pitch: breath, clicks and keys have none. Noise hides the pitch of some frames."""

LEVEL_MIN_DB = -19.0
"""Below the speech of the recording: fillers are at most 15 dB softer, a person in the background is more."""

WANDERING_ST, WANDERING, MURMUR_DB = 9.0, 1.2, -12.5
"""Soft sound whose pitch and timbre wander is the murmur of others; an "um" hardly moves (Goto 1999)."""

CLEAR_SNR_DB = 20.0
"""With less between speech and room, aligner and voice activity are both less sure, and short finds do not count."""

SHORTEST_S, LONGEST_S = 0.08, 1.5
"""Nobody hears a shorter "um"; what lasts longer is some other sound."""

FREE_SHARE = 0.6
"""How much of a filled pause must lie under no word of the engine's, whose edges are off by 50 to 100 ms."""

ALONE_S = 0.18
"""Length from which voice under no word counts where no aligner heard an "um"."""

COVERED_S = 0.3
"""Length from which an "um" counts that the engine put under a word: engines let the word beside it swallow it."""

HELD, MOVING = 1.3, 2.5
"""How fast the timbre of a held sound moves at most, and that of an "um" between two words (`SoundEvidence.change`)."""

LIKE_CERTAIN, LIKE_POSSIBLE = 0.5, 0.3
"""From which likeness on (`SoundEvidence.likeness`) a stretch counts whatever the rules below say, and from which on it
counts if they say so, and may count if they do not. On development voices left out of learning this was right more
often than either alone."""

PLAUSIBLE, PLAUSIBLE_PER_WORD = 3, 0.25
"""With more fillers under no word the transcript is not that of the recording, and what lies between its words may be
other words; people say 2 to 6 disfluencies in 100 words (Fraundorf and Watson 2014), few more than 15."""

SOUND_RULES = {
    "sound.both": "voice that no word covers, and the aligner heard an um, uh, er or hmm there",
    "sound.voice": "voice that no word covers, though the aligner heard no um there, or could not follow the words",
    "sound.covered": "it sounds like an um where the transcript gives the time to a word, as speech models often do",
}
"""Why a filled pause that only the sound has counts, or may."""


@dataclass(frozen=True, slots=True)
class Shortest:
    """What a filled pause needs at least, in seconds: length, time under no word, time that the aligner heard."""

    length_s: float
    uncovered_s: float
    aligned_s: float

    def fit(self, length_s: float, uncovered_s: float, aligned_s: float) -> bool:
        """Whether a filled pause has as much."""
        return length_s >= self.length_s and uncovered_s >= self.uncovered_s and aligned_s >= self.aligned_s


CLEAR_SHORTEST = Shortest(length_s=0.13, uncovered_s=0.1, aligned_s=0.05)
NOISY_SHORTEST = Shortest(length_s=0.2, uncovered_s=0.15, aligned_s=0.1)
"""Set on the development split of `scripts/evaluate_fillers.py`, where figures change little around them."""


def placed(transcript: Transcript, sound: Sound | None) -> Transcript:
    """Return the transcript with its words where the sound has them."""
    if sound is None or not sound.words:
        return transcript
    words = tuple(
        replace(word, start_s=heard.start_s, end_s=heard.end_s)
        for word, heard in zip(transcript.words, sound.words, strict=True)
    )
    return replace(transcript, words=words)


def joined(written: Sequence[Filler], words: Sequence[Word], sound: Sound | None) -> tuple[Filler, ...]:
    """Join the fillers of the transcript and those of the sound into one list, in order of time.

    Parameters
    ----------
    written
        Fillers of the transcript, with times.
    words
        The transcript's words.
    sound
        What a second listening found.
    """
    found, added = list(written), []
    for pause in sound.filled_pauses if sound else ():
        same = next((i for i, filler in enumerate(found) if _is_same(filler, pause)), None)
        if same is not None:
            found[same] = replace(found[same], source="both", certainty="certain", evidence=pause.evidence)
            continue
        decision = judge(pause, sound)
        if decision:
            added.append(_filler(pause, words, *decision))
    if sum(filler.certainty == "certain" for filler in added) > max(PLAUSIBLE, PLAUSIBLE_PER_WORD * len(words)):
        added = [replace(filler, certainty="possible") for filler in added]
    return tuple(sorted((*found, *added), key=lambda filler: filler.start_s or 0.0))


def judge(pause: FilledPause, sound: Sound | None) -> tuple[Certainty, str] | None:
    """Return how certain a filled pause is and the rule that says so; None where it does not count.

    The rule is one of `SOUND_RULES`.
    """
    found, length_s = pause.evidence, pause.end_s - pause.start_s
    noisy = sound is None or is_noisy(sound.snr_db)
    if not may_count(pause, sound.snr_db if sound else None):
        return None
    is_free = found.uncovered_s >= FREE_SHARE * length_s
    ruled = _by_rules(found, length_s, is_free=is_free, noisy=noisy)
    if found.likeness is None:
        return ruled
    rule = "sound.covered" if not is_free else "sound.both" if found.aligned_s else "sound.voice"
    is_ruled = ruled is not None and ruled[0] == "certain"
    if found.likeness >= (LIKE_POSSIBLE if is_ruled else LIKE_CERTAIN):
        return "certain", rule
    return ("possible", rule) if is_ruled or found.likeness >= LIKE_POSSIBLE else None


def _by_rules(found: SoundEvidence, length_s: float, *, is_free: bool, noisy: bool) -> tuple[Certainty, str] | None:
    """Judge without a likeness."""
    shortest = NOISY_SHORTEST if noisy else CLEAR_SHORTEST
    if found.aligned_s and is_free and shortest.fit(length_s, found.uncovered_s, found.aligned_s):
        return ("certain" if found.change <= MOVING else "possible"), "sound.both"
    if not found.aligned_s and is_free and length_s >= ALONE_S:
        return ("certain" if found.change <= HELD else "possible"), "sound.voice"
    if found.aligned_s and not noisy and length_s >= COVERED_S and found.change <= HELD:
        return "possible", "sound.covered"
    return None


def may_count(pause: FilledPause, snr_db: float | None) -> bool:
    """Whether a stretch is as long as an "um", and voiced near the microphone."""
    return SHORTEST_S <= pause.end_s - pause.start_s <= LONGEST_S and _is_voice(pause.evidence, noisy=is_noisy(snr_db))


def is_noisy(snr_db: float | None) -> bool:
    """Whether there is too little between speech and room to trust a short find."""
    return snr_db is None or snr_db < CLEAR_SNR_DB


def _is_voice(found: SoundEvidence, *, noisy: bool) -> bool:
    """Whether somebody near the microphone makes a voiced sound; breath, clicks and people far off fail this."""
    if found.voice < VOICE_MIN or found.voiced < (NOISY_VOICED_MIN if noisy else VOICED_MIN):
        return False
    if found.level_db < LEVEL_MIN_DB:
        return False
    wandering = found.pitch_span_st is not None and found.pitch_span_st > WANDERING_ST and found.change > WANDERING
    return not (wandering and found.level_db < MURMUR_DB)


def _is_same(filler: Filler, pause: FilledPause) -> bool:
    if filler.start_s is None or filler.end_s is None or not filler.rule.startswith("hesitation"):
        return False
    apart_s = abs(filler.start_s + filler.end_s - pause.start_s - pause.end_s) / 2
    return apart_s <= SAME_S or (filler.start_s < pause.end_s and pause.start_s < filler.end_s)


def _filler(pause: FilledPause, words: Sequence[Word], certainty: Certainty, rule: str) -> Filler:
    spans = word_char_spans(words)
    after = bisect_left(words, pause.start_s, key=lambda word: (word.start_s + word.end_s) / 2)
    char = spans[after][0] if after < len(words) else spans[-1][1] if spans else 0
    return Filler(
        text=pause.text,
        start_char=char,
        end_char=char,
        start_s=pause.start_s,
        end_s=pause.end_s,
        source="audio",
        certainty=certainty,
        rule=rule,
        evidence=pause.evidence,
    )
