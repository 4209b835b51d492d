"""Which judged claims are precedents, and when a verdict departs from one."""

from __future__ import annotations

import pytest

from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.precedent import Nearness
from reviewer.model.verdict import Value
from reviewer.review.precedent import Alike, departed, nearness, precedents

S, R = Value.SUPPORTED, Value.REFUTED


@pytest.mark.parametrize(
    ("alike", "near"),
    [
        (Alike("c", Outcome.SAME), Nearness.SAME),
        (Alike("c", Outcome.SAME, same_words=True), Nearness.SAME_WORDS),
        (Alike("c", Outcome.CANNOT_TELL, copy=True, same_words=True), Nearness.SAME_WORDS),
        (Alike("c", Outcome.CANNOT_TELL, same_words=True), None),
        (Alike("c", Outcome.RESTATED), Nearness.RESTATED),
        (Alike("c", Outcome.DIFFERENT_SCOPE, word=PairWord.AGREES), Nearness.RESTATED),
        (Alike("c", Outcome.SAME, word=PairWord.OTHER_THING), None),
        (Alike("c", Outcome.SAME, contested=True), None),
        (Alike("c", Outcome.MORE_SPECIFIC), None),
        (Alike("c", Outcome.CONTRADICTS), None),
    ],
)
def test_claims_are_near_by_outcome_and_a_person_s_word_holds_over_it(alike: Alike, near: Nearness | None) -> None:
    assert nearness(alike) is near


def test_near_identical_ones_come_first_and_decided_ones_among_them() -> None:
    found = precedents(
        [
            Alike("restated", Outcome.RESTATED, value=S),
            Alike("mine", Outcome.SAME, mine=R),
            Alike("decided", Outcome.SAME, value=S, mine=R),
            Alike("open", Outcome.SAME),
        ],
        blind=False,
    )
    assert [(one.claim, one.value, one.decided, one.mine) for one in found] == [
        ("decided", S, True, False),
        ("mine", R, False, True),
        ("restated", S, True, False),
    ]


def test_in_an_open_blind_round_only_my_own_verdicts_are_precedents() -> None:
    found = precedents(
        [Alike("theirs", Outcome.SAME, value=S), Alike("both", Outcome.SAME, value=S, mine=R)], blind=True
    )
    assert [(one.claim, one.value, one.decided, one.mine) for one in found] == [("both", R, False, True)]


def test_a_verdict_departs_from_near_identical_claims_only() -> None:
    found = precedents(
        [
            Alike("same", Outcome.SAME, value=S),
            Alike("agreeing", Outcome.SAME, value=R),
            Alike("restated", Outcome.RESTATED, value=S),
        ],
        blind=False,
    )
    assert [one.claim for one in departed(R, found)] == ["same"]
    assert not departed(R, [])
