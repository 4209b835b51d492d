"""Rules 1 to 3 of docs/log.md: counting, live, current, undo."""

from __future__ import annotations

import pytest

from reviewer.log.event import new_id
from reviewer.log.subjects import Subject
from reviewer.log.types import TYPES, UNDOABLE
from tests.log.world import ALICE, BOB, CAROL, VERSION, claim


def values(state, on=0, about="content"):
    return [said.value for said in state.verdicts(claim(on), about)]


def test_a_later_verdict_replaces_the_earlier_of_the_same_person(world):
    first = world.verdict("supported")
    second = world.verdict("refuted")
    state = world.state()
    assert values(state) == ["refuted"]
    assert second.data["replaces"] == [first.hash]
    assert state.live(first.hash)
    assert not state.is_current(first.hash)


def test_persons_do_not_replace_each_other(world):
    world.verdict("supported", by=ALICE)
    world.verdict("refuted", by=BOB)
    assert sorted(values(world.state())) == ["refuted", "supported"]


def test_naming_another_persons_verdict_does_not_drop_it(world):
    alice = world.verdict("supported", by=ALICE)
    world.verdict("refuted", by=BOB, replaces=[alice.hash])
    assert sorted(values(world.state())) == ["refuted", "supported"]


def test_naming_an_own_event_of_another_subject_does_not_drop_it(world):
    other = world.verdict("supported", on=1)
    world.verdict("refuted", on=0, replaces=[other.hash])
    assert values(world.state(), on=1) == ["supported"]


def test_content_and_attribution_are_two_subjects(world):
    world.verdict("refuted", about="content")
    world.verdict("supported", about="attribution")
    state = world.state()
    assert values(state, about="content") == ["refuted"]
    assert values(state, about="attribution") == ["supported"]


def test_undo_brings_back_what_stood_before(world):
    world.verdict("supported")
    second = world.verdict("refuted")
    world.undo(second)
    assert values(world.state()) == ["supported"]


def test_redo_is_the_undo_of_an_undo(world):
    world.verdict("supported")
    second = world.verdict("refuted")
    undo = world.undo(second)
    world.undo(undo)
    assert values(world.state()) == ["refuted"]


def test_a_redo_never_revives_what_a_later_act_replaced(world):
    first = world.verdict("supported")
    second = world.verdict("refuted")
    undo_second = world.undo(second)
    undo_first = world.undo(first)
    third = world.verdict("conflicting")
    assert third.data["replaces"] == [second.hash]  # the last one, though undone
    world.undo(undo_second)
    world.undo(undo_first)
    assert values(world.state()) == ["conflicting"]


def test_nobody_undoes_the_act_of_another(world):
    verdict = world.verdict("supported", by=ALICE)
    world.undo(verdict, by=BOB)
    assert values(world.state()) == ["supported"]


def test_an_owner_does_not_undo_the_act_of_another_either(world):
    verdict = world.verdict("supported", by=BOB)
    world.undo(verdict, by=ALICE)
    assert values(world.state()) == ["supported"]


def test_an_undo_by_another_person_of_an_undo_does_nothing(world):
    verdict = world.verdict("supported")
    undo = world.undo(verdict)
    world.undo(undo, by=BOB)
    assert values(world.state()) == []


def test_only_what_carries_a_batch_and_undo_itself_can_be_undone():
    assert {name for name, kind in TYPES.items() if "batch" in kind.fields} == UNDOABLE
    assert {
        "given", "revise", "block", "date", "note", "verdict", "answer", "decision", "lineage", "adjudication",
        "postpone", "assign", "signoff", "reopen", "undo",
    } == UNDOABLE  # fmt: skip


def test_undoing_what_cannot_be_undone_does_nothing(world):
    genesis = world.logs[0][0]
    policy = world.policy(genesis.hash, reviews=2)
    world.undo(policy, genesis)
    state = world.state()
    assert state.ground.in_force()["reviews"] == 2
    assert state.live(genesis.hash)


def test_a_batch_is_undone_as_one(world):
    batch = new_id()
    for number in range(3):
        world.verdict("refuted", on=number, batch=batch)
    world.undo(batch=batch)
    assert [values(world.state(), on=number) for number in range(3)] == [[], [], []]


def test_one_copy_of_a_batch_is_undone_by_its_event(world):
    batch = new_id()
    verdicts = [world.verdict("refuted", on=number, batch=batch) for number in range(3)]
    world.undo(verdicts[1])
    assert [values(world.state(), on=number) for number in range(3)] == [["refuted"], [], ["refuted"]]


def test_redoing_a_batch_leaves_the_copy_that_was_undone_by_itself(world):
    batch = new_id()
    verdicts = [world.verdict("refuted", on=number, batch=batch) for number in range(2)]
    world.undo(verdicts[1])
    undo = world.undo(batch=batch)
    world.undo(undo)
    assert [values(world.state(), on=number) for number in range(2)] == [["refuted"], []]


def test_anothers_events_of_the_same_batch_are_not_undone_with_it(world):
    batch = new_id()
    world.verdict("refuted", by=ALICE, batch=batch)
    world.verdict("supported", by=BOB, batch=batch)
    world.undo(batch=batch, by=ALICE)
    assert values(world.state()) == ["supported"]


def test_two_machines_of_one_person_show_both_until_one_names_both(world):
    genesis = world.logs[0][0]
    world.found(BOB, joins=genesis.hash)
    world.name(ALICE, same=[BOB])
    world.name(BOB, same=[ALICE], log=1)
    one = world.verdict("supported", by=ALICE, replaces=[])
    other = world.verdict("refuted", by=BOB, log=1, replaces=[])
    assert sorted(values(world.state())) == ["refuted", "supported"]
    third = world.verdict("conflicting", by=BOB, log=1)
    assert third.data["replaces"] == sorted([one.hash, other.hash])
    assert values(world.state()) == ["conflicting"]


def test_a_long_chain_of_undo_and_redo_is_followed(world):
    step = world.verdict("supported")
    for _ in range(1500):
        step = world.undo(step)
    assert values(world.state()) == ["supported"]


def test_an_undo_that_comes_before_what_it_undoes_takes_effect_when_that_comes(world):
    verdict = world.verdict("supported")
    world.undo(verdict)
    state = world.state(events=[world.logs[0][0], world.logs[0][2]])
    assert not state.live(verdict.hash)
    state.add(verdict)
    assert values(state) == []


def test_a_replacement_that_comes_first_holds_when_the_replaced_comes(world):
    first = world.verdict("supported")
    second = world.verdict("refuted")
    state = world.state(events=[world.logs[0][0], second])
    assert values(state) == ["refuted"]
    assert state.add(first)
    assert values(state) == ["refuted"]


def test_adding_twice_changes_nothing(world):
    verdict = world.verdict("supported")
    state = world.state()
    assert not state.add(verdict)
    assert values(state) == ["supported"]


def test_several_adjudicators_share_one_register_and_a_third_settles(world):
    genesis = world.logs[0][0]
    role = world.role(BOB, "adjudicator", genesis.hash)
    one = world.adjudicate("supported", [], genesis.hash, by=ALICE, replaces=[])
    other = world.adjudicate("refuted", [], role.hash, by=BOB, replaces=[])
    assert {e.hash for e in world.state().adjudications(claim(), "content")} == {one.hash, other.hash}
    third = world.adjudicate("refuted", [], genesis.hash)
    assert third.data["replaces"] == sorted([one.hash, other.hash])
    assert world.state().adjudications(claim(), "content") == [third]


def test_undoing_the_settling_adjudication_brings_both_back(world):
    genesis = world.logs[0][0]
    role = world.role(BOB, "adjudicator", genesis.hash)
    world.adjudicate("supported", [], genesis.hash, by=ALICE, replaces=[])
    world.adjudicate("refuted", [], role.hash, by=BOB, replaces=[])
    third = world.adjudicate("refuted", [], genesis.hash)
    world.undo(third)
    assert len(world.state().adjudications(claim(), "content")) == 2


def test_an_article_is_one_register_for_all(world):
    world.article(by=ALICE)
    later = world.article(by=BOB, withdrawn=True)
    assert world.state().article(later.data["article"]) == [later]


def test_postponing_ends_by_an_event_that_says_so(world):
    world.postpone()
    assert world.state().postponed(claim(), ALICE) is not None
    assert world.state().postponed(claim(), BOB) is None
    world.postpone(postponed=False)
    assert world.state().postponed(claim(), ALICE) is None


def test_a_person_assigns_to_themselves_but_not_to_others(world):
    world.assign(BOB, by=BOB)
    assert world.state().assigned(claim()) == (BOB,)
    refused = world.assign(CAROL, by=BOB)
    state = world.state()
    assert state.assigned(claim()) == (BOB,)
    assert state.ignored(refused) == "no_right"


def test_an_adjudicator_assigns_to_others(world):
    world.assign(CAROL, by=ALICE, right=world.logs[0][0].hash)
    assert world.state().assigned(claim()) == (CAROL,)
    world.assign(None, by=CAROL)
    assert world.state().assigned(claim()) == ()


@pytest.mark.parametrize("classes", [("widget", "body"), ("headline", "footer")])
def test_where_persons_differ_on_a_block_the_class_that_gives_claims_holds(world, classes):
    world.block(classes[0], by=ALICE)
    world.block(classes[1], by=BOB)
    assert world.state().block_class(VERSION, 0, 50) in ("body", "headline")
    assert len(world.state().blocks(VERSION)) == 2


def test_nobody_said_what_a_block_is(world):
    assert world.state().block_class(VERSION, 0, 50) is None


def test_a_persons_register_can_be_asked_alone(world):
    world.verdict("supported", by=ALICE)
    bob = world.verdict("refuted", by=BOB)
    about = Subject("verdict", (claim(), "content", "1", ""), own=True)
    assert world.state().current(about, BOB) == [bob]


def test_a_batch_undo_that_comes_later_reaches_answers_already_given(world):
    batch = new_id()
    for number in range(2):
        world.verdict("refuted", on=number, batch=batch)
    state = world.state()
    assert [values(state, on=number) for number in range(2)] == [["refuted"], ["refuted"]]
    undo = world.undo(batch=batch)
    state.add(undo)
    assert [values(state, on=number) for number in range(2)] == [[], []]
    state.add(world.undo(undo))
    assert [values(state, on=number) for number in range(2)] == [["refuted"], ["refuted"]]


def test_a_right_that_comes_later_reaches_answers_already_given(world):
    role = world.role(BOB, "adjudicator", world.logs[0][0].hash)
    made = world.adjudicate("refuted", [], role.hash, by=BOB)
    state = world.state(events=[world.logs[0][0], made])
    assert state.adjudications(claim(), "content") == []
    state.add(role)
    assert state.adjudications(claim(), "content") == [made]
