"""The terms that a sentence is judged by: its words and word pieces, word classes, cues, place, and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speakstar.core.features import names, places, plain, seen
from speakstar.core.figures import figures
from speakstar.core.star_words import CLASSES_OF

WEIGHTS = {
    "word": 1.0,
    "piece": 1.0,
    "class": 0.6,
    "cue": 0.4,
    "place": 0.3,
    "near_word": 0.5,
    "near_cue": 0.15,
}
"""How much a kind of term counts: chosen on answers of writers that were not learned from."""

SHARED = frozenset({"word", "piece", "class", "near_word"})
"""Kinds with many terms a sentence, which share their weight out (divided by the root of their number)."""

WORD_NGRAM = 3
"""Longest run of words that is a term."""

PIECE_LENGTHS = (3, 4, 5)
"""Characters of the pieces of a word, its edges marked by a blank."""

CLASS_REACH = 3
"""Two classes make a pair up to this many words apart."""

NUMBER = "#"
"""Stands for every number, in digits or spelled out."""

_NUMERALS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
"""
_SPELLED = frozenset(_NUMERALS.split())
_PERSON = {
    **dict.fromkeys(("i", "me", "my", "myself", "id", "im", "ive"), "I"),
    **dict.fromkeys(("we", "us", "our", "weve"), "WE"),
    **dict.fromkeys(("he", "she", "they", "him", "her", "them"), "THEY"),
    "you": "YOU",
    "it": "IT",
}
PERSONS = tuple(sorted(set(_PERSON.values())))
"""Who a pronoun stands for: classes, too."""

_NOT_WORD = re.compile(r"[^a-z0-9%£$€ ]")
_LENGTH_STEP = 5
_LENGTH_STEPS = 6
_MANY_FIGURES = 3


@dataclass(frozen=True, slots=True)
class _Read:
    words: tuple[str, ...]
    cues: tuple[str, ...]
    classes: tuple[str, ...]


Terms = dict[str, tuple[str, ...]]
"""By kind (a key of `WEIGHTS`): the terms of one sentence."""


def terms(texts: Sequence[str]) -> list[Terms]:
    """Return the terms of each sentence of an answer."""
    read = list(_read(texts))
    return [_terms(read, i) for i in range(len(read))]


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a sentence without hesitations, punctuation, capitals, apostrophes, and which number."""
    bare = _NOT_WORD.sub(" ", plain(text).replace("'", ""))
    return tuple(NUMBER if word in _SPELLED or word[0].isdigit() else word for word in bare.split())


def _read(texts: Sequence[str]) -> Iterator[_Read]:
    """Read sentence after sentence; who was named before is no newcomer."""
    known: set[str] = set()
    for text in texts:
        words = folded(text)
        people = {word for word in words if "role" in CLASSES_OF.get(word, ())}
        named = names(text)
        newcomers = {
            "new_role": bool(people - known),
            "new_roles": len(people - known) > 1,
            "new_name": bool(named - known),
        }
        known |= people | named
        classes = _classes(words) | {name for name, there in newcomers.items() if there}
        classes |= {f"figures{min(len(figures(text)), _MANY_FIGURES)}"}
        classes |= {f"length{min(len(words) // _LENGTH_STEP, _LENGTH_STEPS)}"}
        yield _Read(words, tuple(sorted(seen(text))), tuple(sorted(classes)))


def _classes(words: Sequence[str]) -> set[str]:
    """Return the classes of the words, and the pairs of classes that stand near each other, in order."""
    of = [classes_of(word) for word in words]
    found = {one for classes in of for one in classes}
    for i, classes in enumerate(of):
        for after in of[i + 1 : i + 1 + CLASS_REACH]:
            found |= {f"{one}_{other}" for one in classes for other in after}
    return found


def classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of a folded word, who it stands for first."""
    if word == NUMBER:
        return (NUMBER,)
    classes = CLASSES_OF.get(word, ())
    return (_PERSON[word], *classes) if word in _PERSON else classes


def _terms(read: Sequence[_Read], i: int) -> Terms:
    one = read[i]
    before, after = read[i - 1] if i else None, read[i + 1] if i + 1 < len(read) else None
    return {
        "word": tuple(sorted(_ngrams(("^", *one.words, "$")))),
        "piece": tuple(sorted({piece for word in one.words for piece in _pieces(word)})),
        "class": one.classes,
        "cue": one.cues,
        "place": tuple(sorted(places(i, len(read)))),
        "near_word": (*_near("<", before.words if before else ("^",)), *_near(">", after.words if after else ("$",))),
        "near_cue": (*_near("<", before.cues if before else ("^",)), *_near(">", after.cues if after else ("$",))),
    }


def _ngrams(words: Sequence[str]) -> set[str]:
    return {" ".join(words[i : i + n]) for n in range(1, WORD_NGRAM + 1) for i in range(len(words) - n + 1)}


def _pieces(word: str) -> Iterator[str]:
    edged = f" {word} "
    for n in PIECE_LENGTHS:
        for i in range(len(edged) - n + 1):
            yield edged[i : i + n]


def _near(side: str, found: Sequence[str]) -> list[str]:
    return sorted({f"{side}{one}" for one in found})
