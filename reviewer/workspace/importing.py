"""Files taken back: events merge as events, other verdicts become the importer's own, stated ones; claims anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewer.errors import InputError, NotFound, ReviewerError
from reviewer.export.importing import ClaimPlace, GivenClaim, Stated, Taken, read_file
from reviewer.ingest.claimreview import find_checks
from reviewer.model.ids import digest
from reviewer.store.database import Database, Draft
from reviewer.workspace import erasing, settling, unplaced
from reviewer.workspace.checks import import_checks
from reviewer.workspace.desk import Desk
from reviewer.workspace.following import refresh, relist_everything
from reviewer.workspace.giving import give_claim
from reviewer.workspace.seeing import find_article
from reviewer.workspace.updating import to_be_written
from reviewer.workspace.verdicts import verdicts
from reviewer.workspace.views import ImportReport, Skipped

SOMEBODY = "somebody"
"""Who stated what a file gives no name for."""
FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file that can be imported."""


def import_file(desk: Desk, path: Path, *, join: bool = False) -> ImportReport:
    """Takes in what a claims file, a log file, given claims of another program or published fact-checks bring.

    Args:
        desk: where.
        path: the file.
        join: let the logs that the file brings count in this project from now on; an owner's word.

    Raises:
        InputError: the file cannot be read, or is none of these. NotAllowed: `join`, and I am no owner.
    """
    to_be_written(desk)
    if join:
        desk.right("owner")
    raw = _bytes(path)
    checks = find_checks(raw)
    if checks is not None:
        return import_checks(desk, checks, digest(raw))
    taken = read_file(raw, path.name)
    merged = desk.db.merge((e.body for e in taken.events), taken.blobs, after=lambda es: settling.settle(desk.db, es))
    logs = {event.log for event in taken.events}
    witness(desk, {event.log for event in merged.added})
    if join:
        let_count(desk, logs)
    erasing.take_in(desk)
    if merged.added or merged.touched or join:
        relist_everything(desk)
    refused = [Skipped(item.place, item.reason) for item in taken.refused]
    refused += [Skipped("log", words) for words in merged.refused]
    refused += [Skipped("log", words) for words in merged.gaps if taken.kind == "log"]
    refused += [
        Skipped("log", f"log {fork.log[:8]} tells two histories from event {fork.seq} on") for fork in merged.forks
    ]
    told = [one for one in taken.told if not _counts(desk, one.cites)]
    stated = sum(_state(desk, each, refused) for each in (*taken.stated, *told))
    given, known = _give(desk, taken, path.name, refused)
    refresh(desk, *(row.id for row in desk.db.corpus.articles()))
    return ImportReport(
        events=len(merged.added),
        stated=stated,
        given=given,
        known=merged.known + known,
        refused=tuple(refused),
        warnings=tuple(_outside(desk, logs)),
        waiting=unplaced.waiting(desk) if taken.given else 0,
    )


def _counts(desk: Desk, event: str) -> bool:
    act = desk.db.decisions.act(event)
    return act is not None and act.counted


def _give(desk: Desk, taken: Taken, name: str, refused: list[Skipped]) -> tuple[int, int]:
    """Claims that the file gives: how many are new, and how many stand here already."""
    given, known = 0, 0
    nowhere: list[GivenClaim] = []
    for claim in taken.given:
        outcome = give_claim(desk, claim, "import", taken.file_sha256)
        given += outcome.new
        known += bool(outcome.claim) and not outcome.new
        if not outcome.claim:
            nowhere.append(claim)
            refused.append(Skipped(claim.place, outcome.why))
    unplaced.remember(desk, name, nowhere, anew=False)
    return given, known


def _outside(desk: Desk, logs: Iterable[str]) -> Iterator[str]:
    """Logs that were taken in and do not count here."""
    rights = desk.db.decisions.ground().rights
    kept = {head.log for head in desk.db.heads()}
    for log in sorted(kept.intersection(logs)):
        if not rights.joined(log):
            yield (
                f"log {log[:8]} is kept, but does not count here: it belongs to another project; "
                "an owner can let it count by importing with --join"
            )


def let_count(desk: Desk, logs: Iterable[str]) -> None:
    """An owner's word that logs belong to this project: their first actors are reviewers here."""
    rights = desk.db.decisions.ground().rights
    for log in sorted({head.log for head in desk.db.heads()}.intersection(logs)):
        if not rights.joined(log):
            first = next(desk.db.events(log=log, limit=1)).event.by
            data = {"actor": first, "role": "reviewer", "revoked": False, "right": desk.right("owner")}
            desk.act(lambda _, data=data: [desk.draft("role", data, {})])  # type: ignore[misc]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise InputError("the file is too large to be imported", kept="nothing was changed")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}", kept="nothing was changed") from None


def witness(desk: Desk, logs: Iterable[str]) -> None:
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
        stated={"name": stated.name or SOMEBODY, "actor": stated.actor, "file": stated.file_sha256},
    )
    return True


def _said_already(desk: Desk, claim: str, stated: Stated) -> bool:
    """Whether this value stands here already: from that person, or stated of them; of nobody named from anybody."""
    state = desk.db.decisions.state(claims=(claim,))
    for said in state.verdicts(claim, stated.about):
        if state.opened(said.event) != stated.value.value:
            continue
        if said.stated:
            name = desk.db.words(said.event.data["stated"]["name"])
            if name == (stated.name or SOMEBODY):
                return True
        elif not stated.name or desk.name_of(said.person) == stated.name:
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
