"""The same words in another order: who did it to whom, what rose faster than what."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.match.facts import Facts
from reviewer.match.naming import same
from reviewer.match.terms import Word

_MUTUAL = "meet marri merg divorc border resembl equal match talk agre play tie quarrel"
"""Terms of what two do with each other, in whichever order they are named."""


def names_change_places(left: Facts, right: Facts) -> bool:
    """Whether two names stand the other way round about the same words: "A sued B", "B sued A"."""
    mine, theirs = left.names, right.names
    if len(mine) != 2 or len(theirs) != 2 or same(mine[0], mine[1]):
        return False
    crossed = same(mine[0], theirs[1]) and same(mine[1], theirs[0]) and not same(mine[0], theirs[0])
    return crossed and without_names(left) == without_names(right)


def without_names(facts: Facts) -> list[str]:
    """All words but the names, small ones as well: "by" and "from" turn the roles round."""
    return [w.term for w in facts.words if not any(n.span.start <= w.start < n.span.end for n in facts.names)]


def exchanged(left: Facts, right: Facts) -> tuple[int, int] | None:
    """Where two telling words, no names, have changed places in claims that are otherwise equal, by index; else None.

    Not where they are only listed ("food and water") or do something with each other.
    """
    mine, theirs = left.words, right.words
    if len(mine) != len(theirs):
        return None
    places = [i for i, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a.term != b.term]
    if len(places) != 2:
        return None
    first, last = places
    crossed = mine[first].term == theirs[last].term and mine[last].term == theirs[first].term
    if not crossed or not {first, last} <= set(left.core):
        return None
    between = [word for word in mine[first + 1 : last] if not word.small]
    return (first, last) if between and not any(word.term in _MUTUAL.split() for word in between) else None


def compares(words: Sequence[Word], places: tuple[int, int]) -> bool:
    """Whether "than" stands between two words: then not both orders can be true."""
    return any(word.term == "than" for word in words[places[0] + 1 : places[1]])
