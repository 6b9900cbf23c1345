"""How a written word is said: figures and signs as words, and unknown words by their letters.

It only has to be near enough for a sound to be found where the word is, so several readings may be given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product

Reading = tuple[str, ...]
"""Words that are said for one that is written."""

READINGS_MAX = 6
"""More would slow the search down and find nothing."""

_PARTS = re.compile(
    r"[$£€]?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s|k|m|bn)?%?|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|[%&+@=#]", re.I
)
_SIGNS = {"%": "percent", "&": "and", "+": "plus", "@": "at", "=": "equals", "#": "number"}
_MONEY = {"$": "dollars", "£": "pounds", "€": "euros"}
_SUFFIX = {"k": "thousand", "m": "million", "bn": "billion"}
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip
_ACRONYM_MAX = 6


def readings(written: str) -> tuple[Reading, ...]:
    """Return the ways to say a written word, lower case; none where there is nothing to say.

    Examples
    --------
    >>> readings("12%,")
    (('twelve', 'percent'),)
    >>> readings("1500")
    (('one', 'thousand', 'five', 'hundred'), ('fifteen', 'hundred'))
    """
    parts = [_part(match.group()) for match in _PARTS.finditer(written.replace("’", "'"))]
    found = (tuple(word for reading in chosen for word in reading) for chosen in product(*parts))
    return tuple(dict.fromkeys(reading for reading, _ in zip(found, range(READINGS_MAX), strict=False) if reading))


def _part(text: str) -> list[Reading]:
    if any(char.isdigit() for char in text):
        return [reading for reading in _figure(text) if reading]
    if text in _SIGNS:
        return [(_SIGNS[text],)]
    word = text.lower().strip("'")
    if text.isupper() and 1 < len(text) <= _ACRONYM_MAX:
        return [tuple(word), (word,)]
    return [(word,)]


def _figure(text: str) -> list[Reading]:
    found = re.fullmatch(r"([$£€]?)([\d,]+)((?:\.\d+)?)(st|nd|rd|th|s|k|m|bn|)(%?)", text.lower())
    if not found:
        return []
    money, digits, decimals, suffix, percent = found.groups()
    digits = digits.replace(",", "")
    if len(digits) > 15:
        return [tuple(ONES[int(digit)] for digit in digits[:40])]
    after: Reading = ("point", *(ONES[int(digit)] for digit in decimals[1:])) if decimals else ()
    if suffix in _SUFFIX:
        after += (_SUFFIX[suffix],)
    after += (("percent",) if percent else ()) + ((_MONEY[money],) if money else ())
    ways = _cardinals(digits, plain=not (money or decimals))
    if suffix in ("st", "nd", "rd", "th"):
        ways = [(*way[:-1], _ordinal(way[-1])) for way in ways]
    elif suffix == "s":
        ways = [(*way[:-1], re.sub("y$", "ie", way[-1]) + "s") for way in ways]
    return [way + after for way in ways]


def _cardinals(digits: str, *, plain: bool) -> list[Reading]:
    number = int(digits)
    ways = [tuple(_cardinal(number))]
    if plain and len(digits) == 4 and (number % 1000 >= 100 or 2010 <= number < 2100):
        ways.append(tuple(_pairs(number)))
    if plain and len(digits) == 4 and 2000 < number < 2010:
        ways.append(("two", "thousand", "and", ONES[number % 10]))
    if digits.startswith("0") and len(digits) > 1:
        ways = [tuple(ONES[int(digit)] for digit in digits)]
    if digits[0] == "1" and ways[0][1:2] and ways[0][1] in ("hundred", "thousand", "million"):
        ways.append(("a", *ways[0][1:]))
    return ways


def _pairs(number: int) -> Iterable[str]:
    """Say a number of four digits as a year."""
    century, rest = divmod(number, 100)
    yield from _cardinal(century)
    if rest == 0:
        yield "hundred"
    elif rest < 10:
        yield from ("oh", ONES[rest])
    else:
        yield from _cardinal(rest)


def _cardinal(number: int) -> Iterable[str]:
    for scale, name in SCALES:
        if number >= scale:
            yield from (*_cardinal(number // scale), name)
            if number % scale:
                yield from _cardinal(number % scale)
            return
    if number < 20:
        yield ONES[number]
        return
    yield TENS[number // 10]
    if number % 10:
        yield ONES[number % 10]


def _ordinal(word: str) -> str:
    return _ORDINALS.get(word) or (re.sub("y$", "ie", word) + ("h" if word.endswith("t") else "th"))


_LETTERS = dict(
    a="EY", b="B IY", c="S IY", d="D IY", e="IY", f="EH F", g="JH IY", h="EY CH", i="AY", j="JH EY", k="K EY",
    l="EH L", m="EH M", n="EH N", o="OW", p="P IY", q="K Y UW", r="AA R", s="EH S", t="T IY", u="Y UW", v="V IY",
    w="D AH B AH L Y UW", x="EH K S", y="W AY", z="Z IY",
)  # fmt: skip

_ENDINGS = (
    ("'s", "Z"), ("s'", ""), ("'ll", "L"), ("'d", "D"), ("'ve", "V"), ("'re", "R"), ("'", ""), ("ness", "N AH S"),
    ("ment", "M AH N T"), ("less", "L AH S"), ("able", "AH B AH L"), ("ings", "IH NG Z"), ("ing", "IH NG"),
    ("ers", "ER Z"), ("er", "ER"), ("ed", "D"), ("es", "AH Z"), ("ly", "L IY"), ("s", "Z"),
)  # fmt: skip
_BEGINNINGS = (("re", "R IY"), ("un", "AH N"), ("non", "N AA N"), ("micro", "M AY K R OW"), ("auto", "AO T OW"))
_STEM_MIN = 3

_GRAPHEMES = (
    ("tion", "SH AH N"), ("sion", "ZH AH N"), ("ture", "CH ER"), ("ough", "AO"), ("eigh", "EY"), ("augh", "AO"),
    ("igh", "AY"), ("tch", "CH"), ("dge", "JH"), ("sch", "S K"), ("air", "EH R"), ("ear", "IH R"), ("eer", "IH R"),
    ("our", "AO R"), ("oor", "AO R"), ("ous", "AH S"), ("ch", "CH"), ("sh", "SH"), ("th", "TH"), ("ph", "F"),
    ("wh", "W"), ("ck", "K"), ("ng", "NG"), ("qu", "K W"), ("kn", "N"), ("wr", "R"), ("gn", "N"), ("gh", "G"),
    ("ee", "IY"), ("ea", "IY"), ("oo", "UW"), ("ou", "AW"), ("ow", "OW"), ("oa", "OW"), ("oi", "OY"), ("oy", "OY"),
    ("ai", "EY"), ("ay", "EY"), ("au", "AO"), ("aw", "AO"), ("ei", "IY"), ("ey", "IY"), ("ie", "IY"), ("ew", "UW"),
    ("eu", "UW"), ("ue", "UW"), ("ui", "UW"), ("ar", "AA R"), ("er", "ER"), ("ir", "ER"), ("or", "AO R"), ("ur", "ER"),
    ("ce", "S"), ("ci", "S IH"), ("cy", "S IY"), ("ge", "JH"),
    ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"), ("g", "G"), ("h", "HH"), ("i", "IH"),
    ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("o", "AA"), ("p", "P"), ("q", "K"), ("r", "R"),
    ("s", "S"), ("t", "T"), ("u", "AH"), ("v", "V"), ("w", "W"), ("x", "K S"), ("y", "IY"), ("z", "Z"),
)  # fmt: skip
_LONG = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW"}
_SILENT_E = re.compile(r"([aeiou])([bcdfgklmnprstvz])e$")


def sounds(word: str, *, known: Callable[[str], str | None]) -> str:
    """Guess how a word is pronounced that no dictionary has.

    Parameters
    ----------
    word
        Lower case.
    known
        Looks up the pronunciation of a word that may be part of it.

    Returns
    -------
    str
        Phones in the alphabet of the CMU dictionary, separated by blanks; empty where no letter can be said.
    """
    plain = "".join(_plain(char) for char in word)
    return (
        (_LETTERS.get(plain) if len(plain) == 1 else None)
        or _by_parts(plain, known)
        or _by_letters(plain.replace("'", ""))
    )


def _plain(char: str) -> str:
    import unicodedata

    base = unicodedata.normalize("NFKD", char)[:1]
    return base if base.isascii() and (base.isalpha() or base == "'") else ""


def _by_parts(word: str, known: Callable[[str], str | None]) -> str:
    for ending, phones in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM_MIN:
            found = known(stem) or known(stem + "e") or (known(stem[:-1]) if stem[-1] == stem[-2] else None)
            if found:
                return f"{found} {phones}".strip()
    for beginning, phones in _BEGINNINGS:
        rest = word.removeprefix(beginning)
        if rest != word and len(rest) >= _STEM_MIN and (found := known(rest)):
            return f"{phones} {found}"
    for cut in range(len(word) - _STEM_MIN, _STEM_MIN - 1, -1):
        if (first := known(word[:cut])) and (second := known(word[cut:])):
            return f"{first} {second}"
    return ""


def _by_letters(word: str) -> str:
    phones: list[str] = []
    long_e = _SILENT_E.search(word)
    ending = len(word) - 3 if long_e else -1
    i = 0
    while i < len(word):
        if i == ending:
            phones.append(_LONG[word[i]])
            i += 1
        elif long_e and i == len(word) - 1:
            i += 1
        else:
            letters, said = next(
                ((letters, said) for letters, said in _GRAPHEMES if word.startswith(letters, i)), (word[i], "")
            )
            if said and phones[-1:] != [said]:
                phones.append(said)
            i += len(letters)
    return " ".join(phones)
