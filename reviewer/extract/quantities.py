"""Quantities: value, bound, unit and what is counted, each expression with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reviewer.extract.counting import Number, NumberReader
from reviewer.extract.numbers import COMMA_DECIMALS
from reviewer.extract.tagging import Tagged
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.text.words import vocabulary

BOUNDS: dict[tuple[str, ...], Bound] = {
    tuple(words.split()): bound
    for bound, phrases in {
        Bound.MORE_THAN: "more than|over|above|in excess of|upwards of|greater than|exceeding|just over|well over|"
        "slightly more than|well above|just above|beyond|mehr als|über|más de|plus de",
        Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of|minimum|mindestens|al menos|"
        "por lo menos|au moins",
        Bound.LESS_THAN: "less than|fewer than|under|below|just under|well under|well below|just below|weniger als|"
        "unter|menos de|moins de",
        Bound.AT_MOST: "up to|at most|no more than|not more than|a maximum of|as many as|as much as|maximum|bis zu|"
        "höchstens|hasta|jusqu'à",
        Bound.NEARLY: "nearly|almost|close to|just shy of|approaching|fast|beinahe|casi|presque|près de",
        Bound.ABOUT: "about|around|roughly|approximately|some|an estimated|estimated|circa|rund|etwa|ungefähr|"
        "alrededor de|unos|unas|environ|quelque",
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
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "rs": "INR", "dólares": "USD", "元": "CNY",
}  # fmt: skip
UNITS = vocabulary(
    """percent percentage km kilometer kilometre kilometers kilometres mile miles meter metre meters metres feet foot
    inch inches cm mm kg kilogram kilograms gram grams ton tons tonne tonnes pound pounds ounce ounces liter litre
    liters litres gallon gallons barrel barrels acre acres hectare hectares degree degrees celsius fahrenheit watt
    watts megawatt megawatts gigawatt gigawatts mph knots second seconds minute minutes hour hours day days week weeks
    month months year years decade decades century centuries point points times fold"""
)
_PERCENT = vocabulary("% percent prozent")
_PLURALS = vocabulary("people police women men children media data feet percent staff troops personnel dead wounded")
_STOP = vocabulary("ago earlier later old long away more less who that which were was are is have has had")
_OWNER = re.compile(r"(?:[DJNX#]+p)+")


def quantities(
    tagged: Tagged, first: int, last: int, dates: Sequence[Span] = (), *, language: str = "en"
) -> tuple[Quantity, ...]:
    """The quantities in words `first` to `last`, in text order; `dates` are places whose numbers are days and years.

    `language` is ISO 639-1: it tells what "1.500" means, and whether English rules say what is counted.
    """
    return _Finder(tagged, first, last, dates, language).run()


class _Finder:
    def __init__(self, tagged: Tagged, first: int, last: int, dates: Sequence[Span], language: str) -> None:
        self.tagged = tagged
        self.lows = tagged.lows
        self.tags = tagged.tags
        self.last = last
        self.dates = dates
        self.date_starts = [span.start for span in dates]
        self.english = language.startswith("en")
        self.reader = NumberReader(tagged, first, last, comma_decimal=language in COMMA_DECIMALS)
        self.first = first

    def run(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        i = self.first
        while i < self.last:
            number = None
            if self._countable(i) and not self._dated(i):
                number = self.reader.read(i, bounded=self._bound_before(i) is not None)
            if number is None:
                i += 1
                continue
            quantity, i = self._whole(number)
            found.append(quantity)
        return tuple(found)

    def _countable(self, i: int) -> bool:
        """Whether a word can be a number at all: number words count in English only."""
        return self.tags[i] in "#DJNRX" and (self.english or self.lows[i][0].isdecimal())

    def _dated(self, i: int) -> bool:
        at = self.tagged.starts[i]
        place = bisect_right(self.date_starts, at) - 1
        return place >= 0 and at < self.dates[place].end

    def _low(self, i: int) -> str:
        return self.reader.low(i)

    def _bound_before(self, start: int) -> tuple[int, Bound] | None:
        """Where bound words ("more than") that end before a word begin, and what they mean."""
        for length in range(LONGEST_BOUND, 0, -1):
            at = start - length
            if at >= self.first and (bound := BOUNDS.get(self.lows[at:start])):
                return at, bound
        return None

    def _whole(self, number: Number) -> tuple[Quantity, int]:
        """The quantity around a number, and the word after it."""
        start, currency = self._before(number.words[0])
        bound = number.bound
        if (before := self._bound_before(start)) and bound is not Bound.VAGUE:
            start = before[0]
            bound = before[1] if bound is Bound.EXACT else bound
        unit, end = currency or number.unit, number.words[1]
        if not unit or currency:
            found, end = self._unit(end)
            unit = unit or found
        if (after := AFTER.get(self.lows[end : min(end + 2, self.last)])) and bound is Bound.EXACT:
            bound, end = after, end + 2
        elif self._low(end) == "+":
            bound, end = Bound.AT_LEAST, end + 1
        head, phrase, end = self._counted(end, number, unit)
        place = self.tagged.place(start, end)
        quantity = Quantity(place, number.value, bound, unit, head, phrase, number.upper, number.ordinal)
        return quantity, max(end, number.words[1])

    def _before(self, start: int) -> tuple[int, str]:
        """Where the expression begins with its currency sign, article or "between", and the currency."""
        sign = self._low(start - 1)
        currency = ""
        if sign in CURRENCIES and (self.tags[start - 1] == "$" or sign in ("rs", "eur", "usd", "gbp")):
            start -= 1
            currency = CURRENCIES[sign]
        if self._low(start - 1) == "between" or (self._low(start - 1) == "the" and self._bound_before(start - 1)):
            start -= 1
        return start, currency

    def _unit(self, end: int) -> tuple[str, int]:
        low, following = self._low(end), self._low(end + 1)
        if low in _PERCENT:
            return "percent", end + 1
        if low == "per" and following == "cent":
            return "percent", end + 2
        if low in ("percentage", "basis") and following in ("points", "point"):
            return f"{low} points", end + 2
        if low == "de" and following in CURRENCIES:
            return CURRENCIES[following], end + 2
        if low[:2] in ("d'", "d’") and low[2:] in CURRENCIES:
            return CURRENCIES[low[2:]], end + 1
        if low in CURRENCIES and low != "pounds":
            return CURRENCIES[low], end + 1
        if low in ("square", "cubic", "nautical") and following in UNITS:
            return f"{low} {following}", end + 2
        return (low, end + 1) if low in UNITS else ("", end)

    def _counted(self, end: int, number: Number, unit: str) -> tuple[str, str, int]:
        """Head noun and phrase of what is counted, and where it ends: "illegal apps" of "5,500 illegal apps"."""
        if unit == "score" or not self.english:
            return "", "", end
        at = end
        of = self._low(at) == "of"
        if of:
            at += 1
            at += at < self.last and self.tags[at] == "D"
            owner = _OWNER.match(self.tags, at, self.last)
            at = owner.end() if owner else at
        elif unit and unit != "times" and "-" not in unit:
            return "", "", end
        stop = self._phrase_end(at, plural=number.plural or of)
        if stop == at:
            return "", "", end
        return self.lows[stop - 1], self.tagged.words(at, stop), stop

    def _phrase_end(self, at: int, *, plural: bool) -> int:
        i = at
        while i < self.last and i - at < 7 and self.tags[i] in "JNXGLRt" and self.lows[i] not in _STOP:
            if self.tags[i] == "R" and self.tags[i + 1 : i + 2] not in tuple("JL"):
                break
            if self.tags[i] in "GL" and i > at and self.tags[i - 1] in "NX":
                break
            i += 1
            if plural and self._plural_end(i, self.lows[i - 1]):
                return i
        while i > at and self.tags[i - 1] not in "NXt":
            i -= 1
        return i

    def _plural_end(self, i: int, low: str) -> bool:
        """Whether the plural before word `i` is the head: a noun, or a name with nothing of a name behind it."""
        plural = low in _PLURALS or (low.endswith("s") and not low.endswith("ss"))
        followed = i < self.last and self.tags[i] in "NX"
        return plural and (self.tags[i - 1] in "Nt" or (self.tags[i - 1] == "X" and not followed))
