"""A claim with the context that matching needs, and what is read off it once and used for every pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from reviewer.match.terms import terms
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim
from reviewer.model.span import Span


@dataclass(frozen=True)
class Side:
    """One side of a pair.

    `sentence` is the exact text of `claim.sentence`, `carried` the exact texts of `claim.carried` in their order.
    `topic` holds key terms of the whole article (`topic.key_terms`); without it, scores rest on the claims alone.
    """

    claim: Claim
    sentence: str = ""
    carried: tuple[str, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    topic: tuple[str, ...] = ()

    @classmethod
    def of(cls, claim: Claim, text: str, metadata: Metadata | None = None, topic: tuple[str, ...] = ()) -> Side:
        """The side of `claim`, which stands in `text` (the canonical text of its version)."""
        carried = tuple(span.of(text) for span in claim.carried)
        return cls(claim, claim.sentence.of(text), carried, metadata or Metadata(), topic)

    @cached_property
    def reading(self) -> str:
        """The claim as it is read: carried words, then its own."""
        return " ".join([*self.carried, self.claim.quote])

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of `reading`, in order, with repeats: what the store indexes."""
        return terms(self.reading)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each term stands in the claim."""
        return Counter(self.terms)

    def words_of(self, span: Span) -> str:
        """The words at a place of the article, as far as they stand in the claim, its sentence or what it carries."""
        places = [(self.claim.span, self.claim.quote), (self.claim.sentence, self.sentence)]
        places += list(zip(self.claim.carried, self.carried, strict=False))
        for place, words in places:
            if place.contains(span):
                return words[span.start - place.start : span.end - place.start]
        return ""
