"""Which claims acts list, and list no more (docs/log.md, rule 8), told without reading any text."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reviewer.log.event import Event
from reviewer.model.article import FACT_CHECK
from reviewer.workspace.desk import Desk
from reviewer.workspace.standing import extraction_of, place_of, places_of

JUDGING = ("verdict", "answer", "note", "decision", "adjudication")
"""Acts that keep a claim listed though no present extraction has it."""


def named_by(events: Iterable[Event]) -> set[str]:
    """The claims that these acts of judging can list, or list no more."""
    found: set[str] = set()
    for event in events:
        if not event.known:
            continue
        data = event.data
        if event.type == "reveal":
            found.update(data["claims"])
        elif event.type in JUDGING:
            found.update((data["left"], data["right"]) if event.type == "decision" else (data["claim"],))
    return found


def relist_claims(desk: Desk, claims: Collection[str]) -> set[str]:
    """Lists those of these claims that acts list, and no more those that nothing lists; the articles concerned.

    Run inside the transaction of the acts, a list never lags behind the log.
    """
    moved = {article for claim in claims if (article := _moved(desk, claim))}
    if not moved:
        return set()  # as after most acts; nothing that reads texts is loaded then
    from reviewer.workspace.indexing import index

    return {article for article in moved if index(desk, article, force=True)}


def _moved(desk: Desk, claim: str) -> str:
    """The article whose list has this claim and should not, or the other way round; "" where all is well."""
    state = desk.db.decisions.state(claims=(claim,))
    here = desk.db.corpus.where(claim)
    if here is None:
        return _article_of(desk, state.events()) if state.named(claim) else ""
    if here.reader == FACT_CHECK:
        return ""  # its claim is never listed, whatever is said of it
    if not here.present:
        return here.article  # of an earlier text: what stands for it in the present one may change
    listed = state.listed(claim, extracted=False) or state.listed(claim, extracted=_extracted(desk, claim))
    return here.article if listed != here.listed else ""


def _article_of(desk: Desk, events: Iterable[Event]) -> str:
    """The article of a claim that the corpus does not know, by an act that names its text."""
    versions = {event.data["version"] for event in events if event.known and "version" in event.data}
    acts = [act for v in sorted(versions) for act in desk.db.decisions.acts_of_version(v, types=("version",))]
    return str(acts[0].event.data["article"]) if acts else ""


def _extracted(desk: Desk, claim_id: str) -> bool:
    """Whether the present extraction of the text in force, which is the claim's, has it in a block that gives claims.

    Asked of claims that the corpus has.
    """
    claim = desk.db.corpus.claim(claim_id)
    event = extraction_of(desk, claim.version) if claim is not None else None
    if claim is None or event is None:
        return False
    if place_of(claim.span, claim.carried) not in places_of(desk, event):
        return False
    block = desk.db.corpus.block_around(claim.article, claim.span)
    return block is not None and block.cls.gives_claims
