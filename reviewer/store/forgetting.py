"""Erasing means gone: after this the words stand nowhere in the file, its write-ahead log or its indexes.

Setting a blob to NULL is not enough: its bytes stay in freed pages, in full-text segments and in the log of writes.
"""

from __future__ import annotations

from collections.abc import Collection

from reviewer.store import _sqlite, schema
from reviewer.store.articles import dumps
from reviewer.store.claims import remove_claims
from reviewer.store.connections import PRAGMAS, Connections

IN_USE = (
    "another process is reading the database: the erased words stay in reviewer.db-wal until it has ended and the "
    "database was opened again"
)

PATIENCE = 2_000
"""Milliseconds that we wait for readers to let go of the write-ahead log."""


def forget(connections: Connections, blobs: Collection[str], drafts: Collection[str] = ()) -> tuple[str, ...]:
    """Takes these blobs and local drafts out of the file for good. Rewrites the whole file: long work.

    Which blobs may be erased is for log/erasing.py to say, and the `erase` event is to be appended before. Claims made
    from an erased text leave the corpus with it; an article whose metadata was erased is to be put in anew before.

    Returns:
        What could not be reached, in plain sentences.
    """
    names = dumps(list(blobs))
    connections.conn.execute("PRAGMA secure_delete=ON")
    try:
        with connections.write() as conn:
            _forget_texts(conn, names)
            conn.execute("UPDATE blob SET body = NULL WHERE sha256 IN (SELECT value FROM json_each(?))", (names,))
            # What never came here is marked too: it is refused when it comes.
            conn.execute("INSERT OR IGNORE INTO blob(sha256, body) SELECT value, NULL FROM json_each(?)", (names,))
            conn.executemany("DELETE FROM local_draft WHERE key = ?", [(key,) for key in drafts])
            for table in schema.FULL_TEXT:
                conn.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - a name of ours
        connections.conn.execute(f"PRAGMA busy_timeout={PATIENCE}")
        connections.value("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.rows("VACUUM")
        busy = connections.value("PRAGMA wal_checkpoint(TRUNCATE)", default=0)
    finally:
        connections.conn.execute("PRAGMA secure_delete=OFF")
        connections.conn.execute(PRAGMAS[0])
    return (IN_USE,) if busy else ()


def _forget_texts(conn: _sqlite.Connection, names: str) -> None:
    """Takes texts out of full text, and with them everything that the corpus made from them."""
    versions = conn.execute(
        "SELECT v.id, v.article, a.version = v.id FROM version v JOIN article a ON a.number = v.article "
        "WHERE v.text_sha256 IN (SELECT value FROM json_each(?))",
        (names,),
    ).fetchall()
    for version, article, present in versions:
        if present:
            conn.execute(
                "INSERT INTO article_fts(article_fts, rowid, title, text) "
                "SELECT 'delete', number, title, text FROM article_text WHERE number = ?",
                (article,),
            )
            conn.execute(
                "INSERT INTO article_fts(rowid, title) SELECT number, title FROM article WHERE number = ?", (article,)
            )
        remove_claims(conn, article, version)
