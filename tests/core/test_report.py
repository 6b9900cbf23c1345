from __future__ import annotations

import pytest
from answers import STAR, STRONG_ANSWER, make_take

from speakstar.app import check_text
from speakstar.core.report import report


def test_each_filler_is_shown_with_the_words_around_it() -> None:
    lines = report(make_take("We met, um, on a Monday and it was fine.")).filler_lines
    assert [(line.before, line.filler.text.lower(), line.after) for line in lines] == [("We met,", "um", "on a Monday")]


def test_fillers_are_counted_by_word_the_most_frequent_first() -> None:
    counted = report(make_take("Uh, we met. Um, then um we left.")).filler_counts
    assert [(count.text, count.count) for count in counted] == [("um", 2), ("uh", 1)]
    assert all(time_s is not None for count in counted for time_s in count.times_s)


def test_section_shares_add_up_to_the_whole() -> None:
    shares = report(make_take()).checklist.shares
    assert sum(share.share for share in shares) == pytest.approx(1)
    assert all(share.seconds and share.seconds > 0 for share in shares)
    assert len({share.section for share in shares}) == len(shares)


def test_a_text_has_shares_and_seconds_at_the_usual_pace() -> None:
    shares = check_text(STRONG_ANSWER, star=STAR).checklist.shares
    assert sum(share.share for share in shares) == pytest.approx(1)
    assert sum(share.seconds for share in shares) == pytest.approx(
        check_text(STRONG_ANSWER, star=STAR).check.estimated_s, rel=0.05
    )


def test_an_empty_answer_has_every_item_missing() -> None:
    view = report(make_take("")).checklist
    assert view.met == 0
    assert {line.verdict for line in view.lines} == {"missing"}
    assert view.shares == ()
    assert view.next_step.message
