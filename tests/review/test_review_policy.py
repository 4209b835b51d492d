"""How many persons a claim wants."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.policy import Policy
from reviewer.review.policy import drawn, quorum, stricter, wanted

claim_ids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)


def test_one_review_is_wanted_by_default():
    assert wanted(Policy(), "a" * 26) == 1


def test_double_zero_draws_nobody_and_hundred_draws_all():
    claims = [f"{n:026d}" for n in range(200)]
    assert not any(drawn(Policy(double=0), claim) for claim in claims)
    assert all(drawn(Policy(double=100), claim) for claim in claims)


def test_about_the_asked_share_is_drawn():
    claims = [f"{n:026d}" for n in range(4000)]
    share = sum(drawn(Policy(double=15, seed=7), claim) for claim in claims) / len(claims)
    assert 0.13 < share < 0.17


def test_another_seed_draws_other_claims():
    claims = [f"{n:026d}" for n in range(400)]
    first, second = ({c for c in claims if drawn(Policy(double=50, seed=seed), c)} for seed in (1, 2))
    assert first != second


def test_the_draw_is_fixed_for_good():
    # A change of this list would silently redraw every running study.
    claims = [f"{n:026d}" for n in range(40)]
    assert [n for n, claim in enumerate(claims) if drawn(Policy(double=15, seed=7), claim)] == [7, 13, 15, 25]


@given(claim_ids, st.integers(0, 100), st.integers(0, 100), st.integers(-9, 9))
def test_a_larger_share_keeps_every_claim_that_was_drawn(claim, one, other, seed):
    low, high = sorted((one, other))
    assert not drawn(Policy(double=low, seed=seed), claim) or drawn(Policy(double=high, seed=seed), claim)


def test_a_drawn_claim_wants_two_and_three_reviews_stay_three():
    assert wanted(Policy(double=100), "x") == 2
    assert wanted(Policy(reviews=3, double=100), "x") == 3


def test_quorum_is_all_unless_set_and_never_more_than_wanted():
    assert quorum(Policy(reviews=3), "x") == 3
    assert quorum(Policy(reviews=3, quorum=2), "x") == 2
    assert quorum(Policy(reviews=1, quorum=2), "x") == 1


def test_stricter_takes_each_rule_from_the_policy_that_asks_more():
    loose = Policy(reviews=1, double=10, seed=1, quorum=1, copies=True)
    tight = Policy(reviews=2, double=5, seed=2, quorum=None, blind=True, require_evidence=True, copies=False)
    held = stricter([loose, tight])
    assert (held.reviews, held.double, held.seed, held.quorum) == (2, 10, 1, None)
    assert held.blind
    assert held.require_evidence
    assert not held.copies


@given(st.permutations([Policy(double=5, seed=3), Policy(double=5, seed=1), Policy(reviews=2, quorum=1)]))
def test_stricter_does_not_depend_on_order(policies):
    rules = replace(stricter(policies), questions=())
    assert (rules.reviews, rules.double, rules.seed, rules.quorum) == (2, 5, 1, None)


def test_without_any_policy_the_defaults_hold():
    assert stricter([]) == Policy()
