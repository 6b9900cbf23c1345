"""Captions: read by parsers that others wrote."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
import srt
import webvtt
from answers import STRONG_ANSWER, make_take

from speakstar.core.captions import LINE_CHARS, LINES, MAX_S, captions
from speakstar.core.model import Doubt, EngineId, Transcript, Word
from speakstar.core.report import report
from speakstar.render import format_named
from speakstar.render.page import Page

HOSTILE = 'I <b>fixed</b> --> {it} & "said" \x1b[31mred\u202e, שלום, in 3 days\n\nNOTE x <script>alert(1)</script>.'


def srt_of(text: str) -> list[srt.Subtitle]:
    return list(srt.parse(format_named("srt").report(report(make_take(text)), Page()), ignore_errors=False))


def vtt_of(text: str) -> webvtt.WebVTT:
    return webvtt.from_buffer(io.StringIO(format_named("vtt").report(report(make_take(text)), Page())))


def test_both_hold_every_word_in_order() -> None:
    wanted = make_take(STRONG_ANSWER).transcript.text.split()
    assert " ".join(one.content for one in srt_of(STRONG_ANSWER)).split() == wanted
    assert " ".join(one.text for one in vtt_of(STRONG_ANSWER)).split() == wanted


def test_captions_are_numbered_follow_each_other_and_can_be_read() -> None:
    made = srt_of(STRONG_ANSWER)
    assert [one.index for one in made] == list(range(1, len(made) + 1))
    for before, after in pairwise(made):
        assert before.start < before.end <= after.start
    for one in made:
        assert (one.end - one.start).total_seconds() <= MAX_S
        lines = one.content.split("\n")
        assert len(lines) <= LINES
        assert max(map(len, lines)) <= LINE_CHARS


def test_a_sentence_ends_its_caption() -> None:
    for one in captions(make_take("We met. I fixed it. It was good.").transcript):
        assert " ".join(one.lines).count(".") == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        (Word("same", 1.0, 1.0), Word("moment", 1.0, 1.0), Word("end.", 1.0, 1.0), Word("Next", 1.0, 1.0)),
        (Word("back", 5.0, 6.0), Word("again.", 5.5, 5.6), Word("Then", 5.2, 5.3)),
        (Word("x" * 200, 0.0, 30.0),),
    ],
)
def test_words_of_no_length_still_make_captions_in_order(words: tuple[Word, ...]) -> None:
    made = captions(Transcript(words, None, EngineId("whisper", "base", "1")))
    assert all(one.start_s < one.end_s for one in made)
    assert all(before.end_s <= after.start_s for before, after in pairwise(made))


def test_what_looks_like_markup_is_text_in_vtt() -> None:
    (*_, last) = texts = [one.raw_text for one in vtt_of(HOSTILE)]
    assert "&lt;script&gt;" in " ".join(texts)
    assert not any(char in "".join(texts) for char in "<\x1b\u202e")
    assert "NOTE" in " ".join(texts)
    assert last


def test_what_looks_like_markup_is_text_in_srt() -> None:
    text = " ".join(one.content for one in srt_of(HOSTILE))
    assert "‹script›" in text
    assert not any(char in text for char in "<>{}\x1b\u202e")


def test_webvtt_validates(tmp_path: Path) -> None:
    path = tmp_path / "take.vtt"
    path.write_text(format_named("vtt").report(report(make_take(HOSTILE)), Page()), encoding="utf-8")
    assert len(webvtt.read(path)) >= 2


def test_words_that_were_never_said_are_no_captions() -> None:
    words = (Word("I", 0.0, 0.2), Word("left.", 0.3, 0.6), Word("Thank", 9.0, 9.1), Word("you.", 9.2, 9.3))
    invented = Doubt("after_end", 8, 18, 9.0, 9.3)
    made = captions(Transcript(words, None, EngineId("test", "test", "1")), (invented,))
    assert [caption.lines for caption in made] == [("I left.",)]


def test_no_caption_stays_for_longer_than_it_takes_to_read() -> None:
    (made,) = captions(Transcript((Word("Well.", 1.0, 13.0),), None, EngineId("test", "test", "1")))
    assert (made.start_s, made.end_s) == (1.0, 1.0 + MAX_S)
