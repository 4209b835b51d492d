"""From the entries of the project file to articles that can be read: globs, single files, rows of tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reviewer.errors import InputError, UnreadableArticle
from reviewer.ingest import Row, read_bytes, read_table
from reviewer.ingest.reading import SUFFIXES
from reviewer.model.article import Metadata, Origin
from reviewer.sheet import Entry, Sheet
from reviewer.workspace.taking import Source

NOT_ARTICLES = ("claims.yaml", "README.md")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the project file names and that cannot be taken. `key` is the article it would have been.

    `hides`: which articles it names cannot be told, as of a table that cannot be read.
    """

    label: str
    reason: str
    key: str = ""
    hides: bool = False


def sources_of(root: Path, sheet: Sheet) -> Iterator[Source | Trouble]:
    """The articles that a project file names, each once: an entry's own words win over those of a glob."""
    seen: dict[str, str] = {}
    for item in _named(root, sheet):
        if isinstance(item, Source) and item.key in seen:
            yield Trouble(item.label, f"{item.key!r} names an article already: {seen[item.key]}", item.key)
            continue
        if isinstance(item, Source):
            seen[item.key] = item.label
        yield item


def _named(root: Path, sheet: Sheet) -> Iterator[Source | Trouble]:
    single = {entry.path: entry for entry in sheet.articles if entry.path}
    done: set[str] = set()
    for entry in sheet.articles:
        if entry.glob:
            yield from _glob(root, entry, entry.glob, single, done)
    for path, entry in single.items():
        if path not in done:
            done.add(path)
            yield from _file(root, path, entry)
    for entry in sheet.articles:
        if entry.table:
            yield from _table(root, entry, entry.table)


def _glob(root: Path, entry: Entry, glob: str, single: dict[str, Entry], done: set[str]) -> Iterator[Source | Trouble]:
    root = root.absolute()
    inside = len(str(root).rstrip("/")) + 1
    found = [name for path in root.glob(glob) if not is_folder(name := str(path))]
    found = sorted((name[inside:] for name in found), key=lambda name: name.split("/"))
    found = [path for path in found if _is_article(path)]
    if not found:
        closed = _closed(root, glob)
        why = f"the folder {closed} may not be read" if closed else "no file fits this pattern"
        yield Trouble(f"line {entry.line}: {glob}", why, hides=bool(closed))
    for path in found:
        if path not in done:
            done.add(path)
            own = single.get(path)
            yield from _file(root, path, own or entry, entry)


def _closed(root: Path, pattern: str) -> str:
    """The folder of a pattern that is there and may not be read; "" where that is not the reason."""
    folder = root
    for part in PurePosixPath(pattern).parts[:-1]:
        if any(sign in part for sign in "*?["):
            break
        folder = folder / part
    return folder.relative_to(root).as_posix() if is_there(folder) and not os.access(folder, os.R_OK | os.X_OK) else ""


def is_folder(path: Path | str) -> bool:
    """Whether it is a folder; False where it may not be looked at."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder may not be entered


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a broken link or in a folder that may not be entered: reading tells why."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _is_article(path: str) -> bool:
    """Whether a pattern means this file: not hidden, not the workspace's own, of a kind that anybody would read."""
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") for part in parts)
    return not hidden and parts[0] != "db" and path not in NOT_ARTICLES


def _file(root: Path, path: str, entry: Entry, glob: Entry | None = None) -> Iterator[Source | Trouble]:
    """One file. What its own entry tells wins over what the pattern's entry tells."""
    key = entry.id or path
    metadata = entry.metadata if glob is None or glob is entry else entry.metadata.over(glob.metadata)
    if not is_there(root / path):
        yield Trouble(path, f"there is no such file (line {entry.line} of the project file)", key)
        return
    keys = (path,) if entry.id else ()
    file = root / path
    yield Source(key, path, lambda: read_bytes(file, root), path, metadata=metadata, keys=keys, file=file)


def _table(root: Path, entry: Entry, table: str) -> Iterator[Source | Trouble]:
    try:
        raw = read_bytes(root / table, root)
        for row in read_table(raw, table, entry.columns):
            yield from _row(root, table, row)
    except InputError as error:
        yield Trouble(table, error.what, hides=True)


def _row(root: Path, table: str, row: Row) -> Iterator[Source | Trouble]:
    """One row: its own text, or a file that it names, beside the table."""
    label = f"{table}, line {row.line}"
    if row.problem:
        yield Trouble(label, row.problem, row.key, hides=not row.key)
        return
    metadata = Metadata.of(Origin.SHEET, row.metadata.known())
    if row.path:
        path = (PurePosixPath(table).parent / row.path).as_posix()
        file = root / path
        yield Source(row.key, label, lambda: read_bytes(file, root), path, metadata=metadata, file=file)
    else:
        yield Source(row.key, label, lambda: row.raw, label, "plain", metadata, remarks=row.remarks)


def files_in(folder: Path) -> Iterator[Path]:
    """The readable files of a folder and the folders in it, sorted; hidden ones and `db/` are passed over."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if path.suffix.lower() in SUFFIXES and _is_article(inside) and not is_folder(path):
            yield path


__all__ = ["Source", "Trouble", "UnreadableArticle", "files_in", "sources_of"]
