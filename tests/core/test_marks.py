import pytest
from answers import STAR, STRONG_ANSWER, WEAK_ANSWER, spoken

from speakstar.core.analysis import analyse
from speakstar.core.compare import compare
from speakstar.core.marks import MARKABLE, STORY, marked, story_told
from speakstar.core.model import Analysis, EngineId, Mark, Transcript


def analysed(text: str) -> Analysis:
    words = spoken(text)
    return analyse(Transcript(words, None, EngineId("test", "none", "1")), star=STAR, elapsed_s=words[-1].end_s)


def item(analysis: Analysis, id_: str):
    return next(found for found in (*analysis.review.items, *analysis.review.pitfalls) if found.id == id_)


@pytest.mark.parametrize("text", [STRONG_ANSWER, WEAK_ANSWER])
@pytest.mark.parametrize("id_", [id_ for id_ in MARKABLE if id_ != STORY])
def test_the_speaker_overrules_every_finding(text: str, id_: str) -> None:
    found = analysed(text)
    for said in (True, False):
        overruled = item(marked(found, [Mark(id_, said)]), id_)
        assert overruled.marked
        assert getattr(overruled, "verdict", None) in (None, "met" if said else "missing")
        assert getattr(overruled, "present", said) is said


def test_whether_it_is_a_story_is_settled_before_findings_are() -> None:
    found = analysed(STRONG_ANSWER)
    assert story_told([Mark("task.goal", True)]) is None
    for said in (True, False):
        assert story_told([Mark(STORY, said)]) is said
        settled = marked(found, [Mark(STORY, said)]).review
        assert settled.marked
        assert settled.items == found.review.items


def test_what_is_not_marked_stays() -> None:
    found = analysed(STRONG_ANSWER)
    assert marked(found, []) == found
    after = marked(found, [Mark("lessons.learned", False)])
    assert compare(found, after).lost == ("lessons.learned",)
    assert not item(after, "task.goal").marked


def test_the_advice_follows_the_mark() -> None:
    found = analysed(STRONG_ANSWER)
    after = marked(found, [Mark("action.decisions", False)])
    assert after.review.next_step.id == "action.decisions"
    assert after.review.next_step != found.review.next_step


def test_the_advice_after_a_mark_keeps_to_the_cap_that_the_answer_was_given() -> None:
    words = spoken(STRONG_ANSWER, word_s=0.8)
    said = Transcript(words, None, EngineId("test", "none", "1"))
    for cap_s, far_too_long in ((60.0, True), (180.0, False)):
        found = analyse(said, star=STAR, elapsed_s=words[-1].end_s, cap_s=cap_s)
        after = marked(found, [Mark("lessons.learned", False), Mark("pitfall.rambling", True)])
        assert (after.review.next_step.id == "pitfall.rambling") == far_too_long


def test_who_says_that_a_trade_off_was_named_is_not_accused_of_none() -> None:
    accused = marked(analysed(WEAK_ANSWER), [Mark("pitfall.no_tradeoff", True)])
    assert item(accused, "pitfall.no_tradeoff").present
    cleared = marked(accused, [Mark("tradeoffs.stated", True)])
    assert not item(cleared, "pitfall.no_tradeoff").present


def test_a_comparison_goes_both_ways() -> None:
    weak, strong = analysed(WEAK_ANSWER), analysed(STRONG_ANSWER)
    there, back = compare(weak, strong), compare(strong, weak)
    assert there.gained
    assert (there.gained, there.mended) == (back.lost, back.slipped)
    assert compare(weak, weak).gained == compare(weak, weak).slipped == ()
