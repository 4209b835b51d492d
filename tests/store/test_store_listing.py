from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from reviewer.errors import Interrupted
from reviewer.model.claim import Claimant, ClaimantRole
from reviewer.model.comparison import Outcome
from reviewer.model.verdict import About, Status, Value
from reviewer.store.corpus import IndexedClaim
from reviewer.store.database import Database
from reviewer.store.decisions import ClaimStatus
from reviewer.store.listing import FIRST
from reviewer.store.query import Query
from tests.store.store_tools import Made, make_article, make_match


@pytest.fixture
def articles(database: Database) -> list[Made]:
    made = [make_article(number, claims) for number, claims in ((1, 3), (2, 1), (3, 4))]
    for one in made:
        one.put(database)
    return made


def all_ids(articles: list[Made]) -> list[str]:
    return [claim for made in articles for claim in made.ids()]


def listed(database: Database, **fields: object) -> list[str]:
    listing = database.listings.open(Query(**fields))
    assert listing.ids(0, len(listing)) == [row.id for row in listing.rows(0, len(listing))]
    return listing.ids(0, 1000)


def test_the_queue_goes_by_arrival_and_text_order(database: Database, articles: list[Made]) -> None:
    assert listed(database) == all_ids(articles)


def test_every_page_is_a_part_of_the_whole(database: Database, articles: list[Made]) -> None:
    listing = database.listings.open()
    whole = all_ids(articles)
    assert len(listing) == len(whole) == 8
    for start in range(-2, 10):
        for stop in range(start, 12):
            assert listing.ids(start, stop) == whole[max(0, start) : max(0, stop)]


def test_the_position_of_a_claim(database: Database, articles: list[Made]) -> None:
    listing = database.listings.open()
    assert [listing.index_of(claim) for claim in all_ids(articles)] == list(range(8))
    assert listing.index_of("x" * 26) is None
    filtered = database.listings.open(Query(article=articles[2].id))
    assert [filtered.index_of(claim) for claim in articles[2].ids()] == [0, 1, 2, 3]
    assert filtered.index_of(articles[0].ids()[0]) is None


def test_the_article_at_a_position_is_told_without_reading_a_row(database: Database, articles: list[Made]) -> None:
    listing = database.listings.open()
    rows = listing.rows(0, 8)
    filtered = database.listings.open(Query(article=articles[2].id))
    wanted = filtered.rows(0, 1)[0].article_number
    database.close()
    assert [listing.article_at(at) for at in range(8)] == [row.article_number for row in rows]
    assert [filtered.article_at(at) for at in range(4)] == [wanted] * 4
    for outside in (-1, 8):
        with pytest.raises(IndexError):
            listing.article_at(outside)


def test_an_empty_database_has_an_empty_list(database: Database) -> None:
    listing = database.listings.open()
    assert len(listing) == 0
    assert listing.ids(0, 50) == []
    assert listing.rows(0, 50) == []
    assert database.listings.next_open() is None


def test_rank_orders_articles_not_claims(database: Database, articles: list[Made]) -> None:
    database.corpus.set_rank(articles[2].id, -5)
    database.corpus.set_rank(articles[0].id, 7)
    assert listed(database) == all_ids([articles[2], articles[1], articles[0]])
    assert listed(database, min_score=0.1) == all_ids([articles[2], articles[1], articles[0]])
    database.corpus.put_article(articles[1].entry(rank=-9))
    assert listed(database) == all_ids([articles[1], articles[2], articles[0]])


def test_unlisted_claims_are_in_no_list(database: Database, articles: list[Made]) -> None:
    database.corpus.set_listed(articles[2].id, articles[2].ids()[1:3])
    wanted = all_ids(articles[:2]) + list(articles[2].ids()[1:3])
    assert listed(database) == wanted
    listing = database.listings.open()
    assert [listing.index_of(claim) for claim in wanted] == list(range(6))
    assert listing.index_of(articles[2].ids()[0]) is None


def test_a_list_sees_claims_that_came_later_only_when_opened_anew(database: Database, articles: list[Made]) -> None:
    before = database.listings.open()
    late = make_article(4, 2)
    late.put(database)
    assert len(before) == 8
    assert listed(database) == all_ids([*articles, late])


def test_rows_show_what_is_known(database: Database, articles: list[Made]) -> None:
    claim, other = articles[0].ids()[0], articles[1].ids()[0]
    database.corpus.put_matches([make_match(claim, other, outcome=Outcome.CONTRADICTS)])
    database.decisions.set_claim_status(
        [
            ClaimStatus(
                claim,
                About.CONTENT,
                Status.SPLIT,
                Value.CONFLICTING,
                given=2,
                needs_look="a basis was undone",
                values={"p1": Value.SUPPORTED, "p2": Value.REFUTED},
                postponed={"p1": "waiting for a call"},
            )
        ]
    )
    (row,) = database.listings.rows([claim], me="p1")
    assert (row.id, row.number, row.article, row.article_number) == (claim, "1.1", articles[0].id, 1)
    assert (row.status, row.value, row.mine) == (Status.SPLIT, Value.CONFLICTING, Value.SUPPORTED)
    assert (row.matches, row.disagrees, row.postponed) == (1, True, True)
    assert row.needs_look == "a basis was undone"
    (row,) = database.listings.rows([claim], me="p3")
    assert (row.mine, row.postponed) == (None, False)
    (row,) = database.listings.rows([other])
    assert (row.status, row.value, row.matches, row.disagrees) == (Status.OPEN, None, 1, True)
    assert database.listings.rows(["x" * 26, other]) == [row]


def test_a_persons_word_on_a_pair_counts_before_the_machines(database: Database, articles: list[Made]) -> None:
    claim, other = articles[0].ids()[0], articles[1].ids()[0]
    database.corpus.put_matches([make_match(claim, other, outcome=Outcome.CONTRADICTS)])
    database.decisions.set_pair_word(other, claim, "agrees")
    (row,) = database.listings.rows([claim])
    assert (row.matches, row.disagrees) == (1, False)
    database.decisions.set_pair_word(claim, other, "other_thing")
    (row,) = database.listings.rows([claim])
    assert row.matches == 0
    assert listed(database, matched=True) == []
    database.corpus.replace_matches(articles[0].id, [make_match(claim, other, outcome=Outcome.CONTRADICTS)], matcher=2)
    assert database.listings.rows([claim])[0].matches == 0
    database.decisions.set_pair_word(claim, other, None)
    assert database.listings.rows([claim])[0].disagrees


def test_filters(database: Database, articles: list[Made]) -> None:
    first, second, _ = articles
    item = first.claims[0]
    claimants = (Claimant(ClaimantRole.INFORMANT, "Harbour Office"),)
    special = IndexedClaim(
        replace(item.claim, claimants=claimants, needs_context="he", score=0.9, quantities=()), item.terms, dim=True
    )
    first.put(database, claims=[special, *first.claims[1:]])
    a, b, c = first.ids()
    (x,) = second.ids()
    database.corpus.put_matches([make_match(a, x, outcome=Outcome.RESTATED), make_match(b, c, inner=True)])
    database.decisions.set_claim_status(
        [
            ClaimStatus(a, About.CONTENT, Status.DECIDED, Value.SUPPORTED, values={"p1": Value.SUPPORTED}),
            ClaimStatus(b, About.CONTENT, Status.IN_REVIEW, postponed={"p2": ""}),
            ClaimStatus(c, About.ATTRIBUTION, Status.DECIDED, Value.REFUTED, needs_look="its text changed"),
        ]
    )
    everything = all_ids(articles)
    rest = [claim for claim in everything if claim not in (a, b, c)]
    assert listed(database, article=first.id) == [a, b, c]
    assert listed(database, article="x" * 26) == []
    assert listed(database, statuses=frozenset({Status.DECIDED})) == [a, c]
    assert listed(database, statuses=frozenset({Status.OPEN})) == rest
    assert listed(database, statuses=frozenset({Status.OPEN, Status.IN_REVIEW})) == [b, *rest]
    assert listed(database, values=frozenset({Value.REFUTED})) == [c]
    assert listed(database, claimant="HARBOUR") == [a]
    assert listed(database, claimant="%") == []
    assert listed(database, person="p1") == [a]
    assert listed(database, outcomes=frozenset({Outcome.RESTATED})) == [a, x]
    assert listed(database, outcomes=frozenset({Outcome.PART_OF})) == []
    assert listed(database, matched=True) == [a, x]
    assert listed(database, matched=False) == [claim for claim in everything if claim not in (a, x)]
    assert listed(database, needs_context=True) == [a]
    assert listed(database, needs_context=False) == everything[1:]
    assert listed(database, needs_look=True) == [c]
    assert listed(database, needs_look=False) == [a, b, *rest]
    assert listed(database, has_number=False) == [a]
    assert listed(database, postponed=True) == [b]
    assert listed(database, postponed=True, me="p1") == []
    assert listed(database, postponed=False, me="p1") == everything
    assert listed(database, postponed=False, me="p2") == [a, c, *rest]
    assert listed(database, min_score=0.8) == [a]
    assert listed(database, text="canal") == []
    assert listed(database, text='bridge "day 1"') == [b]
    assert listed(database, text="?!") == []
    assert listed(database, article=first.id, statuses=frozenset({Status.DECIDED}), needs_look=False) == [a]


def test_one_row_of_a_claim_is_shown(database: Database, articles: list[Made]) -> None:
    claim = articles[0].ids()[0]
    content = ClaimStatus(claim, About.CONTENT, Status.IN_REVIEW)
    attribution = ClaimStatus(claim, About.ATTRIBUTION, Status.DECIDED, Value.SUPPORTED, shown=False)
    database.decisions.set_claim_status([content, attribution])
    assert database.decisions.claim_status(claim) == {About.CONTENT: content, About.ATTRIBUTION: attribution}
    assert database.listings.rows([claim])[0].status is Status.IN_REVIEW
    with pytest.raises(ValueError, match="one shown row"):
        database.decisions.set_claim_status([content, replace(attribution, shown=True)])
    database.decisions.set_claim_status([replace(content, status=Status.SPLIT)])
    assert set(database.decisions.claim_status(claim)) == {About.CONTENT}
    database.decisions.clear_claim_status([claim])
    assert database.decisions.claim_status(claim) == {}


def test_status_counts_are_of_listed_claims(database: Database, articles: list[Made]) -> None:
    a, b, c = articles[0].ids()
    database.decisions.set_claim_status(
        [
            ClaimStatus(a, About.CONTENT, Status.DECIDED, Value.SUPPORTED),
            ClaimStatus(b, About.CONTENT, Status.SPLIT, needs_look="new verdict"),
            ClaimStatus(c, About.CONTENT, Status.OPEN, needs_look="x"),
        ]
    )
    counts = database.decisions.status_counts()
    assert counts == {Status.OPEN: 6, Status.IN_REVIEW: 0, Status.SPLIT: 1, Status.DECIDED: 1}
    assert database.decisions.status_counts(articles[0].id)[Status.OPEN] == 1
    assert database.decisions.decided_by_article() == {articles[0].id: 1}
    assert database.decisions.needs_look_count() == 2
    database.corpus.set_listed(articles[0].id, [b])
    assert database.decisions.status_counts()[Status.DECIDED] == 0
    assert sum(database.decisions.status_counts().values()) == 6
    assert database.decisions.needs_look_count() == 1


def test_the_next_open_claim_goes_round(database: Database, articles: list[Made]) -> None:
    everything = all_ids(articles)
    a, b = everything[:2]
    assert database.listings.next_open() == a
    assert database.listings.next_open(a) == b
    assert database.listings.next_open(everything[-1]) == a
    database.decisions.set_claim_status(
        [
            ClaimStatus(a, About.CONTENT, Status.DECIDED, Value.SUPPORTED),
            ClaimStatus(b, About.CONTENT, Status.IN_REVIEW, values={"p1": None}),
            ClaimStatus(everything[2], About.CONTENT, Status.OPEN, postponed={"p1": "later"}),
        ]
    )
    assert database.listings.next_open(everything[-1], me="p1") == everything[3]
    assert database.listings.next_open(everything[-1], me="p2") == b
    assert database.listings.next_open("x" * 26, me="p2") == b
    database.decisions.set_claim_status(
        [ClaimStatus(claim, About.CONTENT, Status.DECIDED, Value.SUPPORTED) for claim in everything]
    )
    assert database.listings.next_open(a, me="p1") is None


def test_statuses_are_worked_out_anew_after_a_replay(database: Database) -> None:
    assert database.decisions.statuses_version() == 0
    database.decisions.set_statuses_version(3)
    assert database.decisions.statuses_version() == 3
    assert database.rebuild_decisions() == 2
    assert database.decisions.statuses_version() == 0


def test_a_long_list_shows_its_first_page_before_it_is_whole(database: Database) -> None:
    made = make_article(1, FIRST + 5)
    made.put(database)
    first, last = database.listings.pages(Query(min_score=0.01))
    assert (len(first), first.whole) == (FIRST, False)
    assert (len(last), last.whole) == (FIRST + 5, True)
    assert last.ids(0, FIRST) == first.ids(0, 2 * FIRST) == list(made.ids()[:FIRST])
    assert first.index_of(made.ids()[FIRST]) is None
    assert [one.whole for one in database.listings.pages(Query(text="nowhere"))] == [True]


def test_what_is_read_can_be_stopped_from_another_thread(database: Database, articles: list[Made]) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with database.stoppable() as stop:
        timer = threading.Timer(0.05, stop)
        timer.start()
        with pytest.raises(Interrupted):
            database.listings._c.rows(endless)
        with pytest.raises(Interrupted):
            database.listings.open()  # nor is anything else begun
        timer.join()
    assert listed(database) == all_ids(articles)
    stop()
    assert listed(database) == all_ids(articles), "what is asked afterwards is another matter"
