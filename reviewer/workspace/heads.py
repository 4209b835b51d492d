"""How far each log had come when this user last closed it: `heads.json`, outside of every workspace.

A chain does not show that its end was cut off, nor that it was written anew; a head that was kept elsewhere does.
One is only ever replaced by a later one of the same history, so that what was done to a log shows for good.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.export import atomic
from reviewer.log import merkle
from reviewer.store.database import Database

FORMAT = "reviewer.heads/1"
NAME = "heads.json"
VARIABLE = "REVIEWER_STATE"


@dataclass(frozen=True, slots=True)
class Kept:
    """A log as it was: `size` events, the hash of the last one, the Merkle root over all."""

    size: int
    head: str
    root: str


@dataclass(slots=True)
class Heads:
    """The file: by log what was kept, by folder of a workspace the logs that stood there, the own one first."""

    logs: dict[str, Kept] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)


def state_folder() -> Path:
    """Where things of this user stand that belong to no workspace: REVIEWER_STATE, else the system's place."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_state_dir("reviewer"))


def path() -> Path:
    """The file."""
    return state_folder() / NAME


def read() -> Heads:
    """What was kept; nothing where there is no file, or one that cannot be read."""
    try:
        found = json.loads(path().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Heads()
    heads = Heads()
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return heads
    for log, entry in _items(found.get("logs")):
        kept = _kept(entry)
        if kept is not None:
            heads.logs[log] = kept
    for place, logs in _items(found.get("places")):
        if isinstance(logs, list):
            heads.places[place] = [log for log in logs if isinstance(log, str)]
    return heads


def remember(db: Database, folder: Path, *, anew: bool = False) -> None:
    """Keeps the heads of this database. A head is only replaced by one whose log continues it.

    Nothing is kept of a database that is open for reading only. A place that cannot be written is no fault.

    Args:
        db: the database, open.
        folder: its workspace.
        anew: take what stands here as the beginning, also where it does not continue what was kept.
    """
    if db.read_only:
        return
    try:
        with _locked():
            heads = read()
            before = _record(heads)
            _note(heads, db, str(folder.resolve()), anew=anew)
            if _record(heads) != before:
                _write(heads)
    except (OSError, ValueError, ReviewerError):
        return


def _note(heads: Heads, db: Database, place: str, *, anew: bool) -> None:
    here = sorted(db.heads(), key=lambda head: (not head.own, head.log))
    logs = heads.places.get(place, [])
    if anew or not logs or logs[0] in {head.log for head in here}:
        heads.places[place] = [head.log for head in here]
    for head in here:
        kept = heads.logs.get(head.log)
        if not anew and kept is not None and (head.seq, head.hash) == (kept.size, kept.head):
            continue
        tree = merkle.Tree(db.hashes(head.log))
        if len(tree) == head.seq and (anew or kept is None or continues(tree, kept)):
            heads.logs[head.log] = Kept(head.seq, head.hash, tree.root())


def continues(tree: merkle.Tree, kept: Kept) -> bool:
    """Whether the log of this tree is the one that was kept, as long or longer: its proof of consistency holds."""
    if len(tree) < kept.size:
        return False
    proof = tree.consistency(kept.size) if kept.size else []
    return merkle.verify_consistency(kept.size, len(tree), proof, kept.root, tree.root())


@contextmanager
def _locked() -> Iterator[None]:
    """One process at a time: two that close together lose nothing of each other."""
    folder = state_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / "heads.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(heads: Heads) -> None:
    target = path()
    # Made first with the mode that it keeps; an empty one reads as nothing kept.
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    target.chmod(0o600)
    atomic.write_whole(target, [json.dumps(_record(heads), indent=1, sort_keys=True) + "\n"])


def _record(heads: Heads) -> dict[str, Any]:
    logs = {log: {"size": kept.size, "head": kept.head, "root": kept.root} for log, kept in heads.logs.items()}
    return {"format": FORMAT, "logs": logs, "places": {place: list(logs) for place, logs in heads.places.items()}}


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    yield from value.items() if isinstance(value, Mapping) else ()


def _kept(entry: Any) -> Kept | None:
    if not isinstance(entry, dict):
        return None
    size, head, root = entry.get("size"), entry.get("head"), entry.get("root")
    if type(size) is int and size > 0 and isinstance(head, str) and isinstance(root, str):
        return Kept(size, head, root)
    return None
