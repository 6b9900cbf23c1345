"""Which stretches are like an "um": phones heard by pocketsphinx and what a network says, weighed by learned trees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from speakstar.adapters import trees_file
from speakstar.adapters.phones import PhoneLoop
from speakstar.core.filled_pauses import may_count
from speakstar.core.hearing import Hearing
from speakstar.core.model import FilledPause, Span, Word
from speakstar.core.trees import Judge
from speakstar.core.um_traits import RIM_S, Stretch, traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

ALONE_S = 1.0
"""What is this far from any word is far enough."""

UNKNOWN_MEAN = "41,-5,-1"
"""Of speech in general, where no words were followed: about what a near microphone gives."""


class FillerEar:
    """Weighs stretches.

    Parameters
    ----------
    judge
        By default the learned trees.

    Raises
    ------
    ImportError, RuntimeError
        pocketsphinx is not installed, or its model does not load.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or trees_file.load(trees_file.UMS)
        self._phones = PhoneLoop()

    def weigh(
        self,
        pauses: Sequence[FilledPause],
        hearing: Hearing,
        odds: NDArray[np.float32],
        samples: Samples,
        words: Sequence[Word],
        means: Sequence[tuple[Span, str]],
    ) -> tuple[FilledPause, ...]:
        """Say of each stretch what phones it has, and how much it is like an "um".

        Parameters
        ----------
        pauses
            Those that nobody near the microphone voices are left as they are.
        hearing, samples
            The recording without its noise.
        odds
            What the `UmNetwork` says of it.
        words
            Where the words are, in order of time.
        means
            Cepstral means of stretches of the recording, as the aligner found them.
        """
        middles = [(word.start_s + word.end_s) / 2 for word in words]
        weighed = []
        for pause in pauses:
            if may_count(pause, hearing.snr_db):
                span = Span(pause.start_s, pause.end_s)
                phones = self._phones.hear(samples, span, mean=_mean_at(span, means))
                after = bisect_left(middles, (span.start_s + span.end_s) / 2)
                before_s = span.start_s - words[after - 1].end_s if after else ALONE_S
                after_s = words[after].start_s - span.end_s if after < len(words) else ALONE_S
                shown = traits(Stretch(span, pause.evidence, phones, before_s, after_s), hearing, odds)
                likeness = round(self._judge.likeness(shown), 3)
                evidence = replace(pause.evidence, phones=_written(phones, span), likeness=likeness)
                pause = replace(pause, evidence=evidence)
            weighed.append(pause)
        return tuple(weighed)


def _mean_at(span: Span, means: Sequence[tuple[Span, str]]) -> str:
    """Return the mean of the stretch that holds the middle, or of the nearest; the last try of a stretch counts."""
    middle_s = (span.start_s + span.end_s) / 2
    near = min(
        reversed(means), key=lambda mean: max(mean[0].start_s - middle_s, middle_s - mean[0].end_s, 0.0), default=None
    )
    return near[1] if near else UNKNOWN_MEAN


def _written(phones: Sequence[tuple[str, Span]], span: Span) -> str:
    """Write down the phones that lie in a span with more than their rim."""
    inside = [p for p, at in phones if min(at.end_s, span.end_s) - max(at.start_s, span.start_s) > RIM_S]
    return " ".join(inside)
