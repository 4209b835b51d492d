"""The two seed articles: what must be found in them, and what must not be said of them."""

import pytest

from reviewer.extract import claims
from reviewer.ingest import classify, metadata_of, read
from reviewer.match.inner import inner_pairs
from reviewer.match.lineage import ArticleSide, informants_of, lineage
from reviewer.match.origins import Voice, corroborate
from reviewer.match.pair import best, pair
from reviewer.match.side import Side
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind


@pytest.fixture(scope="module")
def articles(shared):
    found = []
    for number, path in enumerate(sorted((shared / "seeds").iterdir())):
        text = read(path.read_bytes(), path.name).text
        blocks = classify(text)
        metadata = metadata_of(text, blocks)
        topic = key_terms(text, Weights())
        listed = claims(text, blocks, metadata, f"article-{number}", f"version-{number}")
        sides = [Side.of(claim, text, metadata, topic) for claim in listed]
        body = tuple(block.span for block in blocks if block.cls.gives_claims)
        found.append((sides, ArticleSide(f"article-{number}", text, metadata, body, informants_of(listed))))
    return found


@pytest.fixture(scope="module")
def weights(articles):
    sides = [side for listed, _ in articles for side in listed]
    counts: dict[str, int] = {}
    for side in sides:
        for term in set(side.terms):
            counts[term] = counts.get(term, 0) + 1
    return Weights(1, len(articles), len(sides), counts)


def say(sides, words):
    return [side for side in sides if words in side.claim.quote]


def test_nothing_contradicts_anything(articles, weights):
    (left, _), (right, _) = articles
    across = [pair(a, b, weights) for a in left for b in right]
    within = [pair(a, b, weights) for side in (left, right) for i, a in enumerate(side) for b in side[i + 1 :]]
    assert [m for m in (*across, *within) if m.comparison.outcome is Outcome.CONTRADICTS] == []


def test_that_users_get_round_censorship_is_found_across(articles, weights):
    (left, _), (right, _) = articles
    found = [m for claim in say(left, "bypass censorship") for m in best(claim, right, weights).matches]
    theirs = {side.claim.id for side in say(right, "bypass state censorship")}
    assert theirs & {claim for m in found for claim in (m.left, m.right)}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("violated cyber laws", "failed to comply with cyber laws"), ("taken down more than 5,500", "taken down popular")],
)
def test_look_alikes_are_not_offered_and_say_why(articles, weights, mine, theirs):
    (left, _), (right, _) = articles
    pairs = [pair(a, b, weights) for a in say(left, mine) for b in say(right, theirs)]
    assert pairs
    assert all(not match.offered and match.why_not for match in pairs)


def test_the_three_numbers_of_apps_are_of_different_scope(articles, weights):
    (left, _), _ = articles
    numbers = [say(left, words)[0] for words in ("5,500 illegal apps", "1,600 mobile video apps", "1,200 social apps")]
    outcomes = {pair(a, b, weights).comparison.outcome for i, a in enumerate(numbers) for b in numbers[i + 1 :]}
    assert outcomes <= {Outcome.DIFFERENT_SCOPE, Outcome.CANNOT_TELL}


def test_inner_pairs_are_offered_for_one_article_and_never_corroborate(articles, weights):
    (left, _), _ = articles
    found = inner_pairs(left, weights)
    assert found
    assert all(match.inner for match in found)


def test_the_two_rest_on_other_stories_of_one_agency(articles):
    (_, left), (_, right) = articles
    found = lineage(left, right)
    assert found.kind is LineageKind.SAME_AGENCY
    assert "Reuters" in found.signs[0].words


def test_a_matched_claim_of_both_is_two_articles_and_at_most_two_origins(articles, weights):
    (left, mine), (right, theirs) = articles
    own = say(left, "bypass censorship")[-1]
    other = say(right, "bypass state censorship")[-1]
    relation = lineage(mine, theirs)
    found = corroborate(
        Voice(mine.id, own.claim.claimants),
        [Voice(theirs.id, other.claim.claimants)],
        {(relation.left, relation.right): relation},
    )
    assert found.articles == 2
    assert 1 <= found.low <= found.high <= 2
