"""Acts as they stand, found by what they concern: what every view of a claim, an article or a person is made from."""

# ruff: noqa: S608 - every statement is put together from constants of this module, values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviewer.log import undoing
from reviewer.log.event import Event
from reviewer.log.ground import Ground
from reviewer.log.rights import RANK
from reviewer.log.state import State
from reviewer.log.subjects import subject
from reviewer.log.types import UNDOABLE
from reviewer.log.undoing import Step
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.projection import ON_CLAIM, Projection, register_text, standing, subject_text, things_of
from reviewer.store.records import CLAIM_BITS, CLAIM_MASK
from reviewer.store.statuses import ClaimStatus, Statuses

__all__ = ["FOREVER", "Act", "ClaimStatus", "Decisions", "Moves", "Person"]

_SELECT = "SELECT a.id, a.person, a.live, a.counted, a.current FROM act a"
_TYPES = "(?2 = '[]' OR a.type IN (SELECT value FROM json_each(?2))) AND a.current >= ?3"


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its standing. `id`: order of arrival, below zero for an event of a fork.

    `person`: id of the person behind its actor. `live`: it counts and no live event undoes it. `counted`: its rights
    hold. `current`: live and replaced by no live event.
    """

    id: int
    event: Event
    person: str
    live: bool
    counted: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What later events say of articles and versions: by id, the last event that does.

    `ground`: the last that can change how all of them stand; FOREVER where there are forks, which have no such order.
    """

    articles: Mapping[str, int]
    versions: Mapping[str, int]
    ground: int = 0


FOREVER = 1 << 62
_ON_TEXTS = ("article", "version", "extraction", "given", "revise", "block", "date")
_ON_ALL = ("genesis", "role", "actor", "witness", "train", "erase")


@dataclass(frozen=True, slots=True)
class Person:
    """Actors that are one person. `id` is the least of them; `names` are blobs, newest first; `role` as of now."""

    id: str
    actors: tuple[str, ...]
    names: tuple[str, ...]
    role: str


class Decisions(Statuses):
    """Reading what follows from the events. Inside `append_with`, it sees the state that the new events rest on."""

    def __init__(self, connections: Connections, projection: Projection) -> None:
        self._c = connections
        self._projection = projection

    def acts_of_claim(self, claim: str, *, types: Collection[str] = (), current: bool = False) -> tuple[Act, ...]:
        """Acts that concern a claim, by arrival; of some types, or only those that are current."""
        return self._on(claim, types, current=current)

    def acts_of_article(self, article: str, *, types: Collection[str] = (), current: bool = False) -> tuple[Act, ...]:
        """Acts that concern an article (not those on its claims), by arrival."""
        return self._on(article, types, current=current)

    def acts_of_version(self, version: str, *, types: Collection[str] = (), current: bool = False) -> tuple[Act, ...]:
        """Acts that concern one text of an article: blocks, extractions, claims given or revised on it."""
        return self._on(version, types, current=current)

    def acts_of_pair(
        self, left: str, right: str, *, types: Collection[str] = (), current: bool = False
    ) -> tuple[Act, ...]:
        """Acts that concern both of two claims, or both of two articles, by arrival."""
        return self._acts(
            f"{_SELECT} JOIN act_on o ON o.act = a.id JOIN act_on p ON p.act = a.id "
            f"WHERE o.thing = ?1 AND p.thing = ?4 AND {_TYPES} ORDER BY abs(a.id)",
            (left, dumps(list(types)), int(current), right),
        )

    def acts_touching(
        self, things: Collection[str], *, types: Collection[str] = (), current: bool = False
    ) -> dict[str, tuple[Act, ...]]:
        """Acts by the claim, article or version that they concern; things without any are left out."""
        rows = self._c.rows(
            "SELECT o.thing, a.id FROM act a JOIN act_on o ON o.act = a.id "
            f"WHERE o.thing IN (SELECT value FROM json_each(?1)) AND {_TYPES} ORDER BY abs(a.id)",
            (dumps(list(things)), dumps(list(types)), int(current)),
        )
        acts = self._by_id({id_ for _, id_ in rows})
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for thing, id_ in rows:
            found[thing].append(acts[id_])
        return {thing: tuple(acts) for thing, acts in found.items()}

    def acts_of_type(self, type: str, *, current: bool = False) -> tuple[Act, ...]:  # noqa: A002
        """All acts of a type, by arrival."""
        return self._acts(f"{_SELECT} WHERE a.type = ?1 AND {_TYPES} ORDER BY abs(a.id)", (type, "[]", int(current)))

    def acts_of_batch(self, batch: str) -> tuple[Act, ...]:
        """The acts that were one."""
        return self._acts(f"{_SELECT} WHERE a.batch = ?1 ORDER BY abs(a.id)", (batch,))

    def acts_of_person(self, person: str, *, types: Collection[str] = (), current: bool = False) -> tuple[Act, ...]:
        """All acts of a person, by arrival."""
        actors = dumps(list(self.actors_of(person)))
        return self._acts(
            f"{_SELECT} WHERE a.author IN (SELECT value FROM json_each(?1)) AND {_TYPES} ORDER BY abs(a.id)",
            (actors, dumps(list(types)), int(current)),
        )

    def acts_naming_blob(self, sha256: str) -> tuple[Act, ...]:
        """Acts whose event names this blob."""
        return self._acts(f"{_SELECT} JOIN act_blob b ON b.act = a.id WHERE b.sha256 = ? ORDER BY abs(a.id)", (sha256,))

    def act(self, hash: str) -> Act | None:  # noqa: A002
        """The act with this hash."""
        return self.acts((hash,)).get(hash)

    def acts(self, hashes: Collection[str]) -> dict[str, Act]:
        """Those acts that are here, by hash."""
        found = self._acts(f"{_SELECT} WHERE a.hash IN (SELECT value FROM json_each(?))", (dumps(list(hashes)),))
        return {act.event.hash: act for act in found}

    def standings(self, ids: Collection[int]) -> dict[int, tuple[bool, bool]]:
        """For the log view: whether the events with these ids are live, and whether they count."""
        rows = self._c.rows(
            "SELECT id, live, counted FROM act WHERE id IN (SELECT value FROM json_each(?))", (dumps(list(ids)),)
        )
        return {id_: (bool(live), bool(counted)) for id_, live, counted in rows}

    def pairs_of_claim(self, claim: str) -> tuple[tuple[str, str], ...]:
        """Pairs of claims (sorted ids) with a live decision, of which this claim is one."""
        # The other claim is read from the event: `act_on` finds acts by what they concern, not the other way round.
        acts = self.acts_touching((claim,), types=("decision",)).get(claim, ())
        pairs = {(act.event.data["left"], act.event.data["right"]) for act in acts if act.live}
        return tuple(sorted((min(pair), max(pair)) for pair in pairs))

    def claims_decided(self, article: str) -> frozenset[str]:
        """The claims of an article, of any of its texts, that live decisions name."""
        rows = self._c.rows(
            "SELECT DISTINCT c.id FROM claim c JOIN act_on o ON o.thing = c.id "
            "JOIN act a ON a.id = o.act AND a.type = 'decision' AND a.live = 1 "
            "WHERE c.n BETWEEN (SELECT number << ?2 FROM article WHERE id = ?1) "
            "AND (SELECT (number << ?2) | ?3 FROM article WHERE id = ?1)",
            (article, CLAIM_BITS, CLAIM_MASK),
        )
        return frozenset(claim for (claim,) in rows)

    def of_earlier_text(self, claim: str) -> bool:
        """Whether the text that the claim stands in is an article's present one no more; False where none tells."""
        present = self._c.value(
            "SELECT max(a.current) FROM claim c JOIN act_on o ON o.thing = c.version "
            "JOIN act a ON a.id = o.act AND a.type = 'version' WHERE c.id = ?",
            (claim,),
        )
        return bool(present == 0)

    def claims_with_acts(self, types: Collection[str] = ()) -> Iterator[str]:
        """Ids of claims that any act concerns, or any of these types, sorted."""
        return self._things("claim", types)

    def articles_with_acts(self, types: Collection[str] = ()) -> Iterator[str]:
        """Ids of articles that any act concerns, or any of these types, sorted."""
        return self._things("article", types)

    def replaceable(self, type: str, *, by: str, data: Mapping[str, Any]) -> tuple[str, ...]:  # noqa: A002
        """The hashes for `replaces` of a new event with this data (all but `replaces`) by this actor, sorted.

        Ask inside `append_with`, so that it is the state which the event will rest on.
        """
        if type == "revise":
            claims = {data["claim"], *data["revises"]}
            ids = {act.id for acts in self.acts_touching(claims, types=("revise",)).values() for act in acts}
        elif type in ON_CLAIM:
            return tuple(sorted(self.state(claims=(data["claim"],)).replaces_for(type, data, by)))
        else:
            about = subject(type, data)
            rows = self._c.rows("SELECT id FROM act WHERE subject = ?", (about and register_text(about),))
            ids = {id_ for (id_,) in rows}
        state = self._projection.state(self._projection.load(ids).values())
        return tuple(sorted(state.replaces_for(type, data, by)))

    def revision(self, claim: str, olds: Collection[str], *, by: str) -> tuple[list[str], list[str]]:
        """The `revises` and `replaces` of a new revision of `olds` into `claim` by this actor (log/state.py)."""
        named = {claim, *olds}
        while True:
            revises, replaces = self.state(claims=named).revision(claim, olds, by)
            if named >= {*revises}:
                return revises, replaces
            named |= {*revises}

    def undo_step(self, actor: str) -> Step | None:
        """The event that undo appends for this actor's person; None where there is nothing to undo."""
        return undoing.last_undoable(self._own_events(actor), self._is_live)

    def redo_step(self, actor: str) -> Step | None:
        """The event that redo appends for this actor's person; None where there is nothing to redo."""
        return undoing.last_redoable(self._own_events(actor), self._is_live, self._type_of)

    def last_undoable(self, actor: str) -> tuple[Act, ...]:
        """What `undo_step` takes back: the last own live act, or all live acts of its batch; () where there is none."""
        step = self.undo_step(actor)
        if step is None:
            return ()
        if step.data["batch"] is None:
            return tuple(self.acts((step.event.hash,)).values())
        person = self.person_of(actor)
        return tuple(one for one in self.acts_of_batch(step.data["batch"]) if one.live and one.person == person)

    def last_redoable(self, actor: str) -> tuple[Act, ...]:
        """The undo that `redo_step` takes back, as a tuple of one; () where there is none."""
        step = self.redo_step(actor)
        return () if step is None else tuple(self.acts((step.event.hash,)).values())

    def persons(self) -> tuple[Person, ...]:
        """Everybody whom an actor event names."""
        ground = self.ground()
        return tuple(
            Person(person, ground.actors_of(person), ground.names_of(person), _role(ground, person))
            for person in ground.persons()
        )

    def person_of(self, actor: str) -> str:
        """The person behind an actor."""
        return self.ground().person_of(actor)

    def actors_of(self, person: str) -> tuple[str, ...]:
        """All actors of a person."""
        return self.ground().actors_of(person)

    def moves(self, since: int) -> Moves:
        """What the events after this one (its id) say of texts and of the ground that they stand on."""
        if self._c.value("SELECT 1 FROM act WHERE id < 0 LIMIT 1"):
            return Moves({}, {}, FOREVER)
        rows = self._c.rows(
            "SELECT id, type FROM act WHERE id > ? AND type IN (SELECT value FROM json_each(?))",
            (since, dumps([*_ON_TEXTS, *_ON_ALL, "undo"])),
        )
        types: dict[int, str] = dict(rows)
        undos = [id_ for id_, type_ in types.items() if type_ == "undo"]
        events = self._projection.load({*types, *self._projection.undone(undos)})
        found: dict[str, dict[str, int]] = {"article": {}, "version": {}, "ground": {}}
        for id_, event in sorted(events.items()):
            at = id_ if id_ > since else max(undos)
            if event.type in _ON_ALL and _is_ground(event):
                found["ground"][""] = at
            for kind in ("article", "version") if event.type in _ON_TEXTS and event.known else ():
                if thing := event.data.get(kind):
                    found[kind][thing] = max(at, found[kind].get(thing, 0))
        return Moves(found["article"], found["version"], found["ground"].get("", 0))

    def ground(self) -> Ground:
        """Rights, persons and rules (log/ground.py); not to be changed."""
        return self._projection.ground()

    def state(
        self, claims: Collection[str] = (), articles: Collection[str] = (), versions: Collection[str] = ()
    ) -> State:
        """The rule (log/state.py) over everything that concerns these, and all global events; not to be changed."""
        return self._projection.state_of((*claims, *articles, *versions))

    def check(self) -> list[str]:
        """Replays all events at once and compares with what is kept; each difference in a plain sentence.

        Not the way by which acts are kept, so that a fault in that shows too.
        """
        with self._c.snapshot():
            kept = {row[0]: row[1:] for row in self._c.rows(_CHECKED)}
            log = self._projection.everything()
            on = {(row[0], row[1]) for row in self._c.rows("SELECT thing, act FROM act_on")}
        state = self._projection.state(log.values())
        faults = [f"act {id_}: there is no such event" for id_ in kept.keys() - log.keys()]
        for id_, event in log.items():
            should = (event.hash, event.type, event.by, subject_text(event), *standing(state, event))
            if kept.get(id_) != should:
                faults.append(f"event {event.hash[:12]}: what is kept of it is not what follows from the log")
            for thing, _ in things_of(event):
                if (thing, id_) not in on:
                    faults.append(f"event {event.hash[:12]}: not found under {thing}")
        return faults

    def _own_events(self, actor: str) -> Iterator[Event]:
        """What the actor's person did and may undo, last arrived first, read as far as it is asked for."""
        actors = dumps(list(self.actors_of(self.person_of(actor))))
        before = 1 << 62
        while acts := self._acts(
            f"{_SELECT} WHERE a.author IN (SELECT value FROM json_each(?1)) AND a.id BETWEEN 1 AND ?2 AND a.counted "
            "AND a.type IN (SELECT value FROM json_each(?3)) ORDER BY a.id DESC LIMIT 20",
            (actors, before, dumps(sorted(UNDOABLE))),
        ):
            yield from (act.event for act in acts)
            before = acts[-1].id - 1

    def _is_live(self, hash_: str) -> bool:
        return bool(self._c.value("SELECT live FROM act WHERE hash = ?", (hash_,), default=0))

    def _type_of(self, hash_: str) -> str | None:
        found = self._c.value("SELECT type FROM act WHERE hash = ?", (hash_,))
        return None if found is None else str(found)

    def _on(self, thing: str, types: Collection[str], *, current: bool) -> tuple[Act, ...]:
        return self._acts(
            f"{_SELECT} JOIN act_on o ON o.act = a.id WHERE o.thing = ?1 AND {_TYPES} ORDER BY abs(a.id)",
            (thing, dumps(list(types)), int(current)),
        )

    def _things(self, kind: str, types: Collection[str]) -> Iterator[str]:
        after = ""
        while rows := self._c.rows(
            "SELECT DISTINCT o.thing FROM act_on o JOIN act a ON a.id = o.act WHERE o.kind = ?1 AND o.thing > ?3 "
            f"AND {_TYPES.replace('?3', '0')} ORDER BY o.thing LIMIT 1000",
            (kind, dumps(list(types)), after),
        ):
            yield from (thing for (thing,) in rows)
            after = rows[-1][0]

    def _by_id(self, ids: Collection[int]) -> dict[int, Act]:
        if not ids:
            return {}
        acts = self._acts(f"{_SELECT} WHERE a.id IN (SELECT value FROM json_each(?))", (dumps(list(ids)),))
        return {act.id: act for act in acts}

    def _acts(self, sql: str, parameters: tuple[Any, ...]) -> tuple[Act, ...]:
        rows = self._c.rows(sql, parameters)
        events = self._projection.load([row[0] for row in rows]) if rows else {}
        return tuple(
            Act(id_, events[id_], person, bool(live), bool(counted), bool(current))
            for id_, person, live, counted, current in rows
        )


_CHECKED = "SELECT id, hash, type, author, subject, person, live, counted, current FROM act"


def _is_ground(event: Event) -> bool:
    """Whether it can change how acts of others stand; a new person's first event does not."""
    return event.type != "actor" or not event.known or bool(event.data["same"] or event.data["replaces"])


def _role(ground: Ground, person: str) -> str:
    return max((ground.rights.role_of(actor) for actor in ground.actors_of(person)), key=RANK.__getitem__)
