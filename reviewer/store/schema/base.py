"""The truth: events, heads, blobs, forks (docs/log.md). Never migrated, guarded by triggers."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.store import _sqlite

APPLICATION_ID = 0x52565731
"""`RVW1` in the header of the file."""
BASE_VERSION = 1
"""`user_version`: base and local tables. A higher one than ours is a database of a newer program."""

BASE_TABLES = ("event", "head", "blob", "fork")
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
