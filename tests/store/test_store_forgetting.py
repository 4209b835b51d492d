from __future__ import annotations

import pytest

from reviewer.store import _sqlite, forgetting
from reviewer.store.database import Database
from reviewer.store.forgetting import IN_USE
from tests.store.store_tools import Desk, claim_of, make_article


def bytes_on_disk(database: Database) -> bytes:
    """All that lies in the database's folder."""
    return b"".join(file.read_bytes() for file in sorted(database.path.parent.iterdir()))


def test_erased_words_stand_nowhere_on_the_disk(database: Database, desk: Desk) -> None:
    event = desk.verdict(1, rationale="Zanzibarquartz told us in confidence")
    other = desk.verdict(2, rationale="plainly on the record")
    database.local.save_draft("claim 9", "Zanzibarquartz half typed")
    for number in range(40):
        database.local.save_draft(f"old {number}", "Zanzibarquartz thrown away " * 20)
    for number in range(40):
        database.local.save_draft(f"old {number}", "")
    assert b"Zanzibarquartz" in bytes_on_disk(database)
    assert database.forget([event.data["rationale"]], drafts=["claim 9"]) == ()
    assert b"Zanzibarquartz" not in bytes_on_disk(database)
    assert database.erased(event.data["rationale"])
    assert database.words(other.data["rationale"]) == "plainly on the record"
    assert database.local.draft("claim 9") == ""
    assert database.event(event.hash) == event
    assert database.faults() == []
    assert database.decisions.check() == []
    assert desk.verdict(1).seq == other.seq + 1
    assert len(database.decisions.acts_of_claim(claim_of(1))) == 2


def test_an_erased_text_takes_its_claims_and_searchable_words_with_it(database: Database) -> None:
    made = make_article(1, text="Zanzibarquartz opened the bridge.\nThe bridge collapsed.")
    kept = make_article(2)
    made.put(database)
    kept.put(database)
    assert database.forget([made.text_sha256]) == ()
    text = bytes_on_disk(database)
    assert b"anzibarquartz" not in text
    assert database.corpus.claims_of_article(made.id, listed=False) == ()
    assert database.search.articles("zanzibarquartz") == ()
    assert database.search.claims("collapsed") == ()
    assert database.search.articles("piece 1")[0].article == made.id
    row = database.corpus.article(made.id)
    assert row is not None
    assert row.claims == 0
    assert database.corpus.index().size == len(database.listings.open()) == 3
    assert {t: len(c) for t, c in database.corpus.index().postings(["bridge", "tower"]).items()} == {"tower": 3}
    assert database.faults() == []


def test_a_new_text_can_follow_an_erased_one(database: Database) -> None:
    old = make_article(1, text="Zanzibarquartz opened the bridge.")
    old.put(database)
    database.forget([old.text_sha256])
    new = make_article(1, text="The bridge opened.")
    new.put(database)
    assert database.search.articles("bridge")[0].article == new.id
    with database.write():
        database._c.conn.execute("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)")
    assert [entry.number for entry in database.corpus.claims_of_article(new.id)] == ["1.2"]


@pytest.mark.skipif(not _sqlite.HAS_WAL_FIX, reason="this SQLite keeps no write-ahead log here")
def test_who_still_reads_is_told_of(database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "PATIENCE", 0)
    event = desk.verdict(1, rationale="Zanzibarquartz told us")
    reader = _sqlite.connect(str(database.path), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchone()
    assert database.forget([event.data["rationale"]]) == (IN_USE,)
    reader.execute("COMMIT")
    reader.close()
    assert database.erased(event.data["rationale"])
