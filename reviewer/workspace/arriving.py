"""What a sync takes in: rows of others, then words, then everything that follows from both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reviewer.errors import NotAllowed
from reviewer.log.event import Event
from reviewer.model.verdict import About
from reviewer.store.database import Merged
from reviewer.workspace import erasing, importing, indexing, settling, updating, verdicts
from reviewer.workspace.desk import Desk
from reviewer.workspace.following import relist, relist_everything
from reviewer.workspace.relisting import named_by
from reviewer.workspace.syncfolder import ALSO, LOGS, Rows, SyncFolder

if TYPE_CHECKING:
    from reviewer.workspace.syncing import Told

AT_ONCE = 64
"""Blobs read before they are written."""
_GROUND = frozenset({"genesis", "role", "actor"})


@dataclass(slots=True)
class Taken:
    """What came. `touched`: events known before of which words came. `words`: new blobs. `waiting`: words not there."""

    added: list[Event] = field(default_factory=list)
    touched: list[Event] = field(default_factory=list)
    words: int = 0
    waiting: int = 0
    erased: int = 0


def take(desk: Desk, folder: SyncFolder, seen: Mapping[str, int], work: updating.Work, told: Told) -> Taken:
    """Merges the rows and words of a folder. `seen`: by log, how many rows stood there at the last sync."""
    taken = Taken()
    logs = folder.logs()
    for done, log in enumerate(logs):
        work.step("logs read", done, len(logs))
        _take_log(desk, folder, log, seen.get(log, 0), taken, told)
    for gone in sorted(seen.keys() - set(logs)):
        told.notes.append(
            f"log {gone[:8]} stood in this folder at the last sync, and does not any more; it is kept here"
        )
    for log in folder.logs(ALSO):
        if log != desk.db.log:
            _merge(desk, folder.rows(ALSO, log, ()), taken, told, f"{ALSO}/{log[:8]}…")
    work.step("logs read", len(logs), len(logs))
    _take_words(desk, folder, taken, work)
    return taken


def _take_log(desk: Desk, folder: SyncFolder, log: str, seen: int, taken: Taken, told: Told) -> None:
    known = desk.db.exchange.hashes(log)
    rows = folder.rows(LOGS, log, known)
    own = log == desk.db.log
    if rows.lines < seen and not rows.fault:
        words = f"log {log[:8]} had {seen} events in this folder at the last sync and has {rows.lines} now"
        told.notes.append(f"{words}: its end was cut off, or an older copy was put back; all are kept here")
    elif rows.lines < len(known) and not own and not rows.fault:
        words = f"log {log[:8]} has {rows.lines} of the {len(known)} events that are known here"
        told.notes.append(f"{words}: this copy is behind, or its end was cut off")
    if rows.torn and not own:
        told.notes.append(f"log {log[:8]}: the last line is not all there yet; it is taken when it is")
    _merge(desk, rows, taken, told, f"log {log[:8]}")


def _merge(desk: Desk, rows: Rows, taken: Taken, told: Told, name: str) -> None:
    if rows.fault:
        told.refused.append(f"{name}: {rows.fault}; nothing from there on was taken")
    if _told_elsewhere(desk, rows.new):
        log, size = desk.db.log, desk.db.head().seq
        desk.begin_log(continues=desk.db.head())
        told.notes.append(
            f"somebody else wrote on in the own log {log[:8]} ({size} events here): this database was restored from an "
            "older copy, or copied; what they wrote is kept, and what is done here goes on in a new log"
        )
    merged = desk.db.merge_read(
        sorted(rows.new, key=lambda event: (event.log, event.seq, event.hash)),
        after=lambda events: settling.settle(desk.db, events),
    )
    _keep(merged, taken, told)


def _told_elsewhere(desk: Desk, events: Iterable[Event]) -> bool:
    """Whether any of these is of the own log, and was not written here."""
    return any(event.log == desk.db.log and desk.db.event(event.hash) is None for event in events)


def _keep(merged: Merged, taken: Taken, told: Told) -> None:
    taken.added += merged.added
    told.refused += merged.refused
    told.notes += merged.gaps
    forks = {fork.log: fork for fork in reversed(merged.forks)}
    for log, fork in sorted(forks.items()):
        told.notes.append(f"log {log[:8]} tells two histories from event {fork.seq} on; both are kept and count")


def _take_words(desk: Desk, folder: SyncFolder, taken: Taken, work: updating.Work) -> None:
    """Words that events name, then files that evidence among them names; the second follow from the first."""
    done = 0
    for wanted in (desk.db.exchange.missing(), None):
        missing = _files_missing(desk) if wanted is None else wanted
        rest = iter(missing)
        while shas := list(islice(rest, AT_ONCE)):
            work.step("words read", done, len(missing))
            done += len(shas)
            found = {sha: blob for sha in shas if (blob := folder.blob(sha)) is not None}
            if wanted is None:
                desk.db.put_blobs(found)
                taken.words += len(found)
            else:
                merged = desk.db.merge((), found, after=lambda events: settling.settle(desk.db, events))
                taken.touched += merged.touched
                taken.words += merged.blobs
    taken.waiting = len(desk.db.exchange.missing())


def _files_missing(desk: Desk) -> list[str]:
    """Files that evidence names and that never came here."""
    named = set(erasing.evidence_files(desk))
    return sorted(sha for sha in named if not desk.db.has_blob(sha) and not desk.db.erased(sha))


def follow(desk: Desk, taken: Taken, work: updating.Work) -> None:
    """What follows from new rows and words: witnesses, erasing, blind rounds that are full, lists and matches."""
    news = [event for event in taken.added if event.type != "witness"]
    # Only news are witnessed, or two machines would answer each other for ever.
    importing.witness(desk, {event.log for event in news if event.log != desk.db.log})
    taken.erased = erasing.take_in(desk)
    reached = list(settling.reached(desk.db, [*news, *taken.touched]))
    with suppress(NotAllowed):
        _reveal(desk, reached)
    _index(desk, taken.touched)
    for article in dict.fromkeys(str(event.data["article"]) for event in taken.added if event.type == "version"):
        updating.check(desk, article, work)  # in the order of the others: numbers are alike where they can be
    if any(event.type in _GROUND for event in news):
        relist_everything(desk)
    elif reached:
        relist(desk, named_by(reached))
    updating.catch_up(desk, work)


def _reveal(desk: Desk, events: Sequence[Event]) -> None:
    """Opens blind rounds that the verdicts of several machines filled."""
    if not any(
        event.type == "policy" and event.data["rules"]["blind"] for event in desk.db.decisions.ground().events()
    ):
        return
    for about in About:
        claims = {str(e.data["claim"]) for e in events if e.type == "verdict" and e.data["about"] == about.value}
        verdicts.reveal_full(desk, sorted(claims), about)


def _index(desk: Desk, touched: Sequence[Event]) -> None:
    """Claims by hand of which the words came later than their places."""
    versions = {str(event.data["version"]) for event in touched if event.type in ("given", "revise")}
    for article in sorted(_articles(desk, versions)):
        indexing.index(desk, article, force=True)


def _articles(desk: Desk, versions: Iterable[str]) -> Iterator[str]:
    found = (desk.db.corpus.version(version) for version in versions)
    yield from {row.article for row in found if row is not None}
