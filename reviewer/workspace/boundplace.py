"""Where a database stands and which logs it writes there: how a copied one knows that it is a copy.

Bound when it is first synced, to this machine and to the file itself. A copy of the folder carries the binding and does
not fit it: its log is the original's, so it goes on in a new one.
"""

from __future__ import annotations

import json
import platform
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.model.ids import digest
from reviewer.store.database import Database

SETTING = "sync"
MACHINE = Path("/etc/machine-id")


@dataclass(slots=True)
class Bound:
    """`place`: which file on which machine, as a digest; "" before the first sync.

    `logs`: those that this database writes, the present one last. `folders`: by folder that it synced with, how many
    rows of each log stood there.
    """

    place: str = ""
    logs: list[str] = field(default_factory=list)
    folders: dict[str, dict[str, int]] = field(default_factory=dict)


def read(db: Database) -> Bound:
    """What was bound; nothing where it never was."""
    try:
        found = json.loads(db.local.get(SETTING) or "{}")
    except ValueError:
        return Bound()
    if not isinstance(found, Mapping):
        return Bound()
    return Bound(str(found.get("place", "")), list(found.get("logs", ())), dict(found.get("folders", {})))


def write(db: Database, bound: Bound) -> None:
    """Keeps the binding."""
    record: dict[str, Any] = {"place": bound.place, "logs": bound.logs, "folders": bound.folders}
    db.local.set(SETTING, json.dumps(record, sort_keys=True))


def bind(db: Database) -> Bound:
    """Binds the database to where it stands, at its first sync."""
    bound = read(db)
    if not bound.place:
        bound = Bound(here(db.path), [db.log])
        write(db, bound)
    return bound


def went_on(db: Database) -> None:
    """Notes that the database writes another log from now on."""
    bound = read(db)
    bound.logs = [*bound.logs, db.log]
    write(db, bound)


def look(db: Database, name: str, via: str) -> bool:
    """Lets a database that was copied go on in a new log, before anything is written; whether it was copied."""
    bound = read(db)
    place = here(db.path)
    if not bound.place or bound.place == place:
        return False
    with db.write():
        db.begin_log(name, via=via, continues=db.head())
        write(db, Bound(place, [db.log], {}))
    return True


def here(path: Path) -> str:
    """This file on this machine, as a digest that tells nothing of either."""
    return digest(f"reviewer-place/1\n{_machine()}\n{path.stat().st_ino}".encode())


def _machine() -> str:
    try:
        found = MACHINE.read_text("ascii").strip()
    except (OSError, ValueError):
        found = ""
    node = uuid.getnode()
    # A number that the library made up (its multicast bit is set) would be another one each time.
    return found or (platform.node() if node >> 40 & 1 else f"{node:012x}")
