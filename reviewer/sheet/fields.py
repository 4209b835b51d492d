"""Typed values out of the nodes of a project file, with errors that name their place."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import NoReturn

from reviewer.errors import SheetError
from reviewer.sheet.strict_yaml import Listing, Mapping, Node, Scalar, short

LONGEST_TEXT = 20_000
"""Characters of one text of the project file."""


class Fields:
    """One mapping of the project file, read key by key.

    Args:
        node: what stands there.
        path: the file, for messages.
        what: what it is, for messages ("an entry of articles").
    """

    def __init__(self, node: Node, path: str, what: str) -> None:
        if not isinstance(node, Mapping):
            refuse(path, node, f"{what} is written as keys with values (key: value)")
        self.node = node
        self.path = path
        self._what = what
        self._values = {key.text: value for key, value in node.items}

    def __contains__(self, name: str) -> bool:
        node = self._values.get(name)
        return node is not None and not (isinstance(node, Scalar) and node.value is None)

    def node_of(self, name: str) -> Node | None:
        """The node of a key; None where it is missing or null."""
        return self._values[name] if name in self else None

    def text(self, name: str) -> str | None:
        """A text; a number stands for its digits. Blank is refused."""
        node = self.node_of(name)
        return None if node is None else text_of(node, self.path, f"{name!r}")

    def needed(self, name: str) -> str:
        """A text that must be there."""
        found = self.text(name)
        if found is None:
            self.refuse(f"{self._what} needs {name!r}")
        return found

    def flag(self, name: str, default: bool) -> bool:  # noqa: FBT001 - a default, not a switch
        """`true` or `false`."""
        node = self.node_of(name)
        if node is None:
            return default
        if not isinstance(node, Scalar) or not isinstance(node.value, bool):
            refuse(self.path, node, f"{name!r} is true or false")
        return node.value

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """An integer of a range."""
        node = self.node_of(name)
        if node is None:
            return default
        if not isinstance(node, Scalar) or isinstance(node.value, bool) or not isinstance(node.value, int):
            refuse(self.path, node, f"{name!r} is a whole number")
        if not least <= node.value <= most:
            refuse(self.path, node, f"{name!r} is a number from {least:,} to {most:,}")
        return node.value

    def listing(self, name: str) -> tuple[Node, ...]:
        """The items of a list; empty where there is none."""
        node = self.node_of(name)
        if node is None:
            return ()
        if not isinstance(node, Listing):
            refuse(self.path, node, f"{name!r} is a list (each item behind a dash)")
        return node.items

    def warn_unknown(self, known: Collection[str], warnings: list[str]) -> None:
        """Add a warning for every key that nobody reads, with the one that was probably meant."""
        for key, _ in self.node.items:
            if key.text not in known:
                warnings.append(f"{self.path}:{key.line}:{key.column}: {_unknown(key.text, known)}")

    def refuse(self, what: str) -> NoReturn:
        """Raise a SheetError at the beginning of this mapping."""
        refuse(self.path, self.node, what)


def text_of(node: Node, path: str, what: str) -> str:
    """The text of a scalar.

    Raises:
        SheetError: it is none, is blank, or is longer than LONGEST_TEXT.
    """
    if not isinstance(node, Scalar) or node.value is None:
        refuse(path, node, f"{what} is a text")
    if not node.text.strip():
        refuse(path, node, f"{what} is blank")
    if len(node.text) > LONGEST_TEXT:
        refuse(path, node, f"{what} is longer than {LONGEST_TEXT:,} characters")
    return node.text


def refuse(path: str, node: Node, what: str) -> NoReturn:
    """Raise a SheetError at the place of `node`."""
    raise SheetError(what, path=path, line=node.line, column=node.column)


def _unknown(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name[:60], known, n=1, cutoff=0.6)
    return f"unknown key {short(name)}" + (f"; did you mean {near[0]!r}?" if near else "; it is passed over")
