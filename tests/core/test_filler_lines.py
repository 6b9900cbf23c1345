from __future__ import annotations

from dataclasses import replace

import pytest
from answers import make_take

from speakstar.core.filler_lines import CLUSTER_S, clusters, explain, filler_lines, section_at
from speakstar.core.model import Certainty, Filler, Section, Sentence, TaggedSentence, Take


def um(start_s: float, certainty: Certainty = "certain") -> Filler:
    return Filler("um", 0, 2, start_s, start_s + 0.4, "audio", certainty, "sound.any")


def with_fillers(*fillers: Filler) -> Take:
    take = make_take("We met on a Monday. It was fine.")
    return replace(take, analysis=replace(take.analysis, delivery=replace(take.analysis.delivery, fillers=fillers)))


def tagged(section: Section, start_s: float | None, end_s: float | None) -> TaggedSentence:
    return TaggedSentence(Sentence("It broke.", 0, 9, start_s, end_s), section)


def test_fillers_are_numbered_with_their_words_and_their_section() -> None:
    lines = filler_lines(make_take())
    assert [(line.number, line.filler.text, line.before, line.after) for line in lines] == [
        (1, "um", "", "two days before"),
        (2, "uh", "and now we,", "have a checklist"),
    ]
    assert lines[1].section == "lesson"


@pytest.mark.parametrize(
    ("times_s", "wanted"),
    [
        ((0.0, 5.0), []),
        ((0.0, 5.0, CLUSTER_S), [(0.0, CLUSTER_S + 0.4, 3)]),
        ((0.0, 5.0, CLUSTER_S + 0.1), []),
        ((0.0, 4.0, 8.0, 12.0, 40.0, 41.0, 42.0), [(0.0, 12.4, 4), (40.0, 42.4, 3)]),
        ((0.0, 1.0, 2.0, 11.0, 12.0, 13.0), [(0.0, 13.4, 6)]),
    ],
)
def test_clusters_are_where_fillers_crowd(times_s: tuple[float, ...], wanted: list[tuple[float, float, int]]) -> None:
    found = clusters(filler_lines(with_fillers(*map(um, times_s))))
    assert [(c.start_s, pytest.approx(c.end_s), c.fillers) for c in found] == wanted


def test_possible_fillers_make_no_cluster() -> None:
    assert clusters(filler_lines(with_fillers(um(0.0), um(1.0), um(2.0, "possible")))) == ()


def test_the_section_is_that_of_the_sentence_or_of_the_next_one() -> None:
    story = [tagged("situation", 1.0, 4.0), tagged("action", 6.0, 9.0)]
    assert [section_at(story, at) for at in (0.0, 2.0, 5.0, 7.0, 20.0)] == [
        "situation", "situation", "action", "action", "action",
    ]  # fmt: skip
    assert section_at([tagged("task", None, None)], 1.0) is None
    assert section_at(story, None) is None


def test_a_filler_of_the_words_is_explained_by_its_rule() -> None:
    take = make_take("We met, um, on a Monday.")
    (line,) = filler_lines(take)
    found = explain(take, line)
    assert found.rule is not None
    assert found.rule.id == line.filler.rule
    assert (found.of, found.sound) == (1, None)


def test_a_filler_of_the_sound_has_no_rule_of_words() -> None:
    take = with_fillers(um(1.0))
    assert explain(take, filler_lines(take)[0]).rule is None
