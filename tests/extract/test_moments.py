"""Dates: when something was said, when it happened, and what stays open."""

from __future__ import annotations

import pytest

from reviewer.model.moment import MomentRole

TUESDAY = "2017-07-25"
RESOLVED = [
    ("It rained on Monday.", "2017-07-24", "2017-07-24"),
    ("It rained last Tuesday.", "2017-07-18", "2017-07-18"),
    ("It rained on Tuesday.", "2017-07-25", "2017-07-25"),
    ("It will rain on Monday.", "2017-07-31", "2017-07-31"),
    ("It will rain next Friday.", "2017-07-28", "2017-07-28"),
    ("It rained yesterday.", "2017-07-24", "2017-07-24"),
    ("It rained last week.", "2017-07-17", "2017-07-23"),
    ("It rained on Friday last week.", "2017-07-21", "2017-07-21"),
    ("It rained last month.", "2017-06-01", "2017-06-30"),
    ("It rained in May.", "2017-05-01", "2017-05-31"),
    ("It rained in October.", "2016-10-01", "2016-10-31"),
    ("It will rain in October.", "2017-10-01", "2017-10-31"),
    ("It rained on 24 June.", "2017-06-24", "2017-06-24"),
    ("It rained on Nov. 5.", "2016-11-05", "2016-11-05"),
    ("It rained on July 4, 2012.", "2012-07-04", "2012-07-04"),
    ("It rained in early 2012.", "2012-01-01", "2012-04-30"),
    ("It rained in mid-June.", "2017-06-11", "2017-06-20"),
    ("It rained in the 1990s.", "1990-01-01", "1999-12-31"),
    ("It rained three years ago.", "2014-01-01", "2014-12-31"),
    ("It rained two weeks ago.", "2017-07-10", "2017-07-16"),
    ("It rained over the past two decades.", "1997-07-25", "2017-07-25"),
    ("It rained earlier this year.", "2017-01-01", "2017-07-25"),
    ("It will rain later this year.", "2017-07-25", "2017-12-31"),
    ("It rained last weekend.", "2017-07-22", "2017-07-23"),
    ("It is raining now.", "2017-07-25", "2017-07-25"),
]


@pytest.mark.parametrize(("text", "first", "last"), RESOLVED)
def test_dates_resolve_against_the_article(read, text, first, last):
    (claim,) = read(text, date=TUESDAY)
    assert [(m.first, m.last, m.why_open) for m in claim.moments] == [(first, last, "")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It rained this summer.", "seasons differ by hemisphere"),
        ("It rained two weeks later.", "it counts from another event"),
        ("It rained in the past.", "the words name no exact time"),
        ("It rained on 31 February 2017.", "the words name no exact time"),
    ],
)
def test_what_cannot_be_resolved_says_why(read, text, why):
    (claim,) = read(text, date=TUESDAY)
    assert [(m.first, m.why_open) for m in claim.moments] == [(None, why)]


def test_without_a_date_relative_ones_stay_relative(read):
    (claim,) = read("It rained on Monday and in 2012.")
    assert [(m.relative, m.first) for m in claim.moments] == [(True, None), (False, "2012-01-01")]


def test_the_day_of_saying_is_not_the_day_it_happened(read):
    text = "The mayor said on Monday that the bridge was closed on Friday."
    (claim,) = read(text, date=TUESDAY)
    assert [(m.role, m.first) for m in claim.moments] == [
        (MomentRole.SAID, "2017-07-24"),
        (MomentRole.HAPPENED, "2017-07-21"),
    ]


def test_modal_may_and_marches_are_no_months(read):
    assert not any(c.moments for c in read("He may go. They will march on."))
