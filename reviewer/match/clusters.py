"""Claims that say the same thing, as groups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def clusters(items: Iterable[T], links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The connected groups of `items` under `links`, each in order of `items`, groups in order of their first item.

    Items of a link that are not among `items` are passed over.
    """
    parent = {item: item for item in items}

    def root(item: T) -> T:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for left, right in links:
        if left in parent and right in parent:
            parent[root(right)] = root(left)
    groups: dict[T, list[T]] = {}
    for item in parent:
        groups.setdefault(root(item), []).append(item)
    return list(groups.values())
