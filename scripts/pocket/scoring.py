"""Word error rate, filler counts and word times of a transcript against what was spoken."""

import re
from dataclasses import dataclass, field

import jiwer
import numpy as np

from pocket.spoken import spell_out

_BRITISH = (
    (re.compile(r"([a-z]{3,})is(e|ed|es|er|ing|ation|ations)"), r"\1iz\2"),
    (re.compile(r"([a-z]{3,})ys(e|ed|es|ing)"), r"\1yz\2"),
    (re.compile(r"(col|hon|fav|lab|behavi|neighb|hum|flav|harb|rum|endeav)our([a-z]*)"), r"\1or\2"),
    (re.compile(r"([a-z]*met|lit|cent|theat|fib)re(s?)"), r"\1er\2"),
    (re.compile(r"([a-z]{3,})ll(ed|ing|er|ers)"), r"\1l\2"),
    (re.compile(r"kerb(s?)"), r"curb\1"),
    (re.compile(r"grey(s?)"), r"gray\1"),
)
FILLERS = frozenset({"um", "uh", "er", "erm", "hmm"})


@dataclass(slots=True)
class Score:
    """Counts that can be added up over recordings; rates come from the sums."""

    reference_words: int = 0
    errors: int = 0
    fillers_said: int = 0
    fillers_found: int = 0
    fillers_right: int = 0
    start_errors_s: list[float] = field(default_factory=list)
    audio_s: float = 0.0
    decode_s: float = 0.0

    def add(self, other: "Score") -> None:
        """Add another recording's counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def word_error_rate(self) -> float:
        """Substitutions, deletions and insertions per spoken word."""
        return self.errors / max(1, self.reference_words)

    @property
    def filler_recall(self) -> float:
        """Share of the spoken um, uh, er, erm and hmm that the transcript has at their place."""
        return self.fillers_right / self.fillers_said if self.fillers_said else float("nan")

    @property
    def filler_precision(self) -> float:
        """Share of the transcript's fillers that were spoken there."""
        return self.fillers_right / self.fillers_found if self.fillers_found else float("nan")

    @property
    def start_error_s(self) -> float:
        """Median distance of word starts, over the words that are right."""
        return float(np.median(self.start_errors_s)) if self.start_errors_s else float("nan")


def score(said: list[str], said_starts_s: list[float] | None, heard: list[str], heard_starts_s: list[float]) -> Score:
    """Compare written words (numbers in digits or spelled, any case) with a transcript's words.

    Parameters
    ----------
    said, heard : list of str
        Words as written; each may spell out to several spoken words.
    said_starts_s, heard_starts_s : list of float
        Their starts; None where the truth has none.
    """
    reference, reference_s = _spelled(said, said_starts_s or [0.0] * len(said))
    hypothesis, hypothesis_s = _spelled(heard, heard_starts_s)
    reference, hypothesis = ([american(word) for word in words] for words in (reference, hypothesis))
    out = Score(reference_words=len(reference))
    out.fillers_said = sum(w in FILLERS for w in reference)
    out.fillers_found = sum(w in FILLERS for w in hypothesis)
    if not hypothesis or not reference:
        out.errors = max(len(reference), len(hypothesis))
        return out
    aligned = jiwer.process_words(" ".join(reference), " ".join(hypothesis))
    out.errors = aligned.substitutions + aligned.deletions + aligned.insertions
    for chunk in aligned.alignments[0]:
        if chunk.type != "equal":
            continue
        for k in range(chunk.ref_end_idx - chunk.ref_start_idx):
            i, j = chunk.ref_start_idx + k, chunk.hyp_start_idx + k
            out.fillers_right += reference[i] in FILLERS
            if said_starts_s is not None and reference_s[i] is not None and hypothesis_s[j] is not None:
                out.start_errors_s.append(abs(reference_s[i] - hypothesis_s[j]))
    return out


def american(word: str) -> str:
    """Give a word's American spelling, as Whisper's own normaliser does before words are compared.

    Examples
    --------
    >>> american("optimised"), american("millimetre"), american("kerb"), american("hour")
    ('optimized', 'millimeter', 'curb', 'hour')
    """
    for pattern, replacement in _BRITISH:
        if match := pattern.fullmatch(word):
            return match.expand(replacement)
    return word


def _spelled(words: list[str], starts_s: list[float]) -> tuple[list[str], list[float | None]]:
    """Spell out the words of a text; only the first of a written word's spoken words keeps its start."""
    text = spell_out(" ".join(words))
    singly = [spell_out(w) for w in words]
    flat = [(s, t if k == 0 else None) for ws, t in zip(singly, starts_s, strict=True) for k, s in enumerate(ws)]
    if [w for w, _ in flat] == text:
        return text, [t for _, t in flat]
    times: list[float | None] = [None] * len(text)  # "$2 million": the order changes; match what can be matched
    at = 0
    for word, start_s in flat:
        if word in text[at : at + 4]:
            at = text.index(word, at)
            times[at] = start_s
            at += 1
    return text, times
