"""Which claims are worth comparing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.match.candidates import CLOSE, MemoryIndex, nearest, telling
from reviewer.match.weights import Weights

WORDS = st.lists(st.sampled_from([f"w{i}" for i in range(30)]), min_size=1, max_size=12)


def index_of(*claims):
    index = MemoryIndex()
    for claim in claims:
        index.add(claim.split())
    return index


def test_the_claim_that_shares_the_rarest_words_comes_first():
    index = index_of("dam leak carrow", "dam leak", "dam", "bread", "dam river")
    weights = Weights(1, 0, index.size, index.counts())
    assert [candidate.number for candidate in nearest(index, [["dam", "leak", "carrow"]], weights)[0]][:2] == [0, 1]


def test_claims_of_the_own_article_are_left_out():
    index = index_of("dam leak", "dam leak", "dam leak")
    found = nearest(index, [["dam", "leak"]], Weights(), exclude=lambda number: number == 1)
    assert {candidate.number for candidate in found[0]} == {0, 2}


def test_a_claim_that_shares_nothing_has_no_candidates():
    assert nearest(index_of("dam"), [["bread"]], Weights()) == [[]]
    assert nearest(index_of("dam"), [], Weights()) == []


def test_terms_in_too_many_claims_bring_nobody_together():
    index = index_of("the dam", "the weir")
    common = Weights(1, 5_000, 100_000, {"the": 90_000, "dam": 5})
    assert telling(["the", "dam"], common).keys() == {"dam"}
    assert [[c.number for c in group] for group in nearest(index, [["the", "dam"]], common)] == [[0]]


def test_what_is_shared_counts_by_the_length_of_both():
    words = " ".join(f"w{n}" for n in range(200))
    index = index_of("dam leak", f"dam leak {words}")
    found = nearest(index, [["dam", "leak"]], Weights())[0]
    assert [candidate.number for candidate in found] == [0, 1]
    assert found[0].closeness == pytest.approx(10.05 * found[1].closeness, rel=0.001)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
def test_candidates_are_those_near_enough_nearest_first(claims, query):
    index = MemoryIndex()
    for claim in claims:
        index.add(claim)
    weights = Weights(1, 5_000, index.size, index.counts())
    found = nearest(index, [query], weights)[0]
    assert {c.number for c in found} <= {n for n, claim in enumerate(claims) if {*query} & {*claim}}
    assert all(c.closeness >= CLOSE for c in found)
    assert [c.closeness for c in found] == sorted((c.closeness for c in found), reverse=True)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=20))
def test_of_two_claims_either_finds_the_other_or_none_does(claims):
    index = MemoryIndex()
    for claim in claims:
        index.add(claim)
    weights = Weights(1, 800, 5_000, index.counts())
    found = [{c.number: c.closeness for c in group} for group in nearest(index, claims, weights)]
    assert all(found[other].get(n) == near for n, group in enumerate(found) for other, near in group.items())
