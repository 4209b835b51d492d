"""Which claim comes next for a person: of their articles first, and none that another has open now."""

from __future__ import annotations

from reviewer.store.records import CLAIM_BITS
from reviewer.workspace.desk import Desk

_TRIES = 20
"""Claims that others have open and that are passed over, at most; behind them they are handed out all the same."""


def next_claim(desk: Desk, after: str | None) -> str | None:
    """The next claim that wants a review of mine; None where all is done.

    Whoever is inside an article goes on there; then come the articles that are theirs, nobody's, and those of others.
    A claim that somebody has open is passed over while there is another: two are not handed the same one, unless the
    rules want both of them.
    """
    mine, last = _assigned(desk)
    here = desk.db.listings.number_of(after) if after and mine else None
    inside = [here[0] >> CLAIM_BITS] if here is not None and here[0] >> CLAIM_BITS not in last else []
    passed: list[str] = []
    first: str | None = None
    while len(passed) < _TRIES:
        found = desk.db.listings.next_open(after, me=desk.person, but=passed, first=[*inside, *mine], last=last)
        if found is None or not _taken(desk, found):
            return found or first
        first = first or found
        passed.append(found)
    return first


def _taken(desk: Desk, claim: str) -> bool:
    """Whether those who have the claim open, and those who are in, are as many as the rules want."""
    others = set(desk.presence.others(claim)) - {desk.person}
    if not others:
        return False
    state = desk.db.decisions.state(claims=(claim,))
    return len(others | set(state.persons_in(claim, "content"))) >= state.wanted(claim, "content")


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
