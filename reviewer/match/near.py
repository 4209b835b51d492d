"""Near claims in a large workspace: pairs whose telling words are close, found without comparing all with all.

Weights are whole numbers, so any way of summing them gives the same scores: claim by claim or all at once
(`near_batch`), with numpy or without. A claim's terms stand rarest first; its *head* are those before the rest weighs
less than LEAST. Two claims are near when their heads share enough (AMONG_HEADS) and the whole is close (CLOSE): common
words alone bring nobody together, and are never looked up. After Bayardo, Ma, Srikant 2007, "Scaling up all pairs
similarity search".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from reviewer.match.weights import Weights

NEAR_VERSION = 1
"""Raised with any change of what is near; an index of another version is built anew."""
UNIT = 4_000
"""The length of a claim's vector. Products of two stay below 2^25: 32 bits hold every sum."""
LEAST = 0.35
"""Cosine (ratio 0..1) from which two claims are near."""
CLOSE = round(LEAST * UNIT * UNIT)
HEAD = round(LEAST * UNIT) ** 2
"""The head of a claim ends where the squares of the rest sum to less."""
AMONG_HEADS = round(0.17 * UNIT * UNIT)
"""What the heads of near claims share at least: half of what makes them close. Measured on 20,000 sentences of news, it
passes over 12 of 10,000 close pairs (0.23: 140), and lets few through that are not."""
KEPT = 20
"""Near claims that a claim keeps; a pair stays if either of the two keeps it."""
GRAIN = 1 << 20
"""Raw weights are taken to this fraction before they are brought to length, so that sums of squares are exact."""


class Vector(NamedTuple):
    """The terms of a claim, rarest first, their whole-number weights, and how many of them are its head."""

    terms: tuple[str, ...]
    weights: tuple[int, ...]
    head: int

    @property
    def first(self) -> Iterator[tuple[str, int]]:
        """The head: terms with their weights."""
        return islice(zip(self.terms, self.weights, strict=True), self.head)


class Near(NamedTuple):
    """A pair by the numbers of its claims, lower first, and their product: `share` is its cosine."""

    one: int
    other: int
    product: int

    @property
    def share(self) -> float:
        """The cosine, ratio 0..1."""
        return min(1.0, self.product / (UNIT * UNIT))


@lru_cache(maxsize=1_000)
def repeated(count: int) -> float:
    """How much more a term weighs that stands so often in one claim."""
    return 1 + math.log(count)


def vector(terms: Collection[str], weights: Weights) -> Vector:
    """A claim's terms (with repeats) as a vector under one generation of weights."""
    counts = Counter(terms)
    ordered = sorted(counts, key=lambda term: (-weights.idf(term), term))
    raw = [round(repeated(counts[term]) * weights.idf(term) * GRAIN) for term in ordered]
    length = math.sqrt(sum(value * value for value in raw)) or 1.0
    scaled = tuple(round(value * UNIT / length) for value in raw)
    rest, head = sum(value * value for value in scaled), 0
    for value in scaled:
        if rest < HEAD:
            break
        rest -= value * value
        head += 1
    return Vector(tuple(ordered), scaled, head)


def product(left: Vector, right: Vector) -> int:
    """The product of two claims' vectors where they are near, else 0."""
    theirs = dict(zip(right.terms, right.weights, strict=True))
    heads = dict(right.first)
    if sum(weight * heads.get(term, 0) for term, weight in left.first) < AMONG_HEADS:
        return 0
    whole = sum(weight * theirs.get(term, 0) for term, weight in zip(left.terms, left.weights, strict=True))
    return whole if whole >= CLOSE else 0


Postings = Mapping[str, tuple[Sequence[int], Sequence[int]]]
"""For a term the numbers of the claims that have it in their head, and its weight in each."""


def meeting(mine: Vector, postings: Postings) -> list[int]:
    """Numbers of claims whose heads share enough with that of `mine`; some are not near (`product` tells)."""
    shared: dict[int, int] = {}
    for term, weight in mine.first:
        found = postings.get(term)
        if found is not None:
            for number, theirs in zip(*found, strict=True):
                shared[number] = shared.get(number, 0) + weight * theirs
    return [number for number, sum_ in shared.items() if sum_ >= AMONG_HEADS]


def join(vectors: Sequence[Vector], groups: Sequence[int]) -> Iterator[Near]:
    """All near pairs of claims of different groups (articles), by their places in `vectors`. Needs no library."""
    postings: dict[str, tuple[list[int], list[int]]] = {}
    for place, mine in enumerate(vectors):
        for other in meeting(mine, postings):
            if groups[other] != groups[place]:
                found = product(vectors[other], mine)
                if found:
                    yield Near(other, place, found)
        for term, weight in mine.first:
            numbers, weights = postings.setdefault(term, ([], []))
            numbers.append(place)
            weights.append(weight)


def frequencies(claims: Iterable[Sequence[str]]) -> dict[str, int]:
    """In how many of the claims each term occurs."""
    return dict(Counter(chain.from_iterable(map(frozenset, claims))))


def kept(pairs: Iterable[Near]) -> list[Near]:
    """The pairs that are among the KEPT nearest of at least one of their claims, in order of their numbers."""
    sides: dict[int, list[tuple[int, int]]] = {}
    every = list(pairs)
    for one, other, product_ in every:
        sides.setdefault(one, []).append((-product_, other))
        sides.setdefault(other, []).append((-product_, one))
    best = {claim: frozenset(other for _, other in sorted(near)[:KEPT]) for claim, near in sides.items()}
    return sorted(pair for pair in every if pair.other in best[pair.one] or pair.one in best[pair.other])
