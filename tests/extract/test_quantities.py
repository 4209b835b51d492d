"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reviewer.extract.moments import expressions
from reviewer.extract.quantities import quantities
from reviewer.extract.tagging import tag
from reviewer.model.quantity import Bound


def read(text: str):
    tagged = tag(text, 0, len(text))
    dates = [e.span for e in expressions(text, 0, len(text))]
    return [(q.span.of(text), q) for q in quantities(tagged, 0, len(tagged), dates)]


CASES = [
    ("They closed more than 5,500 illegal apps.", "more than 5,500 illegal apps", "5500", Bound.MORE_THAN, "", "apps"),
    ("At least 12 people died.", "At least 12 people", "12", Bound.AT_LEAST, "", "people"),
    ("No more than three members voted.", "No more than three members", "3", Bound.AT_MOST, "", "members"),
    ("Fewer than 40 houses stand.", "Fewer than 40 houses", "40", Bound.LESS_THAN, "", "houses"),
    ("Nearly 300 school districts closed.", "Nearly 300 school districts", "300", Bound.NEARLY, "", "districts"),
    ("Some 5,000 people marched.", "Some 5,000 people", "5000", Bound.ABOUT, "", "people"),
    ("There were 50 or more cases.", "50 or more cases", "50", Bound.AT_LEAST, "", "cases"),
    ("It sells in 100+ countries.", "100+ countries", "100", Bound.AT_LEAST, "", "countries"),
    ("It costs $3.2 billion.", "$3.2 billion", "3200000000", Bound.EXACT, "USD", ""),
    ("It costs EUR 480 million.", "EUR 480 million", "480000000", Bound.EXACT, "EUR", ""),
    ("They paid 5 million euros.", "5 million euros", "5000000", Bound.EXACT, "EUR", ""),
    ("It raised $64.8million.", "$64.8million", "64800000", Bound.EXACT, "USD", ""),
    ("Sales rose 4.5%.", "4.5%", "4.5", Bound.EXACT, "percent", ""),
    ("It has 31 percent of voters.", "31 percent of voters", "31", Bound.EXACT, "percent", "voters"),
    ("It fell 2.5 percentage points.", "2.5 percentage points", "2.5", Bound.EXACT, "percentage points", ""),
    ("About half of the state’s schools closed.", "About half of the state’s schools", "50", Bound.ABOUT, "percent", "schools"),
    ("Two-thirds of women agree.", "Two-thirds of women", "66.7", Bound.ABOUT, "percent", "women"),
    ("Twenty-five others fled.", "Twenty-five others", "25", Bound.EXACT, "", "others"),
    ("Half a million people fled.", "Half a million people", "500000", Bound.EXACT, "", "people"),
    ("Dozens of local shops closed.", "Dozens of local shops", "24", Bound.VAGUE, "", "shops"),
    ("Tens of thousands of voters came.", "Tens of thousands of voters", "20000", Bound.VAGUE, "", "voters"),
    ("Several thousand teachers came.", "Several thousand teachers", "2000", Bound.VAGUE, "", "teachers"),
    ("A 15-year-old boy ran.", "15-year-old boy", "15", Bound.EXACT, "year-old", "boy"),
    ("It covers 20,000 square kilometers.", "20,000 square kilometers", "20000", Bound.EXACT, "square kilometers", ""),
    ("One person was killed.", "One person", "1", Bound.EXACT, "", "person"),
    ("It lost $1 billion for some of Kemp’s shares.", "some of Kemp’s shares", None, Bound.VAGUE, "", "shares"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "bound", "unit", "head"), CASES)
def test_value_bound_unit_and_head(text, words, value, bound, unit, head):
    (quantity,) = [q for span, q in read(text) if span == words]
    assert quantity.value == (None if value is None else Decimal(value))
    assert (quantity.bound, quantity.unit, quantity.head) == (bound, unit, head)


def test_ranges_have_two_ends():
    for text in ("between 5 and 10 people died", "5 to 10 people died", "5-10 people died"):
        ((_, quantity),) = read(text)
        assert (quantity.value, quantity.upper, quantity.bound) == (5, 10, Bound.BETWEEN)
        assert quantity.head == "people"


def test_results_are_no_ranges():
    found = read("Union won 3-1 after extra time")
    first = found[0][1]
    assert (first.value, first.unit, first.upper) == (3, "score", None)
    assert found[1][1].value == 1


def test_ordinals_are_marked():
    for text, value in (("the 19th National Congress", 19), ("his third term", 3)):
        ((_, quantity),) = read(text)
        assert (quantity.value, quantity.ordinal) == (value, True)


@pytest.mark.parametrize(
    "text",
    ["In 2017 it rained.", "No one came.", "The S&P 500 fell.", "It rained on July 24, 2017.", "At 6:30 it rained."],
)
def test_years_dates_and_names_are_no_quantities(text):
    assert read(text) == []


def test_shown_is_short():
    ((_, quantity),) = read("more than 5,500 illegal apps")
    assert quantity.shown == "> 5,500 illegal apps"
