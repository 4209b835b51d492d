"""Which pairs are kept: those among the best of either claim, and for a claim without one the likeliest that is none.

A function of the pairs that were met, in whatever order articles came: what is beyond the best of both claims stays
beyond, whatever is added. Where pairs go, claims that may be short look again (the store marks their articles).
Claims of published fact-checks stand on a shelf of their own and take no place of an article's.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.match.held import TOP, Held
from reviewer.match.pair import compared
from reviewer.match.score import OFFERED, Likely, likely, signals
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Match


class Met(NamedTuple):
    """A pair that was scored. `hope`: it may be offered."""

    held: Held
    hope: bool
    left: Side
    right: Side


Asked = Callable[[Collection[str]], Mapping[str, Sequence[Held]]]
"""The pairs that are kept of these claims, but for those with a claim of the article at hand."""


@dataclass
class Keeping:
    """The choice for the claims of one article. `checks` are those claims that published fact-checks are about."""

    weights: Weights
    asked: Asked
    checks: Collection[str] = ()
    known: MutableMapping[tuple[str, str], Likely] = field(default_factory=dict)
    """What pairs score, remembered: in a long run each is met from both sides."""
    matches: dict[tuple[str, str], Match] = field(default_factory=dict)
    """The pairs to keep, by their ids."""
    dropped: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of others that are kept no more."""
    met: dict[tuple[str, str], Held] = field(default_factory=dict)
    """Every pair that was weighed."""
    _shelves: dict[tuple[str, bool], list[tuple[float, str, str]]] = field(default_factory=dict)
    _held: dict[str, list[Held]] = field(default_factory=dict)
    _refused: dict[tuple[str, str], Met] = field(default_factory=dict)

    def choose(self, near: Sequence[tuple[Side, Sequence[Side]]]) -> None:
        """Fills `matches` and `dropped`: each claim of the article with those near it."""
        met = {side.claim.id: [self._met(side, other) for other in others] for side, others in near}
        others = {other.claim.id for _, group in near for other in group}
        self._ask(others)
        self.met = {pair.held.ids: pair.held for pairs in met.values() for pair in pairs}
        for pairs in met.values():
            self._offer(sorted(pairs, key=lambda pair: (not pair.hope, pair.held.rank)))
        self._ask({c for claim in others for one in self._beyond(claim) for c in one.ids})
        self.matches = {ids: match for ids, match in self.matches.items() if self._stays(self.met[ids])}
        self.dropped = {one.ids for claim in others for one in self._beyond(claim) if not self._stays(one)}
        self._look_alikes({*met, *others})

    def _met(self, side: Side, other: Side) -> Met:
        left, right = (side, other) if side.claim.id < other.claim.id else (other, side)
        ids = left.claim.id, right.claim.id
        found = self.known.get(ids)
        if found is None:
            found = self.known[ids] = likely(left, right, self.weights)
        check = side.claim.id in self.checks or other.claim.id in self.checks
        return Met(Held(*ids, found.score, check=check), found.alone >= OFFERED, left, right)

    def _ask(self, claims: set[str]) -> None:
        """Takes up what is kept of claims that were not asked for yet."""
        new = sorted(claims - self._held.keys())
        found = self.asked(new) if new else {}
        for claim in new:
            self._held[claim] = list(found.get(claim, ()))
            for one in self._held[claim]:
                if one.offered:
                    insort(self._shelf(claim, one), one.rank)

    def _shelf(self, claim: str, one: Held) -> list[tuple[float, str, str]]:
        return self._shelves.setdefault((claim, one.check), [])

    def _offer(self, pairs: Sequence[Met]) -> None:
        """Compares what may be among the best of either claim, and puts what is offered onto both shelves."""
        for pair in pairs:
            if pair.hope and any(self._room(each, pair.held) for each in pair.held.ids):
                match = self._compared(pair)
                if match.offered:
                    self.matches[pair.held.ids] = match
                    for each in pair.held.ids:
                        insort(self._shelf(each, pair.held), pair.held.rank)
                    continue
            if not pair.held.check:
                self._refused[pair.held.ids] = pair

    def _compared(self, pair: Met) -> Match:
        return compared(pair.left, pair.right, self.weights, signals(pair.left, pair.right, self.weights))

    def _room(self, claim: str, one: Held) -> bool:
        """Whether the pair is, or would be, among the best of this claim."""
        shelf = self._shelf(claim, one)
        return len(shelf) < TOP or one.rank <= shelf[TOP - 1]

    def _stays(self, one: Held) -> bool:
        return any(self._room(claim, one) for claim in one.ids)

    def _beyond(self, claim: str) -> Iterator[Held]:
        """Kept pairs that are not among the best of this claim any more."""
        return (one for one in self._held[claim] if one.offered and not self._room(claim, one))

    def _look_alikes(self, claims: Collection[str]) -> None:
        """For each claim without a match the likeliest pair that is none, in place of the one that was kept."""
        kept = {one.ids: one for claim in claims for one in self._alike(claim)}
        self._ask({claim for ids in kept for claim in ids} - set(claims))
        fresh: dict[str, list[Held]] = {}
        for pair in self._refused.values():
            for claim in pair.held.ids:
                fresh.setdefault(claim, []).append(pair.held)
        wanted = {self._likeliest(claim, fresh) for claim in {*claims, *(claim for ids in kept for claim in ids)}}
        self.dropped |= kept.keys() - wanted
        for ids in sorted(wanted & self._refused.keys()):
            self.matches[ids] = self._compared(self._refused[ids])

    def _alike(self, claim: str) -> Iterator[Held]:
        return (one for one in self._held.get(claim, ()) if not one.offered)

    def _likeliest(self, claim: str, fresh: Mapping[str, Sequence[Held]]) -> tuple[str, str]:
        if claim in self.checks or self._shelves.get((claim, False)):
            return "", ""
        return min((*self._alike(claim), *fresh.get(claim, ())), key=lambda one: one.rank, default=Held("", "", 0)).ids
