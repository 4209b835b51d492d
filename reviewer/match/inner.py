"""Pairs within one article: a headline that repeats the body, parts and total, claims at odds. Never corroboration."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.match.pair import pair
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Match, Outcome

_UNTOLD = (Outcome.CANNOT_TELL, Outcome.NOT_COMPARABLE)
"""Outcomes that say nothing worth a line inside one article."""


def inner_pairs(sides: Sequence[Side], weights: Weights) -> tuple[Match, ...]:
    """The pairs of one article's claims that are worth showing, in text order."""
    ordered = sorted(sides, key=lambda side: side.claim.span)
    matches = (
        pair(left, right, weights)
        for i, left in enumerate(ordered)
        for right in ordered[i + 1 :]
        if not left.claim.span.overlaps(right.claim.span)
    )
    return tuple(match for match in matches if match.offered and match.comparison.outcome not in _UNTOLD)
