"""Who has which claim open, and who was handed which: a small file of its own, so that looking never waits for writing.

Nothing here is kept: rows older than seconds or minutes mean nothing, losing the file loses nothing, and whatever goes
wrong with it is nobody's concern; it is never an error.
"""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reviewer.store import _sqlite

FRESH_SECONDS = 30.0
"""A row that was not written again for so long is of a process that died or sleeps."""
_WAIT_SECONDS = 0.05
_TURN_SECONDS = 0.5
"""How long whoever asks for a claim waits for others who ask at the same moment."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS here(process TEXT PRIMARY KEY, person TEXT, claim TEXT, at REAL)",
    "CREATE TABLE IF NOT EXISTS held(person TEXT PRIMARY KEY, claim TEXT, at REAL, until REAL)",
)


class Presence:
    """One process's view of who is where. `process` is random; `mode` the permissions of the file."""

    def __init__(self, path: Path, process: str, mode: int) -> None:
        self.path = path
        self._process = process
        self._mode = mode
        self._conn: _sqlite.Connection | None = None
        self._turn = threading.Lock()

    def at(self, person: str, claim: str) -> None:
        """This process has the claim open now."""
        now = time.time()
        self._ask("INSERT OR REPLACE INTO here VALUES (?, ?, ?, ?)", self._process, person, claim, now)
        self._ask("DELETE FROM here WHERE at < ?", now - 10 * FRESH_SECONDS)

    def others(self, claim: str) -> tuple[str, ...]:
        """Persons who have this claim open in other processes, sorted."""
        sql = "SELECT DISTINCT person FROM here WHERE claim = ? AND process != ? AND abs(at - ?) < ? ORDER BY person"
        return tuple(str(person) for (person,) in self._ask(sql, claim, self._process, time.time(), FRESH_SECONDS))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One process after the other is inside, so that none is handed what another is just being handed.

        Where the others take too long, or the file is of no use, one goes ahead all the same.
        """
        with self._turn:
            self._ask(f"PRAGMA busy_timeout={int(_TURN_SECONDS * 1000)}")
            self._ask("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._ask("COMMIT")
                self._ask(f"PRAGMA busy_timeout={int(_WAIT_SECONDS * 1000)}")

    def hold(self, person: str, claim: str, seconds: float) -> None:
        """The claim was handed to a person, for so long; what they were handed before is free again."""
        now = time.time()
        self._ask("DELETE FROM held WHERE until < ?", now)
        self._ask("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)", person, claim, now, now + seconds)

    def held(self, but: str) -> Mapping[str, frozenset[str]]:
        """Claims that persons other than `but` have open or were handed, with these persons."""
        now = time.time()
        found: defaultdict[str, set[str]] = defaultdict(set)
        # A clock that was put back would hold a claim for ever.
        handed = "SELECT claim, person FROM held WHERE person != ?1 AND ?2 BETWEEN at - 1 AND until"
        opened = "SELECT claim, person FROM here WHERE person != ?1 AND abs(at - ?2) < ?3"
        for claim, person in (*self._ask(handed, but, now), *self._ask(opened, but, now, FRESH_SECONDS)):
            found[claim].add(person)
        return {claim: frozenset(persons) for claim, persons in found.items()}

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
        for table in _TABLES:
            conn.execute(table)
        return conn
