"""People's fillers, made of their own vowels: people who hesitate at known times are hard to find.

The vowel of a word ("from", "her", "but"), with the nasal that follows it, is held as long as an "um" and set between
two words. Only networks learn from it; nothing is measured by it.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import groupby, pairwise

import numpy as np
from pocket import drascula
from pocket.speech import SAMPLE_RATE

from fillers import actors, controls
from fillers.benchmark import Case
from fillers.conditions import loudness
from fillers.prosody import sustain
from fillers.tape import FILLER_LOUDNESS, FILLER_S
from speakstar.adapters.aligner import Aligner
from speakstar.adapters.phones import PhoneLoop
from speakstar.core.model import Span, Word

VOWELS, NASALS = ("AH", "AA", "ER", "UH"), ("M", "N")
VOWEL_MIN_S, NASAL_MIN_S, HUM_MIN_S = 0.06, 0.04, 0.07
NASAL_SHARE = 0.8
RIM_S = 0.005
SOUND_MIN_S = 0.05
WORD_MIN_S = 0.12
HEARD_SHARE = 0.4  # of the words are searched for vowels: there are enough
WINDOW_S, AROUND_S = 14.0, 0.3
EVERY_S = 7.0
GAP_MIN_S, NO_GAP_SHARE = 0.05, 0.15
SEARCH_S = 0.05
PAUSE_S = (0.05, 0.6)
GLUED_S = 0.02
RAMP_S = 0.02
FLOOR_PERCENTILE = 5
PROMPTS_MIN = 16.0

Sounds = list[tuple[str, np.ndarray]]


def people() -> Iterator[tuple[str, Case]]:
    """Give all that people say whom the test does not know, by where it comes from."""
    yield from (("queen", case) for case in actors.answers("dev"))
    yield from (("prompts", case) for case in controls.prompts(PROMPTS_MIN))
    archive = drascula.Archive(drascula.ARCHIVE)
    spoken = sorted(drascula.lines(archive), key=lambda line: line[0])
    for speaker, lines in groupby(spoken, lambda line: line[0]):
        cases = actors.by_speaker(speaker, lines, partial(drascula.sound, archive))
        yield from (("drascula", case) for case in cases)


def hesitating(case: Case, r: random.Random) -> tuple[np.ndarray, list[Word]]:
    """Let a person hesitate.

    Returns
    -------
    numpy.ndarray, shape (n,), float32
        The sound with fillers in it.
    list of Word
        All fillers, those that were there before among them, in order of time.
    """
    sounds, places = _listened(case, r)
    if not sounds:
        return case.samples, list(case.fillers)
    rng = np.random.default_rng(r.getrandbits(32))
    level, floor = loudness(case.samples), np.percentile(np.abs(case.samples), FLOOR_PERCENTILE)
    parts: list[np.ndarray] = []
    made: list[Word] = []
    moved: list[tuple[float, float]] = []
    done = length = 0
    for at in _spots(case, places, r):
        text, sound = r.choice(sounds)
        held = sustain(sound, r.uniform(*FILLER_S), rng, flatness=r.choice([0.3, 0.9, 1.0]))
        if at < done or not held.any():
            continue
        ramp = np.minimum(1, np.arange(len(held)) / (RAMP_S * SAMPLE_RATE))
        held = held * ramp * ramp[::-1]
        held *= level / loudness(held) * r.uniform(*FILLER_LOUDNESS)
        before, after = (_pause(floor, r, rng) for _ in range(2))
        parts += [case.samples[done:at], before, held, after]
        start = length + at - done + len(before)
        made.append(Word(text, start / SAMPLE_RATE, (start + len(held)) / SAMPLE_RATE))
        added = len(before) + len(held) + len(after)
        moved.append((at / SAMPLE_RATE, added / SAMPLE_RATE))
        length += at - done + added
        done = at
    parts.append(case.samples[done:])
    for filler in case.fillers:
        later_s = sum(added_s for at_s, added_s in moved if at_s <= filler.start_s)
        made.append(Word(filler.text, filler.start_s + later_s, filler.end_s + later_s))
    return np.concatenate(parts).astype(np.float32), sorted(made, key=lambda filler: filler.start_s)


@cache
def _ears() -> tuple[Aligner, PhoneLoop]:
    return Aligner(), PhoneLoop()


def _listened(case: Case, r: random.Random) -> tuple[Sounds, list[Span]]:
    """Return vowels and hums with what they sound like, and where the words are."""
    aligner, phones = _ears()
    sounds: Sounds = []
    places: list[Span] = []
    for words in _windows(case.words):
        start_s = max(0.0, words[0].start_s - AROUND_S)
        part = case.samples[_at(start_s) : _at(words[-1].end_s + AROUND_S)]
        found = aligner.align(part, [word.text for word in words], patient=False)
        for place in found.words if found else ():
            if not place:
                continue
            span = Span(place.start_s + start_s, place.end_s + start_s)
            places.append(span)
            if span.duration_s >= WORD_MIN_S and r.random() < HEARD_SHARE:
                sounds += _vowels(case.samples, phones.hear(case.samples, span, mean=aligner.mean), span, r)
    return sounds, places


def _windows(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Part words into windows that are short enough to be aligned."""
    first = 0
    for i, word in enumerate(words):
        if word.end_s - words[first].start_s > WINDOW_S and i > first:
            yield words[first:i]
            first = i
    if words:
        yield words[first:]


def _vowels(samples: np.ndarray, phones: Sequence[tuple[str, Span]], word: Span, r: random.Random) -> Sounds:
    found: Sounds = []
    inside = [
        (phone, at) for phone, at in phones
        if at.start_s >= word.start_s - RAMP_S and at.end_s <= word.end_s + RAMP_S
    ]  # fmt: skip
    for (phone, at), (following, after) in pairwise([*inside, ("", Span(0.0, 0.0))]):
        if phone in VOWELS and at.duration_s >= VOWEL_MIN_S:
            is_nasal = following in NASALS and after.duration_s >= NASAL_MIN_S and r.random() < NASAL_SHARE
            text = "um" if is_nasal else "er" if phone == "ER" else "uh"
            end_s = after.end_s if is_nasal else at.end_s
        elif phone == "M" and at.duration_s >= HUM_MIN_S:
            text, end_s = "hmm", at.end_s
        else:
            continue
        sound = samples[_at(at.start_s + RIM_S) : _at(end_s - RIM_S)]
        if len(sound) >= SOUND_MIN_S * SAMPLE_RATE:
            found.append((text, sound.astype(np.float32)))
    return found


def _spots(case: Case, places: Sequence[Span], r: random.Random) -> list[int]:
    """Choose where to hesitate: at the quietest sample between two words, mostly where there is a gap."""
    gaps = [(one.end_s + next_.start_s) / 2 for one, next_ in pairwise(places)
            if next_.start_s - one.end_s >= GAP_MIN_S or r.random() < NO_GAP_SHARE]  # fmt: skip
    free = [at_s for at_s in gaps if not any(f.start_s - 0.1 < at_s < f.end_s + 0.1 for f in case.fillers)]
    chosen = r.sample(free, min(len(free), max(1, int(case.length_s / EVERY_S))))
    return sorted(_quietest(case.samples, at_s) for at_s in chosen)


def _quietest(samples: np.ndarray, at_s: float) -> int:
    first = max(0, _at(at_s - SEARCH_S))
    power = np.convolve(samples[first : _at(at_s + SEARCH_S)] ** 2, np.ones(SAMPLE_RATE // 100), "same")
    return first + int(power.argmin())


def _pause(floor: float, r: random.Random, rng: np.random.Generator) -> np.ndarray:
    return rng.normal(0, floor, _at(r.choice([GLUED_S, r.uniform(*PAUSE_S)])))


def _at(seconds: float) -> int:
    return max(0, round(seconds * SAMPLE_RATE))
