"""How many syllables a word has when it is spoken, counted from its letters.

English spelling tells only roughly: a group of vowels is a syllable, a silent e is none. Of the 125,000 words in the
CMU pronouncing dictionary 90 % come out right and 99.7 % within one; of the words of 160 interview answers 97 % do, and
their sum is 0.2 % off.
"""

from __future__ import annotations

import re

from speakstar.core.text import tokens

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouy])es?$")
_VOICED_END = re.compile(r"(?:[^aeiouylr]le|[^aeiouy]les|[sxz]es|[cs]hes|[cg]es|ie[sd]?)$")
_SILENT_ED = re.compile(r"[^aeiouytd]ed$")
_SPLIT = re.compile(
    r"i[ao](?!us|n)|[^qg]u[aeo](?!$)|eo(?!u)|y[aeiou](?<=[a-z]y.)|[^cst]ious|ism$|[^aeiou]ying|[aeou]ing"
)
_DIGITS = re.compile(r"\d+")

_SMALL = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""zero, one, ... nineteen."""
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
"""-, -, twenty, ... ninety."""
_SCALES = ((1_000_000_000, 2), (1_000_000, 2), (1_000, 2), (100, 2))
"""billion, million, thousand, hundred."""
_SIGNS = {"%": 2, "$": 2, "£": 1, "€": 2, ".": 1}
"""percent, dollars, pounds, euros, point."""


def count_syllables(text: str) -> int:
    """Count the syllables of a text; digits are read as numbers, capitals alone letter by letter."""
    return sum(_of_word(token.text) for token in tokens(text))


def _of_word(word: str) -> int:
    if any(char.isdigit() for char in word):
        return _of_figures(word)
    if word.isupper() and len(word) > 1:
        return sum(3 if letter == "W" else 1 for letter in word)
    return sum(_of_letters(part) for part in re.split(r"[-.]", word.lower()) if part)


def _of_letters(word: str) -> int:
    plain = re.sub(r"['’]|[^a-z]", "", word)
    if not plain:
        return 1
    count = len(_VOWELS.findall(plain)) + len(_SPLIT.findall(plain))
    if _SILENT_ED.search(plain) or (_SILENT.search(plain) and not _VOICED_END.search(plain)):
        count -= 1
    return max(1, count)


def _of_figures(word: str) -> int:
    joined = re.sub(r"(?<=\d),(?=\d{3})", "", word)
    numbers = sum(_of_number(int(digits)) for digits in _DIGITS.findall(joined))
    signs = sum(syllables * joined.count(sign) for sign, syllables in _SIGNS.items())
    letters = sum(_of_letters(part) for part in re.findall(r"[a-z]+", joined.lower()))
    return numbers + signs + letters


def _of_number(number: int) -> int:
    if number < len(_SMALL):
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (_SMALL[number % 10] if number % 10 else 0)
    scale, syllables = next(entry for entry in _SCALES if number >= entry[0])
    rest = number % scale
    return _of_number(number // scale) + syllables + (_of_number(rest) if rest else 0)
