import json
from pathlib import Path

import numpy as np
from train_sentences import MIN_WORDS, NO_SECTION, Told, Vocabulary, length_votes, load, measure

from speakstar.adapters import sentence_files
from speakstar.core.boundaries import CLASSES


def test_answers_are_read_as_words_with_their_sections(tmp_path: Path) -> None:
    told = {"sentences": [{"text": "I'd fixed it, twice.", "section": "A"}, {"text": "…", "section": "X"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(told) + "\n")
    assert load([tmp_path / "a.jsonl"]) == [[Told(["i'd", "fixed", "it", "twice"], 2)]]


def test_a_word_that_is_rarely_said_is_known_by_its_ending_and_class() -> None:
    answers = [[Told(["we", "moved"], 2)]] * MIN_WORDS + [
        [Told(["they", "proved", "it"], 4), Told(["so"], NO_SECTION)]
    ] * 2
    vocabulary = Vocabulary.of(answers)
    assert vocabulary.words == ["moved", "we"]
    assert vocabulary.endings == ["ved"]
    assert vocabulary.rows(answers[-1:]) == [
        [
            [0, 0, CLASSES.index("SUBJECT"), 1, 4],
            [0, 1, CLASSES.index("PAST"), 0, 4],
            [0, 0, CLASSES.index("SUBJECT"), 0, 4],
            [0, 0, CLASSES.index("CONJUNCTION"), 1, NO_SECTION],
        ]
    ]


def test_sentences_of_the_usual_length_are_likelier() -> None:
    votes = length_votes([[Told(["word"] * length, 0) for length in (11, 12, 12, 13)]])
    assert np.argmax(votes[:30]) in {11, 12}
    assert votes[11] > votes[0]


def test_boundaries_are_counted() -> None:
    told = [
        Told(["my", "job", "was", "to", "move", "the", "shops", "before", "the", "end", "of", "may"], 1),
        Told(["i", "wrote", "to", "every", "owner"], 2),
    ]
    assert "precision 1.000, recall 1.000" in measure(sentence_files.load(), [told])
