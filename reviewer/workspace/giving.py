"""Claims that the project file or another program gives: they stand exactly where they quote, or nowhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviewer.errors import ReviewerError
from reviewer.export.importing import GivenClaim
from reviewer.model.ids import claim_id
from reviewer.model.span import AnchorState, Span
from reviewer.store.database import Database, Draft
from reviewer.store.records import ArticleRow
from reviewer.text import anchors
from reviewer.text.edges import left_off, uncut
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in an article: `span` exactly, else `why` it does not, and what is `nearest` to it."""

    article: ArticleRow | None
    span: Span | None = None
    why: str = ""
    nearest: Span | None = None
    there: str = ""
    """The words at the nearest place."""
    differing: tuple[tuple[str, str], ...] = ()
    """Words of the quote with those that stand there instead; "" where one side has none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a given claim: its id, and whether it is new; or in words why it stands nowhere."""

    claim: str = ""
    new: bool = False
    why: str = ""


def give_claim(desk: Desk, claim: GivenClaim, source: str, file_sha256: str | None) -> Outcome:
    """Takes in a claim of another program (`source` import) or of the project file (project_file)."""
    found = place_of(desk, claim)
    article, spans = found.article, found.span
    if article is None or spans is None:
        return Outcome(why=found.why)
    made = claim_id(article.version, spans)
    acts = desk.db.decisions.acts_of_claim(made, types=("given",), current=True)
    if any(act.event.data["source"] == source and not act.event.data["withdrawn"] for act in acts):
        return Outcome(made)

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        words = {"quote": spans.of(desk.text(article.version)), "text": claim.text}
        data = {
            "version": article.version,
            "span": [spans.start, spans.end],
            "carried": [],
            "words": blobs.record("words", {**words, "claimant": claim.claimant, "id": claim.id}),
            "claim": made,
            "kind": claim.kind.value,
            "source": source,
            "file": file_sha256,
            "withdrawn": False,
            "batch": None,
        }
        return [desk.draft("given", data, blobs)]

    desk.act(build)
    return Outcome(made, new=True)


def place_of(desk: Desk, claim: GivenClaim) -> Place:
    """Where a given claim stands: exactly as it quotes, on whole words, nothing left off that turns it; or why not."""
    try:
        article = find_article(desk, claim.article)
    except ReviewerError as error:
        return Place(None, why=error.what)
    if not article.version:
        return Place(article, why="the article has no text here")
    text = desk.text(article.version)
    quote = f"“{claim.quote[:60]}”"
    span = claim.span
    if span is None or span.end > len(text) or span.of(text) != claim.quote or not uncut(span, text):
        found = anchors.locate(claim.quote, text)
        if found.state is AnchorState.AMBIGUOUS:
            return Place(article, why=f"{quote} stands {len(found.spans)} times in {article.key}; quote more words")
        if found.state is not AnchorState.EXACT:
            return _nearest(article, claim.quote, text, f"{quote} does not stand in {article.key}")
        span = found.spans[0]
    turned = left_off(span, text)
    if not turned:
        return Place(article, span)
    whole = Span(text.rindex(turned, 0, span.start), span.end)
    why = f"{quote} leaves off “{turned}”, which stands right before it in {article.key}; quote that too"
    return Place(article, None, why, whole, whole.of(text), (("", turned),))


def _nearest(article: ArticleRow, quote: str, text: str, why: str) -> Place:
    near = anchors.nearest(quote, text)
    if near is None:
        return Place(article, why=f"{why}, nor anything much like it")
    there = near.span.of(text)
    return Place(article, None, f"{why}; nearest: “{there[:120]}” ({near.words})", near.span, there, near.differing)


def withdraw_claims(desk: Desk, kept: Collection[str], file: str) -> None:
    """Records of claims that the project file gave and gives no more that they left it."""
    gone = [
        act.event
        for act in desk.db.decisions.acts_of_type("given", current=True)
        if act.event.data["source"] == "project_file"
        and not act.event.data["withdrawn"]
        and act.event.data["claim"] not in kept
    ]
    if not gone:
        return

    def build(db: Database) -> list[Draft]:
        drafts = []
        for event in gone:
            blobs = Blobs()
            words = db.record(event.data["words"]) or {"quote": "?"}
            data = {**event.data, "words": blobs.record("words", words), "file": file, "withdrawn": True}
            data.pop("replaces")
            drafts.append(desk.draft("given", data, blobs))
        return drafts

    desk.act(build)
