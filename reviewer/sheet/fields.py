"""The fields of one map of the project file, read with complaints that name their place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from reviewer.errors import SheetError
from reviewer.sheet.strict_yaml import Node


class Fields:
    """A map, and what to call it in a complaint ("an article")."""

    def __init__(self, node: Node, path: str, what: str) -> None:
        if not isinstance(node.content, dict):
            raise SheetError(f"{what} is a map, not {node.kind}", path=path, line=node.line, column=node.column)
        self._map = node.content
        self._node = node
        self.path = path
        self.what = what

    @property
    def line(self) -> int:
        """Where the map begins."""
        return self._node.line

    def has(self, key: str) -> bool:
        """Whether the key stands there with a value."""
        return key in self._map and self._map[key].content is not None

    def text(self, key: str) -> str:
        """A text; numbers and true, false as they are written in YAML; "" where there is none."""
        if not self.has(key):
            return ""
        content = self._map[key].content
        if isinstance(content, bool):
            return "true" if content else "false"
        if isinstance(content, (str, int)):
            return str(content)
        raise self.bad(key, f"{key} is text, not a {self._map[key].kind}")

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number between two others, both included."""
        content = self._map[key].content
        if isinstance(content, bool) or not isinstance(content, int) or not least <= content <= most:
            raise self.bad(key, f"{key} is a whole number from {least} to {most}")
        return content

    def flag(self, key: str, default: bool) -> bool:  # noqa: FBT001 — one word, read as a field
        """True or false."""
        if not self.has(key):
            return default
        content = self._map[key].content
        if not isinstance(content, bool):
            raise self.bad(key, f"{key} is true or false", "write true or false, without quotes")
        return content

    def nodes(self, key: str) -> Sequence[Node]:
        """The items of a list."""
        if not self.has(key):
            return ()
        content = self._map[key].content
        if not isinstance(content, list):
            raise self.bad(key, f"{key} is a list: each item begins with a dash", "- path: …")
        return content

    def map(self, key: str) -> Fields | None:
        """A map inside this one."""
        return Fields(self._map[key], self.path, key) if self.has(key) else None

    def keys(self) -> Iterable[str]:
        """All keys, as they stand."""
        return self._map.keys()

    def unknown(self, known: Sequence[str]) -> list[str]:
        """Warnings on keys that mean nothing here, each with the nearest known one."""
        found = []
        for key in self._map:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
                hint = f"; did you mean {near[0]}?" if near else ""
                found.append(f"{self.path}:{self._node.keys[key][0]}: {key!r} means nothing in {self.what}{hint}")
        return found

    def bad(self, key: str, what: str, next_step: str = "") -> SheetError:
        """The complaint about a key, or about the whole map where the key is ""."""
        value = self._map.get(key)
        line, column = (value.line, value.column) if value is not None else (self._node.line, self._node.column)
        return SheetError(what, path=self.path, line=line, column=column, next_step=next_step)
