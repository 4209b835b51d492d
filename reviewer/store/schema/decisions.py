"""What follows from the events at once: dropped and replayed when DECISIONS_VERSION changes."""

from __future__ import annotations

from typing import Any

from reviewer.store import _sqlite
from reviewer.store.schema.stamps import drop, set_stamp, sqlite_utils_on
from reviewer.store.schema.tally import make_tally

DECISIONS_VERSION = 1
DECISION_TABLES = ("act", "act_on", "act_undoes", "act_blob", "claim_status", "claim_person", "pair_word")


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
    make_tally(conn)


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


def drop_decisions(conn: _sqlite.Connection) -> None:
    """Removes what follows from the events at once; inside the caller's transaction."""
    drop(conn, DECISION_TABLES)
