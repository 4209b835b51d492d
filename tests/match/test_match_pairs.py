"""Pairs of claims in plain sentences: scored, compared by slots, offered or explained."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.extract import claims
from reviewer.ingest import classify
from reviewer.match.align import pieces
from reviewer.match.compare import compare
from reviewer.match.difference import difference
from reviewer.match.pair import best, pair
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.article import Metadata, Origin
from reviewer.model.comparison import Direction, Outcome, Relation, SlotName

WEIGHTS = Weights()
names = itertools.count()


def side(sentence: str, date: str = "2024-03-05") -> Side:
    """The one claim of a sentence, as if it stood in an article of its own."""
    number = next(names)
    text = f"A headline of its own kind\n\n{sentence}\n"
    metadata = Metadata.of(Origin.SHEET, {"date": date, "language": "en"})
    found = claims(text, classify(text), metadata, f"article{number:04}", f"version{number:04}")
    return Side.of(next(c for c in found if c.quote != "A headline of its own kind"), text, metadata)


def outcome(left: str, right: str) -> Outcome:
    return compare(side(left), side(right)).outcome


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The storm killed 12 people in Harwick.", "The storm killed 12 people in Harwick.", Outcome.SAME),
        ("The storm killed 12 people in Harwick.", "The storm killed 19 people in Harwick.", Outcome.CONTRADICTS),
        (
            "The storm killed more than 10 people in Harwick.",
            "The storm killed 12 people in Harwick.",
            Outcome.RESTATED,
        ),
        (
            "No one was hurt in the blast at the mill.",
            "Three men were hurt in the blast at the mill.",
            Outcome.CONTRADICTS,
        ),
    ],
)
def test_two_sentences_give_the_outcome_that_a_person_would(left: str, right: str, expected: Outcome) -> None:
    assert outcome(left, right) is expected


def test_sentences_on_different_matters_neither_agree_nor_contradict() -> None:
    found = outcome("The mill burned for 9 hours.", "The mill has 300 workers.")
    assert found in (Outcome.NOT_COMPARABLE, Outcome.CANNOT_TELL)


def test_numbers_under_bounds_that_meet_are_no_conflict() -> None:
    assert outcome("At least 40 boats sank in the harbour.", "46 boats sank in the harbour.") is not Outcome.CONTRADICTS


def test_another_thing_counted_is_no_conflict() -> None:
    assert outcome("The fire destroyed 40 boats.", "The fire destroyed 12 houses.") is not Outcome.CONTRADICTS


def test_a_contradiction_names_the_slot_that_decided_and_the_words_of_both() -> None:
    mine, theirs = side("The storm killed 12 people in Harwick."), side("The storm killed 19 people in Harwick.")
    found = compare(mine, theirs)
    assert found.deciding == (SlotName.NUMBER,)
    slot = next(slot for slot in found.slots if slot.name is SlotName.NUMBER)
    assert slot.relation is Relation.DIFFERS
    assert {slot.left, slot.right} == {"12 people", "19 people"}
    assert difference(found, mine, theirs).startswith("12 people · 19 people: number")
    assert difference(found, theirs, mine).startswith("19 people · 12 people: number")


SENTENCES = [
    "The storm killed 12 people in Harwick on Monday.",
    "The storm killed about 20 people in Harwick, the mayor said.",
    "Of the 40 boats in the harbour, 12 sank.",
    "The council plans to close the old bridge next year.",
    "The council has not closed the old bridge.",
    "Engineers opened two gates at the Orrin dam.",
]


@pytest.mark.parametrize(("left", "right"), list(itertools.combinations(SENTENCES, 2)))
def test_a_comparison_is_the_same_from_both_sides(left: str, right: str) -> None:
    one, other = side(left), side(right)
    assert compare(one, other) == compare(other, one)
    assert pair(one, other, WEIGHTS) == pair(other, one, WEIGHTS)


def test_directions_say_which_claim_is_the_more_specific_one() -> None:
    wide, narrow = side("Engineers opened both gates."), side("Engineers opened both gates at 6 a.m. on Monday.")
    found = compare(wide, narrow)
    assert found.outcome is Outcome.MORE_SPECIFIC
    specific = found.left if found.direction is Direction.LEFT else found.right
    assert specific == narrow.claim.id


def test_a_look_alike_says_why_it_is_none() -> None:
    mine = side("The council closed the old bridge over the Tamble.")
    others = [side("The council elected a new mayor."), side("Rain fell on the hills all week.")]
    found = best(mine, others, WEIGHTS)
    assert found.matches == ()
    assert found.lookalike is not None
    assert "council" in found.lookalike.why_not or "share" in found.lookalike.why_not


def test_signals_add_up_to_a_score_between_nothing_and_certainty() -> None:
    same = pair(side(SENTENCES[0]), side(SENTENCES[0]), WEIGHTS)
    other = pair(side(SENTENCES[0]), side(SENTENCES[5]), WEIGHTS)
    assert 0 <= other.score < 0.5 < 0.9 < same.score <= 1
    assert same.offered
    assert not other.offered


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_of_an_alignment_are_the_two_texts(left: str, right: str) -> None:
    mine, theirs = pieces(left, right)
    assert "".join(text for text, _ in mine) == left
    assert "".join(text for text, _ in theirs) == right
