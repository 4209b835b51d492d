"""Words with exact places, and the small lists of words that rules are made of."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 60
"""A run of more code points without a space is cut: nothing a rule knows is longer, and cost stays linear."""

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d(?:[\d,.:]{0,30}\d)?(?:st|nd|rd|th)?"  # 5,500 · 19th · 6:30
    rf"|[^\W_](?:[\w&]|[’'‐‑-](?=\w)|\.(?=\w[^\W\d])){{0,{LONGEST}}}"
    r"|''|\.{3}"
    r"|\S"
)
"""One word, number or mark. Hyphens and apostrophes inside a word stay in it; "5.5" and "U.S." are one word."""

_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_LOWER = re.compile(r"(?<![\w’'-])[a-z][a-z’'-]{2,}")


def vocabulary(words: str) -> frozenset[str]:
    """A set of words, written as one text with white space between."""
    return frozenset(words.split())


def in_order(words: str) -> tuple[str, ...]:
    """Words written as one text, in their order."""
    return tuple(words.split())


@lru_cache(maxsize=8)
def lower_words(text: str) -> frozenset[str]:
    """The words that stand in lower case somewhere in a text: with a capital they are hardly names there."""
    return frozenset(_LOWER.findall(text))


@lru_cache(maxsize=8)
def capital_words(text: str) -> frozenset[str]:
    """The words, in lower case, that have a capital in mid-sentence somewhere in a text: mostly names."""
    return frozenset(word.lower() for word in _CAPITAL.findall(text))
