"""What else people say of a claim: notes, putting it off, a new round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.errors import UsageError
from reviewer.log.event import Event
from reviewer.model.verdict import About, Evidence
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import row
from reviewer.workspace.settling import adjudged, said_on
from reviewer.workspace.verdicts import evidence_blobs
from reviewer.workspace.views import Receipt


def note(
    desk: Desk, claim: str, *, about: About, rationale: str, private: str, evidence: Sequence[Evidence]
) -> Receipt:
    """A rationale, a private note or evidence without a verdict; it takes the place of my earlier note."""
    if not (rationale or private or evidence):
        raise UsageError("an empty note", next_step="give a rationale, a private note or evidence")

    def build(db: Database) -> list[Draft]:
        blobs = Blobs()
        state = db.decisions.state(claims=(claim,))
        data = {
            "claim": claim,
            "about": about.value,
            "round": state.round(claim, about),
            "rationale": blobs.some(rationale),
            "private": blobs.some(private),
            "evidence": evidence_blobs(desk, blobs, evidence),
            "policy": desk.policy_hash(),
            "batch": None,
        }
        return [desk.draft("note", data, blobs)]

    row(desk, claim)
    return _one(desk.act(build), "Note saved", claim)


def postpone(desk: Desk, claim: str, reason: str, *, postponed: bool) -> Receipt:
    """Puts a claim off, or takes it up again."""

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {"claim": claim, "postponed": postponed, "reason": blobs.some(reason), "batch": None}
        return [desk.draft("postpone", data, blobs)]

    row(desk, claim)
    return _one(desk.act(build), "Postponed" if postponed else "Taken up again", claim)


def reopen(desk: Desk, claim: str, *, about: About, reason: str) -> Receipt:
    """Begins a new round on a claim that was decided; earlier verdicts stay, and are shown."""
    if not reason.strip():
        raise UsageError("reopening wants a reason", kept="nothing was saved")

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {**to_reopen(desk, claim, about), "reason": blobs.words(reason), "batch": None}
        return [Draft("reopen", data, blobs)]

    row(desk, claim)
    return _one(desk.act(build), "Reopened: a new round has begun", claim)


def to_reopen(desk: Desk, claim: str, about: About) -> dict[str, Any]:
    """What a new round would begin on and by which right. Raises UsageError, NotAllowed where it cannot begin."""
    carries = desk.db.corpus.carries_to(claim)
    state = desk.db.decisions.state(claims=(claim, *(each.old for each in carries)))
    current = [one.event.hash for one in said_on(state, claim, about, carries)]
    current += [event.hash for event in adjudged(state, claim, about, carries)]
    if not current:
        raise UsageError("nobody judged this claim yet: there is nothing to reopen", kept="nothing was changed")
    return {
        "claim": claim,
        "about": about.value,
        "round": state.round(claim, about) + 1,
        "reopens": sorted(current),
        "right": desk.right("adjudicator"),
    }


def reveal(desk: Desk, claim: str, *, about: About) -> Receipt:
    """Opens a blind round that is not full: an owner's word, for good; what is given after it was given in sight."""
    row(desk, claim)
    events = desk.act(lambda _: [Draft("reveal", to_reveal(desk, claim, about))])
    return _one(events, "The round is open: everybody sees what was said", claim)


def to_reveal(desk: Desk, claim: str, about: About) -> dict[str, Any]:
    """Which round would be opened and by which right. Raises UsageError, NotAllowed where none can be."""
    state = desk.db.decisions.state(claims=(claim,))
    said = state.verdicts(claim, about)
    if not any(one.sealed for one in said):
        raise UsageError("no verdict of this claim is sealed", kept="nothing was changed")
    return {
        "claims": [claim],
        "about": about.value,
        "round": state.round(claim, about),
        "basis": sorted(one.event.hash for one in said if not one.stated),
        "right": desk.right("owner"),
    }


def _one(events: tuple[Event, ...], what: str, claim: str) -> Receipt:
    return Receipt(tuple(event.hash for event in events), what, claims=(claim,))
