import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.adapters import sentence_files
from speakstar.core.model import Word
from speakstar.core.text import (
    LONG_SENTENCE_WORDS,
    sentences,
    timed_sentences,
    tokens,
    word_char_spans,
)

CUTTER = sentence_files.load()
"""Finds sentences where no punctuation is."""


def words_of(text: str, *, word_s: float = 0.3, pause_before: dict[int, float] | None = None) -> tuple[Word, ...]:
    made: list[Word] = []
    now = 0.0
    for i, piece in enumerate(text.split()):
        now += (pause_before or {}).get(i, 0.0)
        made.append(Word(piece, now, now + word_s))
        now += word_s
    return tuple(made)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It broke. We fixed it.", ["It broke.", "We fixed it."]),
        ("It fell to 2.5 percent. Good.", ["It fell to 2.5 percent.", "Good."]),
        ("At 2 a.m. the pager rang. I woke.", ["At 2 a.m. the pager rang.", "I woke."]),
        ("We left at 2 a.m. The site was down.", ["We left at 2 a.m.", "The site was down."]),
        ("We met at 9 a.m. Monday and left.", ["We met at 9 a.m. Monday and left."]),
        ("I asked Dr. Smith and J. R. Jones.", ["I asked Dr. Smith and J. R. Jones."]),
        ("Really?! Yes. So I left!", ["Really?!", "Yes.", "So I left!"]),
        ("I thought... maybe not.", ["I thought... maybe not."]),
        ("I thought... Maybe not.", ["I thought...", "Maybe not."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("Tests, docs, etc. were late.", ["Tests, docs, etc. were late."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("It was no. 5 on the list.", ["It was no. 5 on the list."]),
        ("I had no plan B. The lift came back.", ["I had no plan B.", "The lift came back."]),
        ("I rang Mary J. Blige and went with J. Smith.", ["I rang Mary J. Blige and went with J. Smith."]),
        ("So did I. We left.", ["So did I.", "We left."]),
        ("", []),
        (" \n ... \n", []),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, pieces: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == pieces


@given(st.text(max_size=300))
def test_sentences_are_cuts_of_the_text_in_order(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert sentence.start_char >= end
        assert text[sentence.start_char : sentence.end_char] == sentence.text
        assert sentence.text == sentence.text.strip()
        end = sentence.end_char
    kept = "".join(sentence.text for sentence in sentences(text))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.lists(st.text(alphabet="abI.,?' ", min_size=1, max_size=6).filter(str.strip), max_size=60))
def test_word_spans_find_each_word_again(pieces: list[str]) -> None:
    words = [Word(piece, float(i), i + 0.5) for i, piece in enumerate(pieces)]
    text = " ".join(pieces)
    assert [text[start:end] for start, end in word_char_spans(words)] == pieces


@given(st.lists(st.sampled_from(["and", "then", "I", "went.", "home", "so", "we", "U.S.", "2.5", "…"]), max_size=150))
def test_timed_sentences_have_the_times_of_their_words(pieces: list[str]) -> None:
    words = [Word(piece, i * 0.4, i * 0.4 + 0.3) for i, piece in enumerate(pieces)]
    starts = {span[0]: word for span, word in zip(word_char_spans(words), words, strict=True)}
    ends = {span[1]: word for span, word in zip(word_char_spans(words), words, strict=True)}
    for sentence in timed_sentences(words, CUTTER):
        assert sentence.start_s == starts[sentence.start_char].start_s
        assert sentence.end_s == ends[sentence.end_char].end_s


def test_an_unpunctuated_transcript_is_cut_at_pauses() -> None:
    text = " ".join(["this was the bank we had two weeks for all of it with three tills"] * 5)
    words = words_of(text, pause_before={15: 0.9, 30: 0.9})
    cut = timed_sentences(words, CUTTER)
    assert {words[14].end_s, words[29].end_s} <= {one.end_s for one in cut}
    assert {words[15].start_s, words[30].start_s} <= {one.start_s for one in cut}


def test_an_unpunctuated_text_is_cut_where_clauses_start() -> None:
    text = " ".join(["the tills were slow so i moved the queue and then we opened a new door"] * 6)
    pieces = sentences(text, CUTTER)
    assert len(pieces) >= 6
    assert max(len(piece.text.split()) for piece in pieces) < LONG_SENTENCE_WORDS


def test_a_stretch_without_any_clause_is_cut_all_the_same() -> None:
    lengths = [len(piece.text.split()) for piece in sentences("word " * 200, CUTTER)]
    assert sum(lengths) == 200
    assert max(lengths) <= len(CUTTER.lengths)


def test_a_capital_in_an_unpunctuated_text_starts_a_sentence() -> None:
    slow = "the tills were slow all day and nobody knew anything of the new rule at all"
    text = f"{slow} The boss was away for the whole of it with a bad back"
    assert [piece.text[:8] for piece in sentences(text, CUTTER)] == ["the till", "The boss"]


def test_stops_in_odd_places_do_not_decide() -> None:
    text = (
        "we had a new till in the shop and nobody had. Been shown how it worked so on the first saturday the queue "
        "went out of. The door and I wrote the six steps on a card and I. Taped it to the till then I stood beside "
        "every new. Starter for their first hour and by the next weekend we were down to. Two minutes a customer"
    )
    begun = {piece.text.split()[0] for piece in sentences(text, CUTTER)}
    assert not begun & {"Been", "Taped", "Starter", "Two"}


def test_short_sentences_are_no_odd_stops() -> None:
    text = "Redis died. Nobody knew. Panic everywhere. Phones rang. Pure chaos."
    assert len(sentences(text, CUTTER)) == 5


@pytest.mark.parametrize(
    "text",
    [
        "Having joined the ward in March, I inherited a rota that nobody had touched in six years. Tired nurses were "
        "swapping shifts in a group that I was not even in. Rather than draw up another spreadsheet, I sat with each "
        "of the eleven for ten minutes. Out of that came two rules, and sickness fell from nine days a month to three.",
        "I led a team of three on the checkout rewrite at a small company in Lyon last year. Latency was the thing "
        "everybody complained about in every single review that we read. Caching the fares for five minutes cut it "
        "from nine seconds to two. Sales went up by four percent in the month after we shipped it to everybody.",
        "I had taken on six new people in the spring while I was running the bakery. Rachel and Tom phoned every mill "
        "within a hundred miles of us on the same morning.",
    ],
)
def test_unusual_beginnings_are_no_reason_to_doubt_a_stop(text: str) -> None:
    assert [piece.text[-1] for piece in sentences(text, CUTTER)] == ["."] * text.count(".")


def test_a_stop_that_ends_no_sentence_speaks_for_no_cut() -> None:
    text = (
        "so i was running the night shift at the clinic and the scanner had failed again that week and we had nobody "
        "to fix it because it was with St. Mary Hospital and asked for help with the machine and it was back by the "
        "morning"
    )
    assert any("St. Mary" in piece.text for piece in sentences(text, CUTTER))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("the farmer lost about. three hundred litres.", 1),
        ("he asked me by june but he. could not afford it.", 1),
        ("I had thought of the. Then we left.", 2),  # a capital: somebody broke off
        ("i asked what it was about. then we left.", 2),
        ("we stopped. it rained.", 2),
    ],
)
def test_a_stop_behind_a_word_that_ends_no_sentence_joins(text: str, pieces: int) -> None:
    assert len(sentences(text)) == pieces


def test_no_piece_of_an_unpunctuated_text_is_a_mere_fragment() -> None:
    told = (
        "it did mean those visits ran twenty minutes over and i had to let one patient a day go but the family told me "
        "that nobody had ever sat down with them before and we have kept it since then on every ward that asked us for "
        "it and it still takes twenty minutes and nobody has wanted to give it up"
    )
    pieces = [piece.text for piece in sentences(told, sentence_files.load())]
    assert len(pieces) > 2
    assert all(len(piece.split()) >= 4 for piece in pieces[:-1])


def test_tokens_keep_contractions_numbers_and_answers_whole() -> None:
    assert [token.text for token in tokens("Uh-huh, I don't... 2.5, 40% (um,like)")] == [
        "Uh-huh", "I", "don't", "2.5", "40%", "um", "like",
    ]  # fmt: skip


def test_a_long_sentence_with_commas_enough_is_cut_at_them() -> None:
    told = (
        "I'd been on the ward about four years when they made me link nurse for falls, and the first thing I saw was "
        "that we'd had eleven of them in two months, nearly all of them at night and nearly all of them people trying "
        "to get to the toilet."
    )
    pieces = [piece.text for piece in sentences(told, CUTTER)]
    assert len(pieces) > 1
    assert all(piece.endswith((",", ".")) for piece in pieces)


def test_commas_of_a_list_do_not_keep_the_words_after_it_together() -> None:
    raw = (
        "my job was to get the queue down before the summer so i counted the customers on three mornings then i moved "
        "the slow orders to a counter of their own and i asked the owner for one more baker in the end the queue was "
        "half as long and now we do it every spring"
    )
    assert len(sentences(f"We sold bread, milk, eggs and butter, {raw}", CUTTER)) >= len(sentences(raw, CUTTER))
