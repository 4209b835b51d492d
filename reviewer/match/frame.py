"""What two claims share in telling words, and how much of each that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz import fuzz

from reviewer.match.facts import Facts
from reviewer.match.opposites import opposed, other_sort
from reviewer.match.related import groups

ALIKE = 80.0
"""rapidfuzz ratio (0..100) from which two stems count as forms of one word."""


class Kind(StrEnum):
    """How two words are linked."""

    SAME = "same"
    ALIKE = "alike"
    OPPOSED = "opposed"
    KIN = "kin"


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the left claim and its counterpart in the right one, by index."""

    left: int
    right: int
    kind: Kind


class Ground(IntEnum):
    """How much common ground two claims have, from none to all."""

    APART = 0
    LOOSE = 1
    ALIKE = 2
    CLOSE = 3
    EQUAL = 4


@dataclass(frozen=True)
class Frame:
    """The links of two claims, and the share (0..1, by how telling the words are) of each that is linked."""

    links: tuple[Link, ...]
    left: float
    right: float
    left_rest: tuple[int, ...]
    right_rest: tuple[int, ...]

    @property
    def ground(self) -> Ground:
        """The shares in words."""
        more, less = max(self.left, self.right), min(self.left, self.right)
        if less >= 0.95:
            return Ground.EQUAL
        if less >= 0.6:
            return Ground.CLOSE
        if more >= 0.6 and less >= 0.3:
            return Ground.ALIKE
        return Ground.LOOSE if more >= 0.35 else Ground.APART


def frame(left: Facts, right: Facts) -> Frame:
    """Links the telling words of two claims, each at most once: same stems first, then forms, opposites, kin.

    A word that is a part of a name in the other claim is not left over: "the president", "President Ilves".
    """
    mine, theirs = list(left.core), list(right.core)
    links: list[Link] = []
    for kind, linked in _TESTS:
        for i in list(mine):
            meant = [j for j in theirs if linked(left.words[i].term, right.words[j].term)]
            j = next((j for j in meant if (i in left.negated) == (j in right.negated)), meant[0] if meant else None)
            if j is not None:
                links.append(Link(i, j, kind))
                mine.remove(i)
                theirs.remove(j)
    mine = [i for i in mine if left.words[i].term not in right.name_terms]
    theirs = [j for j in theirs if right.words[j].term not in left.name_terms]
    return Frame(
        tuple(sorted(links, key=lambda link: link.left)),
        _share(left, mine),
        _share(right, theirs),
        tuple(mine),
        tuple(theirs),
    )


def _share(facts: Facts, rest: Sequence[int]) -> float:
    """The linked share of a claim's telling words; nothing to link counts as nothing linked."""
    whole = facts.mass(facts.core)
    return 1 - facts.mass(rest) / whole if whole else 0.0


def _alike(left: str, right: str) -> bool:
    if min(len(left), len(right)) < 4:
        return False
    return fuzz.ratio(left, right, score_cutoff=ALIKE) > 0 and left[:3] == right[:3]


def _kin(left: str, right: str) -> bool:
    return bool(groups(left) & groups(right)) and not other_sort(left, right)


_TESTS: tuple[tuple[Kind, Callable[[str, str], bool]], ...] = (
    (Kind.SAME, str.__eq__),
    (Kind.ALIKE, _alike),
    (Kind.OPPOSED, opposed),
    (Kind.KIN, _kin),
)
