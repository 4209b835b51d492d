"""SQLite's exceptions as the errors of the house, and named places where tests let the process die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.errors import Busy, Damaged, DiskFull, Interrupted, ReadOnly, ReviewerError, StoreError
from reviewer.store import _sqlite

CRASH_VARIABLE = "REVIEWER_CRASH_AT"


def crash_point(name: str) -> None:
    """Kills this process here when the environment names the place: fault tests prove what survives."""
    if os.environ.get(CRASH_VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns SQLite's exceptions about the database at `path` into a StoreError that says what to do.

    Reading that was stopped (`Connections.stoppable`) raises Interrupted.
    """
    try:
        yield
    except _sqlite.Error as error:
        raise explain(error, path) from error


def explain(error: _sqlite.Error, path: Path) -> ReviewerError:
    """The StoreError for an SQLite exception, Interrupted where a read was stopped."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name == "SQLITE_INTERRUPT":
        return Interrupted("the question was taken back")
    if name in _FULL:
        return _full(path)
    for starts, make in _KINDS:
        if name.startswith(starts):
            return make(path)
    return StoreError(f"{path}: the database could not do this ({name or type(error).__name__}: {error})")


def reading_only(kept: str = "nothing was changed") -> ReadOnly:
    """The error for an act in a workspace that is open for reading only."""
    return ReadOnly(
        "this workspace is open for reading only",
        kept=kept,
        next_step="work on a copy that can be written, or ask its owner for access",
    )


def _busy(path: Path) -> StoreError:
    return Busy(
        f"{path}: another process has been writing for longer than we wait",
        kept="everything saved before; this act is not saved",
        next_step="try again; if it stays so, look for a stopped `reviewer` process",
    )


def _full(path: Path) -> StoreError:
    return DiskFull(
        f"{path}: the disk takes no more (no room left, a limit on file sizes, or it failed)",
        kept="everything saved before; nothing half-written",
        next_step="make room and try again",
    )


def _read_only(path: Path) -> StoreError:
    return ReadOnly(
        f"{path}: cannot be written here",
        kept="everything saved before",
        next_step="open it read-only, or make the file and its folder writable",
    )


def damaged(path: Path, why: str = "") -> Damaged:
    """The error for a file that cannot be read as a database, whatever it once was."""
    return Damaged(
        f"{path}: not a database of this program, or a damaged one" + (f" ({why})" if why else ""),
        kept="the file was left as it is, and what was written into it can often be read out of it still",
        next_step="`reviewer rebuild` reads the log out of it page by page, makes the database anew and keeps the "
        "damaged file (--from FOLDER: of a folder that you sync with too); or put a copy from your backup in its place",
    )


def _cannot_open(path: Path) -> StoreError:
    return StoreError(
        f"{path}: cannot be opened",
        next_step="check that the folder exists and that you may read and write in it",
    )


_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"})
_FULL |= {"SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE"}
"""What SQLite says when writing fails; a limit on file sizes shows as plain SQLITE_IOERR."""
_KINDS = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), _busy),
    (("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"), _read_only),
    (("SQLITE_NOTADB", "SQLITE_CORRUPT"), damaged),
    (("SQLITE_CANTOPEN",), _cannot_open),
)
