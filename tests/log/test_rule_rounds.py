"""Rules 2 (policies), 6, 7, 9 and 10 of docs/log.md: rules in force, rounds, sealed values, looks, imports."""

from __future__ import annotations

import pytest

from reviewer.log.event import new_id
from tests.log.world import ALICE, ARTICLE, BOB, CAROL, claim, hex_of

R1 = (claim(), "content", 1)


@pytest.fixture
def blind(world):
    """A blind policy that wants two persons."""
    return world.policy(world.logs[0][0].hash, blind=True, reviews=2)


def seen(state, on=0, number=None):
    return sorted((said.person, said.value, said.sealed) for said in state.verdicts(claim(on), "content", number))


# rules in force


def test_without_a_policy_the_defaults_hold(world):
    state = world.state()
    assert state.ground.in_force() == {
        "blind": False, "copies": True, "double": 0, "hide_scores": False, "quorum": None,
        "require_evidence": False, "reviews": 1, "seed": 0,
    }  # fmt: skip
    assert state.wanted(claim(), "content") == state.quorum(claim(), "content") == 1


def test_of_several_current_policies_the_stricter_of_each_rule_holds(world):
    right = world.logs[0][0].hash
    world.policy(right, replaces=[], reviews=3, quorum=2, blind=False, copies=False)
    world.policy(right, replaces=[], reviews=2, quorum=None, blind=True, copies=True)
    force = world.state().ground.in_force()
    assert (force["reviews"], force["quorum"], force["blind"], force["copies"]) == (3, None, True, False)


def test_an_owners_policy_that_names_them_all_settles(world):
    right = world.logs[0][0].hash
    world.policy(right, replaces=[], reviews=3)
    world.policy(right, replaces=[], reviews=2)
    world.policy(right, reviews=1)
    assert world.state().ground.in_force()["reviews"] == 1
    assert len(world.state().ground.policies()) == 1


def test_a_round_keeps_the_rules_its_verdicts_were_given_under(world):
    right = world.logs[0][0].hash
    old = world.policy(right, reviews=1)
    world.verdict(policy=old.hash)
    world.policy(right, reviews=3)
    state = world.state()
    assert state.wanted(claim(0), "content") == 1
    assert state.wanted(claim(1), "content") == 3


def test_where_the_policies_of_a_round_differ_the_stricter_holds(world):
    right = world.logs[0][0].hash
    old = world.policy(right, reviews=2)
    world.verdict(by=ALICE, policy=old.hash)
    new = world.policy(right, reviews=1)
    world.verdict(by=BOB, policy=new.hash)
    assert world.state().wanted(claim(), "content") == 2


# rounds


def test_the_round_is_the_highest_that_a_live_reopen_names(world):
    right = world.logs[0][0].hash
    assert world.state().round(claim(), "content") == 1
    world.reopen(2, right)
    third = world.reopen(3, right)
    assert world.state().round(claim(), "content") == 3
    world.undo(third)
    assert world.state().round(claim(), "content") == 2


def test_reopening_the_content_leaves_the_attribution(world):
    world.reopen(2, world.logs[0][0].hash, about="content")
    assert world.state().round(claim(), "attribution") == 1


def test_a_reviewer_does_not_reopen(world):
    world.reopen(2, world.logs[0][0].hash, by=BOB)
    assert world.state().round(claim(), "content") == 1


def test_a_new_round_starts_without_verdicts_and_adjudications(world):
    right = world.logs[0][0].hash
    world.verdict()
    world.adjudicate("refuted", [], right)
    world.reopen(2, right)
    state = world.state()
    assert state.verdicts(claim(), "content") == ()
    assert state.adjudications(claim(), "content") == []
    assert len(state.verdicts(claim(), "content", 1)) == 1


# sealed values


def test_values_of_an_open_blind_round_are_given_to_nobody(world, blind):
    world.verdict("supported", by=ALICE, policy=blind.hash)
    state = world.state()
    assert seen(state) == [(ALICE, None, True)]
    assert state.persons_in(claim(), "content") == (ALICE,)


def test_the_author_may_still_see_their_own_value(world, blind):
    verdict = world.verdict("supported", policy=blind.hash)
    assert world.state().opened(verdict) == "supported"


def test_a_reveal_on_as_many_persons_as_wanted_opens_the_round(world, blind):
    verdicts = [
        world.verdict("supported", by=ALICE, policy=blind.hash),
        world.verdict("refuted", by=BOB, policy=blind.hash),
    ]
    state = world.state()
    assert state.to_reveal(claim(), "content") == tuple(sorted(v.hash for v in verdicts))
    world.reveal(state.to_reveal(claim(), "content"), by=BOB)
    assert seen(world.state()) == [(ALICE, "supported", False), (BOB, "refuted", False)]
    assert world.state().to_reveal(claim(), "content") == ()


def test_a_reveal_too_early_opens_nothing(world, blind):
    verdict = world.verdict("supported", policy=blind.hash)
    assert world.state().to_reveal(claim(), "content") == ()
    world.reveal([verdict.hash], by=BOB)
    assert seen(world.state()) == [(ALICE, None, True)]


def test_two_actors_of_one_person_do_not_fill_a_round(world, blind):
    world.name(CAROL, same=[BOB], by=ALICE, right=world.logs[0][0].hash)
    verdicts = [world.verdict(by=actor, policy=blind.hash, replaces=[]) for actor in (BOB, CAROL)]
    world.reveal([verdict.hash for verdict in verdicts], by=BOB)
    assert not world.state().closed(*R1)


def test_verdicts_on_another_claim_do_not_fill_a_round(world, blind):
    world.verdict(by=ALICE, policy=blind.hash)
    other = world.verdict(by=BOB, policy=blind.hash, on=1)
    world.reveal([other.hash, world.logs[0][-2].hash], by=BOB)
    assert not world.state().closed(*R1)


def test_an_owner_opens_a_round_that_is_not_full(world, blind):
    world.verdict("supported", by=BOB, policy=blind.hash)
    world.reveal([], right=world.logs[0][0].hash)
    assert seen(world.state()) == [(BOB, "supported", False)]


def test_a_reviewer_who_claims_an_owners_right_opens_nothing(world, blind):
    world.verdict("supported", by=ALICE, policy=blind.hash)
    world.reveal([], right=world.logs[0][0].hash, by=BOB)
    assert seen(world.state()) == [(ALICE, None, True)]


def test_a_round_once_opened_stays_open_when_a_verdict_is_undone(world, blind):
    first = world.verdict("supported", by=ALICE, policy=blind.hash)
    second = world.verdict("refuted", by=BOB, policy=blind.hash)
    world.reveal([first.hash, second.hash])
    world.undo(first)
    assert seen(world.state()) == [(BOB, "refuted", False)]


def test_one_blind_verdict_seals_those_given_in_the_open(world, blind):
    open_ = world.policy(world.logs[0][0].hash, blind=False, reviews=2)
    world.verdict("supported", by=ALICE, policy=open_.hash)
    assert seen(world.state()) == [(ALICE, "supported", False)]
    world.verdict("refuted", by=BOB, policy=blind.hash)
    assert seen(world.state()) == [(ALICE, None, True), (BOB, None, True)]


def test_making_the_rules_blind_does_not_seal_what_was_open(world):
    world.verdict("supported")
    world.policy(world.logs[0][0].hash, blind=True)
    assert seen(world.state()) == [(ALICE, "supported", False)]


def test_a_verdict_under_a_policy_that_is_not_here_is_sealed(world):
    world.verdict("supported", policy=hex_of("unknown policy"))
    assert seen(world.state()) == [(ALICE, None, True)]


def test_notes_and_answers_are_sealed_with_the_round(world, blind):
    world.verdict(by=ALICE, policy=blind.hash)
    note = world.note(by=ALICE)
    answer = world.answer("report", by=ALICE)
    state = world.state()
    assert state.sealed(note)
    assert state.sealed(answer)
    assert state.withheld(note) == (note.data["rationale"],)
    assert state.answers(claim(), "genre")[0].value is None
    world.reveal([], right=world.logs[0][0].hash)
    state = world.state()
    assert not state.sealed(note)
    assert state.withheld(note) == ()
    assert state.answers(claim(), "genre")[0].value == "report"


def test_all_words_of_a_sealed_verdict_are_withheld(world, blind):
    names = {name: world.words(name) for name in ("rationale", "private", "seen")}
    piece = world.words("evidence")
    verdict = world.verdict(policy=blind.hash, evidence=[piece], **names)
    assert set(world.state().withheld(verdict)) == {*names.values(), piece, verdict.data["value"]}


def test_an_undone_blind_verdict_stays_sealed(world, blind):
    verdict = world.verdict(policy=blind.hash)
    world.undo(verdict)
    assert world.state().value(verdict) is None


def test_a_reopened_round_is_sealed_for_itself(world, blind):
    first = world.verdict("supported", by=ALICE, policy=blind.hash)
    world.reveal([], right=world.logs[0][0].hash)
    world.reopen(2, world.logs[0][0].hash)
    second = world.verdict("refuted", by=ALICE, policy=blind.hash, round=2)
    state = world.state()
    assert (state.value(first), state.value(second)) == ("supported", None)


# erased values


def test_an_erased_value_counts_as_given_for_no_value(world):
    verdict = world.verdict("supported")
    del world.blobs[verdict.data["value"]]
    assert seen(world.state()) == [(ALICE, None, False)]
    assert world.state().persons_in(claim(), "content") == (ALICE,)


@pytest.mark.parametrize("blob", [b"supported", b"", b"0" * 32 + b"\nperhaps", b"0" * 32 + b"\n\xff"])
def test_a_value_that_is_none_of_the_five_counts_as_absent(world, blob):
    verdict = world.verdict("supported")
    world.blobs[verdict.data["value"]] = blob
    assert seen(world.state()) == [(ALICE, None, False)]


# adjudication


@pytest.fixture
def adjudicated(world):
    """Two verdicts that differ, and an adjudication that rests on both."""
    verdicts = [world.verdict("supported", by=ALICE), world.verdict("refuted", by=BOB)]
    made = world.adjudicate("refuted", [v.hash for v in verdicts], world.logs[0][0].hash)
    return made, verdicts


def test_an_adjudication_that_rests_on_all_stands(world, adjudicated):
    assert world.state().looks(adjudicated[0]) == ()


def test_it_needs_another_look_when_a_basis_is_undone(world, adjudicated):
    world.undo(adjudicated[1][1], by=BOB)
    assert world.state().looks(adjudicated[0]) == ("basis_undone",)


def test_it_needs_another_look_when_a_basis_is_replaced(world, adjudicated):
    world.verdict("conflicting", by=BOB)
    assert world.state().looks(adjudicated[0]) == ("basis_replaced", "outside_basis")


def test_it_needs_another_look_when_a_basis_is_erased(world, adjudicated):
    del world.blobs[adjudicated[1][0].data["value"]]
    assert world.state().looks(adjudicated[0]) == ("basis_erased",)


def test_it_needs_another_look_when_a_verdict_stands_outside_its_basis(world, adjudicated):
    world.verdict("supported", by=CAROL)
    assert world.state().looks(adjudicated[0]) == ("outside_basis",)


def test_it_needs_another_look_when_a_basis_is_not_here(world):
    made = world.adjudicate("refuted", [hex_of("elsewhere")], world.logs[0][0].hash)
    assert world.state().looks(made) == ("basis_absent",)


def test_it_needs_another_look_when_its_own_value_is_gone(world, adjudicated):
    del world.blobs[adjudicated[0].data["value"]]
    assert world.state().looks(adjudicated[0]) == ("value_absent",)


def test_it_stands_again_when_the_undo_is_undone(world, adjudicated):
    undo = world.undo(adjudicated[1][1], by=BOB)
    world.undo(undo, by=BOB)
    assert world.state().looks(adjudicated[0]) == ()


# stated verdicts


def stated(world, value="refuted", actor=None, by=ALICE, **more):
    said = {"name": world.words("Bob"), "actor": actor, "file": hex_of("edited.yaml")}
    return world.verdict(value, by=by, stated=said, **more)


def test_a_stated_verdict_does_not_count(world):
    made = stated(world)
    state = world.state()
    (said,) = state.verdicts(claim(), "content")
    assert (said.event, said.stated, said.confirmed, said.value) == (made, True, False, "refuted")
    assert state.persons_in(claim(), "content") == ()


def test_a_stated_verdict_does_not_touch_the_importers_own(world):
    own = world.verdict("supported")
    brought = stated(world)
    assert brought.data["replaces"] == []
    assert {said.event for said in world.state().verdicts(claim(), "content")} == {own, brought}


def test_the_persons_own_verdict_confirms_it(world):
    brought = stated(world, actor=BOB)
    own = world.verdict("refuted", by=BOB, confirms=brought.hash)
    state = world.state()
    assert {(s.event, s.confirmed) for s in state.verdicts(claim(), "content")} == {(brought, True), (own, False)}
    assert state.persons_in(claim(), "content") == (BOB,)


@pytest.mark.parametrize(("value", "by"), [("supported", BOB), ("refuted", CAROL)])
def test_another_value_or_another_person_confirms_nothing(world, value, by):
    brought = stated(world, actor=BOB)
    world.verdict(value, by=by, confirms=brought.hash)
    assert not any(said.confirmed for said in world.state().verdicts(claim(), "content"))


def test_an_undone_confirmation_confirms_nothing(world):
    brought = stated(world, actor=BOB)
    world.undo(world.verdict("refuted", by=BOB, confirms=brought.hash), by=BOB)
    assert not any(said.confirmed for said in world.state().verdicts(claim(), "content"))


def test_stated_verdicts_do_not_fill_a_blind_round(world, blind):
    verdicts = [world.verdict(by=ALICE, policy=blind.hash), stated(world, actor=BOB, policy=blind.hash)]
    world.reveal([verdict.hash for verdict in verdicts])
    assert not world.state().closed(*R1)


def test_a_stated_verdict_is_sealed_like_any_other(world, blind):
    world.verdict(by=BOB, policy=blind.hash)
    made = stated(world)
    assert world.state().value(made) is None


def test_a_stated_verdict_outside_the_basis_needs_no_look(world, adjudicated):
    stated(world, by=CAROL)
    assert world.state().looks(adjudicated[0]) == ()


def test_several_stated_by_one_importer_stand_side_by_side(world):
    stated(world, "refuted", replaces=[])
    stated(world, "supported", replaces=[])
    assert len(world.state().verdicts(claim(), "content")) == 2


# sign-off


def signed(world, basis, version=None):
    from reviewer.log import canonical

    lists = canonical.encode(sorted(event.hash for event in basis)).encode()
    data = {
        "article": ARTICLE,
        "version": version or world.logs[0][1].data["version"],
        "skipped": None,
        "basis": world.plain(lists),
        "batch": None,
    }
    return world.act("signoff", data)


def test_a_signoff_stands_while_its_version_and_basis_do(world):
    world.version()
    made = signed(world, [world.verdict()])
    state = world.state()
    assert state.signoffs(ARTICLE) == [made]
    assert state.signoff_looks(made) == ()


def test_a_signoff_needs_another_look_when_something_changes(world):
    from tests.log.world import NEWER_VERSION

    world.version()
    verdict = world.verdict()
    made = signed(world, [verdict])
    world.undo(verdict)
    assert world.state().signoff_looks(made) == ("basis_changed",)
    assert world.state().signoff_looks(made, lambda _: True) == ()
    world.version(NEWER_VERSION)
    assert world.state().signoff_looks(made, lambda _: True) == ("version_changed",)
    del world.blobs[made.data["basis"]]
    assert world.state().signoff_looks(made) == ("version_changed", "basis_absent")


def test_a_batch_may_hold_verdict_and_answers_of_one_key(world):
    batch = new_id()
    world.verdict(batch=batch)
    world.answer("report", batch=batch)
    world.undo(batch=batch)
    state = world.state()
    assert state.verdicts(claim(), "content") == ()
    assert state.answers(claim(), "genre") == ()
