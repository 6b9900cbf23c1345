"""Learn boosted trees, in the form that `speakstar.core.trees` reads."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier


def fit(
    traits: Sequence[Mapping[str, float]],
    is_so: Sequence[bool],
    weights: Sequence[float] | None = None,
    *,
    left_out: Iterable[str] = (),
    **settings: float,
) -> dict[str, np.ndarray]:
    """Fit trees to traits.

    Parameters
    ----------
    traits
        Of each example, by name; all have the same names.
    is_so
        Whether it is what the trees are to find.
    weights
        How much each example weighs.
    left_out
        Traits that are not to be used.
    **settings
        Of scikit-learn's `GradientBoostingClassifier`.

    Returns
    -------
    dict
        The arrays of a weights file.
    """
    names = sorted(set(traits[0]) - set(left_out))
    shown = np.array([[example[name] for name in names] for example in traits])
    learner = GradientBoostingClassifier(**settings, random_state=0)
    learner.fit(shown, is_so, weights)
    trees = [estimator.tree_ for estimator in learner.estimators_[:, 0]]
    nodes = max(tree.node_count for tree in trees)

    def padded(values: Iterable[np.ndarray], kind: type) -> np.ndarray:
        return np.array([np.pad(row, (0, nodes - len(row)), constant_values=-1) for row in values]).astype(kind)

    odds = learner.init_.class_prior_
    return {
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "start": np.log(odds[1] / odds[0]),
        "trait": padded((np.where(tree.children_left < 0, -1, tree.feature) for tree in trees), np.int8),
        "left": padded((tree.children_left for tree in trees), np.int8),
        "right": padded((tree.children_right for tree in trees), np.int8),
        "limit": padded((tree.threshold for tree in trees), np.float32),
        "value": padded((tree.value[:, 0, 0] * learner.learning_rate for tree in trees), np.float32),
    }
