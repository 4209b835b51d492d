"""What is put right when a database is opened: missing guards, tables that an older program derived."""

from __future__ import annotations

from reviewer.store import opening, schema
from reviewer.store.connections import Connections
from reviewer.store.projection import Projection
from reviewer.store.trouble import translated

_DERIVED = {"decisions": schema.DECISIONS_VERSION, "corpus": schema.CORPUS_VERSION}


def put_right(connections: Connections) -> tuple[str, ...]:
    """Puts missing guards back; says so."""
    if not schema.missing_guards(connections.conn):
        return ()
    with connections.write() as conn:
        schema.restore_guards(conn, schema.missing_guards(conn))
    return (opening.GUARDS_MISSING,)


def bring_up_to_date(connections: Connections, projection: Projection) -> None:
    """Replays the acts where an older program kept them, and empties an older corpus."""
    with translated(connections.path):
        old = [name for name, version in _DERIVED.items() if schema.stamp(connections.conn, name) != version]
        counted = schema.tally_stands(connections.conn)
    if not old and counted:
        return
    with connections.write() as conn:
        if "decisions" in old and schema.stamp(conn, "decisions") != schema.DECISIONS_VERSION:
            schema.drop_decisions(conn)
            schema.create_decisions(conn)
            projection.rebuild(conn)
        current = schema.stamp(conn, "corpus") == schema.CORPUS_VERSION or schema.improve_corpus(conn)
        if not current:
            schema.drop_corpus(conn)
            schema.create_corpus(conn)
        elif not schema.tally_stands(conn):
            schema.make_tally(conn)
