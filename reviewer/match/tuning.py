"""How a desk moves the match score: one straight line through the log-odds, learned from its decisions on pairs.

The shipped score answers how many of a hundred such pairs are matches in the articles it was calibrated on. A desk's
own articles may be closer together or further apart; two whole numbers say so, and nothing else of the score changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reviewer.match.score_weights import PROGRAM, Calibration, ScoreModel
from reviewer.model.arithmetic import sigmoid

FORMAT = "reviewer.model/1"
ONE = 1000
LEAST_SLOPE, MOST_SLOPE, MOST_SHIFT = 250, 4000, 10_000
"""Bounds, in thousandths: the order of pairs never turns round, and no pair is lost for good."""
_STEPS = 50
_SPREAD = 1.0
"""Standard deviation of slope and shift around the shipped ones, before any decision is seen."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """`slope` times the log-odds plus `shift`, both in thousandths. `learned`: by a desk.

    What near copies add to the log-odds is not moved.
    """

    slope: int = ONE
    shift: int = 0
    learned: bool = False

    def model(self, program: ScoreModel = PROGRAM) -> ScoreModel:
        """The model of the score with its calibrations moved so."""
        if not self.learned:
            return program
        return replace(
            program,
            alone=self._moved(program.alone),
            in_story=self._moved(program.in_story),
            with_meaning=self._moved(program.with_meaning),
            in_story_with_meaning=self._moved(program.in_story_with_meaning),
            in_company=self._moved(program.in_company),
            source=f"{program.source}; decisions of this desk",
        )

    def _moved(self, calibration: Calibration) -> Calibration:
        return replace(
            calibration,
            likely=calibration.likely * self.slope / ONE,
            unlikely=calibration.unlikely * self.slope / ONE,
            shift=(calibration.shift * self.slope + self.shift) / ONE,
        )

    def record(self) -> dict[str, Any]:
        """The model as plain values for canonical JSON."""
        known = {"format": FORMAT, "part": "match", "learned": self.learned}
        return known | {"slope": self.slope, "shift": self.shift}


SHIPPED_TUNING = Tuning()
"""The score as it comes with the program."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair that people decided: log-odds of the shipped score, whether it is a match, what near copies add to them.

    Thousandths, whole numbers, so that a last digit that a machine rounds in its own way does not carry on.
    """

    odds: int
    match: bool
    copied: int = 0


def learn(pairs: Sequence[Decided]) -> Tuning:
    """The tuning that fits these decisions best (Platt 1999), held near the shipped one where they are few.

    Newton's method on the two numbers; every step rounds alike on every machine.
    """
    slope, shift = 1.0, 0.0
    for _ in range(_STEPS):
        change = _newton(pairs, slope, shift)
        slope, shift = slope - change[0], shift - change[1]
        if max(map(abs, change)) < 1e-9:
            break
    bounded = max(LEAST_SLOPE, min(MOST_SLOPE, round(slope * ONE)))
    return Tuning(bounded, max(-MOST_SHIFT, min(MOST_SHIFT, round(shift * ONE))), learned=True)


def _newton(pairs: Iterable[Decided], slope: float, shift: float) -> tuple[float, float]:
    """One step: the inverse of the second derivatives times the first."""
    prior = 1 / (_SPREAD * _SPREAD)
    errors, curves = [], []
    for pair in pairs:
        odds = pair.odds / ONE
        likely = sigmoid(slope * odds + shift + pair.copied / ONE)
        errors.append((likely - pair.match, odds))
        curves.append((likely * (1 - likely), odds))
    a = math.fsum(error * x for error, x in errors) + prior * (slope - 1)
    b = math.fsum(error for error, _ in errors) + prior * shift
    aa = math.fsum(curve * x * x for curve, x in curves) + prior
    ab = math.fsum(curve * x for curve, x in curves)
    bb = math.fsum(curve for curve, _ in curves) + prior
    det = aa * bb - ab * ab
    return (bb * a - ab * b) / det, (aa * b - ab * a) / det


def read(record: Any) -> Tuning | None:
    """The tuning in a record; None where it is none."""
    if type(record) is not dict or record.get("format") != FORMAT or record.get("part") != "match":
        return None
    if record.get("learned") is False:
        return SHIPPED_TUNING
    slope, shift = record.get("slope"), record.get("shift")
    if type(slope) is not int or type(shift) is not int:
        return None
    if not (LEAST_SLOPE <= slope <= MOST_SLOPE and abs(shift) <= MOST_SHIFT):
        return None
    return Tuning(slope, shift, learned=True)
