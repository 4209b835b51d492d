"""How many listed claims of each article stand where, kept by triggers: no count goes through all claims.

A count belongs to both halves of what is derived: statuses follow from the events, lists from the texts. So it is made
anew, from whatever stands, when either is, and wherever a tool dropped its triggers.
"""

# ruff: noqa: S608 - every statement is put together from constants of this module

from __future__ import annotations

from reviewer.store import _sqlite

NEEDS_LOOK = "needs_look"
"""What a claim that needs another look counts as, beside its status."""
TALLY = (
    "CREATE TABLE tally(article INTEGER NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL, "
    "PRIMARY KEY(article, what)) STRICT, WITHOUT ROWID"
)
_OF_CLAIM = (
    "SELECT status AS what FROM claim_status WHERE claim = {claim} AND shown = 1 "
    f"UNION ALL SELECT '{NEEDS_LOOK}' FROM claim_status WHERE claim = {{claim}} AND shown = 1 AND needs_look != ''"
)
_MORE = "ON CONFLICT(article, what) DO UPDATE SET count = count + 1"
_OF_STATUS = f"SELECT {{row}}.status AS what UNION ALL SELECT '{NEEDS_LOOK}' WHERE {{row}}.needs_look != ''"


_JOINED = "FROM claim_status s JOIN claim c ON c.id = s.claim WHERE s.shown = 1 AND c.listed >= 0"
COUNTED = (
    f"SELECT c.n >> 20 AS article, s.status AS what, count(*) AS count {_JOINED} GROUP BY 1, 2 "
    f"UNION ALL SELECT c.n >> 20, '{NEEDS_LOOK}', count(*) {_JOINED} AND s.needs_look != '' GROUP BY 1"
)
"""The same, counted from all claims."""


def _comes(name: str, event: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON claim WHEN {when} BEGIN INSERT INTO tally "
        f"SELECT NEW.n >> 20, what, 1 FROM ({_OF_CLAIM.format(claim='NEW.id')}) WHERE true {_MORE}; END"
    )


def _goes(name: str, event: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON claim WHEN {when} BEGIN UPDATE tally SET count = count - 1 "
        f"WHERE article = OLD.n >> 20 AND what IN ({_OF_CLAIM.format(claim='OLD.id')}); END"
    )


TRIGGERS = {
    "tally_status_comes": "CREATE TRIGGER tally_status_comes AFTER INSERT ON claim_status WHEN NEW.shown = 1 "
    f"BEGIN INSERT INTO tally SELECT c.n >> 20, w.what, 1 FROM claim c, ({_OF_STATUS.format(row='NEW')}) w "
    f"WHERE c.id = NEW.claim AND c.listed >= 0 {_MORE}; END",
    "tally_status_goes": "CREATE TRIGGER tally_status_goes AFTER DELETE ON claim_status WHEN OLD.shown = 1 "
    "BEGIN UPDATE tally SET count = count - 1 "
    "WHERE article = (SELECT n >> 20 FROM claim WHERE id = OLD.claim AND listed >= 0) "
    f"AND what IN ({_OF_STATUS.format(row='OLD')}); END",
    "tally_claim_comes": _comes("tally_claim_comes", "INSERT", "NEW.listed >= 0"),
    "tally_claim_goes": _goes("tally_claim_goes", "DELETE", "OLD.listed >= 0"),
    "tally_claim_listed": _comes(
        "tally_claim_listed", "UPDATE OF listed", "NEW.listed >= 0 AND coalesce(OLD.listed, -1) < 0"
    ),
    "tally_claim_left_out": _goes(
        "tally_claim_left_out", "UPDATE OF listed", "OLD.listed >= 0 AND coalesce(NEW.listed, -1) < 0"
    ),
}
"""`claim_status` rows are put in and taken out, never changed; those of other programs are not counted on."""


def tally_stands(conn: _sqlite.Connection) -> bool:
    """Whether the table is there with all that keeps it."""
    names = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE name GLOB 'tally*'")}
    return names >= {"tally", *TRIGGERS}


def make_tally(conn: _sqlite.Connection) -> None:
    """Counts anew, and from now on; nothing where claims or statuses have no table yet. In the caller's transaction."""
    tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"claim", "claim_status"} <= tables:
        return
    conn.execute("DROP TABLE IF EXISTS tally")
    for name in TRIGGERS:
        conn.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement in (TALLY, *TRIGGERS.values()):
        conn.execute(statement)
    conn.execute(f"INSERT INTO tally {COUNTED}")
