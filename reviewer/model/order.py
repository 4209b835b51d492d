"""In which order claims are listed."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """Ways to list claims; within each, by article and in text order."""

    TEXT = "text"
    SCORE = "score"
    MATCHES = "matches"
    AT_ODDS = "at_odds"


ORDER_WORDS = {
    Order.TEXT: "by article, in text order",
    Order.SCORE: "most worth checking first",
    Order.MATCHES: "most matches first",
    Order.AT_ODDS: "contradicted ones first",
}
"""What each order is, for people."""
