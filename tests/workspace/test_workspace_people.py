"""Roles given and taken back, and actors that are one person."""

from __future__ import annotations

import pytest

from reviewer.errors import Ambiguous, NotAllowed, NotFound, UsageError
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.people import PersonView
from tests.workspace.workspace_tools import STORM, UNION, WAGES, Folder, claim, events, last_words

RADIO = "articles/radio.txt"


def known(folder: Folder, *names: str) -> None:
    """They have opened the workspace once."""
    for name in names:
        folder.open(name).close()


def person(workspace: Workspace, name: str) -> PersonView:
    (found,) = workspace.people(name)
    return found


def roles(workspace: Workspace) -> dict[str, str]:
    return {view.name: view.role for view in workspace.people()}


def test_everybody_is_listed_with_role_actors_and_since_when(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo")
    ada, bo = desk.people()
    assert (ada.name, ada.role, ada.mine) == ("Ada", "owner", True)
    assert (bo.name, bo.role, bo.mine) == ("Bo", "reviewer", False)
    (founder,) = ada.actors
    genesis = next(line for line in desk.log() if line.type == "genesis")
    assert (founder.right, founder.given, founder.via) == (genesis.hash, genesis.at, "flag")
    (actor,) = bo.actors
    told = next(line for line in desk.log(person="Bo") if line.type == "actor")
    assert (actor.name, actor.log[:8], actor.since, actor.given, actor.right) == ("Bo", told.log, told.at, "", "")


def test_a_role_names_the_right_it_rests_on_and_lets_its_bearer_act(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Cy")
    with folder.open("Bo") as bo, pytest.raises(NotAllowed, match="adjudicator"):
        bo.adjudicate(claim(bo, STORM, RADIO), Value.REFUTED, rationale="the log book")
    done = desk.give_role("Bo", "adjudicator")
    assert done.what == "Bo is an adjudicator now"
    assert last_words(desk) == "role adjudicator given to Bo"
    event = desk.desk.db.decisions.ground().get(done.events[0])
    assert event is not None
    assert event.data["right"] == person(desk, "Ada").actors[0].right
    with folder.open("Bo") as bo:
        bo.adjudicate(claim(bo, STORM, RADIO), Value.REFUTED, rationale="the log book")
    assert desk.row(claim(desk, STORM, RADIO)).status is Status.DECIDED
    with folder.open("Cy") as cy, pytest.raises(NotAllowed, match="adjudicator"):
        cy.adjudicate(claim(cy, STORM, RADIO), Value.SUPPORTED, rationale="no")
    assert desk.verify().ok


def test_a_right_that_was_taken_back_carries_no_later_act_and_earlier_ones_stand(
    folder: Folder, desk: Workspace
) -> None:
    known(folder, "Bo")
    desk.give_role("Bo", "adjudicator")
    with folder.open("Bo") as bo:
        bo.adjudicate(claim(bo, STORM, RADIO), Value.REFUTED, rationale="the log book")
        desk.revoke_role("Bo", "adjudicator")
        with pytest.raises(NotAllowed, match="adjudicator"):
            bo.adjudicate(claim(bo, UNION), Value.REFUTED, rationale="the log book")
    assert roles(desk) == {"Ada": "owner", "Bo": "reviewer"}
    assert desk.row(claim(desk, STORM, RADIO)).status is Status.DECIDED
    assert person(desk, "Bo").actors[0].right == ""
    with pytest.raises(UsageError, match="Bo is no adjudicator, but a reviewer"):
        desk.revoke_role("Bo", "adjudicator")
    with pytest.raises(UsageError, match="nobody gave Bo a role"):
        desk.revoke_role("Bo", "reviewer")


@pytest.mark.parametrize("role", ["adjudicator", "reviewer", "observer"])
def test_only_an_owner_gives_roles(folder: Folder, desk: Workspace, role: str) -> None:
    known(folder, "Bo", "Cy")
    if role != "reviewer":
        desk.give_role("Bo", role)
    before = events(desk)
    with folder.open("Bo") as bo:
        for act in (bo.give_role, bo.revoke_role):
            with pytest.raises((NotAllowed, UsageError), match="this needs an owner, and Bo is none"):
                act("Ada", "owner" if act == bo.revoke_role else "observer")
    assert events(desk) == before


def test_an_observer_judges_nothing(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo")
    desk.give_role("Bo", "observer")
    with folder.open("Bo") as bo, pytest.raises(NotAllowed):
        bo.verdict(claim(bo, STORM, RADIO), Value.SUPPORTED)
    desk.revoke_role("Bo", "observer")
    with folder.open("Bo") as bo:
        bo.verdict(claim(bo, STORM, RADIO), Value.SUPPORTED)


def test_the_last_owner_stays_and_another_one_may_take_the_founders_role(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo")
    for act in (lambda: desk.revoke_role("Ada", "owner"), lambda: desk.give_role("Ada", "observer")):
        with pytest.raises(NotAllowed, match="Ada is the last owner"):
            act()
    assert desk.give_role("Bo", "owner").events
    assert desk.give_role("Bo", "owner").events == (), "nothing is said twice"
    with folder.open("Bo") as bo:
        bo.revoke_role("Ada", "owner")
        with pytest.raises(NotAllowed, match="Bo is the last owner"):
            bo.give_role("Bo", "reviewer")
    assert roles(desk) == {"Ada": "reviewer", "Bo": "owner"}
    with pytest.raises(NotAllowed, match="Ada is none"):
        desk.give_role("Bo", "reviewer")


def test_an_owner_of_two_names_gives_up_both(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Ada L")
    desk.same_person("Ada", "Ada L")
    desk.give_role("Ada", "owner")
    desk.give_role("Bo", "owner")
    assert len(desk.revoke_role("Ada", "owner").events) == 2
    assert sorted(view.role for view in desk.people()) == ["owner", "reviewer"]


def test_who_is_not_known_is_given_nothing(folder: Folder, desk: Workspace) -> None:
    before = events(desk)
    with pytest.raises(NotFound, match="nobody here is called Dora") as told:
        desk.give_role("Dora", "owner")
    assert "reviewer --as 'Dora'" in told.value.next_step
    assert events(desk) == before


def test_a_name_that_several_bear_asks_which(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Cy")
    ids = twins(desk)
    with pytest.raises(Ambiguous) as told:
        desk.give_role("Bo", "adjudicator")
    assert all(id_ in told.value.next_step for id_ in ids)
    desk.give_role(ids[0], "adjudicator")
    assert {view.actors[0].id: view.role for view in desk.people("")}[ids[0]] == "adjudicator"
    desk.same_person(*ids)
    assert {each.id for each in person(desk, "Bo").actors} == set(ids)
    desk.two_persons(*ids)
    with pytest.raises(Ambiguous):
        desk.people("Bo")


def twins(desk: Workspace) -> list[str]:
    """A second actor who is called Bo, as from another machine; the ids of both."""
    from reviewer.log.event import new_id
    from reviewer.store.founding import actor_draft

    other = new_id()
    desk.desk.db.append([actor_draft(other, "Bo")], by=other, via="flag")
    return sorted([other, *(view.id for view in desk.people() if view.name == "Bo" and view.id != other)])


def test_one_person_of_two_names_counts_once_in_a_quorum(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\n")
    desk.update()
    wages = claim(desk, WAGES)
    for name in ("Bo", "Bo at home"):
        with folder.open(name) as bo:
            bo.verdict(wages, Value.SUPPORTED, copies=False)
    assert desk.row(wages).status is Status.DECIDED
    done = desk.same_person("Bo", "Bo at home")
    assert done.what == "Bo and Bo at home count as one person from now on"
    assert desk.row(wages).status is Status.IN_REVIEW
    assert len(desk.people()) == 2
    assert {each.name for each in person(desk, "Bo").actors} == {"Bo", "Bo at home"}
    with folder.open("Cy") as cy:
        cy.verdict(wages, Value.SUPPORTED, copies=False)
    assert desk.row(wages).status is Status.DECIDED
    assert desk.same_person("Bo at home", "Bo").events == ()
    assert desk.verify().ok


def test_parted_again_they_count_as_two_and_keep_their_names(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\n")
    desk.update()
    wages = claim(desk, WAGES)
    desk.assign(RADIO, "Bo")  # an owner made Bo known: the name is the owner's word, and must outlive the next one
    for name in ("Bo", "Cy"):
        with folder.open(name) as other:
            other.verdict(wages, Value.SUPPORTED, copies=False)
    desk.same_person("Bo", "Cy")
    assert desk.row(wages).status is Status.IN_REVIEW
    (joined,) = [view for view in desk.people() if len(view.actors) == 2]
    assert {each.name for each in joined.actors} == {"Bo", "Cy"}
    assert desk.two_persons("Cy", "Bo").events
    assert desk.row(wages).status is Status.DECIDED
    assert {view.name for view in desk.people()} == {"Ada", "Bo", "Cy"}
    with pytest.raises(UsageError, match="two persons already"):
        desk.two_persons("Cy", "Bo")


def test_whoever_is_one_person_acts_under_each_of_the_names(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Bo at home")
    desk.give_role("Bo", "adjudicator")
    done = desk.same_person("Bo", "Bo at home")
    assert done.warnings == (
        "only some of these names have the role adjudicator: reviewer role Bo adjudicator gives it to all",
    )
    known(folder, "Bo", "Bo at home")
    assert len(desk.people()) == 2, "neither name makes a new actor"
    for name in ("Bo", "Bo at home"):
        assert not desk.assign(RADIO, name).warnings
        assert [line.type for line in desk.log(person=name)] == ["actor", "actor"]
    with folder.open("Bo at home") as home, pytest.raises(NotAllowed, match="adjudicator"):
        home.adjudicate(claim(home, STORM, RADIO), Value.REFUTED, rationale="the log book")
    desk.give_role("Bo", "adjudicator")
    with folder.open("Bo at home") as home:
        home.adjudicate(claim(home, STORM, RADIO), Value.REFUTED, rationale="the log book")


def test_two_who_both_say_so_are_one_without_an_owner(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Cy", "Dan")
    with folder.open("Bo") as bo, folder.open("Cy") as cy, folder.open("Dan") as dan:
        with pytest.raises(NotAllowed, match="Dan is none of these"):
            dan.same_person("Bo", "Cy")
        assert bo.same_person("Bo", "Cy").warnings == ("it holds once Cy says so too, or an owner does",)
        assert len(desk.people()) == 4
        assert not cy.same_person("Bo", "Cy").warnings
        assert len(desk.people()) == 3
        for other in (dan, desk):
            with pytest.raises(NotAllowed, match="one of the two takes it back"):
                other.two_persons("Bo", "Cy")
        assert cy.two_persons("Cy", "Bo").events
        assert len(desk.people()) == 4


def test_what_an_owner_said_no_reviewer_takes_back(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Cy")
    desk.same_person("Bo", "Cy")
    with folder.open("Bo") as bo, pytest.raises(NotAllowed, match="an owner said so"):
        bo.two_persons("Bo", "Cy")
    with pytest.raises(UsageError, match="the same actor"):
        desk.same_person("Bo", "Bo")


def test_three_of_one_person_are_parted_one_by_one(folder: Folder, desk: Workspace) -> None:
    known(folder, "Bo", "Cy", "Dan")
    desk.same_person("Bo", "Cy")
    desk.same_person("Cy", "Dan")
    assert len(desk.people()) == 2
    with pytest.raises(UsageError, match="only by way of others"):
        desk.two_persons("Bo", "Dan")
    desk.two_persons("Bo", "Cy")
    assert sorted(len(view.actors) for view in desk.people()) == [1, 1, 2]
