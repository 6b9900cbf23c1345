from dataclasses import replace

import pytest

from speakstar.core import advice, coaching, priorities, quoting
from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.model import Evidence, Finding, Pitfall, Section, Sentence, TaggedSentence, Verdict

STORY = [TaggedSentence(Sentence("I fixed it.", 0, 11), "action")]
MEASURED = [*STORY, TaggedSentence(Sentence("It takes 3 minutes now.", 12, 35), "result")]
IDS = [item.id for item in ITEMS]


def findings(*, default: Verdict = "met", **verdicts: Verdict) -> list[Finding]:
    named = {name.replace("_", ".", 1): verdict for name, verdict in verdicts.items()}
    return [finding(id_, named.get(id_, default)) for id_ in IDS]


def without(gap: str) -> list[Finding]:
    """Give the findings of an answer that lacks one thing; without a figure there is no baseline either."""
    more = {"result_baseline": "missing"} if gap == "result.quantified" else {}
    return findings(**{gap.replace(".", "_", 1): "missing", **more})


def finding(id_: str, verdict: Verdict) -> Finding:
    return Finding(id_, verdict, () if verdict == "missing" else (Evidence(f"Line of {id_}.", 1.0, 2.0),))


def test_there_is_advice_a_question_and_a_rank_for_every_gap() -> None:
    length = {"pitfall.rambling", "timing.situation", "story.second"}
    gaps = {*IDS, *(kind.id for kind in PITFALLS)} | length
    ranked = set(priorities.STEP_ORDER) - {"length.much"}
    assert set(advice.ADVICE) == set(advice.QUESTIONS) | length == ranked == gaps
    assert len(priorities.STEP_ORDER) == len(gaps) + 1
    assert set(coaching.STRENGTH_ORDER) == set(IDS)
    assert all(question.endswith("?") for question in advice.QUESTIONS.values())


@pytest.mark.parametrize("gap", IDS)
def test_the_one_gap_is_the_next_step(gap: str) -> None:
    items = without(gap)
    story = MEASURED if gap == "result.baseline" else STORY
    assert coaching.next_step(items, (), story).id == gap
    asked = coaching.follow_up(items, (), story)
    told = "It takes 3 minutes now" if gap == "result.baseline" else "Line of "
    assert asked == advice.QUESTIONS[gap] or asked.startswith(f"You said “{told}")
    question = advice.WHAT_TAUGHT if gap == "lessons.learned" else advice.QUESTIONS[gap]
    assert asked.endswith(question[1:])


def test_what_matters_most_comes_first() -> None:
    items = findings(situation_people="missing", action_decisions="missing", lessons_learned="missing")
    assert coaching.next_step(items, (), STORY).id == "action.decisions"


def test_missing_comes_before_weak() -> None:
    items = findings(action_decisions="weak", situation_people="missing")
    assert coaching.next_step(items, (), STORY).id == "situation.people"
    assert coaching.next_step(findings(task_goal="weak"), (), STORY).id == "task.goal"


def test_the_step_quotes_the_line_it_starts_from() -> None:
    items = findings(tradeoffs_reason="missing")
    assert "“Line of tradeoffs.stated.”" in coaching.next_step(items, (), STORY).message


def test_the_number_before_is_asked_for_beside_a_number() -> None:
    items = findings(result_baseline="missing")
    assert "“It takes 3 minutes now.”" in coaching.next_step(items, (), MEASURED).message
    at = IDS.index("result.quantified")
    items[at] = replace(
        items[at],
        evidence=tuple(
            Evidence(text, 1.0, 2.0) for text in ("They rang.", "We got the other two schools.", "9 of 10 do.")
        ),
    )
    assert "“9 of 10 do.”" in coaching.next_step(items, (), MEASURED).message


@pytest.mark.parametrize("verdict", ["weak", "missing"])
def test_nobody_is_asked_for_the_number_before_none(verdict: Verdict) -> None:
    told = [*STORY, TaggedSentence(Sentence("In the end nobody was hurt.", 12, 39), "result")]
    assert coaching.next_step(findings(result_baseline=verdict), (), told) == advice.POLISH


def test_the_step_for_missing_decisions_quotes_what_was_told_as_we() -> None:
    told = [TaggedSentence(Sentence("In May we moved the traffic, slowly.", 0, 36), "action")]
    items = findings(action_decisions="missing")
    assert coaching.next_step(items, (), told).message.endswith("You said: “we moved the traffic”")
    assert coaching.follow_up(items, (), told).startswith("You said “we moved the traffic”: ")
    assert coaching.follow_up(items, (), STORY) == advice.QUESTIONS["action.decisions"]


def test_where_a_practice_was_told_the_lesson_behind_it_is_asked_for() -> None:
    practised = findings(lessons_learned="missing")
    assert (
        coaching.follow_up(practised, (), STORY)
        == "You said “Line of lessons.institutional”: what did you learn yourself that led to it?"
    )
    neither = findings(lessons_learned="missing", lessons_institutional="missing")
    assert (
        coaching.follow_up(neither, (), STORY)
        == "You said “Line of result.outcome”: what would you do differently today?"
    )


@pytest.mark.parametrize(("gap", "other"), [("task_ownership", "task_goal"), ("task_goal", "task_ownership")])
def test_a_task_that_was_not_told_is_asked_for_from_what_was_at_stake(gap: str, other: str) -> None:
    items = findings(**{gap: "missing", other: "missing"})
    assert "“Line of situation.stakes”" in coaching.follow_up(items, (), STORY)


def test_of_what_is_too_long_the_words_that_matter_are_kept() -> None:
    told = [TaggedSentence(Sentence(text, 0, 9, at_s, at_s + 11.0), "situation")
            for text, at_s in (("I had just moved to Leeds.", 0.0), ("Line of situation.stakes.", 11.0))]  # fmt: skip
    message = coaching.next_step(findings(), (), told).message
    assert message.endswith("The situation takes 22 s, where 10 to 15 are usual. Keep “Line of situation.stakes.”")


def test_what_was_said_comes_before_some_seconds_too_many() -> None:
    told = [TaggedSentence(Sentence("There was a flood.", 0, 9, 0.0, 25.0), "situation"), *STORY]
    items = findings(lessons_learned="missing")
    assert coaching.next_step(items, (), told).id == "lessons.learned"
    longer = [TaggedSentence(Sentence("There was a flood.", 0, 9, 0.0, 31.0), "situation"), *STORY]
    assert coaching.next_step(items, (), longer).id == "timing.situation"
    assert coaching.follow_up(items, (), longer).endswith("what did you learn yourself that led to it?"), (
        "nobody asks about length"
    )


def test_an_answer_far_over_the_cap_is_to_be_shortened_first() -> None:
    rambling = Pitfall("pitfall.rambling", True, "", (Evidence("My brother laughed about it.", 1.0, 2.0),))
    items = findings(lessons_learned="missing")
    for took_s, gap in ((100.0, "lessons.learned"), (110.0, "pitfall.rambling")):
        told = [TaggedSentence(Sentence("I fixed it.", 0, 9, 0.0, took_s), "action")]
        assert coaching.next_step(items, (rambling,), told).id == gap
    message = coaching.next_step(items, (rambling,), told).message
    assert message.startswith("Make it shorter. Tell the steps in fewer words. The action takes 110 s")
    assert message.endswith("You could leave out “My brother laughed about it.”")


def test_some_seconds_too_many_come_after_what_may_be_missing_and_matters_more() -> None:
    rambling = Pitfall("pitfall.rambling", True, "", ())
    for verdict, gap in (("weak", "tradeoffs.stated"), ("met", "pitfall.rambling")):
        items = findings(tradeoffs_stated=verdict, situation_people="weak")
        assert coaching.next_step(items, (rambling,), STORY).id == gap


def test_only_more_sentences_than_enough_are_to_become_fewer() -> None:
    rambling = Pitfall("pitfall.rambling", True, "", ())
    step = "I fixed one thing after the other that had been broken since spring, all by myself, on a single weekend."
    told = [TaggedSentence(Sentence(step, n, n + 1, n * 30.0, (n + 1) * 30.0), "action") for n in range(4)]
    assert "three steps" in coaching.next_step(findings(), (rambling,), told).message
    assert "fewer words" in coaching.next_step(findings(), (rambling,), told[:3]).message


def test_what_is_to_be_kept_of_a_part_is_of_that_part() -> None:
    rambling = Pitfall("pitfall.rambling", True, "", ())
    told = [TaggedSentence(Sentence(text, 0, 9, 0.0, 99.0), "action") for text in ("I had tea.", "I fixed it.")]
    decided = Finding("action.decisions", "met", tuple(Evidence(t, None, None) for t in ("It fell.", "I fixed it.")))
    items = [decided if one.id == decided.id else one for one in findings()]
    message = coaching.next_step(items, (rambling,), told).message
    assert "Keep “I fixed it.”" in message


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("Yeah, so, um, we were late.", "“we were late.”"),
        ("And, you know, the till was slow.", "“the till was slow.”"),
        ("Um... we were late.", "“we were late.”"),
        ("So far nothing had worked.", "“So far nothing had worked.”"),
        ("Like most shops, we closed.", "“Like most shops, we closed.”"),
        ("You know what he said?", "“You know what he said?”"),
        ("So that it held.", "“So that it held.”"),
        ("And so on.", "“And so on.”"),
        ("So.", "“So.”"),
    ],
)
def test_a_quotation_begins_with_what_was_meant(said: str, quoted: str) -> None:
    pitfall = Pitfall("pitfall.vague", True, "", (Evidence(said, None, None),))
    assert coaching.next_step(findings(), (pitfall,), STORY).message.endswith(quoted)


def test_a_doubtful_trade_off_is_not_shown_in_words_that_say_something_else() -> None:
    step = coaching.next_step(findings(tradeoffs_stated="weak"), (), STORY)
    assert "Line of tradeoffs.stated" not in step.message


@pytest.mark.parametrize("verdict", ["weak", "missing"])
@pytest.mark.parametrize(
    ("gap", "section", "text"),
    [
        ("tradeoffs_reason", "tradeoff", "I let the redesign slip, because the fix mattered more."),
        ("situation_constraints", "situation", "It had to be open by Friday."),
        ("result_quantified", "result", "It takes three minutes now."),
        ("action_alternatives", "action", "There were two halls and I picked the smaller one."),
        ("action_risk", "action", "I tried the screens the night before, just in case."),
    ],
)
def test_nobody_is_asked_for_what_the_words_beside_show(
    gap: str, section: Section, text: str, verdict: Verdict
) -> None:
    told = [*STORY, TaggedSentence(Sentence(text, 12, 12 + len(text)), section)]
    assert coaching.next_step(findings(**{gap: verdict}), (), told) == advice.POLISH


def test_a_doubtful_reason_without_any_word_for_it_is_asked_for() -> None:
    told = [*STORY, TaggedSentence(Sentence("I dropped the raffle.", 12, 33), "tradeoff")]
    for confidence, gap in ((0.6, "tradeoffs.reason"), (0.95, "story.complete")):
        items = [replace(one, confidence=confidence) if one.id == "tradeoffs.reason" else one for one in findings()]
        assert coaching.next_step(items, (), told).id == gap


def test_a_doubtful_figure_is_asked_for_where_no_result_has_a_number() -> None:
    items = [replace(one, confidence=0.6) if one.id.startswith("result.") else one for one in findings()]
    assert coaching.next_step(items, (), STORY).id == "result.quantified"
    assert coaching.next_step(items, (), MEASURED) == advice.POLISH


@pytest.mark.parametrize("first", ["action.decisions", "result.outcome"])
def test_nobody_is_asked_to_count_what_perhaps_never_happened(first: str) -> None:
    items = [replace(one, confidence=0.6) if one.id == first else one for one in without("result.quantified")]
    assert coaching.next_step(items, (), STORY).id == first


def test_without_any_beginning_the_stakes_come_before_a_duty() -> None:
    missing = dict.fromkeys(("situation_stakes", "task_ownership", "task_goal"), "missing")
    assert coaching.next_step(findings(**missing), (), STORY).id == "situation.stakes"
    del missing["task_goal"]
    assert coaching.next_step(findings(**missing), (), STORY).id == "task.ownership"


@pytest.mark.parametrize(
    ("gap", "where"), [("task.ownership", "before"), ("lessons.learned", "after"), ("action.risk", "beside")]
)
def test_advice_says_on_which_side_of_the_quoted_words_the_gap_is(gap: str, where: str) -> None:
    assert f"Say it {where} “" in coaching.next_step(without(gap), (), STORY).message


def test_a_quotation_neither_begins_nor_ends_in_mid_air() -> None:
    told = "and um it got better but. nobody noticed until"
    assert quoting.quotation(told) == "it got better but nobody noticed …"
    assert quoting.quotation("we packed " + "boxes, " * 30).endswith("boxes …")


def test_who_gave_a_number_before_has_given_a_number() -> None:
    assert coaching.next_step(findings(result_quantified="missing"), (), STORY) == advice.POLISH


@pytest.mark.parametrize("id_", ["situation.constraints", "situation.people", "action.collaboration"])
def test_what_is_said_in_passing_is_not_the_one_thing_to_change(id_: str) -> None:
    assert coaching.next_step(findings(**{id_.replace(".", "_", 1): "weak"}), (), STORY) == advice.POLISH


def test_a_reason_is_praised_only_with_words_that_give_one() -> None:
    for text, praised in (("I dropped the gala.", False), ("I dropped it, as talks mattered more.", True)):
        reason = Finding("tradeoffs.reason", "met", (Evidence(text, None, None),), confidence=0.99)
        assert (reason in coaching.strengths([reason])) == praised


def test_how_far_is_far_goes_by_the_cap_that_the_answer_was_given() -> None:
    rambling = Pitfall("pitfall.rambling", True, "", ())
    items = findings(lessons_learned="missing")
    told = [TaggedSentence(Sentence("I fixed it.", 0, 9, 0.0, 110.0), "action")]
    for cap_s, gap in ((60.0, "pitfall.rambling"), (180.0, "lessons.learned")):
        assert coaching.next_step(items, (rambling,), told, cap_s=cap_s).id == gap


@pytest.mark.parametrize("stated", ["weak", "missing"])
def test_nobody_is_asked_why_they_gave_up_what_was_not_heard_for_sure(stated: Verdict) -> None:
    items = findings(tradeoffs_stated=stated, tradeoffs_reason="missing")
    assert coaching.next_step(items, (), STORY).id == "tradeoffs.stated"


@pytest.mark.parametrize("quantified", ["weak", "missing"])
def test_nobody_is_asked_for_the_number_before_one_that_was_not_heard_for_sure(quantified: Verdict) -> None:
    items = findings(result_quantified=quantified, result_baseline="missing")
    assert coaching.next_step(items, (), STORY).id == "result.quantified"


def test_a_situation_that_stalls_is_told_even_where_the_action_is_longer_still() -> None:
    spans = [(0.0, 12.0, "situation"), (12.0, 22.0, "situation"), (22.0, 88.0, "action")]
    told = [TaggedSentence(Sentence("There was a flood.", 0, 9, a, b), section) for a, b, section in spans]
    message = coaching.next_step(findings(), (), told).message
    assert message.startswith("Come to your first step sooner.")
    assert "The situation takes 22 s" in message
    told[1] = replace(told[1], section="task")
    told[0] = replace(told[0], sentence=Sentence("There was a flood.", 0, 9, 0.0, 21.0))
    assert coaching.next_step(findings(), (), told).message.startswith("Come to your task sooner.")


def test_a_gap_without_words_of_its_own_starts_from_those_beside_it() -> None:
    told = [TaggedSentence(Sentence("I rang the supplier twice.", 0, 9), "action")]
    items = findings(result_outcome="missing")
    assert coaching.follow_up(items, (), told) == "You said “I rang the supplier twice”: how did it end?"
    assert coaching.follow_up(items, (), STORY) == "How did it end?", "four words at least"


def test_a_quoted_clause_does_not_end_in_a_conjunction() -> None:
    told = [TaggedSentence(Sentence("We sat down together and, um, we talked.", 0, 9), "action")]
    message = coaching.next_step(findings(action_decisions="missing"), (), told).message
    assert message.endswith("You said: “We sat down together”")


def test_a_clause_that_breaks_off_is_not_quoted() -> None:
    told = [TaggedSentence(Sentence("We, uh, we moved the traffic to it.", 0, 35), "action")]
    message = coaching.next_step(findings(action_decisions="missing"), (), told).message
    assert message.endswith("You said: “we moved the traffic to it”")


def test_a_weak_finding_is_no_accusation() -> None:
    weak = coaching.next_step(findings(lessons_learned="weak"), (), STORY).message
    assert advice.UNSURE in weak
    assert advice.UNSURE not in coaching.next_step(findings(lessons_learned="missing"), (), STORY).message


def test_a_long_quotation_is_cut() -> None:
    pitfall = Pitfall("pitfall.vague", True, "", (Evidence("word " * 40, None, None),))
    message = coaching.next_step(findings(), (pitfall,), STORY).message
    assert message.count("word") == quoting.MAX_QUOTE_WORDS
    assert message.endswith("…”")
    nearly = Pitfall("pitfall.vague", True, "", (Evidence("word " * 24, None, None),))
    assert coaching.next_step(findings(), (nearly,), STORY).message.count("word") == 24, "six words are not worth it"


def test_a_pitfall_that_is_absent_is_no_gap() -> None:
    pitfall = Pitfall("pitfall.vague", False, "", ())
    assert coaching.next_step(findings(), (pitfall,), STORY) == advice.POLISH
    assert coaching.follow_up(findings(), (pitfall,), STORY) == advice.HARDER_QUESTION


def test_no_story_is_asked_for_one() -> None:
    assert coaching.next_step(findings(default="missing"), (), ()) == advice.NO_STORY
    assert coaching.follow_up(findings(default="missing"), (), ()) == advice.NO_STORY_QUESTION


def test_what_may_not_be_there_is_not_praised() -> None:
    unsure = Finding("action.risk", "met", (Evidence("Line.", 1.0, 2.0),), confidence=0.7)
    assert coaching.strengths([unsure]) == ()


def test_no_words_are_praised_twice_or_beside_an_accusation() -> None:
    twice = (Evidence("I kept both running.", 1.0, 2.0),)
    vague = (Evidence("It went great.", 1.0, 2.0),)
    items = [Finding("action.risk", "met", twice), Finding("tradeoffs.stated", "met", twice),
             Finding("result.outcome", "met", vague)]  # fmt: skip
    assert [one.id for one in coaching.strengths(items)] == ["tradeoffs.stated", "result.outcome"]
    accused = coaching.strengths(items, [Pitfall("pitfall.vague", True, "", vague)])
    assert [one.id for one in accused] == ["tradeoffs.stated"]


def test_nobody_is_asked_for_a_number_beside_one() -> None:
    told = [*STORY, TaggedSentence(Sentence("He took nineteen people home.", 0, 9), "result")]
    assert coaching.next_step(findings(result_quantified="missing"), (), told) == advice.POLISH


def test_a_quotation_that_is_cut_does_not_end_in_the_air() -> None:
    said = "word " * 16 + "with the lorry and all of the lilies that we had ordered in May"
    pitfall = Pitfall("pitfall.vague", True, "", (Evidence(said, None, None),))
    assert coaching.next_step(findings(), (pitfall,), STORY).message.endswith("word …”")


def test_strengths_are_few_and_met() -> None:
    assert len(coaching.strengths(findings())) == coaching.MAX_STRENGTHS
    only = coaching.strengths(findings(default="weak", task_goal="met"))
    assert [finding.id for finding in only] == ["task.goal"]
    assert coaching.strengths(findings(default="missing")) == ()


@pytest.mark.parametrize("said", ["I think I raised a ticket.", "I told Ann, or maybe Tom.", "I’m not sure I asked."])
def test_what_the_speaker_doubts_is_no_strength(said: str) -> None:
    items = findings(default="missing", action_decisions="met")
    at = IDS.index("action.decisions")
    assert coaching.strengths(items)
    items[at] = replace(items[at], evidence=(Evidence(said, 1.0, 2.0),))
    assert coaching.strengths(items) == ()


def test_we_is_asked_about_in_the_speakers_words() -> None:
    said = "It was late, so we moved the traffic, and it held."
    pitfall = Pitfall("pitfall.we", True, "", (Evidence(said, 1.0, 2.0),))
    asked = coaching.follow_up(findings(), (pitfall,), STORY)
    assert asked == "You said “we moved the traffic”: which part of that did you do yourself?"


@pytest.mark.parametrize(
    ("gap", "told", "named"),
    [
        ("result.quantified", "The search page was slow and every query timed out.", "how many seconds it took"),
        ("result.quantified", "The patients waited in the corridor.", "how long people waited"),
        ("result.quantified", "We copied the spreadsheet by hand.", "hours a week"),
        ("action.risk", "I deployed the new service.", "roll back"),
        ("action.risk", "The nurse moved the patient.", "handover"),
        ("result.quantified", "It was nice.", "an honest range"),
    ],
)
def test_what_is_missing_is_named_for_this_story(gap: str, told: str, named: str) -> None:
    story = [TaggedSentence(Sentence(told, 0, len(told)), "action")]
    step = coaching.next_step(without(gap), (), story)
    assert step.id == gap
    assert named in step.message


def test_a_situation_without_end_is_the_thing_to_change() -> None:
    slow = [TaggedSentence(Sentence("It was a long year.", 0, 19, 0.0, 21.0), "situation"), *STORY]
    assert coaching.next_step(findings(), (), slow).id == "timing.situation"
    brisk = [TaggedSentence(Sentence("It was a long year.", 0, 19, 0.0, 20.0), "situation"), *STORY]
    assert coaching.next_step(findings(), (), brisk) == advice.POLISH


def test_the_words_that_prove_a_strength_best_are_praised() -> None:
    items = findings(default="missing", action_risk="met")
    at = IDS.index("action.risk")
    quotes = (Evidence("I had three choices.", 1.0, 2.0), Evidence("I tried it on one shop first.", 3.0, 4.0))
    items[at] = replace(items[at], evidence=quotes, best=1)
    praised = {one.id: one.evidence for one in coaching.strengths(items)}
    assert praised["action.risk"] == quotes[1:]


def test_a_second_story_is_named_before_all_else() -> None:
    told = [
        ("The tills were down.", "situation"), ("I called the vendor.", "action"), ("They were up by noon.", "result"),
        ("A year later the bakery flooded.", "situation"), ("I pumped it out.", "action"),
    ]  # fmt: skip
    two = [TaggedSentence(Sentence(text, 0, len(text)), section) for text, section in told]
    step = coaching.next_step(findings(default="missing"), (), two)
    assert step.id == "story.second"
    assert step.message.endswith("“A year later the bakery flooded.”")
    assert coaching.follow_up(findings(result_outcome="missing"), (), two).endswith("how did it end?")
    assert coaching.next_step(findings(), (), two[:4]) == advice.POLISH


def test_who_begins_with_the_task_has_come_to_it() -> None:
    scene = "It was the week before the fair and all of the stands were still in their boxes in the hall downstairs."
    told = [("It fell to me to open the hall.", "task"), *[(scene, "situation")] * 4, ("I rang them.", "action")]
    slow = [TaggedSentence(Sentence(text, 0, len(text)), section) for text, section in told]
    assert coaching.next_step(findings(), (), slow).message.startswith(advice.STEP_SOONER)
    later = [*slow[1:4], slow[0], *slow[4:]]
    assert coaching.next_step(findings(), (), later).message.startswith(advice.ADVICE["timing.situation"])
