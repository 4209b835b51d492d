"""What a number may be, as an interval, and how two of them stand to each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from reviewer.model.comparison import Relation
from reviewer.model.quantity import Bound

ROUNDED = 0.025
"""A rounded number is taken to be off by no more than this share of it."""
ROUNDS = "one is rounded"
"""Said of two numbers that agree although their digits differ."""
ABOUT = 0.10
"""What "about" and "nearly" allow."""
LOOSE = 2.0
"""Bounds that allow both numbers say little when one is so many times the other."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a stated number allows, `low <= high`; `stated` is the number itself, `open` says it is a bound.

    `low_out` and `high_out`: whether the end itself is left out ("more than 5").
    """

    low: float
    high: float
    stated: float
    low_out: bool = False
    high_out: bool = False

    @property
    def open(self) -> bool:
        """Whether it has no upper end, or reaches down to nothing."""
        return math.isinf(self.high) or (self.low == 0 and self.high > 0)


def interval(value: Decimal | float, bound: Bound, upper: Decimal | float | None = None) -> Interval:
    """The interval of a number as it is worded. "More than 5,500" allows 5,500 as well: people round down."""
    number = float(value)
    slack = tolerance(value)
    if bound is Bound.MORE_THAN:
        return Interval(number - slack, math.inf, number)
    if bound is Bound.AT_LEAST:
        return Interval(number, math.inf, number)
    if bound is Bound.LESS_THAN:
        return Interval(0.0, number, number, high_out=True)
    if bound is Bound.AT_MOST:
        return Interval(0.0, number, number)
    if bound is Bound.ABOUT:
        return Interval(number * (1 - ABOUT), number * (1 + ABOUT), number)
    if bound is Bound.NEARLY:
        return Interval(number * (1 - ABOUT), number + slack, number)
    if bound is Bound.BETWEEN:
        high = float(upper) if upper is not None else number
        return Interval(min(number, high), max(number, high), number)
    if bound is Bound.VAGUE:
        return Interval(number, max(number * 5, number + 1), number)
    return Interval(number - slack, number + slack, number)


def tolerance(value: Decimal | float) -> float:
    """By how much a number may be rounded: half of its last digit that is not nought, but at most ROUNDED of it.

    Whole numbers below 100 are taken as counted.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    digits = exact.normalize()
    exponent = int(digits.as_tuple().exponent)
    if exponent >= 0 and abs(exact) < 100:
        return 0.0
    return min(0.5 * 10.0**exponent, float(abs(exact)) * ROUNDED) if exponent != 0 else 0.0


def relation(left: Interval, right: Interval) -> tuple[Relation, str]:
    """How two numbers of the same thing stand, with a plain word for it."""
    if left.stated == right.stated and (left.low, left.high) == (right.low, right.high):
        return Relation.AGREES, ""
    if _apart(left, right):
        return Relation.DIFFERS, ""
    if left.stated == right.stated:
        return Relation.AGREES, "one is a limit" if left.open or right.open else "one says about"
    larger, smaller = max(left.stated, right.stated), min(left.stated, right.stated)
    far = smaller <= 0 or larger / smaller > LOOSE
    if left.open and right.open:
        return Relation.CANNOT_TELL, "both are limits"
    if far and (left.open or right.open):
        return Relation.CANNOT_TELL, "the limit allows it, but it is far off"
    return Relation.AGREES, "one is a limit" if left.open or right.open else ROUNDS


def _apart(left: Interval, right: Interval) -> bool:
    """Whether no value lies in both."""
    first, second = sorted((left, right), key=lambda each: (each.low, each.high, each.stated))
    if math.isclose(first.high, second.low, rel_tol=1e-9, abs_tol=1e-9):
        return first.high_out or second.low_out
    if second.low < first.high:
        return False
    return not _rounds(first.stated, second.stated) if not (first.open or second.open) else True


def _rounds(left: float, right: float) -> bool:
    """Whether the coarser number is the finer one rounded: 4 and 4.1, 2,000 and 1,987."""
    coarse, fine = sorted((left, right), key=lambda v: -_last_digit(v))
    step = _last_digit(coarse)
    if step <= _last_digit(fine) or abs(coarse - fine) > ROUNDED * max(abs(coarse), abs(fine)):
        return False
    return math.isclose(round(fine / step) * step, coarse, rel_tol=1e-9)


def rounded(left: float, right: float) -> bool:
    """Whether one is a whole number and the other, with decimals, is rounded to it: 3 and 2.7."""
    whole, exact = sorted((left, right), key=lambda value: not value.is_integer())
    return whole.is_integer() and not exact.is_integer() and whole > 1 and abs(whole - exact) <= 0.5


def _last_digit(value: float) -> float:
    """The worth of the last digit that is not nought; whole numbers below 100 are exact."""
    digits = Decimal(repr(value)).normalize()
    exponent = int(digits.as_tuple().exponent)
    return 1.0 if exponent > 0 and abs(value) < 100 else 10.0**exponent
