"""Groups of claims about one thing: people's decisions win, names stay, each claim sees its own group."""

from __future__ import annotations

from reviewer.model.comparison import Outcome, PairWord
from reviewer.workspace import Workspace
from reviewer.workspace.views import ClusterView
from tests.workspace.workspace_tools import FERRY, SAILINGS, STORM, UNION, WAGES, Folder, claim

GAZETTE, LATE, RADIO = "articles/gazette.txt", "articles/late.txt", "articles/radio.txt"


def members(desk: Workspace) -> dict[str, set[str]]:
    return {view.id: {row.id for row in view.claims} for view in desk.clusters()}


def group(desk: Workspace, words: str, article: str = "articles/courier.txt") -> ClusterView:
    return desk.cluster(claim(desk, words, article))


def test_all_appearances_of_a_claim_stand_together(desk: Workspace):
    view = group(desk, WAGES)
    assert {a.row.article_number for a in view.appearances} == {1, 2, 3, 4}
    assert view.articles == 4
    assert [a.match is None for a in view.appearances].count(True) == 1


def test_a_group_is_the_same_from_each_of_its_claims_and_in_the_list(desk: Workspace):
    listed = members(desk)
    assert listed
    for name, claims in listed.items():
        for one in claims:
            seen = desk.cluster(one)
            assert (seen.id, {row.id for row in seen.claims}) == (name, claims)


def test_what_differs_is_told_from_the_claim_looked_from(desk: Workspace):
    found = {a.row.article_number: a.match for a in group(desk, UNION).appearances}
    late = next(a.match for a in group(desk, UNION).appearances if a.row.article == desk.article(LATE).id)
    assert late is not None
    assert late.outcome is Outcome.CONTRADICTS
    assert "number differs" in late.difference
    assert found[1] is None


def test_articles_of_one_text_are_one_origin(desk: Workspace):
    view = group(desk, SAILINGS)
    first = next(origin for origin in view.origins if 1 in origin.articles)
    assert set(first.articles) == {desk.article(name).number for name in ("articles/courier.txt", GAZETTE, LATE)}
    assert "the same text" in first.why


def test_a_claim_that_nobody_shares_stands_alone(desk: Workspace):
    view = group(desk, STORM, RADIO)
    assert [row.id for row in view.claims] == [view.id]
    assert view.weakest is None


def test_other_thing_takes_a_claim_out_and_undo_brings_it_back(desk: Workspace):
    mine, theirs = claim(desk, WAGES), claim(desk, WAGES, RADIO)
    before = members(desk)
    desk.decide(mine, theirs, PairWord.OTHER_THING)
    assert theirs not in {row.id for row in desk.cluster(mine).claims}
    desk.undo()
    assert members(desk) == before


def test_agrees_puts_claims_together_that_no_match_holds(desk: Workspace):
    mine, theirs = claim(desk, SAILINGS), claim(desk, STORM, RADIO)
    desk.decide(mine, theirs, PairWord.AGREES)
    assert theirs in {row.id for row in desk.cluster(mine).claims}
    assert theirs in members(desk)[desk.cluster(mine).id]


def test_an_article_that_is_added_renames_nothing_and_a_rebuild_gives_the_same(folder: Folder):
    with folder.open() as desk:
        before = members(desk)
        folder.write("articles/a-first-by-name.txt", FERRY.replace("27 cancelled", "29 cancelled"))
        desk.update()
        after = members(desk)
        assert all(claims <= after[name] for name, claims in before.items())
        desk.rebuild()
        assert members(desk) == after


def test_the_weakest_link_is_told(desk: Workspace):
    view = group(desk, WAGES)
    assert view.weakest is not None
    assert 0.5 <= view.weakest.score <= 1
    assert {view.weakest.left, view.weakest.right} <= {row.number for row in view.claims}


def test_where_the_rules_hide_scores_a_group_has_none(folder: Folder):
    folder.rules("hide_scores: true\n")
    with folder.open() as desk:
        desk.update()
        view = group(desk, WAGES)
        assert view.weakest is not None
        told = [view.weakest, *(each.weakest for each in desk.clusters() if each.weakest)]
        assert {link.score for link in told} == {0.0}
        assert {each.match.match.score for each in view.appearances if each.match} == {0.0}
        assert not any(each.match.match.signals for each in view.appearances if each.match)
