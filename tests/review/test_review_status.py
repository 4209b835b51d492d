"""Where a claim stands."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.policy import Policy
from reviewer.model.verdict import About, Status, Value
from reviewer.review.status import Adjudicated, Given, Standing, agreed, needs_look, shown, shown_about, status

YES, NO, MIXED = Value.SUPPORTED, Value.REFUTED, Value.CONFLICTING
TWO = Policy(reviews=2)
CLAIM = "c" * 26


def says(person, value, event=None, **more):
    return Given(event or f"{person}-{value}", person, value, **more)


def test_a_claim_without_verdicts_is_open():
    assert status([], [], Policy(), CLAIM) == Standing(Status.OPEN, None, "", 0, 1)


def test_one_verdict_decides_where_one_is_wanted():
    found = status([says("ada", YES)], [], Policy(), CLAIM)
    assert (found.status, found.value) == (Status.DECIDED, YES)


def test_one_of_two_is_in_review_and_shows_no_value():
    found = status([says("ada", YES)], [], TWO, CLAIM)
    assert (found.status, found.value, found.given, found.wanted) == (Status.IN_REVIEW, None, 1, 2)


def test_two_equal_verdicts_decide_and_two_different_ones_are_split():
    assert status([says("ada", YES), says("bo", YES)], [], TWO, CLAIM).value is YES
    assert status([says("ada", YES), says("bo", NO)], [], TWO, CLAIM).status is Status.SPLIT


def test_quorum_decides_against_a_minority():
    policy = Policy(reviews=3, quorum=2)
    found = status([says("ada", YES), says("bo", NO), says("cy", YES)], [], policy, CLAIM)
    assert (found.status, found.value) == (Status.DECIDED, YES)


def test_a_tie_is_split_even_where_the_quorum_is_reached_twice():
    assert status([says("ada", YES), says("bo", NO)], [], Policy(reviews=2, quorum=1), CLAIM).status is Status.SPLIT


def test_the_same_person_twice_counts_once():
    found = status([says("ada", YES, "e1"), says("ada", YES, "e2")], [], TWO, CLAIM)
    assert (found.status, found.given) == (Status.IN_REVIEW, 1)


def test_a_person_with_two_different_current_verdicts_says_nothing_but_is_in():
    found = status([says("ada", YES, "e1"), says("ada", NO, "e2")], [], Policy(), CLAIM)
    assert (found.status, found.value) == (Status.SPLIT, None)
    assert "different verdicts" in found.needs_look


def test_stated_verdicts_count_for_nothing():
    assert status([says("ada", YES, stated=True)], [], Policy(), CLAIM).status is Status.OPEN


def test_a_sealed_round_is_in_review_however_many_are_in():
    found = status([says("ada", None, "e1", sealed=True), says("bo", None, "e2", sealed=True)], [], TWO, CLAIM)
    assert (found.status, found.value, found.given, found.needs_look) == (Status.IN_REVIEW, None, 2, "")


def test_an_erased_value_counts_as_given_for_no_value_and_wants_a_look():
    found = status([says("ada", None), says("bo", YES)], [], TWO, CLAIM)
    assert (found.status, found.value) == (Status.SPLIT, None)
    assert found.needs_look == "the value of 1 verdict is not here: erased, or not brought yet"


def test_an_adjudication_decides_a_split():
    split = [says("ada", YES, "e1"), says("bo", NO, "e2")]
    found = status(split, [Adjudicated("a1", MIXED, ("e1", "e2"))], TWO, CLAIM)
    assert (found.status, found.value, found.needs_look) == (Status.DECIDED, MIXED, "")


def test_a_verdict_after_the_adjudication_opens_it_again():
    given_now = [says("ada", YES, "e1"), says("bo", NO, "e2"), says("cy", NO, "e3")]
    found = status(given_now, [Adjudicated("a1", MIXED, ("e1", "e2"))], Policy(reviews=3, quorum=2), CLAIM)
    assert found.value is NO
    assert found.needs_look == "1 verdict came in after the adjudication"


@pytest.mark.parametrize(
    ("basis", "current", "words"),
    [
        (("e1", "e2"), [says("ada", YES, "e1")], "1 verdict that the adjudication rests on was undone or replaced"),
        (("e1",), [says("ada", None, "e1")], "1 verdict that the adjudication rests on was erased"),
        (("e1",), [says("ada", YES, "e1"), says("bo", NO, "e2", stated=True)], ""),
        (("e1",), [says("ada", YES, "e1", stated=True)], ""),
        ((), [], ""),
    ],
)
def test_what_makes_an_adjudication_need_another_look(basis, current, words):
    assert needs_look(Adjudicated("a", YES, basis), current) == words


def test_adjudications_that_differ_are_contested():
    found = status([], [Adjudicated("a1", YES), Adjudicated("a2", NO)], Policy(), CLAIM)
    assert (found.status, found.contested) == (Status.SPLIT, True)


def test_equal_adjudications_of_two_people_decide():
    found = status([], [Adjudicated("a1", YES), Adjudicated("a2", YES)], Policy(), CLAIM)
    assert (found.status, found.value) == (Status.DECIDED, YES)


def test_shown_is_the_decided_value_else_mine():
    assert shown(Standing(Status.DECIDED, YES, "", 1, 1), NO) is YES
    assert shown(Standing(Status.IN_REVIEW, None, "", 1, 2), NO) is NO
    assert shown(None, None) is None


def test_lists_mean_content_unless_only_attribution_was_judged():
    still_open = Standing(Status.OPEN, None, "", 0, 1)
    done = Standing(Status.DECIDED, YES, "", 1, 1)
    assert shown_about({About.CONTENT: still_open, About.ATTRIBUTION: done}) is About.ATTRIBUTION
    assert shown_about({About.CONTENT: done, About.ATTRIBUTION: done}) is About.CONTENT
    assert shown_about({}) is About.CONTENT


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([*Value, None])), max_size=4), st.integers(1, 4))
def test_the_order_of_arrival_never_matters(said, reviews):
    verdicts = [says(person, value, f"e{n}") for n, (person, value) in enumerate(said)]
    found = {
        (s.status, s.value, s.given)
        for order in permutations(verdicts)
        for s in [status(order, [], Policy(reviews=reviews), CLAIM)]
    }
    assert len(found) == 1


@given(st.lists(st.sampled_from(list(Value)), max_size=6), st.integers(1, 6))
def test_agreed_is_what_at_least_the_quorum_says_and_more_than_any_other(values, needed):
    value = agreed(values, needed)
    if value is not None:
        assert values.count(value) >= needed
        assert all(values.count(value) > values.count(other) for other in set(values) - {value})
