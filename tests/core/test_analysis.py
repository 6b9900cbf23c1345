import pytest
from answers import STAR

from speakstar.core.analysis import RULES_VERSION, analyse, check
from speakstar.core.model import EngineId, FilledPause, Sound, SoundEvidence, Span, Transcript, Word

ODD = [
    "",
    "word",
    "Um.",
    "?!?!",
    "<script>alert('I was responsible')</script>",
    "\x1b[31mI fixed it.\x1b[0m\x00",
    "no punctuation at all " * 60,
    "I fixed it. " * 1700,
    "数字 12% は 良い。",
]


def spoken(text: str) -> Transcript:
    words = tuple(Word(piece, i * 0.4, i * 0.4 + 0.3) for i, piece in enumerate(text.split()))
    return Transcript(words, None, EngineId("test", "none", "1"))


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_nothing_that_is_said_can_break_the_analysis(text: str) -> None:
    found = analyse(spoken(text), star=STAR, elapsed_s=1.0)
    assert found.rules_version == RULES_VERSION
    assert len(found.review.items) == 16
    assert check(text, star=STAR).review.next_step.message


def test_a_text_and_its_transcript_have_the_same_fillers() -> None:
    text = "So, um, this was, like, a hard one, you know. I mean, we kind of guessed."
    assert [filler.text for filler in check(text, star=STAR).fillers] == [
        filler.text for filler in analyse(spoken(text), star=STAR, elapsed_s=9.0).delivery.fillers
    ]


def test_a_text_has_an_estimated_length_and_no_times() -> None:
    found = check("I fixed it, um, in May.", star=STAR)
    assert (found.words, found.estimated_s) == (6, pytest.approx(2.4))
    assert [(filler.start_s, filler.end_s) for filler in found.fillers] == [(None, None)]


@pytest.mark.parametrize(("cap_s", "rambles"), [(30.0, True), (60.0, False)])
def test_an_answer_rambles_beyond_the_cap_that_it_was_given(cap_s: float, rambles: bool) -> None:
    said = spoken(
        " ".join(["In the end I moved every single payment over to the new provider before that Friday."] * 6)
    )
    found = analyse(said, star=STAR, elapsed_s=40.0, cap_s=cap_s)
    assert any(pitfall.present for pitfall in found.review.pitfalls if pitfall.id == "pitfall.rambling") == rambles


def test_fillers_heard_in_the_sound_are_put_in_order() -> None:
    clear = SoundEvidence(voice=0.95, voiced=0.95, pitch_span_st=0.6, level_db=-3.0, uncovered_s=0.4, aligned_s=0.4)
    sound = Sound(1, "aligned", "", (), (FilledPause(0.4, 0.8, "uh", clear),), (), 40.0, 2.0, 20.0)
    words = (Word("Um,", 0.0, 0.3), Word("I", 0.9, 1.0), Word("um", 1.1, 1.3), Word("left.", 1.3, 2.0))
    said = Transcript(words, (Span(0.0, 2.0),), EngineId("test", "none", "1"))
    found = analyse(said, star=STAR, elapsed_s=2.0, sound=sound)
    assert [filler.text for filler in found.delivery.fillers] == ["um", "uh", "um"]
    assert [filler.source for filler in found.delivery.fillers] == ["transcript", "audio", "transcript"]
