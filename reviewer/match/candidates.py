"""Which claims are worth comparing: those that share the rarest terms.

The index belongs to whoever keeps the claims (the store, or `MemoryIndex`); the choice is made here, in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple, Protocol

from reviewer.match.weights import Weights

RAREST = 12
"""Terms of a claim that are looked up. With 5, a third of the true pairs is lost; 12 keep nine tenths."""
LIMIT = 50
"""Candidates that are scored in full."""
MIN_CAP = 2_000
CAP_SHARE = 1 / 50
"""A term in more claims than max(MIN_CAP, CAP_SHARE of all) is passed over while a rarer one is there."""

BUDGET, FEWEST = 2.0, 4
"""Postings that are read for a claim, in caps; and the terms that are looked up even so."""


class CandidateIndex(Protocol):
    """Postings of listed claims. Claims are numbered by the index; numbers mean nothing outside of it."""

    @property
    def size(self) -> int:
        """How many claims are indexed."""

    def document_frequency(self, terms: Collection[str]) -> Mapping[str, int]:
        """In how many claims each term occurs now; terms in none may be left out."""

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term; terms in none may be left out."""


class Candidate(NamedTuple):
    """A claim's number in the index, and the summed weight of the rare terms that it shares."""

    number: int
    weight: float


@dataclass
class MemoryIndex:
    """A CandidateIndex in memory, for two files beside each other and for tests."""

    _postings: dict[str, list[int]] = field(default_factory=dict)
    size: int = 0

    def add(self, terms: Iterable[str]) -> int:
        """Takes a claim in and gives its number."""
        number = self.size
        self.size += 1
        for term in set(terms):
            self._postings.setdefault(term, []).append(number)
        return number

    def document_frequency(self, terms: Collection[str]) -> Mapping[str, int]:
        """In how many claims each term occurs."""
        return {term: len(self._postings[term]) for term in terms if term in self._postings}

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term."""
        return {term: self._postings[term] for term in terms if term in self._postings}

    def counts(self) -> dict[str, int]:
        """Frequencies of all terms, for Weights."""
        return {term: len(numbers) for term, numbers in self._postings.items()}


def query_terms(terms: Collection[str], frequency: Mapping[str, int], size: int) -> tuple[str, ...]:
    """The terms to look up: the RAREST rarest that occur at all, none too common while a rarer one is there.

    They end where their postings would be more than BUDGET caps; the rarest FEWEST are looked up whatever they cost.
    """
    ranked = sorted((frequency[term], term) for term in set(terms) if frequency.get(term))
    cap = max(MIN_CAP, size * CAP_SHARE)
    chosen = [(count, term) for count, term in ranked if count <= cap] or ranked[:1]
    reach = accumulate(count for count, _ in chosen)
    within = [cost <= BUDGET * cap for cost in reach]
    kept = [term for n, (_, term) in enumerate(chosen) if n < FEWEST or within[n]]
    return tuple(kept[:RAREST])


def nearest(
    index: CandidateIndex,
    claims: Sequence[Collection[str]],
    weights: Weights,
    *,
    exclude: Callable[[int], bool] | None = None,
    limit: int = LIMIT,
) -> list[list[Candidate]]:
    """For each claim (its terms) the up to `limit` claims of the index that share most, best first.

    One call serves all claims of an article, so that each term is looked up once. `exclude` leaves out the article's
    own claims. Ties go to the lower number.
    """
    everything = set().union(*map(set, claims)) if claims else set()
    frequency = index.document_frequency(everything)
    queries = [query_terms(terms, frequency, index.size) for terms in claims]
    postings = index.postings(set().union(*queries) if queries else set())
    return [_ranked(query, postings, weights, exclude, limit) for query in queries]


def _ranked(
    query: Sequence[str],
    postings: Mapping[str, Sequence[int]],
    weights: Weights,
    exclude: Callable[[int], bool] | None,
    limit: int,
) -> list[Candidate]:
    shared: dict[int, float] = {}
    for term in query:
        weight = weights.idf(term) ** 2
        for number in postings.get(term, ()):
            shared[number] = shared.get(number, 0.0) + weight
    ranked = sorted((-weight, number) for number, weight in shared.items())
    kept = ((number, -negative) for negative, number in ranked if not (exclude and exclude(number)))
    return [Candidate(number, weight) for (number, weight), _ in zip(kept, range(limit), strict=False)]
