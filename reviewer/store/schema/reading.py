"""The schema as db/schema.sql shows it, for reading."""

from __future__ import annotations

from reviewer.store import _sqlite
from reviewer.store.schema.base import APPLICATION_ID, BASE_TABLES, BASE_VERSION
from reviewer.store.schema.corpus import CORPUS_TABLES, FULL_TEXT
from reviewer.store.schema.decisions import DECISION_TABLES
from reviewer.store.schema.local import LOCAL_TABLES

_HEAD = f"""-- The schema of db/reviewer.db, for reading. The program makes it (reviewer/store/schema);
-- a test keeps this file equal to what it makes.
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {BASE_VERSION};
"""


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
        "Local: of this machine only; survives every rebuild": LOCAL_TABLES,
    }
    parts = [_HEAD]
    for title, tables in groups.items():
        parts.append(f"-- {title}\n")
        parts += [f"{sql};\n" for tbl, sql in statements if tbl in tables]
    return "\n".join(parts)
