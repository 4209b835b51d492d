"""Every table of the database: what is for good, what follows from it, and what is local.

    base        event, head, blob, fork      the truth (docs/log.md); never migrated; guarded by triggers
    decisions   act …, claim_status …        follow from the events; dropped and replayed when DECISIONS_VERSION changes
    corpus      article, claim, match …      follow from events and texts; dropped and filled anew by the workspace
    local       local_*                      numbers, drafts, views of this machine; survive every rebuild

Base tables are those of docs/log.md. The others are made by sqlite-utils inside the transaction of
the caller, but for tables WITHOUT ROWID and partial indexes, which it does not know. db/schema.sql shows the result.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reviewer.store import _sqlite

APPLICATION_ID = 0x52565731
"""`RVW1` in the header of the file."""
BASE_VERSION = 1
"""`user_version`: base and local tables. A higher one than ours is a database of a newer program."""
DECISIONS_VERSION = 1
CORPUS_VERSION = 4

BASE = (
    """CREATE TABLE event(
   id INTEGER PRIMARY KEY,
   log TEXT NOT NULL,
   seq INTEGER NOT NULL,
   hash TEXT NOT NULL UNIQUE,
   body TEXT NOT NULL,
   UNIQUE(log, seq)
) STRICT""",
    """CREATE TABLE head(
   log TEXT PRIMARY KEY,
   seq INTEGER NOT NULL,
   hash TEXT NOT NULL,
   own INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE blob(
   sha256 TEXT PRIMARY KEY,
   body BLOB
) STRICT""",
    """CREATE TABLE fork(
   hash TEXT PRIMARY KEY,
   log TEXT NOT NULL,
   seq INTEGER NOT NULL,
   body TEXT NOT NULL,
   seen_at TEXT NOT NULL
) STRICT""",
)
GUARDS = {
    "event_is_never_changed": "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "event_is_never_deleted": "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
}
"""They stop accidents. Whoever wants to can drop them; the hashes show it."""

BASE_TABLES = ("event", "head", "blob", "fork")
DECISION_TABLES = ("act", "act_on", "act_undoes", "act_blob", "claim_status", "claim_person", "pair_word")
CORPUS_TABLES = (
    "article",
    "version",
    "block",
    "claim",
    "carry",
    "frozen",
    "frozen_term",
    "match",
    "lineage",
    "article_shingles",
    "meaning",
    "near",
    "near_term",
    "near_fresh",
    "near_pair",
    "near_article",
    "near_block",
)
FULL_TEXT = ("claim_fts", "article_fts", "post", "shingle")
VOCABULARIES = ("post_term", "shingle_article")
TOKENIZE = "unicode61 remove_diacritics 2"


def sqlite_utils_on(conn: _sqlite.Connection) -> Any:
    """A sqlite_utils.Database over our connection. Its writes stay inside our open transaction."""
    import sqlite_utils

    return sqlite_utils.Database(conn, recursive_triggers=False, execute_plugins=False, strict=True)


def create_base(conn: _sqlite.Connection) -> None:
    """The base tables and their guards, and the marks in the header; inside the caller's transaction."""
    for statement in (*BASE, *GUARDS.values()):
        conn.execute(statement)
    conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version={BASE_VERSION}")


def missing_guards(conn: _sqlite.Connection) -> list[str]:
    """Names of the guards that are absent or not as we made them (`transform()` of sqlite-utils drops triggers)."""
    found = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return [name for name, sql in GUARDS.items() if found.get(name) != sql]


def restore_guards(conn: _sqlite.Connection, names: Iterable[str]) -> None:
    """Puts guards back; inside the caller's transaction."""
    for name in names:
        conn.execute(f"DROP TRIGGER IF EXISTS {name}")
        conn.execute(GUARDS[name])


def create_local(conn: _sqlite.Connection) -> None:
    """Stamps and the tables of this machine; inside the caller's transaction."""
    db = sqlite_utils_on(conn)
    db.table("stamp").create({"name": str, "value": int}, pk="name", not_null={"value"})
    db.table("local_article").create({"number": int, "article": str}, pk="number", not_null={"article"})
    db.table("local_article").create_index(["article"], unique=True)
    conn.execute(
        "CREATE TABLE local_claim(article INTEGER NOT NULL, number INTEGER NOT NULL, claim TEXT NOT NULL, "
        "PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID"
    )
    db.table("local_draft").create({"key": str, "text": str, "saved_at": str}, pk="key", not_null={"text", "saved_at"})
    db.table("local_view").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.table("local_setting").create({"name": str, "value": str}, pk="name", not_null={"value"})


def create_decisions(conn: _sqlite.Connection) -> None:
    """Empty tables of what follows from the events at once; inside the caller's transaction."""
    db = sqlite_utils_on(conn)
    act = db.table("act")
    act.create(
        {
            "id": int,  # event.id; below zero for an event of a fork
            "hash": str,
            "type": str,
            "author": str,
            "person": str,
            "subject": str,
            "batch": str,
            "live": int,
            "counted": int,
            "current": int,
        },
        pk="id",
        not_null={"hash", "type", "author", "person", "live", "counted", "current"},
    )
    act.create_index(["hash"], unique=True)
    act.create_index(["type"])
    act.create_index(["author"])
    for column in ("batch", "subject"):
        conn.execute(f"CREATE INDEX act_{column} ON act({column}) WHERE {column} IS NOT NULL")
    # `kind`: claim, article or version. `target`: the hash of an event or a batch that an undo names.
    conn.execute(
        "CREATE TABLE act_on(thing TEXT NOT NULL, act INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY(thing, act)) "
        "STRICT, WITHOUT ROWID"
    )
    conn.execute(
        "CREATE TABLE act_undoes(target TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(target, act)) "
        "STRICT, WITHOUT ROWID"
    )
    conn.execute(
        "CREATE TABLE act_blob(sha256 TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(sha256, act)) "
        "STRICT, WITHOUT ROWID"
    )
    _create_statuses(db)
    set_stamp(conn, "decisions", DECISIONS_VERSION)


def _create_statuses(db: Any) -> None:
    db.table("claim_status").create(
        {
            "claim": str,
            "about": str,
            "status": str,
            "value": str,
            "round": int,
            "given": int,
            "needs_look": str,
            "shown": int,
        },
        pk=("claim", "about"),
        not_null={"claim", "about", "status", "round", "given", "needs_look", "shown"},
    )
    db.table("claim_person").create(
        {"claim": str, "about": str, "person": str, "given": int, "value": str, "postponed": str},
        pk=("claim", "about", "person"),
        not_null={"claim", "about", "person", "given"},
    )
    word = {"one": str, "other": str, "word": str}
    db.table("pair_word").create(word, pk=("one", "other"), not_null=set(word))


def create_corpus(conn: _sqlite.Connection) -> None:
    """Empty tables of articles, claims, index and matches; inside the caller's transaction."""
    db = sqlite_utils_on(conn)
    _create_articles(conn, db)
    _create_claims(conn, db)
    _create_index(conn, db)
    _create_pairs(db)
    for name in ("order", "claims", "generation"):
        set_stamp(conn, name, 0)
    set_stamp(conn, "corpus", CORPUS_VERSION)


def _create_articles(conn: _sqlite.Connection, db: Any) -> None:
    article = db.table("article")
    article.create(
        {
            "number": int,
            "id": str,
            "key": str,
            "aliases": str,
            "metadata": str,
            "title": str,
            "version": str,
            "listed": int,
            "in_project": int,
            "rank": int,
            "remarks": str,
            "stamp_version": str,
            "stamp_extractor": int,
            "stamp_matcher": int,
            "stamp_detail": str,
        },
        pk="number",
        not_null={"id", "key", "aliases", "metadata", "title", "version", "listed", "in_project", "rank", "remarks"}
        | {"stamp_version", "stamp_extractor", "stamp_matcher", "stamp_detail"},
    )
    article.create_index(["id"], unique=True)
    article.create_index(["key"])
    version = {"id": str, "article": int, "raw_sha256": str, "text_sha256": str}
    version |= {"reader": str, "reader_version": str, "length": int}
    db.table("version").create(version, pk="id", not_null=set(version) - {"id"})
    db.table("version").create_index(["article"])
    block = {"article": int, "start": int, "end": int, "class": str, "by": str}
    db.table("block").create(block, pk=("article", "start"), not_null=set(block))
    conn.execute(
        "CREATE VIEW article_text AS SELECT a.number, a.title, CAST(b.body AS TEXT) AS text FROM article a "
        "LEFT JOIN version v ON v.id = a.version LEFT JOIN blob b ON b.sha256 = v.text_sha256"
    )
    conn.execute(
        "CREATE VIRTUAL TABLE article_fts USING fts5(title, text, content='article_text', content_rowid='number', "
        f"tokenize='{TOKENIZE}')"
    )


def _create_claims(conn: _sqlite.Connection, db: Any) -> None:
    claim = db.table("claim")
    columns = {
        "n": int,  # article number << 20 | claim number
        "id": str,
        "version": str,
        "ordinal": int,
        "start": int,
        "end": int,
        "quote": str,
        "kind": str,
        "score": float,
        "needs_context": str,
        "has_number": int,
        "claimants": str,
        "dim": int,
        "place": int,
        "terms": str,
        "record": str,
        "carried": str,
        "listed": int,  # position among the listed claims of its article; NULL: not listed; -1: a fact-check's
    }
    claim.create(columns, pk="n", not_null=set(columns) - {"n", "listed"})
    claim.create_index(["id"], unique=True)
    conn.execute("CREATE INDEX claim_queue ON claim(place) WHERE listed IS NOT NULL")
    claim.enable_fts(["quote"], tokenize=TOKENIZE)
    carry = {"old": str, "article": int, "new": str, "state": str, "places": str, "differing": str}
    carry |= {"attribution": int, "rank": int, "why": str}  # a claim of an earlier text, and what stands for it now
    db.table("carry").create(carry, pk="old", not_null=set(carry) - {"old"})
    db.table("carry").create_index(["new"])
    db.table("carry").create_index(["article"])


def _create_index(conn: _sqlite.Connection, db: Any) -> None:
    """Which listed claims hold a term, and which articles a shingle: full-text indexes without the text.

    FTS5 writes in long runs and merges them later. A table of pairs would change a page for almost every term of every
    claim: measured on 90,000 claims in short transactions, ten times slower to write and three times larger.
    """
    for name, column in (("post", "terms"), ("shingle", "hashes")):
        conn.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='', detail='none', columnsize=0, "
            "tokenize='ascii')"
        )
    conn.execute("CREATE VIRTUAL TABLE post_term USING fts5vocab(post, row)")
    conn.execute("CREATE VIRTUAL TABLE shingle_article USING fts5vocab(shingle, instance)")
    db.table("frozen").create(
        {"generation": int, "articles": int, "claims": int}, pk="generation", not_null={"articles", "claims"}
    )
    conn.execute(
        "CREATE TABLE frozen_term(generation INTEGER NOT NULL, term TEXT NOT NULL, df INTEGER NOT NULL, "
        "PRIMARY KEY(generation, term)) STRICT, WITHOUT ROWID"
    )
    db.table("article_shingles").create({"article": int, "hashes": bytes}, pk="article", not_null={"hashes"})
    _create_near(conn, db)


def _create_near(conn: _sqlite.Connection, db: Any) -> None:
    """The index of near pairs (store/near.py), each row under its generation.

    What a batch finds of a term is one row, long runs of numbers; what came in since is a row for each claim.
    """
    near = {"generation": int, "articles": int, "claims": int, "digest": str, "serving": int}
    db.table("near").create(near, pk="generation", not_null=set(near) - {"generation"})
    term = {"generation": int, "term": str, "df": int, "claims": bytes, "weights": bytes}
    db.table("near_term").create(term, pk=("generation", "term"), not_null=set(term))
    for name, key, rest in (
        ("near_fresh", "term TEXT, claim INTEGER", "weight INTEGER"),
        ("near_pair", "one INTEGER, other INTEGER", "product INTEGER"),
        ("near_article", "article INTEGER", "digest TEXT"),
    ):
        names = ", ".join(part.split(" ")[0] for part in key.split(", "))
        conn.execute(
            f"CREATE TABLE {name}(generation INTEGER, {key}, {rest} NOT NULL, PRIMARY KEY(generation, {names})) "
            "STRICT, WITHOUT ROWID"
        )
    block = {"generation": int, "start": int, "ones": bytes, "others": bytes, "products": bytes}
    db.table("near_block").create(block, pk=("generation", "start"), not_null=set(block))


def _create_pairs(db: Any) -> None:
    match = {"one": int, "other": int, "score": float, "offered": int, "inner": int, "generation": int}
    match |= {"outcome": str, "word": str, "record": str}
    db.table("match").create(match, not_null=set(match) - {"word"})
    db.table("match").create_index(["one", "other"], unique=True)
    db.table("match").create_index(["other"])
    lineage = {"one": int, "other": int, "kind": str, "record": str}
    db.table("lineage").create(lineage, pk=("one", "other"), not_null=set(lineage))
    db.table("lineage").create_index(["other"])
    db.table("meaning").create({"n": int, "model": str, "vector": bytes}, pk="n", not_null={"model", "vector"})


def drop_decisions(conn: _sqlite.Connection) -> None:
    """Removes what follows from the events at once; inside the caller's transaction."""
    _drop(conn, DECISION_TABLES)


def drop_corpus(conn: _sqlite.Connection) -> None:
    """Removes articles, claims, index and matches; inside the caller's transaction."""
    _drop(conn, (*VOCABULARIES, *FULL_TEXT))
    conn.execute("DROP VIEW IF EXISTS article_text")
    _drop(conn, CORPUS_TABLES)


def _drop(conn: _sqlite.Connection, tables: Iterable[str]) -> None:
    for table in tables:
        conn.execute(f'DROP TABLE IF EXISTS "{table}"')


def stamp(conn: _sqlite.Connection, name: str) -> int | None:
    """A stamp's value, None where there is none."""
    row = conn.execute("SELECT value FROM stamp WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def set_stamp(conn: _sqlite.Connection, name: str, value: int) -> None:
    """Sets a stamp; inside the caller's transaction."""
    conn.execute(
        "INSERT INTO stamp(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def add_to_stamp(conn: _sqlite.Connection, name: str, by: int) -> None:
    """Raises a stamp; inside the caller's transaction."""
    conn.execute("UPDATE stamp SET value = value + ? WHERE name = ?", (by, name))


def described(conn: _sqlite.Connection) -> str:
    """The schema of a database as db/schema.sql shows it: one statement after another, by group and in order of making.

    Tables that full text keeps for itself are left out.
    """
    rows = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    inner = {f"{name}_{part}" for name in FULL_TEXT for part in ("data", "idx", "content", "docsize", "config")}
    statements = [(tbl, sql) for _, name, tbl, sql in rows if name not in inner]
    groups = {
        "Base: the event log (docs/log.md), for good": BASE_TABLES,
        "Decisions: what follows from the events at once; dropped and replayed": DECISION_TABLES,
        "Corpus: articles, claims, index, matches; dropped and filled anew": (
            *CORPUS_TABLES,
            "article_text",
            *FULL_TEXT,
        ),
        "Local: of this machine only; survives every rebuild": (
            "stamp",
            "local_article",
            "local_claim",
            "local_draft",
            "local_view",
            "local_setting",
        ),
    }
    parts = [_HEAD]
    for title, tables in groups.items():
        parts.append(f"-- {title}\n")
        parts += [f"{sql};\n" for tbl, sql in statements if tbl in tables]
    return "\n".join(parts)


_HEAD = f"""-- The schema of db/reviewer.db, for reading. The program makes it (reviewer/store/schema.py);
-- a test keeps this file equal to what it makes.
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {BASE_VERSION};
"""
