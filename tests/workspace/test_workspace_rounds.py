"""Several reviewers: double and blind review, disagreement, adjudication, a new round, statements of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from reviewer.errors import NotAllowed, UsageError
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import STORM, UNION, Folder, claim, events, last_words

RADIO = "articles/radio.txt"


@dataclass(frozen=True)
class Team:
    """Ada owns the project; Bo and Cy review."""

    folder: Folder
    ada: Workspace
    bo: Workspace
    cy: Workspace
    claim: str

    def rules(self, text: str) -> None:
        self.folder.rules(text)
        self.ada.update()


@pytest.fixture
def team(folder: Folder) -> Iterator[Team]:
    with folder.open() as ada, folder.open("Bo") as bo, folder.open("Cy") as cy:
        yield Team(folder, ada, bo, cy, claim(ada, STORM, RADIO))


def test_two_reviews_decide_where_they_are_equal(team: Team) -> None:
    team.rules("reviews: 2\n")
    team.ada.verdict(team.claim, Value.SUPPORTED)
    assert team.ada.row(team.claim).status is Status.IN_REVIEW
    assert team.ada.summary().in_review == 1
    team.bo.verdict(team.claim, Value.SUPPORTED)
    assert (team.ada.row(team.claim).status, team.ada.row(team.claim).value) == (Status.DECIDED, Value.SUPPORTED)


def test_two_reviews_that_differ_are_split(team: Team) -> None:
    team.rules("reviews: 2\n")
    team.ada.verdict(team.claim, Value.SUPPORTED)
    team.bo.verdict(team.claim, Value.REFUTED)
    assert team.ada.row(team.claim).status is Status.SPLIT
    assert (team.ada.row(team.claim).mine, team.bo.row(team.claim).mine) == (Value.SUPPORTED, Value.REFUTED)
    assert len(team.cy.claim(team.claim).verdicts) == 2


def test_a_blind_round_is_sealed_until_it_is_full(team: Team) -> None:
    team.rules("reviews: 2\nblind: true\n")
    team.ada.verdict(team.claim, Value.SUPPORTED, rationale="harbour log")
    assert team.bo.claim(team.claim).verdicts == ()
    assert team.bo.row(team.claim).value is None
    assert team.bo.row(team.claim).status is Status.IN_REVIEW
    assert [said.value for said in team.ada.claim(team.claim).verdicts] == [Value.SUPPORTED]
    assert "sealed" in last_words(team.bo)
    before = events(team.ada)
    receipt = team.bo.verdict(team.claim, Value.REFUTED)
    assert [line.type for line in team.ada.log()][before:] == ["verdict", "reveal"]
    assert len(receipt.events) == 2
    assert {said.value for said in team.bo.claim(team.claim).verdicts} == {Value.SUPPORTED, Value.REFUTED}
    assert {said.rationale for said in team.cy.claim(team.claim).verdicts} == {"harbour log", ""}
    assert not any("sealed" in line.words for line in team.cy.log())


def test_an_undone_verdict_of_an_open_blind_round_empties_it_again(team: Team) -> None:
    team.rules("reviews: 2\nblind: true\n")
    team.ada.verdict(team.claim, Value.SUPPORTED)
    team.ada.undo()
    team.bo.verdict(team.claim, Value.REFUTED)
    assert team.ada.row(team.claim).status is Status.IN_REVIEW
    assert team.ada.claim(team.claim).verdicts == ()


def test_notes_of_an_open_blind_round_are_hidden_too(team: Team) -> None:
    team.rules("reviews: 2\nblind: true\n")
    team.ada.note(team.claim, rationale="the log says so")
    team.ada.verdict(team.claim, Value.SUPPORTED)
    assert team.bo.claim(team.claim).notes == ()
    team.bo.verdict(team.claim, Value.SUPPORTED)
    assert [note.rationale for note in team.bo.claim(team.claim).notes] == ["the log says so"]


def test_rules_hold_for_verdicts_given_under_them(team: Team) -> None:
    team.ada.verdict(team.claim, Value.SUPPORTED)
    team.rules("reviews: 2\n")
    assert team.ada.row(team.claim).status is Status.DECIDED
    team.bo.verdict(team.claim, Value.REFUTED)
    assert team.ada.row(team.claim).status is Status.SPLIT


def test_only_an_owner_brings_rules_into_force(team: Team) -> None:
    team.folder.rules("reviews: 2\n")
    team.bo.update()
    assert team.bo.policy.reviews == 1
    assert "differs" in team.bo.summary().differs_from_rules
    team.ada.update()
    assert team.bo.policy.reviews == 2
    assert team.bo.summary().differs_from_rules == ""
    before = events(team.ada)
    team.ada.update()
    assert events(team.ada) == before


def test_an_adjudicator_has_the_last_word_where_reviewers_differ(team: Team) -> None:
    team.rules("reviews: 2\n")
    team.cy.verdict(team.claim, Value.SUPPORTED)
    team.bo.verdict(team.claim, Value.REFUTED)
    team.ada.adjudicate(team.claim, Value.CONFLICTING, rationale="both logs are good", difference="two clocks")
    view = team.bo.claim(team.claim)
    assert (view.row.status, view.row.value) == (Status.DECIDED, Value.CONFLICTING)
    (last,) = view.adjudications
    assert (last.person, last.rationale, last.needs_look) == ("Ada", "both logs are good", "")


def test_an_adjudication_needs_another_look_when_its_basis_moves(team: Team) -> None:
    team.rules("reviews: 2\n")
    team.cy.verdict(team.claim, Value.SUPPORTED)
    team.bo.verdict(team.claim, Value.REFUTED)
    team.ada.adjudicate(team.claim, Value.CONFLICTING, rationale="both logs are good")
    team.bo.verdict(team.claim, Value.SUPPORTED)
    view = team.ada.claim(team.claim)
    assert view.adjudications[0].needs_look
    assert view.row.needs_look
    assert team.ada.summary().needs_look == 1
    team.bo.undo()
    assert team.ada.row(team.claim).needs_look == ""


def test_nobody_adjudicates_what_they_reviewed_nor_without_the_right(team: Team) -> None:
    team.rules("reviews: 2\n")
    team.ada.verdict(team.claim, Value.SUPPORTED)
    team.bo.verdict(team.claim, Value.REFUTED)
    before = events(team.ada)
    with pytest.raises(NotAllowed, match="reviewed"):
        team.ada.adjudicate(team.claim, Value.CONFLICTING, rationale="mine")
    with pytest.raises(NotAllowed, match="adjudicator"):
        team.cy.adjudicate(team.claim, Value.CONFLICTING, rationale="mine")
    with pytest.raises(UsageError, match="rationale"):
        team.cy.adjudicate(team.claim, Value.CONFLICTING, rationale=" ")
    assert events(team.ada) == before


def test_an_open_blind_round_cannot_be_adjudicated(team: Team) -> None:
    team.rules("reviews: 2\nblind: true\n")
    team.bo.verdict(team.claim, Value.SUPPORTED)
    with pytest.raises(NotAllowed, match="blind"):
        team.ada.adjudicate(team.claim, Value.CONFLICTING, rationale="mine")


def test_a_reopened_claim_begins_a_new_round(team: Team) -> None:
    team.bo.verdict(team.claim, Value.SUPPORTED)
    team.ada.reopen(team.claim, reason="a new source")
    view = team.bo.claim(team.claim)
    assert view.row.status is Status.OPEN
    assert view.verdicts == ()
    team.cy.verdict(team.claim, Value.REFUTED)
    (said,) = team.bo.claim(team.claim).verdicts
    assert (said.round, said.value) == (2, Value.REFUTED)
    team.ada.undo()
    assert team.bo.row(team.claim).value is Value.SUPPORTED


def test_reopening_wants_a_right_a_reason_and_something_to_reopen(team: Team) -> None:
    with pytest.raises(UsageError, match="nobody judged"):
        team.ada.reopen(team.claim, reason="a new source")
    team.bo.verdict(team.claim, Value.SUPPORTED)
    with pytest.raises(UsageError, match="reason"):
        team.ada.reopen(team.claim, reason="")
    with pytest.raises(NotAllowed):
        team.bo.reopen(team.claim, reason="a new source")
    assert team.ada.row(team.claim).status is Status.DECIDED


def test_a_stated_verdict_counts_when_the_person_confirms_it(team: Team) -> None:
    from reviewer.model.verdict import About
    from reviewer.workspace.verdicts import verdicts

    stated = {"name": "Bo", "actor": team.bo.desk.actor, "file": "0" * 64}
    verdicts(team.ada.desk, [team.claim], Value.SUPPORTED, about=About.CONTENT, stated=stated, copies=False)
    (said,) = team.ada.claim(team.claim).verdicts
    assert said.stated_by == "Bo"
    assert team.ada.row(team.claim).status is Status.OPEN
    assert team.ada.row(team.claim).mine is None
    team.bo.verdict(team.claim, Value.SUPPORTED)
    assert team.ada.row(team.claim).status is Status.DECIDED
    event = team.bo.desk.db.event(next(v.event for v in team.bo.claim(team.claim).verdicts if v.mine))
    assert event is not None
    assert event.data["confirms"] == said.event


def test_a_double_review_is_wanted_for_the_drawn_claims_only(team: Team) -> None:
    team.rules("double: 50%\nseed: 7\n")
    listed = [row.id for row in team.ada.listing().rows(0, 100)]
    for found in listed:
        team.ada.verdict(found, Value.SUPPORTED, copies=False)
    states = [team.ada.row(found).status for found in listed]
    assert set(states) == {Status.DECIDED, Status.IN_REVIEW}


def test_undo_takes_back_own_acts_only(team: Team) -> None:
    receipt = team.ada.verdict(team.claim, Value.SUPPORTED)
    with pytest.raises(NotAllowed, match="your own"):
        team.bo.undo(receipt.events[0])
    assert team.ada.row(team.claim).value is Value.SUPPORTED


def test_one_key_opens_the_blind_rounds_of_the_copies_that_it_fills(team: Team) -> None:
    team.rules("reviews: 2\nblind: true\n")
    first = claim(team.ada, UNION)
    copy = claim(team.ada, UNION, "articles/gazette.txt")
    team.ada.verdict(first, Value.SUPPORTED)
    team.bo.verdict(first, Value.SUPPORTED)
    assert {team.cy.row(one).status for one in (first, copy)} == {Status.DECIDED}
    assert len(team.cy.claim(copy).verdicts) == 2
