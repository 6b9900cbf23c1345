"""The transcript as it is shown."""

from __future__ import annotations

from dataclasses import replace

from answers import STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.core.filler_lines import filler_lines
from speakstar.core.model import Doubt, Filler, Pause, Take
from speakstar.core.passages import Passage, Piece, SpokenFiller, SpokenWord, passages


def shown(take: Take) -> tuple[Passage, ...]:
    return passages(take, filler_lines(take))


def pieces(take: Take) -> list[Piece]:
    return [piece for passage in shown(take) for sentence in passage.sentences for piece in sentence]


def words(found: list[Piece]) -> list[str]:
    texts = []
    for piece in found:
        if isinstance(piece, SpokenFiller):
            texts += [word.text for word in piece.words]
        elif isinstance(piece, SpokenWord):
            texts.append(piece.text)
    return texts


def with_delivery(take: Take, **changes: object) -> Take:
    delivery = replace(take.analysis.delivery, **changes)
    return replace(take, analysis=replace(take.analysis, delivery=delivery))


def test_every_word_comes_once_and_in_order() -> None:
    for text in (STRONG_ANSWER, WEAK_ANSWER, "Um", ""):
        assert words(pieces(make_take(text))) == text.split()


def test_passages_are_the_sections_of_the_review() -> None:
    take = make_take()
    spans = [(span.section, span.start_s, span.end_s) for span in take.analysis.review.sections]
    assert [(passage.section, passage.start_s, passage.end_s) for passage in shown(take)] == spans


def test_a_filler_of_two_words_is_one_piece() -> None:
    fillers = [piece for piece in pieces(make_take(WEAK_ANSWER)) if isinstance(piece, SpokenFiller)]
    assert ["you", "know,"] in [[word.text for word in filler.words] for filler in fillers]
    assert [filler.line.number for filler in fillers] == list(range(1, len(fillers) + 1))


def test_a_filler_of_the_sound_stands_before_the_word_that_follows_it() -> None:
    take = make_take("We met on Monday. The plan was late. I called them.")
    the = take.transcript.words[4]
    at = take.transcript.text.index("The plan")
    heard = Filler("um", at, at, the.start_s - 0.04, the.start_s, "audio", "possible", "sound.held")
    found = pieces(with_delivery(take, fillers=(heard,), possible_fillers=1))
    place = next(i for i, piece in enumerate(found) if isinstance(piece, SpokenFiller))
    assert (found[place - 1].text, found[place].words, found[place + 1].text) == ("Monday.", (), "The")
    first = [sentence[0] for passage in shown(with_delivery(take, fillers=(heard,))) for sentence in passage.sentences]
    assert any(isinstance(piece, SpokenFiller) for piece in first)


def test_a_pause_belongs_to_the_sentence_before_it() -> None:
    take = make_take("We met on Monday. The plan was late.")
    monday, the = take.transcript.words[3:5]
    found = [
        sentence
        for passage in shown(with_delivery(take, pauses=(Pause(monday.end_s, the.start_s),)))
        for sentence in passage.sentences
    ]
    assert isinstance(found[0][-1], Pause)


def test_words_that_do_not_count_are_told() -> None:
    take = make_take("We met on Monday. Thank you.")
    start = take.transcript.text.index("Thank")
    doubt = Doubt("phrase", start, start + len("Thank you."), 2.0, 3.0)
    found = pieces(replace(take, analysis=replace(take.analysis, doubts=(doubt,))))
    assert [piece.text for piece in found if isinstance(piece, SpokenWord) and piece.doubtful] == ["Thank", "you."]
