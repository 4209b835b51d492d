"""What follows from new events, in the transaction that brings them: statuses, pair words, which claims are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from reviewer.log.event import Event
from reviewer.workspace import settling
from reviewer.workspace.desk import Desk
from reviewer.workspace.indexing import index, relist_claims
from reviewer.workspace.listing import JUDGING, named_by
from reviewer.workspace.matching import Matcher

_AT_ONCE = 500
"""Claims looked at in one transaction."""


def follow(desk: Desk, events: Iterable[Event]) -> set[str]:
    """Settles what these events change; the articles whose list of claims they changed, to be matched after it."""
    reached = list(settling.reached(desk.db, events))
    settling.settle(desk.db, reached)
    return relist_claims(desk, named_by(reached))


def match(desk: Desk, articles: Iterable[str]) -> None:
    """Matches articles of which claims are newly listed."""
    for article in articles:
        Matcher(desk).match(article)


def refresh(desk: Desk, *articles: str) -> None:
    """Brings the corpus up to the log for these articles, after an act that moves claims."""
    match(desk, [article for article in articles if index(desk, article)])


def relist_everything(desk: Desk) -> None:
    """Looks at every claim that anybody judged: after logs of others came in, any of them can be listed or not."""
    claims = desk.db.decisions.claims_with_acts(JUDGING)
    for group in _groups(claims):
        with desk.db.write():
            moved = relist_claims(desk, group)
        match(desk, moved)


def _groups(claims: Iterator[str]) -> Iterator[Collection[str]]:
    while group := list(islice(claims, _AT_ONCE)):
        yield group
