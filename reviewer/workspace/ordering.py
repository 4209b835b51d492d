"""Who does what: articles assigned and signed off."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.errors import NotFound, UsageError
from reviewer.log import canonical
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article
from reviewer.workspace.views import Receipt


def assign(desk: Desk, ref: str, claim: str | None, person: str | None) -> Receipt:
    """Gives an article, or one claim, to somebody; to nobody with None."""
    article = None if claim else find_article(desk, ref).id
    actor = None if person is None else _actor_called(desk, person)
    mine = {desk.person}

    def build(db: Database) -> list[Draft]:
        things = {"articles": (article,)} if article else {"claims": (claim,)}
        has = set(db.decisions.state(**things).assigned(article or claim or ""))
        gets = {db.decisions.person_of(actor)} if actor else has
        right = None if gets <= mine else desk.right("adjudicator")  # one takes on, or gives back, without a right
        data = {"claim": claim, "article": article, "actor": actor, "right": right, "batch": None}
        return [desk.draft("assign", data, {})]

    events = desk.act(build)
    what = f"Assigned to {person}" if person else "Assigned to nobody"
    return Receipt(tuple(e.hash for e in events), what, claims=(claim,) if claim else ())


def _actor_called(desk: Desk, name: str) -> str:
    """The actor of the one person of that name.

    Raises:
        NotFound: nobody of that name was ever here; nobody else makes them known.
    """
    if name == desk.me:
        return desk.actor
    if all(desk.name_of(person.id) != name for person in desk.db.decisions.persons()):
        raise NotFound(
            f"nobody here is called {name}",
            next_step="who opens this workspace once under that name is known from then on",
        )
    return desk.db.actor_named(name, via="flag")


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
    count = len(state.hash_list(skipped_blob) or []) if skipped_blob else 0
    what = f"Signed off {found.metadata.title or found.key}"
    if count:
        what += f"; {count} claim{'' if count == 1 else 's'} skipped"
    return Receipt(tuple(e.hash for e in events), what)


def _judged(desk: Desk, db: Database, claims: Sequence[str]) -> tuple[list[str], list[str]]:
    """Hashes of the verdicts and adjudications on these claims, and the claims on which I said nothing; sorted."""
    touched = db.decisions.acts_touching(claims, types=("verdict", "adjudication"), current=True)
    basis = sorted({act.event.hash for acts in touched.values() for act in acts})
    mine = {claim for claim, acts in touched.items() if any(act.person == desk.person for act in acts)}
    return basis, sorted(set(claims) - mine)
