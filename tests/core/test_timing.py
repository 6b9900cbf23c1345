import pytest

from speakstar.core.model import Section, Sentence, TaggedSentence
from speakstar.core.timing import PARTS, overlong_part, part_times, second_story, section_times, spare, stalling_s


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
    task = said("task", 12.0, 30.0)
    assert stalling_s([said("situation", 0.0, 12.0), task, said("situation", 30.0, 38.0)]) is None
    assert stalling_s([said("situation", 0.0, 12.0), task, said("situation", 30.0, 38.5)]) == pytest.approx(20.5)


def test_a_situation_whose_time_is_estimated_has_a_margin() -> None:
    assert stalling_s([said("situation", None, None, "word " * 57)]) is None
    assert stalling_s([said("situation", None, None, "word " * 58)]) == pytest.approx(23.2)


def test_a_pause_between_two_sentences_belongs_to_the_section_that_goes_on() -> None:
    answer = [said("situation", 0.0, 4.0), said("situation", 7.0, 12.0), said("task", 15.0, 18.0)]
    assert section_times(answer) == pytest.approx({"situation": 12.0, "task": 3.0})


def test_the_overlong_part_is_the_one_furthest_over_its_usual_time() -> None:
    answer = [said("situation", 0.0, 25.0), said("action", 25.0, 82.0)]
    long = overlong_part(answer)
    assert long is not None
    assert (long.part.name, long.over_s) == ("situation", pytest.approx(10.0))
    assert overlong_part([said("situation", 0.0, 15.0), said("action", 15.0, 70.0)]) is None


def test_an_answer_stands_without_asides_and_what_proves_nothing() -> None:
    aside = said("other", 0.0, 5.0, "My brother laughs about it to this day.")
    scene = said("situation", 5.0, 20.0, "We shared one scheme of work.")
    step, idle = (
        said("action", 20.0, 30.0, text) for text in ("I rang the board that evening.", "There was some tea first.")
    )
    brief = said("action", 30.0, 31.0, "Time went by.")
    own = said("action", 31.0, 35.0, "I had the soil tested twice.")
    answer = [aside, scene, step, idle, brief, own]
    _situation, _task, action, _result = PARTS
    assert spare(answer, action, {step.sentence.text}) == (aside, idle)
    assert spare(answer, PARTS[0], ()) == spare(answer, None, ()) == (aside,), "the situation may be the story"


def test_what_turns_up_in_mid_story_keeps_nobody_waiting() -> None:
    answer = [said("situation", 0.0, 15.0), said("action", 15.0, 40.0), said("situation", 40.0, 60.0)]
    assert stalling_s(answer) is None


def story(*told: tuple[Section, str]) -> list[TaggedSentence]:
    return [said(section, None, None, text) for section, text in told]


AT_WORK: list[tuple[Section, str]] = [
    ("situation", "The tills were down."), ("action", "I called the vendor."), ("result", "They were up by noon."),
]  # fmt: skip
AT_HOME: list[tuple[Section, str]] = [("situation", "Our cellar was under water."), ("action", "I pumped it out.")]


def test_who_sets_the_scene_again_after_the_end_and_acts_tells_a_second_story() -> None:
    found = second_story(story(*AT_WORK, ("lesson", "So ask early."), *AT_HOME))
    assert found is not None
    assert found.sentence.text == "Our cellar was under water."
    assert second_story(story(*AT_WORK, AT_HOME[0])) is None  # nobody acts
    assert second_story(story(AT_WORK[2], *AT_WORK[:2])) is None  # the result told first
    assert second_story(story(*AT_WORK[:2], *AT_HOME, AT_WORK[2])) is None  # in mid-story


@pytest.mark.parametrize(
    ("section", "text", "is_another"),
    [
        ("other", "Then there was another one, with my own manager.", True),
        ("action", "And there was also another time.", True),
        ("situation", "The second story is from last winter.", True),
        ("action", "The second one was boring.", False),
        ("action", "I counted them another time.", False),
        ("other", "But that’s another story.", False),
    ],
)
def test_a_second_story_may_be_announced_in_mid_story(section: Section, text: str, is_another: bool) -> None:
    assert (second_story(story(*AT_WORK[:2], (section, text), *AT_HOME)) is not None) == is_another
