"""Named numbers beside the tables: versions of what is derived, counters. And sqlite-utils over our connection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reviewer.store import _sqlite


def sqlite_utils_on(conn: _sqlite.Connection) -> Any:
    """A sqlite_utils.Database over our connection. Its writes stay inside our open transaction."""
    import sqlite_utils

    return sqlite_utils.Database(conn, recursive_triggers=False, execute_plugins=False, strict=True)


def stamp(conn: _sqlite.Connection, name: str) -> int | None:
    """A stamp's value, None where there is none."""
    row = conn.execute("SELECT value FROM stamp WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def set_stamp(conn: _sqlite.Connection, name: str, value: int) -> None:
    """Sets a stamp; inside the caller's transaction."""
    conn.execute(
        "INSERT INTO stamp(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def add_to_stamp(conn: _sqlite.Connection, name: str, by: int) -> None:
    """Raises a stamp; inside the caller's transaction."""
    conn.execute("UPDATE stamp SET value = value + ? WHERE name = ?", (by, name))


def drop(conn: _sqlite.Connection, tables: Iterable[str]) -> None:
    """Removes tables that are there; inside the caller's transaction."""
    for table in tables:
        conn.execute(f'DROP TABLE IF EXISTS "{table}"')
