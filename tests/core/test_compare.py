from dataclasses import replace

from answers import STRONG_ANSWER, WEAK_ANSWER, make_take

from speakstar.core.compare import compare_takes
from speakstar.core.model import EngineId


def test_what_one_take_has_and_the_other_lacks_is_named() -> None:
    found = compare_takes(make_take(WEAK_ANSWER, take_id=1), make_take(STRONG_ANSWER, take_id=2))
    assert {"tradeoffs.stated", "result.quantified", "lessons.learned"} <= set(found.change.gained)
    assert found.change.lost == ()
    assert {"2%", "0.5%"} <= set(found.figures_gained)
    back = compare_takes(make_take(STRONG_ANSWER), make_take(WEAK_ANSWER))
    assert back.change.lost == found.change.gained
    assert (back.figures_lost, back.figures_gained) == (found.figures_gained, found.figures_lost)


def test_a_figure_counts_once_whatever_its_case() -> None:
    before = make_take("Errors fell by half. Errors fell by twelve percent.")
    after = make_take("Half of the errors went. Twelve percent stayed. Forty percent, forty percent left.")
    assert compare_takes(before, after).figures_gained == ("Forty percent",)


def test_takes_heard_by_different_models_are_said_to_differ() -> None:
    one = make_take()
    other = replace(one, transcript=replace(one.transcript, engine=EngineId("whisper", "tiny", "1")))
    assert compare_takes(one, one).unlike == ()
    (why,) = compare_takes(one, other).unlike
    assert "whisper tiny" in why
