"""Files taken back: events merge as events, other verdicts become the importer's own, stated ones; claims anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewer.errors import InputError, NotFound, ReviewerError
from reviewer.export.importing import ClaimPlace, Stated, read_file
from reviewer.store.database import Database, Draft
from reviewer.workspace import settling
from reviewer.workspace.desk import Desk
from reviewer.workspace.following import refresh, relist_everything
from reviewer.workspace.giving import give_claim
from reviewer.workspace.seeing import find_article
from reviewer.workspace.verdicts import verdicts
from reviewer.workspace.views import ImportReport, Skipped

FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file that can be imported."""


def import_file(desk: Desk, path: Path) -> ImportReport:
    """Takes in what a claims file, a log file or given claims of another program bring.

    Raises:
        InputError: the file cannot be read, or is none of these.
    """
    taken = read_file(_bytes(path), path.name)
    merged = desk.db.merge((e.body for e in taken.events), taken.blobs, after=lambda es: settling.settle(desk.db, es))
    if merged.added or merged.touched:
        relist_everything(desk)
    _witness(desk, {event.log for event in merged.added})
    refresh(desk, *_articles_of(desk, merged.added))
    refused = [Skipped(item.place, item.reason) for item in taken.refused]
    refused += [Skipped("log", words) for words in (*merged.gaps, *merged.refused)]
    refused += [
        Skipped("log", f"log {fork.log[:8]} tells two histories from event {fork.seq} on") for fork in merged.forks
    ]
    stated = sum(_state(desk, each, refused) for each in taken.stated)
    given, known = 0, 0
    for claim in taken.given:
        outcome = give_claim(desk, claim, "import", taken.file_sha256)
        given += outcome.new
        known += bool(outcome.claim) and not outcome.new
        if not outcome.claim:
            refused.append(Skipped(claim.place, outcome.why))
    refresh(desk, *(row.id for row in desk.db.corpus.articles()))
    return ImportReport(
        events=len(merged.added), stated=stated, given=given, known=merged.known + known, refused=tuple(refused)
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise InputError("the file is too large to be imported", kept="nothing was changed")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}", kept="nothing was changed") from None


def _witness(desk: Desk, logs: Iterable[str]) -> None:
    """Records how far each log had come that brought something new."""
    from reviewer.log import merkle

    def build(db: Database) -> list[Draft]:
        drafts = []
        for log in sorted(logs):
            head = db.head(log)
            root = merkle.Tree(db.hashes(log)).root()
            drafts.append(Draft("witness", {"log": log, "size": head.seq, "head": head.hash, "root": root}))
        return drafts

    if set(logs):
        desk.act(build)


def _articles_of(desk: Desk, events: Iterable[object]) -> Iterator[str]:
    """Articles of this workspace that merged events concern."""
    concerned = {getattr(event, "data", {}).get("article") for event in events}
    yield from (row.id for row in desk.db.corpus.articles() if row.id in concerned)


def _state(desk: Desk, stated: Stated, refused: list[Skipped]) -> bool:
    """A verdict that the file states, as my own event that says so; whether it was new."""
    try:
        claim = _find(desk, stated.at)
    except ReviewerError as error:
        refused.append(Skipped(stated.place, error.what))
        return False
    if _said_already(desk, claim, stated):
        return False
    verdicts(
        desk,
        [claim],
        stated.value,
        about=stated.about,
        rationale=stated.rationale,
        evidence=stated.evidence,
        copies=False,
        stated={"name": stated.name or "somebody", "actor": stated.actor, "file": stated.file_sha256},
    )
    return True


def _said_already(desk: Desk, claim: str, stated: Stated) -> bool:
    """Whether this value stands here already: from that person, or stated from the same file."""
    state = desk.db.decisions.state(claims=(claim,))
    for said in state.verdicts(claim, stated.about):
        if said.value == stated.value.value:
            same_file = said.stated and said.event.data["stated"]["file"] == stated.file_sha256
            if same_file or not said.stated:
                return True
    return False


def _find(desk: Desk, at: ClaimPlace) -> str:
    """The claim here that a place in a file means: the same id, else the same words in the same article."""
    if desk.db.corpus.entry(at.claim) is not None:
        return at.claim
    article = find_article(desk, at.article_key) if at.article_key else None
    if article is None or at.span is None:
        raise NotFound(f"no claim {at.claim[:12]} here")
    for entry in desk.db.corpus.claims_of_article(article.id):
        if entry.claim.quote == at.quote:
            return entry.claim.id
    raise NotFound(f"no claim here has the words “{at.quote[:60]}”")
