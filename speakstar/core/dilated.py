"""Dilated convolutions with residual connections over a sequence (Yu and Koltun 2016; Oord 2016)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]


def dilated(x: Array, spread: Array, spread_bias: Array, mix: Array) -> Array:
    """Let each row learn from those around it, layer by layer from further away.

    Parameters
    ----------
    x
        (n, width) the sequence; beyond its ends are zeros.
    spread, spread_bias
        (layers, taps, width, width) and (layers, width) convolutions; layer k looks at rows 2**k apart.
    mix
        (layers, width + 1, width) weights of what each layer adds, from the rectified convolution; the last row is the
        bias.

    Returns
    -------
    Array
        (n, width).
    """
    import numpy as np

    for layer, (weights, bias, added) in enumerate(zip(spread, spread_bias, mix, strict=True)):
        heard = np.maximum(_convolved(x, weights, 2**layer) + bias, 0.0)
        x = x + heard @ added[:-1] + added[-1]
    return x


def _convolved(x: Array, weights: Array, apart: int) -> Array:
    import numpy as np

    n, taps = len(x), len(weights)
    reach = taps // 2 * apart
    padded = np.pad(x, ((reach, reach), (0, 0)))
    out: Array = padded[:n] @ weights[0]
    for tap in range(1, taps):
        out += padded[tap * apart : tap * apart + n] @ weights[tap]
    return out
