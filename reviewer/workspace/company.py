"""In whose company claims are (match/company.py), where a sentence encoder is named: found once a generation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from reviewer.match.candidates import nearest
from reviewer.match.company import Member, Neighbour, chosen
from reviewer.match.score import TOGETHER, by_words
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.workspace import matched
from reviewer.workspace.desk import Desk
from reviewer.workspace.meaning import Encoder

Read = Callable[[Collection[str]], Mapping[str, Side]]
"""Claims by their ids as sides, without what they mean; those of earlier texts are left out."""
Pairs = Sequence[tuple[Side, Sequence[Side]]]


class Companies:
    """Finds the company of claims for one generation of weights. `sides`: claims as read, where theirs is put in."""

    def __init__(self, desk: Desk, weights: Weights, encoder: Encoder, read: Read, sides: dict[str, Side]) -> None:
        self._desk, self._weights, self._encoder, self._read, self._sides = desk, weights, encoder, read, sides
        self._index = desk.db.corpus.index()
        self._members: dict[str, tuple[Member, ...]] = {}

    def joined(self, pairs: Pairs) -> list[tuple[Side, list[Side]]]:
        """The same sides with their company, where a pair is worth it: likely enough by words and story."""
        wanted: dict[str, Side] = {}
        for side, others in pairs if self._reference else ():
            for other in others:
                if by_words(side, other, self._weights) >= TOGETHER:
                    wanted |= {side.claim.id: side, other.claim.id: other}
        self._learn(wanted)
        return [(self._with(side), [self._with(other) for other in others]) for side, others in pairs]

    def _with(self, side: Side) -> Side:
        members = self._members.get(side.claim.id)
        if side.company or not members:
            return side
        self._sides[side.claim.id] = replace(side, company=members)
        return self._sides[side.claim.id]

    @cached_property
    def _reference(self) -> frozenset[int]:
        """What the generation was frozen with; nothing without an encoder."""
        if not self._encoder.digest:
            return frozenset()
        return self._desk.db.corpus.reference(self._weights.generation)

    def _learn(self, sides: Mapping[str, Side]) -> None:
        """Finds the company of those claims that it is not known of yet."""
        new = {claim: side for claim, side in sides.items() if claim not in self._members}
        made_with = {"generation": self._weights.generation, "version": matched.MATCHER_VERSION}
        known = self._desk.db.corpus.companies(new, **made_with) if new else {}
        found = self._found([side for claim, side in new.items() if claim not in known])
        if found and not self._desk.read_only:
            self._desk.db.corpus.put_companies(found, **made_with)
        every = {**known, **found}
        members = {claim for group in every.values() for claim in group}
        meanings, articles = self._meanings(members), self._desk.db.corpus.articles_of(members)
        for claim, group in every.items():
            self._members[claim] = tuple(Member(articles[one], meanings[one]) for one in group if meanings.get(one))

    def _meanings(self, claims: Collection[str]) -> Mapping[str, bytes]:
        """What claims mean, by id; only those that nobody embedded yet are read."""
        found = self._desk.db.corpus.meanings(claims, model=self._encoder.digest)
        return {**found, **self._encoder.embedded(self._read([c for c in claims if c not in found]).values())}

    def _found(self, sides: Sequence[Side]) -> dict[str, tuple[str, ...]]:
        """The ids of their company, best first."""
        near = nearest(
            self._index, [s.terms for s in sides], self._weights, exclude=lambda number: number not in self._reference
        )
        ids = self._index.claims_of({candidate.number for group in near for candidate in group})
        read = self._read(ids.values())
        groups = [[read[ids[c.number]] for c in group if ids.get(c.number) in read] for group in near]
        return {s.claim.id: chosen(self._scored(s, group)) for s, group in zip(sides, groups, strict=True)}

    def _scored(self, side: Side, others: Iterable[Side]) -> Iterable[Neighbour]:
        for other in others:
            if other.claim.article != side.claim.article:
                yield Neighbour(by_words(side, other, self._weights), other.claim.article, other.claim.id)
