"""Weights of the match score, per unit of each signal of `score.NAMES`.

Trained by `python -m benchmarks._train_score` with logistic regression on the train topics of ECB+ (Cybulska and
Vossen 2014, CC BY 3.0): pairs of sentences of different articles, matched where they share an event. Calibrated on
held-out topics of the train part and on the dev part.
"""

from __future__ import annotations

from typing import NamedTuple


class Trained(NamedTuple):
    """A set of weights in log-odds, and the beta calibration (a, b, c) of what they add up to."""

    weights: tuple[float, ...]
    bias: float
    calibration: tuple[float, float, float]


ALONE = Trained(
    weights=(8.131, 2.074, 4.779, 10.742, 0.945, 0.081, -0.098),
    bias=-6.498,
    calibration=(1.107, 0.263, 0.546),
)
"""For claims without the key terms of their articles."""

IN_STORY = Trained(
    weights=(0.016, 1.522, 2.187, 6.106, 0.278, 0.337, -0.090, 12.640),
    bias=-9.363,
    calibration=(1.227, 0.235, 0.636),
)
"""For claims with the key terms of their articles."""
