"""Which days a date expression means, seen from the day its article is dated."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from reviewer.extract.calendar import (
    DAYS,
    Days,
    month_number,
    month_on,
    months_on,
    near_weekday,
    near_year,
    one_day,
    quarter_on,
    week_of,
    weekend_of,
    whole_month,
    whole_year,
)
from reviewer.extract.numbers import spelled

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"hour": 0, "day": 1, "week": 7}


class Reading:
    """A date expression (`match` of `moments`) read from `anchor`; `future` where its sentence looks ahead.

    Every method is named like the form it reads and gives the days, or None where the words name no exact time.
    """

    def __init__(self, match: re.Match[str], anchor: date, *, future: bool) -> None:
        self.match = match
        self.anchor = anchor
        self.future = future

    def days(self, form: str) -> Days | None:
        """The days that an expression of this form means."""
        read: Callable[[], Days | None] = getattr(self, form)
        try:
            return read()
        except (OverflowError, ValueError):
            return None

    def iso(self) -> Days | None:
        """2017-07-24."""
        m = self.match
        return one_day(int(m["iy"]), int(m["im"]), int(m["id"]))

    def dmy(self) -> Days | None:
        """24 July (2017)."""
        return self._dated(self.match["d1"], self.match["m1"], self.match["y1"])

    def mdy(self) -> Days | None:
        """July 24(, 2017)."""
        return self._dated(self.match["d2"], self.match["m2"], self.match["y2"])

    def other(self) -> Days | None:
        """3. Oktober, 3 de octubre de 2018, 3 octobre."""
        return self._dated(self.match["d6"], self.match["m6"], self.match["y6"])

    def _dated(self, day: str, month: str, year: str | None) -> Days | None:
        number = month_number(month)
        if number is None:
            return None
        near = int(year) if year else near_year(self.anchor, number, int(day), future=self.future)
        return one_day(near, number, int(day))

    def my(self) -> Days | None:
        """(Early) July 2017."""
        number = month_number(self.match["m3"])
        return whole_month(int(self.match["y3"]), number, part(self.match["p3"])) if number else None

    def weekday(self) -> Days | None:
        """(Last) Monday: the last such day up to the anchor, the next one where the sentence looks ahead."""
        m = self.match
        modifier = (m["w_mod"] or "").lower()
        if modifier in ("every", "each") or m[0].endswith("days"):
            return None
        weekday = DAYS[m["w"].lower()]
        if m["w_past"]:
            found = week_of(self.anchor, -1)[0] + timedelta(days=weekday)
            return found, found
        if modifier in ("next", "coming", "the following"):
            return near_weekday(self.anchor, weekday, future=True)
        if modifier == "last":
            return near_weekday(self.anchor - timedelta(days=1), weekday, future=False)
        return near_weekday(self.anchor, weekday, future=self.future)

    def today(self) -> Days | None:
        """Today, yesterday, tomorrow, overnight."""
        word = self.match["t"].lower()
        if word == "overnight":
            return self.anchor - timedelta(days=1), self.anchor
        found = self.anchor + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
        return found, found

    def day_part(self) -> Days | None:
        """This morning, last night."""
        last = self.match["dp_mod"].lower() == "last"
        found = self.anchor - timedelta(days=1) if last else self.anchor
        return found, found

    def season(self) -> Days | None:
        """This summer: not the same months everywhere."""
        return None

    def period(self) -> Days | None:
        """(Later) this week, last year."""
        m = self.match
        modifier = m["r_mod"].lower()
        if modifier.startswith("the "):
            return None
        shift = {"last": -1, "next": 1}.get(modifier, 0)
        days = self._unit_on(m["r"], shift)
        half = (m["r_part"] or "").lower()
        if days is None or shift or half not in ("earlier", "later"):
            return days
        return (days[0], min(self.anchor, days[1])) if half == "earlier" else (max(self.anchor, days[0]), days[1])

    def _unit_on(self, unit: str, shift: int) -> Days | None:
        if unit == "week":
            return week_of(self.anchor, shift)
        if unit == "weekend":
            return weekend_of(self.anchor, shift)
        if unit == "month":
            return month_on(self.anchor, shift)
        if unit == "quarter":
            return quarter_on(self.anchor, shift)
        return whole_year(self.anchor.year + shift) if unit == "year" else None

    def ago(self) -> Days | None:
        """Three years ago; "three years later" counts from another event."""
        m = self.match
        count = _count(m["a_n"])
        if m["a_w"] != "ago" or count is None:
            return None
        unit = m["a_u"]
        if unit in ("hour", "day"):
            found = self.anchor - timedelta(days=count if unit == "day" else count // 24)
            return found, found
        if unit == "decade":
            return whole_year(self.anchor.year - 10 * count)
        return self._unit_on(unit, -count)

    def window(self) -> Days | None:
        """In the past two weeks, over the next year."""
        m = self.match
        modifier, unit = m["v_mod"].lower(), m["v_u"].rstrip("s")
        count = _count(m["v_n"]) or (None if m["v_n"] or m["v_u"].endswith("s") else 1)
        if count is None or modifier in ("recent", "previous") or unit not in {**_MONTHS_IN, **_DAYS_IN}:
            return None
        sign = 1 if modifier in ("next", "coming") else -1
        if unit in _MONTHS_IN:
            other = months_on(self.anchor, sign * count * _MONTHS_IN[unit])
        else:
            other = self.anchor + sign * timedelta(days=count * _DAYS_IN[unit] or max(1, count // 24))
        return min(self.anchor, other), max(self.anchor, other)

    def year(self) -> Days | None:
        """(Early) 2018, the 1990s."""
        m = self.match
        year = int(m["y4"])
        if not m["y4s"]:
            return whole_year(year, part(m["p4"]))
        first, last = whole_year(year), whole_year(year + 9)
        return (first[0], last[1]) if first and last else None

    def month(self) -> Days | None:
        """(Last) May."""
        m, anchor = self.match, self.anchor
        number = month_number(m["m5"])
        if number is None:
            return None
        modifier = (m["m_mod"] or "").lower()
        if modifier == "last":
            year = anchor.year - (0 if number < anchor.month else 1)
        elif modifier == "next":
            year = anchor.year + (0 if number > anchor.month else 1)
        else:
            year = near_year(anchor, number, anchor.day, future=self.future)
        return whole_month(year, number, part(m["p5"]))

    def vague(self) -> Days | None:
        """Now; but not "recently", "in the past"."""
        now = self.match[0].lower() in ("now", "currently", "at the moment", "at present")
        return (self.anchor, self.anchor) if now else None


def part(words: str | None) -> str:
    """The part of a month or year that "early", "mid-" or "the end of" means; "" for all of it."""
    low = (words or "").lower()
    if low.startswith("early"):
        return "early"
    if low.startswith("mid"):
        return "mid"
    return "late" if low.startswith(("late", "at the end", "the end")) and not low.startswith("later") else ""


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if word.isdecimal():
        return int(word)
    value = 1 if word.lower() in ("a", "an") else spelled([word.lower()])
    return int(value) if value else None
