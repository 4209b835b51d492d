"""The one object that the workspace holds: a database file, opened and checked, and the only way to append."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewer.errors import DiskFull, NotAllowed, UsageError
from reviewer.log.event import Event, new_id, now, seal
from reviewer.log.types import blobs as blobs_of
from reviewer.store import _sqlite, eventlog, forgetting, founding, opening, place, schema, upkeep
from reviewer.store.chunks import PAUSE, ROWS, SECONDS, Chunks
from reviewer.store.connections import Connections
from reviewer.store.corpus import Corpus
from reviewer.store.decisions import Decisions
from reviewer.store.eventlog import Draft, EventLog, Fork, Head, Merged, Stored
from reviewer.store.exchange import Exchange
from reviewer.store.founding import actor_draft, system_user
from reviewer.store.listing import Listings
from reviewer.store.local import Local
from reviewer.store.merging import After, Merging
from reviewer.store.naming import Naming
from reviewer.store.projection import Projection
from reviewer.store.search import Search
from reviewer.store.trouble import crash_point, translated

__all__ = ["After", "Build", "Database", "Draft", "Fork", "Head", "Merged", "Stored"]

Clock = Callable[[], str]
"""The present as an event writes it (log/event.py: now)."""
Build = Callable[["Database"], Sequence[Draft]]

_WHY = {
    "newer": "this program does not know such an act",
    "not_joined": "the own log does not belong to this project",
    "observer": "an observer reads and does not judge",
    "no_right": "the role needed for it was not given, or was taken back",
}


class Database(EventLog):
    """A workspace's database. One object may be used from several threads; close it in the end."""

    def __init__(self, connections: Connections, *, journal: str, remarks: tuple[str, ...], clock: Clock) -> None:
        """Use `create_or_open`."""
        super().__init__(connections)
        self.path = connections.path
        self.read_only = connections.read_only
        self.full = connections.full
        self.journal = journal
        self.remarks = remarks
        self._clock = clock
        self._projection = Projection(connections, self)
        self.decisions = Decisions(connections, self._projection)
        self.corpus = Corpus(connections)
        self.listings = Listings(connections)
        self.search = Search(connections)
        self.local = Local(connections)
        self.exchange = Exchange(connections)
        self._naming = Naming(connections, self.decisions, self.words)
        self._merging = Merging(connections, self._projection, self.decisions, self.corpus, clock)

    @classmethod
    def create_or_open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        name: str | None = None,
        via: str = "os",
        allow_network: bool = False,
        clock: Clock = now,
        joins: Event | None = None,
        full: DiskFull | None = None,
    ) -> Database:
        """Opens the database at `path`; makes it, with a log of its own founded by `name`, where there is none.

        Args:
            path: the file; its folder is made where it is absent.
            read_only: nothing is written, not even by SQLite.
            name: who founds a new log; None takes the system's user.
            via: how we know that name (log/event.py: VIA).
            allow_network: take a network file system all the same, with the journal truncated.
            clock: gives the time of events.
            joins: the founding genesis of the project that a new log belongs to; None founds one.
            full: why it is `read_only`, where that is for want of room: raised where something is to be written.

        Raises:
            NotFound: `read_only` and no file. NotOurs, NewerDatabase: the file was left as it is.
            ReadOnly, DiskFull, Busy, StoreError: the place cannot serve.
        """
        opening.refuse_hidden(path)
        with place.together(path):
            if not read_only:
                if not allow_network:
                    opening.refuse_network(path)
                if not path.exists():
                    opening.create(path, lambda new: founding.found(new, name or system_user(), via, clock, joins))
            opening.look(path)
            if read_only:
                return cls._open_to_read(path, clock, full)
            opening.refuse_closed(path)
            connections = Connections(path, "mode=rw")
        try:
            with translated(path):
                opening.check_marks(connections.conn, path)
            journal = opening.set_journal(connections, wal=not opening.network_type(path))
            remarks = upkeep.put_right(connections)
        except BaseException:
            connections.close()
            raise
        made = cls(connections, journal=journal, remarks=remarks, clock=clock)
        upkeep.bring_up_to_date(connections, made._projection)
        return made

    @classmethod
    def _open_to_read(cls, path: Path, clock: Clock, full: DiskFull | None) -> Database:
        connections = opening.connections_to_read(path)
        connections.full = full
        missing = schema.missing_guards(connections.conn)
        remarks = (opening.GUARDS_MISSING,) if missing else ()
        return cls(connections, journal="read only", remarks=remarks, clock=clock)

    @property
    def log(self) -> str:
        """The id of the own log."""
        return self.head().log

    @property
    def project(self) -> str:
        """The id of the project that the own log was founded for, or joined."""
        founder = self.decisions.ground().rights.founder()
        return str((founder or self._genesis()).data["project"])

    @property
    def founder(self) -> str:
        """The first actor of the own log."""
        return self._genesis().by

    def _genesis(self) -> Event:
        return next(self.events(log=self.log, limit=1)).event

    def actor_named(self, name: str, *, via: str) -> str:
        """The actor id of the one person who bears `name`, or is named by an id; a new `actor` event where nobody does.

        Of several the one who wrote in this log is meant: others came in with logs of other machines.

        Raises:
            Ambiguous: several persons bear it. ReadOnly: nobody does, and nothing can be written here.
        """
        known = self._naming.bearers(name)
        if not known:
            actor = new_id()

            def build(_: Database) -> Sequence[Draft]:
                # Asked again inside the transaction: another process may have been faster.
                return () if self._naming.bearers(name) else (actor_draft(actor, name),)

            self.append_with(build, by=actor, via=via)
            known = self._naming.bearers(name)
        return self._naming.one(name, known)

    def append(self, drafts: Sequence[Draft], *, by: str, via: str, after: After | None = None) -> tuple[Event, ...]:
        """Appends events of one act to the own log; see `append_with`."""
        return self.append_with(lambda _: drafts, by=by, via=via, after=after)

    def append_with(self, build: Build, *, by: str, via: str, after: After | None = None) -> tuple[Event, ...]:
        """Appends the events that `build` makes, in one transaction, and returns after COMMIT: only then it is saved.

        Inside `write()` it is a part of that, and saved when that ends.

        `build` reads through this Database and thread the very state that its events will rest on. `after` gets the
        new events once acts are kept, inside the same transaction. An exception of either leaves nothing behind.

        Raises:
            NotAllowed: the rights of `by` do not carry an event. UsageError: a draft that is no event.
            ValueError: a blob that an event names is nowhere, or is not what its name says.
            Busy, DiskFull, ReadOnly, StoreError: nothing was saved.
        """
        with self._c.write(prompt=True) as conn:
            stored = [self._seal(conn, draft, by, via) for draft in build(self)]
            crash_point("after_event_insert")
            if stored:
                self._projection.apply(conn, stored)
                self._refuse_ignored(stored)
            events = tuple(one.event for one in stored)
            if after is not None:
                after(events)
            crash_point("before_commit")
        crash_point("after_commit")
        return events

    def _seal(self, conn: _sqlite.Connection, draft: Draft, by: str, via: str) -> Stored:
        """Inserts one event at the end of the own log."""
        eventlog.put_blobs(conn, draft.blobs)
        log, seq, prev = eventlog.own_head(conn)
        event = seal(
            log=log, seq=seq + 1, prev=prev, at=self._clock(), by=by, via=via, type=draft.type, data=draft.data
        )
        if not event.known:
            raise UsageError(f"no event: {draft.type!r} is no type of event")
        for field, sha256, _ in blobs_of(event.type, event.data):
            if sha256 in draft.blobs:
                continue
            if conn.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone() is None:
                raise ValueError(f"{draft.type}: the blob that {field!r} names is nowhere")
        stored = Stored(eventlog.insert_event(conn, event), event)
        eventlog.move_head(conn, event, own=True)
        return stored

    def begin_log(
        self, name: str, *, via: str, continues: Head | None = None, joins: Event | None = None
    ) -> tuple[Event, ...]:
        """Begins a new own log, which goes on from where `continues` stood, or belongs to the project of `joins`.

        What the own log was is kept, and never written again. One that goes on stays in its project. The events.
        """
        with self._c.write() as conn:
            known = self._naming.here(name)
            actor = known or new_id()
            root = joins or self.decisions.ground().rights.founder()
            drafts = [founding.genesis(root, continues)]
            drafts += [actor_draft(actor, name)] if joins is not None or known is None else []
            stored = founding.begin(conn, drafts, actor, via, self._clock)
            self._projection.apply(conn, stored)
        return tuple(one.event for one in stored)

    def _refuse_ignored(self, stored: Sequence[Stored]) -> None:
        ground = self._projection.ground()
        standings = self.decisions.standings([one.id for one in stored])
        for one in stored:
            if not standings[one.id][1]:
                why = _WHY.get(ground.ignored(one.event) or "no_right", "its rights do not carry it")
                raise NotAllowed(f"this {one.event.type} would not count: {why}", kept="nothing was saved")

    def merge(
        self, bodies: Iterable[str], blobs: Mapping[str, bytes] | None = None, *, after: After | None = None
    ) -> Merged:
        """Takes events of other logs with their exact bodies, in whatever order, and blobs that belong to them.

        The own log is never touched. What continues a log is added; the same place told otherwise is kept as a fork;
        what waits for missing events is not taken and named in `gaps`. Erased blobs stay erased, blobs that nothing
        names are not taken. `after` gets added and touched events of each transaction, inside it.
        """
        found = eventlog.Arrivals()
        return self._merging.take(eventlog.read_bodies(bodies, found.refused), found, blobs or {}, after)

    def merge_read(self, events: Sequence[Event], *, after: After | None = None) -> Merged:
        """As `merge`, of events that `log.event.read` gave, by log and seq."""
        return self._merging.take(events, eventlog.Arrivals(), {}, after)

    def put_blobs(self, blobs: Mapping[str, bytes]) -> None:
        """Puts plain blobs ahead of the events that will name them; those that are here stay as they are."""
        with self._c.write() as conn:
            eventlog.put_blobs(conn, blobs)

    def forget(self, blobs: Collection[str], *, drafts: Collection[str] = ()) -> tuple[str, ...]:
        """Takes erased blobs (and local drafts, by key) out of the file for good; see forgetting.py. Long work."""
        return forgetting.forget(self._c, blobs, drafts)

    def changed(self) -> bool:
        """Whether anyone, this process included, committed since the last call; False at the first. About 5 µs."""
        return self._c.changed()

    def others_wrote(self) -> bool:
        """Whether anyone but this thread committed since its last call; True at the first. About 5 µs."""
        return self._c.others_wrote()

    def wait_for_acts(self, seconds: float) -> None:
        """From now on an act of a person waits so long for another writer, and then raises Busy."""
        self._c.act_seconds = seconds

    @contextmanager
    def write(self, *, prompt: bool = False) -> Iterator[None]:
        """One transaction for several calls. Never hold it over input, network or long computing.

        `prompt`: a person waits for it; see connections.py.
        """
        with self._c.write(prompt=prompt):
            yield

    @contextmanager
    def stoppable(self) -> Iterator[Callable[[], None]]:
        """What this thread reads inside raises Interrupted once what it gives is called, in whichever thread."""
        with self._c.stoppable() as stop:
            yield stop

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads of this thread inside see one moment."""
        with self._c.snapshot():
            yield

    def chunks(self, *, rows: int = ROWS, seconds: float = SECONDS, pause: float = PAUSE) -> Chunks:
        """Long work in short transactions; see chunks.py."""
        return Chunks(self._c, rows=rows, seconds=seconds, pause=pause)

    def rebuild_decisions(self, after: After | None = None) -> int:
        """Replays all events; how many there are. `after(())` runs in the same transaction."""
        with self._c.write() as conn:
            count = self._projection.rebuild(conn)
            if after is not None:
                after(())
        return count

    def faults(self) -> list[str]:
        """SQLite's own check, the guards, heads and blobs, each fault in a plain sentence. Reads the whole file."""
        return opening.faults(self._c)

    def refuse_damaged(self) -> None:
        """Raises Damaged where SQLite's own check finds anything. Reads the whole file."""
        opening.refuse_damaged(self._c)

    def close(self) -> None:
        """Closes all connections of all threads."""
        self._c.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
