"""Numbers as intervals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.match.intervals import interval, relation, tolerance
from reviewer.match.units import convertible, unit
from reviewer.model.comparison import Relation
from reviewer.model.quantity import Bound

AGREES, DIFFERS, OPEN = Relation.AGREES, Relation.DIFFERS, Relation.CANNOT_TELL


@pytest.mark.parametrize(
    ("left", "left_bound", "right", "right_bound", "expected"),
    [
        ("5500", Bound.EXACT, "5500", Bound.EXACT, AGREES),
        ("5500", Bound.MORE_THAN, "5500", Bound.EXACT, AGREES),
        ("5500", Bound.MORE_THAN, "5600", Bound.EXACT, AGREES),
        ("5500", Bound.MORE_THAN, "1200", Bound.EXACT, DIFFERS),
        ("5500", Bound.MORE_THAN, "1200", Bound.MORE_THAN, OPEN),
        ("5500", Bound.MORE_THAN, "90000", Bound.EXACT, OPEN),
        ("200", Bound.AT_MOST, "150", Bound.EXACT, AGREES),
        ("200", Bound.AT_MOST, "400", Bound.MORE_THAN, DIFFERS),
        ("200", Bound.LESS_THAN, "200", Bound.AT_LEAST, DIFFERS),
        ("3000", Bound.NEARLY, "3000", Bound.ABOUT, AGREES),
        ("3000", Bound.ABOUT, "300", Bound.ABOUT, DIFFERS),
        ("58", Bound.EXACT, "60", Bound.EXACT, DIFFERS),
        ("4", Bound.EXACT, "4.1", Bound.EXACT, AGREES),
        ("4.1", Bound.EXACT, "4.3", Bound.EXACT, DIFFERS),
        ("1987", Bound.EXACT, "2000", Bound.EXACT, AGREES),
        ("2400", Bound.EXACT, "1900", Bound.EXACT, DIFFERS),
        ("24", Bound.VAGUE, "60", Bound.EXACT, AGREES),
    ],
)
def test_two_numbers_stand_to_each_other(left, left_bound, right, right_bound, expected):
    found, _ = relation(interval(Decimal(left), left_bound), interval(Decimal(right), right_bound))
    if expected is AGREES and Bound.VAGUE in (left_bound, right_bound):
        assert found in (AGREES, OPEN)
    else:
        assert found is expected


NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)
BOUNDS = st.sampled_from(list(Bound))


@given(NUMBERS, BOUNDS, NUMBERS, BOUNDS)
def test_the_order_of_two_numbers_changes_nothing(a, a_bound, b, b_bound):
    left, right = interval(a, a_bound), interval(b, b_bound)
    assert relation(left, right) == relation(right, left)


@given(NUMBERS, BOUNDS)
def test_a_number_agrees_with_itself_and_lies_in_its_interval(value, bound):
    found = interval(value, bound)
    assert relation(found, found)[0] is AGREES
    assert found.low <= found.high
    assert found.low <= float(value) <= found.high


@given(st.integers(min_value=0, max_value=99))
def test_small_whole_numbers_are_counted_not_rounded(value):
    assert tolerance(Decimal(value)) == 0


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("km", "miles", True), ("USD", "EUR", False), ("percent", "km", False), ("hours", "minutes", True),
     ("months", "days", False), ("barrels", "litres", True), ("percent", "percent", True)],
)  # fmt: skip
def test_which_units_can_be_brought_to_one_scale(left, right, expected):
    first, second = unit(left), unit(right)
    assert first
    assert second
    assert convertible(first, second) is expected
