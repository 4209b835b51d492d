"""Which sentence encoder is named, and what it is: remembered from when it was opened last, so that few open it.

Named by REVIEWER_MODEL, else by `model:` of the project file. Nothing is ever fetched.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reviewer.errors import InputError, SheetError
from reviewer.workspace.desk import Desk

VARIABLE = "REVIEWER_MODEL"
_KEPT = "encoder"
"""The local setting that remembers."""


class Known(NamedTuple):
    """An encoder's digest, "" where none is named or the named one cannot be read; `remark` says why."""

    digest: str = ""
    remark: str = ""


def known(desk: Desk) -> Known:
    """What the named encoder is; opened where it, or what names it, is not as it was the last time."""
    seen = _seen(desk)
    try:
        kept = json.loads(desk.db.local.get(_KEPT) or "{}")
        if kept.get("seen") == seen and kept["files"] == list(stamp(Path(kept["folder"])) if kept["folder"] else ()):
            return Known(kept["digest"], kept["remark"])
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # a setting of another program: opened and written anew
    return _opened_anew(desk, seen)


def _opened_anew(desk: Desk, seen: list[object]) -> Known:
    folder = named(desk)
    files = list(stamp(folder)) if folder is not None else []
    found = Known()
    if folder is not None:
        from reviewer.workspace.meaning import opened

        try:
            found = Known(opened(folder)[1])
        except InputError as error:
            found = Known(remark=f"{error}; claims are matched by their words alone")
    if not desk.read_only:
        record = {"seen": seen, "folder": str(folder or ""), "files": files, **found._asdict()}
        desk.db.local.set(_KEPT, json.dumps(record))
    return found


def _seen(desk: Desk) -> list[object]:
    """What names an encoder, as it stands now."""
    return [os.environ.get(VARIABLE, ""), *stamp(desk.folder, desk.sheet_path.name)]


def named(desk: Desk) -> Path | None:
    """The folder of the model that is named; a relative one is meant from the workspace."""
    told = os.environ.get(VARIABLE) or _told(desk.sheet_path, stamp(desk.folder, desk.sheet_path.name))
    return desk.folder / Path(told).expanduser() if told else None


@lru_cache(maxsize=8)
def _told(sheet: Path, seen: tuple[int, ...]) -> str:
    """What the project file names; read again when it has changed."""
    del seen
    from reviewer.workspace.opening import read_sheet

    try:
        return read_sheet(sheet).model
    except SheetError:  # the update says so itself
        return ""


def stamp(folder: Path, files: str = "*.*") -> tuple[int, ...]:
    """Sizes and times of files, so that they are read again only when they were replaced."""
    try:
        found = [path.stat() for path in sorted(folder.glob(files))]
    except OSError:
        return ()
    return tuple(number for each in found for number in (each.st_size, each.st_mtime_ns))
