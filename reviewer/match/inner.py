"""Pairs within one article: a headline that repeats the body, parts and total, claims at odds. Never corroboration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.match.candidates import MemoryIndex, nearest
from reviewer.match.pair import compared
from reviewer.match.score import OFFERED, alone, signals
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Match, Outcome

UNTOLD = (Outcome.CANNOT_TELL, Outcome.NOT_COMPARABLE)
"""Outcomes that say nothing worth a line inside one article."""
NEAREST = 12
"""Claims of the article that each is compared with: those that share its rarest words."""
BACK = 4
"""Claims before "Of them, 640 …" among which the whole is looked for."""


def inner_pairs(sides: Sequence[Side], weights: Weights) -> tuple[Match, ...]:
    """The pairs of one article's claims that are worth showing, in text order. Claims that overlap are no pair."""
    ordered = sorted(sides, key=lambda side: side.claim.span)
    found = []
    for i, j in sorted({*_near(ordered, weights), *_parts(ordered)}):
        left, right = ordered[i], ordered[j]
        if left.claim.span.overlaps(right.claim.span):
            continue
        if right.claim.id < left.claim.id:
            left, right = right, left
        reasons = signals(left, right, weights)
        if alone(reasons, weights.model) < OFFERED and not _may_be_part(left, right):
            continue  # whatever a comparison said, it would not be shown
        match = compared(left, right, weights, reasons)
        if match.comparison.outcome is Outcome.PART_OF:
            match = replace(match, offered=True, why_not="")
        if match.offered and match.comparison.outcome not in UNTOLD:
            found.append(match)
    return tuple(found)


def _may_be_part(left: Side, right: Side) -> bool:
    """Whether a number of either is told as a part or as a whole; without, no rule finds a part."""
    return any(figure.part or figure.total for side in (left, right) for figure in side.facts.figures)


def _near(ordered: Sequence[Side], weights: Weights) -> Iterator[tuple[int, int]]:
    """Pairs of claims, by index, that share rare words."""
    index = MemoryIndex()
    for side in ordered:
        index.add(side.terms)
    for i, candidates in enumerate(
        nearest(index, [side.terms for side in ordered], weights, limit=NEAREST + 1, least=0.0, shared=0.0)
    ):
        yield from ((min(i, c.number), max(i, c.number)) for c in candidates if c.number != i)


def _parts(ordered: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Claims with a number that is told as one of a part, with those shortly before that have a number."""
    for j, side in enumerate(ordered):
        if any(figure.part for figure in side.facts.figures):
            yield from ((i, j) for i in range(max(0, j - BACK), j) if ordered[i].facts.figures)
