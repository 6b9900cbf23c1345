import json
from dataclasses import astuple, replace

import evaluate_checklist
import numpy as np
import pytest
from scipy import sparse
from star import answers, measures, recipe, results, ridge
from star.validation import cross_validation

from speakstar.adapters import star_files
from speakstar.core.checklist import ITEMS, PITFALLS
from speakstar.core.star_model import Scores, StarModel, judge, scored

STAR = star_files.load()
DEVELOPMENT = answers.read(answers.DEVELOPMENT)


def test_the_committed_results_are_those_of_the_committed_weights() -> None:
    for name, file in evaluate_checklist.KEPT.items():
        found = json.loads(json.dumps(evaluate_checklist.measure(answers.read(file))))
        assert found == results.stored()[name], "run scripts/evaluate_checklist.py --write"


def test_the_committed_page_shows_the_committed_results() -> None:
    assert results.PAGE.read_text(encoding="utf-8") == results.markdown(results.stored())


@pytest.mark.parametrize(
    "file",
    [*answers.training_files(), answers.DEVELOPMENT, answers.TEST, answers.TEST_B],
    ids=lambda file: file.stem,
)
def test_every_answer_is_labelled_as_the_guide_says(file: answers.Path) -> None:
    ids = {item.id for item in ITEMS}
    told = answers.read(file)
    assert len({answer.id for answer in told}) == len(told)
    for answer in told:
        assert answer.style in measures.STYLES
        assert set(answer.pitfalls) == {kind.id for kind in PITFALLS}
        assert all(text.strip() for text in answer.texts)
        assert frozenset().union(*answer.items) <= ids
        if answer.kind != "story":
            assert not any(answer.items)
            assert not any(answer.pitfalls.values())


def test_no_answer_that_is_measured_is_among_those_learned_from() -> None:
    learned = {answer.text for file in answers.training_files() for answer in answers.read(file)}
    kept = DEVELOPMENT + answers.read(answers.TEST) + answers.read(answers.TEST_B)
    assert learned.isdisjoint(answer.text for answer in kept)


def test_a_group_left_out_is_predicted_as_by_weights_learned_without_it() -> None:
    random = np.random.default_rng(0)
    x, y = sparse.csr_matrix(random.normal(size=(30, 8))), random.normal(size=(30, 2))
    groups = [np.arange(10), np.arange(10, 18), np.arange(18, 30)]
    weights, held_out = ridge.fit(x, ridge.products(x), y, groups, strength=0.5)
    for rows in groups:
        kept = np.setdiff1d(np.arange(30), rows)
        bordered = np.hstack([x.toarray(), np.ones((30, 1))])
        centred = y[kept] - y.mean(0)
        alone = np.linalg.solve(bordered[kept].T @ bordered[kept] + 0.5 * np.eye(9), bordered[kept].T @ centred)
        np.testing.assert_allclose(held_out[rows], bordered[rows] @ alone + y.mean(0), atol=1e-3)
    everything = np.linalg.solve(bordered.T @ bordered + 0.5 * np.eye(9), bordered.T @ (y - y.mean(0)))
    np.testing.assert_allclose(weights, everything + np.outer(np.eye(9)[8], y.mean(0)), atol=1e-3)


def test_learning_twice_gives_the_same_weights_and_each_part_has_learned() -> None:
    few = [replace(answer, writer=f"writer {i % 4}") for i, answer in enumerate(DEVELOPMENT)]
    read = np.vstack([STAR.tagger.scores(answer.texts) for answer in few])  # by a network that knows none of them
    table = recipe.tabled(few)
    parts = recipe.regressed(table)
    (first, held_out), (second, _) = (recipe.stacked(table, *parts, read, STAR.tagger) for _ in range(2))
    for name in ("states", "order", "items", "contexts", "answers", "second", "tagger_power", "tagger_items"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    unread, _ = recipe.stacked(table, *parts, np.zeros_like(read), STAR.tagger)
    alone = replace(unread, tagger_power=np.zeros(()), tagger_items=np.zeros(len(ITEMS)))
    assert rightness(first, few) >= 0.9
    assert rightness(alone, few) >= 0.9
    assert rightness(replace(alone, states=0 * alone.states, items=0 * alone.items), few) < 0.6

    validated = cross_validation(first, few, held_out)
    whole = validated["cross-validation"][results.AS_LABELLED]["all"]
    assert whole["answers"] == len(few)
    assert 0.9 <= whole["sections"]["accuracy"] < rightness(first, few)  # who was learned from is known better
    assert list(validated["writers"]) == [f"writer {i}" for i in range(4)]
    backwards = [replace(one, scores=Scores(*(part[::-1] for part in astuple(one.scores)))) for one in held_out]
    mixed_up = cross_validation(first, few, backwards)["cross-validation"][results.AS_LABELLED]["all"]
    assert mixed_up["sections"]["accuracy"] < 0.6


def rightness(model: StarModel, told: list[answers.Answer]) -> float:
    """The share of sentences that are in the right state."""
    found = np.concatenate([judge(model, scored(model, answer.texts)).states.argmax(1) for answer in told])
    return float((found == np.concatenate([answer.states for answer in told])).mean())


def test_measures_on_a_small_table() -> None:
    score = measures.Score(right=4, wrong=1, missed=2, absent=3)
    assert (score.precision, score.recall) == (0.8, pytest.approx(2 / 3))
    assert score.f1 == pytest.approx(8 / 11)
    assert score.kappa == pytest.approx(0.4)
    assert measures.Score(absent=5).f1 == measures.Score(absent=5).kappa == 1.0


def test_text_is_stripped_of_punctuation_but_not_of_figures() -> None:
    assert answers.unpunctuated("Well, it fell to 2.5% (from 3,000)!") == "well it fell to 2.5% from 3,000"
