"""Quantities: value, bound, unit and what is counted, each expression with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reviewer.extract.numbers import FRACTIONS, LEAST, MULTIPLIERS, ORDINALS, VAGUE, digits, is_spelled, plain, spelled
from reviewer.extract.phrases import Range
from reviewer.extract.tagging import Tagged
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.text.words import vocabulary

BOUNDS: dict[tuple[str, ...], Bound] = {
    tuple(words.split()): bound
    for bound, phrases in {
        Bound.MORE_THAN: "more than|over|above|in excess of|upwards of|greater than|exceeding|just over|well over|"
        "slightly more than|well above|just above|beyond",
        Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of|minimum",
        Bound.LESS_THAN: "less than|fewer than|under|below|just under|well under|well below|just below",
        Bound.AT_MOST: "up to|at most|no more than|not more than|a maximum of|as many as|as much as|maximum",
        Bound.NEARLY: "nearly|almost|close to|just shy of|approaching",
        Bound.ABOUT: "about|around|roughly|approximately|some|an estimated|estimated|circa|or so",
        Bound.EXACT: "exactly|only|just|precisely|a total of|a record",
    }.items()
    for words in phrases.split("|")
}
LONGEST_BOUND = max(map(len, BOUNDS))
AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): Bound.AT_LEAST, ("or", "less"): Bound.AT_MOST, ("or", "fewer"): Bound.AT_MOST,
    ("or", "so"): Bound.ABOUT, ("at", "least"): Bound.AT_LEAST, ("at", "most"): Bound.AT_MOST,
}  # fmt: skip
CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yuan": "CNY",
    "renminbi": "CNY", "yen": "JPY", "rupees": "INR", "rubles": "RUB", "roubles": "RUB", "francs": "CHF",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "rs": "INR",
}  # fmt: skip
UNITS = vocabulary(
    """
    percent percentage km kilometer kilometre kilometers kilometres mile miles meter metre meters metres feet foot
    inch inches cm mm kg kilogram kilograms gram grams ton tons tonne tonnes pound pounds ounce ounces liter litre
    liters litres gallon gallons barrel barrels acre acres hectare hectares degree degrees celsius fahrenheit watt
    watts megawatt megawatts gigawatt gigawatts mph knots second seconds minute minutes hour hours day days week
    weeks month months year years decade decades century centuries point points times fold"""
)
_PLURALS = vocabulary("people police women men children media data feet percent staff troops personnel dead wounded")
_STOP = vocabulary("ago earlier later old long away more less who that which were was are is have has had")
_OWNER = re.compile(r"(?:[DJNX#]+p)+")
_SCORE_BEFORE = vocabulary("won lost beat win victory defeat draw drew score scored lead led decision vote")


@dataclass(frozen=True, slots=True)
class _Number:
    """A parsed number: its words, value, and what its own words say of bound, unit and kind."""

    words: Range
    value: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str = ""
    upper: Decimal | None = None
    ordinal: bool = False
    plural: bool = True


def quantities(
    tagged: Tagged, first: int, last: int, dates: Sequence[Span] = (), *, comma_decimal: bool = False
) -> tuple[Quantity, ...]:
    """The quantities in words `first` to `last`, in text order; `dates` are places whose numbers are days and years."""
    return _Finder(tagged, first, last, dates, comma_decimal=comma_decimal).run()


class _Finder:
    def __init__(self, tagged: Tagged, first: int, last: int, dates: Sequence[Span], *, comma_decimal: bool) -> None:
        self.tagged = tagged
        self.lows = tagged.lows
        self.tags = tagged.tags
        self.first = first
        self.last = last
        self.dates = dates
        self.date_starts = [span.start for span in dates]
        self.comma_decimal = comma_decimal

    def run(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        i = self.first
        while i < self.last:
            number = None if self._dated(i) else self._number(i)
            if number is None:
                i += 1
                continue
            quantity, i = self._whole(number)
            found.append(quantity)
        return tuple(found)

    def _dated(self, i: int) -> bool:
        at = self.tagged.starts[i]
        place = bisect_right(self.date_starts, at) - 1
        return place >= 0 and at < self.dates[place].end

    def _low(self, i: int) -> str:
        return self.lows[i] if self.first <= i < self.last else ""

    # --- the number itself

    def _number(self, i: int) -> _Number | None:
        low = self.lows[i]
        if low[0].isdecimal():
            return self._hyphened(i) if "-" in low else self._digits(i)
        if (
            low in ORDINALS
            and self._low(i - 1) != "one"
            and self.tags[i - 1 : i] == "D"
            and self.tags[i + 1 : i + 2] in tuple("NXJ")
        ):
            return _Number((i, i + 1), Decimal(ORDINALS[low]), ordinal=True, plural=False)
        if low in FRACTIONS:
            return self._share(i)
        if low in LEAST:
            return self._vague_plural(i)
        if is_spelled(low) or low in ("hundred", "thousand", "million", "billion", "dozen"):
            return self._spelled(i)
        return self._vague(i) if low in VAGUE else None

    def _digits(self, i: int) -> _Number | None:
        value = digits(self.lows[i], comma_decimal=self.comma_decimal)
        if value is None or self._in_name(i):
            return None
        ordinal = self.lows[i][-2:] in ("st", "nd", "rd", "th")
        end = i + 1
        end, value = self._multiplied(end, value)
        joint = self._low(end)
        glued = end < self.last and self.tagged.starts[end] == self.tagged.ends[end - 1]
        if (joint == "to" or (joint in ("-", "–") and glued)) and self._low(end + 1)[:1].isdecimal() and not ordinal:
            return self._range(i, end, value)
        if self._low(i - 1) == "between" and joint == "and" and self._low(end + 1)[:1].isdecimal():
            return self._range(i, end, value)
        return _Number((i, end), value, ordinal=ordinal, plural=value != 1 and not ordinal)

    def _in_name(self, i: int) -> bool:
        """Whether a number belongs to the name before it: "the S&P 500 fell"."""
        return i > self.first and self.tags[i - 1] == "X" and self.tags[i + 1 : i + 2] in tuple("BVMHA")

    def _multiplied(self, end: int, value: Decimal) -> tuple[int, Decimal]:
        low = self._low(end)
        if (low in MULTIPLIERS and low not in ("m", "k", "dozen")) or (low in ("m", "k") and self.tags[end] == "X"):
            return end + 1, plain(value * MULTIPLIERS[low])
        return end, value

    def _range(self, i: int, joint: int, low_end: Decimal) -> _Number | None:
        upper = digits(self.lows[joint + 1], comma_decimal=self.comma_decimal)
        if upper is None or self.lows[joint + 1][-2:] in ("st", "nd", "rd", "th"):
            return _Number((i, joint), low_end)
        end, upper = self._multiplied(joint + 2, upper)
        if end > joint + 2 and low_end < 1000:
            low_end *= MULTIPLIERS[self.lows[end - 1]]
        if upper <= low_end or self._score(i):
            return _Number((i, joint), low_end, unit="score" if self.lows[joint] != "to" else "")
        return _Number((i, end), low_end, Bound.BETWEEN, upper=upper)

    def _score(self, i: int) -> bool:
        """Whether "3-1" is a result and no range."""
        return self.tagged.text[self.tagged.ends[i]] in "-–" and any(
            low in _SCORE_BEFORE for low in self.lows[max(self.first, i - 6) : min(self.last, i + 6)]
        )

    def _hyphened(self, i: int) -> _Number | None:
        """Numbers with their unit in one word: "15-year-old", "24-hour", "50-percent"."""
        head, _, unit = self.lows[i].partition("-")
        value = digits(head, comma_decimal=self.comma_decimal)
        return None if value is None or not unit else _Number((i, i + 1), value, unit=unit, plural=False)

    def _share(self, i: int) -> _Number | None:
        """Half of, a third of, two-thirds: percent."""
        low = self.lows[i]
        start = i - 1 if self._low(i - 1) in ("a", "one") else i
        whole = self._low(i + 1) in ("of", "the", "a", "its", "their", "all") or "-" in low
        if not whole or (low in ("third", "quarter") and (start == i or self._low(i + 1) != "of")):
            return None
        if self._low(start - 1) in ("first", "second", "latter", "other", "better", "final", "third", "fourth"):
            return None
        if low == "half" and self._low(i + 1) == "a" and self._low(i + 2) in MULTIPLIERS:
            return _Number((i, i + 3), Decimal(MULTIPLIERS[self.lows[i + 2]]) / 2)
        return _Number(
            (start, i + 1), FRACTIONS[low], Bound.EXACT if FRACTIONS[low] % 25 == 0 else Bound.ABOUT, "percent"
        )

    def _vague_plural(self, i: int) -> _Number | None:
        low, end = self.lows[i], i + 1
        value = Decimal(LEAST[low])
        if self._low(end) == "of" and self._low(end + 1) in LEAST:
            value = value * Decimal(LEAST[self.lows[end + 1]]) / 2
            end += 2
        elif low in ("scores", "tens") and self._low(end) != "of":
            return None
        return _Number((i, end), value, Bound.VAGUE)

    def _spelled(self, i: int) -> _Number | None:
        start = i - 1 if self._low(i - 1) in ("a", "an") and self.lows[i] in MULTIPLIERS else i
        end = i + 1
        while (
            end < self.last
            and (is_spelled(self.lows[end]) or self.lows[end] in MULTIPLIERS)
            and self.lows[end] not in ("m", "k", "bn", "mn", "tn")
        ):
            end += 1
        value = spelled(self.lows[i:end])
        if value is None or (value == 1 and not self._counts_one(i)):
            return None
        if start == i and self.lows[i] in MULTIPLIERS and self._low(i - 1)[:1].isdecimal():
            return None
        if self._low(i - 1) in ("several", "many", "few") and self.lows[i] in MULTIPLIERS:
            return _Number((i - 1, end), 2 * value, Bound.VAGUE)
        return _Number((start, end), value, plural=value != 1)

    def _counts_one(self, i: int) -> bool:
        """Whether "one" is a number: with a bound, or before a noun that it counts."""
        if self.tagged.capital(i) and self.tags[i + 1 : i + 2] == "X":
            return False
        return self._bound_before(i) is not None or (
            self.tags[i + 1 : i + 2] == "N" and self._low(i + 1) not in ("day", "thing", "time")
        )

    def _vague(self, i: int) -> _Number | None:
        following = self.tags[i + 1 : i + 2]
        if self.lows[i] == "most" and self._low(i + 1) != "of":
            return None
        if self.lows[i] == "some" and (self._low(i + 1)[:1].isdecimal() or is_spelled(self._low(i + 1))):
            return None
        if (
            self.lows[i] in ("few", "many", "some", "several", "most") and self._low(i + 1) == "of"
        ) or following in tuple("NXJ"):
            return _Number((i, i + 1), None, Bound.VAGUE)
        return None

    # --- what stands around it

    def _bound_before(self, start: int) -> tuple[int, Bound] | None:
        for length in range(LONGEST_BOUND, 0, -1):
            at = start - length
            if at >= self.first and (bound := BOUNDS.get(self.lows[at:start])):
                return at, bound
        return None

    def _whole(self, number: _Number) -> tuple[Quantity, int]:
        """The quantity around a number, and the word after it."""
        start, end = number.words
        currency = ""
        if (self._low(start - 1) in CURRENCIES and self.tags[start - 1] == "$") or self._low(start - 1) == "rs":
            start -= 1
            currency = CURRENCIES[self.lows[start]]
        if self._low(start - 1) in ("the", "between") and (
            self._bound_before(start - 1) or self._low(start - 1) == "between"
        ):
            start -= 1 if self._low(start - 1) == "between" or self._bound_before(start - 1) else 0
        bound = number.bound
        if (before := self._bound_before(start)) and bound is not Bound.VAGUE:
            start = before[0]
            bound = before[1] if bound is Bound.EXACT else bound
        unit = currency or number.unit
        if not unit or currency:
            found, end = self._unit(end)
            unit = unit or found
        if (after := AFTER.get(self.lows[end : min(end + 2, self.last)])) and bound is Bound.EXACT:
            bound, end = after, end + 2
        elif self._low(end) == "+":
            bound, end = Bound.AT_LEAST, end + 1
        head, phrase, end = ("", "", end) if unit == "score" else self._counted(end, number, unit)
        quantity = Quantity(
            self.tagged.place(start, end), number.value, bound, unit, head, phrase, number.upper, number.ordinal
        )
        return quantity, max(end, number.words[1])

    def _unit(self, end: int) -> tuple[str, int]:
        low = self._low(end)
        if low == "%" or low == "percent":
            return "percent", end + 1
        if low == "per" and self._low(end + 1) == "cent":
            return "percent", end + 2
        if low in ("percentage", "basis") and self._low(end + 1) in ("points", "point"):
            return f"{low} points", end + 2
        if low in CURRENCIES and low != "pounds":
            return CURRENCIES[low], end + 1
        if low in ("square", "cubic", "nautical") and self._low(end + 1) in UNITS:
            return f"{low} {self.lows[end + 1]}", end + 2
        return (low, end + 1) if low in UNITS else ("", end)

    def _counted(self, end: int, number: _Number, unit: str) -> tuple[str, str, int]:
        """Head noun and phrase of what is counted, and where it ends: "illegal apps" of "5,500 illegal apps"."""
        at = end
        of = self._low(at) == "of"
        if of:
            at += 1
            if self.tags[at : at + 1] == "D" and at < self.last:
                at += 1
        elif unit and unit != "times" and "-" not in unit:
            return "", "", end
        owner = _OWNER.match(self.tags, at, self.last)
        at = owner.end() if owner and of else at
        stop = self._phrase_end(at, plural=number.plural or of)
        if stop == at:
            return "", "", end
        return self.lows[stop - 1], self.tagged.words(at, stop), stop

    def _plural_end(self, i: int, low: str) -> bool:
        """Whether the plural before word `i` is the head: a noun, or a name with nothing of a name behind it."""
        plural = low in _PLURALS or (low.endswith("s") and not low.endswith("ss"))
        followed = i < self.last and self.tags[i] in "NX"
        return plural and (self.tags[i - 1] in "Nt" or (self.tags[i - 1] == "X" and not followed))

    def _phrase_end(self, at: int, *, plural: bool) -> int:
        i = at
        while i < self.last and i - at < 7 and self.tags[i] in "JNXGLRt" and self.lows[i] not in _STOP:
            if self.tags[i] == "R" and self.tags[i + 1 : i + 2] not in tuple("JL"):
                break
            if self.tags[i] in "GL" and i > at and self.tags[i - 1] in "NX":
                break
            i += 1
            low = self.lows[i - 1]
            if plural and self._plural_end(i, low):
                return i
        while i > at and self.tags[i - 1] not in "NXt":
            i -= 1
        return i
