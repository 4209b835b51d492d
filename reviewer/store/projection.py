"""What follows from the events at once, kept in the transaction of the event: which acts count, live and are current.

The rule is log/state.py's; here it is asked for no more than a new event can have changed: its register, what it
undoes, and everything only where rights or persons changed.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from reviewer.log.event import Event, stored
from reviewer.log.ground import Ground
from reviewer.log.state import State
from reviewer.log.subjects import Subject, concerns, subject_of
from reviewer.log.types import GLOBAL, blobs
from reviewer.store import _sqlite
from reviewer.store.articles import dumps
from reviewer.store.eventlog import Fork, Stored
from reviewer.store.rule import Rule

SLICE = 2_000
"""Acts that are judged at once when all are, and there are more than WHOLE."""
WHOLE = 100_000
"""Events that are replayed in memory at once: twice as fast, some 3 kB each."""
Standing = tuple[str, int, int, int]
"""Person ("": the author), live, counted, current."""
_UNKNOWN: Standing = ("", 0, 0, 0)
_LISTED = "(SELECT value FROM json_each(?))"
ON_CLAIM = frozenset(("verdict", "answer", "note", "postpone", "adjudication"))
"""Types whose register is one of a single claim: all of it is in the state of that claim."""
_FEW = 16
"""Claims whose states are read one by one, since each is asked for right after; of more acts only the registers are."""
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


class Projection(Rule):
    """Keeps the acts. All methods of its own but `everything` run inside the caller's write transaction."""

    def everything(self) -> dict[int, Event]:
        """All events and forks, by the id under which they should be kept."""
        found = {one.id: one.event for one in self._log.events()}
        kept = dict(self._c.rows("SELECT hash, id FROM act WHERE id < 0"))
        for number, fork in enumerate(self._log.forks(), 1):
            found[kept.get(fork.hash, -number - len(kept))] = stored(fork.body, fork.hash)
        return found

    def apply(self, conn: _sqlite.Connection, arrived: Sequence[Stored]) -> None:
        """Takes new events in (id below zero: of a fork) and brings all acts up to them."""
        before = self.ground()
        _insert(conn, [(one, _UNKNOWN) for one in arrived])
        self.moved(ground=any(one.event.type in GLOBAL for one in arrived))
        if _ground_moved(before, self.ground(), [one.event for one in arrived]):
            self.judge_all(conn)
        elif (claims := _claims_of(arrived)) is not None:
            self._judge_registers(conn, claims, {subject_text(one.event) for one in arrived})
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
        self.moved(ground=True)
        count = conn.execute("SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM fork)").fetchone()[0]
        if count <= WHOLE:
            with _uncollected():
                self._replay_whole(conn)
        else:
            self._replay_in_parts(conn)
        self.moved(ground=True)
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
        self.moved(ground=True)
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

    def _mates(self, ids: Collection[int]) -> set[int]:
        """These acts and all of their registers."""
        named = dumps(sorted(ids))
        rows = self._c.rows(
            "SELECT m.id FROM act a JOIN act m ON m.subject = a.subject "
            "WHERE a.id IN (SELECT value FROM json_each(?)) AND a.subject IS NOT NULL",
            (named,),
        )
        revised = self._c.rows(
            "SELECT id FROM act WHERE id IN (SELECT value FROM json_each(?)) AND +type = 'revise'", (named,)
        )
        if revised:  # few are, and all that acts concern is looked through for them
            rows += self._c.rows(
                "SELECT DISTINCT o.act FROM act_on t JOIN act_on o ON o.thing = t.thing JOIN act m ON m.id = o.act "
                "AND m.type = 'revise' WHERE t.act IN (SELECT value FROM json_each(?)) AND t.kind = 'claim'",
                (dumps([id_ for (id_,) in revised]),),
            )
        return {id_ for (id_,) in rows} | set(ids)

    def _judge(self, conn: _sqlite.Connection, ids: Collection[int]) -> None:
        """Writes for these acts whether they count, live and are current, and whose they are, where that moved."""
        if ids:
            state = self.state(self.load(self.with_undo(self._mates(ids))).values())
            self._write_standings(conn, [state], "id", list(ids))

    def _judge_registers(self, conn: _sqlite.Connection, claims: set[str], subjects: set[str | None]) -> None:
        """The same for the registers of acts on few claims."""
        self._write_standings(
            conn, [self.state_of((claim,)) for claim in claims], "subject", sorted(filter(None, subjects))
        )

    def _write_standings(
        self, conn: _sqlite.Connection, states: Sequence[State], column: str, values: Sequence[int | str]
    ) -> None:
        """Writes what these states say of the acts that have one of the values, where it is not what stands there."""
        rows = self._c.rows(
            f"SELECT id, hash, person, live, counted, current FROM act WHERE {column} IN {_LISTED}",  # noqa: S608 - ours
            (dumps(list(values)),),
        )
        moved = []
        for id_, hash_, *kept in rows:
            state = next((state for state in states if hash_ in state), None)
            found = standing(state, event) if state is not None and (event := state.get(hash_)) is not None else None
            if found is not None and found != tuple(kept):
                moved.append((*found, id_))
        conn.executemany("UPDATE act SET person = ?, live = ?, counted = ?, current = ? WHERE id = ?", moved)


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


def _claims_of(arrived: Sequence[Stored]) -> set[str] | None:
    """The claims that these acts are on, where each is on a single one and they are few; None for any other acts."""
    if not all(one.event.known and one.event.type in ON_CLAIM for one in arrived):
        return None
    claims = {one.event.data["claim"] for one in arrived}
    return claims if len(claims) <= _FEW else None


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
