"""Names and places of a claim beside those of another: aliases, initials, abbreviations, places within places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from reviewer.match.background import background
from reviewer.match.gazetteer import Place, lies_within, places
from reviewer.match.labels import Label, one
from reviewer.match.terms import terms
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.side import Side

SPELT_ALIKE = 88.0
"""rapidfuzz ratio (0..100) from which two names are spellings of one."""
_NUMBERED = re.compile(r"\d|,")
TITLE_CASE = 0.75
"""Share of capitalised words from which a claim is in title case."""
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms miss dr sir lord lady dame prof professor president prime minister senator governor mayor judge "
        "justice king queen prince princess pope captain general colonel sergeant officer chief secretary",
    )
)
_COMMON_ENDING = re.compile(r"(?:ment|tion|sion|ing|ity|ness|ism|ance|ence|ers|ors|ists)$")
_CAPITALS = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:of\s+|de\s+|the\s+)?[A-Z][\w’'.-]*)*|\b(?:[A-Z]\.){2,}")
_NAME_PIECE = re.compile(r"[\w.-]+(?<![.-])|(?:[A-Z]\.)+")
_LOCATIVE = re.compile(
    r"\b(?:in|near|off|across|outside|throughout|around|inside|at)\s+(?:the\s+)?"
    r"(?:\w+\s+)?(?:(?:province|state|city|town|village|valley|region|district|county|island|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(
    r"^\s+(?:province|state|city|town|village|valley|region|district|county|island|street|river)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a claim's reading; `place` where it names a place or its people, `key` its telling terms.

    `label`: a number tells which one is meant, as in "Flight 370"; `key` is then without it.
    """

    span: Span
    words: str
    key: tuple[str, ...]
    place: Place | None = None
    label: Label | None = None


def named(side: Side, taken: Sequence[Span], labels: Sequence[Label] = ()) -> tuple[Named, ...]:
    """The names of a claim in order; `taken` are places that are numbers or dates, `labels` names with a number."""
    text = side.reading
    whole = [place for name in side.claim.names if (place := side.place(name.span)) is not None]
    spans = [(span, known) for span, known in _places(text) if not _within_name(span, known, whole, text)]
    headline = title_case(text)
    for name in side.claim.names:
        place = side.place(name.span)
        if place is None or any(place.overlaps(span) for span, _ in spans) or _common(name.text, place):
            continue
        parts = _uncommon(text, place) if headline else [_from_start(text, place)]
        spans.extend((part, _located(text, part)) for part in parts)
    numbered = [_numbered(text, label, whole) for label in labels]
    away = [*taken, *(name.span for name in numbered)]
    free = ((s, p) for s, p in sorted(spans, key=lambda pair: pair[0]) if not any(s.overlaps(t) for t in away))
    found = [Named(span, span.of(text), _key(span.of(text)), place) for span, place in free]
    return tuple(sorted([*found, *numbered], key=lambda name: name.span))


def _numbered(text: str, label: Label, names: Sequence[Span]) -> Named:
    """A label with the name that it ends: "World War II", "Malaysia Airlines Flight 370"."""
    first = min((n.start for n in names if n.start < label.span.start <= n.end + 1), default=label.span.start)
    whole = text[first : label.digits.start] if label.digits.start > label.span.start else label.span.of(text)
    span = Span(first, label.span.end)
    key = tuple(term for term in _key(whole) if not term.startswith("#"))
    return Named(span, span.of(text), key or (label.noun,), None, label)


def _from_start(text: str, place: Span) -> Span:
    """A name with the capitalised first word of the claim before it: "Northern Steel" where only "Steel" was sure."""
    first = text[: place.start].rstrip()
    joins = first.isalpha() and first[:1].isupper() and bool(terms(first))
    return Span(0, place.end) if joins and place.start - len(first) == 1 else place


def _within_name(span: Span, known: Place | None, names: Sequence[Span], text: str) -> bool:
    """Whether a place is only a word of a longer name: "Sofia Brandes", "China Mobile". Peoples stay peoples."""
    if known is None or known.people:
        return False
    longer = (name for name in names if name.contains(span) and name != span)
    return any(
        all(word[:1].isupper() for word in name.of(text).split()) and not _NUMBERED.search(name.of(text))
        for name in longer
    )


def title_case(text: str) -> bool:
    """Whether nearly every longer word is capitalised, so that a capital tells nothing."""
    longer = re.findall(r"\b[^\W\d_]{4,}", text)
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) > TITLE_CASE * len(longer)


def _uncommon(text: str, place: Span) -> list[Span]:
    """The words of a supposed name that are no common words."""
    found = (Span(m.start(), m.end()) for m in re.finditer(r"[\w.-]+", text[: place.end]) if m.start() >= place.start)
    return [span for span in found if not all(term in background().common for term in terms(span.of(text)))]


def _common(words: str, place: Span) -> bool:
    """Whether a capital is only that of a first word: "Profit doubled"."""
    found = terms(words)
    if place.start or len(found) != 1 or not words[1:].islower():
        return False
    return found[0] in background().common or bool(_COMMON_ENDING.search(words))


def _key(words: str) -> tuple[str, ...]:
    found = terms(words)
    kept = tuple(term for term in found if term not in _TITLES)
    return kept or found


def _places(text: str) -> Iterator[tuple[Span, Place | None]]:
    """Places that the gazetteer knows, the longest name first."""
    for run in _CAPITALS.finditer(text):
        pieces = list(_NAME_PIECE.finditer(text, run.start(), run.end()))
        i = 0
        while i < len(pieces):
            length, known = _known(text, pieces, i)
            if known is not None:
                yield Span(pieces[i].start(), pieces[i + length - 1].end()), known
            i += length


def _known(text: str, pieces: Sequence[re.Match[str]], i: int) -> tuple[int, Place | None]:
    """How many pieces from `i` on make a place, and which; one piece and None where they make none."""
    for length in (3, 2, 1):
        if i + length <= len(pieces):
            written = text[pieces[i].start() : pieces[i + length - 1].end()]
            low = written.lower()
            known = places().get(low) or places().get(low.rstrip(".")) or places().get(low.removesuffix("s"))
            if known is not None and (low != "us" or written.isupper()):
                return length, known
    return 1, None


def _located(text: str, span: Span) -> Place | None:
    """A place by how it is spoken of: "in Carrow", "Carrow valley"; None for other names."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 12]
    if _LOCATIVE.search(before) or _KIND_AFTER.match(after):
        return Place(span.of(text), "")
    return None


def same(left: Named, right: Named) -> bool:
    """Whether two names may be one: equal, a part, an abbreviation, initials, or another spelling."""
    if (
        left.place
        and right.place
        and (left.place.people or right.place.people or left.place.within or right.place.within)
    ):
        return left.place.name == right.place.name
    if left.label and right.label:
        return one(left.label, right.label)
    if not left.key or not right.key:
        return left.words.lower() == right.words.lower()
    shorter, longer = sorted((left, right), key=lambda name: len(name.key))
    common = set(shorter.key) & set(longer.key)
    if len(common) == len(set(shorter.key)) or len(common) >= 2:
        return True
    return _abbreviates(shorter, longer) or _initialled(left.key, right.key) or _spelt_alike(left, right)


def _abbreviates(shorter: Named, longer: Named) -> bool:
    """Whether one is the capitals of the other, as "CAC" is."""
    letters = re.sub(r"[^\w]", "", shorter.words)
    capitals = "".join(re.findall(r"\b([A-Z])", longer.words))
    if len(letters) < 2 or not letters.isupper() or len(capitals) < 2:
        return False
    rest = iter(letters)
    return letters.endswith(capitals) or (len(capitals) > 2 and all(letter in rest for letter in capitals))


def _initialled(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether last names are equal and first names begin alike: "J. Smith", "Jon Smith"; not "Pia" and "Paul Smith"."""
    if len(left) < 2 or len(right) < 2 or left[-1] != right[-1]:
        return False
    return left[0][:2] == right[0][:2] or (left[0][0] == right[0][0] and min(len(left[0]), len(right[0])) == 1)


def _spelt_alike(left: Named, right: Named) -> bool:
    joined = " ".join(sorted(left.key)), " ".join(sorted(right.key))
    if len(left.key) == len(right.key) == 1 and min(map(len, joined)) > 3 and _prefixed(*joined):
        return True
    return min(map(len, joined)) > 4 and fuzz.ratio(*joined, score_cutoff=SPELT_ALIKE) > 0


def _prefixed(left: str, right: str) -> bool:
    """Whether one word is the other with a letter or two behind it: "Maya", "Mayan"."""
    shorter, longer = sorted((left, right), key=len)
    return longer.startswith(shorter) and len(longer) - len(shorter) < 3


def titled(name: Named) -> bool:
    """Whether a title stands in for the first name, so that the whole name stays open."""
    first = name.words.split()[0].lower().rstrip(".")
    return first in _TITLES


def same_place(left: Named, right: Named) -> bool:
    """Whether two places are one, or one lies in the other, as far as is known."""
    if left.place and right.place and (lies_within(left.place, right.place) or lies_within(right.place, left.place)):
        return True
    return bool(set(left.key) & set(right.key)) or _spelt_alike(left, right)
