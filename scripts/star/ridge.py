"""Ridge regression in its dual form, with predictions for groups that were left out in closed form.

One inverse of an (n, n) matrix gives the weights for any number of columns, and what would be predicted for every
group of rows if it had not been learned from: ``y_g - inv(H_gg) (H y)_g`` with ``H = inv(X X' + strength I)`` (An, Liu
and Venkatesh, CVPR 2007, "Fast cross-validation algorithms for least squares support vector machine and kernel ridge
regression").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Array = NDArray[np.float64]

BLOCK = 500
"""Rows of the product that are made dense at a time."""


def products(x: sparse.csr_matrix) -> NDArray[np.float32]:
    """Return the (n, n) inner products of the rows, plus one for the bias."""
    made = np.empty((x.shape[0], x.shape[0]), np.float32)
    single = x.astype(np.float32)
    across = single.T.tocsr()
    for start in range(0, x.shape[0], BLOCK):
        made[start : start + BLOCK] = (single[start : start + BLOCK] @ across).toarray()
    made += np.float32(1.0)
    return made


def fit(
    x: sparse.csr_matrix, inner: NDArray[np.float32], y: Array, groups: Sequence[NDArray[np.int64]], *, strength: float
) -> tuple[Array, Array]:
    """Fit every column of ``y``.

    Parameters
    ----------
    x
        Terms, (n, d).
    inner
        `products` of ``x``.
    y
        What to predict, (n, k).
    groups
        The rows of each group; together all rows.
    strength
        Of the regularisation, on the scale of the squared length of a row.

    Returns
    -------
    weights, held_out
        (d + 1, k) weights, the last row the bias; (n, k) predictions for each row by weights learned without its group.
    """
    inverse = _inverse(inner, strength)
    mean = y.mean(0)
    dual = (inverse @ (y - mean).astype(np.float32)).astype(np.float64)
    held_out = np.empty(y.shape)
    for rows in groups:
        block = inverse[np.ix_(rows, rows)].astype(np.float64)
        held_out[rows] = y[rows] - linalg.solve(block, dual[rows], assume_a="pos")
    return np.vstack([x.T @ dual, dual.sum(0) + mean]), held_out


def _inverse(inner: NDArray[np.float32], strength: float) -> NDArray[np.float32]:
    """Invert the symmetric matrix in the memory of one copy, as it may have gigabytes."""
    ridged = np.array(inner, order="F")
    ridged[np.diag_indices_from(ridged)] += np.float32(strength)
    lower, _ = linalg.lapack.spotrf(ridged, lower=1, overwrite_a=1)
    half: NDArray[np.float32]
    half, _ = linalg.lapack.spotri(lower, lower=1, overwrite_c=1)
    for start in range(0, len(half), BLOCK):
        rows = slice(start, start + BLOCK)
        block = np.tril(half[rows, rows])
        half[rows, rows] = block + np.tril(block, -1).T
        half[rows, rows.stop :] = half[rows.stop :, rows].T
    return half
