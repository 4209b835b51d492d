"""Which claims are worth comparing: those that share enough telling words, whichever of the two is asked for.

The index belongs to whoever keeps the claims (the store, or `MemoryIndex`); the choice is made here, in one place.
It rests on the two claims and on one generation of weights alone: whether the one was there before the other, and what
else is there, changes nothing. So claim by claim or all at once, the same pairs are met.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from reviewer.match.weights import Weights

MIN_CAP = 2_000
CAP_SHARE = 1 / 50
"""A term in more claims than max(MIN_CAP, CAP_SHARE of all) brings nobody together."""
GRAIN = 1 << 20
"""Weights are summed in whole units of this fraction: the order of summing must not matter."""
SHARED = 0.2
"""Summed weight of the telling terms that two near claims share at least; a term never seen before weighs 1."""
CLOSE = 0.045
"""What near claims share for each term of theirs (geometric mean of both), at least. Measured on sentences of the
public sets, a tenth of them news of the same events: in 3,000, 21,000 and 58,000 claims 22, 42 and 64 are near one, and
.98, .98 and .94 of the pairs that would be offered are among them; of the 50 that share most instead, .91 in 21,000."""
MOST = 300
"""Claims that are compared with one, the nearest first: the only bound that others can push a pair over."""


class CandidateIndex(Protocol):
    """Postings of listed claims. Claims are numbered by the index; numbers mean nothing outside of it."""

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term; terms in none may be left out."""

    def lengths(self, numbers: Collection[int]) -> Mapping[int, int]:
        """How many terms each claim has, with repeats."""


class Candidate(NamedTuple):
    """A claim's number in the index, and the weight that is shared for each term."""

    number: int
    closeness: float


@dataclass
class MemoryIndex:
    """A CandidateIndex in memory, for two files beside each other and for tests."""

    _postings: dict[str, list[int]] = field(default_factory=dict)
    _lengths: list[int] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many claims are indexed."""
        return len(self._lengths)

    def add(self, terms: Collection[str]) -> int:
        """Takes a claim in and gives its number."""
        number = self.size
        self._lengths.append(len(terms))
        for term in set(terms):
            self._postings.setdefault(term, []).append(number)
        return number

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term."""
        return {term: self._postings[term] for term in terms if term in self._postings}

    def lengths(self, numbers: Collection[int]) -> Mapping[int, int]:
        """How many terms each claim has."""
        return {number: self._lengths[number] for number in numbers}

    def counts(self) -> dict[str, int]:
        """Frequencies of all terms, for Weights."""
        return {term: len(numbers) for term, numbers in self._postings.items()}


def telling(terms: Iterable[str], weights: Weights) -> dict[str, int]:
    """Those of the terms that may bring claims together, each with its weight in GRAIN."""
    cap = max(MIN_CAP, weights.claims * CAP_SHARE)
    return {term: round(weights.idf(term) ** 2 * GRAIN) for term in terms if weights.count(term) <= cap}


def nearest(
    index: CandidateIndex,
    claims: Sequence[Collection[str]],
    weights: Weights,
    *,
    exclude: Callable[[int], bool] | None = None,
    limit: int = MOST,
    least: float = CLOSE,
    shared: float = SHARED,
) -> list[list[Candidate]]:
    """For each claim (its terms) those of the index that are near it, up to `limit`, nearest first.

    One call serves all claims of an article, so that each term is looked up once. `exclude` leaves out the article's
    own claims. Ties go to the lower number. `least` and `shared`: from which closeness and weight a claim is near.
    """
    told = telling(set().union(*map(set, claims)), weights) if claims else {}
    postings = index.postings(told)
    met = [_met(set(terms), told, postings) for terms in claims]
    floor = round(shared * GRAIN)
    kept = [
        {n: weight for n, weight in each.items() if weight >= floor and not (exclude and exclude(n))} for each in met
    ]
    lengths = index.lengths(set().union(*kept) if kept else set())
    return [_ranked(len(terms), each, lengths, least, limit) for terms, each in zip(claims, kept, strict=True)]


def _met(terms: Collection[str], told: Mapping[str, int], postings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """What each claim of the index shares with these terms."""
    shared: dict[int, int] = {}
    for term in terms:
        weight = told.get(term, 0)
        for number in postings.get(term, ()):
            shared[number] = shared.get(number, 0) + weight
    return shared


def _ranked(
    length: int, shared: Mapping[int, int], lengths: Mapping[int, int], least: float, limit: int
) -> list[Candidate]:
    found = (
        (weight / GRAIN / math.sqrt(length * lengths[number]), number)
        for number, weight in shared.items()
        if number in lengths
    )
    ranked = sorted((-closeness, number) for closeness, number in found if closeness >= least)
    return [Candidate(number, -negative) for negative, number in ranked[:limit]]
