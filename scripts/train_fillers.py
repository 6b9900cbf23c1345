"""Learn what an "um" sounds like, for the second listening; writes models/fillers/network.npz and weights.npz.

Usage: python scripts/train_fillers.py [--jobs 2] [--quick] [--out models/fillers]

Learns from the development half of the benchmark alone (scripts/fillers): its voices and sentences are not those of
the test half. First the network, from answers by hundreds of voices in all kinds of rooms (scripts/fillers/varied.py)
and from people, whose own vowels are made into fillers (scripts/fillers/own_vowels.py). Then the trees, from stretches
of answers with and without fillers, in quiet and in noise, with lengthened words, words said twice, and words missing
in the transcript; and people: the prompts of Debian's asterisk-core-sounds-en-g722 (scripts/pocket/recorded.py) and
half of the actors of flight-of-the-amazon-queen (scripts/fillers/actors.py). What the network tells the trees is told
by two others, which know none of the voices and only the other half of the roles. Needs what
scripts/evaluate_fillers.py needs, all voices of scripts/pocket/voices.py, drascula, PyTorch and scikit-learn. Takes an
hour and a half with two jobs on two cores.
"""

import argparse
import hashlib
import multiprocessing as mp
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from multiprocessing.pool import Pool
from pathlib import Path

import numpy as np
import torch
from fillers import actors, own_vowels, um_learning, varied
from fillers.benchmark import VOICES, Case, build, recording
from fillers.boosting import fit
from fillers.controls import prompts
from fillers.passages import Passage, passage

from speakstar.adapters import trees_file, um_network_file
from speakstar.adapters.listener import SoundListener
from speakstar.core.model import FilledPause, Word
from speakstar.core.um_network import UmNetwork

OUT = Path(__file__).parents[1] / "models" / "fillers"
VARIED, VARIED_AT_ONCE = 1600, 20
PROMPTS, PROMPTS_HALF = "prompts", 0
"""One person; the network of that half does not know her."""

PEOPLE_SHARE, PLAIN_WEIGHT = 0.5, 2.0
"""How often people are drawn, against synthetic voices; and their words as they are, against what was made of them."""

MISSING_ONE_IN = 15  # words
PROMPTS_MIN = 5.0
FLUENT_CASES = 24
SPEAKERS = (("dev", 0), ("dev", 1), ("more", 0))
"""Voices and seeds."""

SETS = (
    ("clean", "mixed", 96, 1.0), ("filler time in the words", "mixed", 40, 2.0), ("5 % wrong words", "mixed", 32, 1.0),
    ("20 dB", "mixed", 20, 1.0), ("10 dB", "mixed", 32, 1.0), ("10 dB, babble", "mixed", 20, 1.0),
    ("every word wrong", "mixed", 6, 1.0), ("clean", "traps", 30, 2.0), ("clean", "repeats", 28, 1.0),
)  # fmt: skip
"""Condition, kind, cases, weight. Engines give the time of an "um" to the word beside it, and lengthened words are
common: such cases weigh double."""

MISSING_WEIGHT, PERSON_WEIGHT, ACTOR_WEIGHT = 2.0, 4.0, 1.0
"""Actors are heard with all of their words: with some missing, or twice the weight, more synthetic fillers were missed
(5 % more log loss than without actors, else 9 to 22 %, on new answers by the voices learned from)."""

LEFT_OUT = ("background", "dip_after", "dip_before", "unaligned")  # which made it no better
TREES = {"n_estimators": 400, "max_depth": 4, "learning_rate": 0.04, "subsample": 0.7, "min_samples_leaf": 20,
         "max_features": 7}  # fmt: skip
"""On voices left out, these, twice as many cases and the voices of "more" lowered the log loss by a fifth."""

QUICK_SHARE, QUICK_STEPS = 8, 50

WHOLE_SHARE = 0.4
"""A stretch that shares as much of the longer one's time with a filler is that filler."""


@dataclass(slots=True)
class Collector:
    """A judge that keeps what it was asked about."""

    asked: list[Mapping[str, float]] = field(default_factory=list)

    def likeness(self, traits: Mapping[str, float]) -> float:
        """Keep the traits."""
        self.asked.append(traits)
        return 0.5


@dataclass(slots=True)
class Examples:
    """Traits with what they are, and how much each weighs."""

    traits: list[Mapping[str, float]] = field(default_factory=list)
    is_filler: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, cases: Iterable[Case], weight: float, network: UmNetwork) -> "Examples":
        """Listen to cases."""
        collector = Collector()
        listener = SoundListener(collector, copied=lambda _: 0.0, chosen=tuple, network=network)
        with tempfile.TemporaryDirectory() as folder:
            for case in cases:
                heard = listener.listen(recording(case.samples, Path(folder, "case.wav")), case.transcript)
                asked = [pause for pause in heard.filled_pauses if pause.evidence.likeness is not None]
                self.is_filler += [any(_is_filler(pause, filler) for filler in case.fillers) for pause in asked]
        self.traits += collector.asked
        self.weights += [weight] * (len(self.traits) - len(self.weights))
        return self

    def join(self, other: "Examples") -> None:
        """Add what another has."""
        self.traits += other.traits
        self.is_filler += other.is_filler
        self.weights += other.weights


def _is_filler(pause: FilledPause, filler: Word) -> bool:
    """Whether a stretch is a filler, and not a piece of one beside a stretch that holds it all."""
    shared_s = min(pause.end_s, filler.end_s) - max(pause.start_s, filler.start_s)
    return shared_s >= WHOLE_SHARE * max(pause.end_s - pause.start_s, filler.end_s - filler.start_s)


def with_missing_words(cases: Iterable[Case]) -> Iterator[Case]:
    """Leave words out of transcripts: what was said there is no filler."""
    for case in cases:
        words = case.transcript.words
        gone = random.Random(case.name).sample(range(len(words)), max(1, len(words) // MISSING_ONE_IN))
        left = tuple(word for i, word in enumerate(words) if i not in gone)
        yield replace(case, transcript=replace(case.transcript, words=left))


def fluent_with_missing_words(split: str, cases: int, seed: int) -> Iterator[Case]:
    """Build fluent answers whose transcripts lack words."""
    return with_missing_words(build(split, kind="fluent", cases=cases, seed=seed))


def prompts_with_missing_words(minutes: float) -> Iterator[Case]:
    """Read one person's prompts, with words missing in the transcript."""
    return with_missing_words(prompts(minutes))


def half_of(speaker: str) -> int:
    """Return which of two networks may not know a role."""
    return hashlib.sha256(speaker.encode()).digest()[0] % 2


def actors_of(half: int, share: int) -> Iterator[Case]:
    """Give the answers of half of the roles."""
    return (case for case in actors.answers("dev", one_in=share) if half_of(case.voice) == half)


def synthetic(first: int) -> list[Passage]:
    """Give some answers of many voices."""
    return list(varied.answers(first, VARIED_AT_ONCE))


def human(numbered: tuple[int, tuple[str, Case]]) -> list[Passage]:
    """Give what a person said, and what can be made of it, quiet and noisy."""
    number, (source, case) = numbered
    r = random.Random(f"people {number}")
    speaker = source if source == PROMPTS else case.voice
    samples, fillers = own_vowels.hesitating(case, r)
    return [
        passage(case.samples, case.fillers, speaker, weight=PLAIN_WEIGHT),
        passage(samples, fillers, speaker),
        passage(varied.somewhere(samples, r), fillers, speaker),
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """What networks learn from: synthetic voices, and people."""

    voices: Sequence[Passage]
    people: Sequence[Passage]

    def of(self, is_known: Callable[[str], bool]) -> list[Passage]:
        """Return the passages of some speakers; people are drawn `PEOPLE_SHARE` times as often as voices."""
        voices = [passage for passage in self.voices if is_known(passage.speaker)]
        people = [passage for passage in self.people if is_known(passage.speaker)]
        share = PEOPLE_SHARE * len(voices) / max(1, len(people))
        return voices + [replace(passage, weight=passage.weight * share) for passage in people]


def hear_all(share: int, pool: Pool) -> Known:
    """Listen to everything that networks learn from; the result is the same with any number of processes."""
    firsts = range(0, VARIED // share, VARIED_AT_ONCE)
    voices = [passage for some in pool.imap(synthetic, firsts) for passage in some]
    print(f"{len(voices)} answers of voices", flush=True)
    cases = islice(enumerate(own_vowels.people()), None, None, share)
    people = [passage for some in pool.imap(human, cases) for passage in some]
    print(f"{len(people)} answers of people", flush=True)
    return Known(voices, people)


def network_without(half: int, known: Known, steps: int) -> UmNetwork:
    """Learn a network that knows neither the voices of the trees' answers nor half of the people."""
    voices = {*VOICES["dev"], *VOICES["more"]}
    left_out = PROMPTS if half == PROMPTS_HALF else ""

    def is_known(speaker: str) -> bool:
        return speaker not in voices and speaker != left_out and (speaker == PROMPTS or half_of(speaker) != half)

    return um_network_file.network(um_learning.learn(known.of(is_known), seed=half, steps=steps))


Made = Callable[[], Iterable[Case]]


def sources(share: int) -> Iterator[tuple[Made, float, int]]:
    """Give what the trees learn from, how much it weighs, and the half that their network may not know."""
    for split, seed in SPEAKERS:
        for condition, kind, cases, weight in SETS:
            yield partial(build, split, condition, kind=kind, cases=max(1, cases // share), seed=seed), weight, 0
        yield partial(fluent_with_missing_words, split, FLUENT_CASES // share, seed), MISSING_WEIGHT, 0
    yield partial(prompts_with_missing_words, PROMPTS_MIN / share), PERSON_WEIGHT, PROMPTS_HALF
    for half in (0, 1):
        yield partial(actors_of, half, share), ACTOR_WEIGHT, half


def listened(source: tuple[Made, float, UmNetwork]) -> Examples:
    """Listen to what a source makes."""
    make, weight, network = source
    return Examples().add(make(), weight, network)


def collect(share: int, networks: Sequence[UmNetwork], pool: Pool) -> Examples:
    """Listen to everything the trees learn from; the order, and so the result, is the same with any pool."""
    examples = Examples()
    told = ((make, weight, networks[half]) for make, weight, half in sources(share))
    for heard in pool.imap(listened, told):
        examples.join(heard)
        print(f"{len(examples.traits)} stretches so far", flush=True)
    return examples


def main() -> None:
    """Parse the command line, learn, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="an eighth of the cases, few steps; nothing is written")
    parser.add_argument("--out", type=Path, default=OUT, help="default: %(default)s")
    parser.add_argument("--jobs", type=int, default=1, help="processes that listen (default: %(default)s)")
    arguments = parser.parse_args()
    share, steps = (QUICK_SHARE, QUICK_STEPS) if arguments.quick else (1, um_learning.STEPS)
    torch.set_num_threads(arguments.jobs)
    with mp.get_context("spawn").Pool(arguments.jobs) as pool:
        known = hear_all(share, pool)
        examples = collect(share, [network_without(half, known, steps) for half in (0, 1)], pool)
    weights = fit(examples.traits, examples.is_filler, examples.weights, left_out=LEFT_OUT, **TREES)
    print(f"{len(examples.traits)} stretches, {sum(examples.is_filler)} of them fillers")
    network = um_learning.learn(known.of(lambda _: True), seed=0, steps=steps)
    if not arguments.quick:
        arguments.out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(arguments.out / trees_file.UMS, **weights)
        np.savez_compressed(arguments.out / um_network_file.FILE, **network)


if __name__ == "__main__":
    main()
