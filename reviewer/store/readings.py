"""What articles were read from: derived, dropped with the corpus, and then everything is read and checked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields

from reviewer.store import schema
from reviewer.store.connections import Connections
from reviewer.store.records import Reading

_COLUMNS = ", ".join(field.name for field in fields(Reading))


class Readings:
    """The part of the corpus that knows what need not be read or checked again."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def readings(self) -> dict[str, Reading]:
        """All of them, by article."""
        rows = self._c.rows(f"SELECT {_COLUMNS} FROM reading")  # noqa: S608 - names of ours
        return {row[0]: Reading(*row) for row in rows}

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keeps these in place of what was known of their articles."""
        values = ", ".join("?" * len(fields(Reading)))
        with self._c.write() as conn:
            conn.executemany(
                f"INSERT OR REPLACE INTO reading({_COLUMNS}) VALUES ({values})",  # noqa: S608 - names of ours
                map(astuple, readings),
            )

    def forget_readings(self) -> None:
        """Everything is to be read and checked again."""
        with self._c.write() as conn:
            conn.execute("DELETE FROM reading")
            schema.set_stamp(conn, "checked", 0)

    def checked(self) -> int:
        """The event up to which all articles that have a reading were brought up to the log."""
        return int(self._c.value("SELECT value FROM stamp WHERE name = 'checked'", default=0))

    def set_checked(self, event: int) -> None:
        """See `checked`."""
        with self._c.write() as conn:
            schema.set_stamp(conn, "checked", event)
