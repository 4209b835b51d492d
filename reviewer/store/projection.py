"""What follows from the events at once, kept in the transaction of the event: which acts count, live and are current.

The rule is log/state.py's; here it is asked for no more than a new event can have changed: its register, what it
undoes, and everything only where rights or persons changed.
"""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from reviewer.log.event import Event, stored
from reviewer.log.ground import Ground
from reviewer.log.state import State
from reviewer.log.subjects import Subject, concerns, subject_of
from reviewer.log.types import blobs
from reviewer.store import _sqlite
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.eventlog import EventLog, Fork, Stored

SLICE = 2_000
"""Acts that are judged at once when all are, and there are more than WHOLE."""
WHOLE = 100_000
"""Events that are replayed in memory at once: twice as fast, some 3 kB each."""
Standing = tuple[str, int, int, int]
"""Person ("": the author), live, counted, current."""
_UNKNOWN: Standing = ("", 0, 0, 0)
_GLOBAL_ACTS = (
    "SELECT id, hash FROM act WHERE type IN ('actor', 'genesis', 'key', 'policy', 'role', 'witness') ORDER BY id"
)
_BODIES = (
    "SELECT a.id, a.hash, coalesce(e.body, f.body) FROM act a LEFT JOIN event e ON e.id = a.id "
    "LEFT JOIN fork f ON a.id < 0 AND f.hash = a.hash WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id"
)
_ARTICLE_TYPES = frozenset(("article", "date", "signoff", "lineage", "version"))


def things_of(event: Event) -> Iterator[tuple[str, str]]:
    """What an event concerns: (id, "claim", "article" or "version")."""
    for thing in concerns(event):
        if thing == event.data.get("version") and event.type in ("given", "revise", "block", "extraction", "version"):
            yield thing, "version"
        elif event.type in _ARTICLE_TYPES or (event.type == "assign" and event.data["claim"] is None):
            yield thing, "article"
        else:
            yield thing, "claim"


class Projection:
    """Keeps the acts. All methods but `load` and `ground` run inside the caller's write transaction."""

    def __init__(self, connections: Connections, log: EventLog) -> None:
        self._c = connections
        self._log = log
        self._local = threading.local()

    def ground(self) -> Ground:
        """The global events as they stand in this thread's view of the database; kept until one comes."""
        acts = self._c.rows(_GLOBAL_ACTS)
        key = (self._home(), acts)
        kept: tuple[object, Ground] | None = getattr(self._local, "ground", None)
        if kept is not None and kept[0] == key:
            return kept[1]
        ground = Ground.of(self.load([id_ for id_, _ in acts]).values(), home=key[0])
        self._local.ground = (key, ground)
        return ground

    def load(self, ids: Collection[int]) -> dict[int, Event]:
        """The events of these acts, by id in order of arrival."""
        rows = self._c.rows(_BODIES, (dumps(list(ids)),))
        return {id_: stored(body, hash_) for id_, hash_, body in rows if body is not None}

    def everything(self) -> dict[int, Event]:
        """All events and forks, by the id under which they should be kept."""
        found = {one.id: one.event for one in self._log.events()}
        kept = dict(self._c.rows("SELECT hash, id FROM act WHERE id < 0"))
        for number, fork in enumerate(self._log.forks(), 1):
            found[kept.get(fork.hash, -number - len(kept))] = stored(fork.body, fork.hash)
        return found

    def state(self, events: Iterable[Event]) -> State:
        """The rule over these events and all global ones."""
        return State.of(events, self._log.blob, ground=self.ground())

    def with_undo(self, ids: Collection[int]) -> set[int]:
        """These acts and the undo events that touch them, and those that touch these."""
        found, new = set(ids), set(ids)
        while new:
            rows = self._c.rows(
                "WITH named(target) AS (SELECT hash FROM act WHERE id IN (SELECT value FROM json_each(?1)) "
                "UNION SELECT batch FROM act WHERE batch IS NOT NULL AND id IN (SELECT value FROM json_each(?1))) "
                "SELECT u.act FROM act_undoes u JOIN named n ON n.target = u.target",
                (dumps(sorted(new)),),
            )
            new = {act for (act,) in rows} - found
            found |= new
        return found

    def apply(self, conn: _sqlite.Connection, arrived: Sequence[Stored]) -> None:
        """Takes new events in (id below zero: of a fork) and brings all acts up to them."""
        before = self.ground()
        _insert(conn, [(one, _UNKNOWN) for one in arrived])
        after = self.ground()
        if _ground_moved(before, after, [one.event for one in arrived]):
            self.judge_all(conn)
        else:
            self._judge(conn, self._touched([one.id for one in arrived]))

    def stored_forks(self, conn: _sqlite.Connection, forks: Sequence[Fork]) -> list[Stored]:
        """New forks under the ids that they get: below all that are kept."""
        least = conn.execute("SELECT min(0, coalesce(min(id), 0)) FROM act").fetchone()[0]
        return [Stored(least - number, stored(fork.body, fork.hash)) for number, fork in enumerate(forks, 1)]

    def rebuild(self, conn: _sqlite.Connection) -> int:
        """Empties the acts and replays all events and forks; how many there are."""
        for table in ("act", "act_on", "act_undoes", "act_blob"):
            conn.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        count = conn.execute("SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM fork)").fetchone()[0]
        if count <= WHOLE:
            with _uncollected():
                self._replay_whole(conn)
        else:
            self._replay_in_parts(conn)
        conn.execute("DELETE FROM stamp WHERE name = 'statuses'")
        return int(count)

    def _replay_whole(self, conn: _sqlite.Connection) -> None:
        events = self.everything()
        ground = Ground.of(events.values(), home=self._home())
        state = State.of(events.values(), self._log.blob, ground=ground)
        _insert(conn, [(Stored(id_, event), standing(state, event)) for id_, event in events.items()])

    def _replay_in_parts(self, conn: _sqlite.Connection) -> None:
        for part in _parts(self._log.events(), SLICE):
            _insert(conn, [(one, _UNKNOWN) for one in part])
        forks = [Stored(-number, stored(f.body, f.hash)) for number, f in enumerate(self._log.forks(), 1)]
        _insert(conn, [(one, _UNKNOWN) for one in forks])
        self.judge_all(conn)

    def judge_all(self, conn: _sqlite.Connection) -> None:
        """Judges every act anew, register by register."""
        batch: list[int] = []
        for ids in self._registers():
            batch.extend(ids)
            if len(batch) >= SLICE:
                self._judge(conn, batch)
                batch = []
        self._judge(conn, batch)

    def _registers(self) -> Iterator[list[int]]:
        """All acts in groups that must be judged together."""
        rows = self._c.rows("SELECT subject, id FROM act ORDER BY subject, id")
        group: list[int] = []
        last: str | None = None
        for subject, id_ in rows:
            if group and (subject is None or subject != last):
                yield group
                group = []
            group.append(id_)
            last = subject
        if group:
            yield group

    def _touched(self, ids: Sequence[int]) -> set[int]:
        """The acts whose standing these new ones can have changed: their registers, and those of what they undo."""
        return self._mates(self.undone(ids))

    def undone(self, ids: Collection[int]) -> set[int]:
        """These acts, and what the undo events among them undo, directly or through others."""
        found, new = set(ids), set(ids)
        while new:
            rows = self._c.rows(
                "WITH new(act) AS (SELECT value FROM json_each(?1)) "
                "SELECT t.id FROM new JOIN act_undoes u USING (act) JOIN act t ON t.hash = u.target UNION "
                "SELECT t.id FROM new JOIN act_undoes u USING (act) JOIN act t ON t.batch = u.target",
                (dumps(sorted(new)),),
            )
            new = {id_ for (id_,) in rows} - found
            found |= new
        return found

    def _mates(self, ids: Collection[int]) -> set[int]:
        """These acts and all of their registers."""
        rows = self._c.rows(
            "SELECT m.id FROM act a JOIN act m ON m.subject = a.subject "
            "WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.subject IS NOT NULL "
            "UNION SELECT o.act FROM act a JOIN act_on t ON t.act = a.id JOIN act_on o ON o.thing = t.thing "
            "JOIN act m ON m.id = o.act AND m.type = 'revise' "
            "WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.type = 'revise' AND t.kind = 'claim'",
            (dumps(sorted(ids)),),
        )
        return {id_ for (id_,) in rows} | set(ids)

    def _judge(self, conn: _sqlite.Connection, ids: Collection[int]) -> None:
        """Writes for these acts whether they count, live and are current, and whose they are."""
        if not ids:
            return
        events = self.load(self.with_undo(self._mates(ids)))
        state = self.state(events.values())
        conn.executemany(
            "UPDATE act SET person = ?, live = ?, counted = ?, current = ? WHERE id = ?",
            [(*standing(state, events[id_]), id_) for id_ in ids if id_ in events],
        )

    def _home(self) -> str:
        return str(self._c.value("SELECT log FROM head WHERE own = 1", default=""))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which goes through all events again and again and finds none: a fifth less."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def standing(state: State, event: Event) -> Standing:
    """Person, and whether the event is live, counts and is current."""
    person = state.ground.person_of(event.by)
    if state.ignored(event):
        return (person, 0, 0, 0)
    live = state.live(event.hash)
    return (person, int(live), 1, int(live and state.is_current(event.hash)))


def subject_text(event: Event) -> str | None:
    """The register of an event as one text. Revisions have none: all of a person's share one register."""
    about = subject_of(event)
    return None if about is None or event.type == "revise" else register_text(about)


def register_text(about: Subject) -> str:
    """A register as one text."""
    return json.dumps([about.type, *about.key])


def _parts(events: Iterable[Stored], size: int) -> Iterator[list[Stored]]:
    rest = iter(events)
    while part := list(islice(rest, size)):
        yield part


def _insert(conn: _sqlite.Connection, acts: Sequence[tuple[Stored, Standing]]) -> None:
    """Rows of new acts; `_UNKNOWN` stands until they are judged."""
    conn.executemany(
        "INSERT INTO act(id, hash, type, author, person, live, counted, current, subject, batch) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(one, found) for one, found in acts],
    )
    conn.executemany(
        "INSERT INTO act_on(thing, act, kind) VALUES (?, ?, ?)",
        [(thing, one.id, kind) for one, _ in acts for thing, kind in things_of(one.event)],
    )
    known = [one for one, _ in acts if one.event.known]
    conn.executemany(
        "INSERT OR IGNORE INTO act_blob(sha256, act) VALUES (?, ?)",
        [(sha, one.id) for one in known for _, sha, _ in blobs(one.event.type, one.event.data)],
    )
    conn.executemany(
        "INSERT OR IGNORE INTO act_undoes(target, act) VALUES (?, ?)",
        [(target, one.id) for one in known if one.event.type == "undo" for target in _undone(one.event)],
    )


def _row(one: Stored, found: Standing) -> tuple[Any, ...]:
    event, (person, *flags) = one.event, found
    batch = event.data.get("batch") if event.known and event.type != "undo" else None
    return (one.id, event.hash, event.type, event.by, person or event.by, *flags, subject_text(event), batch)


def _undone(event: Event) -> Iterator[str]:
    yield from event.data["undoes"]
    if event.data["batch"] is not None:
        yield event.data["batch"]


def _ground_moved(before: Ground, after: Ground, events: Sequence[Event]) -> bool:
    """Whether these events changed who may do what, or who is who, for acts of others."""
    types = {event.type for event in events}
    if "role" in types or ("witness" in types and any(event.type == "role" for event in after.events())):
        return True
    if "actor" in types and _joined_actors(before) != _joined_actors(after):
        return True
    logs = {event.log for event in before.events()}
    return "genesis" in types and any(before.rights.joined(log) != after.rights.joined(log) for log in logs)


def _joined_actors(ground: Ground) -> Mapping[str, str]:
    """Actors who are somebody known under another id."""
    return {a: p for p in ground.persons() for a in ground.actors_of(p) if a != p}
