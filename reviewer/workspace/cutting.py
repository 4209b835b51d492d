"""Where claims stand, by hand: given and revised claims, blocks with another class, an article's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from reviewer.errors import AnchorError, UsageError
from reviewer.log.event import new_id
from reviewer.model.article import BlockClass
from reviewer.model.claim import Claim, ClaimKind
from reviewer.model.ids import claim_id
from reviewer.model.span import Span
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.following import act_on_places
from reviewer.workspace.seeing import find_article
from reviewer.workspace.views import Receipt

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?")


def give(desk: Desk, article: str, spans: Sequence[Span], kind: ClaimKind) -> Receipt:
    """A claim by hand: its words, then spans that it needs to be read."""
    found = find_article(desk, article)
    spans = _chosen(desk, found.version, spans)
    span, carried = spans[0], sorted(set(spans[1:]) - {spans[0]})
    claim = claim_id(found.version, span, carried)

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {
            **_places(desk, blobs, found.version, span, carried),
            "claim": claim,
            "kind": kind.value,
            "source": "hand",
            "file": None,
            "withdrawn": False,
            "batch": None,
        }
        return [desk.draft("given", data, blobs)]

    events = act_on_places(desk, build, found.id)
    return Receipt(tuple(e.hash for e in events), "Claim added", claims=(claim,))


def _places(desk: Desk, blobs: Blobs, version: str, span: Span, carried: Sequence[Span]) -> dict[str, object]:
    quote = span.of(desk.text(version))
    return {
        "version": version,
        "span": [span.start, span.end],
        "carried": [[each.start, each.end] for each in carried],
        "words": blobs.record("words", {"quote": quote}),
    }


def _chosen(desk: Desk, version: str, spans: Sequence[Span]) -> list[Span]:
    """The words that were chosen, without white space around them.

    Raises:
        UsageError, AnchorError: none were, or they lie outside the text.
    """
    text = desk.text(version)
    if not spans:
        raise UsageError("no words were chosen for the claim")
    for span in spans:
        if span.end > len(text) or not span.of(text).strip():
            raise AnchorError("the chosen place lies outside the text, or holds no words", kept="nothing was changed")
    return [_stripped(span, text) for span in spans]


def _stripped(span: Span, text: str) -> Span:
    words = span.of(text)
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))


def revise(desk: Desk, claims: Sequence[str], parts: Sequence[Sequence[Span]]) -> Receipt:
    """Adjusts (one to one), splits (one to several) or merges (several to one); verdicts stay on the old claims.

    `parts` are places in the present text of the article, also where a claim is one of an earlier text.
    """
    olds = list(dict.fromkeys(claims))
    first, version = _together(desk, olds)
    if not parts or (len(olds) > 1 and len(parts) > 1):
        raise UsageError("revise one claim into several, or several into one")
    parts = [_chosen(desk, version, spans) for spans in parts]
    made = [claim_id(version, spans[0], sorted(set(spans[1:]) - {spans[0]})) for spans in parts]
    if made == olds:
        raise UsageError("these are the words of the claim already", kept="nothing was changed")
    batch = new_id() if len(parts) > 1 else None

    def build(db: Database) -> list[Draft]:
        drafts = []
        for claim, spans in zip(made, parts, strict=True):
            blobs = Blobs()
            revises, replaces = db.decisions.revision(claim, olds, by=desk.actor)
            data = {
                **_places(desk, blobs, version, spans[0], sorted(set(spans[1:]) - {spans[0]})),
                "claim": claim,
                "kind": first.kind.value,
                "source": "hand",
                "file": None,
                "batch": batch,
                "revises": revises,
                "replaces": replaces,
            }
            drafts.append(Draft("revise", data, blobs))
        return drafts

    events = act_on_places(desk, build, first.article)
    return Receipt(tuple(e.hash for e in events), _what(len(olds), len(made)), batch or "", claims=tuple(made))


def _together(desk: Desk, claims: Sequence[str]) -> tuple[Claim, str]:
    """The first of claims to be revised together, and the text that the revision is of.

    Raises:
        UsageError: they are not all of one article, or it has no text here.
    """
    entries = desk.db.corpus.entries(claims)
    articles = {entry.claim.article for entry in entries.values()}
    if len(entries) < len(claims) or len(articles) != 1:
        raise UsageError("only claims of one article can be revised together", kept="nothing was changed")
    first = entries[claims[0]].claim
    article = desk.db.corpus.article(first.article)
    if article is None or not article.version:
        raise UsageError("the article has no text here", kept="nothing was changed")
    return first, article.version


def take_place(desk: Desk, claim: str, place: int = 0) -> Receipt:
    """Revises a claim of an earlier text into a place of the present text that is offered for it.

    `place`: which of several, from 1; 0: the only one.

    Raises:
        UsageError: no place is offered, several are, or there is none of this number.
    """
    row = desk.db.corpus.carry_of(claim)
    if row is None or row.new:
        raise UsageError("the words of this claim have not changed", next_step="quote the words that it should have")
    if not row.places:
        raise UsageError(
            "these words do not stand in the present text any more, and nothing much like them does",
            kept="the claim stays listed, with its verdicts, on the earlier text",
            next_step="quote the words of the present text that should stand for it, if any do",
        )
    if not 0 <= place <= len(row.places) or (place == 0 and len(row.places) > 1):
        raise UsageError(
            f"these words stand at {len(row.places)} place{'s' * (len(row.places) > 1)} of the present text",
            kept="nothing was changed",
            next_step="give the number of one of them, or quote them with the words around them",
        )
    return revise(desk, [claim], [_snapped(desk, claim, row.places[max(0, place - 1)])])


def _snapped(desk: Desk, claim: str, place: Span) -> list[Span]:
    """The place, with the further words of the listed claim that stands exactly there, if one does."""
    old = desk.db.corpus.claim(claim)
    assert old is not None
    for entry in desk.db.corpus.claims_of_article(old.article):
        if entry.claim.span == place and entry.claim.version != old.version:
            return [place, *entry.claim.carried]
    return [place]


def _what(olds: int, made: int) -> str:
    if olds > 1:
        return f"{olds} claims merged"
    return f"Claim split into {made}" if made > 1 else "Words of the claim changed"


def flip_block(desk: Desk, article: str, span: Span, cls: BlockClass) -> Receipt:
    """Says what a block is; its claims are listed, or not, from then on."""
    found = find_article(desk, article)
    if all(block.span != span for block in desk.db.corpus.blocks(found.id)):
        raise AnchorError("no block of this article stands exactly there", kept="nothing was changed")

    def build(_: Database) -> list[Draft]:
        data = {"version": found.version, "span": [span.start, span.end], "class": cls.value, "batch": None}
        return [desk.draft("block", data, {})]

    events = act_on_places(desk, build, found.id)
    return Receipt(tuple(e.hash for e in events), f"Block marked as {cls.value.replace('_', ' ')}")


def set_date(desk: Desk, article: str, day: str) -> Receipt:
    """Sets when an article was published; relative dates in it resolve. "" says that nobody knows."""
    found = find_article(desk, article)
    if day and not is_date(day):
        raise UsageError(f"not a date: {day}", next_step="write it as 2017-07-24, or 2017-07-24T09:30+08:00")

    def build(_: Database) -> list[Draft]:
        return [desk.draft("date", {"article": found.id, "date": day or None, "batch": None}, {})]

    events = act_on_places(desk, build, found.id)
    return Receipt(tuple(e.hash for e in events), f"Date of the article set to {day}" if day else "Date unset")


def is_date(day: str) -> bool:
    """Whether it is a real day (2017-07-24), or one with a time of day."""
    if not _DAY.fullmatch(day):
        return False
    try:
        date.fromisoformat(day[:10])
        if "T" in day:
            datetime.fromisoformat(day)
    except ValueError:
        return False
    return True
