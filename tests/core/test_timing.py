import pytest

from speakstar.core.model import Section, Sentence, TaggedSentence
from speakstar.core.timing import part_times, stalling_s


def said(section: Section, start_s: float | None, end_s: float | None, text: str = "One two three.") -> TaggedSentence:
    return TaggedSentence(Sentence(text, 0, len(text), start_s, end_s), section)


def test_sections_add_up_to_the_parts_of_the_story() -> None:
    answer = [
        said("other", 0.0, 1.0), said("situation", 1.0, 12.0), said("task", 12.0, 15.0), said("action", 15.0, 40.0),
        said("tradeoff", 40.0, 50.0), said("action", 50.0, 60.0), said("result", 60.0, 65.0),
        said("lesson", 66.0, 70.0),
    ]  # fmt: skip
    assert {time.part.name: time.seconds for time in part_times(answer)} == pytest.approx(
        {"situation": 11.0, "task": 3.0, "action": 45.0, "result": 9.0}
    )


def test_without_sound_the_words_are_timed_as_they_are_usually_spoken() -> None:
    (situation, *_) = part_times([said("situation", None, None, "word " * 25)])
    assert situation.seconds == pytest.approx(10.0)


def test_what_tells_no_story_has_no_parts() -> None:
    assert part_times([said("other", 0.0, 5.0)]) == part_times([]) == ()


def test_a_situation_stalls_past_twenty_seconds() -> None:
    assert stalling_s([said("situation", 0.0, 12.0), said("situation", 30.0, 38.0)]) is None
    assert stalling_s([said("situation", 0.0, 12.0), said("situation", 30.0, 38.5)]) == pytest.approx(20.5)
