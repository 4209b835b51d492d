"""Similar claims already judged, and a verdict that departs from one."""

from __future__ import annotations

import pytest

from reviewer.errors import Departs
from reviewer.model.comparison import PairWord
from reviewer.model.precedent import Nearness
from reviewer.model.verdict import About, Value
from tests.workspace.workspace_tools import UNION, WAGES, Folder, claim, events

GAZETTE, RADIO, LATE = "articles/gazette.txt", "articles/radio.txt", "articles/late.txt"
S, R = Value.SUPPORTED, Value.REFUTED


def test_a_claim_tells_how_claims_just_like_it_were_decided_by_whom_and_why(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        bo.verdict(claim(bo, UNION), R, rationale="the roll names 480", copies=False)
    with folder.open("Cy") as cy:
        (found,) = cy.claim(claim(cy, UNION, GAZETTE)).precedents
        assert (found.claim, found.value, found.decided, found.mine) == (claim(cy, UNION), R, True, False)
        assert (found.by, found.why, found.nearness) == (("Bo",), "the roll names 480", Nearness.SAME_WORDS)
        assert found.number == cy.row(found.claim).number
        assert not cy.claim(claim(cy, UNION)).precedents


def test_a_departing_verdict_says_so_before_it_is_saved_and_is_saved_where_it_is_meant(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        bo.verdict(claim(bo, UNION), R, copies=False)
    with folder.open("Cy") as cy:
        other, before = claim(cy, UNION, GAZETTE), events(cy)
        with pytest.raises(Departs, match=r"Supported here, but \d+\.\d+ \(the same words\) was decided Refuted by Bo"):
            cy.verdict(other, S, heed=True)
        assert events(cy) == before
        cy.verdict(other, R, heed=True)
        cy.verdict(other, S, heed=False)
        cy.verdict(other, S, heed=True, rationale="who departed already is not asked again")


def test_one_s_own_verdict_is_a_precedent_too_and_says_so(folder: Folder) -> None:
    folder.rules("reviews: 2\n")
    with folder.open("Ada") as owner:
        owner.update()
    with folder.open("Bo") as bo:
        bo.verdict(claim(bo, UNION), R, copies=False)
        (found,) = bo.claim(claim(bo, UNION, GAZETTE)).precedents
        assert (found.decided, found.mine, found.by) == (False, True, ())
        with pytest.raises(Departs, match="you said Refuted of"):
            bo.verdict(claim(bo, UNION, GAZETTE), S, heed=True)
    with folder.open("Cy") as cy:
        assert not cy.claim(claim(cy, UNION, GAZETTE)).precedents


def test_claims_judged_in_one_act_are_no_precedents_of_each_other(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        both = [claim(bo, UNION), claim(bo, UNION, GAZETTE)]
        bo.verdicts(both, R, heed=True)
        bo.verdicts(both, S, heed=True)
        with pytest.raises(Departs):
            bo.verdicts(both[:1], R, heed=True)


def test_what_a_person_called_another_thing_is_no_precedent(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        mine, other = claim(bo, WAGES), claim(bo, WAGES, RADIO)
        bo.verdict(other, R, copies=False)
        assert [one.claim for one in bo.claim(mine).precedents] == [other]
        bo.decide(mine, other, PairWord.OTHER_THING)
        assert not bo.claim(mine).precedents


def test_who_said_so_has_no_precedent_in_another_article(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        bo.verdict(claim(bo, UNION), R, about=About.ATTRIBUTION, copies=False)
        assert not bo.claim(claim(bo, UNION, GAZETTE)).precedents
        bo.verdict(claim(bo, UNION), R, copies=False)
        bo.verdict(claim(bo, UNION, GAZETTE), S, about=About.ATTRIBUTION, heed=True)


def test_in_a_blind_round_not_even_closed_rounds_of_others_are_precedents(folder: Folder) -> None:
    folder.rules("reviews: 2\nblind: true\n")
    for name in ("Ada", "Bo"):
        with folder.open(name) as workspace:
            workspace.update()
            workspace.verdict(claim(workspace, UNION), R, copies=False)
    with folder.open("Cy") as cy:
        other = claim(cy, UNION, GAZETTE)
        assert not cy.claim(other).precedents
        cy.verdict(other, S, heed=True, copies=False)
    with folder.open("Bo") as bo:
        (found,) = bo.claim(other).precedents
        assert (found.decided, found.mine, found.by) == (False, True, ())
        bo.verdict(other, R, heed=True, copies=False)
    with folder.open("Cy") as cy:  # the round is full, so it is open now
        assert [one.by for one in cy.claim(other).precedents] == [("Ada", "Bo")]


def test_who_changes_their_mind_takes_the_copies_along_and_is_not_asked(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        bo.update()
        here, copy = claim(bo, UNION), claim(bo, UNION, GAZETTE)
        bo.verdict(here, R, heed=True)
        assert bo.row(copy).mine is R
        bo.verdict(here, S, heed=True)
        assert (bo.row(here).mine, bo.row(copy).mine) == (S, S)
        bo.undo()
        assert (bo.row(here).mine, bo.row(copy).mine) == (R, R)
        with pytest.raises(Departs):
            bo.verdict(here, S, heed=True, copies=False)
