"""The hand-made lists: nothing in them contradicts itself."""

import pytest

from reviewer.match.frame import Ground
from reviewer.match.gazetteer import country_words, lies_within, places
from reviewer.match.opposites import DENIALS, LIGHT, NEGATORS, TURNING, opposed
from reviewer.match.related import groups, related
from reviewer.match.rules import TABLE, Trait, decide
from reviewer.match.terms import stem
from reviewer.match.vocabulary import IRREGULAR, STOP_WORDS
from reviewer.model.comparison import Outcome, Relation, Slot, SlotName


@pytest.mark.parametrize(("left", "right"), [("rise", "fell"), ("won", "defeat"), ("guilty", "acquitted"), ("safe", "unsafe"),
                                             ("man", "woman"), ("comply", "violated"), ("bought", "sold")])  # fmt: skip
def test_opposites_are_known_both_ways(left, right):
    assert opposed(stem(left), stem(right))
    assert opposed(stem(right), stem(left))


@pytest.mark.parametrize(("left", "right"), [("rise", "climbed"), ("man", "girl"), ("dam", "leak"), ("safe", "safe")])
def test_other_words_are_not_opposed(left, right):
    assert not opposed(stem(left), stem(right))


@pytest.mark.parametrize(("left", "right"), [("killed", "death"), ("quake", "earthquake"), ("arrested", "detained")])
def test_words_for_one_thing_share_a_group(left, right):
    assert groups(stem(left)) & groups(stem(right))
    assert related([stem(left)], [stem(right)]) == [(stem(left), stem(right))]


def test_each_word_is_related_at_most_once():
    assert len(related(["kill", "dead"], ["death"])) == 1


def test_turning_words_turn_both_ways():
    assert all(low in TURNING.values() or TURNING[TURNING[low]] for low in TURNING)
    assert all(other != low for low, other in TURNING.items())


def test_no_irregular_form_is_its_own_base():
    assert all(form != base for form, base in IRREGULAR.items())


def test_negations_are_small_words_and_denials_are_not_light():
    assert {"not", "no", "nor", "neither"} <= STOP_WORDS & NEGATORS
    assert not DENIALS & LIGHT


def test_a_city_lies_in_its_country_and_countries_in_none():
    known = places()
    assert lies_within(known["shanghai"], known["china"])
    assert not lies_within(known["china"], known["shanghai"])
    assert lies_within(known["scotland"], known["britain"])
    assert not lies_within(known["paris"], known["china"])
    assert known["chinese"].people
    assert country_words()["chinese"] == "china"


def test_the_table_always_decides():
    assert TABLE[-1].needs == {}
    assert TABLE[-1].ground is Ground.APART
    assert decide([], Ground.APART, ())[0] is Outcome.NOT_COMPARABLE


def test_a_contradiction_needs_head_scope_and_time_settled_in_every_row():
    free = {SlotName.NUMBER, SlotName.UNIT, SlotName.TIME, SlotName.PLACE, SlotName.NAME, SlotName.POLARITY}
    for row in TABLE:
        if row.outcome is Outcome.CONTRADICTS:
            assert set(row.deciding) <= free
            assert all(row.needs[slot] == [Relation.DIFFERS] for slot in row.deciding)
            for slot in {SlotName.HEAD, SlotName.SCOPE, SlotName.TIME} - set(row.deciding):
                assert set(row.needs[slot]) == {Relation.AGREES, None}


def test_numbers_that_differ_do_not_contradict_where_the_unit_differs():
    slots = [Slot(SlotName.NUMBER, Relation.DIFFERS, "1", "2"), Slot(SlotName.UNIT, Relation.DIFFERS, "km", "percent")]
    assert decide(slots, Ground.EQUAL, set(Trait))[0] is not Outcome.CONTRADICTS


def test_directed_outcomes_always_have_a_direction():
    directed = {Outcome.MORE_SPECIFIC, Outcome.PART_OF, Outcome.LATER_UPDATE}
    for row in TABLE:
        assert (row.direction.value != "none") == (row.outcome in directed)
