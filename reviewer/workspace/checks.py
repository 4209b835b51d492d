"""Published fact-checks taken in: each one article of the reader `claimreview`, with the one claim that was checked."""

from __future__ import annotations

from reviewer.errors import UnreadableArticle
from reviewer.ingest.claimreview import FactCheck, FactChecks, claim_in, read_check
from reviewer.log.event import Event
from reviewer.model.article import FACT_CHECK
from reviewer.model.claim import ClaimKind
from reviewer.model.ids import claim_id
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.indexing import index
from reviewer.workspace.standing import version_in_force
from reviewer.workspace.taking import ERASED, Source, take
from reviewer.workspace.updating import Work, match_all
from reviewer.workspace.views import ImportReport, Skipped


def import_checks(desk: Desk, checks: FactChecks, file_sha256: str) -> ImportReport:
    """Takes the fact-checks of a file in and compares them with the claims here; bad ones are refused one by one."""
    refused = [Skipped(place, reason) for place, reason in checks.refused]
    moved: dict[str, None] = {}
    given = 0
    for check in checks.found:
        try:
            article, new = _take(desk, check, file_sha256)
        except UnreadableArticle as error:
            refused.append(Skipped(check.place, error.what))
            continue
        given += new
        if index(desk, article):
            moved[article] = None
    match_all(desk, moved, Work())
    known = len(checks.found) - given - (len(refused) - len(checks.refused))
    return ImportReport(given=given, known=known, refused=tuple(refused))


def _take(desk: Desk, check: FactCheck, file_sha256: str) -> tuple[str, bool]:
    """The article of a fact-check, and whether its claim is new here; one transaction."""
    source = Source(check.key, check.place, lambda: check.raw, media=FACT_CHECK)
    with desk.db.write():
        taken = take(desk, source, file=None)
        version = version_in_force(desk, desk.db.decisions.acts_of_article(taken.article, types=("version",)))
        if ERASED in taken.remarks or version is None:
            raise UnreadableArticle("its words were erased here")
        return taken.article, _give(desk, version, read_check(check.raw).claimant, file_sha256)


def _give(desk: Desk, version: Event, claimant: str, file_sha256: str) -> bool:
    """Records the claim that was checked on its exact words, unless that was done; whether it was new."""
    body = desk.db.blob(version.data["text"])
    if body is None:
        raise UnreadableArticle("its words are not here")
    text = body.decode("utf-8")
    span = claim_in(text)
    made = claim_id(version.data["version"], span)
    acts = desk.db.decisions.acts_of_claim(made, types=("given",), current=True)
    if any(act.event.data["source"] == "import" for act in acts):
        return False

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        words = {"quote": span.of(text), "text": "", "claimant": claimant, "id": ""}
        data = {
            "version": version.data["version"],
            "span": [span.start, span.end],
            "carried": [],
            "words": blobs.record("words", words),
            "claim": made,
            "kind": ClaimKind.FACT.value,
            "source": "import",
            "file": file_sha256,
            "withdrawn": False,
            "batch": None,
        }
        return [desk.draft("given", data, blobs)]

    desk.act(build)
    return True
