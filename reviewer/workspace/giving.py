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
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a given claim: its id, and whether it is new; or in words why it stands nowhere."""

    claim: str = ""
    new: bool = False
    why: str = ""


def give_claim(desk: Desk, claim: GivenClaim, source: str, file_sha256: str | None) -> Outcome:
    """Takes in a claim of another program (`source` import) or of the project file (project_file)."""
    try:
        article = find_article(desk, claim.article)
    except ReviewerError as error:
        return Outcome(why=error.what)
    spans = _locate(desk, article, claim)
    if isinstance(spans, str):
        return Outcome(why=spans)
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


def _locate(desk: Desk, article: ArticleRow, claim: GivenClaim) -> Span | str:
    """Where the quote stands, exactly; else in words why it does not, with the nearest place."""
    if not article.version:
        return "the article has no text here"
    text = desk.text(article.version)
    if claim.span is not None and claim.span.end <= len(text) and claim.span.of(text) == claim.quote:
        return claim.span
    found = anchors.locate(claim.quote, text)
    if found.state in (AnchorState.EXACT, AnchorState.MOVED):
        return found.spans[0]
    if found.state is AnchorState.AMBIGUOUS:
        return f"“{claim.quote[:60]}” stands {len(found.spans)} times in {article.key}; quote more words"
    near = anchors.nearest(claim.quote, text)
    words = f"“{claim.quote[:60]}” does not stand in {article.key}"
    if near is None:
        return words
    return f"{words}; nearest: “{near.span.of(text)[:120]}” ({near.words})"


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
