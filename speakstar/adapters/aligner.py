"""Where in the sound each word is, and where there is an "um" between two: forced alignment with pocketsphinx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speakstar.core.model import Span
from speakstar.core.pronunciation import Reading, readings, sounds
from speakstar.core.wording import is_restarted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

STEP_S = 0.01
"""pocketsphinx's frames."""

FILLERS = {
    "um": ("AH M", "AA M", "ER M"),
    "uh": ("AH", "AA", "EH"),
    "er": ("ER",),
    "hmm": ("HH M", "M", "AH M HH"),
}
"""What is listened for, and how it may sound, in the alphabet of the CMU dictionary."""

FILLER_PROBABILITY, REPEAT_PROBABILITY, SILENCE_PROBABILITY = 1e-6, 1e-4, 0.1
"""Against 1 for going on with the next word. What the aligner calls a repeat is right half of the time: it says that
somebody spoke there, and `core.said_again` says what."""

REPEATED_WORDS_MAX = 2
"""Of the repeats in Switchboard 76 % are of one word and 20 % of two."""

BEAMS = (1e-80, 1e-300)
"""Tried in turn: the wider one finds a path where noise or a wrong word hides it, and takes longer."""

_OWN = "_"
"""Sets our fillers apart from the same words in the dictionary."""

_Arc = tuple[int, int, float, str]
_Step = tuple[int, tuple[Reading, ...]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where things are, in seconds from the start of the sound that was aligned.

    ``words`` has an entry for each word, None for one that cannot be said. ``fillers``, and ``copies`` of words that
    seem to be said twice, are in order of time.
    """

    words: tuple[Span | None, ...]
    fillers: tuple[tuple[str, Span], ...]
    copies: tuple[Span, ...]


class Aligner:
    """Aligns stretches of sound of up to half a minute with the words said in them.

    Attributes
    ----------
    mean : str
        The cepstral mean of the last stretch: the voice and its microphone, as `adapters.phones` wants it.

    Raises
    ------
    ImportError, RuntimeError
        pocketsphinx is not installed, or its model does not load.
    """

    def __init__(self) -> None:
        self._decoders = [_decoder(BEAMS[0])]
        self.mean = ""

    def align(self, samples: Samples, written: Sequence[str], *, patient: bool = True) -> Alignment | None:
        """Align; None where the words do not fit the sound.

        Parameters
        ----------
        samples
            Mono at 16 kHz, shape (n,), full scale 1.0.
        written
            Words as they are written, punctuation and figures included.
        patient
            Whether to search on with the wider beam where the narrow one loses the words.
        """
        for attempt, beam in enumerate(BEAMS if patient else BEAMS[:1]):
            if attempt == len(self._decoders):
                self._decoders.append(_decoder(beam))
            decoder = self._decoders[attempt]
            steps = _steps(decoder, written)
            arcs, final = _chain([ways for _, ways in steps])
            segments = _decode(decoder, samples, arcs, final)
            self.mean = decoder.get_cmn(False)
            if segments:
                return _read(segments, steps, len(written))
        return None


def _decode(decoder: Any, samples: Samples, arcs: Sequence[_Arc], final: int) -> list[tuple[str, Span]]:
    """Return what was said and when; empty where no path leads through the grammar."""
    decoder.reinit_feat()  # else its normalisation goes on from what it heard before, and the result depends on that
    decoder.add_fsg(_OWN, decoder.create_fsg(_OWN, 0, final, arcs))  # takes the place of the one before
    decoder.activate_search(_OWN)
    decoder.start_utt()
    decoder.process_raw((samples * 32767).clip(-32768, 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    found = [] if decoder.hyp() is None else list(decoder.seg())
    return [(s.word.partition("(")[0], Span(s.start_frame * STEP_S, (s.end_frame + 1) * STEP_S)) for s in found]


def _decoder(beam: float) -> Any:
    from pocketsphinx import Decoder

    decoder = Decoder(
        lm=None,
        loglevel="FATAL",
        samprate=16_000.0,
        lw=1.0,
        beam=beam,
        pbeam=beam,
        wbeam=beam**0.75,
        silprob=SILENCE_PROBABILITY,
        bestpath=False,
    )
    for name, ways in FILLERS.items():
        for number, phones in enumerate(ways, start=1):
            decoder.add_word(_OWN + name + (f"({number})" if number > 1 else ""), phones, False)
    return decoder


def _steps(decoder: Any, written: Sequence[str]) -> list[_Step]:
    """Return, for each word that can be said, its index and the ways to say it."""
    steps = []
    for index, word in enumerate(written):
        ways = tuple(way for way in readings(word) if all(_is_known(decoder, said) for said in way))
        if ways:
            steps.append((index, ways))
    return steps


def _is_known(decoder: Any, said: str) -> bool:
    """Tell whether a word can be said, having looked it up or guessed its pronunciation."""
    if decoder.lookup_word(said) is None:
        phones = sounds(said, known=decoder.lookup_word)
        if not phones:
            return False
        decoder.add_word(said, phones, False)
    return True


def _chain(words: Sequence[Sequence[Reading]]) -> tuple[list[_Arc], int]:
    """Lay words out one after the other, each way to say one a path of its own.

    Wherever a word ends there may be fillers, and wherever function words begin, a copy of them. Returns the arcs and
    the final state; the first state is 0.
    """
    final = len(words)
    paths = [(state, state + 1, 1.0, way) for state, ways in enumerate(words) for way in ways]
    paths += [(state, state, FILLER_PROBABILITY, (_OWN + name,)) for state in range(final + 1) for name in FILLERS]
    paths += [(state, state, REPEAT_PROBABILITY, copy) for state in range(final) for copy in _copies(words[state:])]
    arcs: list[_Arc] = []
    spare = final + 1
    for first, last, probability, said in paths:
        between = range(spare, spare + len(said) - 1)
        odds = [probability, *(1.0 for _ in between)]
        arcs += zip([first, *between], [*between, last], odds, said, strict=True)
        spare += len(between)
    return arcs, final


def _copies(words: Sequence[Sequence[Reading]]) -> Iterator[Reading]:
    """Yield what may be said before words and then again with them."""
    if not words or not is_restarted(" ".join(words[0][0])):
        return
    for count in range(1, min(REPEATED_WORDS_MAX, len(words)) + 1):
        yield tuple(said for ways in words[:count] for said in ways[0])


def _read(segments: Sequence[tuple[str, Span]], steps: Sequence[_Step], count: int) -> Alignment:
    """Find the written words, the fillers and the copies in what was said; of two copies the later one is written."""
    words: list[Span | None] = [None] * count
    plain = [(said, span) for said, span in segments if said[0] not in f"{_OWN}<["]
    copies: list[Span] = []
    end = len(plain)
    for index, ways in reversed(steps):
        while not (way := _said_last([said for said, _ in plain[:end]], ways)):
            end -= 1
            copies.append(plain[end][1])
        words[index] = Span(plain[end - len(way)][1].start_s, plain[end - 1][1].end_s)
        end -= len(way)
    copies += [span for _, span in reversed(plain[:end])]
    return Alignment(
        words=tuple(words),
        fillers=tuple((said.removeprefix(_OWN), span) for said, span in segments if said.startswith(_OWN)),
        copies=tuple(reversed(copies)),
    )


def _said_last(said: Sequence[str], ways: Sequence[Reading]) -> Reading | None:
    return next((way for way in ways if tuple(said[-len(way) :]) == way), None)
