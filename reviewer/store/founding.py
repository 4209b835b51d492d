"""How a log begins: its genesis, and who founded it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence

from reviewer import __version__
from reviewer.log import words as salted_words
from reviewer.log.event import ZEROS, Event, new_id, seal
from reviewer.store import _sqlite, eventlog
from reviewer.store.connections import Connections
from reviewer.store.eventlog import Draft, EventLog, Head, Stored
from reviewer.store.projection import Projection


def system_user() -> str:
    """The name of who runs this process, as the system knows it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def actor_draft(actor: str, name: str) -> Draft:
    """The event by which an actor says its name."""
    blob = salted_words.salted(name)
    sha256 = salted_words.sha(blob)
    data: dict[str, object] = {"actor": actor, "name": sha256, "same": [], "right": None, "replaces": []}
    return Draft("actor", data, {sha256: blob})


def found(connections: Connections, name: str, via: str, clock: Callable[[], str], joins: Event | None = None) -> None:
    """The first two events of a new log; inside the transaction that makes the file.

    `joins`: the founding genesis of the project that it belongs to; None founds one.
    """
    actor = new_id()
    stored = _begin(connections.conn, (genesis(joins), actor_draft(actor, name)), actor, via, clock)
    Projection(connections, EventLog(connections)).apply(connections.conn, stored)


def genesis(joins: Event | None, continues: Head | None = None) -> Draft:
    """The event that begins a log: of a new project, or of the one that the genesis `joins` founded."""
    before = continues and {"log": continues.log, "size": continues.seq, "head": continues.hash}
    project = str(joins.data["project"]) if joins is not None else new_id()
    return Draft(
        "genesis",
        {"project": project, "tool": __version__, "continues": before, "joins": joins.hash if joins else None},
    )


def begin(
    conn: _sqlite.Connection, drafts: Sequence[Draft], actor: str, via: str, clock: Callable[[], str]
) -> list[Stored]:
    """Begins a new own log in a database that has one, inside the caller's transaction; the old one is closed."""
    conn.execute("UPDATE head SET own = 0 WHERE own = 1")
    return _begin(conn, drafts, actor, via, clock)


def _begin(
    conn: _sqlite.Connection, drafts: Sequence[Draft], actor: str, via: str, clock: Callable[[], str]
) -> list[Stored]:
    log = new_id()
    stored: list[Stored] = []
    for draft in drafts:
        eventlog.put_blobs(conn, draft.blobs)
        prev = stored[-1].event.hash if stored else ZEROS
        event = seal(
            log=log,
            seq=len(stored) + 1,
            prev=prev,
            at=clock(),
            by=actor,
            via=via,
            type=draft.type,
            data=draft.data,
        )
        stored.append(Stored(eventlog.insert_event(conn, event), event))
    eventlog.move_head(conn, stored[-1].event, own=True)
    return stored
