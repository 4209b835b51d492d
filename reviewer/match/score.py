"""How likely two claims speak of the same thing: signals with weights, summed in log-odds."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rapidfuzz import fuzz

from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Signal

OFFERED = 0.5
"""Score from which a pair is offered as a match."""

_BIAS = -5.0
_COSINE, _RATIO = 8.0, 2.0


def signals(left: Side, right: Side, weights: Weights) -> tuple[Signal, ...]:
    """The reasons for and against, each with its share of the score in log-odds."""
    cosine = _cosine(left, right, weights)
    ratio = fuzz.token_set_ratio(" ".join(left.terms), " ".join(right.terms)) / 100
    shared = sorted(left.counts.keys() & right.counts.keys(), key=weights.idf, reverse=True)
    return (
        Signal("shared words", cosine, _COSINE * cosine, ", ".join(shared[:5])),
        Signal("wording", ratio, _RATIO * ratio),
    )


def probability(reasons: Iterable[Signal]) -> float:
    """The score that these reasons add up to, ratio 0..1."""
    return 1 / (1 + math.exp(-(_BIAS + sum(signal.weight for signal in reasons))))


def _cosine(left: Side, right: Side, weights: Weights) -> float:
    mine, theirs = ({t: (1 + math.log(n)) * weights.idf(t) for t, n in s.counts.items()} for s in (left, right))
    norm = math.sqrt(sum(v * v for v in mine.values()) * sum(v * v for v in theirs.values()))
    return min(1.0, sum(v * theirs[t] for t, v in mine.items() if t in theirs) / norm) if norm else 0.0
