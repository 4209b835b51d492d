"""Articles, claims, index, matches: follow from events and texts, dropped and filled anew by the workspace.

Made by sqlite-utils inside the transaction of the caller, but for tables WITHOUT ROWID and partial indexes, which it
does not know.
"""

from __future__ import annotations

from typing import Any

from reviewer.store import _sqlite
from reviewer.store.schema.stamps import drop, set_stamp, sqlite_utils_on, stamp
from reviewer.store.schema.tally import make_tally

CORPUS_VERSION = 7
_IMPROVED = (4, 5, 6)
"""Versions that lack no more than indexes, and what a generation was frozen with."""
CORPUS_TABLES = (
    "article",
    "version",
    "block",
    "claim",
    "carry",
    "frozen",
    "frozen_term",
    "frozen_claim",
    "company",
    "match",
    "lineage",
    "article_shingles",
    "meaning",
    "reading",
    "near",
    "near_term",
    "near_fresh",
    "near_pair",
    "near_article",
    "near_block",
    "tally",
)
FULL_TEXT = ("claim_fts", "article_fts", "post", "shingle")
VOCABULARIES = ("post_term", "shingle_article")
QUEUE = (
    "CREATE INDEX claim_queue ON claim(place, listed, id, score, has_number, needs_context, claimants) "
    "WHERE listed >= 0"
)
"""Listed claims in queue order, with all that lists are limited by: a list never reads the claims themselves."""
ARTICLE_QUEUE = "CREATE INDEX article_queue ON article(rank, number, listed) WHERE listed > 0"
"""Articles in queue order with their claims counted: the whole list is made of it, before anything else is shown."""
REFERENCE_CLAIMS = (
    "SELECT c.n FROM claim c JOIN article a ON a.number = c.n >> 20 WHERE c.listed >= 0 AND c.version = a.version"
)
"""The claims that a generation is frozen with: those listed, of texts in force."""
TOKENIZE = "unicode61 remove_diacritics 2"


def create_corpus(conn: _sqlite.Connection) -> None:
    """Empty tables of articles, claims, index and matches; inside the caller's transaction."""
    db = sqlite_utils_on(conn)
    _create_articles(conn, db)
    _create_claims(conn, db)
    _create_index(conn, db)
    _create_pairs(db)
    for name in ("order", "claims", "generation", "checked"):
        set_stamp(conn, name, 0)
    set_stamp(conn, "corpus", CORPUS_VERSION)
    make_tally(conn)


def improve_corpus(conn: _sqlite.Connection) -> bool:
    """Puts a corpus of an older shape right where it lies if little is missing; False: it has to be filled anew."""
    if stamp(conn, "corpus") not in _IMPROVED:
        return False
    for name in ("claim_queue", "article_queue"):
        conn.execute(f"DROP INDEX IF EXISTS {name}")
    conn.execute(QUEUE)
    conn.execute(ARTICLE_QUEUE)
    _create_company(conn, sqlite_utils_on(conn))
    if generation := stamp(conn, "generation"):
        those = conn.execute(REFERENCE_CLAIMS).fetchall()
        conn.executemany("INSERT INTO frozen_claim(generation, n) VALUES (?, ?)", [(generation, n) for (n,) in those])
    set_stamp(conn, "corpus", CORPUS_VERSION)
    return True


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
    conn.execute(ARTICLE_QUEUE)
    version = {"id": str, "article": int, "raw_sha256": str, "text_sha256": str}
    version |= {"reader": str, "reader_version": str, "length": int}
    db.table("version").create(version, pk="id", not_null=set(version) - {"id"})
    db.table("version").create_index(["article"])
    reading = {"source": str, "said": str, "raw": str, "size": int, "modified": int, "changed": int, "inode": int}
    reading |= {"read_at": int, "checked": int}  # what an article was read from last, and the event it was checked at
    db.table("reading").create(reading, pk="source", not_null=set(reading))
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
    conn.execute(QUEUE)
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
    _create_company(conn, db)


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


def _create_company(conn: _sqlite.Connection, db: Any) -> None:
    """The claims that a generation was frozen with, and those of them that are a claim's company, best first.

    Every claim whose company is known has a row at place 0, without a member.
    """
    conn.execute(
        "CREATE TABLE frozen_claim(generation INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(n, generation)) "
        "STRICT, WITHOUT ROWID"
    )
    company = {"generation": int, "n": int, "place": int, "member": int}
    db.table("company").create(company, not_null=set(company) - {"member"})
    db.table("company").create_index(["n", "generation", "place"], unique=True)
    db.table("company").create_index(["member"])


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


def drop_corpus(conn: _sqlite.Connection) -> None:
    """Removes articles, claims, index and matches; inside the caller's transaction."""
    drop(conn, (*VOCABULARIES, *FULL_TEXT))
    conn.execute("DROP VIEW IF EXISTS article_text")
    drop(conn, CORPUS_TABLES)
