"""Days and ranges of days: resolving what a date expression means on the day an article is dated."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from reviewer.text.words import in_order

DAYS = {name: i for i, name in enumerate(in_order("monday tuesday wednesday thursday friday saturday sunday"))}
MONTHS = {
    name: i
    for i, name in enumerate(
        in_order("""january february march april may june july august september october november december"""),
        start=1,
    )
}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
OTHER_MONTHS = {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(in_order(names), start=1)
}
"""German, Spanish and French months."""
Days = tuple[date, date]
"""First and last day, inclusive."""


def month_number(word: str) -> int | None:
    """The month that a word names, also shortened or in another language: "Sept." is 9."""
    plain = word.lower().rstrip(".")
    return MONTHS.get(plain) or SHORT_MONTHS.get(plain) or OTHER_MONTHS.get(plain)


def day_of(text: str) -> date | None:
    """The day of an ISO date or time; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def one_day(year: int, month: int, day: int) -> Days | None:
    """A single day; None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def whole_month(year: int, month: int, part: str = "") -> Days | None:
    """A month, or its "early" (1 to 10), "mid" (11 to 20) or "late" part."""
    if not date.min.year <= year <= date.max.year:
        return None
    last = calendar.monthrange(year, month)[1]
    first, final = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return date(year, month, first), date(year, month, final)


def whole_year(year: int, part: str = "") -> Days | None:
    """A year, or its "early" (January to April), "mid" (May to August) or "late" part."""
    if not date.min.year <= year <= date.max.year:
        return None
    first, final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return date(year, first, 1), date(year, final, calendar.monthrange(year, final)[1])


def near_weekday(anchor: date, weekday: int, *, future: bool) -> Days:
    """The last such weekday up to the anchor; the next one after it where the sentence speaks of the future."""
    if future:
        found = anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    else:
        found = anchor - timedelta(days=(anchor.weekday() - weekday) % 7)
    return found, found


def near_year(anchor: date, month: int, day: int, *, future: bool) -> int:
    """The year in which a month and day lie nearest on the side of the anchor that the sentence speaks of."""
    here = (anchor.month, anchor.day)
    if future:
        return anchor.year + (1 if (month, day) < here else 0)
    return anchor.year - (1 if (month, day) > here else 0)


def week_of(anchor: date, shift: int) -> Days:
    """The week (Monday to Sunday) of the anchor, `shift` weeks on."""
    first = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return first, first + timedelta(days=6)


def weekend_of(anchor: date, shift: int) -> Days:
    """The weekend (Saturday and Sunday) of the anchor's week, `shift` weeks on."""
    first = week_of(anchor, shift)[0] + timedelta(days=5)
    return first, first + timedelta(days=1)


def month_on(anchor: date, shift: int) -> Days | None:
    """The anchor's month, `shift` months on."""
    months = anchor.year * 12 + anchor.month - 1 + shift
    return whole_month(months // 12, months % 12 + 1)


def quarter_on(anchor: date, shift: int) -> Days | None:
    """The anchor's quarter of the year, `shift` quarters on."""
    quarters = anchor.year * 4 + (anchor.month - 1) // 3 + shift
    first = whole_month(quarters // 4, quarters % 4 * 3 + 1)
    last = whole_month(quarters // 4, quarters % 4 * 3 + 3)
    return (first[0], last[1]) if first and last else None


def months_on(anchor: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it is shorter."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))
