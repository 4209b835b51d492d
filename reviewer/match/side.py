"""A claim with the context that matching needs, and what is read off it once and used for every pair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reviewer.match.related import groups
from reviewer.match.terms import Word, words
from reviewer.match.weights import Weights
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.company import Member
    from reviewer.match.facts import Facts
    from reviewer.match.topic import KeyTerm


class Weighed(NamedTuple):
    """A side under one generation of weights: `vector` of length 1, summed weight of its terms and of its names."""

    vector: Mapping[str, float]
    mass: float
    names: float


def _weighed(side: Side, weights: Weights) -> Weighed:
    raw = {term: (1 + math.log(count)) * weights.idf(term) for term, count in side.counts.items()}
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    vector = {term: value / norm for term, value in raw.items()}
    return Weighed(vector, sum(map(weights.idf, side.counts)), math.fsum(map(weights.idf, side.names)))


@dataclass(frozen=True)
class Side:
    """One side of a pair.

    `sentence` is the exact text of `claim.sentence`, `carried` the exact texts of `claim.carried` in their order.
    `topic` holds key terms of the whole article (`topic.key_terms`); without it, scores rest on the claims alone.
    `meaning` is the packed embedding of `reading` (`meaning.packed`), where a model is there; `company` then are the
    claims of other articles that are nearest by words and story (`company.chosen`), best first.
    """

    claim: Claim
    sentence: str = ""
    carried: tuple[str, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    topic: tuple[KeyTerm, ...] = ()
    meaning: bytes = b""
    company: tuple[Member, ...] = ()
    _cache: dict[int, tuple[Weights, Weighed]] = field(default_factory=dict, repr=False, compare=False, hash=False)

    @classmethod
    def of(cls, claim: Claim, text: str, metadata: Metadata | None = None, topic: tuple[KeyTerm, ...] = ()) -> Side:
        """The side of `claim`, which stands in `text` (the canonical text of its version)."""
        carried = tuple(span.of(text) for span in claim.carried)
        return cls(claim, claim.sentence.of(text), carried, metadata or Metadata(), topic)

    @cached_property
    def reading(self) -> str:
        """The claim as it is read: carried words, then its own."""
        return " ".join([*self.carried, self.claim.quote])

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word of `reading`, small ones as well."""
        return words(self.reading)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of `reading`, in order, with repeats: what the store indexes."""
        return tuple(word.term for word in self.words if not word.small)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each term stands in the claim."""
        return Counter(self.terms)

    @cached_property
    def sorted_terms(self) -> str:
        """The terms as one string in a fixed order, for comparing without regard to order."""
        return " ".join(sorted(self.terms))

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Each term as it is written where it first stands."""
        return {w.term: self.reading[w.start : w.end] for w in reversed(self.words) if not w.small}

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms that are capitalised where they stand."""
        text = self.reading
        return frozenset(w.term for w in self.words if not w.small and text[w.start].isupper())

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Its terms, each once."""
        return frozenset(self.counts)

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """Its terms that are long enough to be spellings of one word, sorted; no numbers."""
        return tuple(sorted(term for term in self.counts if len(term) > 3 and not term.startswith("#")))

    @cached_property
    def kin(self) -> frozenset[str]:
        """Its terms that belong to a group of related words."""
        return frozenset(term for term in self.counts if groups(term))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its terms that are numbers."""
        return frozenset(term for term in self.counts if term.startswith("#"))

    def weighed(self, weights: Weights) -> Weighed:
        """What its terms weigh, worked out once for each generation."""
        cached = self._cache.get(id(weights))
        if cached is None or cached[0] is not weights:
            cached = weights, _weighed(self, weights)
            self._cache[id(weights)] = cached
        return cached[1]

    def place(self, span: Span) -> Span | None:
        """Where a place of the article stands in `reading`; None where it does not."""
        at = 0
        for part, text in zip((*self.claim.carried, self.claim.span), (*self.carried, self.claim.quote), strict=False):
            if part.contains(span):
                return span.shifted(at - part.start)
            at += len(text) + 1
        return None

    @cached_property
    def around(self) -> str:
        """The words of its sentence before the claim: "Police denied that"."""
        return self.sentence[: max(0, self.claim.span.start - self.claim.sentence.start)]

    @cached_property
    def facts(self) -> Facts:
        """What its words tell, for comparing slot by slot."""
        from reviewer.match.facts import read

        return read(self)
