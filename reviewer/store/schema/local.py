"""Tables of this machine: short numbers, drafts, views, settings. They survive every rebuild."""

from __future__ import annotations

from reviewer.store import _sqlite
from reviewer.store.schema.stamps import sqlite_utils_on

LOCAL_TABLES = ("stamp", "local_article", "local_claim", "local_draft", "local_view", "local_setting")


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
