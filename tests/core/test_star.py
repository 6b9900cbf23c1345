import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core.checklist import ITEMS, PITFALLS, Item
from speakstar.core.features import COMPUTED, PLACES, places, plain, seen
from speakstar.core.model import SECTIONS, Sentence, StarReview
from speakstar.core.star import MAX_EVIDENCE, review
from speakstar.core.star_rules import CUES, Cue
from speakstar.core.star_votes import ITEM_VOTES, SECTION_VOTES
from speakstar.core.text import sentences

STRONG = (
    "Last May our bank told us that the old endpoint would close on the 31st, with every payout behind it. "
    "There were two of us, and nobody could be hired. "
    "I was responsible for the migration, and the goal was to move all forty shops before the cut-off. "
    "I looked at rewriting the client, but I chose an adapter instead. "
    "I tested it on one shop first, with a rollback ready. "
    "I told finance every afternoon what had moved. "
    "I let the redesign slip a month, because we could not do both. "
    "In the end we moved every shop two days early, and errors fell from nine to two a day. "
    "I learned to read the bank's post on the day it comes. "
    "There is a checklist for it now, and every new starter gets it."
)


def reviewed(text: str, *, speaking_s: float | None = None) -> StarReview:
    return review(sentences(text), speaking_s=speaking_s)


def verdicts(text: str) -> dict[str, str]:
    return {finding.id: finding.verdict for finding in reviewed(text).items}


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_each_cue_fires_and_stays_silent(cue: Cue) -> None:
    assert cue.id in seen(cue.fires)
    assert cue.id not in seen(cue.silent)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_each_item_is_met_by_its_example_and_not_by_the_silent_one(item: Item) -> None:
    assert verdicts(item.example)[item.id] == "met"
    assert verdicts(item.silent)[item.id] != "met"


def test_votes_name_known_cues_and_items_only() -> None:
    marks = {cue.id for cue in CUES} | set(COMPUTED) | {"bias"}
    assert len({cue.id for cue in CUES}) == len(CUES)
    assert set(SECTION_VOTES) == set(SECTIONS)
    assert set(ITEM_VOTES) == {item.id for item in ITEMS}
    for votes in SECTION_VOTES.values():
        assert set(votes) <= marks | set(PLACES)
    for votes in ITEM_VOTES.values():
        assert set(votes) <= marks | set(SECTIONS)


def test_a_strong_answer_is_told_in_order_without_pitfalls() -> None:
    found = reviewed(STRONG)
    assert [span.section for span in found.sections] == [
        "situation", "task", "action", "tradeoff", "result", "lesson",
    ]  # fmt: skip
    assert sum(finding.verdict == "met" for finding in found.items) >= 14
    assert [pitfall.id for pitfall in found.pitfalls if pitfall.present] == []


def test_every_finding_quotes_the_answer() -> None:
    found = reviewed(STRONG)
    for finding in found.items:
        assert bool(finding.evidence) == (finding.verdict != "missing")
        assert len(finding.evidence) <= MAX_EVIDENCE
        assert all(evidence.text in STRONG for evidence in finding.evidence)


def test_evidence_carries_the_times_of_its_sentence() -> None:
    spoken = [Sentence("I was responsible for the tills.", 0, 32, 1.5, 4.0)]
    (finding,) = (one for one in review(spoken, speaking_s=2.5).items if one.id == "task.ownership")
    assert [(evidence.start_s, evidence.end_s) for evidence in finding.evidence] == [(1.5, 4.0)]


def test_an_empty_answer_has_every_item_missing_and_no_pitfall() -> None:
    found = reviewed("")
    assert [finding.id for finding in found.items] == [item.id for item in ITEMS]
    assert {finding.verdict for finding in found.items} == {"missing"}
    assert [pitfall.id for pitfall in found.pitfalls] == [kind.id for kind in PITFALLS]
    assert not any(pitfall.present for pitfall in found.pitfalls)
    assert found.next_step.id == "story.none"


def test_the_plain_form_leaves_out_what_only_fills() -> None:
    assert plain("So, um, I was, like, really late, you know.") == "i was, really late"


@pytest.mark.parametrize(("number", "of"), [(0, 1), (2, 4)])
def test_few_sentences_have_no_place(number: int, of: int) -> None:
    assert places(number, of) == frozenset()


def test_places_of_a_longer_answer() -> None:
    assert places(0, 6) == {"first", "early"}
    assert places(5, 6) == {"last", "late"}


def test_an_imagined_answer_tells_no_story() -> None:
    text = (
        "I would ask my manager first. Then I would try to explain it. I'd probably show him numbers. I would listen."
    )
    found = reviewed(text)
    assert {tagged.section for tagged in found.sentences} == {"other"}
    assert not any(pitfall.present for pitfall in found.pitfalls)


@given(st.text(max_size=400))
def test_any_text_can_be_reviewed(text: str) -> None:
    found = reviewed(text)
    assert sum(span.sentences for span in found.sections) == len(found.sentences) == len(sentences(text))
    assert len(found.items) == len(ITEMS)
    assert found.next_step.message
    assert found.follow_up.endswith("?")
