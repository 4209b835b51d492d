"""Who has which claim open: a small file of its own beside the database, so that looking never waits for writing.

Nothing here is kept: rows older than a few seconds mean nothing, losing the file loses nothing, and whatever goes wrong
with it is nobody's concern; it is never an error.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from reviewer.store import _sqlite

FRESH_SECONDS = 30.0
"""A row that was not written again for so long is of a process that died or sleeps."""
_WAIT_SECONDS = 0.05
_TABLE = "CREATE TABLE IF NOT EXISTS here(process TEXT PRIMARY KEY, person TEXT, claim TEXT, at REAL)"


class Presence:
    """One process's view of who is where. `process` is random; `mode` the permissions of the file."""

    def __init__(self, path: Path, process: str, mode: int) -> None:
        self.path = path
        self._process = process
        self._mode = mode
        self._conn: _sqlite.Connection | None = None

    def at(self, person: str, claim: str) -> None:
        """This process has the claim open now."""
        now = time.time()
        self._ask("INSERT OR REPLACE INTO here VALUES (?, ?, ?, ?)", self._process, person, claim, now)
        self._ask("DELETE FROM here WHERE at < ?", now - 10 * FRESH_SECONDS)

    def others(self, claim: str) -> tuple[str, ...]:
        """Persons who have this claim open in other processes, sorted."""
        sql = "SELECT DISTINCT person FROM here WHERE claim = ? AND process != ? AND abs(at - ?) < ? ORDER BY person"
        return tuple(str(person) for (person,) in self._ask(sql, claim, self._process, time.time(), FRESH_SECONDS))

    def leave(self) -> None:
        """This process has nothing open any more."""
        if self._conn is not None:
            self._ask("DELETE FROM here WHERE process = ?", self._process)
            self._conn.close()
            self._conn = None

    def _ask(self, sql: str, *values: object) -> list[Any]:
        """What a statement gives; nothing where SQLite or the file system has anything against it."""
        try:
            if self._conn is None:
                self._conn = self._opened()
            found: list[Any] = self._conn.execute(sql, values).fetchall()
        except (_sqlite.Error, OSError):
            return []
        return found

    def _opened(self) -> _sqlite.Connection:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, self._mode))
        conn = _sqlite.connect(self.path, isolation_level=None, timeout=_WAIT_SECONDS, check_same_thread=False)
        conn.execute("PRAGMA journal_mode=MEMORY")
        conn.execute("PRAGMA synchronous=OFF")
        conn.execute("PRAGMA trusted_schema=OFF")
        conn.execute(_TABLE)
        return conn
