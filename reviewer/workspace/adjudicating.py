"""The last word on a claim: on what it would rest, who may give it, and giving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.errors import NotAllowed, UsageError
from reviewer.log.rounds import Said
from reviewer.model.verdict import LABELS, About, Evidence, Value
from reviewer.review.adjudication import NO_ADJUDICATOR, REVIEWED, STILL_BLIND, refusal
from reviewer.store.database import Database, Draft
from reviewer.workspace.claimview import claim_view
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import row
from reviewer.workspace.settling import said_on
from reviewer.workspace.verdicts import evidence_blobs, place
from reviewer.workspace.views import ClaimView, Receipt, VerdictView

_NEXT = {
    STILL_BLIND: "it opens by itself when all reviews are in; an owner opens it before: reviewer reveal CLAIM",
    REVIEWED: "another adjudicator decides it: reviewer role lists them",
}


@dataclass(frozen=True, slots=True)
class AdjudicationView:
    """A claim before its adjudicator: the verdicts on which a last word would rest, and last words that stand.

    `given`: persons who are in, of `wanted` persons, `quorum` of whom decide if they say the same. `why_not`: why who
    looks cannot give the last word, in a sentence without a full stop, "" where they can.
    """

    view: ClaimView
    about: About
    said: tuple[VerdictView, ...]
    adjudications: tuple[VerdictView, ...]
    given: int
    wanted: int
    quorum: int
    why_not: str = ""


def adjudication(desk: Desk, claim: str, about: About) -> AdjudicationView:
    """What an adjudicator of the claim looks at. Raises NotFound."""
    view = claim_view(desk, claim)
    carries = desk.db.corpus.carries_to(claim)
    state = desk.db.decisions.state(claims=(claim, *(each.old for each in carries)))
    said = [one for one in said_on(state, claim, about, carries) if not one.stated]
    counted = {one.event.hash for one in said}
    return AdjudicationView(
        view=view,
        about=about,
        said=tuple(each for each in view.verdicts if each.event in counted),
        adjudications=tuple(each for each in view.adjudications if each.about is about),
        given=len({one.person for one in said}),
        wanted=state.wanted(claim, about),
        quorum=state.quorum(claim, about),
        why_not=_refusal(desk, said),
    )


def _refusal(desk: Desk, said: Sequence[Said]) -> str:
    may = not desk.read_only and desk.db.decisions.ground().rights.right_for(desk.actor, "adjudicator") is not None
    sealed = any(one.sealed for one in said)
    why = refusal(desk.person, {one.person for one in said}, sealed=sealed, may=may)
    return f"{why}, and {desk.me} is none" if why == NO_ADJUDICATOR else why


def adjudicate(
    desk: Desk,
    claim: str,
    value: Value,
    *,
    about: About,
    rationale: str,
    private: str,
    evidence: Sequence[Evidence],
    difference: str,
) -> Receipt:
    """The last word on a claim by somebody who did not review it; it names the verdicts that it rests on."""
    if not rationale.strip():
        raise UsageError("an adjudication wants a rationale", kept="nothing was saved")

    def build(db: Database) -> list[Draft]:
        blobs = Blobs()
        carries = db.corpus.carries_to(claim)
        state = db.decisions.state(claims=(claim, *(each.old for each in carries)))
        said = [one for one in said_on(state, claim, about, carries) if not one.stated]
        sealed = any(one.sealed for one in said)
        why = refusal(desk.person, {one.person for one in said}, sealed=sealed, may=True)
        if why:
            raise NotAllowed(why, kept="nothing was saved", next_step=_NEXT.get(why, ""))
        data = {
            **place(desk, claim),
            "about": about.value,
            "round": state.round(claim, about),
            "value": blobs.words(value.value),
            "rationale": blobs.words(rationale),
            "private": blobs.some(private),
            "evidence": evidence_blobs(desk, blobs, evidence),
            "difference": blobs.some(difference),
            "basis": sorted(one.event.hash for one in said),
            "policy": desk.policy_hash(),
            "right": desk.right("adjudicator"),
            "batch": None,
        }
        return [desk.draft("adjudication", data, blobs)]

    row(desk, claim)
    events = desk.act(build)
    return Receipt(tuple(event.hash for event in events), f"Last word saved: {LABELS[value]}", claims=(claim,))
