"""Which claim comes next for a person: of their articles first, and none that another has open or was just handed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice

from reviewer.store.records import CLAIM_BITS
from reviewer.workspace.desk import Desk

MOST = 256
"""Claims of a list that are looked at for one that nobody has."""


def next_claim(desk: Desk, after: str | None, hold: float = 0.0) -> str | None:
    """The next claim that wants a review of mine; None where all is done.

    Whoever is inside an article goes on there; then come the articles that are theirs, nobody's, and those of others.
    A claim that somebody has is passed over while there is another: two are not handed the same one, unless the rules
    want both of them. `hold`: seconds for which it is mine, so that nobody else is handed it meanwhile.
    """
    mine, last = _assigned(desk)
    here = desk.db.listings.number_of(after) if after and mine else None
    inside = [here[0] >> CLAIM_BITS] if here is not None and here[0] >> CLAIM_BITS not in last else []

    def look(but: Collection[str]) -> str | None:
        person = desk.person
        return desk.db.listings.next_open(after, me=person, but=[*but], first=[*inside, *mine], last=last)

    return _handed(desk, look, hold)


def next_of(desk: Desk, claims: Iterable[str], hold: float = 0.0) -> str | None:
    """The first of these claims that nobody else has, else the first; None where there is none."""
    few, seen = islice(claims, MOST), list[str]()

    def look(but: Collection[str]) -> str | None:
        for claim in few:
            seen.append(claim)
            if claim not in but:
                return claim
        return None if but else next(iter(seen), None)

    return _handed(desk, look, hold)


def _handed(desk: Desk, look: Callable[[Collection[str]], str | None], hold: float) -> str | None:
    if not hold or desk.read_only:
        return _free(desk, look)
    with desk.presence.turn():
        found = _free(desk, look)
        if found is not None:
            desk.presence.hold(desk.person, found, hold)
    return found


def _free(desk: Desk, look: Callable[[Collection[str]], str | None]) -> str | None:
    held = desk.presence.held(desk.person)
    taken = _taken(desk, held) if held else ()
    return look(taken) or (look(()) if taken else None)


def _taken(desk: Desk, held: Mapping[str, Collection[str]]) -> Collection[str]:
    """The claims that so many have, together with those who are in, as the rules want."""
    state = desk.db.decisions.state(claims=tuple(held))
    return {
        claim
        for claim, others in held.items()
        if len({*others, *state.persons_in(claim, "content")}) >= state.wanted(claim, "content")
    }


def _assigned(desk: Desk) -> tuple[list[int], list[int]]:
    """Numbers of the articles that are assigned to me, and of those that are to others alone."""
    mine: list[int] = []
    others: list[int] = []
    acts = desk.db.decisions.acts_of_type("assign", current=True)
    for article in sorted({act.event.data["article"] for act in acts} - {None}):
        persons = desk.db.decisions.state(articles=(article,)).assigned(article)
        row = desk.db.corpus.article(article)
        if persons and row is not None:
            (mine if desk.person in persons else others).append(row.number)
    return sorted(mine), others
