"""Who does what: articles assigned and signed off."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.errors import NotFound, UsageError
from reviewer.log import canonical
from reviewer.log.event import Event, new_id
from reviewer.store.database import Database, Draft
from reviewer.store.decisions import Person
from reviewer.workspace import blind
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article, row
from reviewer.workspace.views import Receipt


def assign(desk: Desk, ref: str, claim: str | None, person: str | None) -> Receipt:
    """Gives an article, or one claim, to somebody; to nobody with None.

    Raises:
        NotAllowed: it is somebody else's to give. NotFound: nobody has that name, and only an owner may make one known.
    """
    found = None if claim else find_article(desk, ref)
    article = found.id if found else None
    new = person is not None and person != desk.me and not _known(desk, person)
    if new and not desk.owns():
        raise NotFound(
            f"nobody here is called {person}", next_step="an owner can make them known by assigning something to them"
        )

    def build(db: Database) -> list[Draft]:
        actor = None if person is None else desk.actor if person == desk.me else db.actor_named(person, via="flag")
        things = {"articles": (article,)} if article else {"claims": (claim,)}
        has = set(db.decisions.state(**things).assigned(article or claim or ""))
        gets = {db.decisions.person_of(actor)} if actor else has
        right = None if gets <= {desk.person} else desk.right("adjudicator")  # one takes on, or gives back, without
        return [
            desk.draft(
                "assign", {"claim": claim, "article": article, "actor": actor, "right": right, "batch": None}, {}
            )
        ]

    with desk.db.write(prompt=True):
        if new:
            desk.act(lambda _: [_introduction(desk, person or "")])
        events = desk.act(build)
    actor = events[0].data["actor"]
    who = desk.name_of(desk.db.decisions.person_of(actor)) if actor else "nobody"
    what = f"Assigned {f'article {found.number}' if found else f'claim {ref}'} to {who}"
    warnings = (f"nobody here was called {person} until now",) if new else ()
    return Receipt(tuple(e.hash for e in events), what, warnings=warnings, claims=(claim,) if claim else ())


def _known(desk: Desk, name: str) -> bool:
    persons = desk.db.decisions.persons()
    return any(name in (desk.name_of(each.id), *each.actors, *_names(desk, each)) for each in persons)


def _names(desk: Desk, person: Person) -> list[str]:
    """The present names of a person: one of each of their actors."""
    ground = desk.db.decisions.ground()
    names = (desk.db.words(name) for actor in person.actors for name in ground.names_of_actor(actor))
    return [name for name in names if name]


def _introduction(desk: Desk, name: str) -> Draft:
    """An owner's word that there is somebody of that name; who opens the workspace under it is that person."""
    blobs = Blobs()
    data = {"actor": new_id(), "name": blobs.words(name), "same": [], "right": desk.right("owner")}
    return desk.draft("actor", data, blobs)


def signoff(desk: Desk, article: str) -> Receipt:
    """Says that I am done with an article; names what it rests on and what was skipped."""
    found = find_article(desk, article)
    if not found.version:
        raise UsageError("this article has no text that could be signed off")

    def build(db: Database) -> list[Draft]:
        blobs = Blobs()
        entries = db.corpus.claims_of_article(found.id)
        basis, skipped = _judged(desk, db, [entry.claim.id for entry in entries])
        data = {
            "article": found.id,
            "version": found.version,
            "skipped": blobs.plain(canonical.encode(skipped).encode("ascii")) if skipped else None,
            "basis": blobs.plain(canonical.encode(basis).encode("ascii")),
            "batch": None,
        }
        return [desk.draft("signoff", data, blobs)]

    events = desk.act(build)
    skipped_blob = events[0].data["skipped"]
    state = desk.db.decisions.state(articles=(found.id,))
    skipped = (state.hash_list(skipped_blob) or []) if skipped_blob else []
    what = f"Signed off {found.metadata.title or found.key}"
    if skipped:
        what += f"; {len(skipped)} claim{'' if len(skipped) == 1 else 's'} skipped: {_numbers(desk, skipped)}"
    return Receipt(tuple(e.hash for e in events), what)


def _numbers(desk: Desk, claims: Sequence[str]) -> str:
    """Their short numbers, in the order of these."""
    numbers = sorted(tuple(map(int, row(desk, claim).number.split("."))) for claim in claims)
    return ", ".join(f"{article}.{claim}" for article, claim in numbers)


def _judged(desk: Desk, db: Database, claims: Sequence[str]) -> tuple[list[str], list[str]]:
    """Hashes of the verdicts and adjudications here that I know, and the claims on which I said nothing; sorted."""
    touched = db.decisions.acts_touching(claims, types=("verdict", "adjudication"), current=True)
    basis = sorted(
        {act.event.hash for claim, acts in touched.items() for act in acts if _known_to(desk, db, claim, act.event)}
    )
    mine = {claim for claim, acts in touched.items() if any(act.person == desk.person for act in acts)}
    return basis, sorted(set(claims) - mine)


def _known_to(desk: Desk, db: Database, claim: str, event: Event) -> bool:
    """Whether I may know of a verdict: with one of an open blind round in the basis, its change would show."""
    return not blind.hidden(db.decisions.state(claims=(claim,)), event, desk.person)
