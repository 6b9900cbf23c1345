import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core import poisson
from speakstar.core.delivery import estimate_s, measure
from speakstar.core.filler_rate import BY_WORDS, BY_WORDS_AND_SOUND, Detector
from speakstar.core.fillers import fillers_in_words
from speakstar.core.model import Doubt, DroppedRepeat, EngineId, Filler, Pause, Span, Transcript, Word, WordCount
from speakstar.core.pauses import PAUSE_MIN_S

ENGINE = EngineId("test", "none", "1")


def transcript(*words: tuple[str, float, float], speech: list[tuple[float, float]] | None = None) -> Transcript:
    spans = None if speech is None else tuple(Span(*span) for span in speech)
    return Transcript(tuple(Word(*word) for word in words), spans, ENGINE)


ANSWER = transcript(("Um,", 1.0, 1.5), ("I", 1.6, 1.8), ("I", 1.9, 2.0), ("left.", 3.0, 4.0))


def test_without_voice_activity_the_words_are_the_speaking_time() -> None:
    found = measure(ANSWER, fillers_in_words(ANSWER.words), elapsed_s=5.0)
    assert found.speaking_from == "words"
    assert found.speaking_s == pytest.approx(2.0)
    assert found.pauses == (Pause(2.0, 3.0, at_boundary=False),)
    assert (found.first_sound_s, found.first_word_s) == (1.0, 1.6)
    assert found.elapsed_s == 5.0


def test_pace_leaves_out_fillers_and_repeats_but_the_rate_counts_fillers() -> None:
    found = measure(ANSWER, fillers_in_words(ANSWER.words), elapsed_s=5.0)
    assert found.words == 2
    assert found.words_per_min == pytest.approx(60.0)
    assert found.fillers_per_min == pytest.approx(30.0)
    assert (found.fillers_per_min_low, found.fillers_per_min_high) == (
        pytest.approx(0.0253 * BY_WORDS.precision * 30, rel=1e-2),
        pytest.approx(5.572 / BY_WORDS.recall * 30, rel=1e-3),
    )


def test_voice_activity_counts_within_the_answer_only() -> None:
    heard = transcript(("Hi", 2.0, 3.0), ("there", 3.5, 5.0), speech=[(0.0, 1.0), (1.5, 3.1), (3.2, 6.0)])
    found = measure(heard, (), elapsed_s=9.0)
    assert found.speaking_from == "voice"
    assert found.speaking_s == pytest.approx(3.0)
    assert found.pauses == ()


def test_voice_activity_beside_the_words_is_not_believed() -> None:
    heard = transcript(("Hi", 2.0, 3.0), speech=[(7.0, 8.0)])
    found = measure(heard, (), elapsed_s=9.0)
    assert (found.speaking_from, found.speaking_s) == ("words", 1.0)


def test_a_filler_heard_in_the_sound_belongs_to_the_answer() -> None:
    heard = transcript(("Hi", 2.0, 3.0), speech=[(1.0, 3.0)])
    sound = Filler("um/uh", 0, 0, 1.0, 1.4, "audio", "certain", "sound")
    found = measure(heard, (sound,), elapsed_s=9.0)
    assert found.speaking_s == pytest.approx(2.0)
    assert (found.words, len(found.fillers), found.first_word_s) == (1, 1, 2.0)


@pytest.mark.parametrize("speech", [None, [], [(0.0, 3.0)]])
def test_silence_has_no_rates(speech: list[tuple[float, float]] | None) -> None:
    found = measure(transcript(speech=speech), (), elapsed_s=3.0)
    assert (found.words, found.speaking_s, found.words_per_min, found.fillers_per_min_high) == (0, 0.0, 0.0, 0.0)
    assert found.first_word_s is None
    assert found.pauses == ()
    assert found.speaking_from == ("words" if speech is None else "voice")


@pytest.mark.parametrize(("end_s", "over_s"), [(90.0, 0.0), (91.0, 0.0), (93.5, 2.5)])
def test_the_cap_is_on_the_answer_not_on_the_recording(end_s: float, over_s: float) -> None:
    found = measure(transcript(("Hi", 1.0, 2.0), ("bye", 88.0, end_s)), (), elapsed_s=200.0)
    assert found.over_cap_s == pytest.approx(over_s)


def test_the_cap_can_be_set() -> None:
    assert measure(transcript(("Hi", 0.0, 40.0)), (), elapsed_s=40.0, cap_s=30.0).over_cap_s == pytest.approx(10.0)


def test_an_estimate_is_made_at_the_usual_pace() -> None:
    assert estimate_s(225) == pytest.approx(90.0)


def test_the_headline_counts_the_certain_ones_and_names_the_rest() -> None:
    fillers = [
        Filler("um", 0, 2, 0.0, 0.5, "transcript", "certain", "hesitation.sound"),
        Filler("like", 3, 7, 0.5, 1.0, "transcript", "possible", "like.loose"),
    ]
    found = measure(transcript(("um", 0.0, 0.5), ("like", 0.5, 1.0), ("so", 1.0, 2.0)), fillers, elapsed_s=2.0)
    assert (found.certain_fillers, found.possible_fillers, found.fillers_per_min) == (1, 1, pytest.approx(30.0))


@pytest.mark.parametrize(("listened", "detector"), [(True, BY_WORDS_AND_SOUND), (False, BY_WORDS)])
def test_the_range_is_that_of_whoever_looked_for_the_fillers(listened: bool, detector: Detector) -> None:
    found = measure(transcript(("Hi", 0.0, 60.0)), (), elapsed_s=60.0, listened=listened)
    most_by_chance = poisson.interval(0)[1]
    assert found.fillers_per_min_low == 0.0
    assert found.fillers_per_min_high == pytest.approx(most_by_chance / detector.recall)


def test_rates_with_and_without_pauses() -> None:
    heard = transcript(("We", 0.0, 1.0), ("rebuilt", 1.0, 2.0), ("it.", 4.0, 6.0), speech=[(0.0, 2.0), (4.0, 6.0)])
    found = measure(heard, (), elapsed_s=6.0)
    assert (found.phonation_ratio, found.answer_words_per_min) == (pytest.approx(4 / 6), pytest.approx(30.0))
    assert found.words_per_min == pytest.approx(45.0)
    assert (found.syllables, found.syllables_per_s) == (4, pytest.approx(1.0))
    assert (found.words_per_run, found.pause_median_s, found.long_pauses) == (1.5, pytest.approx(2.0), 1)


def test_words_in_doubt_are_neither_speech_nor_pause() -> None:
    heard = transcript(("We", 0.0, 1.0), ("left.", 9.0, 10.0), speech=[(0.0, 6.0), (8.0, 10.0)])
    found = measure(heard, (), elapsed_s=10.0, doubts=[Doubt("loop", 3, 9, 1.0, 5.0)])
    assert found.speaking_s == pytest.approx(4.0)
    assert [(pause.start_s, pause.end_s) for pause in found.pauses] == [(6.0, 8.0)]


def test_repeats_that_only_the_sound_has_stand_with_the_written_ones() -> None:
    dropped = [DroppedRepeat("I", 1.0, 1.2), DroppedRepeat("the", 2.0, 2.2)]
    found = measure(ANSWER, fillers_in_words(ANSWER.words), elapsed_s=5.0, dropped=dropped)
    assert found.repeats == (WordCount("i", 2), WordCount("the", 1))
    assert found.words == 2


SPANS = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 5)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=30)


@given(SPANS, SPANS)
def test_speech_and_pauses_fill_the_answer(spoken: list[Span], voiced: list[Span]) -> None:
    words = tuple(Word("word", span.start_s, span.end_s) for span in sorted(spoken, key=lambda span: span.start_s))
    found = measure(Transcript(words, tuple(voiced), ENGINE), (), elapsed_s=110.0)
    if words:
        length_s = max(word.end_s for word in words) - words[0].start_s
        silent_s = sum(pause.duration_s for pause in found.pauses)
        assert 0.0 <= found.speaking_s <= length_s + 1e-9
        assert length_s - 2 * PAUSE_MIN_S <= found.speaking_s + silent_s <= length_s + 1e-6
    assert found.fillers_per_min_low <= found.fillers_per_min <= found.fillers_per_min_high
