"""Taking back and bringing back: own acts only, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.errors import NotAllowed, NotFound, UsageError
from reviewer.log.event import Event
from reviewer.log.types import UNDOABLE
from reviewer.store.database import Database, Draft
from reviewer.workspace import settling
from reviewer.workspace.desk import Build, Desk
from reviewer.workspace.following import match
from reviewer.workspace.views import Receipt

_ACTS = ("one act", "acts")
_KINDS = {
    "verdict": ("verdict", "verdicts"),
    "adjudication": ("last word", "last words"),
    "answer": ("answer", "answers"),
    "note": ("note", "notes"),
    "decision": ("word on the pair", "words on pairs"),
    "lineage": ("word on the two articles", "words on articles"),
    "given": ("claim by hand", "claims by hand"),
    "revise": ("new cut of a claim", "new cuts of claims"),
    "block": ("part of the article named anew", "parts named anew"),
    "date": ("date", "dates"),
    "postpone": ("postponing", "postponings"),
    "assign": ("assignment", "assignments"),
    "signoff": ("sign-off", "sign-offs"),
    "reopen": ("new round", "new rounds"),
}
"""What an undo took back, for people: one of its kind, several."""
_MOVES_CLAIMS = ("given", "revise", "block", "date")


def undo(desk: Desk, event: str | None) -> Receipt:
    """Takes back my last act, or the one whose hash begins so."""

    def build(db: Database) -> list[Draft]:
        if event is None:
            acts = db.decisions.last_undoable(desk.actor)
            if not acts:
                raise NotFound("nothing to undo", kept="acts of others are theirs to undo")
            batch = acts[0].event.data["batch"]
            return [_undo([] if batch else [acts[0].event.hash], batch)]
        found = db.find_event(event)
        act = db.decisions.act(found.hash)
        if act is None or act.person != desk.person:
            raise NotAllowed("only your own acts can be undone", kept="nothing was changed")
        if found.type not in UNDOABLE:
            raise UsageError(f"what is recorded as {found.type!r} cannot be undone", kept="nothing was changed")
        if not act.live:
            raise UsageError("that act is undone already", next_step="reviewer redo brings it back")
        return [_undo([found.hash], None)]

    return _undone(desk, build, "Undone")


def redo(desk: Desk) -> Receipt:
    """Brings back what I undid last, if I did nothing since."""

    def build(db: Database) -> list[Draft]:
        acts = db.decisions.last_redoable(desk.actor)
        if not acts:
            raise NotFound("nothing to redo")
        return [_undo([acts[0].event.hash], None)]

    return _undone(desk, build, "Done again")


def _undo(hashes: Sequence[str], batch: str | None) -> Draft:
    return Draft("undo", {"undoes": sorted(hashes), "batch": batch})


def _undone(desk: Desk, build: Build, what: str) -> Receipt:
    with desk.db.write(prompt=True):
        events = desk.act(build)
        reached = (event for event in settling.reached(desk.db, events) if event.type != "undo")
        targets = sorted(reached, key=lambda event: (event.at, event.seq))  # the claim that was judged, then its copies
        moved = [article for article in sorted(_articles_moved(desk, targets)) if _indexed(desk, article)]
    match(desk, moved)
    claims = tuple(dict.fromkeys(c for event in targets for c in _claims_of(event)))
    told = f"{what}: {_told([event.type for event in targets])}"
    return Receipt(tuple(event.hash for event in events), told, claims=claims)


def _told(kinds: Sequence[str]) -> str:
    """`2 verdicts`, `what you said of the pair`."""
    one, many = _KINDS.get(kinds[0], _ACTS) if len(set(kinds)) == 1 else _ACTS
    return one if len(kinds) == 1 else f"{len(kinds)} {many}"


def _indexed(desk: Desk, article: str) -> bool:
    from reviewer.workspace.indexing import index  # few acts move claims, and extraction is slow to load

    return index(desk, article)


def _claims_of(event: Event) -> Iterable[str]:
    data = event.data
    found = [data.get("claim"), *data.get("revises", ())]
    if event.type == "decision":
        found += [data["left"], data["right"]]
    return [claim for claim in found if claim]


def _articles_moved(desk: Desk, targets: Sequence[Event]) -> set[str]:
    """Articles whose list of claims the undone acts had changed."""
    found = set()
    for event in targets:
        if event.type in _MOVES_CLAIMS:
            version = desk.db.corpus.version(event.data.get("version", ""))
            found.add(version.article if version else event.data.get("article", ""))
    return found - {""}
