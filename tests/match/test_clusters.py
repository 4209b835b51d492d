"""Groups around centres: no chain glues two stories, names stay, persons win."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.match.clusters import Cluster, gather

ITEMS = st.integers(0, 11)
SCORES = st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9])
LINKS = st.dictionaries(st.tuples(ITEMS, ITEMS).filter(lambda pair: pair[0] < pair[1]), SCORES, max_size=30)
PAIRS = st.sets(st.tuples(ITEMS, ITEMS).filter(lambda pair: pair[0] < pair[1]), max_size=6)
TWELVE = list(range(12))


def named(found: list[Cluster[int]]) -> dict[int, set[int]]:
    return {cluster.centre: set(cluster.members) for cluster in found}


def strong(*stories: tuple[int, ...]) -> dict[tuple[int, int], float]:
    return {pair: 0.9 for story in stories for pair in combinations(story, 2)}


def test_one_weak_link_does_not_glue_two_stories():
    links = strong((0, 1, 2), (3, 4, 5)) | {(2, 3): 0.55}
    assert named(gather(range(6), links)) == {0: {0, 1, 2}, 3: {3, 4, 5}}


def test_a_weak_link_to_a_centre_gives_way_to_the_story_that_arrives_later():
    links = strong((0, 1), (2, 3, 4)) | {(0, 2): 0.55}
    assert named(gather(range(2), links)) == {0: {0, 1}}
    assert named(gather(range(3), links)) == {0: {0, 1, 2}}
    assert named(gather(range(5), links)) == {0: {0, 1}, 3: {2, 3, 4}}


def test_a_chain_of_links_is_no_story():
    found = gather(range(6), {(i, i + 1): 0.9 for i in range(5)})
    assert max(len(cluster.members) for cluster in found) <= 3


def test_the_weakest_link_is_named():
    (cluster,) = gather("abc", {("a", "b"): 0.9, ("a", "c"): 0.6, ("b", "c"): 0.5})
    assert cluster.weakest == ("a", "c", 0.6)


def test_a_group_that_only_persons_made_has_no_weakest_link():
    (cluster,) = gather("ab", {}, together=[("b", "a")])
    assert cluster.members == ("a", "b")
    assert cluster.weakest is None


def test_other_thing_splits_and_agrees_joins():
    links = strong((0, 1, 2))
    assert named(gather(range(3), links, apart=[(0, 2)])) == {0: {0, 1}, 2: {2}}
    assert named(gather(range(3), links, apart=[(1, 2)])) == {0: {0, 1}, 2: {2}}
    assert named(gather(range(5), links, together=[(2, 4)])) == {0: {0, 1, 2, 4}, 3: {3}}


@given(LINKS, PAIRS, PAIRS)
def test_every_item_stands_in_one_group_named_by_one_of_its_members(links, together, apart):
    found = gather(TWELVE, links, together=together, apart=apart)
    assert sorted(item for cluster in found for item in cluster.members) == TWELVE
    assert all(cluster.centre in cluster.members for cluster in found)


@given(LINKS, st.integers(1, 11))
def test_what_arrives_later_renames_no_group(links, known):
    """Wherever all members of a group stay in one group, that group has the same name; and no centre is lost."""
    before, after = named(gather(TWELVE[:known], links)), named(gather(TWELVE, links))
    assert before.keys() <= after.keys()
    for name, members in before.items():
        kept = [other for other, held in after.items() if members <= held]
        assert kept in ([], [name])


@given(LINKS, PAIRS, st.integers(1, 11))
def test_what_arrives_later_renames_no_group_where_persons_split_some(links, apart, known):
    before = named(gather(TWELVE[:known], links, apart=apart))
    after = named(gather(TWELVE, links, apart=apart))
    assert all([n for n, held in after.items() if members <= held] in ([], [name]) for name, members in before.items())


@given(LINKS, PAIRS)
def test_persons_words_hold(links, apart):
    for cluster in gather(TWELVE, links, apart=apart):
        assert not any((a, b) in apart for a, b in combinations(sorted(cluster.members), 2))


@given(LINKS, PAIRS)
def test_what_persons_unite_stands_together_whatever_else_they_say(links, together):
    place = {item: c.centre for c in gather(TWELVE, links, together=together, apart=together) for item in c.members}
    assert all(place[a] == place[b] for a, b in together)


@given(LINKS)
def test_each_member_is_linked_to_the_centre(links):
    for cluster in gather(TWELVE, links):
        assert all(tuple(sorted((cluster.centre, m))) in links for m in cluster.members if m != cluster.centre)


@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(links, chance):
    mixed = list(links.items())
    chance.shuffle(mixed)
    turned = {(b, a) if chance.random() < 0.5 else (a, b): score for (a, b), score in mixed}
    assert named(gather(TWELVE, turned)) == named(gather(TWELVE, links))
