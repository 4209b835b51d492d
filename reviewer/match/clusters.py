"""Claims that say the same thing, as groups: plain union for origins, groups around centres for stories."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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


@dataclass(frozen=True, slots=True)
class Cluster(Generic[T]):
    """Items about one thing. `centre` arrived first of those that it grew around, and names it.

    `members` stand in order of arrival, the centre among them. `weakest` is the link by which the loosest member
    hangs on the centre, with its score (ratio 0..1); None where persons alone hold it together.
    """

    centre: T
    members: tuple[T, ...]
    weakest: tuple[T, T, float] | None = None


def gather(
    items: Sequence[T],
    links: Mapping[tuple[T, T], float],
    *,
    together: Iterable[tuple[T, T]] = (),
    apart: Iterable[tuple[T, T]] = (),
) -> list[Cluster[T]]:
    """Items in groups around centres, so that no chain of links glues two stories.

    A centre is the first item to arrive that is linked to no earlier centre (the pivots of Ailon, Charikar and Newman,
    "Aggregating inconsistent information", 2008, taken in order of arrival instead of at random); every other item
    goes to the centre that it is linked to most strongly. So each member is linked to the centre itself, and an item
    that arrives later neither takes the place of a centre nor renames its group.

    Args:
        items: in order of arrival.
        links: score (ratio 0..1) by pair, in whichever order.
        together: pairs that persons say are one thing; they are united before anything else.
        apart: pairs that persons say are not; they never share a group, unless `together` unites them.
    """
    units = clusters(items, together)
    place = {item: i for i, unit in enumerate(units) for item in unit}
    near = _near(place, links)
    barred = _barred(place, apart)
    held = _centres(len(units), near, barred)
    for unit, centre in _strongest(held, near, barred):
        held[centre].append(unit)
    return [_cluster(units, centre, sorted([centre, *rest]), near) for centre, rest in held.items()]


_Near = Mapping[int, Mapping[int, tuple[float, T, T]]]


def _near(place: Mapping[T, int], links: Mapping[tuple[T, T], float]) -> dict[int, dict[int, tuple[float, T, T]]]:
    """The strongest link of each two units; ties go to the items that arrived first."""
    order = {item: i for i, item in enumerate(place)}
    near: dict[int, dict[int, tuple[float, T, T]]] = {}
    known = (pair for pair in links if pair[0] in place and pair[1] in place)
    for left, right in sorted(known, key=lambda pair: (-links[pair], sorted((order[pair[0]], order[pair[1]])))):
        one, other = place[left], place[right]
        if one != other:
            near.setdefault(one, {}).setdefault(other, (links[left, right], left, right))
            near.setdefault(other, {}).setdefault(one, (links[left, right], left, right))
    return near


def _barred(place: Mapping[T, int], apart: Iterable[tuple[T, T]]) -> dict[int, set[int]]:
    barred: dict[int, set[int]] = {}
    for left, right in apart:
        if left in place and right in place:
            barred.setdefault(place[left], set()).add(place[right])
            barred.setdefault(place[right], set()).add(place[left])
    return barred


def _centres(units: int, near: _Near[T], barred: Mapping[int, set[int]]) -> dict[int, list[int]]:
    """The centres, each with the units that came to it when they arrived."""
    held: dict[int, list[int]] = {}
    for unit in range(units):
        best = _best(unit, held, near, barred)
        if best is None:
            held[unit] = []
        else:
            held[best].append(unit)
    return held


def _best(
    unit: int, held: Mapping[int, Sequence[int]], near: _Near[T], barred: Mapping[int, set[int]], now: int | None = None
) -> int | None:
    """The centre that a unit is linked to most strongly, of those that it may join (`now`: it is there already)."""
    no = barred.get(unit, set())
    linked = near.get(unit, {})
    may = (c for c in linked if c in held and (c == now or (c not in no and no.isdisjoint(held[c]))))
    return max(may, key=lambda centre: (linked[centre][0], -centre), default=None)


def _strongest(held: dict[int, list[int]], near: _Near[T], barred: Mapping[int, set[int]]) -> Iterator[tuple[int, int]]:
    """Units that a later centre holds more strongly: each is taken out of its group, and comes with that centre."""
    first = {unit: centre for centre, rest in held.items() for unit in rest}
    for unit in sorted(first):
        best = _best(unit, held, near, barred, first[unit])
        if best is not None and best != first[unit]:
            held[first[unit]].remove(unit)
            yield unit, best


def _cluster(units: Sequence[Sequence[T]], centre: int, members: Sequence[int], near: _Near[T]) -> Cluster[T]:
    links = [near[centre][unit] for unit in members if unit != centre]
    weakest = min(links, key=lambda link: link[0], default=None)
    inside = tuple(item for unit in members for item in units[unit])
    return Cluster(units[centre][0], inside, (weakest[1], weakest[2], weakest[0]) if weakest else None)
