"""What an article is about, in a few terms: tells two stories with like sentences apart."""

from __future__ import annotations

from collections import Counter

from reviewer.match.terms import terms
from reviewer.match.weights import Weights

LEAD = 60
"""News tell first what they are about: key terms come from so many telling words at the start of the text."""
KEY_TERMS = 30


def key_terms(text: str, weights: Weights, limit: int = KEY_TERMS) -> tuple[str, ...]:
    """The weightiest terms of how an article begins, weightiest first."""
    lead = text[: LEAD * 16]
    counts = Counter(terms(lead)[:LEAD])
    ranked = sorted(counts, key=lambda term: (-min(counts[term], 4) * weights.idf(term), term))
    return tuple(ranked[:limit])
