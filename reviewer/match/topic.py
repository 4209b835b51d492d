"""What an article is about, in a few terms: tells two stories with like sentences apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reviewer.match.terms import words
from reviewer.match.weights import Weights

LEAD = 60
"""News tell first what they are about: key terms come from so many telling words at the start of the text."""
KEY_TERMS = 30


class KeyTerm(NamedTuple):
    """A term of a topic, and how it is written where it first stands."""

    term: str
    written: str


def key_terms(text: str, weights: Weights, limit: int = KEY_TERMS) -> tuple[KeyTerm, ...]:
    """The weightiest terms of how an article begins, weightiest first."""
    lead = text[: LEAD * 16]
    telling = [word for word in words(lead) if not word.small][:LEAD]
    counts = Counter(word.term for word in telling)
    first = {word.term: lead[word.start : word.end] for word in reversed(telling)}
    ranked = sorted(counts, key=lambda term: (-min(counts[term], 4) * weights.idf(term), term))
    return tuple(KeyTerm(term, first[term]) for term in ranked[:limit])


def written(topic: Iterable[KeyTerm]) -> Mapping[str, str]:
    """How a topic writes its terms."""
    return {key.term: key.written for key in topic}
