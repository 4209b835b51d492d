"""A small learner: logistic regression with L2, over sparse features; pure Python, and the same result every time.

Features are first weighed by how unevenly the two classes hold them (naive Bayes log-count ratio, Wang and Manning
2012), by its root; then stochastic gradient descent with the step sizes of Bottou, over a shuffle fixed by a seed, and
the mean of the later weights. Every step rounds alike on every machine (`arithmetic`), so that the same rows give the
same bits wherever they are learned from.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.model.arithmetic import ln, sigmoid

MARGIN = 30.0
"""Log-odds beyond which a probability is as good as certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, in log-odds, with the naive Bayes factors multiplied in; unknown features weigh nothing."""

    bias: float
    weights: Mapping[str, float] = field(default_factory=dict)

    def odds(self, features: Mapping[str, float]) -> float:
        """The log-odds of the positive class."""
        weights = self.weights
        return self.bias + math.fsum(value * weights[name] for name, value in features.items() if name in weights)

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of the positive class, ratio 0..1."""
        return sigmoid(self.odds(features), MARGIN)

    def pruned(self, least: float) -> Model:
        """The model without weights below `least` in size, rounded to three digits."""
        return Model(round(self.bias, 3), {n: round(w, 3) for n, w in self.weights.items() if abs(w) >= least})


def train(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    *,
    starts: Sequence[float] = (),
    strength: float = 0.5,
    rounds: int = 20,
    seed: int = 0,
) -> Model:
    """The model of these rows.

    `starts` are log-odds that each row has already; the model is what is to be added to them. `strength` is the inverse
    of the L2 penalty (C of liblinear). Deterministic: same rows in the same order give the same model.

    Raises:
        ValueError: no rows, or rows, labels and starts differ in number.
    """
    if not rows or len(rows) != len(labels) or len(starts) not in (0, len(rows)):
        raise ValueError("training needs as many labels as rows, and at least one")
    factors = _factors(rows, labels)
    indexed, names = _indexed(rows, factors)
    task = _Task(indexed, labels, starts or [0.0] * len(rows), len(names))
    weights, bias = _descend(task, strength=strength, rounds=rounds, seed=seed)
    return Model(bias, {name: w * factors[name] for name, w in zip(names, weights, strict=True) if w})


def _factors(rows: Sequence[Mapping[str, float]], labels: Sequence[bool]) -> dict[str, float]:
    """By feature, how unevenly the classes hold it: the root of the log-count ratio, mean 1."""
    counts: dict[str, list[int]] = {}
    for row, label in zip(rows, labels, strict=True):
        for name in row:
            counts.setdefault(name, [1, 1])[label] += 1
    totals = [sum(pair[side] for pair in counts.values()) for side in (0, 1)]
    ratios = {pair: abs(ln(pair[1] * totals[0] / (pair[0] * totals[1]))) for pair in map(tuple, counts.values())}
    raw = {name: math.sqrt(ratios[pair[0], pair[1]]) for name, pair in counts.items()}
    mean = math.fsum(raw.values()) / len(raw) if raw else 1.0
    return {name: value / mean if mean else 1.0 for name, value in raw.items()}


def _indexed(
    rows: Sequence[Mapping[str, float]], factors: Mapping[str, float]
) -> tuple[list[list[tuple[int, float]]], list[str]]:
    """Rows as (feature number, weighed value)."""
    numbers = {name: number for number, name in enumerate(factors)}
    indexed = [[(numbers[n], v * factors[n]) for n, v in row.items() if v * factors[n]] for row in rows]
    return indexed, list(factors)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be learned: rows of (feature number, value), their labels, the log-odds they start from."""

    rows: Sequence[Sequence[tuple[int, float]]]
    labels: Sequence[bool]
    starts: Sequence[float]
    size: int


def _descend(task: _Task, *, strength: float, rounds: int, seed: int) -> tuple[list[float], float]:
    """Weights and bias. `scale` keeps the shrinking of all weights to one multiplication a step."""
    penalty = 1 / (strength * len(task.rows))
    weights, mean = [0.0] * task.size, [0.0] * task.size
    scale, bias, bias_sum, taken = 1.0, 0.0, 0.0, 0
    first_step = 1 / (penalty * _step_offset(penalty))
    step = 0
    order = list(range(len(task.rows)))
    chance = random.Random(seed)  # noqa: S311 - a fixed order, no secret
    for turn in range(rounds):
        _shuffle(order, chance)
        for place in order:
            rate = min(0.5 / penalty, first_step / (1 + first_step * penalty * step))
            step += 1
            row = task.rows[place]
            odds = task.starts[place] + bias + scale * math.fsum(weights[i] * v for i, v in row)
            error = (1.0 if task.labels[place] else 0.0) - sigmoid(odds, MARGIN)
            scale *= 1 - rate * penalty
            change = rate * error / scale
            for i, v in row:
                weights[i] += change * v
            bias += 0.1 * rate * error
        if 2 * turn >= rounds:
            taken += 1
            bias_sum += bias
            mean = [m + scale * w for m, w in zip(mean, weights, strict=True)]
    return [m / taken for m in mean], bias_sum / taken


def _shuffle(order: list[int], chance: random.Random) -> None:
    """Fisher and Yates, from bits of the Mersenne Twister, which no version of Python deals otherwise."""
    for last in range(len(order) - 1, 0, -1):
        bits = (last + 1).bit_length()
        other = chance.getrandbits(bits)
        while other > last:
            other = chance.getrandbits(bits)
        order[last], order[other] = order[other], order[last]


def _step_offset(penalty: float) -> float:
    """The count of steps with which the first rate is about as large as a typical weight allows (Bottou)."""
    typical = math.sqrt(1 / math.sqrt(penalty))
    return 1 / (typical * penalty)
