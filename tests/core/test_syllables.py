import pytest

from speakstar.core.syllables import count_syllables


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("", 0),
        ("I", 1),
        ("um", 1),
        ("payment", 2),
        ("made", 1),
        ("table", 2),
        ("tables", 2),
        ("wanted", 2),
        ("moved", 1),
        ("fixes", 2),
        ("asked", 1),
        ("going", 2),
        ("responsible", 4),
        ("re-wrote", 2),
        ("7", 2),
        ("12%", 3),
        ("42", 3),
        ("100", 3),
        ("1,500", 6),
        ("3.5", 3),
        ("API", 3),
        ("AWS", 5),
        ("We moved 40% of it.", 8),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(text: str, syllables: int) -> None:
    assert count_syllables(text) == syllables


def test_text_without_letters_has_no_vowel_and_breaks_nothing() -> None:
    assert count_syllables("?! … 数字") >= 0
