import numpy as np
from star import answers
from star.vocabulary import MIN_PIECES, MIN_WORDS, Told, lexicon

from speakstar.core.boundaries import CLASSES
from speakstar.core.tagger import MEANINGS

DEVELOPMENT = answers.read(answers.DEVELOPMENT)


def saying(*texts: str) -> answers.Answer:
    n = len(texts)
    return answers.Answer("a", "writer", "clean", texts, ("action",) * n, (2,) * n, (frozenset(),) * n, {}, {})


def test_what_is_said_often_is_known() -> None:
    known = lexicon([saying("zebras")] * MIN_WORDS + [saying("quaggas")] * (MIN_WORDS - 1))
    assert known.words == {"zebras": 1}
    assert known.endings == {}
    again = lexicon([saying("zebras")] * MIN_WORDS + [saying("cobras")] * (MIN_PIECES - MIN_WORDS))
    assert again.endings == {"ras": 1}
    assert again.stems == {}


def test_an_answer_in_numbers_keeps_its_order() -> None:
    known, answer = lexicon(DEVELOPMENT), DEVELOPMENT[0]
    told = Told.of(answer, known)
    assert told.rows.shape == (told.lengths.sum(), 5)
    assert told.meanings.shape == (told.lengths.sum(), len(MEANINGS))
    starts = np.concatenate([[0], np.cumsum(told.lengths)[:-1]])
    assert np.flatnonzero(told.rows[:, 4]).tolist() == starts.tolist()
    assert told.rows[:, 3].max() < len(CLASSES)
    assert (told.states == np.array(answer.states)).all()
    assert told.items.sum() == sum(map(len, answer.items))


def test_a_part_is_as_if_nothing_else_had_been_said() -> None:
    known, texts = lexicon(DEVELOPMENT), DEVELOPMENT[0].texts
    part, alone = Told.of(saying(*texts), known).part(2, 5), Told.of(saying(*texts[2:5]), known)
    for name in ("rows", "meanings", "lengths", "states", "items"):
        np.testing.assert_array_equal(getattr(part, name), getattr(alone, name))
