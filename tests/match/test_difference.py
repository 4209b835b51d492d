"""The first line of a pair: what differs, in plain words, with the words of both."""

import itertools

import pytest

from reviewer.match.difference import difference
from reviewer.match.pair import pair
from reviewer.match.weights import Weights
from reviewer.model.comparison import Relation

W = Weights()


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        (
            "The leak forced 2,400 people from their homes.",
            "Of the 2,400 people who were forced from their homes, 640 slept in a sports hall.",
            "2,400 people · 640 of 2,400 people: kind or part differs (one is of a part)",
        ),
        (
            "The quake hurt 300 people.",
            "The quake hurt 300 people, including 40 children.",
            "the other adds: including 40 children",
        ),
        (
            "The leak forced 2,400 people from their homes.",
            "The leak at the dam forced more than 2,000 people from their homes.",
            "the other adds: at the dam",
        ),
    ],
)
def test_a_part_is_shown_with_its_own_number(side, left, right, line):
    mine, theirs = side(left), side(right)
    assert difference(pair(mine, theirs, W).comparison, mine, theirs) == line


def test_what_differs_without_contradicting_says_what_holds_it_back(side):
    mine, theirs = side("Four villages were cleared."), side("Three villages were cleared on Friday.")
    told = difference(pair(mine, theirs, W).comparison, mine, theirs)
    assert told == "Four villages · Three villages: number differs; time: only one says it"


def test_a_number_meets_the_part_that_it_equals_and_not_the_whole(side):
    mine = side("The council has set up beds for 640 people in a sports hall.")
    theirs = side("Of the 2,400 people who were forced from their homes, 640 slept in a sports hall.")
    number = pair(mine, theirs, W).comparison.slots[0]
    assert (number.left, number.right, number.relation) == ("640 people", "640", Relation.AGREES)


def test_words_that_count_nothing_are_not_called_counted(side):
    mine, theirs = (
        side("The fund paid 12 million euros to farmers."),
        side("The fund paid 12 million euros to fishermen."),
    )
    assert (
        difference(pair(mine, theirs, W).comparison, mine, theirs)
        == "farmers · fishermen: perhaps told of other things"
    )


SENTENCES = [
    "The harbour board fined the yard 340 million euros over its loans on Monday.",
    "The yard made profits of 340 million euros from loans abroad.",
    "The yard was fined 340 million euros by the harbour board.",
    "The yard was fined 340 million dollars by the harbour board.",
    "Loans of more than 340 million euros were paid on Monday in Ellery, the yard said.",
    "The harbour board of Ellery did not fine the yard.",
    "Of the 340 million euros, 12 million went to farmers in Ellery.",
    "The board will fine the yard 12 million euros.",
]


@pytest.mark.parametrize(("left", "right"), list(itertools.combinations(SENTENCES, 2)))
def test_what_agrees_word_for_word_is_never_told_as_what_differs(side, left, right):
    mine, theirs = side(left, claim_id="a"), side(right, claim_id="b")
    told = difference(pair(mine, theirs, W).comparison, mine, theirs)
    words, _, how = told.rpartition(": ")
    assert how != "number agrees"
    if " · " in words:
        here, _, there = words.partition(" · ")
        assert here.casefold() != there.casefold(), told
