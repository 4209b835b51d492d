"""`reviewer sync`: logs and words to and from a folder that any means may carry between machines (docs/log.md, 9)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.errors import Busy, NotAllowed, UsageError
from reviewer.log.event import Event
from reviewer.workspace import arriving, boundplace, giving_out, heads, importing, opening
from reviewer.workspace.desk import DATABASE, Desk
from reviewer.workspace.syncfolder import SyncFolder
from reviewer.workspace.updating import Work, to_be_written
from reviewer.workspace.views import Progress, SyncedLog, SyncReport

COPIED = (
    "this database is a copy of another one, or stands on another machine now: the log that it came with is left to "
    "the original, and what is done here goes on in a new one"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a sync is to do besides.

    `private`: private notes go out too. `join`: belong to the project of the folder from now on. `count`: the start of
    a log's id that an owner lets count here.
    """

    private: bool = False
    join: bool = False
    count: str = ""


@dataclass(slots=True)
class Told:
    """What people are told: `notes` that ask for nothing, `refused` what was not taken."""

    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def sync(
    desk: Desk,
    path: Path,
    wishes: Wishes,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SyncReport:
    """Takes in what others wrote into the folder, and writes what is new here; repeats change nothing.

    Raises:
        InputError: no such folder. NotAllowed: `count` by one who is no owner. DiskFull, ExportError: the folder could
        not be written. What was taken in is kept.
    """
    to_be_written(desk)
    work = Work(progress, cancelled)
    folder = SyncFolder(path)
    with _alone(desk):
        bound = boundplace.bind(desk.db)
        told = Told([COPIED] if desk.copied else [])
        if wishes.join:
            _join(desk, folder, told)
        taken = arriving.take(desk, folder, bound.folders.get(str(folder.path), {}), work, told)
        if wishes.count:
            _let_count(desk, wishes.count)
        arriving.follow(desk, taken, work)
        given = giving_out.give(desk, folder, work, private=wishes.private)
        bound = boundplace.read(desk.db)
        bound.folders[str(folder.path)] = given.lines
        boundplace.write(desk.db, bound)
    heads.remember(desk.db, desk.folder)
    told.refused += folder.odd
    return SyncReport(
        folder=str(folder.path),
        took=len(taken.added),
        took_words=taken.words,
        gave=given.events,
        gave_words=given.words,
        sealed=given.sealed,
        waiting=taken.waiting,
        erased=taken.erased + given.erased,
        logs=tuple(_logs(desk, taken)),
        notes=tuple(told.notes),
        refused=tuple(dict.fromkeys(told.refused)),
    )


def founding_of(folder: Path, path: Path) -> Event | None:
    """The one project whose founding stands in a sync folder, for a workspace that has no database yet; else None.

    Raises:
        InputError: no such folder.
    """
    if (folder / DATABASE).exists():
        return None
    found = _foundings(SyncFolder(path))
    return found[0] if len(found) == 1 else None


def open_to_sync(folder: Path, path: Path, *, me: str | None, via: str) -> Desk:
    """Opens a workspace that is about to be synced: a new one belongs to the project of the folder."""
    return opening.open_desk(folder, me=me, via=via, read_only=False, joins=founding_of(folder, path))


def _foundings(folder: SyncFolder) -> list[Event]:
    """The geneses in the folder that found a project."""
    firsts = [folder.first(log) for log in folder.logs()]
    return [event for event in firsts if event is not None and event.known and event.data["joins"] is None]


def _join(desk: Desk, folder: SyncFolder, told: Told) -> None:
    """From now on the own log is one of the folder's project."""
    own = desk.db.decisions.ground().rights.founder()
    mine = boundplace.read(desk.db).logs
    others = [event for event in _foundings(folder) if event.log not in mine]
    if own in others:
        return
    if not others:
        raise UsageError(
            "no project was founded in this folder", next_step="sync there first from the one that began it"
        )
    if len(others) > 1:
        raise UsageError("the folder holds logs of several projects", next_step="keep one project a folder")
    acts = desk.db.exchange.acts_of_log(desk.db.log)
    before = desk.db.log
    desk.db.merge_read([others[0]])
    desk.begin_log(joins=others[0])
    told.notes.append("this workspace belongs to the project of the folder now; its rules hold here")
    if acts:
        told.notes.append(
            f"what was done here before ({acts} events) stands in log {before[:8]}, which does not count until an "
            f"owner lets it: reviewer sync FOLDER --count {before[:8]}"
        )


def _let_count(desk: Desk, prefix: str) -> None:
    logs = [head.log for head in desk.db.heads() if head.log.startswith(prefix)]
    if len(logs) != 1:
        raise UsageError(f"{'no log' if not logs else 'several logs'} here begin with {prefix}")
    if desk.db.decisions.ground().rights.joined(logs[0]):
        return
    if not desk.owns():
        raise NotAllowed("only an owner lets a log count", kept="what was taken in is kept", next_step="ask an owner")
    importing.let_count(desk, logs)


def _logs(desk: Desk, taken: arriving.Taken) -> Iterator[SyncedLog]:
    rights = desk.db.decisions.ground().rights
    forked = desk.db.exchange.forked_from()
    new: dict[str, int] = {}
    for event in taken.added:
        new[event.log] = new.get(event.log, 0) + 1
    mine = set(boundplace.read(desk.db).logs)
    for head in desk.db.heads():
        first = desk.db.exchange.first(head.log)
        yield SyncedLog(
            log=head.log,
            person=desk.name_of(desk.db.decisions.person_of(first.by)),
            events=head.seq,
            new=new.get(head.log, 0),
            own=head.own,
            mine=head.log in mine,
            joined=rights.joined(head.log),
            forked_at=forked.get(head.log, 0),
        )


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    """One sync of a workspace at a time; the lock is on its folder (not that of the database: store/place.py)."""
    descriptor = os.open(desk.folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise Busy("another process is syncing this workspace", kept="nothing was changed", next_step="wait") from None
    try:
        yield
    finally:
        os.close(descriptor)
