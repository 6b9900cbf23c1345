import pytest
from answers import STAR
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.core.checklist import ITEMS, PITFALLS, Item
from speakstar.core.features import places, plain, seen
from speakstar.core.model import Sentence, StarReview
from speakstar.core.star import MAX_EVIDENCE, MET_P, WEAK_P, review
from speakstar.core.star_model import judge, scored
from speakstar.core.star_rules import CUES, Cue
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
    return review(sentences(text, STAR.cutter), star=STAR, speaking_s=speaking_s)


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


@pytest.mark.parametrize(
    "step", ["I moved the tests to three machines and cut the build from 18 to 10 minutes.", "I cut delays by 40%."]
)
def test_a_change_in_figures_counts_in_an_action_too(step: str) -> None:
    found = verdicts(f"Our build was slow. I was in charge of it. {step} I learned to measure first.")
    assert [found[f"result.{item}"] for item in ("outcome", "quantified", "baseline")] == ["met"] * 3


def test_where_no_word_counts_there_is_no_figure() -> None:
    found = verdicts("I was in charge of support. I rewrote the answers. After that customer complaints fell a lot.")
    assert found["result.outcome"] == "met"
    assert found["result.quantified"] == "missing"


@pytest.mark.parametrize(
    "wish",
    ["We expect failures to fall from eleven a month to two, and the plan is to save 20 hours a week.",
     "My hope is that we get it under five next year.", "We'd like to get to ten."],
)  # fmt: skip
def test_what_is_only_wished_for_is_no_result(wish: str) -> None:
    found = verdicts(f"Our lifts kept failing. I was in charge of them. I greased every one of the forty. {wish}")
    assert [found[f"result.{item}"] for item in ("outcome", "quantified", "baseline")] == ["missing"] * 3


def test_a_change_that_sets_the_scene_is_no_result() -> None:
    found = verdicts(
        "Last spring our sales had fallen from 90 to 40 a week. I had to find out why. I called ten customers."
    )
    assert found["result.outcome"] != "met"
    assert found["result.quantified"] != "met"


def test_no_two_cues_share_an_id() -> None:
    assert len({cue.id for cue in CUES}) == len(CUES)


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
    (finding,) = (one for one in review(spoken, star=STAR, speaking_s=2.5).items if one.id == "task.ownership")
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


IMAGINED = (
    "I would ask my manager first. Then I would try to explain it. I'd probably show him numbers. I would listen."
)
OFF_TOPIC = (
    "Thank you for having me. May I ask how large the team is? "
    "In my free time I collect stamps, mostly from Norway. My flat is near the station."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (IMAGINED, "hypothetical"),
        (IMAGINED.lower().replace(".", "").replace("'", ""), "hypothetical"),
        (OFF_TOPIC, "off_topic"),
        (STRONG, "story"),
        ("We had a project. It went great.", "story"),
        ("", "story"),
    ],
)
def test_an_answer_without_a_story_is_called_that_and_not_scored(text: str, kind: str) -> None:
    found = reviewed(text)
    assert found.kind == kind
    if kind != "story":
        assert {tagged.section for tagged in found.sentences} == {"other"}
        assert {finding.verdict for finding in found.items} == {"missing"}
        assert not any(pitfall.present for pitfall in found.pitfalls)


def test_an_empty_answer_in_many_words_ticks_few_boxes() -> None:
    found = verdicts("So we had a project. We worked hard on it, you know, and um we did it. It went great.")
    assert sum(verdict == "met" for verdict in found.values()) <= 1
    assert [id_ for id_, verdict in found.items() if verdict == "met"] in ([], ["result.outcome"])


def test_the_verdict_follows_the_confidence() -> None:
    for finding in reviewed(STRONG + " It was fine.").items:
        low, high = {"met": (MET_P, 1.0), "weak": (WEAK_P, MET_P), "missing": (1.0 - WEAK_P, 1.0)}[finding.verdict]
        assert low <= finding.confidence <= high


def test_punctuation_and_capitals_hardly_matter() -> None:
    written = reviewed(STRONG)
    bare = [Sentence(one.sentence.text.lower().replace(",", "").rstrip("."), 0, 0) for one in written.sentences]
    heard = review(bare, star=STAR, speaking_s=None)
    assert [one.section for one in heard.sentences] == [one.section for one in written.sentences]
    same = sum(a.verdict == b.verdict for a, b in zip(heard.items, written.items, strict=True))
    assert same >= len(ITEMS) - 1


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_reviewed(text: str) -> None:
    found = reviewed(text)
    assert sum(span.sentences for span in found.sections) == len(found.sentences) == len(sentences(text, STAR.cutter))
    assert len(found.items) == len(ITEMS)
    assert found.next_step.message
    assert found.follow_up.endswith("?")


def test_the_likeliest_of_the_quotes_is_the_best() -> None:
    likely = judge(STAR, scored(STAR, [sentence.text for sentence in sentences(STRONG, STAR.cutter)])).items
    findings = reviewed(STRONG).items
    bounded = {"result.outcome", "result.quantified", "result.baseline", "tradeoffs.stated"}
    told = [(one, column) for one, column in zip(findings, likely.T, strict=True) if one.id not in bounded]
    for finding, column in told:
        best = sentences(STRONG, STAR.cutter)[int(column.argmax())]
        assert [one.text for one in finding.proof] == ([best.text] if finding.evidence else [])
    assert any(finding.best > 0 for finding, _ in told)
