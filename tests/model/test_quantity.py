"""How quantities are shown in a line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span

AT = Span(0, 1)


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(AT, Decimal(5500), Bound.MORE_THAN, head="apps", phrase="illegal apps"), "> 5,500 illegal apps"),
        (Quantity(AT, Decimal(5), Bound.BETWEEN, upper=Decimal(7), phrase="people"), "5-7 people"),
        (Quantity(AT, Decimal("3.5"), unit="percent"), "3.5 percent"),
        (Quantity(AT, None, Bound.VAGUE, phrase="sites"), "? sites"),
        (Quantity(AT, Decimal(24), Bound.VAGUE, phrase="cases"), "vaguely 24 cases"),
    ],
)
def test_a_quantity_shows_bound_value_unit_and_what_is_counted(quantity: Quantity, shown: str) -> None:
    assert quantity.shown == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (19, "19th"), (122, "122nd")]
)
def test_an_ordinal_has_its_english_ending(value: int, shown: str) -> None:
    assert Quantity(AT, Decimal(value), ordinal=True).shown == shown
