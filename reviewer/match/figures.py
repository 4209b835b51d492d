"""The numbers of a claim as they are compared: value, unit, what is counted, and which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reviewer.match.intervals import Interval, interval
from reviewer.match.terms import Word, terms
from reviewer.match.units import Unit, unit
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.side import Side

_PART = re.compile(
    r"\b(?:(?:of|among)\s+(?:them|these|those|which|whom|the\s+(?:total|dead|victims|injured)))\b"
    r"|\b(?:including|includes?|among\s+them)\s+$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:of|out\s+of|among)\s+(?:the|these|those|all|its|their)?\s*$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|a\s+further|an\s+additional|other)\s+$", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally|toll)\s+of\s+(?:the\s+)?([a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Figure:
    """A number of a claim. `span` and `words` are of the claim's reading; `heads` and `modifiers` are terms.

    `part` marks a number of a part ("of them", "another"); `total` one that only names what others are a part of ("of
    the 2,400 people").
    """

    span: Span
    words: str
    value: Interval | None
    bound: Bound
    unit: Unit | None
    heads: frozenset[str]
    modifiers: frozenset[str]
    ordinal: bool = False
    part: str = ""
    total: bool = False


def figures(side: Side, words: Sequence[Word], dated: Sequence[Span]) -> tuple[Figure, ...]:
    """The numbers of a claim in order; `dated` are places whose numbers are days and years."""
    found = [
        (place, quantity) for quantity in side.claim.quantities if (place := side.place(quantity.span)) is not None
    ]
    listed = [_of_quantity(side.reading, place, quantity) for place, quantity in found]
    taken = [*dated, *(place for place, _ in found)]
    listed += _bare(side.reading, words, taken)
    return tuple(sorted(listed, key=lambda figure: figure.span))


def _of_quantity(text: str, place: Span, quantity: Quantity) -> Figure:
    heads = frozenset(terms(quantity.head)[-1:])
    modifiers = frozenset(terms(quantity.phrase)) - heads if not quantity.ordinal else frozenset[str]()
    before = text[: place.start]
    part, total = _parts(before)
    return Figure(
        place,
        _shown(text, place, quantity),
        interval(quantity.value, quantity.bound, quantity.upper) if quantity.value is not None else None,
        quantity.bound,
        unit(quantity.unit),
        heads or _number_of(before),
        frozenset(m for m in modifiers if not m.startswith("#")),
        quantity.ordinal,
        part,
        total,
    )


def _shown(text: str, place: Span, quantity: Quantity) -> str:
    """The words of the number with what it counts, once."""
    words = place.of(text)
    return words if not quantity.head or quantity.head in words.lower() else f"{words} {quantity.head}"


def _parts(before: str) -> tuple[str, bool]:
    """The words that make a number one of a part, and whether it only names the whole."""
    near = before[-40:]
    if _TOTAL.search(near):
        return "", True
    found = _MORE.search(near) or _PART.search(near)
    return (found.group().strip() if found else ""), False


def _number_of(before: str) -> frozenset[str]:
    """What "the number of people … rose to 3,100" counts."""
    found = _NUMBER_OF.search(before)
    return frozenset(terms(found.group(1))[:1]) if found else frozenset()


def _bare(text: str, words: Sequence[Word], taken: Sequence[Span]) -> Iterator[Figure]:
    """Numbers that extraction did not list, with the telling word that follows."""
    for i, word in enumerate(words):
        if not word.term.startswith("#") or any(s.start < word.end and word.start < s.end for s in taken):
            continue
        ordinal = word.term.endswith("th")
        value = _decimal(word.term[1:].removesuffix("th"))
        after = next((w for w in words[i + 1 : i + 3] if not w.small), None)
        heads = frozenset([after.term]) if after and not after.term.startswith("#") else frozenset[str]()
        place = Span(word.start, word.end)
        amount = interval(value, Bound.EXACT) if value is not None else None
        part, total = _parts(text[: word.start])
        yield Figure(place, place.of(text), amount, Bound.EXACT, None, heads, frozenset(), ordinal, part, total)


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
