"""Training lines, drawn so that none comes often enough to be learned by heart."""

import random
import re
from dataclasses import dataclass

from pocket.text import FILLER_LIKE, MAX_CHARS, MONTHS, Line, disfluent, is_held_out, with_pauses

KINDS = {"prose": 0.36, "interview": 0.45, "figures": 0.08, "words": 0.06, "filler-like": 0.05}
PROSE = {"wordnet": 0.5, "packages": 0.1, "manuals": 0.12, "docstrings": 0.12, "fortunes": 0.16}
DISFLUENT_SHARE = 0.5
FILLER_LIKE_TRIES = 30
FILLER_SHARES = (0.06, 0.06, 0.12)  # of the words of a disfluent line
PAUSED_SHARES = (0.0, 0.0, 0.03, 0.06)  # of the words that get a comma
SWAP_SHARES = (0.0, 0.0, 0.08, 0.2)  # of an interview sentence's words
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_UNITS = [
    "seconds",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "milliseconds",
    "people",
    "engineers",
    "customers",
    "users",
    "tickets",
    "servers",
    "requests",
    "orders",
    "patients",
    "nurses",
    "students",
    "pupils",
    "stores",
    "branches",
    "miles",
    "meters",
    "gigabytes",
    "megabytes",
    "errors",
    "bugs",
    "tests",
    "releases",
    "calls",
    "emails",
    "meetings",
    "pages",
    "lines",
    "rows",
    "times",
    "points",
    "kilos",
    "sites",
    "beds",
    "invoices",
    "suppliers",
    "contracts",
    "trucks",
    "deliveries",
    "complaints",
    "votes",
    "members",
]
_VERBS = ["went", "fell", "rose", "dropped", "grew", "climbed", "moved", "came", "changed", "slid", "jumped", "shrank"]


def ordinal(n: int) -> str:
    """Write an ordinal in digits: 1st, 22nd, 13th."""
    ending = "th" if n // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def figure(r: random.Random) -> str:
    """Draw a figure as answers have them: a share, money, a duration, a count, a date, a version."""
    n = r.choice([r.randint(10, 99), r.randint(10, 999), r.randint(2, 30)])
    number = _NUMBERS[n] if n < 10 else str(n)
    unit, month = r.choice(_UNITS), r.choice(MONTHS)
    counted = f"{number} {unit}"
    thousands = r.choice(["000", "000", "500", "200", "250", "400"])
    version = r.choice([str(r.randint(10, 40)), f"{r.randint(1, 9)}.{r.randint(0, 9)}"])
    choices = [
        f"{r.randint(1, 99)}%", f"{r.randint(1, 99)}%", f"{r.randint(0, 99)}.{r.randint(1, 9)}%",
        counted, counted, counted, f"{counted} a {r.choice(['day', 'week', 'month', 'year'])}",
        f"{r.randint(2, 99)}.{r.randint(1, 9)} {unit}", f"{r.randint(2, 90)},{thousands} {unit}",
        f"${r.randint(1, 999)}", f"${r.randint(1, 99)},{thousands}", f"${r.randint(2, 40)} million",
        f"{r.randint(10, 20)} million", f"{number} out of {r.randint(10, 400)}",
        f"{month} {r.randint(1, 31)}", f"{month} {ordinal(r.randint(1, 31))}", f"{r.randint(1990, 2026)}",
        f"the {ordinal(r.randint(10, 31))} of {month}", f"version {version}",
        f"the {r.choice(['first', 'second', 'third', 'fourth', 'fifth'])} {unit[:-1]}",
    ]  # fmt: skip
    return r.choice(choices)


def figures_line(r: random.Random, words: list[str]) -> str:
    """Write a sentence around one or two figures with words drawn at random."""
    a, b, c = (r.choice(words) for _ in range(3))
    x, y, verb = figure(r), figure(r), r.choice(_VERBS)
    frames = [
        f"the {a} {verb} from {x} to {y}.", f"we cut the {a} by {x}.", f"it took {x} and {a} {b}.",
        f"that was {x} for the {a} {b}.", f"after {x} the {a} was {b}.", f"{a} {x} {b} {c}.",
        f"by {x} we had {y}.", f"about {x} of the {a} {b}.", f"we saved {x} on {a}, roughly {y}.",
        f"I had {x} left and {y} of {a}.", f"{a} {b} {x} {c} {y}.", f"only {x} of our {a} {verb}.",
    ]  # fmt: skip
    frame = r.choice(frames)
    return frame[0].upper() + frame[1:]


def word_string(r: random.Random, words: list[str]) -> str:
    """Draw words that make no sense together: the spelling has to come from the sound."""
    line = " ".join(r.choice(words) for _ in range(r.randint(3, 11)))
    return line[0].upper() + line[1:] + "."


def filler_like_line(r: random.Random, words: list[str]) -> str:
    """Draw words of which half end as a filler sounds, often before a pause or "and", and none is a filler."""
    line = ""
    for _ in range(r.randint(3, 9)):
        word = r.choice(words)
        for _ in range(FILLER_LIKE_TRIES if r.random() < 0.5 else 0):
            if FILLER_LIKE.search(word):
                break
            word = r.choice(words)
        line += word + (r.choice([",", " and", ", and", ""]) if FILLER_LIKE.search(word) else "") + " "
    return re.sub(r"(,| and|, and)? $", ".", line[0].upper() + line[1:])


def swap_words(sentence: str, r: random.Random, words: list[str], share: float) -> str:
    """Replace a share of the lower-case words by others."""
    kept = (r.choice(words) if re.fullmatch("[a-z]{3,}", w) and r.random() < share else w for w in sentence.split())
    return " ".join(kept)


@dataclass(frozen=True, slots=True)
class Library:
    """All material a line can be drawn from: prose by source, interview sentences, common and rarer words."""

    prose: dict[str, list[str]]
    interviews: list[str]
    common: list[str]
    rare: list[str]

    def line(self, r: random.Random) -> Line:
        """Draw a training line; never a held-out sentence."""
        while True:
            sentence = self._draw(r)
            if len(sentence) <= MAX_CHARS and not is_held_out(sentence):
                break
        sentence = with_pauses(sentence, r, r.choice(PAUSED_SHARES))
        if r.random() < DISFLUENT_SHARE:
            return disfluent(sentence, r, r.choice(FILLER_SHARES), er_apart=True)
        return Line(sentence, sentence)

    def _draw(self, r: random.Random) -> str:
        kind = _weighted(r, KINDS)
        words = self.common if r.random() < 0.6 else self.rare
        if kind == "figures":
            return figures_line(r, self.common)
        if kind == "filler-like":
            return filler_like_line(r, words)
        if kind == "words":
            return word_string(r, words)
        if kind == "prose" or not self.interviews:
            return r.choice(self.prose[_weighted(r, PROSE)] or self.prose["docstrings"])
        sentence = r.choice(self.interviews)
        return sentence if is_held_out(sentence) else swap_words(sentence, r, words, r.choice(SWAP_SHARES))


def _weighted(r: random.Random, weights: dict[str, float]) -> str:
    return r.choices(list(weights), list(weights.values()))[0]
