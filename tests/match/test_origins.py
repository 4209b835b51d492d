"""How many origins stand behind a claim."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.match.clusters import clusters
from reviewer.match.origins import Stance, Voice, corroborate, counted, pairs, stance, voice
from reviewer.model.claim import Claimant, ClaimantRole
from reviewer.model.comparison import Comparison, Direction, Outcome, PairWord, SlotName
from reviewer.model.lineage import Lineage, LineageKind

SAME_TEXT, REWRITE, SAME_INFORMANT, SAME_AGENCY, NO_LINK, INDEPENDENT, UNKNOWN = LineageKind
NAMES = "abcdef"


def lineages(**kinds):
    return {(pair[0], pair[1]): Lineage(pair[0], pair[1], kind) for pair, kind in kinds.items()}


def decided(**kinds):
    return {(pair[0], pair[1]): kind for pair, kind in kinds.items()}


def count(articles, machine=None, persons=None):
    own, *others = [Voice(name) for name in articles]
    found = corroborate(own, others, machine, persons)
    return found.low, found.high


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SAME_TEXT, (1, 1)),
        (REWRITE, (1, 1)),
        (SAME_INFORMANT, (1, 2)),
        (SAME_AGENCY, (1, 2)),
        (NO_LINK, (1, 2)),
        (UNKNOWN, (1, 2)),
    ],
)
def test_each_relation_counts_as_the_table_says(kind, expected):
    assert count("ab", lineages(ab=kind)) == expected


def test_what_articles_share_unites_only_claims_that_rest_on_it():
    """That both quote the authority somewhere says nothing of a figure that one of them has from the mayor."""
    teld, askel = (informant("Mara Teld"),), (informant("Jon Askel"),)
    for own, other, expected in ((teld, teld, (1, 1)), (teld, askel, (1, 2)), (teld, (), (1, 2))):
        found = corroborate(Voice("a", own), [Voice("b", other)], lineages(ab=SAME_INFORMANT))
        assert (found.low, found.high) == expected
    told = corroborate(Voice("a", teld), [Voice("b", askel)], lineages(ab=NO_LINK), decided(ab=SAME_INFORMANT))
    assert (told.low, told.high) == (1, 1)


def test_one_agency_is_two_origins_only_where_both_claims_name_others():
    teld, askel = (agency(), informant("Mara Teld")), (agency(), informant("Jon Askel"))
    for own, other, expected in (
        (teld, askel, (2, 2)),
        (teld, (agency(),), (1, 2)),
        ((agency(),), (agency(),), (1, 1)),
    ):
        found = corroborate(Voice("a", own), [Voice("b", other)], lineages(ab=SAME_AGENCY))
        assert (found.low, found.high) == expected
        assert counted(Voice("a", own), Voice("b", other), Lineage("a", "b", SAME_AGENCY)) == expected


def test_a_claim_alone_is_one_origin():
    found = corroborate(Voice("a"), [])
    assert (found.articles, found.low, found.high) == (1, 1, 1)
    assert found.groups[0].why == "stands alone"


def test_a_pair_that_was_never_compared_is_unknown():
    assert count("ab") == (1, 2)


def test_only_a_person_separates_and_the_word_wins():
    assert count("ab", lineages(ab=SAME_TEXT), decided(ab=INDEPENDENT)) == (2, 2)
    assert count("ab", lineages(ab=NO_LINK), decided(ab=SAME_TEXT)) == (1, 1)


def test_independent_separates_its_own_link_only():
    machine = lineages(ab=NO_LINK, ac=SAME_TEXT, bc=SAME_TEXT)
    assert count("abc", machine, decided(ab=INDEPENDENT)) == (1, 1)


def test_uniting_is_transitive():
    assert count("abc", lineages(ab=SAME_TEXT, bc=REWRITE, ac=NO_LINK)) == (1, 1)
    assert count("abcd", lineages(ab=SAME_TEXT, cd=SAME_TEXT)) == (1, 2)


def agency(name="Reuters"):
    return Claimant(ClaimantRole.AGENCY, name)


def informant(name):
    return Claimant(ClaimantRole.INFORMANT, name)


def test_one_agency_is_one_origin_only_where_it_says_the_claim_itself():
    machine = lineages(ab=SAME_AGENCY)
    itself = corroborate(Voice("a", (agency(),)), [Voice("b", (agency(),))], machine)
    others = corroborate(
        Voice("a", (agency(), informant("Mara Teld"))), [Voice("b", (agency(), informant("Jon Askel")))], machine
    )
    assert (itself.low, itself.high) == (1, 1)
    assert (others.low, others.high) == (2, 2)


def test_one_named_informant_behind_both_claims_is_one_origin_whatever_the_articles_are():
    own, other = Voice("a", (informant("Mara Teld"),)), Voice("b", (informant("Mara Teld"),))
    found = corroborate(own, [other], lineages(ab=NO_LINK))
    assert (found.low, found.high) == (1, 1)
    assert found.reasons == ("both name Mara Teld as their source",)


def test_officials_without_a_name_unite_nothing():
    own, other = Voice("a", (informant("officials"),)), Voice("b", (informant("officials"),))
    assert corroborate(own, [other], lineages(ab=NO_LINK)).high == 2


def test_those_who_disagree_are_named_with_what_on_and_add_no_origin():
    against = Voice("b", stance=Stance.DISAGREES, slot="number")
    found = corroborate(Voice("a"), [against, Voice("c")], lineages(ac=SAME_TEXT))
    assert (found.articles, found.low, found.high) == (2, 1, 1)
    assert found.disagree == (("b", "number"),)
    assert found.line == "2 articles · 1 origin · 1 disagrees on: number"


def test_a_contested_pair_counts_only_in_the_upper_end():
    found = corroborate(Voice("a"), [Voice("b", stance=Stance.CONTESTED)])
    assert (found.articles, found.low, found.high, found.contested) == (1, 1, 2, 1)


def test_an_article_with_several_claims_counts_once():
    assert corroborate(Voice("a"), [Voice("b"), Voice("b"), Voice("a")]).articles == 2


def comparison(outcome, direction=Direction.NONE, deciding=()):
    return Comparison("left", "right", outcome, direction, (), deciding)


@pytest.mark.parametrize(
    ("outcome", "direction", "claim", "expected"),
    [
        (Outcome.SAME, Direction.NONE, "left", Stance.SUPPORTS),
        (Outcome.RESTATED, Direction.NONE, "right", Stance.SUPPORTS),
        (Outcome.MORE_SPECIFIC, Direction.LEFT, "right", Stance.SUPPORTS),
        (Outcome.MORE_SPECIFIC, Direction.LEFT, "left", Stance.NEITHER),
        (Outcome.MORE_SPECIFIC, Direction.RIGHT, "left", Stance.SUPPORTS),
        (Outcome.CONTRADICTS, Direction.NONE, "left", Stance.DISAGREES),
        (Outcome.PART_OF, Direction.LEFT, "left", Stance.NEITHER),
        (Outcome.DIFFERENT_SCOPE, Direction.NONE, "left", Stance.NEITHER),
        (Outcome.LATER_UPDATE, Direction.LEFT, "left", Stance.NEITHER),
        (Outcome.CANNOT_TELL, Direction.NONE, "left", Stance.NEITHER),
    ],
)
def test_a_pair_supports_or_disagrees_as_the_outcome_says(outcome, direction, claim, expected):
    assert stance(comparison(outcome, direction), claim) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([PairWord.AGREES], Stance.SUPPORTS),
        ([PairWord.AGREES, PairWord.AGREES], Stance.SUPPORTS),
        ([PairWord.CONTRADICTS], Stance.DISAGREES),
        ([PairWord.OTHER_THING], Stance.NEITHER),
        ([PairWord.CANNOT_TELL], Stance.NEITHER),
        ([PairWord.AGREES, PairWord.CONTRADICTS], Stance.CONTESTED),
    ],
)
def test_a_persons_word_replaces_the_machines(words, expected):
    for outcome in (Outcome.CONTRADICTS, Outcome.SAME, Outcome.CANNOT_TELL):
        assert stance(comparison(outcome), "left", words) is expected


def test_a_voice_names_the_slot_or_that_a_person_said_so():
    machine = comparison(Outcome.CONTRADICTS, deciding=(SlotName.NUMBER,))
    assert voice(machine, "left", "b").slot == "number"
    assert voice(comparison(Outcome.SAME), "left", "b", words=[PairWord.CONTRADICTS]).slot == "a person's word"


KINDS = st.sampled_from([SAME_TEXT, REWRITE, SAME_INFORMANT, SAME_AGENCY, NO_LINK, UNKNOWN])
CLAIMANTS = st.sampled_from(
    [(), (agency(),), (informant("Mara Teld"),), (agency(), informant("Jon Askel")), (informant("officials"),)]
)


@st.composite
def situations(draw):
    size = draw(st.integers(1, 6))
    names = NAMES[:size]
    every = list(combinations(names, 2))
    machine = {pair: Lineage(*pair, draw(KINDS)) for pair in every if draw(st.booleans())}
    persons = {pair: draw(st.sampled_from(list(LineageKind))) for pair in every if draw(st.integers(0, 3)) == 0}
    voices = [
        Voice(name, draw(CLAIMANTS), draw(st.sampled_from(list(Stance))) if i else Stance.SUPPORTS)
        for i, name in enumerate(names)
    ]
    return voices, machine, persons


@given(situations())
def test_the_lower_end_never_passes_the_upper_and_both_stay_within_the_articles(situation):
    (own, *others), machine, persons = situation
    found = corroborate(own, others, machine, persons)
    assert 1 <= found.low <= found.high <= found.articles + found.contested
    assert sorted(name for group in found.groups for name in group.articles) == sorted(
        {own.article, *(v.article for v in others if v.stance is Stance.SUPPORTS)}
    )
    assert len(found.groups) == found.low


@given(situations(), st.data())
def test_a_word_that_two_articles_are_independent_never_lowers_the_count(situation, data):
    (own, *others), machine, persons = situation
    every = list(combinations([own.article, *(v.article for v in others)], 2))
    if not every:
        return
    pair = data.draw(st.sampled_from(every))
    before = corroborate(own, others, machine, persons)
    after = corroborate(own, others, machine, {**persons, pair: INDEPENDENT})
    assert after.low >= before.low
    assert after.high >= before.high


@given(situations())
def test_a_word_that_two_articles_are_one_text_never_raises_the_count(situation):
    (own, *others), machine, persons = situation
    before = corroborate(own, others, machine, persons)
    for pair in combinations([own.article, *(v.article for v in others)], 2):
        after = corroborate(own, others, machine, {**persons, pair: SAME_TEXT})
        assert after.low <= before.low
        assert after.high <= before.high


@given(situations())
def test_the_order_of_the_voices_changes_no_number(situation):
    (own, *others), machine, persons = situation
    first, second = corroborate(own, others, machine, persons), corroborate(own, others[::-1], machine, persons)
    assert (first.low, first.high, first.articles, first.disagree) == (
        second.low,
        second.high,
        second.articles,
        second.disagree,
    )


def test_the_pairs_to_look_up_are_sorted():
    assert list(pairs(["c", "a", "b", "a"])) == [("a", "b"), ("a", "c"), ("b", "c")]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))))
def test_groups_are_a_partition_that_keeps_linked_items_together(links):
    groups = clusters(NAMES, links)
    assert sorted(item for group in groups for item in group) == list(NAMES)
    where = {item: i for i, group in enumerate(groups) for item in group}
    assert all(where[a] == where[b] for a, b in links)
    if not links:
        assert len(groups) == len(NAMES)
