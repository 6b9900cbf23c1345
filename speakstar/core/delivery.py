"""How an answer was spoken: speaking time, pauses, pace and filler rate.

Speaking time is the time under voice activity (under words and fillers where none was measured) within the answer, gaps
under 250 ms bridged. The answer runs from the first word or filler to the last. ``words`` leaves fillers and immediate
repeats out, ``syllables`` counts whatever was uttered. With these

====================  =================================  ==============================================================
figure                definition                         what is usual
====================  =================================  ==============================================================
phonation_ratio       speaking time / answer             0.6 to 0.75 in spontaneous speech
answer_words_per_min  words / answer (speech rate)       British interviews 190, conversation 210, lectures 140
                                                         (Tauroza and Allison 1990); 150 in the US (NCVS)
words_per_min         words / speaking time              higher than the speech rate by the share of the pauses
                      (articulation rate)
syllables_per_s       syllables / speaking time          about 5, by dialect and age (Jacewicz 2010, 192 speakers)
pauses                silences of 250 ms or more         under 1 s (Campione and Véronis 2002)
pause_median_s        their median, as lengths of        0.2 to 1 s (the same)
                      pauses are skewed
words_per_run         words / (pauses + 1)               compare it with your own takes
first_word_s          start of the first word that is    up to 2 s sounds sincere (Ziano and Wang 2021, 7,500 people);
                      no hesitation                      thinking before a story is ordinary (Bangerter 2014)
first_sound_s         start of the first word or filler
fillers_per_min       certain fillers / speaking time    up to 5 nobody minds, 12 put listeners off (Laske and
                                                         DiGennaro Reed 2024)
====================  =================================  ==============================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Literal

from speakstar.core.boundaries import Cutter
from speakstar.core.filler_rate import range_of_count
from speakstar.core.model import CAP_S, Delivery, Doubt, DroppedRepeat, Filler, Span, Transcript, Word, WordCount
from speakstar.core.pauses import LONG_PAUSE_S, bridged, find_pauses, without
from speakstar.core.syllables import count_syllables
from speakstar.core.text import tokens, word_char_spans
from speakstar.core.wording import crutch_words, hedges, repeats, restarts

USUAL_WORDS_PER_MIN = 150.0
"""The pace of ordinary conversation in English (National Center for Voice and Speech)."""

_S_PER_MIN = 60.0


def measure(
    transcript: Transcript,
    fillers: Sequence[Filler],
    *,
    elapsed_s: float,
    cap_s: float = CAP_S,
    doubts: Sequence[Doubt] = (),
    dropped: Sequence[DroppedRepeat] = (),
    listened: bool = False,
    cutter: Cutter | None = None,
) -> Delivery:
    """Measure how an answer was spoken; the module says how each figure is defined.

    Parameters
    ----------
    transcript
        The words that count, and where voice activity was found.
    fillers
        The fillers, in order of time, heard in the words or in the sound.
    elapsed_s
        Length of the recording.
    cap_s
        How long the answer may take; ``over_cap_s`` is what the answer, not the recording, takes beyond it.
    doubts
        Words that do not count; their time is no speaking time, nor are they silence.
    dropped
        Repeats that only the sound has.
    listened
        Whether the sound was searched for fillers, too.
    cutter
        What finds the ends of sentences where no punctuation is.
    """
    answer = answer_span(transcript, fillers)
    speech, speaking_from = _speech(transcript, fillers, answer, doubts)
    speaking_s = sum(span.duration_s for span in without(speech, map(_span, doubts)))
    answer_s = answer.duration_s if answer else 0.0
    pauses = find_pauses(speech, answer, transcript.words, cutter) if answer else ()
    written = repeats(transcript.text)
    repeated = sum(repeat.count * len(repeat.text.split()) for repeat in written)
    words = max(0, _counted_words(transcript.text, fillers) - repeated)
    syllables = count_syllables(transcript.text) + sum(filler.source == "audio" for filler in fillers)
    own = {filler.text for filler in fillers if filler.rule.startswith("own.")}
    certain = sum(filler.certainty == "certain" for filler in fillers)
    low, high = range_of_count(certain, listened=listened)
    return Delivery(
        elapsed_s=elapsed_s,
        answer_s=answer_s,
        speaking_s=speaking_s,
        speaking_from=speaking_from,
        cap_s=cap_s,
        over_cap_s=max(0.0, answer_s - cap_s),
        words=words,
        words_per_min=_per_min(words, speaking_s),
        first_word_s=_first_word_s(transcript, fillers),
        pauses=pauses,
        fillers=tuple(fillers),
        fillers_per_min=_per_min(certain, speaking_s),
        fillers_per_min_low=_per_min(low, speaking_s),
        fillers_per_min_high=_per_min(high, speaking_s),
        crutch_words=tuple(word for word in crutch_words(transcript.text) if word.text not in own),
        repeats=_with_dropped(written, dropped),
        hedges=hedges(transcript.text),
        possible_fillers=len(fillers) - certain,
        first_sound_s=answer.start_s if answer else None,
        long_pauses=sum(pause.duration_s > LONG_PAUSE_S for pause in pauses),
        mid_clause_pauses=sum(not pause.at_boundary for pause in pauses),
        pause_median_s=median(pause.duration_s for pause in pauses) if pauses else None,
        phonation_ratio=speaking_s / answer_s if answer_s > 0.0 else 0.0,
        answer_words_per_min=_per_min(words, answer_s),
        syllables=syllables,
        syllables_per_s=_per_min(syllables, speaking_s) / _S_PER_MIN,
        words_per_run=words / (len(pauses) + 1),
        restarts=restarts(transcript.text),
    )


def estimate_s(words: int) -> float:
    """Return how long so many words take at `USUAL_WORDS_PER_MIN`, in seconds."""
    return words / USUAL_WORDS_PER_MIN * _S_PER_MIN


def answer_span(transcript: Transcript, fillers: Sequence[Filler]) -> Span | None:
    """Return the answer: from the first word or filler to the last; None where nothing was said."""
    said = [*map(_span, transcript.words), *_times(fillers)]
    return Span(min(span.start_s for span in said), max(span.end_s for span in said)) if said else None


def _span(timed: Word | Doubt) -> Span:
    return Span(timed.start_s, timed.end_s)


def _times(fillers: Sequence[Filler]) -> list[Span]:
    return [
        Span(filler.start_s, filler.end_s)
        for filler in fillers
        if filler.start_s is not None and filler.end_s is not None
    ]


def _speech(
    transcript: Transcript, fillers: Sequence[Filler], answer: Span | None, doubts: Sequence[Doubt]
) -> tuple[tuple[Span, ...], Literal["voice", "words"]]:
    """Return the spans of speech within the answer and what they were measured by.

    Voice activity that misses the answer altogether says nothing about it; then the word times decide.
    """
    if answer is None:
        return (), "words" if transcript.speech is None else "voice"
    heard = _within(transcript.speech or (), answer)
    if heard:
        return bridged([*heard, *_times(fillers)]), "voice"
    said = [*map(_span, transcript.words), *_times(fillers), *map(_span, doubts)]
    return bridged(_within(said, answer)), "words"


def _within(spans: Sequence[Span], answer: Span) -> list[Span]:
    cut = (Span(max(span.start_s, answer.start_s), min(span.end_s, answer.end_s)) for span in spans)
    return [span for span in cut if span.duration_s > 0.0]


def _first_word_s(transcript: Transcript, fillers: Sequence[Filler]) -> float | None:
    """Return the start of the first word; an "um" is a sound, whether or not the engine wrote it down."""
    hesitations = [filler for filler in fillers if filler.rule.startswith("hesitation")]
    for word, (start, _) in zip(transcript.words, word_char_spans(transcript.words), strict=True):
        if not any(filler.start_char <= start < filler.end_char for filler in hesitations):
            return word.start_s
    return None


def _with_dropped(written: Sequence[WordCount], dropped: Sequence[DroppedRepeat]) -> tuple[WordCount, ...]:
    counts = Counter({repeat.text: repeat.count for repeat in written})
    counts.update(repeat.text.lower() for repeat in dropped)
    return tuple(WordCount(text, count) for text, count in counts.most_common())


def _counted_words(text: str, fillers: Sequence[Filler]) -> int:
    """Count the words of a text that lie under no filler."""
    covered = {
        char for filler in fillers if filler.source != "audio" for char in range(filler.start_char, filler.end_char)
    }
    return sum(token.start_char not in covered for token in tokens(text))


def _per_min(amount: float, seconds: float) -> float:
    return amount / seconds * _S_PER_MIN if seconds > 0.0 else 0.0
