"""The log's rule (log/state.py) asked of what lies in the database; read once as long as nothing moved."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from functools import lru_cache

from reviewer.log.event import Event, stored
from reviewer.log.ground import Ground
from reviewer.log.state import State
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections, Sight
from reviewer.store.eventlog import EventLog

KEPT = 64
"""States that a thread keeps; those of single claims, asked for again and again while one of them is judged."""
_GLOBAL_ACTS = (
    "SELECT id, hash FROM act WHERE type IN ('actor', 'genesis', 'key', 'policy', 'role', 'witness') ORDER BY id"
)
_BODIES = (
    "SELECT a.id, a.hash, coalesce(e.body, f.body) FROM act a LEFT JOIN event e ON e.id = a.id "
    "LEFT JOIN fork f ON a.id < 0 AND f.hash = a.hash WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id"
)
_UNDOING = (
    "WITH named(target) AS (SELECT hash FROM act WHERE id IN (SELECT value FROM json_each(?1)) "
    "UNION SELECT batch FROM act WHERE batch IS NOT NULL AND id IN (SELECT value FROM json_each(?1))) "
    "SELECT u.act FROM act_undoes u JOIN named n ON n.target = u.target"
)
_UNDONE = (
    # From what is undone to the acts and not the other way round: there are few undos, and acts without number.
    "SELECT t.id FROM act_undoes u CROSS JOIN act t ON t.hash = u.target "
    "WHERE u.act IN (SELECT value FROM json_each(?1)) UNION "
    "SELECT t.id FROM act_undoes u CROSS JOIN act t ON t.batch = u.target "
    "WHERE u.act IN (SELECT value FROM json_each(?1))"
)

_event = lru_cache(maxsize=1024)(stored)
"""An event whose hash was checked with just this body is not read again."""


class _Seen(threading.local):
    """What a thread read, for as long as it would read the same: nobody else wrote, and it took no act in itself."""

    def __init__(self) -> None:
        self.sight: Sight | None = None
        self.ground: Ground | None = None
        self.states: dict[tuple[str, ...], State] = {}
        self.blobs: dict[str, bytes | None] = {}
        self.written = -1
        self.grounds: tuple[object, Ground] | None = None
        """The ground read last, with the acts that it was made of."""


class Rule:
    """The ground, and the state of single things."""

    def __init__(self, connections: Connections, log: EventLog) -> None:
        self._c = connections
        self._log = log
        self._kept = _Seen()

    def _seen(self) -> _Seen:
        """What this thread read before, where it still holds."""
        kept, now = self._kept, self._c.sight()
        if kept.sight != now:
            kept.sight, kept.ground, kept.states, kept.written = now, None, {}, -1
        return kept

    def moved(self, *, ground: bool) -> None:
        """This thread took acts in, of global types too where `ground`: states are read anew."""
        self._kept.states = {}
        if ground:
            self._kept.ground = None

    def ground(self) -> Ground:
        """The global events as they stand in this thread's view of the database; kept until one comes."""
        kept = self._seen()
        if kept.ground is None:
            kept.ground = self._read_ground()
        return kept.ground

    def _read_ground(self) -> Ground:
        acts = self._c.rows(_GLOBAL_ACTS)
        key = (self._home(), acts)
        kept = self._kept.grounds
        if kept is not None and kept[0] == key:
            return kept[1]
        ground = Ground.of(self.load([id_ for id_, _ in acts]).values(), home=key[0])
        self._kept.grounds = (key, ground)
        return ground

    def load(self, ids: Collection[int]) -> dict[int, Event]:
        """The events of these acts, by id in order of arrival."""
        rows = self._c.rows(_BODIES, (dumps(list(ids)),)) if ids else []
        return {id_: _event(body, hash_) for id_, hash_, body in rows if body is not None}

    def state(self, events: Iterable[Event]) -> State:
        """The rule over these events and all global ones."""
        return State.of(events, self._blob, ground=self.ground())

    def state_of(self, things: Collection[str]) -> State:
        """The rule over everything that concerns these claims, articles and versions, and all global events."""
        names = tuple(sorted(set(things)))
        # Kept for the sight before it: while it is read another may write, and what is kept then is dropped with it.
        states = self._seen().states
        if names not in states:
            if len(states) >= KEPT:
                states.clear()
            states[names] = self._read_state(names)
        return states[names]

    def _read_state(self, things: Collection[str]) -> State:
        rows = self._c.rows(
            "SELECT act FROM act_on WHERE thing IN (SELECT value FROM json_each(?))", (dumps(list(things)),)
        )
        ids = self.with_undo({id_ for (id_,) in rows})
        return self.state(self.load(ids).values())

    def _blob(self, sha256: str) -> bytes | None:
        """A blob, read once until this thread or another writes anything: words may come, and be erased."""
        kept, written = self._seen(), self._c.written()
        if kept.written != written or len(kept.blobs) >= KEPT:
            kept.blobs, kept.written = {}, written
        if sha256 not in kept.blobs:
            kept.blobs[sha256] = self._log.blob(sha256)
        return kept.blobs[sha256]

    def with_undo(self, ids: Collection[int]) -> set[int]:
        """These acts and the undo events that touch them, and those that touch these."""
        return self._reached(ids, _UNDOING)

    def undone(self, ids: Collection[int]) -> set[int]:
        """These acts, and what the undo events among them undo, directly or through others."""
        return self._reached(ids, _UNDONE)

    def _reached(self, ids: Collection[int], step: str) -> set[int]:
        """These acts and all that a step leads to from them, again and again."""
        found, new = set(ids), set(ids)
        while new:
            new = {act for (act,) in self._c.rows(step, (dumps(sorted(new)),))} - found
            found |= new
        return found

    def _home(self) -> str:
        return str(self._c.value("SELECT log FROM head WHERE own = 1", default=""))
