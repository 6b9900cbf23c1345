import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.app import stretch
from speakstar.core.model import Span
from speakstar.core.stretches import AT_S
from speakstar.errors import NotFoundError

TAKE = make_take(STRONG_ANSWER)


def test_a_filler_is_heard_with_the_words_before_it() -> None:
    for number, filler in enumerate(TAKE.analysis.delivery.fillers, start=1):
        found = stretch(TAKE, filler=number)
        assert found.start_s == max(0.0, filler.start_s - 1.5)
        assert filler.end_s < found.end_s <= filler.end_s + 1.0


def test_a_finding_is_heard_as_a_whole() -> None:
    item = next(item for item in TAKE.analysis.review.items if item.id == "lessons.learned")
    found = stretch(TAKE, finding="lessons.learned")
    assert found.start_s < item.evidence[0].start_s
    assert found.end_s >= min(item.evidence[0].end_s, TAKE.recording.duration_s)


def test_a_moment_is_heard_to_the_end_of_the_recording_at_most() -> None:
    assert stretch(TAKE, at_s=0.0) == Span(0.0, min(AT_S, TAKE.recording.duration_s))
    end_s = TAKE.recording.duration_s
    assert stretch(TAKE, at_s=end_s - 1.0) == Span(end_s - 1.0, end_s)


def test_without_a_place_all_is_heard() -> None:
    assert stretch(TAKE) == Span(0.0, TAKE.recording.duration_s)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"filler": 0}, "has no filler 0"),
        ({"filler": 99}, "has no filler 99"),
        ({"finding": "lesson"}, "no finding 'lesson'"),
        ({"finding": "lessons.learned"}, "no words for lessons.learned"),
        ({"at_s": -1.0}, "no second -1"),
        ({"at_s": 1e6}, "no second 1e+06"),
        ({"at_s": float("nan")}, "no second nan"),
    ],
)
def test_places_that_are_not_there(place: dict[str, float], said: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        stretch(make_take(WEAK_ANSWER), **place)
    assert said in str(caught.value)
