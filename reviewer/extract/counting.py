"""Reading the number that begins at a word: digits, number words, shares, vague plurals, ranges and results."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reviewer.extract.numbers import FRACTIONS, LEAST, MULTIPLIERS, ORDINALS, VAGUE, digits, is_spelled, plain, spelled
from reviewer.extract.phrases import Range
from reviewer.extract.tagging import Tagged
from reviewer.model.quantity import Bound
from reviewer.text.words import vocabulary

_BIG = vocabulary("hundred thousand million billion dozen")
_SHORT = vocabulary("m k b bn mn tn")
_RESULTS = vocabulary("won lost beat win victory defeat draw drew score scored lead led decision vote")
_PART_OF = vocabulary("first second latter other better final third fourth")
_ORDINAL_ENDS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as its own words tell it. `words` is its range; `plural`: what it counts stands in the plural."""

    words: Range
    value: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str = ""
    upper: Decimal | None = None
    ordinal: bool = False
    plural: bool = True


class NumberReader:
    """Reads numbers in words `first` to `last`; `bounded` tells whether bound words end right before a word."""

    def __init__(self, tagged: Tagged, first: int, last: int, *, comma_decimal: bool) -> None:
        self.tagged = tagged
        self.lows = tagged.lows
        self.tags = tagged.tags
        self.first = first
        self.last = last
        self.comma_decimal = comma_decimal

    def low(self, i: int) -> str:
        """The word at `i`; "" outside of the range."""
        return self.lows[i] if self.first <= i < self.last else ""

    def read(self, i: int, *, bounded: bool) -> Number | None:
        """The number that begins at word `i`, or None."""
        low = self.lows[i]
        if low[0].isdecimal():
            return self._hyphened(i) if "-" in low else self._digits(i)
        if low in FRACTIONS:
            found = self._share(i)
            if found:
                return found
        if low in ORDINALS:
            return self._ordinal(i)
        if low in LEAST:
            return self._vague_plural(i)
        if is_spelled(low) or low in _BIG:
            return self._spelled(i, bounded=bounded)
        return self._vague(i) if low in VAGUE else None

    def _ordinal(self, i: int) -> Number | None:
        """Ordinals as words after an article: "his third term"."""
        counts = self.tags[i - 1 : i] == "D" and self.tags[i + 1 : i + 2] in tuple("NXJ")
        return Number((i, i + 1), Decimal(ORDINALS[self.lows[i]]), ordinal=True, plural=False) if counts else None

    def _digits(self, i: int) -> Number | None:
        value = digits(self.lows[i], comma_decimal=self.comma_decimal)
        if value is None or self._in_name(i):
            return None
        ordinal = self.lows[i].endswith(_ORDINAL_ENDS)
        end, value = self._multiplied(i + 1, value)
        joint = self.low(end)
        number_follows = self.low(end + 1)[:1].isdecimal() and not ordinal
        glued = end < self.last and self.tagged.starts[end] == self.tagged.ends[end - 1]
        if number_follows and ((joint == "to" and self.low(i - 1) != "by") or (joint in ("-", "–") and glued)):
            return self._range(i, end, value)
        if number_follows and joint == "and" and self.low(i - 1) == "between":
            return self._range(i, end, value)
        return Number((i, end), value, ordinal=ordinal, plural=value != 1 and not ordinal)

    def _in_name(self, i: int) -> bool:
        """Whether a number belongs to the name before it: "the S&P 500 fell"."""
        if self._glued_behind(i) and not self._result(i):
            return True
        return i > self.first and self.tags[i - 1] == "X" and self.tags[i + 1 : i + 2] in tuple("BVMHA")

    def _glued_behind(self, i: int) -> bool:
        """Whether a hyphen joins a number to the number before it: the 9 of "787-9"."""
        if i - 2 < self.first or self.lows[i - 1] not in ("-", "–") or not self.lows[i - 2][:1].isdecimal():
            return False
        return self.tagged.ends[i - 1] == self.tagged.starts[i]

    def _multiplied(self, end: int, value: Decimal) -> tuple[int, Decimal]:
        low = self.low(end)
        if low in MULTIPLIERS and low not in ("m", "k", "b", "dozen"):
            return end + 1, plain(value * MULTIPLIERS[low])
        return end, value

    def _range(self, i: int, joint: int, least: Decimal) -> Number | None:
        upper = digits(self.lows[joint + 1], comma_decimal=self.comma_decimal)
        if upper is None or self.lows[joint + 1].endswith(_ORDINAL_ENDS):
            return Number((i, joint), least)
        end, upper = self._multiplied(joint + 2, upper)
        if end > joint + 2 and least < 1000:
            least *= MULTIPLIERS[self.lows[end - 1]]
        if self.lows[joint] == "to":
            return Number((i, end), least, Bound.BETWEEN, upper=upper) if upper > least else Number((i, joint), least)
        if self._result(i):
            return Number((i, joint), least, unit="score")
        if upper <= least:
            return None
        return Number((i, end), least, Bound.BETWEEN, upper=upper)

    def _result(self, i: int) -> bool:
        """Whether "1-3" is the result of a game or vote and no range."""
        near = self.lows[max(self.first, i - 6) : min(self.last, i + 6)]
        return any(low in _RESULTS for low in near)

    def _hyphened(self, i: int) -> Number | None:
        """Numbers with their unit in one word: "15-year-old", "24-hour", "50-percent"."""
        head, _, unit = self.lows[i].partition("-")
        value = digits(head, comma_decimal=self.comma_decimal)
        return Number((i, i + 1), value, unit=unit, plural=False) if value is not None and unit else None

    def _share(self, i: int) -> Number | None:
        """Half of, a third of, two-thirds: percent; but not "the first half of the year"."""
        low = self.lows[i]
        start = i - 1 if self.low(i - 1) in ("a", "one") else i
        whole = self.low(i + 1) in ("of", "the", "a", "its", "their", "all") or "-" in low
        if not whole or (low in ("third", "quarter") and (start == i or self.low(i + 1) != "of")):
            return None
        if self.low(start - 1) in _PART_OF:
            return None
        if low == "half" and self.low(i + 1) == "a" and self.low(i + 2) in MULTIPLIERS:
            return Number((i, i + 3), Decimal(MULTIPLIERS[self.lows[i + 2]]) / 2)
        rounded = Bound.EXACT if FRACTIONS[low] % 25 == 0 else Bound.ABOUT
        return Number((start, i + 1), FRACTIONS[low], rounded, "percent")

    def _vague_plural(self, i: int) -> Number | None:
        """Dozens, hundreds of thousands: the least that the words can mean."""
        low, end = self.lows[i], i + 1
        value = Decimal(LEAST[low])
        if self.low(end) == "of" and self.low(end + 1) in LEAST:
            value = value * Decimal(LEAST[self.lows[end + 1]]) / 2
            end += 2
        elif low in ("scores", "tens") and self.low(end) != "of":
            return None
        return Number((i, end), value, Bound.VAGUE)

    def _spelled(self, i: int, *, bounded: bool) -> Number | None:
        start = i - 1 if self.low(i - 1) in ("a", "an") and self.lows[i] in MULTIPLIERS else i
        end = i + 1
        while (
            end < self.last
            and self.lows[end] not in _SHORT
            and (is_spelled(self.lows[end]) or self.lows[end] in MULTIPLIERS)
        ):
            end += 1
        value = spelled(self.lows[i:end])
        if value is None or (value == 1 and not (bounded or self._counts_one(i))):
            return None
        if self.low(i - 1) in ("several", "many", "few") and self.lows[i] in MULTIPLIERS:
            return Number((i - 1, end), 2 * value, Bound.VAGUE)
        return Number((start, end), value, plural=value != 1)

    def _counts_one(self, i: int) -> bool:
        """Whether "one" counts the noun behind it, and is no pronoun and no part of a name."""
        if self.tagged.capital(i) and self.tags[i + 1 : i + 2] == "X":
            return False
        return self.tags[i + 1 : i + 2] == "N" and self.low(i + 1) not in ("day", "thing", "time")

    def _vague(self, i: int) -> Number | None:
        """Many, some of: a number without a value."""
        low, following = self.lows[i], self.low(i + 1)
        if (low == "most" and following != "of") or (low == "some" and following in ("other", "such", "more", "kind")):
            return None
        if low in ("some", "several", "few", "many") and (
            following[:1].isdecimal() or is_spelled(following) or following in _BIG
        ):
            return None
        counts = (following == "of" and low != "numerous") or self.tags[i + 1 : i + 2] in tuple("NXJ")
        return Number((i, i + 1), None, Bound.VAGUE) if counts and i + 1 < self.last else None
