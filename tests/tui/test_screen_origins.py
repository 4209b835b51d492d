"""All appearances of a claim, and where articles come from: what is seen, and each decided by one key."""

from __future__ import annotations

from dataclasses import replace

from reviewer.model.comparison import PairWord
from reviewer.model.lineage import Lineage, LineageKind, Sign
from reviewer.model.policy import Policy
from reviewer.model.span import Span
from reviewer.tui.runs import dump
from reviewer.tui.screens.cluster import ClusterScreen
from reviewer.tui.screens.lineage import LineageScreen
from reviewer.tui.show.cluster import cluster_lines
from reviewer.tui.show.lineage import lineage_lines, marked, strongest_first
from reviewer.tui.signs import UNICODE
from reviewer.workspace.views import ClusterView, WeakLink
from tests.tui.driving import press, session_of, shown, text_of, typed
from tests.tui.fake_desk import FakeDesk


async def test_all_appearances_are_told_by_origin_and_one_key_decides_each() -> None:
    desk = FakeDesk()
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "g")
        await typed(pilot, desk.row(desk.by["storm.berths"]).number)
        await press(pilot, "enter", "M")
        assert isinstance(pilot.app.screen, ClusterScreen)
        words = text_of(pilot)
        assert "All appearances of 1.3" in words
        assert "Origin 1 · 1 article" in words
        assert "two of the six berths · four of the six berths: number differs" in words
        await press(pilot, "=")
        assert desk.claim(desk.by["storm.berths"]).matches[0].word is PairWord.AGREES
        assert "agrees (you" in text_of(pilot)
        await press(pilot, "u", "k", "x")
        assert "This is the claim that you came from" in text_of(pilot)
        await press(pilot, "j", "g")
        assert session_of(pilot).claim_id == desk.claim(desk.by["storm.berths"]).matches[0].row.id


async def test_relations_are_told_with_their_votes_first_and_a_person_can_say_another() -> None:
    desk = FakeDesk()
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "L")
        assert isinstance(pilot.app.screen, LineageScreen)
        words = text_of(pilot)
        assert "Where article 1 comes from" in words
        assert "same text: one vote" in words
        before = strongest_first(desk.lineages(desk.articles()[0].id))[0]
        await press(pilot, "l")
        await typed(pilot, "independent")
        await press(pilot, "enter")
        after = {(each.left, each.right): each.kind for each in desk.lineages()}
        assert after[before.left, before.right] is LineageKind.INDEPENDENT


def test_equal_words_are_folded_and_a_lone_claim_says_so() -> None:
    desk = FakeDesk()
    view = desk.claim(desk.by["council.levy"])
    assert "in this one place only" in dump(cluster_lines(view, desk.cluster(view.row.id), 0, UNICODE, 90))


class Loose(FakeDesk):
    """A workspace whose groups hang together by one pair."""

    def cluster(self, claim: str) -> ClusterView:
        return replace(super().cluster(claim), weakest=WeakLink("1.2", "3.2", 0.41, "number differs"))


async def test_the_weakest_link_tells_no_score_where_the_rules_hide_scores() -> None:
    for hidden in (False, True):
        desk = Loose()
        desk.policy = Policy(hide_scores=hidden)
        async with shown(desk, (120, 40)) as pilot:
            await press(pilot, "j", "M")
            words = text_of(pilot).replace("\u00a0", " ")
            assert "Weakest link: 1.2 and 3.2 · number differs" in words
            assert ("score 0.41" in words) is not hidden


def test_a_sign_speaks_of_articles_by_number_and_its_places_are_marked_on_its_side() -> None:
    one, two = FakeDesk().articles()[:2]
    left, right = sorted((one.id, two.id))
    names = {one.id: one, two.id: two}
    sign = Sign("88% of the first stands in the second, 100% of the second in the first", (Span(1, 4),), (Span(7, 9),))
    lineage = Lineage(left, right, LineageKind.SAME_TEXT, (sign,), 1.0)
    words = dump(lineage_lines(one.id, [lineage], names, 0, UNICODE, 120))
    stays = words.replace("\u00a0", " ")  # a number stays with its noun at the end of a line
    assert f"88% of article {names[left].number} stands in article {names[right].number}" in stays
    assert marked(lineage, left) == (Span(1, 4),)
    assert marked(lineage, right) == (Span(7, 9),)
