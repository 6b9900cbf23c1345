import pytest

from speakstar.cli import hoist


@pytest.mark.parametrize(
    ("given", "hoisted"),
    [
        ("practice --seconds 20 --no-input", "--no-input practice --seconds 20"),
        ("review a.wav --home /data", "--home /data review a.wav"),
        ("review --home=/data a.wav", "--home=/data review a.wav"),
        ("--no-input demo", "--no-input demo"),
        ("review -- --home", "review -- --home"),
        ("", ""),
    ],
)
def test_global_options_may_stand_anywhere(given: str, hoisted: str) -> None:
    assert hoist(given.split()) == hoisted.split()
