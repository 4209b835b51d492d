"""Whether the file that is open is still the database of its place.

A file can be moved aside, replaced or deleted while programs have it open (`reviewer rebuild` of a damaged one does it,
and so does a backup that is put back): what they wrote would go into a file that nobody reads again. So whoever opens
or writes holds the lock of the folder together with the others and looks first which file stands there, and whoever
exchanges the file holds that lock alone. It is the folder that is locked (flock), since the file is what changes.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.errors import Busy, Replaced

PATIENCE = 30.0
"""Seconds that we wait for the lock."""
_STEP = 0.005
_alone = threading.local()

Identity = tuple[int, int]
"""Device and inode of a file."""


def identity(path: Path) -> Identity | None:
    """Which file stands at `path`; None where none does."""
    try:
        found = os.stat(path)  # noqa: PTH116 - once a write: half the time of Path.stat
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def together(path: Path, seconds: float = PATIENCE) -> Iterator[None]:
    """The database at `path` is not exchanged inside. Raises Busy where it is being exchanged for longer."""
    with _held(path.parent, fcntl.LOCK_SH, seconds):
        yield


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody opens the database at `path` or writes into it inside, but this thread. Raises Busy."""
    before = getattr(_alone, "folder", None)
    with _held(path.parent, fcntl.LOCK_EX, PATIENCE):
        _alone.folder = path.parent
        try:
            yield
        finally:
            _alone.folder = before


@contextmanager
def _held(folder: Path, kind: int, seconds: float) -> Iterator[None]:
    if getattr(_alone, "folder", None) == folder:
        yield
        return
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:  # what is wrong with the folder is said by whoever opens the file
        yield
        return
    try:
        _lock(opened, kind, folder, seconds)
        yield
    finally:
        os.close(opened)


def _lock(opened: int, kind: int, folder: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(opened, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise _busy(folder, kind) from None
            time.sleep(_STEP)
        except OSError:  # a file system without such locks: the look at the file is all there is
            return
        else:
            return


def _busy(folder: Path, kind: int) -> Busy:
    if kind == fcntl.LOCK_SH:
        return Busy(
            f"{folder}: the database is being made anew (`reviewer rebuild`)",
            kept="everything saved before; this act is not saved",
            next_step="wait until it has ended, and try again",
        )
    return Busy(
        f"{folder}: other programs write into this database without a pause",
        kept="nothing was changed",
        next_step="end them, and try again",
    )


def refuse_replaced(path: Path, opened: Identity | None) -> None:
    """Raises Replaced where another file than the one that was `opened` stands at `path`, or none."""
    here = identity(path)
    if here == opened:
        return
    raise Replaced(
        "another file took the place of this database" if here else f"this database is no longer at {path}",
        kept="this act is not saved; what was saved before is kept",
        next_step=("leave" if here else "put it back, or leave") + ", and open the workspace again",
    )
