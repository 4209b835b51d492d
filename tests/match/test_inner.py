"""Pairs within one article."""

from dataclasses import replace

from reviewer.extract import claims
from reviewer.ingest import classify, metadata_of
from reviewer.match.inner import inner_pairs
from reviewer.match.score import signals
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Outcome

ARTICLE = """Dam leak forces 2,400 people from their homes

ELLERY (Halyard Press) – A leak at the Orrin dam forced 2,400 people from their homes, the dam authority said.

The leak at the Orrin dam forced 1,900 people from their homes, mayor Jon Askel said.

Of the 2,400 people who were forced from their homes, 640 slept in a sports hall.

The bakery in the square stayed open.
"""


def sides():
    blocks = classify(ARTICLE)
    metadata = metadata_of(ARTICLE, blocks)
    found = claims(ARTICLE, blocks, metadata, "article", "version")
    return [Side.of(claim, ARTICLE, metadata) for claim in found]


def outcomes():
    by_id = {side.claim.id: side.claim.quote for side in sides()}
    return {
        (match.comparison.outcome, frozenset((by_id[match.left], by_id[match.right])))
        for match in inner_pairs(sides(), Weights())
    }


def test_headline_and_body_claims_at_odds_and_part_and_whole_are_found():
    found = {outcome for outcome, _ in outcomes()}
    assert Outcome.CONTRADICTS in found
    assert found & {Outcome.MORE_SPECIFIC, Outcome.RESTATED, Outcome.SAME}
    assert Outcome.PART_OF in found


def test_they_are_marked_as_inner_and_offered():
    matches = inner_pairs(sides(), Weights())
    assert matches
    assert all(match.inner and match.offered for match in matches)


def test_claims_that_overlap_are_no_pair():
    listed = sides()
    twice = [*listed, Side.of(replace(listed[0].claim, id="again"), ARTICLE)]
    ids = {frozenset((m.left, m.right)) for m in inner_pairs(twice, Weights())}
    assert frozenset((listed[0].claim.id, "again")) not in ids


def test_what_is_included_is_no_part_of_a_number_of_something_else():
    text = "Set of 2,812 pieces, now cheaper\n\nOther features include three sets of tips for a good fit.\n"
    blocks = classify(text)
    metadata = metadata_of(text, blocks)
    listed = [Side.of(c, text, metadata) for c in claims(text, blocks, metadata, "article", "version")]
    assert all(match.comparison.outcome is not Outcome.PART_OF for match in inner_pairs(listed, Weights()))


def test_an_article_of_one_claim_has_no_pairs():
    assert inner_pairs(sides()[:1], Weights()) == ()


def numbered(count):
    text = "\n\n".join(
        f"The council counted {100 + n} boats in harbour {n} of the {n}th district." for n in range(count)
    )
    blocks = classify(text)
    return [Side.of(c, text) for c in claims(text, blocks, metadata_of(text, blocks), "article", "version")]


def test_what_is_said_of_them_is_a_part_of_what_stands_shortly_before():
    text = "Regulators removed 5,500 apps from the stores.\n\nOf them, 1,600 were made for watching films.\n"
    blocks = classify(text)
    listed = [Side.of(c, text) for c in claims(text, blocks, metadata_of(text, blocks), "article", "version")]
    assert [match.comparison.outcome for match in inner_pairs(listed, Weights())] == [Outcome.PART_OF]


def test_a_long_article_is_not_compared_all_with_all(monkeypatch):
    scored = []
    monkeypatch.setattr("reviewer.match.inner.signals", lambda a, b, w: scored.append((a, b)) or signals(a, b, w))
    listed = numbered(60)
    inner_pairs(listed, Weights())
    assert 0 < len(scored) < len(listed) * 14


def test_pairs_that_are_passed_over_would_not_be_shown(monkeypatch):
    article = [*sides(), *numbered(30)]
    quick = inner_pairs(article, Weights())
    monkeypatch.setattr("reviewer.match.inner.OFFERED", -1.0)  # nothing is passed over
    assert inner_pairs(article, Weights()) == quick
    assert any(match.comparison.outcome is Outcome.PART_OF for match in quick)
