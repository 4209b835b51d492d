"""A person's word on a pair holds for good: also for claims that now stand in the place of those it was given on.

A new extraction or a new text of the article gives new claims, so new ids. A claim stands in another's place where
both cover mostly the same words of one article and nothing that a comparison looks at differs between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.errors import NotFound
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.model.claim import Claim
from reviewer.model.comparison import Outcome
from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.text.anchors import reanchor
from reviewer.workspace.desk import Desk

MOSTLY = 0.6
"""Shared code points over all code points of two spans, from which one may stand for the other."""
_ONE_THING = (Outcome.SAME, Outcome.RESTATED, Outcome.MORE_SPECIFIC)


def places(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Claims of the same article that persons decided pairs of, and in whose place this one stands; itself first."""
    decided = desk.db.decisions.claims_decided(claim.article)
    others = desk.db.corpus.entries(sorted(decided - {claim.id}))
    return (claim.id, *(id_ for id_, entry in others.items() if stands_for(desk, claim, entry.claim)))


def standing_for(desk: Desk, claim: Claim) -> Iterator[str]:
    """Listed claims that stand in the place of this one; itself too."""
    for entry in desk.db.corpus.claims_of_article(claim.article):
        if entry.claim.id == claim.id or stands_for(desk, entry.claim, claim):
            yield entry.claim.id


def stands_for(desk: Desk, now: Claim, before: Claim) -> bool:
    """Whether `now` stands in the place of `before`, a claim of the same article."""
    from reviewer.match.compare import compare
    from reviewer.match.side import Side

    try:
        place = _place(desk, before, now.version)
        if place is None or _shared(place, now.span) < MOSTLY:
            return False
        sides = [Side.of(each, desk.text(each.version)) for each in (now, before)]
    except NotFound:  # the words of one of the two were erased
        return False
    return compare(*sides).outcome in _ONE_THING


def _place(desk: Desk, claim: Claim, version: str) -> Span | None:
    """Where the words of a claim stand in another text of its article; None where they do not."""
    if claim.version == version:
        return claim.span
    found = reanchor(Anchor.take(desk.text(claim.version), claim.span), desk.text(version))
    return found.spans[0] if found.state in (AnchorState.EXACT, AnchorState.MOVED) else None


def _shared(left: Span, right: Span) -> float:
    both = min(left.end, right.end) - max(left.start, right.start)
    return max(0, both) / (max(left.end, right.end) - min(left.start, right.start))


def said(state: State, lefts: Sequence[str], rights: Sequence[str]) -> tuple[Event, ...]:
    """The words of persons that count for a pair: of each the newest on the pair itself, else on its earlier places.

    `lefts` and `rights` are `places` of the two claims.
    """
    direct = state.decisions(*sorted((lefts[0], rights[0])))
    persons = {state.person(event) for event in direct}
    earlier: dict[str, Event] = {}
    for left in lefts:
        for right in rights:
            if left == right or (left, right) == (lefts[0], rights[0]):
                continue
            for event in state.decisions(*sorted((left, right))):
                person = state.person(event)
                newest = earlier.get(person)
                if person not in persons and (newest is None or (newest.at, newest.hash) < (event.at, event.hash)):
                    earlier[person] = event
    return (*direct, *(earlier[person] for person in sorted(earlier)))


def word(desk: Desk, left: Claim, right: Claim) -> str | None:
    """What persons say of a pair where they agree, on whichever places of the two they said it."""
    lefts, rights = places(desk, left), places(desk, right)
    state = desk.db.decisions.state(claims=[*lefts, *rights])
    values = {state.value(event) for event in said(state, lefts, rights)} - {None}
    return values.pop() if len(values) == 1 else None


def carry(desk: Desk, left: str, right: str) -> None:
    """Brings what is kept of pairs up to the words on `left` and `right`, for claims in the places of these two."""
    entries = desk.db.corpus.entries([left, right])
    if len(entries) < 2:
        return
    for one in standing_for(desk, entries[left].claim):
        for other in standing_for(desk, entries[right].claim):
            if desk.db.corpus.match(one, other) is not None:
                found = desk.db.corpus.entries([one, other])
                desk.db.corpus.set_match_word(one, other, word(desk, found[one].claim, found[other].claim))


def carry_to(desk: Desk, article: str) -> None:
    """The same for all matches of one article, after they were found anew."""
    if not desk.db.decisions.claims_decided(article):
        return
    matches = desk.db.corpus.matches_of_article(article)
    entries = desk.db.corpus.entries({claim for match in matches for claim in (match.left, match.right)})
    decided = {a: desk.db.decisions.claims_decided(a) for a in {e.claim.article for e in entries.values()}}
    for match in matches:
        left, right = entries[match.left].claim, entries[match.right].claim
        if decided[left.article] and decided[right.article]:
            desk.db.corpus.set_match_word(match.left, match.right, word(desk, left, right))
