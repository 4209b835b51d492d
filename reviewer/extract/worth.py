"""Models of what is worth checking: the shipped one, and those that a desk learns from its own verdicts.

A model holds whole numbers only, thousandths of log-odds, so that its bytes are the same on every machine. It weighs
what rules tell of a claim (`score.measured`) and, where it was learned, the claim's words (`features`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.extract.features import features
from reviewer.extract.saying import said
from reviewer.extract.score import BASE, SHIPPED
from reviewer.model.arithmetic import sigmoid
from reviewer.model.claim import Reason

FORMAT = "reviewer.model/1"
FEATURES_VERSION = 1
"""Raised with any change of what a feature means; a model of other features is not used."""
SHOWN = 12
"""Reasons that a claim keeps one by one; smaller ones are added up."""
LARGEST = 100_000
"""Weights, and thousandths of log-odds of one, in a model from elsewhere."""
ON_THE_WHOLE = "as this desk judges on the whole"
REST = "smaller reasons together"


@dataclass(frozen=True, slots=True)
class Worth:
    """Weights by feature, in thousandths of log-odds. `learned`: not the shipped ones."""

    base: int = BASE
    weights: Mapping[str, int] = field(default_factory=lambda: SHIPPED)
    learned: bool = False

    def reasons(self, things: Mapping[str, int], quote: str) -> tuple[Reason, ...]:
        """What raised or lowered the score of a claim, in log-odds, strongest first; `things` as `score.measured`."""
        weights = self.weights
        found = [Reason(name, weights[name] * value / 1000) for name, value in things.items() if name in weights]
        if self.learned:
            words = ((said(name), weights.get(name, 0) * value / 1000) for name, value in features(quote).items())
            found += [Reason(name, round(weight, 4)) for name, weight in words]
            found.append(Reason(ON_THE_WHOLE, (self.base - BASE) / 1000))
        return tuple(sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.words)))

    def score(self, reasons: Iterable[Reason]) -> float:
        """The score that these reasons add up to, ratio 0..1."""
        return round(sigmoid(BASE / 1000 + math.fsum(reason.weight for reason in reasons)), 4)

    def record(self) -> dict[str, Any]:
        """The model as plain values for canonical JSON."""
        weights = {name: self.weights[name] for name in sorted(self.weights)} if self.learned else {}
        base = self.base if self.learned else 0
        return {
            "base": base,
            "features": FEATURES_VERSION,
            "format": FORMAT,
            "learned": self.learned,
            "part": "worth",
            "weights": weights,
        }


SHIPPED_WORTH = Worth()
"""The model in force until somebody trains another."""


def briefly(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The first SHOWN reasons, and what all others add up to."""
    rest = reasons[SHOWN:]
    if not rest:
        return tuple(reasons)
    return (*reasons[:SHOWN], Reason(REST, round(math.fsum(reason.weight for reason in rest), 4)))


def read(record: Any) -> Worth | None:
    """The model in a record; None where it is none, or of features that this program does not know."""
    if type(record) is not dict or record.get("format") != FORMAT or record.get("part") != "worth":
        return None
    if record.get("learned") is False:
        return SHIPPED_WORTH
    weights, base = record.get("weights"), record.get("base")
    if record.get("features") != FEATURES_VERSION or type(weights) is not dict or len(weights) > LARGEST:
        return None
    if type(base) is not int or not all(map(_fits, (base, *weights.values()))):
        return None
    return Worth(base, weights, learned=True)


def _fits(weight: Any) -> bool:
    return type(weight) is int and abs(weight) <= LARGEST
