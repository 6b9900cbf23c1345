import pytest

from speakstar.core import coaching
from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.model import Evidence, Finding, Pitfall, Sentence, TaggedSentence, Verdict

STORY = [TaggedSentence(Sentence("I fixed it.", 0, 11), "action")]
IDS = [item.id for item in ITEMS]


def findings(*, default: Verdict = "met", **verdicts: Verdict) -> list[Finding]:
    named = {name.replace("_", ".", 1): verdict for name, verdict in verdicts.items()}
    return [Finding(id_, named.get(id_, default), (Evidence(f"line of {id_}", 1.0, 2.0),)) for id_ in IDS]


def test_there_is_advice_a_question_and_a_rank_for_every_gap() -> None:
    gaps = {*IDS, *(kind.id for kind in PITFALLS)}
    assert set(coaching.ADVICE) == set(coaching.QUESTIONS) == set(coaching.STEP_ORDER) == gaps
    assert len(coaching.STEP_ORDER) == len(gaps)
    assert set(coaching.STRENGTH_ORDER) == set(IDS)
    assert all(question.endswith("?") for question in coaching.QUESTIONS.values())


@pytest.mark.parametrize("gap", IDS)
def test_the_one_gap_is_the_next_step(gap: str) -> None:
    items = findings(**{gap.replace(".", "_", 1): "missing"})
    assert coaching.next_step(items, (), STORY).id == gap
    assert coaching.follow_up(items, (), STORY) == coaching.QUESTIONS[gap]


def test_what_matters_most_comes_first() -> None:
    items = findings(situation_people="missing", action_decisions="missing", lessons_learned="missing")
    assert coaching.next_step(items, (), STORY).id == "action.decisions"


def test_missing_comes_before_weak() -> None:
    items = findings(action_decisions="weak", situation_people="missing")
    assert coaching.next_step(items, (), STORY).id == "situation.people"
    assert coaching.next_step(findings(task_goal="weak"), (), STORY).id == "task.goal"


def test_the_step_quotes_the_line_it_starts_from() -> None:
    items = findings(result_baseline="missing")
    items = [Finding(one.id, one.verdict, () if one.verdict == "missing" else one.evidence) for one in items]
    assert "“line of result.quantified”" in coaching.next_step(items, (), STORY).message


def test_a_long_quotation_is_cut() -> None:
    pitfall = Pitfall("pitfall.vague", True, "", (Evidence("word " * 40, None, None),))
    message = coaching.next_step(findings(), (pitfall,), STORY).message
    assert message.count("word") == coaching.MAX_QUOTE_WORDS
    assert message.endswith("…”")


def test_a_pitfall_that_is_absent_is_no_gap() -> None:
    pitfall = Pitfall("pitfall.vague", False, "", ())
    assert coaching.next_step(findings(), (pitfall,), STORY) == coaching.POLISH
    assert coaching.follow_up(findings(), (pitfall,), STORY) == coaching.HARDER_QUESTION


def test_no_story_is_asked_for_one() -> None:
    assert coaching.next_step(findings(default="missing"), (), ()) == coaching.NO_STORY
    assert coaching.follow_up(findings(default="missing"), (), ()) == coaching.NO_STORY_QUESTION


def test_strengths_are_few_and_met() -> None:
    assert len(coaching.strengths(findings())) == coaching.MAX_STRENGTHS
    only = coaching.strengths(findings(default="weak", task_goal="met"))
    assert [finding.id for finding in only] == ["task.goal"]
    assert coaching.strengths(findings(default="missing")) == ()
