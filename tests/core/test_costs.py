import pytest

from speakstar.core.costs import names_cost


@pytest.mark.parametrize(
    "text",
    [
        "The price was that the leaflet got twice as long to print.",
        "the downside was it made milking twenty five minutes longer",
        "The catch, um, is that the garden had to wait.",
        "We walk a bit further now, that’s the price of it.",
        "It meant giving up the talk.",
        "That meant I had to drop the newsletter.",
    ],
)
def test_costs_called_by_their_name(text: str) -> None:
    assert names_cost(text)


@pytest.mark.parametrize(
    "text",
    [
        "The price was forty pounds.",
        "The cost was too high for us.",
        "The price was fixed by the diocese.",
        "I asked if it was the price or the signal.",
        "Failing it meant losing our customers.",
        "He asked about the price, and I said nothing.",
        "",
    ],
)
def test_prices_and_losses_of_the_setting_are_none(text: str) -> None:
    assert not names_cost(text)


def test_a_long_text_takes_no_time() -> None:
    assert not names_cost("the price, um, like, um " * 40_000)
