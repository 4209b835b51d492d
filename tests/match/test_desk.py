"""Pairs as a fact-checking desk meets them, with what a careful editor would say of each."""

import pytest

from reviewer.model.comparison import Outcome, Relation, SlotName

AGREEING = {Outcome.SAME, Outcome.RESTATED, Outcome.MORE_SPECIFIC}
OPEN = {Outcome.CANNOT_TELL, Outcome.DIFFERENT_SCOPE, Outcome.NOT_COMPARABLE}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The bank raised its main rate by 0.25 percentage points.",
            "The bank raised its main rate by 25 basis points.",
        ),
        ("The spill covers 40 square kilometres.", "The spill covers 4,000 hectares."),
        ("The council voted 7-2 to close the pool.", "Councillors voted by seven to two to shut the pool."),
        ("More than a third of the shops stand empty.", "35 percent of the shops stand empty."),
        ("The ferry had 212 people on board.", "There were 212 people aboard the ferry."),
        ("The museum reopened after a three-year renovation.", "The museum reopened after three years of renovation."),
        ("The trial begins on Monday.", "The trial will begin on Monday."),
        ("President Ilves signed the law on 4 May.", "The president signed the law on 4 May."),
        ("The crash killed 12 people, including three children.", "Three children were killed in the crash."),
        ("The pilot was not drunk.", "The pilot was sober."),
        ("The storm cut power to 30,000 homes.", "The storm left 30,000 households without power."),
        ("Most residents support the wind farm.", "62 percent of residents support the wind farm."),
    ],
)
def test_other_words_for_one_thing_agree(compared, left, right):
    assert compared(left, right).outcome in AGREEING


@pytest.mark.parametrize(
    ("left", "right", "deciding"),
    [
        ("Wages rose faster than prices.", "Prices rose faster than wages.", SlotName.POLARITY),
        ("Wages rose faster than prices.", "Wages rose more slowly than prices.", SlotName.POLARITY),
        (
            "Most residents support the wind farm.",
            "Only 23 percent of residents support the wind farm.",
            SlotName.NUMBER,
        ),
        ("Rents have doubled since 2010.", "Rents have tripled since 2010.", SlotName.NUMBER),
        ("The shop opened on Monday.", "The shop closed on Monday.", SlotName.POLARITY),
        ("The mayor was arrested.", "No, the mayor has not been arrested.", SlotName.POLARITY),
        ("Neither driver wore a seat belt.", "Both drivers wore seat belts.", SlotName.POLARITY),
    ],
)
def test_what_cannot_both_be_true_contradicts(compared, left, right, deciding):
    comparison = compared(left, right)
    assert (comparison.outcome, comparison.deciding[:1]) == (Outcome.CONTRADICTS, (deciding,))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Exports to China fell by 8 percent.", "Imports from China fell by 8 percent."),
        ("The survey found 62 percent in favour.", "The survey found 38 percent against."),
        ("62 percent of voters support the plan.", "38 percent of voters oppose the plan."),
        ("The drug reduced deaths by 60 percent in men.", "The drug reduced deaths by 40 percent in women."),
        ("Unemployment is 5.1 percent.", "Unemployment among young people is 12 percent."),
        ("The airline cancelled 120 flights on Saturday.", "The airline cancelled 80 flights on Sunday."),
        ("Police found 14 kilograms of cocaine in the truck.", "Police found 14 kilograms of heroin in the truck."),
        ("The army accused the rebels of shelling.", "The rebels accused the army of shelling."),
        ("Police will start fining cyclists.", "Police will stop arresting cyclists."),
    ],
)
def test_what_may_both_be_true_neither_contradicts_nor_agrees_by_mistake(compared, left, right):
    assert compared(left, right).outcome in OPEN


@pytest.mark.parametrize(
    ("right", "relation"),
    [
        ("Police shot down rumours that the statue was stolen.", Relation.DIFFERS),
        ("Three men with fake passports stole the statue.", None),
    ],
)
def test_a_report_that_is_done_away_with_is_denied_and_a_fake_passport_denies_nothing(compared, right, relation):
    slots = compared("The statue was stolen.", right).slots
    assert next((slot.relation for slot in slots if slot.name is SlotName.POLARITY), None) is relation


@pytest.mark.parametrize("right", ["The king met the queen.", "Food and water arrived."])
def test_what_is_mutual_or_listed_may_change_places(compared, right):
    left = {"The king met the queen.": "The queen met the king."}.get(right, "Water and food arrived.")
    assert all(slot.relation is not Relation.DIFFERS for slot in compared(left, right).slots)
    assert compared(left, right).outcome in AGREEING


def test_some_other_services_are_no_number(compared):
    comparison = compared("The airline cancelled some other services.", "The airline cancelled 120 services.")
    number = next(slot for slot in comparison.slots if slot.name is SlotName.NUMBER)
    assert (number.relation, number.left) == (Relation.ONLY_ONE, "")
