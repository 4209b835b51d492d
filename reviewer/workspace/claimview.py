"""Everything of one claim, put together for the review screen and the exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reviewer.errors import NotFound
from reviewer.extract import question
from reviewer.log import records
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.model import codec
from reviewer.model.claim import Claim
from reviewer.model.span import Anchor
from reviewer.model.verdict import About, Evidence, Status, Value
from reviewer.store.carries import CarryRow
from reviewer.workspace import answering, blind
from reviewer.workspace.changing import changes, quoted_look, version_words
from reviewer.workspace.desk import Desk
from reviewer.workspace.seeing import article_view, bare_article, row
from reviewer.workspace.settling import said_on, standing
from reviewer.workspace.views import BasisView, ClaimView, PrecedentView, ReopenView, TextChange, VerdictView

_LOOKS = {
    "value_absent": "its value is not here",
    "basis_absent": "a verdict it rests on is not here",
    "basis_undone": "a verdict it rests on was undone",
    "basis_replaced": "a verdict it rests on was replaced",
    "basis_erased": "the words of a verdict it rests on were erased",
    "outside_basis": "a verdict came in that it does not rest on",
}


@dataclass(frozen=True, slots=True)
class _Eyes:
    """Who looks at what: an open blind round keeps the acts of others from `person`."""

    desk: Desk
    state: State
    person: str

    def may_see(self, event: Event) -> bool:
        return not blind.hidden(self.state, event, self.person)


def claim_view(
    desk: Desk, claim_id: str, *, person: str | None = None, brief: bool = False, alone: bool = False
) -> ClaimView:
    """The claim with its matches, verdicts and counts, as `person` may see it; None = who acts here.

    `brief`: only what a verdict records and rests on; what is for the eye (statuses, what was done to the article,
    aligned words, questions, the last word, the look-alike, fact-checks, changes of the text) is left empty, so that a
    key is answered in a third of the time. `alone`: the claim itself and what was said of it, without comparing it with
    any other, which takes longer than all the rest.

    Raises:
        NotFound: no such claim.
    """
    entry = desk.db.corpus.entry(claim_id)
    found = desk.db.corpus.article(entry.claim.article) if entry else None
    if entry is None or found is None:
        raise NotFound(f"no claim {claim_id}", next_step="reviewer claims lists them")
    claim = entry.claim
    carried = claim.carried_words(desk.text(claim.version))
    person = desk.person if person is None else person
    carries = desk.db.corpus.carries_to(claim_id)
    state = desk.db.decisions.state(claims=(claim_id, *(each.old for each in carries)))
    eyes = _Eyes(desk, state, person)
    revises = tuple(sorted({old for event in state.revisions_to(claim_id) for old in event.data["revises"]}))
    mine = state.postponed(claim_id, person)
    return ClaimView(
        row=row(desk, claim_id),
        claim=claim,
        article=bare_article(found) if brief else article_view(desk, found),
        anchor=Anchor.take(desk.text(claim.version), claim.span),
        questions={} if brief else {about: question(claim, about, carried) for about in About},
        statuses={} if brief else {about: standing(state, claim_id, about, carries).status for about in About},
        verdicts=tuple(_verdicts(eyes, claim_id, carries)),
        notes=tuple(_notes(eyes, claim_id, carries)),
        adjudications=() if brief else tuple(_adjudications(eyes, claim_id, carries)),
        revises=revises,
        revised_by=tuple(sorted({event.data["claim"] for event in state.revisions_of(claim_id)})),
        answers=() if brief and not desk.policy().questions else answering.answers(desk, state, claim_id, person),
        postponed=None if mine is None else desk.db.words(mine.data["reason"]) or "",
        reopened=() if brief else tuple(_reopened(eyes, claim_id)),
        changes=() if brief else tuple(_with_words(eyes, change, revises) for change in changes(desk, claim, revises)),
        alone=alone,
        **({} if alone else _compared(eyes, claim, brief=brief)),
    )


def _compared(eyes: _Eyes, claim: Claim, *, brief: bool) -> dict[str, Any]:
    """Those fields of a view that come of comparing the claim with others."""
    from reviewer.workspace.pairs import Pairs
    from reviewer.workspace.precedents import precedent_views

    desk, person = eyes.desk, eyes.person
    pairs = Pairs(desk, claim, person=person, aligned=not brief)
    offered, inner = pairs.offered(), pairs.inner()
    same, differing = pairs.copies(offered)
    known: tuple[PrecedentView, ...] = ()
    if person == desk.person:
        known = precedent_views(desk, claim.quote, (*offered, *inner), same, unseen=eyes.state.blind(claim.id))
    return {
        "matches": offered,
        "inner": inner,
        "checked": () if brief else pairs.checked(),
        "lookalike": None if offered or brief else pairs.lookalike(),
        "corroboration": pairs.corroboration(),
        "copies": same,
        "differing_copies": differing,
        "precedents": known,
    }


def _with_words(eyes: _Eyes, change: TextChange, revises: Sequence[str]) -> TextChange:
    """The change with what was said of its words, where the claim that shows it does not carry that."""
    if change.claim not in revises:
        return change
    old = _Eyes(eyes.desk, eyes.desk.db.decisions.state(claims=(change.claim,)), eyes.person)
    said = (*_adjudications(old, change.claim, ()), *_verdicts(old, change.claim, ()))
    return replace(change, said=said)


def status_of(view: ClaimView) -> Status:
    """The status of content, else that of attribution where only that was judged."""
    content, attribution = view.statuses[About.CONTENT], view.statuses[About.ATTRIBUTION]
    return attribution if content is Status.OPEN else content


def _verdicts(eyes: _Eyes, claim: str, carries: Sequence[CarryRow]) -> Iterator[VerdictView]:
    """Its own verdicts and those that are carried; then earlier ones of persons who have judged anew."""
    counted = [one.event for about in About for one in said_on(eyes.state, claim, about, carries)]
    rest = [one.event for each in carries for about in About for one in eyes.state.verdicts(each.old, about)]
    events = {event.hash: event for event in (*counted, *rest)}
    own = {event.hash for event in counted}
    for event in events.values():
        if eyes.may_see(event):
            yield _view(eyes, event, claim, earlier=event.hash not in own)


def _notes(eyes: _Eyes, claim: str, carries: Sequence[CarryRow]) -> Iterator[VerdictView]:
    for name in (claim, *(each.old for each in carries)):
        yield from (_view(eyes, event, claim) for event in eyes.state.notes(name) if eyes.may_see(event))


def _adjudications(eyes: _Eyes, claim: str, carries: Sequence[CarryRow]) -> Iterator[VerdictView]:
    for name in (claim, *(each.old for each in carries)):
        yield from (_view(eyes, e, claim) for about in About for e in eyes.state.adjudications(name, about))


def _reopened(eyes: _Eyes, claim: str) -> Iterator[ReopenView]:
    """What began the present rounds; in an open blind one, of what was said before only one's own is told."""
    desk, state = eyes.desk, eyes.state
    unseen = state.blind(claim)
    for event in (event for about in About for event in state.reopenings(claim, about)):
        before = [old for hash_ in _in_time(state, event.data["reopens"]) if (old := state.get(hash_)) is not None]
        seen = [old for old in before if eyes.may_see(old) and (not unseen or state.person(old) == eyes.person)]
        yield ReopenView(
            event=event.hash,
            person=desk.name_of(state.person(event)),
            about=About(event.data["about"]),
            round=event.data["round"],
            reason=desk.db.words(event.data["reason"]) or "",
            at=event.at,
            said=tuple(_view(eyes, old, claim) for old in seen),
        )


def _view(eyes: _Eyes, event: Event, claim: str, *, earlier: bool = False) -> VerdictView:
    """An act as shown with `claim`. `earlier`: the person has judged anew since, so it counts no more."""
    desk, state, data, person = eyes.desk, eyes.state, event.data, eyes.state.person(event)
    mine = person == eyes.person
    value = None if event.type == "note" else blind.value(state, event, eyes.person)
    stated = data.get("stated")
    looks = state.looks(event) if event.type == "adjudication" else ()
    evidence = evidence_of(desk, event)
    told = [*(_LOOKS[look] for look in looks), quoted_look(desk, evidence), "judged anew since" if earlier else ""]
    on_this = data["claim"] == claim
    return VerdictView(
        event=event.hash,
        type=event.type,
        person=desk.name_of(person),
        mine=mine,
        about=About(data["about"]),
        value=Value(value) if value is not None else None,
        rationale=desk.db.words(data["rationale"]) or "",
        private=(desk.db.words(data["private"]) or "") if mine else "",
        evidence=evidence,
        at=event.at,
        round=data["round"],
        stated_by=(desk.db.words(stated["name"]) or "somebody") if stated else "",
        needs_look="; ".join(filter(None, told)),
        difference=(desk.db.words(data["difference"]) or "") if event.type == "adjudication" else "",
        basis=tuple(_basis(eyes, hash_) for hash_ in _in_time(state, data.get("basis", ()))),
        given_on="" if on_this else version_words(desk, data["version"]) if "version" in data else "an earlier version",
    )


def _in_time(state: State, hashes: Iterable[str]) -> list[str]:
    """Events by hash in order of time; those that are not here last."""
    known = {hash_: state.get(hash_) for hash_ in hashes}
    return sorted(known, key=lambda hash_: event.at if (event := known[hash_]) else "~")


def _basis(eyes: _Eyes, hash_: str) -> BasisView:
    """A verdict that an adjudication rests on, also where it was replaced, undone or erased since."""
    state, event = eyes.state, eyes.state.get(hash_)
    if event is None:
        return BasisView(hash_, "somebody", None, stands=False)
    act = eyes.desk.db.decisions.act(hash_)
    value = blind.value(state, event, eyes.person)
    person = eyes.desk.name_of(state.person(event))
    return BasisView(hash_, person, Value(value) if value else None, stands=act is not None and act.current)


def evidence_of(desk: Desk, event: Event) -> tuple[Evidence, ...]:
    """The pieces of evidence of an act that are still here."""
    blobs = [desk.db.blob(sha) for sha in event.data["evidence"]]
    return tuple(codec.decode(Evidence, records.read("evidence", blob)) for blob in blobs if blob is not None)
