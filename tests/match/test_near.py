"""Near pairs: what is near, and that every way of finding them finds the same."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from reviewer.match import alike, alike_batch, near, near_batch, near_plain
from reviewer.match.near import CLOSE, KEPT, UNIT, Near
from reviewer.match.weights import Weights

needs_scale = pytest.mark.skipif(not near_batch.available(), reason="the extra [scale] is not installed")

CLAIMS = st.lists(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=9), max_size=30)


def weights_of(claims):
    return Weights(1, 5_000, len(claims), near.frequencies(claims))


def without_library(claims, weights, groups):
    return near.kept(near_plain.join([near.vector(claim, weights) for claim in claims], groups, weights.idf))


def in_a_batch(claims, weights, groups):
    return [
        Near(*row)
        for row in zip(*(c.tolist() for c in near_batch.join(claims, lambda _: weights, groups)), strict=True)
    ]


def made(count, seed=5):
    chance = random.Random(seed)
    words = [f"w{n}" for n in range(900)]
    claims = []
    while len(claims) < count:
        claims.append(chance.choices(words, weights=[1 / (n + 9) for n in range(900)], k=chance.randint(5, 12)))
        while chance.random() < 0.4:
            copy = list(claims[-1])
            copy[chance.randrange(len(copy))] = chance.choice(words)
            claims.append(copy)
    return claims[:count]


def test_a_vector_stands_rarest_first_and_has_its_length():
    claims = [["sea", "gate", "sea"], ["gate"], ["gate", "mill"]]
    found = near.vector(claims[0], weights_of(claims))
    assert found.terms == ("sea", "gate")
    assert sum(w * w for w in found.weights) == pytest.approx(UNIT * UNIT, rel=0.001)


def test_common_words_alone_bring_nobody_together():
    claims = [["the", f"x{n}", f"y{n}"] for n in range(400)]
    assert without_library(claims, weights_of(claims), range(400)) == []


def test_claims_of_one_article_are_no_near_pair():
    claims = [["dyke", "leak", "ferry"]] * 2
    assert without_library(claims, weights_of(claims), [7, 7]) == []
    assert len(without_library(claims, weights_of(claims), [7, 8])) == 1


def test_a_claim_without_terms_is_near_nobody():
    claims = [[], [], ["leak"], ["leak"]]
    assert [(p.one, p.other) for p in without_library(claims, weights_of(claims), range(4))] == [(2, 3)]


def test_near_pairs_are_those_of_comparing_all_with_all():
    claims = made(400)
    weights = weights_of(claims)
    vectors = [near.vector(claim, weights) for claim in claims]
    everything = [
        Near(i, j, found)
        for i in range(len(claims))
        for j in range(i + 1, len(claims))
        if (found := near.product(vectors[i], vectors[j]))
    ]
    assert without_library(claims, weights, range(400)) == near.kept(everything)
    tables = [dict(zip(each.terms, each.weights, strict=True)) for each in vectors]
    close = {
        (i, j)
        for i in range(len(claims))
        for j in range(i + 1, len(claims))
        if sum(tables[i].get(term, 0) * weight for term, weight in tables[j].items()) >= CLOSE
    }
    assert len(close & {(p.one, p.other) for p in everything}) >= 0.99 * len(close)


@settings(deadline=None)
@given(CLAIMS, st.integers(1, 9), st.integers(1, 12), st.floats(0.1, 1.0))
def test_blocks_and_lengths_pass_over_nobody(claims, articles, block, narrow):
    """Against comparing all with all, whatever terms are repeated and wherever a block ends."""
    weights = weights_of(claims)
    vectors = [near.vector(claim, weights) for claim in claims]
    groups = [place % articles for place in range(len(claims))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_plain, "BLOCK", block)
        patch.setattr(near_plain, "NARROW", narrow)
        found = sorted(near_plain.join(vectors, groups, weights.idf))
    assert found == [
        Near(i, j, product)
        for i in range(len(claims))
        for j in range(i + 1, len(claims))
        if groups[i] != groups[j] and (product := near.product(vectors[i], vectors[j]))
    ]


def test_what_terms_are_said_to_tell_changes_nothing_that_is_found():
    claims = made(300)
    weights = weights_of(claims)
    vectors = [near.vector(claim, weights) for claim in claims]
    expected = sorted(near_plain.join(vectors, range(300), weights.idf))
    assert sorted(near_plain.join(vectors, range(300), lambda term: 1 + int(term[1:]) % 7)) == expected != []


def test_a_word_that_all_have_weighs_nothing_and_does_no_harm():
    weights = Weights(1, 5_000, 10**6, {"all": 10**6, "dyke": 4, "leak": 9})
    vectors = [near.vector(claim, weights) for claim in (["all", "dyke"], ["all"], ["dyke", "all", "leak", "leak"])]
    assert 0 in vectors[0].weights
    found = list(near_plain.join(vectors, range(3), weights.idf))
    assert found == [Near(0, 2, near.product(vectors[0], vectors[2]))]


def test_a_pair_stays_if_one_of_the_two_keeps_it():
    crowd = [Near(0, n, CLOSE + n) for n in range(1, KEPT + 6)]
    lonely = near.kept(crowd)
    assert lonely == crowd  # each of the crowd has only this one
    rivals = [Near(1, n, CLOSE * 2) for n in range(100, 100 + KEPT)]
    assert Near(0, 1, CLOSE + 1) not in near.kept([*crowd, *rivals])


@needs_scale
@settings(deadline=None)  # the first call loads the libraries
@given(CLAIMS, st.integers(1, 9))
def test_a_batch_finds_the_same_to_the_last_unit(claims, articles):
    groups = [place % articles for place in range(len(claims))]
    assert in_a_batch(claims, weights_of(claims), groups) == without_library(claims, weights_of(claims), groups)


@needs_scale
def test_blocks_and_crowded_rows_change_nothing(monkeypatch):
    claims = made(500) + [["same", "words", "again"]] * 40
    expected = without_library(claims, weights_of(claims), range(len(claims)))
    monkeypatch.setattr(near_batch, "BLOCK", 70)
    monkeypatch.setattr(near_batch, "STEP", 30)
    monkeypatch.setattr(near_batch, "MANY", (2, 8))
    assert in_a_batch(claims, weights_of(claims), range(len(claims))) == expected


def told(count, seed=6):
    """Sentences of small words and figures; some say much the same."""
    chance = random.Random(seed)
    places = ("the mill", "the old quay", "our harbour", "the upper lock", "a ferry")
    ways = (
        "{0} took {1} people to {2} in {3}",
        "In {3}, {1} people were at {2} and {0}",
        "{0} is not far from {2} ({1})",
    )
    return [
        chance.choice(ways).format(chance.choice(places), chance.randrange(900), chance.choice(places), 1900 + n % 90)
        for n in range(count)
    ]


def read_alike(texts, groups):
    df = near.frequencies(list(map(alike.words, texts)))
    vectors = [alike.vector(alike.words(text), df) for text in texts]
    return sorted(alike.join(vectors, list(map(alike.reading, texts)), groups))


def test_claims_that_read_alike_are_those_that_rapidfuzz_finds():
    texts = told(150)
    theirs = {
        (i, j)
        for i in range(150)
        for j in range(i + 1, 150)
        if max(fuzz.ratio(texts[i], texts[j]), fuzz.token_sort_ratio(texts[i], texts[j])) >= alike.ALIKE
    }
    found = set(read_alike(texts, range(150)))
    assert found <= theirs
    assert len(found) >= 0.99 * len(theirs) > 500


def test_claims_of_one_article_do_not_read_alike():
    assert read_alike(["The ferry is late."] * 2, [4, 4]) == []
    assert read_alike(["The ferry is late."] * 2, [4, 5]) == [(0, 1)]
    assert read_alike(["", "", "?"], [4, 5, 6]) == []


def test_an_everyday_word_leads_to_nobody():
    df = {"=late": alike.EVERYDAY + 1, "=ferry": 3}
    found = alike.vector(alike.words("Late ferry"), df)
    assert dict(found.first).keys() == {"=ferry"}


@needs_scale
@settings(deadline=None)
@given(st.lists(st.text("ab c", max_size=12), max_size=20), st.integers(1, 9))
def test_a_batch_finds_the_same_that_read_alike(texts, articles):
    groups = [place % articles for place in range(len(texts))]
    assert read_in_a_batch(texts, groups) == read_alike(texts, groups)


@needs_scale
def test_everyday_words_and_crowds_read_the_same_in_a_batch(monkeypatch):
    monkeypatch.setattr(alike, "EVERYDAY", 150)
    monkeypatch.setattr(alike_batch, "EVERYDAY", 150)
    monkeypatch.setattr(near_batch, "MANY", (2, 8))
    texts = told(300)
    found = read_in_a_batch(texts, range(300))
    assert found == read_alike(texts, range(300)) != []


def read_in_a_batch(texts, groups):
    table = alike_batch.AlikeTable(texts, lambda df: Weights(1, 5_000, len(texts), df), groups)
    return sorted(zip(*(column.tolist() for column in table.join(0, len(texts))), strict=True))
