"""A workspace whose database is damaged: made anew from what can be read of it, and of a folder that it synced with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reviewer.log.event import Event
from reviewer.store import place
from reviewer.store.database import Database
from reviewer.store.salvage import Salvaged, salvage
from reviewer.workspace import erasing, opening
from reviewer.workspace.desk import DATABASE, Desk, whoever
from reviewer.workspace.syncfolder import ALSO, LOGS, SyncFolder


def salvaged(folder: Path, source: Path | None, *, me: str | None, via: str) -> tuple[Desk, Salvaged]:
    """Makes the database anew, the damaged file kept beside it, and opens it.

    The own log goes on in a new one: the last events may be missing, and others may have them.

    Raises:
        NotOurs: nothing of a log could be read; nothing was changed. InputError: no such folder.
    """
    path = folder / DATABASE
    name, how = whoever(me, via)
    with place.alone(path):  # nobody writes into the log as it was, neither in the old file nor in the new one
        if source is None:
            found = salvage(path)
        else:
            shared = SyncFolder(source)
            found = salvage(path, _events(shared), shared.blob)
        with Database.create_or_open(path, name=name, via=how) as db:
            db.begin_log(name, via=how, continues=db.head())
    desk = opening.open_desk(folder, me=me, via=via, read_only=False)
    erasing.take_in(desk)
    return desk, found


def _events(folder: SyncFolder) -> Iterator[Event]:
    for part in (LOGS, ALSO):
        for log in folder.logs(part):
            yield from folder.rows(part, log, ()).new


def words(found: Salvaged) -> list[str]:
    """What came of it, in plain sentences: first what was kept, then what is missing."""
    told = [
        f"{found.events:,} events and {found.blobs:,} texts and words were read; the damaged file is kept as "
        f"{found.kept}",
        "short numbers of claims are given anew; drafts, saved views and settings of this machine are gone with it",
    ]
    for log, count in found.short.items():
        told.append(f"log {log[:8]}: at least {count:,} of its last events are missing")
    if found.left:
        told.append(
            f"{found.left:,} events were read and not taken, since one before them is missing: they are still in the "
            "damaged file, and are taken where a sync folder (--from FOLDER) or a backup has the missing ones"
        )
    if found.absent:
        told.append(f"{found.absent:,} texts or words that events name could not be read")
    return told
