import pytest

from speakstar.core import suggestions
from speakstar.core.suggestions import FIGURES, GUARDRAILS, Suggestion, figure, guardrail

ENTRIES = [*((figure, entry) for entry in FIGURES), *((guardrail, entry) for entry in GUARDRAILS)]


@pytest.mark.parametrize(("choose", "entry"), ENTRIES, ids=[entry.id for _, entry in ENTRIES])
def test_every_suggestion_is_made_for_its_story_and_not_for_another(choose, entry: Suggestion) -> None:
    assert choose([entry.fires]) == entry.text
    assert choose([entry.silent]) != entry.text


def test_the_story_with_most_words_decides() -> None:
    assert figure(["The deadline came.", "The queue grew: patients waited, and callers waited."]).startswith("how long")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("We kept the coursework, and the pupils have a test a fortnight.", "marks"),
        ("She had been through a great deal, and the carers knew the family.", "visits kept"),
        ("I fixed the flaky tests, and the build went green.", "minutes a build"),
    ],
)
def test_a_word_of_many_trades_is_taken_with_those_around_it(told: str, named: str) -> None:
    assert figure([told]).startswith(named)


def test_every_story_gets_one() -> None:
    assert figure(["Nothing."]) == figure([]) == suggestions.ANY_FIGURE
    assert guardrail(["Nothing."]) == suggestions.ANY_GUARDRAIL
