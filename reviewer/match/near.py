"""Near claims in a large workspace: pairs whose telling words are close, found without comparing all with all.

Weights are whole numbers, so any way of summing them gives the same scores: claim by claim or all at once, with numpy
(`near_batch`) or without (`near_plain`). A claim's terms stand rarest first; its *head* are those before the rest
weighs little. Two claims are near when their heads share enough and the whole is close (CLOSE): common words alone
bring nobody together, and are never looked up. After Bayardo, Ma, Srikant 2007, "Scaling up all pairs similarity
search".
Near are also claims that read alike (`alike`), however common their words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from reviewer.match.weights import Weights

NEAR_VERSION = 2
"""Raised with any change of what is near; an index of another version is built anew."""
UNIT = 4_000
"""The length of a claim's vector. Products of two stay below 2^25: 32 bits hold every sum."""
LEAST = 0.35
"""Cosine (ratio 0..1) from which two claims are near."""
CLOSE = round(LEAST * UNIT * UNIT)
KEPT = 50
"""Near claims that a claim keeps; a pair stays if either of the two keeps it. With 20, one sentence that is told with
forty different figures loses one pair in sixty."""
GRAIN = 1 << 20
"""Raw weights are taken to this fraction before they are brought to length, so that sums of squares are exact."""


class Reach(NamedTuple):
    """What a head is, and how much two of them share at least; both are sums of products of two weights."""

    rest: int
    """The head of a claim ends where the squares of the rest sum to less."""
    among: int
    """What the heads of two claims share at least, if they are worth a look."""


TELLING = Reach(rest=round(0.25 * UNIT) ** 2, among=round(0.255 * UNIT * UNIT))
"""Measured on 46,500 sentences of news and debates: passes over 3 of 1,000 close pairs and lets 3 through for one that
is close. A rest of LEAST (0.35), which would pass over none without `among`, lets twice as many through at that loss.
"""


class Vector(NamedTuple):
    """The terms of a claim, rarest first, their whole-number weights, and how many of them are its head."""

    terms: tuple[str, ...]
    weights: tuple[int, ...]
    head: int

    @property
    def first(self) -> Iterator[tuple[str, int]]:
        """The head: terms with their weights."""
        return islice(zip(self.terms, self.weights, strict=True), self.head)

    @property
    def tail(self) -> Iterator[tuple[str, int]]:
        """The rest: terms with their weights."""
        return islice(zip(self.terms, self.weights, strict=True), self.head, None)


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
        if rest < TELLING.rest:
            break
        rest -= value * value
        head += 1
    return Vector(tuple(ordered), scaled, head)


def product(left: Vector, right: Vector) -> int:
    """The product of two claims' vectors where they are near by telling words, else 0."""
    heads = dict(right.first)
    if sum(weight * heads.get(term, 0) for term, weight in left.first) < TELLING.among:
        return 0
    found = whole(left, right)
    return found if found >= CLOSE else 0


def whole(left: Vector, right: Vector) -> int:
    """The product of two claims' vectors."""
    theirs = dict(zip(right.terms, right.weights, strict=True))
    return sum(weight * theirs.get(term, 0) for term, weight in zip(left.terms, left.weights, strict=True))


Postings = Mapping[str, tuple[Sequence[int], Sequence[int]]]
"""For a term the numbers of the claims that have it in their head, and its weight in each."""


def meeting(mine: Vector, postings: Postings, among: int = TELLING.among) -> list[int]:
    """Numbers of claims whose heads share enough with that of `mine`; some are not near (`product` tells)."""
    found = [(weight, postings[term]) for term, weight in mine.first if term in postings]
    if not found:
        return []
    found.sort(key=lambda each: -len(each[1][0]))
    weight, (numbers, weights) = found[0]  # the longest without a loop of ours: numbers are there once
    shared = dict(zip(numbers, map(weight.__mul__, weights), strict=True))
    known = shared.get
    for weight, (numbers, weights) in found[1:]:
        for number, theirs in zip(numbers, weights, strict=True):
            shared[number] = known(number, 0) + weight * theirs
    return [number for number, sum_ in shared.items() if sum_ >= among]


def post(vector: Vector, place: int, postings: dict[str, tuple[list[int], list[int]]]) -> None:
    """Takes the head of a claim in."""
    for term, weight in vector.first:
        numbers, weights = postings.setdefault(term, ([], []))
        numbers.append(place)
        weights.append(weight)


def frequencies(claims: Iterable[Sequence[str]]) -> dict[str, int]:
    """In how many of the claims each term occurs."""
    return dict(Counter(chain.from_iterable(map(frozenset, claims))))


def kept(pairs: Iterable[Near]) -> list[Near]:
    """The pairs that are among the KEPT nearest of at least one of their claims, in order of their numbers."""
    every = sorted(map(tuple, pairs))
    met = Counter(map(itemgetter(0), every))
    met.update(map(itemgetter(1), every))
    sides: dict[int, list[tuple[int, int]]] = {claim: [] for claim, count in met.items() if count > KEPT}
    for one, other, product_ in every:
        if one in sides:
            sides[one].append((-product_, other))
        if other in sides:
            sides[other].append((-product_, one))
    best = {claim: frozenset(other for _, other in sorted(near)[:KEPT]) for claim, near in sides.items()}
    return [  # of a claim that has few, all others are among the nearest
        Near(one, other, product_)
        for one, other, product_ in every
        if one not in best or other not in best or other in best[one] or one in best[other]
    ]
