"""A person's word on pairs of claims and of articles."""

from __future__ import annotations

from typing import Any

from reviewer.errors import NotFound, UsageError
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.store.database import Database, Draft
from reviewer.workspace import carrying
from reviewer.workspace.claimview import claim_view
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article, row, rows
from reviewer.workspace.verdicts import seen_pair
from reviewer.workspace.views import Receipt

_WORDS = {
    PairWord.AGREES: "agree",
    PairWord.CONTRADICTS: "contradict each other",
    PairWord.OTHER_THING: "speak of different things",
    PairWord.CANNOT_TELL: "cannot be compared for certain",
}


def decide(desk: Desk, left: str, right: str, word: PairWord, rationale: str) -> Receipt:
    """A person's word on a pair of claims; it holds for good, and can be undone."""
    one, other = sorted((left, right))
    if one == other:
        raise UsageError("a claim cannot be compared with itself")
    view = claim_view(desk, left)
    row(desk, right)
    seen = [seen_pair(m) for m in (*view.matches, *view.inner) if m.row.id == right]

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {
            "left": one,
            "right": other,
            "outcome": blobs.words(word.value),
            "rationale": blobs.some(rationale),
            "seen": blobs.record("seen", {"pairs": seen}) if seen else None,
            "batch": None,
        }
        return [desk.draft("decision", data, blobs)]

    events = desk.act(build)
    numbers = {found.id: found.number for found in rows(desk, [left, right]).values()}
    what = f"Saved: {numbers.get(left, left)} and {numbers.get(right, right)} {_WORDS[word]}"
    return Receipt(tuple(e.hash for e in events), what, claims=(left, right))


def open_pair(desk: Desk, left: str, right: str) -> Receipt:
    """Takes back all that I said of a pair, on these claims or on those in whose place they stand: it is asked again.

    Raises:
        NotFound: there is no word of mine; names who said something.
    """
    entries = desk.db.corpus.entries([left, right])
    row(desk, left)
    row(desk, right)
    places = [carrying.places(desk, entries[claim].claim) for claim in (left, right)]

    def build(db: Database) -> list[Draft]:
        state = db.decisions.state(claims=[claim for each in places for claim in each])
        pairs = {(min(a, b), max(a, b)) for a in places[0] for b in places[1] if a != b}
        said = [event for pair in sorted(pairs) for event in state.decisions(*pair)]
        mine = [event.hash for event in said if state.person(event) == desk.person]
        if not mine:
            others = sorted({desk.name_of(state.person(event)) for event in said})
            raise NotFound(
                "there is no word of yours on this pair",
                kept=f"what {', '.join(others)} said stands" if others else "nothing was changed",
            )
        return [Draft("undo", {"undoes": sorted(mine), "batch": None})]

    events = desk.act(build)
    numbers = {found.id: found.number for found in rows(desk, [left, right]).values()}
    what = f"Open again: {numbers.get(left, left)} and {numbers.get(right, right)} are asked again"
    return Receipt(tuple(e.hash for e in events), what, claims=(left, right))


def set_lineage(desk: Desk, left: str, right: str, kind: LineageKind, rationale: str) -> Receipt:
    """A person's word on how two articles are related."""
    ids = sorted((find_article(desk, left).id, find_article(desk, right).id))
    if ids[0] == ids[1]:
        raise UsageError("an article is not related to itself")
    machine = desk.db.corpus.lineage(*ids)

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        seen: dict[str, Any] | None = {"pairs": [], "lineage": machine.kind.value} if machine else None
        data = {
            "left": ids[0],
            "right": ids[1],
            "outcome": blobs.words(kind.value),
            "rationale": blobs.some(rationale),
            "seen": blobs.record("seen", seen) if seen else None,
            "batch": None,
        }
        return [desk.draft("lineage", data, blobs)]

    events = desk.act(build)
    return Receipt(tuple(e.hash for e in events), f"Lineage saved: {kind.value.replace('_', ' ')}")
