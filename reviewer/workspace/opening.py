"""Finding, making and opening a workspace, and what it says of its health."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.errors import DiskFull, ExportError, InputError, NotFound, ReadOnly, SheetError
from reviewer.log.event import Event
from reviewer.store._sqlite import described as sqlite_described
from reviewer.store.database import Database
from reviewer.workspace import boundplace
from reviewer.workspace.desk import DATABASE, SHEET, Desk, whoever

if TYPE_CHECKING:
    from reviewer.sheet import Sheet


def init(folder: Path, kind: str) -> Path:
    """Writes a first project file; one that is there is never touched.

    Raises:
        ExportError: there is one, or the folder cannot be written.
    """
    from reviewer.sheet import template

    path = folder / SHEET
    text = template(kind)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ExportError(f"{path} is there already", kept="it was not touched", next_step="edit it") from None
    except OSError as error:
        raise ExportError(f"{path} could not be written: {error.strerror or error}") from None
    return path


def read_sheet(path: Path) -> Sheet:
    """The project file. Raises SheetError."""
    from reviewer.sheet import read

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SheetError(
            "there is no project file", path=str(path), next_step="run reviewer init to write a first one"
        ) from None
    except OSError as error:
        raise SheetError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    return read(data, path.name)


def open_desk(folder: Path, *, me: str | None, via: str, read_only: bool, joins: Event | None = None) -> Desk:
    """Opens the database of a workspace; reads only where the place allows no more.

    `joins`: the founding genesis of the project that a new database belongs to; None founds one.

    Raises:
        NotFound: nothing there yet, and nothing can be made. StoreError: the database cannot serve.
    """
    if not (folder / SHEET).is_file():
        raise NotFound(f"{folder} is no workspace: it holds no {SHEET}", next_step="run reviewer init there")
    name, how = whoever(me, via)
    path = folder / DATABASE
    full = None
    if not read_only:
        try:
            db = Database.create_or_open(path, name=name, via=how, joins=joins)
            copied = boundplace.look(db, name, how)
            desk = Desk(folder, db, me=name, via=how)
            desk.copied = copied
        except (ReadOnly, DiskFull) as error:
            if not path.is_file():
                raise
            full = error if isinstance(error, DiskFull) else None
        else:
            return desk
    return Desk(folder, Database.create_or_open(path, read_only=True, full=full), me=name, via=how)


def health(folder: Path) -> dict[str, str]:
    """Where things are, and how the database does, as words by name."""
    found = {
        "program": f"reviewer {__version__}, Python {platform.python_version()}",
        "workspace": str(folder),
        "project file": str(folder / SHEET),
        "database": str(folder / DATABASE),
        "sqlite": sqlite_described(),
    }
    if not (folder / DATABASE).is_file():
        return found | {"database": f"{folder / DATABASE} (not there yet)"}
    with Database.create_or_open(folder / DATABASE, read_only=True) as db:
        counts = db.corpus.counts()
        found |= {
            "size": f"{os.path.getsize(folder / DATABASE):,} bytes",  # noqa: PTH202 — Path.stat().st_size says it worse
            "articles": f"{counts.articles:,}",
            "claims": f"{counts.claims:,}",
            "log": f"{db.log[:8]}, {db.head().seq:,} events",
        }
        if not all(os.access(place, os.W_OK) for place in (folder / DATABASE, (folder / DATABASE).parent)):
            found["database"] += " (you may only read it)"
        if db.remarks:
            found["remarks"] = "; ".join(db.remarks)
    try:
        sheet = read_sheet(folder / SHEET)
        found["project file"] += " (read without complaint)" if not sheet.warnings else f" ({sheet.warnings[0]})"
    except (SheetError, InputError) as error:
        found["project file"] += f" ({error.what})"
    return found


def differs(desk: Desk, sheet: Sheet | None) -> str:
    """In words, where the project file differs from the rules in force."""
    if sheet is None or sheet.policy == desk.policy() or desk.owns():
        return ""
    return "the project file differs from the rules in force; an owner can bring them into force"
