"""What follows from new events for single claims and pairs, kept in the same transaction: statuses and pair words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from reviewer.log.event import Event
from reviewer.log.rounds import Said
from reviewer.log.state import State
from reviewer.model import codec
from reviewer.model.policy import Policy
from reviewer.model.verdict import About, Value
from reviewer.review.status import Adjudicated, Given, Standing, status
from reviewer.store.carries import CarryRow
from reviewer.store.database import Database
from reviewer.store.decisions import ClaimStatus

STATUSES_VERSION = 4
"""Raised with any change of what `settle` works out; rows of another version are worked out anew."""
_ON_CLAIM = ("verdict", "answer", "note", "postpone", "adjudication", "reopen", "given", "revise")


def settle(db: Database, events: Iterable[Event]) -> None:
    """Works out anew all that these events can have changed. Runs inside the transaction that appends them."""
    claims: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for event in reached(db, events):
        data = event.data
        if _moves_all(db, event):
            claims.update(db.decisions.claims_with_acts())
        if event.type in _ON_CLAIM:
            claims.update((data["claim"], *data.get("revises", ())))
        elif event.type == "reveal":
            claims.update(data["claims"])
        elif event.type == "decision":
            pairs.add((data["left"], data["right"]))
        elif event.type == "policy":
            pairs.update((a.event.data["left"], a.event.data["right"]) for a in db.decisions.acts_of_type("decision"))
    standing_on = claims | _in_the_place_of(db, claims)
    settle_claims(db, {*standing_on, *db.corpus.carried(standing_on).values()})
    pairs.update(pair for claim in claims for pair in db.decisions.pairs_of_claim(claim))
    for left, right in sorted(pairs):
        db.decisions.set_pair_word(left, right, pair_word(db, left, right))


def _in_the_place_of(db: Database, claims: Collection[str]) -> set[str]:
    """Claims that somebody put in the place of these: whether they need another look goes by what these were judged."""
    acts = db.decisions.acts_touching(claims, types=("revise",)) if claims else {}
    return {act.event.data["claim"] for found in acts.values() for act in found}


def _moves_all(db: Database, event: Event) -> bool:
    """Whether the event can change who may do what, or who is who, for acts of others."""
    if event.type == "witness":  # it only tells which role events a log knew
        return bool(db.decisions.acts_of_type("role"))
    if event.type == "actor":
        return bool(event.data["same"] or event.data["replaces"])
    return event.type in ("role", "genesis")


def settle_everything(db: Database) -> None:
    """Works out all statuses and pair words; after a replay."""
    with db.write():
        settle_claims(db, {*db.decisions.claims_with_acts(), *db.corpus.carried().values()})
        pairs = {(a.event.data["left"], a.event.data["right"]) for a in db.decisions.acts_of_type("decision")}
        for left, right in sorted(pairs):
            db.decisions.set_pair_word(left, right, pair_word(db, left, right))
        db.decisions.set_statuses_version(STATUSES_VERSION)


def settle_claims(db: Database, claims: Iterable[str]) -> None:
    """Works out the status rows of these claims."""
    for claim in sorted(claims):
        db.decisions.set_claim_status(statuses(db, claim), of=(claim,))


def pair_word(db: Database, left: str, right: str) -> str | None:
    """What persons say of a pair, where they agree; None while an open blind round seals it."""
    state = db.decisions.state(claims=(left, right))
    said = {state.value(event) for event in state.decisions(*sorted((left, right)))} - {None}
    return said.pop() if len(said) == 1 else None


def statuses(db: Database, claim: str) -> Iterator[ClaimStatus]:
    """The status rows of a claim: content always where anybody acted, attribution where it was judged."""
    carries = db.corpus.carries_to(claim)
    stood = (claim, *(row.old for row in carries))
    state = db.decisions.state(claims=stood)
    olds = {old for name in stood for event in state.revisions_to(name) for old in event.data["revises"]}
    if olds:
        state = db.decisions.state(claims=(*stood, *olds))
    every = {about: _words_on(state, claim, about, carries) for about in About}
    judged = [about for about, words in every.items() if any(words)]
    postponed = _postponed(db, state, claim)
    moved = _look_at_text(db, state, claim)
    if not (judged or postponed or olds or moved):
        return
    shown = About.CONTENT if About.CONTENT in judged or not judged else About.ATTRIBUTION
    for about in {About.CONTENT: None, **dict.fromkeys(judged)}:
        said, last_words = every[about]
        found = _standing(state, claim, about, carries, said, last_words)
        look = found.needs_look or moved or _look_at_revised(state, olds, about, judged)
        yield ClaimStatus(
            claim=claim,
            about=about,
            status=found.status,
            value=found.value,
            round=state.round(claim, about),
            given=found.given,
            needs_look=look,
            shown=about is shown,
            # Own ones are shown to their author while they are sealed; nothing else reads this.
            values={one.person: _known(state.opened(one.event)) for one in said if not one.stated},
            postponed=postponed if about is About.CONTENT else {},
        )


def standing(state: State, claim: str, about: About, carries: Sequence[CarryRow] = ()) -> Standing:
    """Where one (claim, about) stands. `carries`: claims of earlier texts with the same words; `state` knows them."""
    return _standing(state, claim, about, carries, *_words_on(state, claim, about, carries))


def _words_on(state: State, claim: str, about: About, carries: Sequence[CarryRow]) -> tuple[list[Said], list[Event]]:
    """The verdicts and the adjudications that count for a claim."""
    return said_on(state, claim, about, carries), adjudged(state, claim, about, carries)


def _standing(
    state: State,
    claim: str,
    about: About,
    carries: Sequence[CarryRow],
    said: Sequence[Said],
    last_words: Sequence[Event],
) -> Standing:
    given = [Given(one.event.hash, one.person, _value(one), one.sealed, one.stated) for one in said]
    adjudicated = [
        Adjudicated(event.hash, _known(state.value(event)), tuple(event.data["basis"])) for event in last_words
    ]
    # Which rules hold, and whether it was drawn for a second review, goes by the claim that was judged first.
    ruled = next((row.old for row in reversed(_carrying(state, claim, about, carries))), claim)
    if any(one.event.data["claim"] == claim for one in said):
        ruled = claim
    return status(given, adjudicated, codec.decode(Policy, dict(state.rules_of(ruled, about))), ruled)


def said_on(state: State, claim: str, about: About, carries: Sequence[CarryRow]) -> list[Said]:
    """The verdicts that count for a claim: its own, and of persons without one those given on the same words of an
    earlier text, the latest of each person.
    """  # noqa: D205
    said = list(state.verdicts(claim, about))
    persons = {one.person for one in said if not one.stated}
    for row in _carrying(state, claim, about, carries):
        more = [one for one in state.verdicts(row.old, about) if one.person not in persons]
        said += more
        persons |= {one.person for one in more if not one.stated}
    return said


def adjudged(state: State, claim: str, about: About, carries: Sequence[CarryRow]) -> list[Event]:
    """The adjudications that count for a claim: its own, else those of the latest earlier text that has any."""
    found = state.adjudications(claim, about)
    for row in () if found else _carrying(state, claim, about, carries):
        found = state.adjudications(row.old, about)
        if found:
            break
    return list(found)


def _carrying(state: State, claim: str, about: About, carries: Sequence[CarryRow]) -> list[CarryRow]:
    """The carries that hold: none once a new round began here; on who said so, only with the same words around."""
    if state.round(claim, about) > 1:
        return []
    return [row for row in carries if about is About.CONTENT or row.attribution]


def _value(said: Said) -> Value | None:
    return _known(said.value)


def _known(value: str | None) -> Value | None:
    return Value(value) if value is not None else None


def _look_at_revised(state: State, olds: Iterable[str], about: About, judged: list[About]) -> str:
    """A claim in the place of one that was judged needs another look until it is judged itself."""
    if about in judged or not any(state.verdicts(old, about) for old in olds):
        return ""
    return "it was judged before its words were changed"


def _look_at_text(db: Database, state: State, claim: str) -> str:
    """Why a claim of a text that is no longer the article's needs another look."""
    row = db.corpus.carry_of(claim)
    if row is not None:
        return row.why
    if not db.decisions.of_earlier_text(claim) or not state.named(claim):
        return ""
    return "the text of the article has changed"


def _postponed(db: Database, state: State, claim: str) -> dict[str, str]:
    found = {}
    for person in {state.person(event) for event in state.on("postpone", claim)}:
        event = state.postponed(claim, person)
        if event is not None:
            found[person] = db.words(event.data["reason"]) or ""
    return found


def reached(db: Database, events: Iterable[Event]) -> Iterator[Event]:
    """The events, and through undo events those whose life they change."""
    waiting = list(events)
    seen: set[str] = set()
    while waiting:
        event = waiting.pop()
        if event.hash in seen or not event.known:
            continue
        seen.add(event.hash)
        yield event
        if event.type == "undo":
            waiting += [act.event for act in db.decisions.acts(event.data["undoes"]).values()]
            if event.data["batch"] is not None:
                waiting += [act.event for act in db.decisions.acts_of_batch(event.data["batch"])]
