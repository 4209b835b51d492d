"""Our figures of agreement against other people's programs, where they are installed."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from reviewer.review.agreement import alpha, kappa

LABELS = ("supported", "refuted", "conflicting")


def test_kappa_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is in the bench group")
    draw = Random(3)
    for _ in range(20):
        pairs = [(draw.choice(LABELS), draw.choice(LABELS)) for _ in range(draw.randint(5, 40))]
        left, right = zip(*pairs, strict=True)
        mine = kappa(Counter(pairs))
        assert mine is not None
        assert mine == pytest.approx(metrics.cohen_kappa_score(left, right), abs=1e-12)


def test_alpha_is_that_of_krippendorff_with_missing_values() -> None:
    oracle = pytest.importorskip("krippendorff", reason="krippendorff is in the bench group")
    numpy = pytest.importorskip("numpy")
    draw = Random(5)
    for _ in range(20):
        matrix = [[draw.choice((0, 1, 2, None)) for _ in range(15)] for _ in range(3)]
        units = Counter(
            tuple(LABELS[cell] for cell in column if cell is not None) for column in zip(*matrix, strict=True)
        )
        data = numpy.array([[numpy.nan if cell is None else cell for cell in row] for row in matrix], dtype=float)
        wanted = oracle.alpha(reliability_data=data, level_of_measurement="nominal")
        assert alpha(units) == pytest.approx(wanted, abs=1e-12)
