"""Words that a speech model made up.

Whisper invents text where nobody speaks, and goes round in circles where it loses its place (Koenecke 2024 finds
invented phrases in 1 % of 13,140 segments, more of them around long silences). Such words are kept and shown, but they
count nowhere: not as words, fillers or sentences of the answer.

Where no voice activity was measured, no speech model wrote the words, and they are taken as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import median

from speakstar.core.boundaries import Cutter
from speakstar.core.filler_rules import HESITATION
from speakstar.core.model import Doubt, DoubtReason, Sound, Span, Transcript, Word
from speakstar.core.syllables import count_syllables
from speakstar.core.text import timed_sentences, tokens, word_char_spans

LOOP_WORDS = 12
"""The longest phrase that is looked for in a loop; a decoder in a loop repeats a clause at most."""

LOOP_TIMES = 5
"""So often in a row nobody says a phrase; people who stumble rarely say anything four times."""

LOOP_MIN_WORDS = 8
"""And a single word, as in "no, no, no", may come more often than that."""

VOICE_MARGIN_S = 0.3
"""How far a word may lie beside its voice: a third to a half of Whisper's word times are off by more than 50 ms."""

NO_VOICE = 0.2
"""Mean voice under words that nobody said."""

NO_VOICE_WORDS = 4
"""So many words in a row without voice are no matter of a wrong time any more; fewer count as a whole sentence only."""

DOUBTFUL = 0.5
"""Below this voice, or this probability, words are believed to be made up if something else speaks for it."""

CLEAR_VOICE = 0.8
"""Median voice under the words of a recording in which the detector hears well. Over a radio it stays below, and then
silence under words says little by itself: the detector misses distant voices that Whisper hears."""

UNSURE = 0.3
"""Mean probability of words that the model doubts as well as the detector."""

SYLLABLES_PER_S_MAX = 12.0
"""Faster than anybody speaks: 5 are usual (Jacewicz 2010)."""

RATE_WORDS = 8
"""So many words in a row have to be too fast; of fewer, the times may be wrong."""

UNLIKELY = 0.15
"""Mean probability of words that the model itself does not believe in (faster-whisper's own mark of an anomaly)."""

UNLIKELY_WORDS = 3

_PHRASE = re.compile(
    r"(?:thank(?:s| you)(?: \w+){0,3} for (?:watching|listening)(?: .*)?|.*\bamara org\b.*|"
    r"(?:sub ?titles?|captions?|captioning|transcri\w+|translated)(?: \w+){0,3} by\b.*|"
    r"(?:please |don't forget to |like and )(?:like|subscribe|share)\b.*|see you (?:in the )?next (?:time|video|one)|"
    r"i'll see you (?:in the )?next .*|.*\bmooji org\b.*)"
)
"""What Whisper writes most often where nobody speaks, from the subtitles that it was trained on (Barański 2025)."""

_COMMON = re.compile(r"thank you(?: very much| so much)?|thanks|you|bye(?: bye)?|okay|so|oh|yeah|i'm sorry")
"""These it makes up, too, but people say them: they need silence under them."""

_LABEL = re.compile(
    r"\[[^\]]*\]|[♪♫][^♪♫]*[♪♫]?|\*[^*]+\*|"
    r"\([^)]*\b(?:music|laugh\w*|applause|sigh\w*|cough\w*|silence|inaudible|noise|breath\w*|beep\w*|static|chuckl\w*)\b"
    r"[^)]*\)|\b(?:ha|he|hi|ho){2,}h?\b",
    re.IGNORECASE,
)
"""A sound's name, as in subtitles: "[Music]", "(laughs)", "hehehe"."""

_Flags = list[DoubtReason | None]


def find_doubts(
    transcript: Transcript, *, elapsed_s: float, sound: Sound | None = None, cutter: Cutter | None = None
) -> tuple[Doubt, ...]:
    """Find the words that were probably never said, neighbours with the same reason as one.

    None where no voice activity was measured.

    Parameters
    ----------
    transcript
        With the times that its engine gave.
    elapsed_s
        Length of the recording; nobody speaks after its end.
    sound
        What a second listening found; its voice under each word goes before the transcript's voice activity.
    cutter
        What finds the ends of sentences where no punctuation is.
    """
    words = transcript.words
    if transcript.speech is None or not words:
        return ()
    voice = _voice(words, transcript.speech, sound)
    sentences = _sentences(words, cutter)
    flags: _Flags = [None] * len(words)
    _mark(flags, "loop", _loops(words))
    _mark(flags, "after_end", (i for i, word in enumerate(words) if word.start_s >= elapsed_s))
    _mark(flags, "label", _in_text(words, _LABEL))
    _mark(flags, "phrase", _phrases(words, sentences, voice))
    _mark(flags, "no_voice", _voiceless(words, sentences, voice, clear=_is_clear(transcript, sound)))
    _mark(flags, "too_fast", _too_fast(words, elapsed_s))
    _mark(flags, "unlikely", _unlikely(words, sentences))
    return tuple(_doubts(words, flags))


def _mark(flags: _Flags, reason: DoubtReason, indices: Iterator[int]) -> None:
    for i in indices:
        if flags[i] is None:
            flags[i] = reason


def _doubts(words: Sequence[Word], flags: _Flags) -> Iterator[Doubt]:
    spans = word_char_spans(words)
    for reason, group in groupby(range(len(words)), key=lambda i: flags[i]):
        inside = list(group)
        if reason is not None:
            first, last = inside[0], inside[-1]
            end_s = max(words[i].end_s for i in inside)
            yield Doubt(reason, spans[first][0], spans[last][1], words[first].start_s, end_s)


def _voice(words: Sequence[Word], speech: Sequence[Span], sound: Sound | None) -> list[float]:
    """Return the voice under each word (0 to 1)."""
    if sound is not None and sound.words:
        return [word.voice for word in sound.words]
    return [_covered(word, speech) for word in words]


def _covered(word: Word, speech: Sequence[Span]) -> float:
    start_s, end_s = word.start_s - VOICE_MARGIN_S, word.end_s + VOICE_MARGIN_S
    first = bisect_left(speech, start_s, key=lambda span: span.end_s)
    last = bisect_right(speech, end_s, key=lambda span: span.start_s)
    reached = [Span(span.start_s - VOICE_MARGIN_S, span.end_s + VOICE_MARGIN_S) for span in speech[first:last]]
    length_s = max(word.end_s - word.start_s, 1e-3)
    shared_s = sum(
        max(0.0, min(word.start_s + length_s, span.end_s) - max(word.start_s, span.start_s)) for span in reached
    )
    return min(1.0, shared_s / length_s)


def _loops(words: Sequence[Word]) -> Iterator[int]:
    """Yield the words of a phrase that is said over and over, all but the first time.

    Not those of "um, um, um": that is what people do say.
    """
    plain = [" ".join(token.text.lower() for token in tokens(word.text)) for word in words]
    start = 0
    while start < len(plain):
        length, count = _loop_at(plain, start)
        if count:
            yield from range(start + length, start + length * count)
        start += max(1, length * count)


def _loop_at(plain: Sequence[str], start: int) -> tuple[int, int]:
    """Return the length of the phrase that loops from ``start`` on and how often it is said; (0, 0) if none does."""
    for length in range(1, LOOP_WORDS + 1):
        phrase = plain[start : start + length]
        if all(HESITATION.fullmatch(word) for word in phrase):
            continue
        count = 1
        while plain[start + count * length : start + (count + 1) * length] == phrase:
            count += 1
        if count >= LOOP_TIMES and count * length >= LOOP_MIN_WORDS:
            return length, count
    return 0, 0


def _in_text(words: Sequence[Word], pattern: re.Pattern[str]) -> Iterator[int]:
    text = " ".join(word.text for word in words)
    found = [match.span() for match in pattern.finditer(text)]
    for i, (start, end) in enumerate(word_char_spans(words)):
        if any(first < end and start < last for first, last in found):
            yield i


def _phrases(words: Sequence[Word], sentences: Sequence[range], voice: Sequence[float]) -> Iterator[int]:
    for inside in sentences:
        text = " ".join(token.text.lower().replace(".", " ") for i in inside for token in tokens(words[i].text))
        silent = _mean(words, inside, voice.__getitem__) < DOUBTFUL
        unsure = _mean(words, inside, lambda i: words[i].probability) < DOUBTFUL
        if (_PHRASE.fullmatch(text) and (silent or unsure)) or (_COMMON.fullmatch(text) and silent):
            yield from inside


def _is_clear(transcript: Transcript, sound: Sound | None) -> bool:
    """Whether the detector hears so well that its silence alone is proof; it is where it hears nobody at all."""
    if not transcript.speech:
        return True
    heard = [word.voice for word in sound.words if word.voice >= NO_VOICE] if sound else []
    return bool(heard) and median(heard) >= CLEAR_VOICE


def _voiceless(
    words: Sequence[Word], sentences: Sequence[range], voice: Sequence[float], *, clear: bool
) -> Iterator[int]:
    runs = [list(group) for silent, group in groupby(range(len(words)), key=lambda i: voice[i] < NO_VOICE) if silent]
    for inside in [*sentences, *(run for run in runs if len(run) >= NO_VOICE_WORDS)]:
        unsure = _mean(words, inside, lambda i: words[i].probability) < UNSURE
        if _mean(words, inside, voice.__getitem__) < NO_VOICE and (clear or unsure):
            yield from inside


def _too_fast(words: Sequence[Word], elapsed_s: float) -> Iterator[int]:
    """Yield squeezed words for which there is no room even between the word before and the word after them."""
    least_s = [count_syllables(word.text) / SYLLABLES_PER_S_MAX for word in words]
    for squeezed, group in groupby(range(len(words)), key=lambda i: words[i].end_s - words[i].start_s < least_s[i]):
        run = list(group)
        start_s = words[run[0] - 1].end_s if run[0] else 0.0
        end_s = words[run[-1] + 1].start_s if run[-1] + 1 < len(words) else elapsed_s
        if squeezed and len(run) >= RATE_WORDS and sum(least_s[i] for i in run) > end_s - start_s:
            yield from run


def _unlikely(words: Sequence[Word], sentences: Sequence[range]) -> Iterator[int]:
    for inside in sentences:
        if len(inside) >= UNLIKELY_WORDS and _mean(words, inside, lambda i: words[i].probability) < UNLIKELY:
            yield from inside


def _sentences(words: Sequence[Word], cutter: Cutter | None) -> list[range]:
    """Return the words of each sentence."""
    starts = [start for start, _ in word_char_spans(words)]
    found = (
        range(bisect_right(starts, sentence.start_char) - 1, bisect_left(starts, sentence.end_char))
        for sentence in timed_sentences(words, cutter)
    )
    return [inside for inside in found if inside]


def _mean(words: Sequence[Word], inside: Sequence[int], value: Callable[[int], float]) -> float:
    """Return the mean of a value over words, weighted by their length."""
    lengths_s = [max(words[i].end_s - words[i].start_s, 1e-3) for i in inside]
    return sum(value(i) * length_s for i, length_s in zip(inside, lengths_s, strict=True)) / sum(lengths_s)
