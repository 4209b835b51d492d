"""How two articles are related: copied text, agencies, named informants; with the signs that tell.

Which pairs to ask about: those whose sketches meet (`suspects`), and those whose claims match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from reviewer.match import wire
from reviewer.match.shingles import WordPlaces, sequence, shared_places, sketch, word_places
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim, ClaimantRole
from reviewer.model.lineage import Lineage, LineageKind, Sign
from reviewer.model.span import Span

SAME_TEXT = 0.5
"""Containment of the shorter text in the longer from which they are the same text."""
SHARES_TEXT = 0.1
"""Containment from which one is called a rewrite of the other."""
ENOUGH_SHINGLES = 20
"""Fewer shingles than these tell nothing."""
MATCHED = 0.4
"""Share of matched claims from which two stories of one agency are the same story rewritten."""


@dataclass(frozen=True)
class ArticleSide:
    """One article as lineage sees it.

    `blocks` are the places of its body and headline (empty: the whole text). `informants` are names of people and
    bodies that its claims rest on; unnamed ones ("officials") do not belong there: `informants_of` makes the list.
    """

    id: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Span, ...] = ()
    informants: tuple[str, ...] = ()

    @cached_property
    def sequence(self) -> tuple[int, ...]:
        """The five-word shingles of what counts of its text, in order."""
        return sequence(self.text, self.blocks)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The same as a set."""
        return frozenset(self.sequence)

    @cached_property
    def words(self) -> WordPlaces:
        """Where the words stand of which its shingles are made."""
        return word_places(self.text, self.blocks)

    @cached_property
    def named(self) -> Mapping[tuple[str, ...], str]:
        """The first informant of each name, by what tells it."""
        found: dict[tuple[str, ...], str] = {}
        for name in self.informants:
            found.setdefault(wire.telling(name), name)
        return found

    @cached_property
    def agencies(self) -> Mapping[str, wire.Trace]:
        """The news agencies that it names as its source, each with where."""
        return wire.agencies(self.text, self.metadata)


def informants_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The named informants of an article's claims, each once, in order."""
    names = (
        claimant.name
        for claim in claims
        for claimant in claim.claimants
        if claimant.role is ClaimantRole.INFORMANT and not claimant.open and wire.is_named(claimant.name)
    )
    return tuple(dict.fromkeys(names))


def lineage(left: ArticleSide, right: ArticleSide, *, matched: float = 0.0) -> Lineage:
    """The relation of two articles, ids sorted.

    `matched` is the share (0..1) of the shorter article's claims that match one of the other; it tells a rewritten
    story from another story of the same agency.
    """
    if right.id < left.id:
        left, right = right, left
    share, copied = _copied(left, right)
    agencies = tuple(_agency_signs(left, right))
    informants = tuple(_informant_signs(left, right))
    sorts = {sort for sort, found in (("agency", agencies), ("informant", informants)) if found}
    kind = _kind((left, right), share, matched, sorts)
    first = {LineageKind.SAME_AGENCY: agencies, LineageKind.SAME_INFORMANT: informants}.get(kind, ())
    signs = first + tuple(sign for sign in (*copied, *agencies, *informants) if sign not in first)
    return Lineage(left.id, right.id, kind, signs, share)


def _kind(sides: Sequence[ArticleSide], share: float, matched: float, signs: Collection[str]) -> LineageKind:
    """The strongest relation that the signs allow; `signs` says of what sort there are any."""
    if share >= SAME_TEXT:
        return LineageKind.SAME_TEXT
    if share >= SHARES_TEXT or ("agency" in signs and matched >= MATCHED):
        return LineageKind.REWRITE
    if "informant" in signs:
        return LineageKind.SAME_INFORMANT
    if "agency" in signs:
        return LineageKind.SAME_AGENCY
    short = min(len(side.shingles) for side in sides) < ENOUGH_SHINGLES
    return LineageKind.UNKNOWN if short else LineageKind.NO_LINK_FOUND


def _copied(left: ArticleSide, right: ArticleSide) -> tuple[float, tuple[Sign, ...]]:
    """The larger containment, and the sign with the copied places."""
    common = left.shingles & right.shingles
    shorter = min(len(left.shingles), len(right.shingles))
    if not common or shorter < ENOUGH_SHINGLES:
        return 0.0, ()
    of_left, of_right = len(common) / len(left.shingles), len(common) / len(right.shingles)
    words = f"{of_left:.0%} of the first stands in the second, {of_right:.0%} of the second in the first"
    places = [shared_places(side.text, side.sequence, common, side.blocks, side.words) for side in (left, right)]
    return max(of_left, of_right), (Sign(words, *places),)


def _agency_signs(left: ArticleSide, right: ArticleSide) -> Iterable[Sign]:
    for agency in sorted(left.agencies.keys() & right.agencies.keys()):
        first, second = left.agencies[agency], right.agencies[agency]
        words = f"both rest on {agency}: {first.words} · {second.words}"
        yield Sign(words, first.spans, second.spans)


def _informant_signs(left: ArticleSide, right: ArticleSide) -> Iterable[Sign]:
    for name in left.informants:
        other = right.named.get(wire.telling(name))
        if other is not None:
            yield Sign(f"both name {name} as their source" if name == other else f"both name {name} ({other})")


class SketchIndex(Protocol):
    """Postings of article sketches (`shingles.sketch`), kept by whoever keeps the articles."""

    def sketch_postings(self, hashes: Collection[int]) -> Mapping[int, Sequence[int]]:
        """The numbers of the articles whose sketch holds each hash."""


def suspects(
    index: SketchIndex, article: frozenset[int], sizes: Mapping[int, int], *, articles: int, least: float = 0.06
) -> list[int]:
    """Articles (by the index's numbers) whose text may share a tenth or more with one that has these shingles.

    `sizes` gives the sketch size of each article. A hash in more than 1 % of the articles (and in at least 20) is
    boilerplate and tells nothing.
    """
    mine = sketch(article)
    cap = max(20, articles // 100)
    shared: Counter[int] = Counter()
    for numbers in index.sketch_postings(mine).values():
        if len(numbers) <= cap:
            shared.update(numbers)
    return sorted(
        number for number, count in shared.items() if count >= max(2, least * min(len(mine), sizes.get(number, 0)))
    )
