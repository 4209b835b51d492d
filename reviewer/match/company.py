"""A claim in company: what it means together with the nearest claims of other articles, steadier than by itself.

Its company is chosen by words and story alone, among claims that stood there when a generation of weights was frozen:
the same for every pair of the claim, whenever it came. For a pair the claims of the partner's article are left out, so
that what two claims say of each other is counted once, by the other signals. The known way is query expansion with
pseudo-relevance feedback (Rocchio 1971; for embeddings: Li et al. 2021, "Pseudo Relevance Feedback with Deep Language
Models and Dense Retrievers"); number and weight of the neighbours were chosen on the train topics of ECB+.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from functools import lru_cache
from operator import mul
from typing import NamedTuple

COUNTED = 3
"""Claims that speak along with one, each with the weight of its own. With 2 to 8 held-out topics of 23 articles each
move by .006; where a story has few articles, more of them make matches worse."""
KEPT = COUNTED + 1
"""Claims that are kept, of an article one at most: one may be of the partner's."""
LEAST = 0.5
"""Score by words and story (ratio) of the furthest that is company: lower ones make matches worse in workspaces where a
story has few articles."""


class Member(NamedTuple):
    """A claim that is company of another: its article, and its packed embedding (`meaning.packed`)."""

    article: str
    meaning: bytes


class Neighbour(NamedTuple):
    """A claim of another article, and what it scores with one by words and story alone, ratio 0..1."""

    score: float
    article: str
    claim: str


def chosen(near: Iterable[Neighbour]) -> tuple[str, ...]:
    """The company of a claim among those near it, best first: the best of each article; claim ids."""
    best: dict[str, str] = {}
    for each in sorted((one for one in near if one.score >= LEAST), key=lambda one: (-one.score, one.claim)):
        best.setdefault(each.article, each.claim)
    return tuple(best.values())[:KEPT]


class Together(NamedTuple):
    """Two claims, each in its company: the cosine at least 0, ratio 0..1, and how many claims speak along with each."""

    nearness: float
    left: int
    right: int


class Host(NamedTuple):
    """A claim with its company, best first."""

    article: str
    meaning: bytes
    members: tuple[Member, ...]


def together(left: Host, right: Host) -> Together | None:
    """Both in their company; None where one of them has none beside the partner's article."""
    mine, theirs = _speaking(left, right.article), _speaking(right, left.article)
    if len(mine) < 2 or len(theirs) < 2:
        return None
    both = sum(map(mul, _direction(mine), _direction(theirs)))
    return Together(min(1.0, max(0.0, both)), len(mine) - 1, len(theirs) - 1)


def _speaking(host: Host, without: str) -> tuple[bytes, ...]:
    """The embeddings that speak for a claim beside one article: its own, and those of its company."""
    others = [member.meaning for member in host.members if member.article != without]
    return (host.meaning, *others[:COUNTED])


@lru_cache(maxsize=4_096)
def _direction(vectors: tuple[bytes, ...]) -> array[float]:
    """The sum of embeddings of length 1, brought to length 1; summed in order, so that it is the same everywhere."""
    total = [0.0] * len(vectors[0])
    for vector in vectors:
        numbers = array("b", vector)
        share = 1 / (math.sqrt(sum(map(mul, numbers, numbers))) or 1.0)
        total = [so_far + share * number for so_far, number in zip(total, numbers, strict=True)]
    length = math.sqrt(sum(map(mul, total, total))) or 1.0
    return array("d", [value / length for value in total])
