"""What follows from new events, in the transaction that brings them: statuses, pair words, which claims are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from reviewer.errors import StoreError
from reviewer.log.event import Event
from reviewer.workspace import carrying, settling
from reviewer.workspace.desk import Build, Desk
from reviewer.workspace.relisting import JUDGING, named_by, relist_claims

_AT_ONCE = 500
"""Claims looked at in one transaction."""


def follow(desk: Desk, events: Iterable[Event]) -> set[str]:
    """Settles what these events change; the articles whose list of claims they changed, to be matched after it."""
    reached = list(settling.reached(desk.db, events))
    settling.settle(desk.db, reached)
    moved = relist_claims(desk, named_by(reached))
    for left, right in sorted({(e.data["left"], e.data["right"]) for e in reached if e.type == "decision"}):
        carrying.carry(desk, left, right)
    return moved


def match(desk: Desk, articles: Iterable[str]) -> None:
    """Matches articles of which claims are newly listed.

    The act itself is saved by now, so a failure here is none of the act: the next run finds what is not matched.
    """
    waiting = list(articles)
    if not waiting:
        return
    from reviewer.workspace.matching import Matcher

    with suppress(StoreError):
        for article in waiting:
            Matcher(desk).match(article)


def act_on_places(desk: Desk, build: Build, *articles: str) -> tuple[Event, ...]:
    """Appends an act that moves claims of these articles, and brings the corpus up to it, in one transaction."""
    from reviewer.workspace.indexing import index

    with desk.db.write(prompt=True):
        events = desk.act(build)
        moved = [article for article in articles if index(desk, article)]
    match(desk, moved)
    return events


def refresh(desk: Desk, *articles: str) -> None:
    """Brings the corpus up to the log for these articles, after an act that moves claims."""
    from reviewer.workspace.indexing import index

    match(desk, [article for article in articles if index(desk, article)])


def relist_everything(desk: Desk) -> None:
    """Looks at every claim that anybody judged: after logs of others came in, any of them can be listed or not."""
    relist(desk, desk.db.decisions.claims_with_acts(JUDGING))


def relist(desk: Desk, claims: Iterable[str]) -> None:
    """Looks at these claims, some at a time: which of them are listed now."""
    for group in _groups(iter(claims)):
        with desk.db.write():
            moved = relist_claims(desk, group)
        match(desk, moved)


def _groups(claims: Iterator[str]) -> Iterator[Collection[str]]:
    while group := list(islice(claims, _AT_ONCE)):
        yield group
