import pytest

from speakstar.core.wishes import only_wished


@pytest.mark.parametrize(
    "text",
    [
        "I hope we will get from 40 to zero.",
        "So, um, we want to get the error rate below one percent.",
        "We're aiming for fifteen a night by summer.",
        "My target for next year is ten.",
        "It’ll save us ten hours a week.",
        "Hopefully it saves the team a day.",
    ],
)
def test_wishes_plans_and_targets(text: str) -> None:
    assert only_wished(text)


@pytest.mark.parametrize(
    "text",
    [
        "I wanted it under thirty and we got it to 28.",
        "I expected a fight, but it was over in a minute.",
        "We hoped for ten and it didn't come to that.",
        "The queue was gone by noon.",
        "I aimed the hose at it.",
        "",
    ],
)
def test_what_has_happened_is_no_wish(text: str) -> None:
    assert not only_wished(text)


def test_a_long_text_takes_no_time() -> None:
    assert not only_wished("so and but " * 50_000)
