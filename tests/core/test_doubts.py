"""Words that a speech model made up are found, and words that people say are left alone."""

from __future__ import annotations

import pytest
from answers import STAR, STRONG_ANSWER, spoken

from speakstar.core.analysis import analyse
from speakstar.core.doubts import find_doubts
from speakstar.core.kept import believed, keep
from speakstar.core.model import (
    DroppedRepeat,
    EngineId,
    FilledPause,
    HeardWord,
    Sound,
    SoundEvidence,
    Span,
    Transcript,
    Word,
)

ENGINE = EngineId("whisper", "any", "1")
EVERYWHERE = Span(0.0, 1000.0)


def transcript(*parts: tuple[str, float, float], speech: tuple[Span, ...] = (EVERYWHERE,)) -> Transcript:
    """Texts, each with its start and the probability of its words, spoken at an ordinary pace."""
    words = [
        Word(word.text, word.start_s, word.end_s, p)
        for text, start_s, p in parts
        for word in spoken(text, start_s=start_s)
    ]
    return Transcript(tuple(words), speech, ENGINE)


def doubted(said: Transcript, *, sound: Sound | None = None, elapsed_s: float = 1000.0) -> list[tuple[str, str]]:
    found = find_doubts(said, elapsed_s=elapsed_s, sound=sound)
    return [(doubt.reason, said.text[doubt.start_char : doubt.end_char]) for doubt in found]


def heard(said: Transcript, voice: list[float]) -> Sound:
    words = tuple(HeardWord(w.start_s, w.end_s, v) for w, v in zip(said.words, voice, strict=True))
    return Sound(1, "voice", "", words, (), (), 30.0, None, None)


def test_a_spoken_answer_has_none() -> None:
    assert doubted(transcript((STRONG_ANSWER, 0.5, 0.9))) == []


@pytest.mark.parametrize(
    "phrase", ["got them,", "We got some.", "we're on the highway", "you", "and then he said that"]
)
def test_a_phrase_said_over_and_over_is_a_loop_but_for_its_first_time(phrase: str) -> None:
    said = transcript(("It broke.", 0.0, 0.9), (" ".join([phrase] * 9), 2.0, 0.9), ("Then we left.", 30.0, 0.9))
    assert doubted(said) == [("loop", " ".join([phrase] * 8))]


@pytest.mark.parametrize(
    "text",
    ["No, no, no, no, no. I left.", "I I I I I I I left.", "um um um um um um um um um um um uh um", "Uh, um, " * 9],
)
def test_what_people_repeat_is_no_loop(text: str) -> None:
    assert doubted(transcript((text, 0.0, 0.6))) == []


@pytest.mark.parametrize("phrase", ["got them,", "um so"])
def test_a_loop_after_many_an_um_is_found(phrase: str) -> None:
    said = transcript((" ".join(["uh"] * 40 + [phrase] * 9), 0.0, 0.9))
    assert doubted(said) == [("loop", " ".join([phrase] * 8))]


def test_words_after_the_end_of_the_recording_were_not_said() -> None:
    said = transcript(("We moved it.", 0.0, 0.9), ("And then some.", 9.0, 0.9))
    assert doubted(said, elapsed_s=8.0) == [("after_end", "And then some.")]


@pytest.mark.parametrize(
    "label", ["[Music]", "(upbeat music)", "[BLANK_AUDIO]", "♪ la la ♪", "*sighs*", "Hehehe", "haha"]
)
def test_the_name_of_a_sound_is_no_word(label: str) -> None:
    assert doubted(transcript((f"We moved it. {label} And it held.", 0.0, 0.9))) == [("label", label)]


def test_brackets_and_laughter_in_an_answer_are_words() -> None:
    assert doubted(transcript(("We had (as ever) no time. He had a hobby.", 0.0, 0.9))) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "Thanks for watching!",
        "Thank you so much for watching.",
        "Subtitles by the Amara.org community",
        "Please subscribe to my channel.",
        "Transcription by ESO, translated by somebody",
        "I'll see you in the next video.",
    ],
)
def test_phrases_that_whisper_makes_up_need_voice_and_belief(phrase: str) -> None:
    said = transcript(("We moved it.", 0.0, 0.9), (phrase, 60.0, 0.7), speech=(Span(0.0, 2.0),))
    ((_, text),) = doubted(said)
    assert text == phrase
    assert doubted(transcript(("We moved it.", 0.0, 0.9), (phrase, 60.0, 0.4))) == [("phrase", phrase)]
    assert doubted(transcript(("We moved it.", 0.0, 0.9), (phrase, 60.0, 0.9))) == []


def test_thank_you_at_the_end_is_said_where_there_is_voice() -> None:
    said = transcript(("We moved it.", 0.0, 0.9), ("Thank you.", 60.0, 0.4))
    assert doubted(said) == []
    assert doubted(said, sound=heard(said, [0.95] * 3 + [0.4] * 2)) == [("phrase", "Thank you.")]


def test_words_over_silence_were_not_said_where_the_voice_is_clear() -> None:
    said = transcript(("We moved it.", 0.0, 0.9), ("The weather is fine in Spain.", 20.0, 0.9))
    assert doubted(said, sound=heard(said, [0.95] * 3 + [0.05] * 6)) == [("no_voice", "The weather is fine in Spain.")]


def test_over_a_bad_line_silence_alone_is_no_proof() -> None:
    """A detector that hears even the clear words poorly misses distant voices that Whisper hears."""
    for p, wanted in ((0.7, []), (0.2, [("no_voice", "Okay, no problem.")])):
        said = transcript(("We tried it already.", 0.0, 0.9), ("Okay, no problem.", 20.0, p))
        assert doubted(said, sound=heard(said, [0.5] * 4 + [0.0] * 3)) == wanted


def test_a_word_beside_its_voice_is_believed() -> None:
    said = transcript(("We moved it all.", 0.0, 0.9), speech=(Span(0.0, 0.8),))
    assert doubted(said, sound=heard(said, [0.95, 0.95, 0.1, 0.1])) == []


def test_in_a_recording_without_any_voice_nothing_was_said() -> None:
    said = transcript(("The weather is fine in Spain.", 2.0, 0.9), speech=())
    assert doubted(said) == [("no_voice", "The weather is fine in Spain.")]


def test_more_than_anybody_can_say_in_the_time_was_not_said() -> None:
    fast = tuple(Word(f"word{i}", 2.0 + i * 0.04, 2.04 + i * 0.04, 0.9) for i in range(12))
    around = (Word("Before", 0.0, 2.0), *fast, Word("after", 2.5, 3.0))
    assert [doubt.reason for doubt in find_doubts(Transcript(around, (EVERYWHERE,), ENGINE), elapsed_s=9.0)] == [
        "too_fast"
    ]
    roomy = (Word("Before", 0.0, 2.0), *fast, Word("after", 9.0, 9.5))
    assert find_doubts(Transcript(roomy, (EVERYWHERE,), ENGINE), elapsed_s=9.5) == ()


def test_what_the_model_does_not_believe_itself_is_doubted() -> None:
    said = transcript(("We moved it.", 0.0, 0.9), ("Gleme geva blizzard frames.", 4.0, 0.1))
    assert doubted(said) == [("unlikely", "Gleme geva blizzard frames.")]


@pytest.mark.parametrize("text", ["got them, " * 50, "Thanks for watching!", "[Music]", "word " * 40])
def test_words_that_no_speech_model_wrote_are_taken_as_they_are(text: str) -> None:
    assert find_doubts(Transcript(spoken(text), None, ENGINE), elapsed_s=1.0) == ()


def test_doubtful_words_count_nowhere_and_stay_in_the_transcript() -> None:
    loop = " ".join(["and um so"] * 12)
    said = transcript(("Um, I moved it.", 0.0, 0.9), (loop, 5.0, 0.9), ("It, um, held.", 40.0, 0.9))
    found = analyse(said, star=STAR, elapsed_s=50.0)
    text = said.text
    fillers = [(text[f.start_char : f.end_char], f.start_s) for f in found.delivery.fillers if f.text == "um"]
    assert fillers == [("Um", 0.0), ("um", 5.35), ("um", 40.35)]
    assert len(found.doubts) == 1
    assert found.delivery.words <= 8
    assert sum(len(tagged.sentence.text.split()) for tagged in found.review.sentences) == 4 + 3 + 3
    assert len(keep(said, found.doubts).whole.words) == len(said.words)


def test_what_is_heard_where_the_words_are_in_doubt_says_nothing() -> None:
    """Voice that no word covers is no "um" where the words are not those that were said."""
    said = transcript(("I moved it.", 0.0, 0.9), ("got them, " * 20, 5.0, 0.9), ("It held.", 40.0, 0.9))
    clear = SoundEvidence(voice=0.95, voiced=0.95, pitch_span_st=0.5, level_db=-3.0, uncovered_s=0.5, aligned_s=0.5)
    words = tuple(HeardWord(word.start_s, word.end_s, 0.95) for word in said.words)
    sound = Sound(
        1,
        "aligned",
        "",
        words,
        (FilledPause(25.0, 25.5, "um", clear),),
        (DroppedRepeat("them", 26.0, 26.2),),
        40.0,
        2.0,
        20.0,
    )
    found = analyse(said, star=STAR, elapsed_s=50.0, sound=sound)
    assert found.doubts
    assert found.delivery.fillers == ()
    assert found.delivery.repeats == ()


def test_an_um_over_which_text_was_made_up_is_heard() -> None:
    """An answer of nothing but fillers is silence to Whisper, which then thanks for watching."""
    said = transcript(("Thanks for watching!", 0.0, 0.9))
    clear = SoundEvidence(voice=0.95, voiced=0.95, pitch_span_st=0.5, level_db=-3.0, uncovered_s=0.5, aligned_s=0.5)
    words = tuple(HeardWord(word.start_s, word.end_s, 0.1) for word in said.words)
    pauses = (FilledPause(3.0, 3.5, "um", clear),)
    sound = Sound(1, "aligned", "", words, pauses, (), 40.0, 2.0, 20.0)
    doubts = find_doubts(said, elapsed_s=50.0, sound=sound)
    heard_on = believed(sound, keep(said, doubts), doubts)
    assert doubts
    assert heard_on is not None
    assert (heard_on.words, heard_on.filled_pauses) == ((), pauses)
