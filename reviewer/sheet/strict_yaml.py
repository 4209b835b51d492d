"""YAML by events: plain maps, lists and scalars with their places, and nothing that can surprise or explode.

Refused: aliases, anchors, tags, merge keys, duplicate keys, keys that are no text, several documents, deep nesting.
Scalars stay the text they are, except null, true, false and whole numbers (the core schema of YAML 1.2.2, without
floats), so `no`, `010`, `12:30` and dates keep their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reviewer.errors import SheetError

MOST_BYTES = 64 * 1024 * 1024
MOST_DEPTH = 32
MOST_NODES = 2_000_000
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_PLAIN = {"": None, "null": None, "~": None, "true": True, "false": False}

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, list or map with its place: line and column from 1. Exactly one of the three is its `content`."""

    line: int
    column: int
    content: Value | list[Node] | dict[str, Node]
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of a map: where each key stands."""

    @property
    def kind(self) -> str:
        """`map`, `list`, or what sort of scalar it is, in words."""
        if isinstance(self.content, dict):
            return "map"
        if isinstance(self.content, list):
            return "list"
        if self.content is None:
            return "nothing"
        return {bool: "true or false", int: "number", str: "text"}[type(self.content)]


def load(data: bytes, path: str = "") -> Node | None:
    """The one document in `data`; None for an empty one.

    Raises:
        SheetError: with line and column, in one sentence; never another exception, never slow.
    """
    if len(data) > MOST_BYTES:
        raise SheetError(f"larger than {MOST_BYTES // 2**20} MB", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SheetError("not UTF-8", path=path, line=line, column=1, next_step="save it as UTF-8") from None
    _check_characters(text, path)
    return _Builder(path).build(text)


def _check_characters(text: str, path: str) -> None:
    """Refuses control characters with their place; YAML itself allows none of them."""
    found = re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff]", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        name = f"U+{ord(found.group()):04X}"
        raise SheetError(f"the control character {name} cannot stand here", path=path, line=line, column=column)


@dataclass(slots=True)
class _Open:
    """A list or map that is being read."""

    node: Node
    key: tuple[str, int, int] | None = None


class _Builder:
    """Turns events into nodes."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0

    def build(self, text: str) -> Node | None:
        import yaml

        try:
            for count, event in enumerate(_events(text)):
                if count > MOST_NODES:
                    raise self._bad(f"more than {MOST_NODES:,} parts", event)
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            what = (error.problem or "not YAML").replace("\n", " ")
            raise SheetError(what, path=self._path, line=place[0], column=place[1]) from None
        except yaml.YAMLError as error:
            raise SheetError(" ".join(str(error).split()), path=self._path) from None
        return self._root

    def _take(self, event: Any) -> None:
        name = type(event).__name__
        if name == "AliasEvent" or getattr(event, "anchor", None):
            raise self._bad("anchors and aliases (& and *) are not taken", event, "write the value out")
        if getattr(event, "tag", None):
            raise self._bad("tags (!) are not taken", event, "put text in quotes")
        if name == "ScalarEvent":
            self._scalar(event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, {} if name == "MappingStartEvent" else [])
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._stack.pop()
        elif name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise self._bad("a second document begins here", event, "keep one; remove the line ---")

    def _scalar(self, event: Any) -> None:
        line, column = _place(event)
        wants_key = self._wants_key()
        content: Value = event.value
        if event.implicit[0] and not wants_key:
            content = _plain(event.value)
        if wants_key:
            self._key(event.value, event, line, column)
        else:
            self._put(Node(line, column, content), event)

    def _key(self, key: str, event: Any, line: int, column: int) -> None:
        top = self._stack[-1]
        if key == "<<" and event.implicit[0]:
            raise self._bad("merge keys (<<) are not taken", event, "write the values out")
        if key in top.node.keys:
            earlier = top.node.keys[key][0]
            raise self._bad(f"{key!r} stands here a second time; the first is in line {earlier}", event)
        top.key = (key, line, column)

    def _open(self, event: Any, content: list[Node] | dict[str, Node]) -> None:
        if self._wants_key():
            raise self._bad("a key must be text", event)
        if len(self._stack) >= MOST_DEPTH:
            raise self._bad(f"nested more than {MOST_DEPTH} deep", event)
        node = Node(*_place(event), content)
        self._put(node, event)
        self._stack.append(_Open(node))

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].node.content, dict) and self._stack[-1].key is None

    def _put(self, node: Node, event: Any) -> None:
        if not self._stack:
            if self._root is not None:
                raise self._bad("a second value stands here", event)
            self._root = node
            return
        top = self._stack[-1]
        if isinstance(top.node.content, list):
            top.node.content.append(node)
        elif isinstance(top.node.content, dict) and top.key is not None:
            key, line, column = top.key
            top.node.content[key] = node
            top.node.keys[key] = (line, column)
            top.key = None

    def _bad(self, what: str, event: Any, next_step: str = "") -> SheetError:
        line, column = _place(event)
        return SheetError(what, path=self._path, line=line, column=column, next_step=next_step)


def _events(text: str) -> Iterator[Any]:
    """The events of the C parser where PyYAML has it, a twin in Python else."""
    import yaml

    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _plain(value: str) -> Value:
    if value in _PLAIN:
        return _PLAIN[value]
    return int(value) if _INTEGER.fullmatch(value) else value
