"""Units as they are compared: which measure the same thing, and how they convert."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: the name it is compared under, what it measures, its size in that measure's base (0: not convertible)."""

    name: str
    measures: str
    size: float


_UNITS = """
length: millimetre mm .001 | centimetre centimeter cm .01 | metre meter m 1 | kilometre kilometer km 1000
length: inch inches .0254 | foot feet ft .3048 | yard .9144 | mile 1609.344
weight: gram gramme g .001 | kilogram kilo kg 1 | tonne ton 1000 | pound_weight lb .453592 | ounce .0283495
area: acre 4046.86 | hectare 10000 | square_metre square_meter 1 | square_kilometre square_kilometer square_km 1000000
area: square_foot square_feet .092903 | square_mile 2589988
volume: litre liter 1 | gallon 3.78541 | barrel 158.987
power: watt 1 | kilowatt 1000 | megawatt 1000000 | gigawatt 1000000000
speed: mph .44704 | knot .514444
time: second 1 | minute 60 | hour 3600 | day 86400 | week 604800
span: month 1 | year 12 | decade 120 | century centuries 1200
share: percent percentage % 1
point: point 0
points: percentage_point 1 | basis_point .01
money: cent 0 | crown 0 | ruble rouble 0 | won 0 | peso 0 | dirham 0 | shekel 0 | real reais 0
temperature: celsius 0 | fahrenheit 0 | degree 0
fold: times fold 1
"""
_CURRENCIES = frozenset(["USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "CHF", "AUD", "CAD", "HKD", "NZD"])


def _table() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in _UNITS.strip().splitlines():
        measures, entries = line.split(": ")
        for entry in entries.split(" | "):
            *names, size = entry.split()
            found |= {name: Unit(names[0], measures, float(size)) for name in names}
    return found


_TABLE = _table()


def known_unit(word: str) -> Unit | None:
    """The unit that a counted word is, if it is one: "cents"."""
    low = word.strip().lower().replace(" ", "_")
    return _TABLE.get(low) or _TABLE.get(low.removesuffix("s"))


def unit(written: str) -> Unit | None:
    """The unit that is written so; None for no unit. Unknown ones measure only themselves."""
    name = written.strip()
    if not name:
        return None
    if name in _CURRENCIES:
        return Unit(name, "money", 0.0)
    low = name.lower()
    return known_unit(low) or Unit(low.removesuffix("s"), low.removesuffix("s"), 1.0)


def convertible(left: Unit, right: Unit) -> bool:
    """Whether numbers in the two units can be brought to one scale."""
    return left.name == right.name or (left.measures == right.measures and left.size > 0 and right.size > 0)
