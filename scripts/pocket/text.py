"""Sentences fit for every voice, the interview sentences beside this folder, fillers and false starts."""

import hashlib
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from pocket.numerals import write_numbers

TEXT_DIR = Path(__file__).resolve().parent.parent / "pocket_text"
MAX_CHARS = 160
MIN_WORDS, MAX_WORDS, MAX_WORD_CHARS = 3, 26, 20
HELD_OUT_ONE_IN = 40
UNFIT = re.compile(
    r"(?i)fuck|shit|fellat|cunnil|penis|vagina|whore|slut|nigg|faggot|bitch|masturb|orgasm|rapist|raped|porn|erotic"
)
FILLERS = (
    ("um", 6), ("uh", 6), ("er", 2), ("erm", 1), ("hmm", 2), ("like", 1), ("you know", 1), ("so", 1),
    ("I mean", 1), ("well", 1), ("basically", 0.5), ("actually", 0.5), ("sort of", 0.5), ("kind of", 0.5),
)  # fmt: skip
COMMA_SAID_BEFORE, COMMA_SAID_AFTER = 0.4, 0.6  # share of a filler's commas that the voice is given
FILLER_LIKE = re.compile(r"(?i)(er|or|ar|ure|a|um|om|uh|am)s?$")
FILLER_LIKE_FACTOR = 5
_PLAIN = re.compile(r"[A-Za-z0-9 ,.'%$?-]+")
_ODD = re.compile(
    r"[a-z][A-Z]|\.\.| -|- |--|[A-Z]{6,}|\d(?!st\b|nd\b|rd\b|th\b)[A-Za-z]{2,}|[A-Za-z]\d"
    r"|\.[A-Za-z]|'\w{3,}| '|' |[$%][A-Za-z]"
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_KEEP_CAPITAL = frozenset(
    [
        *MONTHS,
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "I'm",
        "I'd",
        "I've",
        "I'll",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """A text as it should be written, and the same words as a voice is given them (commas may be missing)."""

    written: str
    spoken: str


def is_held_out(sentence: str) -> bool:
    """Tell whether a sentence belongs to the validation texts, which no training line repeats."""
    return hashlib.sha256(sentence.encode()).digest()[0] * HELD_OUT_ONE_IN < 256


def usable(sentence: str) -> bool:
    """Tell whether a sentence is plain enough for every voice to say what is written."""
    words = sentence.split()
    fits = MIN_WORDS <= len(words) <= MAX_WORDS and len(sentence) <= MAX_CHARS
    plain = _PLAIN.fullmatch(sentence) and not _ODD.search(sentence) and not UNFIT.search(sentence)
    return bool(fits and plain and all(len(w) <= MAX_WORD_CHARS for w in words))


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph and give its usable sentences."""
    flat = re.sub(r"\s+", " ", paragraph).strip()
    found = (s.strip() for s in re.split(r"(?<=[.!?])\s+", flat))
    return [s for s in found if s[:1].isupper() and s[-1:] in ".?" and usable(s)]


def interviews(*extra: Path) -> list[str]:
    """Read the interview sentences.

    Parameters
    ----------
    extra : Path
        Files beside those of ``pocket_text``: .txt with a sentence a line, .jsonl with a list ``sentences``.
    """
    found = set()
    for path in [*sorted(TEXT_DIR.glob("*.txt")), *extra]:
        lines = path.read_text().splitlines()
        if path.suffix == ".jsonl":
            lines = [s["text"] for line in lines for s in json.loads(line)["sentences"]]
        for line in lines:
            line = re.sub(r"\s*[—;:]| - ", ", ", line.replace("’", "'").replace("!", "."))
            found.update(write_numbers(s) for s in sentences(re.sub(r"\s+", " ", line)))
    return sorted(found)


def disfluent(sentence: str, r: random.Random, share: float, *, er_apart: bool = False) -> Line:
    """Put fillers, repeats and false starts before a share of the words.

    The written text sets every filler off by commas; the spoken one leaves half of those commas out, so that
    fillers come with and without a pause. ``er_apart`` gives "er" and "erm" theirs always: run together, "fast, er"
    and "faster" sound the same.
    """
    written: list[str] = []
    spoken: list[str] = []
    for i, word in enumerate(sentence.split()):
        if r.random() < share:
            word = _add_filler(written, spoken, word, r, er_apart=er_apart)
        elif i and r.random() < share / 4 and word.isalpha() and len(word) < 6:
            written.append(word + ",")
            spoken.append(word + r.choice([",", ""]))
        written.append(word)
        spoken.append(word)
    return Line(" ".join(written), " ".join(spoken))


def with_pauses(sentence: str, r: random.Random, share: float) -> str:
    """Add commas after a share of the words, more often after those that end as "er", "um" and "uh" sound."""
    words = sentence.split()
    for i, word in enumerate(words[:-1]):
        if word[-1].isalnum() and r.random() < share * (FILLER_LIKE_FACTOR if FILLER_LIKE.search(word) else 1):
            words[i] += ","
    return " ".join(words)


def _add_filler(written: list[str], spoken: list[str], word: str, r: random.Random, *, er_apart: bool) -> str:
    """Add a filler before a word; give the word, without its capital if the sentence no longer begins with it."""
    names, weights = zip(*FILLERS, strict=True)
    filler = r.choices(names, weights)[0]
    apart = er_apart and filler.startswith("er")
    if not written:
        filler = filler[0].upper() + filler[1:]
        if not re.match(r"I\b|[A-Z]{2}", word) and word not in _KEEP_CAPITAL:
            word = word[0].lower() + word[1:]
    elif written[-1][-1].isalnum():
        written[-1] += ","
        spoken[-1] += "," if r.random() < COMMA_SAID_BEFORE or apart else ""
    written += (filler + ",").split()
    spoken += (filler + ("," if r.random() < COMMA_SAID_AFTER or apart else "")).split()
    return word
