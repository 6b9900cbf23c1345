"""Which speech sounds a stretch of sound holds, whatever the words: a free loop of phones with pocketsphinx."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from speakstar.core.acoustics import STEP_S
from speakstar.core.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH", "K",
    "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip
"""The alphabet of the CMU dictionary."""

NEXT_PROBABILITY = 1e-4
"""Of a further phone: with more, a held vowel falls to pieces."""

AROUND_S = 0.2
"""Heard on both sides at least: phones are told apart by how their neighbours pass into them."""

GRID_S = 0.1
"""Pieces begin and end at multiples of this, so that a stretch whose edge moves by a hair is still the same piece."""

BEAM, PHONE_BEAM = 1e-20, 1e-10
"""Of the states, and of the phones that end. With 1e-30 for both it takes half as long again, and 0.5 % of the time
becomes another phone."""

FRAMES_A_SCORE = 2
"""Frames that share the scores of their sounds: a fifth less time; of 116 development fillers one certain one was lost,
and one false one."""

GRID = round(GRID_S * 16_000)
_NAME = "phones"
_OWN = "+"


class PhoneLoop:
    """Hears phones in short stretches; of a piece that it heard before, it remembers them.

    Raises
    ------
    ImportError, RuntimeError
        pocketsphinx is not installed, or its model does not load.
    """

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._known: dict[bytes, Sequence[tuple[str, int, int]]] = {}
        self._decoder: Any = Decoder(
            lm=None, loglevel="FATAL", samprate=16_000.0, lw=1.0, bestpath=False, beam=BEAM, pbeam=PHONE_BEAM,
            wbeam=PHONE_BEAM, ds=FRAMES_A_SCORE,
        )  # fmt: skip
        for phone in PHONES:
            self._decoder.add_word(_OWN + phone, phone, False)
        arcs = [(0, 0, NEXT_PROBABILITY, _OWN + phone) for phone in PHONES]
        self._decoder.add_fsg(_NAME, self._decoder.create_fsg(_NAME, 0, 0, arcs))
        self._decoder.activate_search(_NAME)

    def hear(self, samples: Samples, span: Span, *, mean: str) -> Sequence[tuple[str, Span]]:
        """Return the phones in and around a span, silence left out; in order of time.

        Parameters
        ----------
        samples
            The recording, mono at 16 kHz, shape (n,), full scale 1.0.
        span
            A few tenths of a second.
        mean
            The cepstral mean of the speech around it, as the aligner found it: half a second is too little to tell a
            voice and its microphone from what is said.
        """
        first = max(0, math.floor((span.start_s - AROUND_S) / GRID_S) * GRID)
        last = math.ceil((span.end_s + AROUND_S) / GRID_S) * GRID
        piece = (samples[first:last] * 32767).clip(-32768, 32767).astype("<i2").tobytes()
        key = hashlib.blake2b(mean.encode() + piece, digest_size=16).digest()
        if key not in self._known:
            self._known[key] = self._hear(piece, mean)
        at_s = first / 16_000
        return [
            (phone, Span(at_s + first_step * STEP_S, at_s + (last_step + 1) * STEP_S))
            for phone, first_step, last_step in self._known[key]
        ]

    def _hear(self, piece: bytes, mean: str) -> Sequence[tuple[str, int, int]]:
        """Return phones with their first and last step."""
        self._decoder.reinit_feat()  # forgets the noise of the sound before, so that the same gives the same
        self._decoder.set_cmn(mean)
        self._decoder.start_utt()
        self._decoder.process_raw(piece, full_utt=False)
        self._decoder.end_utt()
        found = [] if self._decoder.hyp() is None else list(self._decoder.seg())
        return [
            (s.word.partition("(")[0].removeprefix(_OWN), s.start_frame, s.end_frame)
            for s in found
            if s.word.startswith(_OWN) and "(" not in s.word[:1]
        ]
