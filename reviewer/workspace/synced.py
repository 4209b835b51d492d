"""Folders that a workspace synced with, after the sync: what was erased goes out of them too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reviewer.errors import InputError
from reviewer.workspace import boundplace
from reviewer.workspace.desk import Desk
from reviewer.workspace.syncfolder import SyncFolder


def folders(desk: Desk) -> tuple[str, ...]:
    """Their paths."""
    return tuple(sorted(boundplace.read(desk.db).folders))


def take_out(desk: Desk) -> Iterator[str]:
    """Takes everything that was erased out of the folders that are in reach; says which are not."""
    erased = desk.db.exchange.erased()
    for path in folders(desk):
        try:
            folder = SyncFolder(Path(path))
        except InputError:
            yield f"the sync folder {path}, which is not here now: the next sync there takes them out"
            continue
        for sha in erased:
            folder.drop_blob(sha)
