"""Every file that the program writes: where it stands, what is in it, who can read it."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reviewer.errors import NotFound, ReviewerError
from reviewer.store.database import Database
from reviewer.workspace import boundplace, heads
from reviewer.workspace.desk import DATABASE, PRESENCE, SHEET
from reviewer.workspace.workspace import Workspace

THEME = "theme.json"
"""In the state folder; the screen writes it."""
EDITING = "reviewer-"
"""How temporary folders begin in which words stand while an editor is open."""
BESIDE = {
    "": "all of it: log, names, verdicts, notes, articles, evidence, drafts",
    "-wal": "what was written last, until it is moved into the database; gone when all have closed it",
    "-shm": "where things stand in the file before; no words",
    "-journal": "what a write is about to change, on network drives only; gone after it",
}


def written(start: Path) -> dict[str, str]:
    """Each file by its path, with what it holds and whether it is there; nothing is changed by asking.

    `start`: a folder of a workspace; outside of one only the files of the user are named.
    """
    found = {str(path): f"{holds}; {_state(path)}" for path, holds in (*_of_workspace(start), *_of_user())}
    found |= {str(path): holds for path, holds in _synced(start)}
    found["exports, checkpoints, bundles"] = "only where you name a file with -o; nothing else is written beside them"
    found["network"] = "none: the program opens no connection"
    found["program folder"] = "nothing is written there"
    return found


def _of_workspace(start: Path) -> Iterator[tuple[Path, str]]:
    try:
        folder = Workspace.find(start)
    except NotFound:
        return
    yield folder / SHEET, "the project file: written once by reviewer init, then yours"
    holds = "who has which claim open now, or was handed it; nothing older than minutes"
    yield folder / DATABASE.with_name(PRESENCE), holds
    for end, holds in BESIDE.items():
        yield folder / DATABASE.with_name(DATABASE.name + end), holds
    holds = "a damaged database that reviewer rebuild put aside: all that was in it; yours to delete"
    yield folder / DATABASE.with_name(f"{DATABASE.name}.damaged-*"), holds


def _synced(start: Path) -> Iterator[tuple[Path, str]]:
    """The folders that this workspace exchanges work through."""
    try:
        database = Workspace.find(start) / DATABASE
        with Database.create_or_open(database, read_only=True) as db:
            folders = sorted(boundplace.read(db).folders)
    except ReviewerError:
        return
    for name in folders:
        yield Path(name) / "logs", f"who did what, without words; {_state(Path(name) / 'logs')}"
        holds = "names, verdicts, reasons, texts, evidence; no sealed words, no private notes without --private"
        yield Path(name) / "blobs", f"{holds}; {_state(Path(name) / 'blobs')}"
        yield Path(name) / "also", f"rows of other machines that the folder lacks; {_state(Path(name) / 'also')}"


def _of_user() -> Iterator[tuple[Path, str]]:
    state = heads.state_folder()
    yield heads.path(), "by log its size, last hash and root, and the folders of workspaces; no words"
    yield state / "heads.lock", "empty: keeps two processes apart"
    crashes = sorted((state / "crashes").glob("crash-*.txt"))
    yield state / THEME, "the theme that was chosen last on the screen"
    words = "what you write in your own editor (f5), while that is open; kept there if the program is killed meanwhile"
    yield Path(tempfile.gettempdir()) / f"{EDITING}*" / "words.txt", words
    yield state / "crashes", f"where in the program an error arose, without values; {len(crashes)} files"


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "not there"
    who = "others can read it" if found.st_mode & stat.S_IROTH else "group can read it"
    who = who if found.st_mode & (stat.S_IROTH | stat.S_IRGRP) else "only you can read it"
    return f"{found.st_size:,} bytes, {who}" if path.is_file() else f"there, {who}"
