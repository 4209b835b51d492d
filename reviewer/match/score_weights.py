"""Weights of the match score, per unit of each signal of `score.NAMES`.

Trained by `python -m benchmarks._train_score` with logistic regression on the train topics of ECB+ (Cybulska and
Vossen 2014, CC BY 3.0): pairs of sentences of different articles, matched where they share an event. Calibrated on
held-out topics of the train part and on the dev part.
"""

from __future__ import annotations

from typing import NamedTuple


class Calibration(NamedTuple):
    """Beta calibration (Kull et al. 2017) of log-odds with its own bias: log-odds in, log-odds out."""

    bias: float
    likely: float
    unlikely: float
    shift: float


WEIGHTS = (8.143, 2.059, 4.747, 10.843, 0.953, 0.082, -0.098)
"""In the order of `score.NAMES`, without the story."""
ALONE = Calibration(bias=-6.031, likely=1.148, unlikely=0.318, shift=0.205)
"""For claims without the key terms of their articles."""

STORY = 10.0
"""Set by hand: between 8 and 30 the average precision on held-out topics hardly moves, and a low weight lets the words
of the claims decide within a story."""
IN_STORY = Calibration(bias=-7.345, likely=1.395, unlikely=0.354, shift=-1.908)
"""For claims with the key terms of their articles."""
