"""One way to write numbers: from ten up in digits, single ones in words, per cent as %."""

import re
from dataclasses import dataclass

_SMALL = [
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
_UNITS = {name: n for n, name in enumerate(_SMALL)}
_TENS = {
    name: 10 * n
    for n, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_MARKS = ",.?"
GROUPED_FROM = 2100  # below it four digits may be a year


@dataclass(slots=True)
class _Reader:
    """Reads a spelled-out number word by word."""

    total: int = 0
    current: int = 0

    def take(self, word: str) -> bool:
        """Take a word that goes on with the number; say whether it did."""
        tens, dash, unit = word.partition("-")
        open_tens, open_units = self.current % 100 == 0, self.current % 100 >= 20 and self.current % 10 == 0
        if open_tens and dash and tens in _TENS and 0 < _UNITS.get(unit, 0) < 10:
            self.current += _TENS[tens] + _UNITS[unit]
        elif open_tens and word in _TENS:
            self.current += _TENS[word]
        elif word in _UNITS and (open_tens or (open_units and 0 < _UNITS[word] < 10)):
            self.current += _UNITS[word]
        elif word == "hundred" and 0 < self.current < 100:
            self.current *= 100
        elif word == "thousand" and 0 < self.current < 1000:
            self.total, self.current = self.current * 1000, 0
        else:
            return False
        return True


def write_numbers(sentence: str) -> str:
    """Rewrite a sentence's numbers.

    Examples
    --------
    >>> write_numbers("Twenty-five people, 3 teams and two hundred and six hours, ninety per cent.")
    '25 people, three teams and 206 hours, 90%.'
    """
    words, out, i = sentence.split(" "), [], 0
    while i < len(words):
        value, used = _read(words, i)
        if not used:
            out.append(words[i])
            i += 1
            continue
        tail = _marks_after(words[i + used - 1])
        percent = 0 if tail else _percent_words(words[i + used : i + used + 2])
        if percent:
            tail = "%" + _marks_after(words[i + used + percent - 1])
        out.append(_digits(value, spell=not percent, capital=not out) + tail)
        i += used + percent
    return " ".join(out)


def _digits(value: int, *, spell: bool, capital: bool) -> str:
    if value < 10 and spell:
        return _SMALL[value].capitalize() if capital else _SMALL[value]
    return f"{value:,}" if value >= GROUPED_FROM else str(value)


def _marks_after(word: str) -> str:
    return word[len(word.rstrip(_MARKS)) :]


def _percent_words(words: list[str]) -> int:
    """Count the words that say per cent."""
    bare = [w.lower().rstrip(_MARKS) for w in words]
    return 1 if bare[:1] == ["percent"] else 2 if bare == ["per", "cent"] else 0


def _read(words: list[str], i: int) -> tuple[int, int]:
    """Read a number at position i: its value and how many words it takes (0: none there)."""
    bare = words[i].lower().rstrip(_MARKS)
    if re.fullmatch(r"\d", bare):
        return int(bare), 1
    reader, used = _Reader(), 0
    for k in range(i, len(words)):
        bare = words[k].lower().rstrip(_MARKS)
        joins = bare == "and" and reader.current >= 100 and reader.current % 100 == 0 and _continues(words, k + 1)
        if not joins and not reader.take(bare):
            break
        used += 1
        if _marks_after(words[k]):
            break
    value = reader.total + reader.current
    if used == 1 and value == 1:  # mostly a pronoun
        return 0, 0
    return value, used


def _continues(words: list[str], i: int) -> bool:
    """Tell whether the word at position i can end a number: two hundred and TEN."""
    bare = words[i].lower().rstrip(_MARKS).split("-")[0] if i < len(words) else ""
    return bare in _UNITS or bare in _TENS
