"""Connections to one database file: one a thread, and the only way to write."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reviewer.errors import DiskFull, Interrupted, StoreError
from reviewer.store import _sqlite, place
from reviewer.store.moving import Mover
from reviewer.store.trouble import reading_only, translated

BUSY_SECONDS = 30.0
"""How long we wait for another writer before we say so."""
PROMPT_STEP = 0.001
"""Seconds between the first tries of an act. SQLite's own grow to 100 ms and lose the gaps that long work leaves."""
LONGEST_STEP = 0.004
"""Seconds between two tries of an act later on: shorter than those gaps, and long enough that fifty who wait leave the
cores to the one who writes. (A queue that wakes them in order was tried: on a busy machine each handing over waits for
a core, and the line grew to ten seconds.)
"""
PATIENT_STEP = 0.02
CACHE_KIB = 32_768

PRAGMAS = (
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA cache_size=-{CACHE_KIB}",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA wal_autocheckpoint=0",  # moving.py
)

Sight = tuple[int, int]
"""What tells one sight of the database from another: commits of others, and what this thread rolled back."""


class Stop:
    """What another thread calls to end what is read inside `Connections.stoppable`; may be called at any time."""

    def __init__(self, conn: _sqlite.Connection) -> None:
        self._conn: _sqlite.Connection | None = conn
        self._lock = threading.Lock()
        self.asked = False

    def __call__(self) -> None:
        """End it."""
        with self._lock:
            self.asked = True
            if self._conn is not None:
                self._conn.interrupt()

    def over(self) -> None:
        """The reading is done: from now on nothing of this connection is stopped."""
        with self._lock:
            self._conn = None


class _Own:
    """A thread's connection; closed when the thread ends."""

    def __init__(self, conn: _sqlite.Connection) -> None:
        self.conn = conn
        self.depth = 0
        self.broken = False
        self.stop: Stop | None = None
        self.version: int | None = None
        self.rollbacks = 0

    def __del__(self) -> None:
        self.conn.close()


class Connections:
    """All connections of one `Database`.

    Args:
        path: the file, which exists.
        uri_options: what follows `?` in SQLite's file URI: `mode=rw`, `mode=ro` or `mode=ro&immutable=1`.
    """

    def __init__(self, path: Path, uri_options: str) -> None:
        self.path = path
        self.read_only = "mode=ro" in uri_options
        self.act_seconds: float | None = None
        """How long an act of a person waits for another writer; None: as long as everything."""
        self.full: DiskFull | None = None
        """Why it is open for reading only, where that is for want of room."""
        self._uri = f"{path.absolute().as_uri()}?{uri_options}"
        self._file = place.identity(path)
        self._mover = Mover(path, self.connect)
        self._local = threading.local()
        self._all: weakref.WeakSet[_Own] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._watcher: _Own | None = None
        self._version = 0
        self._closed = False

    def connect(self) -> _sqlite.Connection:
        """A new connection with our settings. Raises an SQLite exception as it is; Replaced."""
        with place.together(self.path):
            place.refuse_replaced(self.path, self._file)
            return self._connected()

    def _connected(self) -> _sqlite.Connection:
        conn = _sqlite.connect(
            self._uri,
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
            cached_statements=256,
        )
        for pragma in PRAGMAS:
            conn.execute(pragma)
        # SQLite opens the write-ahead log by its name at the first read: it has to be the one of this file.
        conn.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        return conn

    def _own(self) -> _Own:
        own: _Own | None = getattr(self._local, "own", None)
        if own is None:
            if self._closed:
                raise _sqlite.ProgrammingError("the database is closed")
            own = self._local.own = _Own(self.connect())
            with self._lock:
                self._all.add(own)
        return own

    @property
    def conn(self) -> _sqlite.Connection:
        """This thread's connection."""
        return self._own().conn

    @contextmanager
    def stoppable(self) -> Iterator[Stop]:
        """What this thread reads inside can be ended from another thread; the next read then raises Interrupted."""
        own = self._own()
        own.stop = stop = Stop(own.conn)
        try:
            yield stop
        finally:
            own.stop = None
            stop.over()

    def _reading(self) -> _sqlite.Connection:
        """This thread's connection. Raises Interrupted where the reading was stopped between two statements."""
        own = self._own()
        if own.stop is not None and own.stop.asked:
            raise Interrupted("the question was taken back")
        return own.conn

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """All rows of a query."""
        with translated(self.path):
            return self._reading().execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first row of a query, or None."""
        with translated(self.path):
            return self._reading().execute(sql, parameters).fetchone()

    def stream(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, first: int, more: int
    ) -> Iterator[list[Any]]:
        """The rows of a query as they are found: `first` of them, then `more` at a time; none is an empty iterator."""
        with translated(self.path):
            cursor = self._reading().execute(sql, parameters)
            size = first
            while rows := cursor.fetchmany(size):
                yield rows
                self._reading()
                size = more

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), default: Any = None) -> Any:
        """The first column of the first row, or `default`."""
        row = self.row(sql, parameters)
        return default if row is None else row[0]

    @contextmanager
    def write(self, *, prompt: bool = False) -> Iterator[_sqlite.Connection]:
        """One write transaction of this thread: COMMIT at the end, ROLLBACK on any exception, Ctrl-C included.

        `prompt`: an act that a person waits for, which takes the first gap that long work leaves.

        Inside another one of the same thread it is a part of that. An exception in a prompt part undoes that part
        (a savepoint); after one in any other part the whole cannot be saved. Savepoints are kept for acts because at
        each one FTS5 writes out what it has gathered: with them, filling the corpus took twice as long.

        Raises:
            ReadOnly, Busy, DiskFull, Replaced, StoreError: nothing was written.
        """
        if self.read_only:
            raise self.full or reading_only()
        with translated(self.path):
            own = self._own()
            if own.depth:
                with _savepoint(own) if prompt else _part(own):
                    yield own.conn
                return
            seconds = BUSY_SECONDS if self.act_seconds is None or not prompt else self.act_seconds
            with place.together(self.path, seconds):
                place.refuse_replaced(self.path, self._file)
                self._begin(own.conn, PROMPT_STEP if prompt else PATIENT_STEP, seconds)
                with _open_transaction(own):
                    yield own.conn
            with suppress(_sqlite.Error):  # it is saved, whatever becomes of the moving
                (self._mover.after_act if prompt else self._mover.after_work)(own.conn)

    def _begin(self, conn: _sqlite.Connection, step: float, seconds: float) -> None:
        """BEGIN IMMEDIATE, tried again every `step` seconds. Python's sleep, unlike SQLite's, lets Ctrl-C through."""
        deadline = time.monotonic() + seconds
        conn.execute("PRAGMA busy_timeout=0")
        try:
            while True:
                try:
                    conn.execute("BEGIN IMMEDIATE")
                except _sqlite.OperationalError as error:
                    if not _is_busy(error) or time.monotonic() > deadline:
                        raise
                else:
                    return
                time.sleep(step)
                step = max(step, min(LONGEST_STEP, step * 1.2))
        finally:
            conn.execute(PRAGMAS[0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads of this thread inside see one moment of the database."""
        with translated(self.path):
            own = self._own()
            if own.conn.in_transaction:
                yield
                return
            own.conn.execute("BEGIN")
            try:
                yield
            finally:
                if own.conn.in_transaction:
                    own.conn.execute("COMMIT")

    def changed(self) -> bool:
        """Whether anyone committed since the last call (True at the first one after a commit). About 7 µs.

        Raises:
            Replaced: the file is no longer the database of its place; nobody's commits can be seen here any more.
        """
        with self._lock, translated(self.path):
            place.refuse_replaced(self.path, self._file)
            if self._watcher is None:
                self._watcher = _Own(self.connect())
                self._version = self._data_version()
                return False
            version = self._data_version()
            before, self._version = self._version, version
            return version != before

    def sight(self) -> Sight:
        """Equal as long as this thread sees of the database what it saw before and wrote itself since. About 5 µs."""
        own = self._own()
        with translated(self.path):
            return int(own.conn.execute("PRAGMA data_version").fetchone()[0]), own.rollbacks

    def written(self) -> int:
        """Rows that this thread has written so far."""
        return int(self._own().conn.total_changes)

    def others_wrote(self) -> bool:
        """Whether any other connection committed since this thread's last call; True at the first. About 5 µs."""
        with translated(self.path):
            own = self._own()
            before, own.version = own.version, int(own.conn.execute("PRAGMA data_version").fetchone()[0])
            return own.version != before

    def _data_version(self) -> int:
        assert self._watcher is not None
        return int(self._watcher.conn.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Closes every connection of every thread; the Database is of no use afterwards."""
        own = getattr(self._local, "own", None)
        self._mover.close(None if own is None or self.read_only or self._closed else own.conn)
        with self._lock:
            self._closed = True
            everyone = [*self._all, *([self._watcher] if self._watcher else [])]
        for own in everyone:
            own.conn.close()
        self._local = threading.local()
        self._watcher = None


def _is_busy(error: _sqlite.Error) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


@contextmanager
def _open_transaction(own: _Own) -> Iterator[None]:
    own.depth, own.broken = 1, False
    try:
        yield
        if own.broken:
            raise StoreError("a part of the work failed, so none of it was saved")
        own.conn.execute("COMMIT")
    except BaseException:
        own.rollbacks += 1
        # SQLite ends the transaction by itself on some errors (disk full).
        if own.conn.in_transaction:
            own.conn.execute("ROLLBACK")
        raise
    finally:
        own.depth = 0


@contextmanager
def _part(own: _Own) -> Iterator[None]:
    own.depth += 1
    try:
        yield
    except BaseException:
        own.broken = True
        raise
    finally:
        own.depth -= 1


@contextmanager
def _savepoint(own: _Own) -> Iterator[None]:
    name = f"part_{own.depth}"
    own.conn.execute(f"SAVEPOINT {name}")
    before = own.broken
    own.depth += 1
    try:
        yield
    except BaseException:
        own.rollbacks += 1
        if own.conn.in_transaction:
            own.conn.execute(f"ROLLBACK TO {name}")
            own.conn.execute(f"RELEASE {name}")
        own.broken = before
        raise
    else:
        own.conn.execute(f"RELEASE {name}")
    finally:
        own.depth -= 1
