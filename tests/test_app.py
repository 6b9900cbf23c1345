"""The use cases, on a real database and a fake engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answers import STAR, STRONG_ANSWER, spoken

from speakstar import app
from speakstar.adapters.store import SqliteTakeStore
from speakstar.core.model import EngineId, Recording, Sound, Story, Transcript
from speakstar.errors import NotFoundError

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
RECORDING = Recording("/recordings/one.wav", 60.0, 48_000, 1, 0.5, 0.1)


class FakeEngine:
    """Hears the same answer in every recording."""

    def transcribe(self, recording: Recording, *, progress: object = None) -> Transcript:
        return Transcript(spoken(STRONG_ANSWER), None, EngineId("fake", "fake", "1"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteTakeStore]:
    with SqliteTakeStore(tmp_path / "speakstar.db") as opened:
        yield opened


def review(store: SqliteTakeStore, prompt: app.Prompt | None = None) -> int:
    return app.review(store, app.Coach(STAR), RECORDING, engine=FakeEngine(), recorded_at=NOW, prompt=prompt).id


def test_a_review_is_kept_as_it_was_analysed(store: SqliteTakeStore) -> None:
    take = app.review(store, app.Coach(STAR), RECORDING, engine=FakeEngine(), recorded_at=NOW)
    assert store.take(take.id) == take
    assert take.transcript.text == STRONG_ANSWER
    assert take.analysis.delivery.elapsed_s == 60.0


def test_a_report_compares_the_voice_with_earlier_takes_of_its_story(store: SqliteTakeStore) -> None:
    deadline = app.choose_prompt(store, story="deadline")
    takes = [store.take(review(store, deadline)) for _ in range(5)]
    for take, pitch_sd_st in zip(takes, (2.0, 2.1, 2.4, 3.0, 9.0), strict=True):
        sound = Sound(1, "voice", "", (), (), (), 30.0, pitch_sd_st, None)
        store.replace_analysis(take.id, take.analysis, sound=sound)
    (habit,) = app.report(store, store.take(takes[3].id)).habits
    assert (habit.measure, habit.value, habit.usual, habit.standing) == ("pitch_sd_st", 3.0, 2.1, "above")
    assert app.report(store, store.take(takes[2].id)).habits == ()


def test_without_a_name_the_theme_practised_least_is_asked(store: SqliteTakeStore) -> None:
    asked = []
    for _ in range(6):
        prompt = app.choose_prompt(store)
        asked.append(prompt.question.theme)
        review(store, prompt)
    assert asked == ["deadline", "beyond", "persuasion"] * 2


def test_of_a_theme_the_story_practised_least_is_told(store: SqliteTakeStore) -> None:
    store.add_story(Story("bakery", "The bakery oven", "deadline"))
    review(store, app.choose_prompt(store, story="deadline"))
    prompt = app.choose_prompt(store, question="deadline")
    assert prompt.story is not None
    assert prompt.story.id == "bakery"


def test_a_story_brings_the_question_of_its_theme(store: SqliteTakeStore) -> None:
    prompt = app.choose_prompt(store, story="persuasion")
    assert prompt.question.theme == "persuasion"
    take = app.review(store, app.Coach(STAR), RECORDING, engine=FakeEngine(), recorded_at=NOW, prompt=prompt)
    assert (take.story, take.question, take.theme) == ("persuasion", "persuasion", "persuasion")


def test_the_question_for_all_themes_belongs_to_no_story(store: SqliteTakeStore) -> None:
    whole = next(question for question in store.questions() if not question.theme)
    prompt = app.choose_prompt(store, question=whole.id)
    take = app.review(store, app.Coach(STAR), RECORDING, engine=FakeEngine(), recorded_at=NOW, prompt=prompt)
    assert (take.story, take.question, take.theme) == (None, whole.id, None)


@pytest.mark.parametrize(("reference", "position"), [("last", 2), ("-1", 2), ("-3", 0), ("2", 1)])
def test_takes_are_found_by_id_and_from_the_end(store: SqliteTakeStore, reference: str, position: int) -> None:
    ids = [review(store) for _ in range(3)]
    assert app.find_take(store, reference).id == ids[position]


@pytest.mark.parametrize("reference", ["-4", "0", "9", "first", ""])
def test_a_take_that_is_not_there_is_named(store: SqliteTakeStore, reference: str) -> None:
    for _ in range(3):
        review(store)
    with pytest.raises(NotFoundError, match=reference or "''"):
        app.find_take(store, reference)


def test_a_report_brings_the_trend_of_its_own_story_up_to_then(store: SqliteTakeStore) -> None:
    deadline = app.choose_prompt(store, story="deadline")
    first = review(store, deadline)
    review(store, app.choose_prompt(store, story="beyond"))
    second = review(store, deadline)
    review(store, deadline)
    shown = app.report(store, store.take(second))
    assert shown.trend is not None
    assert [point.take_id for point in shown.trend.points] == [first, second]
    assert app.report(store, store.take(first)).trend is None
    assert shown.story_title == "A time I delivered under a tight deadline"


def test_the_take_before_is_the_one_spoken_before(store: SqliteTakeStore) -> None:
    prompt = app.choose_prompt(store, story="beyond")
    later, sooner = (
        app.review(store, app.Coach(STAR), RECORDING, engine=FakeEngine(), recorded_at=at, prompt=prompt)
        for at in (NOW, NOW.replace(day=1))
    )
    assert app.report(store, sooner).number == 1
    assert app.report(store, sooner).change is None
    assert app.report(store, later).number == 2
