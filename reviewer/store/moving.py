"""When what was written moves from the write-ahead log into the database: never while a person waits for an act.

SQLite would do it inside the COMMIT that finds a thousand pages waiting (`wal_autocheckpoint`): that act would take
three times as long as the others. Long work moves its own pages after each of its transactions; for acts a thread does
it once nobody has written for a moment; and whoever closes the database moves what is waiting then.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.store import _sqlite

PAGES = 1_000
"""Pages in the write-ahead log that are worth moving: what SQLite takes by itself."""
MANY = 4 * PAGES
"""From so many on they are moved by the act itself: whoever writes without a pause is no person who waits, and what is
moved beside acts that go on never comes to an end, so that the file would grow and grow.
"""
_BYTES = PAGES * 4_096
IDLE = 0.25
"""Seconds without an act after which a person is reading."""


class Mover:
    """Moves the pages of one database's write-ahead log. `connect` gives the thread a connection of its own."""

    def __init__(self, path: Path, connect: Callable[[], _sqlite.Connection]) -> None:
        self._wal = f"{path}-wal"
        self._connect = connect
        self._written = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._over = False

    def after_act(self, conn: _sqlite.Connection) -> None:
        """An act was saved: where much is waiting it is moved in a moment, by a thread. About 2 µs, or 10."""
        written, waiting = self._pages(conn)
        if written >= MANY and waiting >= PAGES:
            move(conn)
        elif waiting >= PAGES:
            self._written.set()
            self._begin()

    def after_work(self, conn: _sqlite.Connection) -> None:
        """A part of long work was saved: where much is waiting it is moved now."""
        if self._pages(conn)[1] >= PAGES:
            move(conn)

    def close(self, conn: _sqlite.Connection | None) -> None:
        """Ends the thread, and moves what is waiting: others may have the database open and write nothing."""
        with self._lock:
            self._over = True
            thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            self._written.set()
            thread.join()
        if conn is not None:
            with suppress(_sqlite.Error):
                self.after_work(conn)

    def _pages(self, conn: _sqlite.Connection) -> tuple[int, int]:
        """Pages in the write-ahead log, and how many of them stand there alone; none where there are few."""
        try:
            if os.stat(self._wal).st_size < _BYTES:  # noqa: PTH116 - after every act: half the time of Path.stat
                return 0, 0
        except OSError:
            return 0, 0
        # The file stays as long as it was once: SQLite knows how much of it is in use.
        _, written, moved = conn.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        return int(written), int(written) - int(moved)

    def _begin(self) -> None:
        with self._lock:
            if self._thread is None and not self._over:
                self._thread = threading.Thread(target=self._run, name="reviewer-moving", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            conn = self._connect()
        except (_sqlite.Error, ReviewerError):
            return
        try:
            while self._written.wait() and not self._over:
                self._written.clear()
                while self._written.wait(IDLE) and not self._over:
                    self._written.clear()
                if not self._over:
                    move(conn)
        except _sqlite.Error:
            return  # whoever writes meets the same, and says it
        finally:
            conn.close()


def move(conn: _sqlite.Connection) -> None:
    """Moves what no reader still needs where it is; nobody waits for it."""
    conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
