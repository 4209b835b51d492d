"""Which claims are worth comparing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.match.candidates import LIMIT, RAREST, MemoryIndex, nearest, query_terms
from reviewer.match.weights import Weights

WORDS = st.lists(st.sampled_from([f"w{i}" for i in range(30)]), min_size=1, max_size=12)


def index_of(*claims):
    index = MemoryIndex()
    for claim in claims:
        index.add(claim.split())
    return index


def test_the_claim_that_shares_the_rarest_words_comes_first():
    index = index_of("dam leak carrow", "dam leak", "dam", "bread", "dam river")
    weights = Weights(1, 5_000, index.size, index.counts())
    assert [candidate.number for candidate in nearest(index, [["dam", "leak", "carrow"]], weights)[0]][:2] == [0, 1]


def test_claims_of_the_own_article_are_left_out():
    index = index_of("dam leak", "dam leak", "dam leak")
    found = nearest(index, [["dam", "leak"]], Weights(), exclude=lambda number: number == 1)
    assert {candidate.number for candidate in found[0]} == {0, 2}


def test_a_claim_that_shares_nothing_has_no_candidates():
    assert nearest(index_of("dam"), [["bread"]], Weights()) == [[]]
    assert nearest(index_of("dam"), [], Weights()) == []


def test_no_more_than_the_rarest_terms_are_looked_up():
    frequency = {f"w{i}": i + 1 for i in range(40)}
    assert query_terms(frequency, frequency, 50) == tuple(f"w{i}" for i in range(RAREST))


def test_common_terms_are_looked_up_only_where_there_is_no_rarer_one():
    frequency = {"the": 90_000, "dam": 5}
    assert query_terms(["the", "dam"], frequency, 100_000) == ("dam",)
    assert query_terms(["the"], frequency, 100_000) == ("the",)


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
def test_candidates_are_those_that_share_a_looked_up_term_best_first(claims, query):
    index = MemoryIndex()
    for claim in claims:
        index.add(claim)
    weights = Weights(1, 5_000, index.size, index.counts())
    found = nearest(index, [query], weights)[0]
    looked_up = set(query_terms(query, index.document_frequency(query), index.size))
    assert {c.number for c in found} <= {n for n, claim in enumerate(claims) if looked_up & set(claim)}
    assert len(found) <= LIMIT
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)
