"""Merkle trees over event hashes as in RFC 6962: root, inclusion proof, proof that one tree continues another.

A leaf is sha256(0x00, the 32 raw bytes of the event's hash), a node sha256(0x01, left, right): proofs never need the
bodies of other events.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").hexdigest()
"""The root of no leaves."""


class Tree:
    """All complete levels, built once in O(n); every root and proof after that takes O(log² n)."""

    def __init__(self, hashes: Iterable[str]) -> None:
        """`hashes`: event hashes (64 hex digits) in order."""
        self._levels: list[list[bytes]] = [[leaf(hash_) for hash_ in hashes]]
        while len(below := self._levels[-1]) > 1:
            pairs = zip(below[0::2], below[1::2], strict=False)
            self._levels.append([_node(left, right) for left, right in pairs])

    def __len__(self) -> int:
        return len(self._levels[0])

    def root(self, size: int | None = None) -> str:
        """The root over the first `size` leaves (all of them without it).

        Raises:
            ValueError: the tree is not that large.
        """
        size = self._size(size)
        return self._root(0, size).hex() if size else EMPTY

    def inclusion(self, index: int, size: int | None = None) -> list[str]:
        """The path that proves leaf `index` (from 0) in the tree of `size` leaves, from the leaf upward.

        Raises:
            ValueError: no such leaf, or the tree is not that large.
        """
        size = self._size(size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        return [node.hex() for node in reversed(path)]

    def consistency(self, old: int, size: int | None = None) -> list[str]:
        """The proof that the tree of `size` leaves continues the one of the first `old` of them.

        Raises:
            ValueError: not `1 <= old <= size`, or the tree is not that large.
        """
        size = self._size(size)
        if not 1 <= old <= size:
            raise ValueError(f"a tree of {size} does not continue one of {old}")
        proof: list[bytes] = []
        start, end = 0, size
        whole = True  # whether the old tree is exactly this left part, so that its reader knows the root
        while old - start < end - start:
            middle = start + _split(end - start)
            if old <= middle:
                proof.append(self._root(middle, end))
                end = middle
            else:
                proof.append(self._root(start, middle))
                start, whole = middle, False
        if not whole:
            proof.append(self._root(start, end))
        return [node.hex() for node in reversed(proof)]

    def _size(self, size: int | None) -> int:
        size = len(self) if size is None else size
        if not 0 <= size <= len(self):
            raise ValueError(f"the tree has {len(self)} leaves, not {size}")
        return size

    def _root(self, start: int, end: int) -> bytes:
        """The root over leaves [start, end), where `start` is a multiple of a power of two not below the length."""
        width = end - start
        level = width.bit_length() - 1
        if width == 1 << level:
            return self._levels[level][start >> level]
        middle = start + _split(width)
        return _node(self._root(start, middle), self._root(middle, end))


def leaf(hash_: str) -> bytes:
    """The leaf of an event hash."""
    return hashlib.sha256(b"\0" + bytes.fromhex(hash_)).digest()


def root(hashes: Iterable[str]) -> str:
    """The root over these event hashes."""
    return Tree(hashes).root()


def inclusion(hashes: Iterable[str], index: int) -> list[str]:
    """The path of leaf `index`; whoever wants many keeps a `Tree`."""
    return Tree(hashes).inclusion(index)


def consistency(hashes: Iterable[str], old: int) -> list[str]:
    """The proof that these hashes continue their first `old`; whoever wants many keeps a `Tree`."""
    return Tree(hashes).consistency(old)


def verify_inclusion(hash_: str, index: int, size: int, proof: Sequence[str], root: str) -> bool:
    """Whether `proof` shows that the event hash is leaf `index` of the tree of `size` with this root. Never raises."""
    nodes = _nodes(hash_, *proof, root)
    if nodes is None or not 0 <= index < size:
        return False
    node, at, last = leaf(hash_), index, size - 1
    for sibling in nodes[1:-1]:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = _node(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = _node(node, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and node == nodes[-1]


def verify_consistency(old: int, size: int, proof: Sequence[str], old_root: str, root: str) -> bool:
    """Whether `proof` shows that the tree of `size` continues that of `old`, each with its root. Never raises."""
    nodes = _nodes(*proof, old_root, root)
    if nodes is None or not 1 <= old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = nodes[:-2]
    if old & (old - 1) == 0:
        path = [nodes[-2], *path]  # a complete old tree is a node of the new one: its root begins the path
    if not path:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = _node(sibling, before), _node(sibling, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = _node(after, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and before == nodes[-2] and after == nodes[-1]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(width: int) -> int:
    """The largest power of two below `width` (of 2 or more)."""
    return 1 << ((width - 1).bit_length() - 1)


def _nodes(*texts: str) -> list[bytes] | None:
    """32-byte nodes of their hex texts; None where one is no such text."""
    try:
        nodes = [bytes.fromhex(text) for text in texts]
    except (ValueError, TypeError):
        return None
    return nodes if all(len(node) == 32 for node in nodes) else None
