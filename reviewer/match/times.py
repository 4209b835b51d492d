"""The dates of a claim beside those of another: resolved days where there are any, else the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reviewer.match.labels import Label, one
from reviewer.model.comparison import Relation, Slot, SlotName
from reviewer.model.moment import MomentRole
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.side import Side

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})[a-z]*day", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_OF_INDEX = re.compile(r"\s+(?:stock\s+)?index\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:past|last)$", re.IGNORECASE)
_LENGTH = re.compile(r"\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten|few|several|couple)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(before|after|since|until|till|by)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A date of a claim: its place in the reading and its words; first and last day where it resolves.

    Else what the words name: `weekday` 0..6, `month` 1..12, `day`, `year`; None where they do not say. `side` is
    "before", "after" … where the date only bounds the time. `label`: it is a place in a row, as "day 20".
    """

    span: Span
    words: str
    first: date | None
    last: date | None
    weekday: int | None
    month: int | None
    day: int | None
    year: int | None
    side: str = ""
    label: Label | None = None


def times(side: Side, rows: Sequence[Label] = ()) -> tuple[When, ...]:
    """When what the claim tells happened, in order; `rows` are labels such as "day 20"."""
    found = []
    for moment in side.claim.moments:
        place = side.place(moment.span)
        if moment.role is MomentRole.HAPPENED and place is not None and not is_no_date(side.reading, place):
            found.append(_when(side.reading, place, moment.first, moment.last))
    found += [_in_row(side.reading, label) for label in rows]
    return tuple(sorted(found, key=lambda when: when.span))


def is_no_date(text: str, place: Span) -> bool:
    """Whether it is how long, or a name: "in the past" of "in the past 3-1/2 months", "Russell 2000 index"."""
    if _OF_INDEX.match(text[place.end :]) and place.of(text).isdecimal():
        return True
    return bool(_PAST.search(place.of(text)) and _LENGTH.match(text[place.end :]))


def _in_row(text: str, label: Label) -> When:
    return When(label.span, label.span.of(text), None, None, None, None, None, None, label=label)


def _when(text: str, place: Span, first: str | None, last: str | None) -> When:
    words = place.of(text)
    month, weekday, year = _MONTH.search(words), _WEEKDAY.search(words), _YEAR.search(words)
    day = _DAY.search(words) if month else None
    bound = _BEFORE.search(text[max(0, place.start - 12) : place.start])
    one = date.fromisoformat(first) if first and first == last else None
    return When(
        place,
        words,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        _DAYS.index(weekday.group(1).lower()) if weekday else one.weekday() if one else None,
        _MONTHS.index(month.group(1).lower()) + 1 if month else one.month if one else None,
        int(day.group(1)) if day else one.day if one else None,
        int(year.group(1)) if year else one.year if one else None,
        bound.group(1).lower() if bound else "",
    )


def time_slot(left: Sequence[When], right: Sequence[When]) -> Slot | None:
    """The slot TIME of two claims; None where neither names a time."""
    if not left and not right:
        return None
    mine, theirs = (", ".join(when.words for when in whens) for whens in (left, right))
    if not left or not right:
        return Slot(SlotName.TIME, Relation.ONLY_ONE, mine, theirs)
    rows = [(_relation(a, b), a, b) for a in left for b in right if in_one_row(a, b)]
    pairs = rows or [(_relation(a, b), a, b) for a in left for b in right]
    for wanted in (Relation.AGREES, Relation.CANNOT_TELL, Relation.DIFFERS):
        for (found, note), a, b in pairs:
            if found is wanted:
                other = _others(left, right, pairs) if wanted is Relation.AGREES else None
                return other or Slot(SlotName.TIME, found, a.words, b.words, note)
    raise AssertionError("a relation is one of three")


def _others(
    left: Sequence[When], right: Sequence[When], pairs: Sequence[tuple[tuple[Relation, str], When, When]]
) -> Slot | None:
    """Dates beside those that agree, on both sides, that agree with none: then it cannot be told."""
    met = [(a, b) for (found, _), a, b in pairs if found is Relation.AGREES]
    mine = [a for a in left if all(a is not one for one, _ in met)]
    theirs = [b for b in right if all(b is not one for _, one in met)]
    if not mine or not theirs:
        return None
    own, other = (", ".join(when.words for when in side) for side in (mine, theirs))
    return Slot(SlotName.TIME, Relation.CANNOT_TELL, own, other, "other dates beside those that agree")


def in_one_row(left: When, right: When) -> bool:
    """Whether both are places in a row of the same kind: "day 20", "day 21"."""
    return left.label is not None and right.label is not None and left.label.noun == right.label.noun


def later(left: Sequence[When], right: Sequence[When]) -> int:
    """1 where the left dates lie after the right ones, -1 where before, 0 where that is not known."""
    rows = [(a.label.order, b.label.order) for a in left for b in right if a.label and b.label and in_one_row(a, b)]
    if rows:
        return (rows[0][0] > rows[0][1]) - (rows[0][0] < rows[0][1])
    mine, theirs = ([(w.first, w.last) for w in side if w.first and w.last] for side in (left, right))
    if not mine or not theirs:
        return _by_fields(left, right)
    if min(first for first, _ in mine) > max(last for _, last in theirs):
        return 1
    return -1 if max(last for _, last in mine) < min(first for first, _ in theirs) else 0


def _by_fields(left: Sequence[When], right: Sequence[When]) -> int:
    mine, theirs = left[0] if left else None, right[0] if right else None
    if mine and theirs:
        for a, b in ((mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day)):
            if a is not None and b is not None and a != b:
                return 1 if a > b else -1
    return 0


def _relation(left: When, right: When) -> tuple[Relation, str]:
    if left.label and right.label and in_one_row(left, right):
        return (Relation.AGREES, "") if one(left.label, right.label) else (Relation.DIFFERS, "")
    if left.first and left.last and right.first and right.last:
        return _by_days(left, right)
    if left.side != right.side and (left.side or right.side):
        turned = {left.side, right.side} == {"before", "after"} and _by_words(left, right)[0] is Relation.AGREES
        return (Relation.DIFFERS, "before and after") if turned else (Relation.CANNOT_TELL, "one is a limit")
    return _by_words(left, right)


def _by_days(left: When, right: When) -> tuple[Relation, str]:
    """Resolved dates as ranges; "before 1967" is everything up to then."""
    (first, last), (other_first, other_last) = _range(left), _range(right)
    if first > other_last or other_first > last:
        return Relation.DIFFERS, ""
    if (first, last) == (other_first, other_last):
        return Relation.AGREES, ""
    return Relation.AGREES, "a bound" if left.side or right.side else "one is more exact"


def _range(when: When) -> tuple[date, date]:
    first, last = when.first or date.min, when.last or date.max
    if when.side in ("before", "until", "till", "by"):
        return date.min, first - timedelta(days=1) if when.side == "before" else last
    if when.side == "after":
        return last + timedelta(days=1) if last < date.max else last, date.max
    return (first, date.max) if when.side == "since" else (first, last)


def _by_words(left: When, right: When) -> tuple[Relation, str]:
    """Dates that do not both resolve: what the words name must not differ."""
    fields = ((left.year, right.year), (left.month, right.month), (left.day, right.day))
    weekdays = (left.weekday, right.weekday)
    if any(a is not None and b is not None and a != b for a, b in fields):
        return Relation.DIFFERS, ""
    named = [(a, b) for a, b in (*fields, weekdays) if a is not None and b is not None]
    if None not in weekdays and weekdays[0] != weekdays[1]:
        open_both = left.first is None and right.first is None
        return (Relation.DIFFERS, "") if open_both else (Relation.CANNOT_TELL, "one date is open")
    if named or left.words.lower() == right.words.lower():
        return Relation.AGREES, ""
    return Relation.CANNOT_TELL, "a date is open"
