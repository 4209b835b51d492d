"""How a log begins: its genesis, and who founded it."""

from __future__ import annotations

import getpass
from collections.abc import Callable

from reviewer import __version__
from reviewer.log import words as salted_words
from reviewer.log.event import ZEROS, new_id, seal
from reviewer.store import eventlog
from reviewer.store.connections import Connections
from reviewer.store.eventlog import Draft, EventLog, Stored
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


def found(connections: Connections, name: str, via: str, clock: Callable[[], str]) -> None:
    """The first two events of a new log; inside the transaction that makes the file."""
    log, actor = new_id(), new_id()
    founding = Draft("genesis", {"project": new_id(), "tool": __version__, "continues": None, "joins": None})
    conn = connections.conn
    stored: list[Stored] = []
    for draft in (founding, actor_draft(actor, name)):
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
    Projection(connections, EventLog(connections)).apply(conn, stored)
