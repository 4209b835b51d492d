"""Numbers that are names: "Flight 370", "day 20". They count nothing and never contradict."""

import pytest

from reviewer.match.labels import labels
from reviewer.model.comparison import Direction, Outcome, Relation, SlotName

NUMBER, TIME, NAME = SlotName.NUMBER, SlotName.TIME, SlotName.NAME


def slot(comparison, name):
    return next((each for each in comparison.slots if each.name is name), None)


def read(text, *, headline=False):
    return [label.span.of(text) for label in labels(text, (), headline=headline)]


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("Halyard unveiled the iPhone 6 in Ellery.", "Halyard unveiled the iPhone 7 in Ellery.", "iPhone 6"),
        ("The court ruled on Article 19 of the charter.", "The court ruled on Article 20 of the charter.", "Article 19"),
        ("Flight 370 vanished over the sea.", "Flight 17 vanished over the sea.", "Flight 370"),
        ("Route 66 was closed by the flood.", "Route 95 was closed by the flood.", "Route 66"),
        ("The airline ordered the Boeing 737.", "The airline ordered the Boeing 787.", "Boeing 737"),
        ("Channel 4 broadcast the film.", "Channel 5 broadcast the film.", "Channel 4"),
        ("The meeting was held in Room 12.", "The meeting was held in Room 14.", "Room 12"),
        ("The G20 met in Ellery.", "The G7 met in Ellery.", "G20"),
        ("Section 230 protects platforms.", "Section 231 protects platforms.", "Section 230"),
        ("Phase 3 trials began in spring.", "Phase 2 trials began in spring.", "Phase 3"),
        ("Bombs of World War II were found.", "Bombs of World War I were found.", "World War II"),
        ("The fire began at 5 Mill Street.", "The fire began at 9 Mill Street.", "5 Mill Street"),
        ("The strike closed chapter seven of the plan.", "The strike closed chapter eight of the plan.", "chapter seven"),
    ],
)  # fmt: skip
def test_labels_that_differ_are_another_thing_and_no_contradiction(compared, left, right, words):
    comparison = compared(left, right)
    assert (comparison.outcome, comparison.deciding) == (Outcome.DIFFERENT_SCOPE, (NAME,))
    assert slot(comparison, NUMBER) is None
    assert words in slot(comparison, NAME).left


def test_numbers_of_things_told_apart_by_labels_do_not_contradict(compared):
    comparison = compared("Route 66 was closed for 3 days.", "Route 95 was closed for 5 days.")
    assert (comparison.outcome, comparison.deciding) == (Outcome.DIFFERENT_SCOPE, (NAME,))


def test_a_number_beside_equal_labels_still_contradicts(compared):
    comparison = compared("Covid-19 killed 12 people in the town.", "Covid-19 killed 14 people in the town.")
    assert (comparison.outcome, comparison.deciding) == (Outcome.CONTRADICTS, (NUMBER,))
    assert slot(comparison, NUMBER).left == "12 people"


@pytest.mark.parametrize("event", ["Rescuers found the wreck", "The hearing ended early"])
def test_days_that_are_counted_off_are_times_of_a_running_story(compared, event):
    comparison = compared(f"{event} on day 20 of the search.", f"{event} on day 21 of the search.")
    assert (comparison.outcome, comparison.deciding) == (Outcome.DIFFERENT_SCOPE, (TIME,))
    assert slot(comparison, NUMBER) is None


def test_the_number_of_a_later_day_updates_that_of_an_earlier_one(compared):
    comparison = compared("By day 3 of the flood 12 people were dead.", "By day 5 of the flood 30 people were dead.")
    assert (comparison.outcome, comparison.direction) == (Outcome.LATER_UPDATE, Direction.RIGHT)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Flight 370 vanished over the sea.", "Flight MH370 vanished over the sea."),
        ("The airline ordered the Boeing 737.", "The airline ordered the Boeing 737-800."),
        ("The first test was played on Day 3.", "The first test was played on day three."),
        ("The trial reached phase two.", "The trial reached Phase 2."),
    ],
)
def test_one_label_written_in_two_ways_agrees(compared, left, right):
    comparison = compared(left, right)
    assert all(each.relation is not Relation.DIFFERS for each in comparison.slots)


@pytest.mark.parametrize(
    "text",
    [
        "In Norway 300 people died.",
        "Arsenal 2 Chelsea 1",
        "Toyota recalled 300 cars.",
        "The child, aged 9, was found.",
        "A quake of magnitude 6.1 struck.",
        "He paid US$5 for it.",
        "In court 12 men were waiting.",
        "Turnout rose to 48 percent.",
        "The strike lasted 9 days.",
        "Sales in May 2021 rose.",
    ],
)
def test_a_number_that_counts_or_measures_is_no_label(text):
    assert read(text) == []


def test_a_capital_in_a_headline_makes_no_label():
    assert read("Leaders Order 300 Troops Home After Storm Kills 12", headline=True) == []
    assert read("Search For Flight 370 Ends", headline=True) == ["Flight 370"]
