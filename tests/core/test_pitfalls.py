from dataclasses import replace

import pytest

from speakstar.core import pitfalls
from speakstar.core.checklist import ITEMS
from speakstar.core.model import Finding, Pitfall, Section, Sentence, TaggedSentence, Verdict


def tagged(*lines: tuple[Section, str]) -> list[TaggedSentence]:
    return [TaggedSentence(Sentence(text, 0, len(text)), section) for section, text in lines]


def findings(**verdicts: Verdict) -> list[Finding]:
    named = {name.replace("_", ".", 1): verdict for name, verdict in verdicts.items()}
    return [Finding(item.id, named.get(item.id, "missing"), ()) for item in ITEMS]


def found(
    lines: list[TaggedSentence], items: list[Finding] | None = None, *, speaking_s: float | None = 30.0
) -> dict[str, Pitfall]:
    return {
        pitfall.id: pitfall
        for pitfall in pitfalls.find(lines, items if items is not None else findings(), speaking_s=speaking_s)
    }


WE = tagged(("action", "We built it."), ("action", "We tested it."), ("action", "Then we shipped it."))
I = tagged(("action", "I built it."), ("action", "We tested it."), ("action", "We shipped it with my list."))  # noqa: E741


def test_we_is_judged_on_actions_alone() -> None:
    assert found(WE)["pitfall.we"].present
    assert [evidence.text for evidence in found(WE)["pitfall.we"].evidence] == [one.sentence.text for one in WE]
    assert not found(I)["pitfall.we"].present
    elsewhere = tagged(*(("situation", one.sentence.text) for one in WE), ("action", "I fixed it."))
    assert not found(elsewhere)["pitfall.we"].present


def test_vague_needs_an_outcome_without_a_figure() -> None:
    claimed = findings(result_outcome="met")
    assert found(tagged(("result", "It went great.")), claimed)["pitfall.vague"].present
    assert not found(tagged(("result", "It fell by 12 percent.")), claimed)["pitfall.vague"].present
    assert not found(tagged(("result", "It went great.")), findings())["pitfall.vague"].present
    elsewhere = tagged(("situation", "We had 12 percent errors."), ("result", "It went great."))
    assert found(elsewhere, claimed)["pitfall.vague"].present


def test_a_trade_off_is_missed_only_where_something_was_done() -> None:
    assert found(I)["pitfall.no_tradeoff"].present
    assert not found(I, findings(tradeoffs_stated="weak"))["pitfall.no_tradeoff"].present
    assert not found([*I, *tagged(("tradeoff", "I left the rest."))])["pitfall.no_tradeoff"].present
    unsure = [replace(one, confidence=0.8) if one.id == "tradeoffs.stated" else one for one in findings()]
    assert not found(I, unsure)["pitfall.no_tradeoff"].present
    assert not found(tagged(("situation", "It was May.")))["pitfall.no_tradeoff"].present


@pytest.mark.parametrize(("speaking_s", "present"), [(90.0, False), (90.1, True)])
def test_rambling_starts_beyond_the_cap(speaking_s: float, present: bool) -> None:
    assert found(I, speaking_s=speaking_s)["pitfall.rambling"].present == present


def test_what_runs_long_is_told_in_figures() -> None:
    seven = tagged(*[("tradeoff", "I gave up one thing after the other, and that for many a week and month.")] * 7)
    assert found(seven)["pitfall.rambling"].message == "It runs long: 7 sentences of trade-off, where 6 are enough."
    assert found(I, speaking_s=90.2)["pitfall.rambling"].message == "It runs long: 1 s over the limit of 90 s."
    wordy = tagged(("action", "I " * 400))
    assert "about 70 s over" in found(wordy, speaking_s=None)["pitfall.rambling"].message


def test_the_cap_is_the_speakers_own() -> None:
    for cap_s, present in ((180.0, False), (30.0, True)):
        took_s = 100.0 if cap_s > 100.0 else 40.0
        told = {one.id: one for one in pitfalls.find(I, findings(), speaking_s=took_s, cap_s=cap_s)}
        assert told["pitfall.rambling"].present == present


@pytest.mark.parametrize(("words", "present"), [(225, False), (226, True)])
def test_the_length_of_a_text_is_estimated(words: int, present: bool) -> None:
    assert found(tagged(("action", "I " * words)), speaking_s=None)["pitfall.rambling"].present == present


@pytest.mark.parametrize(("sentences", "present"), [(6, False), (7, True)])
def test_a_section_can_ramble(sentences: int, present: bool) -> None:
    lines = tagged(*(("situation", f"It was late {i}.") for i in range(sentences)))
    pitfall = found(lines)["pitfall.rambling"]
    assert pitfall.present == present


def test_what_rambles_shows_what_could_be_left_out() -> None:
    aside = "It was funny in its way."
    lines = tagged(("other", aside), *(("action", f"I rang the supplier {i}.") for i in range(9)))
    assert [one.text for one in found(lines, speaking_s=100.0)["pitfall.rambling"].evidence] == [aside]


def test_an_answer_outside_of_any_story_has_no_pitfall() -> None:
    lines = tagged(*(("other", "We would ask about it.") for _ in range(9)))
    assert not any(pitfall.present for pitfall in found(lines, speaking_s=300.0).values())


def test_an_outcome_that_may_not_have_been_claimed_is_not_called_vague() -> None:
    lines = tagged(("result", "It went great."))
    items = [replace(one, confidence=0.6) for one in findings(result_outcome="met")]
    assert not found(lines, items)["pitfall.vague"].present
