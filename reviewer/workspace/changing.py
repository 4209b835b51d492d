"""Old and new words of a claim whose text has changed, for the screen, the command line and the export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.errors import NotFound
from reviewer.model.claim import Claim
from reviewer.model.span import AnchorState, Span
from reviewer.model.verdict import Evidence, EvidenceKind
from reviewer.store.carries import CarryRow
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import Piece, TextChange

AROUND = 60
"""Characters shown before and behind each of several places."""


def changes(desk: Desk, claim: Claim, revises: tuple[str, ...] = ()) -> tuple[TextChange, ...]:
    """What became of a claim of an earlier text; else the claims of earlier texts for which this one stands."""
    return tuple(_changes(desk, claim, revises))


def _changes(desk: Desk, claim: Claim, revises: tuple[str, ...]) -> Iterator[TextChange]:
    corpus = desk.db.corpus
    gone = corpus.carry_of(claim.id)
    if gone is not None:
        yield _change(desk, claim, gone)
        return
    for row in corpus.carries_to(claim.id):
        old = corpus.claim(row.old)
        if old is not None:
            yield _change(desk, old, row)
    for name in revises:
        old = corpus.claim(name)
        if old is not None and old.version != claim.version:
            yield _aligned(desk, old, AnchorState.CHANGED, claim.quote, (claim.span,), "")


def _change(desk: Desk, old: Claim, row: CarryRow) -> TextChange:
    article = desk.db.corpus.article(old.article)
    try:
        text = desk.text(article.version) if article is not None and row.places else ""
    except NotFound:
        text = ""
    after = row.places[0].of(text) if len(row.places) == 1 else ""
    around = tuple(_around(text, place) for place in row.places) if text and len(row.places) > 1 else ()
    return replace(_aligned(desk, old, row.state, after, row.places, row.why), around=around)


def _around(text: str, place: Span) -> str:
    """The words at a place in one line, set off by brackets, with whole words of what stands before and behind."""
    before, behind = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    if place.start > AROUND:
        before = f"… {before.partition(' ')[2]}"
    if place.end + AROUND < len(text):
        behind = f"{behind.rpartition(' ')[0]} …"
    return " ".join(f"{before}[{place.of(text)}]{behind}".split())


def _aligned(desk: Desk, old: Claim, state: AnchorState, after: str, places: tuple[Span, ...], why: str) -> TextChange:
    from reviewer.match.align import pieces  # few claims have changed, and rapidfuzz is slow to load

    left, right = pieces(old.quote, after) if after else ((), ())
    return TextChange(
        claim=old.id,
        version=old.version,
        given_on=version_words(desk, old.version),
        state=state,
        before=old.quote,
        after=after,
        places=places,
        old=tuple(Piece(text, same) for text, same in left),
        new=tuple(Piece(text, same) for text, same in right),
        why=why,
    )


def version_words(desk: Desk, version: str) -> str:
    """`the version of 2031-03-14 09:26` (UTC, when it was taken in)."""
    acts = desk.db.decisions.acts_of_version(version, types=("version",))
    at = min((act.event.at for act in acts), default="")
    return f"the version of {at[:16].replace('T', ' ')}" if at else "an earlier version"


def quoted_look(desk: Desk, evidence: tuple[Evidence, ...]) -> str:
    """Why a verdict needs another look for the claims that it takes as evidence; "" where their words still stand."""
    for item in evidence:
        row = desk.db.corpus.carry_of(item.claim) if item.kind is EvidenceKind.CLAIM and item.claim else None
        if row is not None and row.why:
            return "a claim that is evidence here stood in a text that has changed"
    return ""
