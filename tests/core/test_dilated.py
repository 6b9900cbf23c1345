import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.core.dilated import dilated


def by_hand(x: np.ndarray, spread: np.ndarray, bias: np.ndarray, mix: np.ndarray) -> np.ndarray:
    """The same, row by row and tap by tap."""
    for layer in range(len(spread)):
        heard = np.zeros_like(x)
        for row in range(len(x)):
            for tap in range(len(spread[layer])):
                near = row + (tap - len(spread[layer]) // 2) * 2**layer
                if 0 <= near < len(x):
                    heard[row] += x[near] @ spread[layer][tap]
        heard = np.maximum(heard + bias[layer], 0.0)
        x = x + heard @ mix[layer][:-1] + mix[layer][-1]
    return x


@settings(deadline=None)
@given(st.integers(1, 12), st.sampled_from([1, 3, 5]), st.integers(1, 3), st.integers(0, 99))
def test_each_layer_looks_twice_as_far(n: int, taps: int, layers: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, spread = random.normal(size=(n, 4)), random.normal(size=(layers, taps, 4, 4))
    bias, mix = random.normal(size=(layers, 4)), random.normal(size=(layers, 5, 4))
    assert dilated(x, spread, bias, mix) == pytest.approx(by_hand(x, spread, bias, mix))
