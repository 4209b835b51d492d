"""What the project file says: articles, rules, given claims. Every complaint names line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviewer.errors import SheetError
from reviewer.model.article import Metadata, Origin
from reviewer.model.policy import Policy
from reviewer.sheet.fields import Fields
from reviewer.sheet.rules import RULE_KEYS, read_policy
from reviewer.sheet.strict_yaml import load

FORMAT = "reviewer.project/1"
_FORMAT = re.compile(r"reviewer\.project/([1-9][0-9]{0,3})")
_KEYS = ("format", "articles", "claims", *RULE_KEYS)
METADATA = ("title", "byline", "publisher", "published", "url", "language")
"""What an entry may tell of its article; `published` is its date."""
_PLACES = ("glob", "path", "table")
_COLUMNS = ("text", "path", "id", *METADATA)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `articles`: exactly one of `glob`, `path`, `table`, posix and relative to the workspace.

    `id` is the key that a single article gets; `columns` tells for a table which column holds what (names as
    ingest takes them: `date` for published). `line` is where the entry stands.
    """

    line: int
    glob: str = ""
    path: str = ""
    table: str = ""
    id: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A claim that the project file gives. `article` is an id, a key or a path; `quote` stands in it word for word."""

    line: int
    article: str
    quote: str
    id: str = ""
    text: str = ""
    claimant: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The project file as read; `data` are its bytes, `warnings` plain sentences with lines."""

    data: bytes
    articles: tuple[Entry, ...] = ()
    policy: Policy = field(default_factory=Policy)
    claims: tuple[Given, ...] = ()
    warnings: tuple[str, ...] = ()


def read(data: bytes, path: str = "claims.yaml") -> Sheet:
    """Reads a project file; an empty one is an empty project.

    Raises:
        SheetError: with line and column.
    """
    root = load(data, path)
    if root is None or root.content is None:
        return Sheet(data)
    if not isinstance(root.content, dict):
        raise SheetError(
            f"a project file is a map at the top, this is a {root.kind}",
            path=path,
            line=root.line,
            column=root.column,
            next_step="begin with the line  articles:",
        )
    top = Fields(root, path, "the project file")
    _check_format(top)
    articles = tuple(_entry(Fields(node, path, "an article")) for node in top.nodes("articles"))
    _check_twice(articles, path)
    claims = tuple(_given(Fields(node, path, "a claim")) for node in top.nodes("claims"))
    _check_claims(claims, path)
    warnings: list[str] = []
    policy = read_policy(top, warnings)
    warnings += top.unknown(_KEYS)
    for node in top.nodes("articles"):
        entry = Fields(node, path, "an article")
        warnings += entry.unknown(_entry_keys(entry))
    for node in top.nodes("claims"):
        warnings += Fields(node, path, "a claim").unknown(("id", "article", "quote", "text", "claimant"))
    return Sheet(data, articles, policy, claims, tuple(warnings))


def _check_format(top: Fields) -> None:
    named = top.text("format")
    if not named:
        return
    found = _FORMAT.fullmatch(named)
    if not found:
        raise top.bad("format", f"not a format of a project file: {named}", f"write  format: {FORMAT}")
    if int(found.group(1)) > 1:
        raise top.bad("format", f"made for a newer version of the program ({named})", "install a newer reviewer")


def _entry_keys(entry: Fields) -> tuple[str, ...]:
    return ("table", *_COLUMNS) if entry.has("table") else (*_PLACES, "id", *METADATA)


def _entry(entry: Fields) -> Entry:
    named = [place for place in _PLACES if entry.has(place)]
    if "table" in named and "path" in named:
        named.remove("path")  # of a table, `path` names a column
    if len(named) != 1:
        raise entry.bad("", "an article entry names one of glob, path, table", "one entry for each")
    place = entry.text(named[0])
    _check_place(entry, named[0], place)
    if named[0] == "table":
        columns = {key: entry.text(key) for key in _COLUMNS if entry.has(key)}
        if "text" not in columns and "path" not in columns:
            raise entry.bad("table", "a table names the column of its text (text:) or of a path (path:)")
        return Entry(entry.line, table=place, columns={_item(key): value for key, value in columns.items()})
    items = {_item(key): entry.text(key) for key in METADATA if entry.has(key)}
    if named[0] == "glob":
        if entry.has("id"):
            raise entry.bad("id", "an id belongs to a single article (path:), not to a glob")
        return Entry(entry.line, glob=place, metadata=Metadata.of(Origin.SHEET, items))
    return Entry(entry.line, path=place, id=entry.text("id"), metadata=Metadata.of(Origin.SHEET, items))


def _item(key: str) -> str:
    return "date" if key == "published" else key


def _check_place(entry: Fields, key: str, place: str) -> None:
    if not place.strip():
        raise entry.bad(key, "names no file")
    parts = place.split("/")
    if place.startswith(("/", "~")) or ".." in parts or "\\" in place:
        raise entry.bad(
            key,
            f"{place} leads out of the workspace",
            "name files inside the folder of the project file, with / between folders",
        )


def _check_twice(entries: Iterable[Entry], path: str) -> None:
    """The same article in two entries, and the same id twice, are mistakes that name both lines."""
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        for kind, key in (("path", entry.path), ("id", entry.id), ("glob", entry.glob), ("table", entry.table)):
            if key and (kind, key) in seen:
                raise SheetError(
                    f"the {kind} {key} stands in two entries, lines {seen[kind, key]} and {entry.line}",
                    path=path,
                    line=entry.line,
                    column=1,
                    next_step="keep one of them",
                )
            if key:
                seen[kind, key] = entry.line


def _given(claim: Fields) -> Given:
    article, quote = claim.text("article"), claim.text("quote")
    if not article or not quote.strip():
        raise claim.bad("", "a claim names its article and quotes its words (article:, quote:)")
    return Given(claim.line, article, quote, claim.text("id"), claim.text("text"), claim.text("claimant"))


def _check_claims(claims: Iterable[Given], path: str) -> None:
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.id and claim.id in seen:
            raise SheetError(
                f"the claim id {claim.id} stands twice, lines {seen[claim.id]} and {claim.line}",
                path=path,
                line=claim.line,
                column=1,
                next_step="give each claim an id of its own",
            )
        seen[claim.id] = claim.line
