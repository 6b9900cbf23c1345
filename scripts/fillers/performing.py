"""Speak written sentences the way people do: with fillers, repeats, lengthened words, pauses and stray sounds."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from fillers.tape import Performance, Tape, Token
from fillers.voices import speak

FILLERS = ("um", "uh", "um", "uh", "er", "hmm")
GLUED_S = 0.02
LONG_WORDS = frozenset({"and", "so", "the", "but", "to", "a", "then", "because"})
REPEATED_WORDS = frozenset(
    {"i", "the", "a", "and", "to", "we", "of", "in", "it", "that", "so", "my", "on", "was", "for", "with", "she"}
    | {"he", "they", "but", "had", "our", "is", "this"}
)
STRANGERS_SAY = ("yes", "in a minute", "over there", "thanks")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Chances: fillers in a sentence (drawn from the counts), the others for each sentence or gap between words.

    ``voices`` take turns, sentence by sentence.
    """

    fillers: tuple[int, ...] = (0, 1, 1, 2)
    repeat: float = 0.15
    long_word: float = 0.2
    pause: float = 0.08
    distractor: float = 0.35
    voices: int = 1


RECIPES = {
    "mixed": Recipe(),
    "fluent": Recipe(fillers=(0,), repeat=0, long_word=0, distractor=0),
    "traps": Recipe(fillers=(0,), repeat=0, long_word=0.5, pause=0.15, distractor=0.7),
    "repeats": Recipe(fillers=(0,), repeat=0.8),
    "two voices": Recipe(voices=2),
}


def perform(sentences: Sequence[str], voice: str, strangers: Sequence[str], recipe: Recipe, seed: str) -> Performance:
    """Speak sentences as one answer.

    Parameters
    ----------
    sentences
        What is written down in the end.
    voice
        As `fillers.voices.speak` takes it.
    strangers
        Voices that may be heard from afar, or take a turn.
    recipe
        What else there is.
    seed
        The same seed makes the same choices. espeak-ng carries some of its state from one text to the next, by which
        its noise, and with it an edge, may differ a little.

    Raises
    ------
    SpeechError
        The voice could not speak a sentence.
    """
    r = random.Random(seed)
    tape = Tape(voice, r)
    speakers = [voice, *strangers][: recipe.voices]
    tape.silence(r.uniform(0.3, 1.0))
    for turn, sentence in enumerate(sentences):
        if turn and len(speakers) > 1:
            tape.hand_over(speakers[turn % len(speakers)])
        _say_sentence(tape, sentence.split(), strangers, recipe)
        tape.silence(r.uniform(0.15, 0.8))
    tape.silence(r.uniform(0.2, 0.6))
    return tape.performance()


def _say_sentence(tape: Tape, words: list[str], strangers: Sequence[str], recipe: Recipe) -> None:
    r = tape.r
    filled = set(r.sample(range(len(words) + 1), r.choice(recipe.fillers)))
    repeated = _one_of(words, REPEATED_WORDS, recipe.repeat, r)
    long = _one_of(words, LONG_WORDS, recipe.long_word, r)
    chunk: list[Token] = []
    for i, word in enumerate(words):
        if i in filled:
            chunk = _fill(tape, chunk)
        elif i and r.random() < recipe.pause:
            chunk = _pause(tape, chunk, strangers, recipe)
        if i == repeated:
            chunk = _say_copy(tape, chunk, word)
        chunk.append(Token(word, "long" if i == long else "word"))
    tape.chunk(chunk)
    if len(words) in filled:
        tape.silence(_gap_s(r))
        tape.filler(r.choice(FILLERS))


def _fill(tape: Tape, chunk: list[Token]) -> list[Token]:
    """Say a filler, either in one breath with the words around it or by itself; give the words still to say."""
    r = tape.r
    text = r.choice(FILLERS)
    if chunk and r.random() < 0.3:
        return [*chunk, Token(text + r.choice(["", ","]), "filler")]
    tape.chunk(chunk)
    if chunk:
        tape.silence(_gap_s(r))
    tape.filler(text)
    tape.silence(_gap_s(r))
    return []


def _pause(tape: Tape, chunk: list[Token], strangers: Sequence[str], recipe: Recipe) -> list[Token]:
    r = tape.r
    tape.chunk(chunk)
    tape.silence(r.uniform(0.15, 0.6))
    if r.random() < recipe.distractor:
        tape.distractor(speak(r.choice(STRANGERS_SAY), r.choice(strangers)))
        tape.silence(r.uniform(0.1, 0.5))
    return []


def _say_copy(tape: Tape, chunk: list[Token], word: str) -> list[Token]:
    """Say a word that is about to be said again; give the words still to say."""
    r = tape.r
    copies = len(tape.spans["copy"]) + sum(token.role == "copy" for token in chunk)
    written = len(tape.spans["word"]) + sum(token.role in ("word", "long") for token in chunk)
    tape.pending.append((copies, written))
    copy = Token(word.strip(",."), "copy")
    if r.random() < 0.4:
        return [*chunk, copy]
    tape.chunk([*chunk, copy])
    tape.silence(r.choice([GLUED_S, r.uniform(0.05, 0.4)]))
    return []


def _one_of(words: Sequence[str], wanted: frozenset[str], chance: float, r: random.Random) -> int | None:
    fit = [i for i, word in enumerate(words) if word.lower() in wanted]
    return r.choice(fit) if fit and r.random() < chance else None


def _gap_s(r: random.Random) -> float:
    return r.choice([GLUED_S, r.uniform(0.05, 0.6)])
