"""Events, heads, forks and blobs as they stand in the database. Rows go in here and nowhere else; none is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.errors import Ambiguous, NotFound, TamperedError
from reviewer.log import words as salted_words
from reviewer.log.chain import Row
from reviewer.log.event import ZEROS, Event, read, stored
from reviewer.store import _sqlite
from reviewer.store.connections import Connections

PAGE = 500
"""Events that are read at once when all are gone through: no reader holds the write-ahead log for long."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to be: its type, its data, and the blobs that it names (sha256 in hex to bytes)."""

    type: str
    data: Mapping[str, Any]
    blobs: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """An event with the order in which it came here (local, not part of it)."""

    id: int
    event: Event


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a log that is here; `own`: the log this database writes."""

    log: str
    seq: int
    hash: str
    own: bool


@dataclass(frozen=True, slots=True)
class Fork:
    """An event that tells another history of a log than the one that came first."""

    log: str
    seq: int
    hash: str
    body: str
    seen_at: str


class EventLog:
    """Reading the truth."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def events(self, *, after: int = 0, limit: int | None = None, log: str | None = None) -> Iterator[Stored]:
        """Events in order of arrival, those with a higher id than `after`, at most `limit`, of one log or all.

        Raises:
            TamperedError: a stored body is not one of an event.
        """
        left = limit
        while left is None or left > 0:
            count = PAGE if left is None else min(PAGE, left)
            rows = self._c.rows(
                "SELECT id, hash, body FROM event WHERE id > ?1 AND (?2 IS NULL OR log = ?2) ORDER BY id LIMIT ?3",
                (after, log, count),
            )
            for id_, hash_, body in rows:
                yield Stored(id_, stored(body, hash_))
            if len(rows) < count:
                return
            after = rows[-1][0]
            left = None if left is None else left - count

    def rows(self) -> Iterator[Row]:
        """All events exactly as they lie there, for log/chain.py, log by log and by seq; nothing is checked."""
        log, seq = "", 0
        while rows := self._c.rows(
            "SELECT log, seq, hash, body FROM event WHERE (log, seq) > (?, ?) ORDER BY log, seq LIMIT ?",
            (log, seq, PAGE),
        ):
            yield from (Row(*row) for row in rows)
            log, seq = rows[-1][:2]

    def bodies(self, log: str | None = None) -> Iterator[str]:
        """The bodies of a log (the own one where none is named) by seq, exactly as stored and not checked."""
        name, seq = self.head(log).log, 0
        while rows := self._c.rows(
            "SELECT seq, body FROM event WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?", (name, seq, PAGE)
        ):
            yield from (body for _, body in rows)
            seq = rows[-1][0]

    def event(self, hash: str) -> Event | None:  # noqa: A002
        """The event with this hash, of a log or of a fork."""
        body = self._c.value(
            "SELECT body FROM event WHERE hash = ?1 UNION ALL SELECT body FROM fork WHERE hash = ?1", (hash,)
        )
        return None if body is None else stored(body, hash)

    def find_event(self, prefix: str) -> Event:
        """The one event whose hash starts so. Raises NotFound, Ambiguous."""
        rows = self._c.rows(
            "SELECT hash, body FROM event WHERE hash >= ?1 AND hash < ?2 LIMIT 2", (prefix, prefix + "\U0010ffff")
        )
        if not prefix or not rows:
            raise NotFound(f"no event {prefix}", next_step="reviewer log shows the events and their hashes")
        if len(rows) > 1:
            raise Ambiguous(f"several events begin with {prefix}", next_step="give more of the hash")
        return stored(rows[0][1], rows[0][0])

    def last_id(self) -> int:
        """The id of the event that came last, 0 where there is none."""
        return int(self._c.value("SELECT coalesce(max(id), 0) FROM event"))

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a blob; None where it never came or was erased."""
        body = self._c.value("SELECT body FROM blob WHERE sha256 = ?", (sha256,))
        return None if body is None else bytes(body)

    def has_blob(self, sha256: str) -> bool:
        """Whether the bytes of a blob are here."""
        return self._c.row("SELECT 1 FROM blob WHERE sha256 = ? AND body IS NOT NULL", (sha256,)) is not None

    def erased(self, sha256: str) -> bool:
        """Whether the blob was erased here."""
        return self._c.row("SELECT 1 FROM blob WHERE sha256 = ? AND body IS NULL", (sha256,)) is not None

    def words(self, sha256: str | None) -> str | None:
        """The text of a salted blob; None where there is no sha, or the blob never came or was erased.

        Raises:
            TamperedError: the blob is not a salted text.
        """
        body = self.blob(sha256) if sha256 else None
        return None if body is None else salted_words.open(body)

    def record(self, sha256: str | None) -> Any:
        """The record in a salted blob (evidence, metadata, what was seen); None as in `words`."""
        body = self.blob(sha256) if sha256 else None
        return None if body is None else salted_words.open_record(body)

    def head(self, log: str | None = None) -> Head:
        """The head of a log, of the own one where none is named. Raises NotFound."""
        for head in self.heads():
            if head.log == log or (log is None and head.own):
                return head
        raise NotFound(f"no log {log} here" if log else "no log of its own in this database")

    def heads(self) -> tuple[Head, ...]:
        """The heads of all logs, the own one first."""
        rows = self._c.rows("SELECT log, seq, hash, own FROM head ORDER BY own != 1, log")
        return tuple(Head(log, seq, hash_, own == 1) for log, seq, hash_, own in rows)

    def forks(self) -> tuple[Fork, ...]:
        """Events that tell another history, by log and seq."""
        return tuple(Fork(*row) for row in self._c.rows("SELECT log, seq, hash, body, seen_at FROM fork ORDER BY 1, 2"))

    def hashes(self, log: str | None = None) -> list[str]:
        """The hashes of a log's events by seq, for Merkle trees."""
        rows = self._c.rows("SELECT hash FROM event WHERE log = ? ORDER BY seq", (self.head(log).log,))
        return [hash_ for (hash_,) in rows]


def put_blobs(conn: _sqlite.Connection, blobs: Mapping[str, bytes]) -> int:
    """Puts blobs that are not here, inside the caller's transaction; how many were new. Erased ones stay erased.

    Raises:
        ValueError: bytes that are not what their name says.
    """
    new = 0
    for sha256, body in blobs.items():
        if salted_words.sha(body) != sha256:
            raise ValueError(f"a blob is not what its name says: {sha256}")
        new += conn.execute("INSERT OR IGNORE INTO blob(sha256, body) VALUES (?, ?)", (sha256, body)).rowcount
    return new


def insert_event(conn: _sqlite.Connection, event: Event) -> int:
    """Adds one event that continues its log, inside the caller's transaction, and gives its id. Heads are not moved."""
    cursor = conn.execute(
        "INSERT INTO event(log, seq, hash, body) VALUES (?, ?, ?, ?)", (event.log, event.seq, event.hash, event.body)
    )
    return int(cursor.lastrowid or 0)


def move_head(conn: _sqlite.Connection, event: Event, *, own: bool) -> None:
    """Makes `event` the head of its log, inside the caller's transaction."""
    conn.execute(
        "INSERT INTO head(log, seq, hash, own) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        (event.log, event.seq, event.hash, int(own)),
    )


def own_head(conn: _sqlite.Connection) -> tuple[str, int, str]:
    """Log, seq and hash of the own head."""
    row = conn.execute("SELECT log, seq, hash FROM head WHERE own = 1").fetchone()
    if row is None:
        raise NotFound("no log of its own in this database")
    return (row[0], row[1], row[2])


@dataclass(slots=True)
class Arrivals:
    """What came of merging foreign events: see `Database.merge`."""

    added: list[Stored] = field(default_factory=list)
    known: int = 0
    forks: list[Fork] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of foreign events. `touched`: events known before, of which words arrived now.

    `gaps` and `refused` are plain sentences; `blobs` counts those that were new.
    """

    added: tuple[Event, ...] = ()
    touched: tuple[Event, ...] = ()
    known: int = 0
    forks: tuple[Fork, ...] = ()
    gaps: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    blobs: int = 0


def read_bodies(bodies: Iterable[str], refused: list[str]) -> list[Event]:
    """The events of these bodies by log and seq; what is none goes to `refused`."""
    events: dict[str, Event] = {}
    for number, body in enumerate(bodies, 1):
        try:
            event = read(body)
        except (TamperedError, UnicodeEncodeError) as error:
            refused.append(f"event {number} of the file is not taken: {error}")
        else:
            events[event.hash] = event
    return sorted(events.values(), key=lambda event: (event.log, event.seq, event.hash))


def merge_log(conn: _sqlite.Connection, events: Sequence[Event], now: str, found: Arrivals) -> None:
    """Takes foreign events of one log, by seq, inside the caller's transaction.

    Of a log that tells two histories every row is taken that follows one that is here, as a fork: so all machines end
    with the same rows, whichever came first. The log itself goes no further.
    """
    log = events[0].log
    row = conn.execute("SELECT seq, hash, own FROM head WHERE log = ?", (log,)).fetchone()
    seq, head, own = row or (0, ZEROS, 0)
    forked = conn.execute("SELECT 1 FROM fork WHERE log = ?", (log,)).fetchone() is not None
    for event in events:
        goes_on = event.prev == head and event.seq == seq + 1
        if _is_here(conn, event.hash):
            found.known += 1
        elif own and goes_on:
            found.refused.append(
                f"log {log[:8]} is written here, and the file has more of it than we do (event {event.seq}): "
                "this database was restored from an older copy, or copied"
            )
            return
        elif goes_on and not forked:
            found.added.append(Stored(insert_event(conn, event), event))
            move_head(conn, event, own=False)
            seq, head = event.seq, event.hash
        elif _follows(conn, event):
            found.forks.append(_keep_fork(conn, event, now))
            forked = True
        elif event.seq > seq + 1:
            found.gaps.append(f"log {log[:8]}: events {seq + 1} to {event.seq - 1} are missing, later ones wait")
            return
        else:
            found.refused.append(f"log {log[:8]}: event {event.seq} does not continue the one we have before it")
            return


def _follows(conn: _sqlite.Connection, event: Event) -> bool:
    """Whether the event begins its log, or follows one of it that is here."""
    if event.seq == 1:
        return True
    row = conn.execute(
        "SELECT 1 FROM event WHERE hash = ?1 AND log = ?2 AND seq = ?3 "
        "UNION ALL SELECT 1 FROM fork WHERE hash = ?1 AND log = ?2 AND seq = ?3",
        (event.prev, event.log, event.seq - 1),
    ).fetchone()
    return row is not None


def _is_here(conn: _sqlite.Connection, hash_: str) -> bool:
    found = conn.execute("SELECT 1 FROM event WHERE hash = ?1 UNION ALL SELECT 1 FROM fork WHERE hash = ?1", (hash_,))
    return found.fetchone() is not None


def _keep_fork(conn: _sqlite.Connection, event: Event, now: str) -> Fork:
    fork = Fork(event.log, event.seq, event.hash, event.body, now)
    conn.execute(
        "INSERT INTO fork(log, seq, hash, body, seen_at) VALUES (?, ?, ?, ?, ?)",
        (fork.log, fork.seq, fork.hash, fork.body, fork.seen_at),
    )
    return fork
