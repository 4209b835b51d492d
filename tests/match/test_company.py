"""A claim in company: who is company, what it counts for in a score, and that without it nothing changes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from reviewer.match.company import KEPT, LEAST, Host, Member, Neighbour, chosen, together
from reviewer.match.meaning import packed
from reviewer.match.score import COMPANY, MEANING, STORY, alone, by_words, likely, probability, signals
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights

EAST, NORTH, SOUTH = packed([1.0, 0.0]), packed([0.0, 1.0]), packed([0.0, -1.0])
STORY_TEXT = "The dam at Orrin leaked after the storm. Engineers of the Orrin works opened the sluice."
WEIGHTS = Weights()


def host(article: str, meaning: bytes, *members: tuple[str, bytes]) -> Host:
    return Host(article, meaning, tuple(Member(*member) for member in members))


def test_company_are_the_nearest_of_further_articles_one_of_each_and_never_far_ones() -> None:
    near = [Neighbour(0.9 - n / 50, f"article{n // 2}", f"claim{n:02}") for n in range(2 * KEPT + 4)]
    found = chosen([*near, Neighbour(LEAST - 0.001, "far", "claim99")])
    assert found == tuple(f"claim{2 * n:02}" for n in range(KEPT))
    assert chosen([Neighbour(LEAST - 0.001, "far", "claim99")]) == ()


def test_the_order_in_which_they_are_told_does_not_matter() -> None:
    near = [Neighbour(0.3 + n % 3 / 10, f"article{n % 7}", f"claim{n:02}") for n in range(30)]
    told = random.Random(3).sample(near, len(near))
    assert chosen(told) == chosen(near)


def test_in_company_of_like_claims_two_are_nearer_than_by_themselves() -> None:
    left = host("a", EAST, ("c", EAST), ("d", EAST))
    right = host("b", NORTH, ("e", EAST), ("f", EAST))
    found = together(left, right)
    assert found is not None
    assert found.nearness == pytest.approx(2 / 5**0.5, abs=1e-3)
    assert (found.left, found.right) == (2, 2)
    assert together(right, left) == (found.nearness, 2, 2)


def test_what_the_partners_article_says_is_left_out() -> None:
    third = (("c", EAST), ("d", NORTH))
    apart = together(host("a", EAST, *third), host("b", NORTH, *third))
    mutual = together(host("a", EAST, ("b", SOUTH), *third), host("b", NORTH, ("a", SOUTH), *third))
    assert mutual == apart


def test_without_a_third_article_there_is_nothing_to_tell() -> None:
    assert together(host("a", EAST, ("b", EAST)), host("b", EAST, ("a", EAST))) is None
    assert together(host("a", EAST), host("b", EAST, ("c", EAST))) is None


@pytest.fixture
def pair(side):
    topic = key_terms(STORY_TEXT, WEIGHTS)
    left, right = side("The dam at Orrin leaked."), side("Water of the Orrin dam came through the wall.")
    return replace(left, topic=topic, meaning=EAST), replace(right, topic=topic, meaning=NORTH)


def joined(pair, left: bytes, right: bytes):
    return [
        replace(s, company=(Member("third", of), Member("fourth", of)))
        for s, of in zip(pair, (left, right), strict=True)
    ]


def test_company_lifts_or_lowers_the_score_and_is_named_with_its_part(pair) -> None:
    near, far = signals(*joined(pair, EAST, EAST), WEIGHTS), signals(*joined(pair, NORTH, SOUTH), WEIGHTS)
    assert probability(near) > probability(far)
    (told,) = [signal for signal in near if signal.name == COMPANY]
    assert told.weight > 0
    assert told.words == "2 and 2 claims of other articles"
    assert likely(*joined(pair, EAST, EAST), WEIGHTS).score == pytest.approx(probability(near))


def test_whether_the_two_claims_match_by_themselves_does_not_rest_on_company(pair) -> None:
    plain = likely(*pair, WEIGHTS)
    for third in (EAST, SOUTH):
        with_company = joined(pair, third, third)
        assert likely(*with_company, WEIGHTS).alone == plain.alone
        assert alone(signals(*with_company, WEIGHTS)) == pytest.approx(plain.alone)


def test_a_pair_without_company_on_both_sides_scores_as_by_words_story_and_meaning(pair) -> None:
    left, right = joined(pair, EAST, EAST)
    for sides in ((pair[0], right), (left, pair[1])):
        assert likely(*sides, WEIGHTS) == likely(*pair, WEIGHTS)
        assert COMPANY not in {signal.name for signal in signals(*sides, WEIGHTS)}


def test_a_pair_that_words_and_story_make_unlikely_is_not_looked_at_in_company(pair, side) -> None:
    topic = key_terms("A choir from Quoy sang in the chapel on Friday.", WEIGHTS)
    other = replace(side("The choir sang for an hour."), topic=topic, meaning=EAST)
    names = {signal.name for signal in signals(*joined((pair[0], other), EAST, EAST), WEIGHTS)}
    assert {STORY, MEANING} <= names
    assert COMPANY not in names


def test_company_is_chosen_by_words_and_story_whatever_claims_mean(pair) -> None:
    bare = [replace(each, meaning=b"") for each in pair]
    assert by_words(*pair, WEIGHTS) == by_words(*joined(pair, EAST, SOUTH), WEIGHTS) == by_words(*bare, WEIGHTS)
    assert by_words(*bare, WEIGHTS) == pytest.approx(likely(*bare, WEIGHTS).score)
