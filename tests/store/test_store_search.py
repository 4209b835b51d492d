from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.store import _sqlite
from reviewer.store.database import Database
from reviewer.store.search import match_expression
from tests.store.store_tools import make_article


def test_words_are_joined_by_and_and_the_last_may_be_unfinished(database: Database) -> None:
    made = make_article(1, text="The mayor opened the bridge.\nThe bridge burned.\nThe mayor went home.")
    made.put(database)
    a, b, c = made.ids()
    assert set(database.search.claims("bridge")) == {a, b}
    assert database.search.claims("bridge mayor") == (a,)
    assert set(database.search.claims("may")) == {a, c}
    assert database.search.claims("may ") == ()
    assert database.search.claims("MAYOR home") == (c,)
    assert database.search.claims('"bridge burned"') == (b,)
    assert database.search.claims('"burned bridge"') == ()
    assert database.search.claims("bridge", limit=1) != ()


def test_accents_and_other_scripts_are_found(database: Database) -> None:
    made = make_article(1, text="Le café a brûlé.\nМост открыт.\n桥 开放 了。")
    made.put(database)
    a, b, c = made.ids()
    assert database.search.claims("cafe brule") == (a,)
    assert database.search.claims("мост") == (b,)
    assert database.search.claims("桥") == (c,)


@pytest.mark.parametrize("words", ["", "  ", "?", "-- …", "\x00", '"', '""', "*", "^", "( )"])
def test_what_holds_no_word_finds_nothing(database: Database, words: str) -> None:
    make_article(1).put(database)
    assert database.search.claims(words) == ()
    assert database.search.articles(words) == ()


@pytest.mark.parametrize(
    "words",
    ["bridge AND", "NOT bridge", "NEAR(bridge", "quote:bridge", "bridge*", "bridge OR -", 'a"b', "^bridge", "{x} : y"],
)
def test_operators_are_only_text(database: Database, words: str) -> None:
    make_article(1).put(database)
    assert isinstance(database.search.claims(words), tuple)


@given(words=st.text(max_size=60))
def test_no_input_is_a_syntax_error(words: str) -> None:
    conn = _sqlite.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE t USING fts5(quote)")
    conn.execute("INSERT INTO t VALUES ('some words of a claim')")
    expression = match_expression(words)
    if expression:
        conn.execute("SELECT count(*) FROM t WHERE t MATCH ?", (expression,)).fetchone()
    conn.close()


def test_a_claims_own_words_find_it(database: Database) -> None:
    made = make_article(3, 6)
    made.put(database)
    for item in made.claims:
        assert item.claim.id in database.search.claims(item.claim.quote)


def test_articles_are_found_by_title_and_text_with_a_snippet(database: Database) -> None:
    made = make_article(1, text="The mayor opened the bridge.\n[b]The\x1b[31m end[/b]", title="A day at the river")
    made.put(database)
    (hit,) = database.search.articles("mayor")
    assert (hit.article, "mayor" in hit.snippet) == (made.id, True)
    assert database.search.articles("river")[0].article == made.id
    assert database.search.articles("ocean") == ()


def test_a_new_text_is_found_and_the_old_one_is_not(database: Database) -> None:
    make_article(1, text="The old bridge burned.").put(database)
    new = make_article(1, text="The new tunnel opened.", title="Another title")
    new.put(database)
    assert database.search.articles("burned") == ()
    assert database.search.articles("tunnel")[0].article == new.id
    assert database.search.articles("another title")[0].article == new.id
    assert database.search.articles("piece") == ()
    check = "INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)"
    with database.write():
        database._c.conn.execute(check)
        database._c.conn.execute(check.replace("article_fts", "claim_fts"))


def test_unlisted_claims_are_not_found(database: Database) -> None:
    made = make_article(1)
    made.put(database)
    database.corpus.set_listed(made.id, made.ids()[:1])
    assert database.search.claims("bridge") == made.ids()[:1]
