"""What a whole article is about, in a few terms: tells two stories with like sentences apart."""

from __future__ import annotations

from collections import Counter

from reviewer.match.terms import terms
from reviewer.match.weights import Weights

KEY_TERMS = 40


def key_terms(text: str, weights: Weights, limit: int = KEY_TERMS) -> tuple[str, ...]:
    """The weightiest terms of an article's text, weightiest first."""
    counts = Counter(terms(text))
    ranked = sorted(counts, key=lambda term: (-min(counts[term], 4) * weights.idf(term), term))
    return tuple(ranked[:limit])
