"""The numbers of a claim as they are compared: value, unit, what is counted, and which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reviewer.match.intervals import Interval, interval
from reviewer.match.opposites import MOVES
from reviewer.match.terms import Word, terms
from reviewer.match.units import Unit, known_unit, unit
from reviewer.match.vocabulary import SCALES, STATES
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.labels import Label
    from reviewer.match.side import Side

_PART = re.compile(
    r"\b(?:of|among)\s+(?:(?:them|which|whom|the\s+(?:total|dead|victims|injured))\b|(?:these|those)(?=\s*(?:,|$)))"
    r"|\b(?:including|includes?|among\s+them)\s+$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:\b(?:of|among)\s+(?:the|these|those|all|its|their)|\bout\s+of(?:\s+the)?|\d\s+of)\s*$", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:another|a\s+further|an\s+additional|other)\s+$", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\b(?:excluding|except\s+for|apart\s+from|stripping\s+out)\s+[\w’'-]+", re.IGNORECASE)
_FIRST_OF_RESULT = re.compile(r"(?<![\w.,-])(\d{1,3})\s?[-–]\s?$")
_GAME = re.compile(
    r"\b(?:w[io]ns?|victory|beat|defeat\w*|los[st]|loss|leads?|led|draw|drew|tied?|scor\w+|vote[ds]?|triumph)\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"(?:[a-z]+\s){0,2}\d+[\s-]+years?[\s-]+old\b", re.IGNORECASE)
_AGE = re.compile(r"[A-Z][\w’'.-]*,\s$")
_AFTER_AGE = re.compile(r"\s*(?:[,)]|$|(?:have|has|had|was|were|is|are|of|from|and)\b)")
_SORT = re.compile(r"\w+-(?:degree|class|hand|rate|person|party|aid|tier|ever|hit)\b", re.IGNORECASE)
_ON_TOP = re.compile(r"[\w,.]+\s+(?:more|other|further|additional)\s+(?!than\b)[a-z]", re.IGNORECASE)
_SCALE = re.compile(r"-(thousand|million|billion|trillion)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|amongst)\s+(?!the\b|them\b|these\b|those\b|which\b|whom\b)(?:[\w’'-]+\s+)?[\w’'-]+")
_BEYOND = re.compile(r"\b(?:old|high|larg|bigg|long|tall|heavi|fast|lat)er\s+than\s+$", re.IGNORECASE)
_SHORT_OF = re.compile(r"\b(?:young|low|small|short|light|slow|earli|cheap)er\s+than\s+$", re.IGNORECASE)
_AGAINST = re.compile(r"\s+(?:were\s+|voted\s+|are\s+)?against\b")
_MOST = re.compile(
    r"(?<!the )\b(?:most(?:\s+of(?:\s+(?:the|its|their))?)?|(?:a|the)\s+majority\s+of(?:\s+the)?)\s+"
    r"(?=([\w’'-]+s|people)\b)",
    re.IGNORECASE,
)
_TIMES = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "halved": 0.5}
_BREAK = re.compile(r"[,;:–—]|\band\b|\bwhile\b|\bbut\b")
NEAR = 5
"""Telling words around a number that may say what befell those that it counts."""
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally|toll)\s+of\s+(?:the\s+)?([a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Figure:
    """A number of a claim. `span` and `words` are of the claim's reading; `heads` and `modifiers` are terms.

    `counted` and `kind` are heads and modifiers as written. `beside` are the telling terms next to the number, before
    and after; `state` is what befell those that it counts ("hurt"). `part` marks a number of a part ("of them",
    "another"), `further` one that comes on top ("another"), `total` one that only names what others are a part of
    ("of the 2,400 people"), `among` the group that it is of. `implied`: words stand for it ("most", "doubled"), so
    that it tells only beside numbers of its unit.
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
    beside: tuple[str, str] = ("", "")
    state: str = ""
    counted: str = ""
    kind: str = ""
    further: bool = False
    among: str = ""
    implied: bool = False


def figures(
    side: Side, words: Sequence[Word], dated: Sequence[Span], labels: Sequence[Label] = ()
) -> tuple[Figure, ...]:
    """The numbers of a claim in order; `dated` are places whose numbers are days and years, `labels` count nothing."""
    named = [label.span for label in labels]
    found = [
        (place, quantity)
        for quantity in side.claim.quantities
        if (place := side.place(quantity.span)) is not None and not _only_labels(place, words, named)
    ]
    listed = [_of_quantity(side.reading, place, quantity) for place, quantity in found]
    listed += _bare(side.reading, words, [*dated, *named, *(place for place, _ in found)])
    listed = [figure for figure in listed if not (figure.ordinal and _SORT.match(side.reading, figure.span.start))]
    listed += _implied(side.reading, words)
    listed = _results(listed, side.reading)
    placed = (_placed(_aged(figure, side.reading), side.reading, words) for figure in listed)
    return tuple(sorted(placed, key=lambda figure: figure.span))


def _results(listed: Sequence[Figure], text: str) -> list[Figure]:
    """The figures with the two numbers of a result as one: "31-24" of "31-24 victory", not "24 victory"."""
    if not _GAME.search(text):
        return list(listed)
    found: list[Figure] = []
    results: list[Span] = []
    for figure in listed:
        first = _FIRST_OF_RESULT.search(text[: figure.span.start])
        if first and figure.value is not None and text[figure.span.start].isdecimal() and figure.unit is None:
            place = Span(first.start(), figure.span.end)
            both = Decimal(first.group(1)) + Decimal(int(figure.value.stated)) / 1000
            found.append(replace(figure, span=place, words=place.of(text), value=interval(both, Bound.EXACT)))
            results.append(place)
        else:
            found.append(figure)
    return [f for f in found if not any(place != f.span and place.contains(f.span) for place in results)]


def _aged(figure: Figure, text: str) -> Figure:
    """An age is one: "34 years old", or a bare number between a name and a comma ("Jon Askel, 34, was")."""
    if _OLD.match(text, figure.span.start):
        return replace(figure, unit=unit("year"), heads=frozenset(["age"]), counted="age")
    bare = figure.unit is None and not figure.ordinal and figure.span.of(text).isdecimal()
    before, after = text[: figure.span.start], text[figure.span.end :]
    if bare and _AGE.search(before) and _AFTER_AGE.match(after):
        return replace(figure, unit=unit("year"), heads=frozenset(["age"]), counted="age")
    return figure


def _only_labels(place: Span, words: Sequence[Word], labels: Sequence[Span]) -> bool:
    """Whether the number of a quantity is a label: "6" of "iPhone 6"."""
    if not any(place.overlaps(label) for label in labels):
        return False
    numbers = (w for w in words if w.term.startswith("#") and place.start <= w.start < place.end)
    return all(any(label.start <= w.start < label.end for label in labels) for w in numbers)


def _of_quantity(text: str, place: Span, quantity: Quantity) -> Figure:
    moved = quantity.bound is Bound.BETWEEN and _moves(text[: place.start])
    bound = Bound.EXACT if moved else _bound(quantity, text[: place.start])
    counted = frozenset(terms(quantity.head)[-1:])
    measured = unit(quantity.unit) or (known_unit(quantity.head) if quantity.head else None)
    heads = frozenset[str]() if measured and not quantity.unit else counted
    modifiers = frozenset(terms("" if quantity.ordinal else _uncapitalised(quantity.phrase))) - counted
    return Figure(
        place,
        _shown(text, place, quantity),
        interval(quantity.value * _scaled(text, place), bound, None if moved else quantity.upper)
        if quantity.value is not None
        else None,
        bound,
        measured,
        heads or _hyphened(place.of(text)) or _number_of(text[: place.start]),
        frozenset(m for m in modifiers if not m.startswith("#")),
        quantity.ordinal,
        counted=quantity.head,
        kind=quantity.phrase.removesuffix(quantity.head).strip() if quantity.head else "",
    )


def _moves(before: str) -> bool:
    """Whether a number tells by how much something rose or fell: "2.52 to 410.23" behind "fell" is no range."""
    last = terms(before)[-1:]
    return bool(last) and last[0] in MOVES


def _scaled(text: str, place: Span) -> int:
    """What a scale that a hyphen joins to a number makes of it: "$53.7-million"."""
    found = _SCALE.match(text[place.end :]) or _SCALE.search(place.of(text))
    return int(SCALES[found.group(1).lower()]) if found else 1


def _bound(quantity: Quantity, before: str) -> Bound:
    """The bound as extraction reads it, or as a comparison in the words before does: "younger than 45"."""
    if quantity.bound is not Bound.EXACT:
        return quantity.bound
    if _BEYOND.search(before):
        return Bound.MORE_THAN
    return Bound.LESS_THAN if _SHORT_OF.search(before) else Bound.EXACT


def _placed(figure: Figure, text: str, words: Sequence[Word]) -> Figure:
    """The figure with what stands around it."""
    before, after = text[: figure.span.start], text[figure.span.end :]
    part, total = _parts(before)
    left_out = _LEFT_OUT.search(text)
    group = left_out or _AMONG.search(_BREAK.split(before)[-1]) or _AMONG.search(_BREAK.split(after)[0])
    first = next((w.term for w in reversed(words) if w.end <= figure.span.start and not w.small), "")
    last = next((w.term for w in words if w.start >= figure.span.end and not w.small), "")
    last = "against" if _AGAINST.match(after) else last
    return replace(
        figure,
        part=part,
        total=total,
        further=bool(_MORE.search(before[-40:]) or _ON_TOP.match(text[figure.span.start :])),
        among=group.group().strip() if group else "",
        beside=(first, last),
        state=_state(figure, before, after),
    )


def _state(figure: Figure, before: str, after: str) -> str:
    """What befell those counted: told by the counted word itself, else the nearest word in the same clause."""
    own = next((STATES[head] for head in sorted(figure.heads) if head in STATES), "")
    if own:
        return own
    back = list(reversed(terms(_BREAK.split(before)[-1])))[:NEAR]
    ahead = list(terms(_BREAK.split(after)[0]))[:NEAR]
    near = sorted((i, term) for side in (back, ahead) for i, term in enumerate(side) if term in STATES)
    return STATES[near[0][1]] if near else ""


def _uncapitalised(phrase: str) -> str:
    """A phrase without its capitalised words: names are compared as names."""
    return " ".join(word for word in phrase.split() if not word[:1].isupper())


def _hyphened(words: str) -> frozenset[str]:
    """What "10-wheeled" counts."""
    return frozenset(terms(words.rpartition("-")[2])[:1]) if re.match(r"\w+-[a-z]", words) else frozenset()


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
        if not word.term.startswith("#") or _on_clock(text, word):
            continue
        if any(s.start < word.end and word.start < s.end for s in taken):
            continue
        ordinal = word.term.endswith("th")
        value = _decimal(word.term[1:].removesuffix("th"))
        measured = known_unit(_hyphened_unit(text, word.end))
        heads = frozenset[str]() if measured else frozenset(_following(words[i + 1 : i + 4]))
        place = Span(word.start, word.end)
        amount = interval(value, Bound.EXACT) if value is not None else None
        yield Figure(place, place.of(text), amount, Bound.EXACT, measured, heads, frozenset(), ordinal)


def _hyphened_unit(text: str, end: int) -> str:
    """The word that a hyphen joins to a number: "three-year"."""
    found = re.match(r"-([a-z]+)", text[end:])
    return found.group(1) if found else ""


def _implied(text: str, words: Sequence[Word]) -> Iterator[Figure]:
    """Numbers that words stand for: "most residents", "rents doubled"."""
    for found in _MOST.finditer(text):
        place = Span(found.start(), found.end(1))
        amount = interval(50, Bound.MORE_THAN)
        heads = frozenset(terms(found.group(1)))
        yield Figure(place, place.of(text), amount, Bound.MORE_THAN, unit("percent"), heads, frozenset(), implied=True)
    for word in words:
        times = _TIMES.get(text[word.start : word.end].lower())
        if times is not None:
            place = Span(word.start, word.end)
            amount = interval(times, Bound.EXACT)
            none = frozenset[str]()
            yield Figure(place, place.of(text), amount, Bound.EXACT, unit("times"), none, none, implied=True)


def _on_clock(text: str, word: Word) -> bool:
    """Whether a number is a part of a time of day: "6:15"."""
    return text[word.end : word.end + 1] == ":" or text[max(0, word.start - 1) : word.start] == ":"


def _following(words: Sequence[Word]) -> Iterator[str]:
    """The telling words that come next without a break; any of them may be what is counted."""
    for word in words:
        if word.small or word.term.startswith("#"):
            return
        yield word.term


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
