"""YAML by events, strictly: what people write by hand, and nothing that can surprise or harm.

Refused, with line and column: aliases and anchors, tags, merge keys, duplicate keys, keys that are not text, several
documents, nesting beyond MAX_DEPTH, more than MAX_NODES nodes. A plain scalar is null, true, false or an integer
without leading zeros; everything else (`no`, `010`, `12:30`, dates, `1e3`) stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

from reviewer.errors import SheetError

MAX_BYTES = 64 << 20
MAX_DEPTH = 32
MAX_NODES = 2_000_000

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,15})\Z")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `text` is what was written, without quotes; `value` what it means. Line and column are 1-based."""

    value: str | int | bool | None
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in their order; each key is there once."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, name: str) -> Node | None:
        """The value of a key, or None."""
        return next((node for key, node in self.items if key.text == name), None)


Node: TypeAlias = Scalar | Listing | Mapping


def load(data: bytes, path: str) -> Node | None:
    """The one document in `data`, or None where there is none (an empty file, comments only).

    Args:
        data: UTF-8, or UTF-16 with a byte order mark.
        path: the file as the user knows it, for messages.

    Raises:
        SheetError: with line and column where they can be named.
    """
    if len(data) > MAX_BYTES:
        raise SheetError(f"the file is larger than {MAX_BYTES >> 20} MB", path=path)
    return _Builder(path).build(_decoded(data, path))


def plain(node: Node | None) -> Any:
    """`node` as dicts, lists and values, without places."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.value if node is not None else None


def short(text: str) -> str:
    """A text of the file for a message: quoted, escaped, not long."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _decoded(data: bytes, path: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SheetError("the file is not UTF-8 text", path=path, line=line, column=1) from None


class _Builder:
    """Builds nodes from events, keeping the open lists and mappings on a stack of its own (no recursion)."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0

    def build(self, text: str) -> Node | None:
        """The document."""
        for event in self._events(text):
            self._take(event)
        return self._root

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            raise SheetError(_words(error), path=self._path, line=line, column=column) from None
        except yaml.reader.ReaderError as error:
            raise self._unreadable(text, error) from None
        except (yaml.YAMLError, RecursionError, UnicodeError) as error:
            raise SheetError(f"the file is no YAML ({type(error).__name__})", path=self._path) from None

    def _unreadable(self, text: str, error: yaml.reader.ReaderError) -> SheetError:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        place = found.start() if found else 0
        line = text.count("\n", 0, place) + 1
        column = place - (text.rfind("\n", 0, place) + 1) + 1
        character = f"U+{ord(text[place]):04X}" if found else error.reason
        return SheetError(f"the character {character} cannot stand in YAML", path=self._path, line=line, column=column)

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse("only one document can stand in the file", event)
        elif isinstance(event, (yaml.AliasEvent, yaml.ScalarEvent, yaml.CollectionStartEvent)):
            self._check(event)
            if isinstance(event, yaml.ScalarEvent):
                self._put(self._scalar(event), event)
            else:
                self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            self._put(closed.node(), event)

    def _check(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(f"more than {MAX_NODES:,} values", event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse("anchors (&) and aliases (*) are not allowed; put such a text in quotes", event)
        if event.tag is not None:
            self._refuse("tags (!) are not allowed; put such a text in quotes", event)

    def _begin(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(f"nested more than {MAX_DEPTH} deep", event)
        if self._open and self._open[-1].wants_key:
            self._refuse("a key must be text", event)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self._open.append(_Open(isinstance(event, yaml.MappingStartEvent), line, column))

    def _put(self, node: Node, event: Any) -> None:
        if not self._open:
            self._root = node
            return
        holder = self._open[-1]
        if not holder.wants_key:
            holder.add(node)
            return
        assert isinstance(node, Scalar)
        if node.text == "<<":
            self._refuse("merge keys (<<) are not allowed", event)
        if node.text in holder.lines:
            self._refuse(f"the key {short(node.text)} stands in line {holder.lines[node.text]} already", event)
        holder.lines[node.text] = node.line
        holder.key = node

    def _scalar(self, event: Any) -> Scalar:
        text = event.value
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if _SURROGATE.search(text):
            self._refuse("half of a surrogate pair is no character", event)
        key = bool(self._open) and self._open[-1].wants_key
        # `implicit[0]`: written plain, without quotes or block marks.
        value = _meant(text) if event.implicit[0] and not key else text
        return Scalar(value, text, line, column)

    def _refuse(self, what: str, event: Any) -> NoReturn:
        mark = event.start_mark
        raise SheetError(what, path=self._path, line=mark.line + 1, column=mark.column + 1)


class _Open:
    """A list or mapping that is being built."""

    def __init__(self, is_mapping: bool, line: int, column: int) -> None:  # noqa: FBT001 - one caller
        self._is_mapping = is_mapping
        self._line, self._column = line, column
        self._items: list[Node] = []
        self._pairs: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.lines: dict[str, int] = {}

    @property
    def wants_key(self) -> bool:
        """Whether the next node is a key."""
        return self._is_mapping and self.key is None

    def add(self, node: Node) -> None:
        """One more value."""
        if self.key is None:
            self._items.append(node)
        else:
            self._pairs.append((self.key, node))
            self.key = None

    def node(self) -> Node:
        """The finished list or mapping."""
        if self._is_mapping:
            return Mapping(tuple(self._pairs), self._line, self._column)
        return Listing(tuple(self._items), self._line, self._column)


def _meant(text: str) -> str | int | bool | None:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.match(text) else text


def _words(error: yaml.MarkedYAMLError) -> str:
    """What the parser found wrong, in its words, on one line."""
    return " ".join(part for part in (error.context, error.problem) if part).replace("\n", " ") or "the file is no YAML"
