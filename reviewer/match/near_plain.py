"""Near pairs of a whole workspace at once, without numpy and its kin: sets of claims as bits of whole numbers.

Claims stand in order of length, in blocks. In a block each term is one whole number that has a bit for each claim with
that term; the weights that a claim shares with all claims of a block are summed in LEVELS steps, bit by bit, for the
whole block at once. Steps are rounded up: nobody who is near is passed over, and who seems near is looked at in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter, mul
from typing import NamedTuple

from reviewer.match.near import CLOSE, TELLING, Near, Vector

BLOCK = 7_200
"""Claims of a block at most: as many bits as fit in a kilobyte."""
NARROW = 0.85
"""The scale of a claim is at least this share of that of the first of its block: with more, more seem near."""
LEVELS = 15
"""Steps from nothing to CLOSE; four bits hold them."""
EVEN = 1.02
"""Weights over what their terms tell differ by less in one claim, unless terms are repeated there (by rounding)."""
SURE = 100
"""Weights below are too much rounded to say what the scale of a claim is."""


class Claim(NamedTuple):
    """A claim in its place in line. Terms are numbers, and only those that another claim has too."""

    place: int
    scale: float
    """What a weight is at most, over what its term tells, but for repeated terms."""
    table: dict[int, int]
    """Terms and their weights."""
    told: list[float]
    """For each term its weight times what it tells."""
    tail: dict[int, int]
    """Terms that are not in the head."""
    more: list[tuple[int, float]]
    """Repeated terms, and by what share their weight is more than `scale` says."""


def join(vectors: Sequence[Vector], groups: Sequence[int], tell: Callable[[str], float]) -> Iterator[Near]:
    """All near pairs of claims of different groups (articles), by their places in `vectors`, in no order.

    `tell` says how much a term tells, above 0: weights of a claim are about in these proportions. It makes the search
    quick, and changes nothing that is found.
    """
    claims, terms = _in_line(vectors, tell)
    places, tables, tails = [c.place for c in claims], [c.table for c in claims], [c.tail for c in claims]
    for start, stop in _blocks(claims):
        block = _Block(claims[start:stop], terms)
        for at, claim in enumerate(claims[:stop]):
            behind = max(start, at + 1)
            seem = block.seem_near(claim) >> behind - start
            if not seem:
                continue
            place, own, weights = claim.place, list(claim.table), claim.table.values()
            while seem:
                last = seem.bit_length() - 1
                seem ^= 1 << last
                number = behind + last
                product = sum(map(mul, weights, map(tables[number].get, own, repeat(0))))
                other = places[number]
                if product < CLOSE or groups[other] == groups[place]:
                    continue
                beyond = tails[at] or tails[number]
                if beyond and product - _beyond(claim, claims[number]) < TELLING.among:
                    continue
                yield Near(place, other, product) if place < other else Near(other, place, product)


def _beyond(one: Claim, other: Claim) -> int:
    """What two claims share beyond their heads."""
    mine, theirs, tail = one.table, other.table, one.tail
    shared = sum([weight * theirs[term] for term, weight in tail.items() if term in theirs])
    return shared + sum([w * mine[term] for term, w in other.tail.items() if term in mine and term not in tail])


def _in_line(vectors: Sequence[Vector], tell: Callable[[str], float]) -> tuple[list[Claim], int]:
    """Claims that weigh anything, in order of length (alike in one block), and how many terms there are."""
    counts = Counter(chain.from_iterable(each.terms for each in vectors))
    numbers = {term: at for at, term in enumerate(term for term, count in counts.items() if count > 1)}
    tells = {term: tell(term) for term in counts}
    found = (_claim(place, each, numbers, tells) for place, each in enumerate(vectors) if any(each.weights))
    return sorted(found, key=itemgetter(1), reverse=True), len(numbers)


def _blocks(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Starts and ends of blocks."""
    start = 0
    for at, claim in enumerate(claims):
        if at - start == BLOCK or claim.scale < NARROW * claims[start].scale:
            yield start, at
            start = at
    if start < len(claims):
        yield start, len(claims)


def _claim(place: int, vector: Vector, numbers: Mapping[str, int], tells: Mapping[str, float]) -> Claim:
    ratios = {t: weight / tells[t] for t, weight in zip(vector.terms, vector.weights, strict=True) if weight}
    sure = [ratios[t] for t, weight in zip(vector.terms, vector.weights, strict=True) if weight >= SURE]
    scale = min(sure or ratios.values()) * EVEN
    shared = [(t, weight) for t, weight in zip(vector.terms, vector.weights, strict=True) if weight and t in numbers]
    more = [(numbers[t], ratios[t] / scale - 1) for t, _ in shared if ratios[t] > scale]
    return Claim(
        place,
        scale if more else max(ratios.values()),
        {numbers[t]: weight for t, weight in shared},
        [weight * tells[t] for t, weight in shared],
        {numbers[t]: weight for t, weight in vector.tail if weight and t in numbers},
        more,
    )


class _Block:
    """Claims of about one length: for each term who has it, and who has it repeated."""

    def __init__(self, claims: Sequence[Claim], terms: int) -> None:
        having: dict[int, list[int]] = {}
        self._repeated: dict[int, int] = {}
        self._most: dict[int, float] = {}
        for at, claim in enumerate(claims):
            bit = 1 << at
            for term in claim.table:
                having.setdefault(term, []).append(bit)
            for term, share in claim.more:
                self._repeated[term] = self._repeated.get(term, 0) | bit
                self._most[term] = max(share, self._most.get(term, 0.0))
        self._bits = [0] * terms
        for term, bits in having.items():
            self._bits[term] = sum(bits)
        self._step = LEVELS * claims[0].scale / CLOSE * (1 + 1e-9)
        self._over = 1 + max(self._most.values(), default=0.0)

    def seem_near(self, claim: Claim) -> int:
        """Those of the block that may share enough with this claim, as bits."""
        if sum(claim.told) * self._step * self._over + 2 * len(claim.told) < LEVELS:
            return 0  # far shorter than those of the block
        ones = twos = fours = eights = enough = 0
        for level, has in self._parts(claim):
            if level >= LEVELS:
                enough |= has
                continue
            if level & 1:
                ones, carry = ones ^ has, ones & has
                if carry:
                    twos, carry = twos ^ carry, twos & carry
                    if carry:
                        fours, carry = fours ^ carry, fours & carry
                        eights, enough = eights ^ carry, enough | (eights & carry)
            if level & 2:
                twos, carry = twos ^ has, twos & has
                if carry:
                    fours, carry = fours ^ carry, fours & carry
                    eights, enough = eights ^ carry, enough | (eights & carry)
            if level & 4:
                fours, carry = fours ^ has, fours & has
                eights, enough = eights ^ carry, enough | (eights & carry)
            if level & 8:
                eights, enough = eights ^ has, enough | (eights & has)
        return enough | (ones & twos & fours & eights)

    def _parts(self, claim: Claim) -> list[tuple[int, int]]:
        """What each term of a claim adds at most: levels, and for whom."""
        step, bits = self._step, self._bits
        parts = [
            (int(told * step) + 1, bits[term]) for term, told in zip(claim.table, claim.told, strict=True) if bits[term]
        ]
        return parts + self._repeats(claim) if self._repeated else parts

    def _repeats(self, claim: Claim) -> list[tuple[int, int]]:
        """What repeated terms of the block add: levels, and for whom."""
        return [
            (int(told * self._step * self._most[term]) + 1, self._repeated[term])
            for term, told in zip(claim.table, claim.told, strict=True)
            if term in self._repeated
        ]
