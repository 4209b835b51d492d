"""Claims alike in their letters: much the same words in much the same order, telling or not.

"The index rose 3.4 points, or 0.3 percent" and "the index fell 10.8 points, or 1.0 percent" share no rare word, so
`near` alone passes over them; they read alike, and a desk must see them beside each other. Two claims are alike where
rapidfuzz's `ratio` or `token_sort_ratio` says so; who is worth asking is found as near claims are, by heads, with all
words (small ones too) weighed by their letters. The share of letters in common words bounds the ratio only roughly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from reviewer.match.near import UNIT, Reach, Vector, meeting, post

ALIKE = 69.5
"""Ratio (0..100) from which two claims read alike: 70 when rounded."""
LETTERS = Reach(rest=round(0.12 * UNIT * UNIT), among=round(0.18 * UNIT * UNIT))
"""Measured on 20,000 sentences of news and debates: of 4,300 pairs that are alike 3 are passed over, and 500,000 pairs
are worth a look. A shorter head (0.2) with less in common (0.12) finds as many, and has 1,600,000 looked at."""
EVERYDAY = 5_000
"""A word that more claims have stands in no head: what the join costs grows with the claims, not with their square."""
FITTING = ALIKE / (200 - ALIKE)
"""A text shorter than this share of another cannot be alike."""
_WORDS = re.compile(r"\w+")
_MARK = "="
"""Stands before a word, so that it is no term: both are kept in one index."""


class Reading(NamedTuple):
    """A claim as it reads: its text, and the text with its words in order."""

    text: str
    ordered: str


def words(text: str) -> list[str]:
    """The different words of a text, small ones too, each marked as a word."""
    return [_MARK + word for word in set(_WORDS.findall(text.lower()))]


def ordered(text: str) -> str:
    """The text with its words in alphabetical order, as `token_sort_ratio` compares them."""
    return " ".join(sorted(text.split()))


def reading(text: str) -> Reading:
    """A claim as it reads."""
    return Reading(text, ordered(text))


def length(word: str) -> int:
    """The letters of a marked word."""
    return len(word) - len(_MARK)


def vector(own: Iterable[str], df: Mapping[str, int]) -> Vector:
    """A claim's words as a vector: squares are shares of all letters. `df` says how many claims have a word."""
    found = sorted(own, key=lambda word: (df.get(word, 0), word))
    total = sum(map(length, found))
    weights = tuple(round(math.sqrt(length(word) / total) * UNIT) for word in found)
    rest, head = sum(weight * weight for weight in weights), 0
    for word, weight in zip(found, weights, strict=True):
        if rest < LETTERS.rest or df.get(word, 0) > EVERYDAY:
            break
        rest -= weight * weight
        head += 1
    return Vector(tuple(found), weights, head)


def alike(one: Reading, other: Reading) -> bool:
    """Whether two claims read alike."""
    return bool(
        fuzz.ratio(one.text, other.text, score_cutoff=ALIKE)
        or fuzz.ratio(one.ordered, other.ordered, score_cutoff=ALIKE)
    )


def join(vectors: Sequence[Vector], readings: Sequence[Reading], groups: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of claims of different groups (articles) that read alike, by their places. Needs no numpy."""
    postings: dict[str, tuple[list[int], list[int]]] = {}
    for place, mine in enumerate(vectors):
        for other in meeting(mine, postings, LETTERS.among):
            if groups[other] != groups[place] and alike(readings[other], readings[place]):
                yield other, place
        post(mine, place, postings)
