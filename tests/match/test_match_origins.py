"""Origins behind a claim: counted by the table of lineages, as ranges where nothing is known."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.match.lineage import ArticleSide, lineage
from reviewer.match.origins import Stance, Voice, corroborate
from reviewer.model.article import Metadata, Origin
from reviewer.model.claim import Claimant, ClaimantRole
from reviewer.model.lineage import Lineage, LineageKind

OWN = Voice("a")
REUTERS = (Claimant(ClaimantRole.AGENCY, "Reuters"),)
POLICE = (Claimant(ClaimantRole.AGENCY, "Reuters"), Claimant(ClaimantRole.INFORMANT, "Harwick Police"))


def link(kind: LineageKind, left: str = "a", right: str = "b") -> dict[tuple[str, str], Lineage]:
    return {(left, right): Lineage(left, right, kind)}


def test_a_claim_that_nobody_else_makes_has_one_origin() -> None:
    found = corroborate(OWN, [])
    assert (found.articles, found.low, found.high) == (1, 1, 1)
    assert found.line == "1 article · 1 origin"


@pytest.mark.parametrize("kind", [LineageKind.SAME_TEXT, LineageKind.REWRITE])
def test_copies_and_rewrites_count_once(kind: LineageKind) -> None:
    found = corroborate(OWN, [Voice("b")], link(kind))
    assert (found.articles, found.low, found.high) == (2, 1, 1)


@pytest.mark.parametrize("kind", [LineageKind.NO_LINK_FOUND, LineageKind.UNKNOWN])
def test_where_nothing_is_known_the_answer_is_a_range(kind: LineageKind) -> None:
    found = corroborate(OWN, [Voice("b")], link(kind))
    assert (found.low, found.high) == (1, 2)
    assert "1 to 2 origins" in found.line


def test_one_agency_counts_once_only_where_it_says_so_itself() -> None:
    by_itself = corroborate(Voice("a", REUTERS), [Voice("b", REUTERS)], link(LineageKind.SAME_AGENCY))
    by_others = corroborate(Voice("a", REUTERS), [Voice("b", POLICE)], link(LineageKind.SAME_AGENCY))
    assert (by_itself.low, by_itself.high) == (1, 1)
    assert (by_others.low, by_others.high) == (1, 2)


def test_two_articles_on_the_word_of_one_named_informant_count_once() -> None:
    found = corroborate(Voice("a", POLICE), [Voice("b", POLICE)], link(LineageKind.NO_LINK_FOUND))
    assert (found.low, found.high) == (1, 1)


def test_a_persons_word_that_two_are_independent_wins() -> None:
    found = corroborate(OWN, [Voice("b")], link(LineageKind.SAME_INFORMANT), {("a", "b"): LineageKind.INDEPENDENT})
    assert (found.low, found.high) == (2, 2)


def test_uniting_is_transitive() -> None:
    links = (
        link(LineageKind.SAME_TEXT) | link(LineageKind.REWRITE, "b", "c") | link(LineageKind.NO_LINK_FOUND, "a", "c")
    )
    found = corroborate(OWN, [Voice("b"), Voice("c")], links)
    assert (found.articles, found.low, found.high) == (3, 1, 1)


def test_a_voice_that_disagrees_is_named_with_its_slot_and_not_counted() -> None:
    found = corroborate(OWN, [Voice("b", stance=Stance.DISAGREES, slot="number")])
    assert found.articles == 1
    assert found.disagree == (("b", "number"),)
    assert "1 disagrees on: number" in found.line


def test_a_contested_pair_counts_only_in_the_upper_end() -> None:
    found = corroborate(OWN, [Voice("b", stance=Stance.CONTESTED)], link(LineageKind.INDEPENDENT))
    assert (found.low, found.high, found.contested) == (1, 2, 1)


kinds = st.sampled_from(LineageKind)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from("bcde"), unique=True), st.lists(kinds, min_size=10, max_size=10), st.data())
def test_the_range_is_never_upside_down_and_independence_never_takes_away(
    others: list[str], drawn: list[LineageKind], data: st.DataObject
) -> None:
    pairs = list(itertools.combinations("abcde", 2))
    links = {p: Lineage(*p, kind) for p, kind in zip(pairs, drawn, strict=True)}
    voices = [Voice(name) for name in others]
    found = corroborate(OWN, voices, links)
    assert 1 <= found.low <= found.high <= found.articles == 1 + len(others)
    assert sum(len(group.articles) for group in found.groups) == found.articles
    told = data.draw(st.sampled_from(pairs))
    apart = corroborate(OWN, voices, links, {told: LineageKind.INDEPENDENT})
    assert apart.low >= found.low
    assert apart.high >= found.high


STORY = (
    "A barge loaded with grain ran aground below the weir at Tamble on Monday night and blocked the river for both "
    "directions. The crew of four was brought ashore by the fire brigade, and nobody was hurt. The water authority said "
    "that the barge would be lightered before tugs pulled it free. Seventeen ships waited above the weir by noon. "
)
OTHER = (
    "The parliament of the province voted to double the fee for fishing licences from the first of January. Anglers had "
    "asked for a lower fee for pensioners, which the committee refused. The money is meant for hatcheries in the north."
)


def article(name: str, text: str, **items: str) -> ArticleSide:
    return ArticleSide(name, text, Metadata.of(Origin.SHEET, items))


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (STORY, STORY, LineageKind.SAME_TEXT),
        (STORY, STORY[: len(STORY) * 2 // 3], LineageKind.SAME_TEXT),
        (STORY, OTHER + STORY[:120] + OTHER, LineageKind.REWRITE),
        (STORY, OTHER, LineageKind.NO_LINK_FOUND),
        (STORY, "A barge ran aground.", LineageKind.UNKNOWN),
        ("TAMBLE (Reuters) - " + STORY, "HALL (Reuters) - " + OTHER, LineageKind.SAME_AGENCY),
    ],
)
def test_texts_tell_how_articles_are_related(left: str, right: str, kind: LineageKind) -> None:
    found = lineage(article("x", left), article("y", right))
    assert found.kind is kind
    assert lineage(article("y", left), article("x", right)).kind is kind


def test_copied_places_stand_exactly_in_both_texts() -> None:
    left, right = article("x", STORY), article("y", "Our own words first. " + STORY)
    sign = lineage(left, right).signs[0]
    assert sign.left
    assert sign.right
    assert sign.left[0].of(left.text) == sign.right[0].of(right.text)
