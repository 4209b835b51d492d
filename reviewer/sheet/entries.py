"""Articles and given claims as the project file lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NoReturn

from reviewer.model.article import Metadata, Origin
from reviewer.sheet.fields import Fields, refuse, text_of
from reviewer.sheet.strict_yaml import Node, Scalar, short

_PLACES = ("glob", "path", "table")
_ITEMS = {
    "title": "title",
    "byline": "byline",
    "publisher": "publisher",
    "published": "date",
    "url": "url",
    "language": "language",
}
"""What an entry can say of an article, and the item of metadata that it is."""

_ENTRY_KEYS = (*_PLACES, "id", "text", *_ITEMS)
_CLAIM_KEYS = ("id", "article", "quote", "text", "claimant")
_WILD = re.compile(r"[*?\[]")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `articles:`: one of `glob`, `path` and `table` is set, a posix path below the workspace.

    `metadata` has origin SHEET. For a table `columns` names its columns by what they hold ("text", "path", "id",
    "title", "byline", "publisher", "date", "url", "language"), as `ingest.read_table` takes them, and `id` is empty.
    """

    line: int
    glob: str | None = None
    path: str | None = None
    table: str | None = None
    id: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        """The key of the article that a single entry names: its id, else its path. None for globs and tables."""
        return self.id or self.path


@dataclass(frozen=True, slots=True)
class GivenClaim:
    """A claim given by hand or by another program. `article` is an article's key; `quote` its exact words there."""

    article: str
    quote: str
    line: int
    id: str = ""
    text: str = ""
    claimant: str = ""


def entries(nodes: tuple[Node, ...], path: str, warnings: list[str]) -> tuple[Entry, ...]:
    """The entries of `articles:`.

    Raises:
        SheetError: one cannot be taken, or two name the same article.
    """
    found = tuple(_entry(node, path, warnings) for node in nodes)
    seen: dict[tuple[str, str], int] = {}
    for entry, node in zip(found, nodes, strict=True):
        names = [("the id", entry.id), ("the path", entry.path), ("the glob", entry.glob), ("the table", entry.table)]
        for what, name in names:
            if name is None:
                continue
            if (what, name) in seen:
                refuse(path, node, f"{what} {short(name)} stands in line {seen[what, name]} already")
            seen[what, name] = entry.line
    return found


def given_claims(nodes: tuple[Node, ...], path: str, warnings: list[str]) -> tuple[GivenClaim, ...]:
    """The entries of `claims:`.

    Raises:
        SheetError: one cannot be taken, or two have the same id.
    """
    found = tuple(_claim(node, path, warnings) for node in nodes)
    seen: dict[str, int] = {}
    for claim, node in zip(found, nodes, strict=True):
        if claim.id and claim.id in seen:
            refuse(path, node, f"the id {short(claim.id)} stands in line {seen[claim.id]} already")
        seen[claim.id] = claim.line
    return found


def _entry(node: Node, path: str, warnings: list[str]) -> Entry:
    if isinstance(node, Scalar):
        place = _inside(node, path, text_of(node, path, "an entry of articles"))
        return Entry(node.line, glob=place) if _WILD.search(place) else Entry(node.line, path=place)
    fields = Fields(node, path, "an entry of articles")
    fields.warn_unknown(_ENTRY_KEYS, warnings)
    if "table" in fields and "glob" not in fields:
        return Entry(node.line, table=_place(fields, "table"), columns=_columns(fields))
    named = [name for name in _PLACES if name in fields]
    if len(named) != 1:
        fields.refuse("an entry of articles needs one of glob, path and table")
    place = _place(fields, named[0])
    if "text" in fields:
        refuse(path, fields.node_of("text") or node, "'text' names a column of a table; a file is named by path")
    metadata = _metadata(fields)
    if named[0] == "path":
        return Entry(node.line, path=place, id=fields.text("id"), metadata=metadata)
    for single in ("id", "url"):
        if single in fields:
            refuse(path, fields.node_of(single) or node, f"{single!r} belongs to one article, a glob names many")
    return Entry(node.line, glob=place, metadata=metadata)


def _columns(fields: Fields) -> dict[str, str]:
    """The columns of a table by what they hold."""
    names = ("text", "path", "id", *_ITEMS)
    columns = {_ITEMS.get(name, name): column for name in names if (column := fields.text(name))}
    if "text" not in columns and "path" not in columns:
        fields.refuse("a table needs 'text' or 'path': the column that holds the articles, or where they are")
    return columns


def _metadata(fields: Fields) -> Metadata:
    items = {item: fields.text(name) for name, item in _ITEMS.items()}
    if items["date"] is not None:
        items["date"] = _date(fields, items["date"])
    if items["language"] is not None and not _LANGUAGE.match(items["language"]):
        _at(fields, "language", "'language' is a code of two letters, like en")
    if items["url"] is not None and not items["url"].startswith(("http://", "https://")):
        _at(fields, "url", "'url' begins with https:// or http://")
    return Metadata.of(Origin.SHEET, items)


def _date(fields: Fields, text: str) -> str:
    """An ISO day, or day and time, as written."""
    try:
        if len(text) == len("2024-03-05"):
            date.fromisoformat(text)
        else:
            datetime.fromisoformat(text)
    except ValueError:
        _at(fields, "published", "'published' is a day like 2024-03-05, or a day and time like 2024-03-05T14:30")
    return text


def _claim(node: Node, path: str, warnings: list[str]) -> GivenClaim:
    fields = Fields(node, path, "an entry of claims")
    fields.warn_unknown(_CLAIM_KEYS, warnings)
    return GivenClaim(
        article=fields.needed("article"),
        quote=fields.needed("quote"),
        line=node.line,
        id=fields.text("id") or "",
        text=fields.text("text") or "",
        claimant=fields.text("claimant") or "",
    )


def _place(fields: Fields, name: str) -> str:
    node = fields.node_of(name)
    assert node is not None
    return _inside(node, fields.path, fields.needed(name))


def _inside(node: Node, path: str, place: str) -> str:
    """A posix path without `.` parts; what leads out of the workspace is refused."""
    if "\\" in place:
        refuse(path, node, "paths are written with /")
    pure = PurePosixPath(place)
    if pure.is_absolute() or ".." in pure.parts or place.startswith("~"):
        refuse(path, node, f"{short(place)} leads out of the workspace; articles lie inside it")
    if "\0" in place or not pure.parts:
        refuse(path, node, f"{short(place)} is no path")
    return str(pure)


def _at(fields: Fields, name: str, what: str) -> NoReturn:
    refuse(fields.path, fields.node_of(name) or fields.node, what)
