"""The ground that every part of the state stands on: rights, persons, keys, and the rules in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reviewer.log.event import Event
from reviewer.log.register import current, in_order, unreplaced
from reviewer.log.rights import Rights
from reviewer.log.rules import Rules, stricter
from reviewer.log.subjects import OWNER, SELF, Subject, subject_of
from reviewer.log.types import GLOBAL


class Ground:
    """All events of `types.GLOBAL` types, and what they say. One may serve many states of single claims.

    `stamp` grows with every event taken, so that whoever keeps answers knows when to ask again.
    """

    def __init__(self, home: str | None = None) -> None:
        self.rights = Rights(home)
        self.stamp = 0
        self._events: dict[str, Event] = {}
        self._settled_at = -1
        self._person: dict[str, str] = {}
        self._current: dict[Subject, list[Event]] = {}

    @classmethod
    def of(cls, events: Iterable[Event], *, home: str | None = None) -> Ground:
        """The ground that these events make; events of other types are passed over."""
        ground = cls(home)
        for event in events:
            ground.add(event)
        return ground

    def add(self, event: Event) -> bool:
        """Takes an event of a global type; False where it has it, or where it is of another type."""
        if event.type not in GLOBAL or not event.known or event.hash in self._events:
            return False
        self._events[event.hash] = event
        if event.type in ("genesis", "role", "witness"):
            self.rights.add(event)
        self.stamp += 1
        return True

    def __contains__(self, hash_: str) -> bool:
        return hash_ in self._events

    def get(self, hash_: str) -> Event | None:
        """The global event with this hash."""
        return self._events.get(hash_)

    def events(self) -> Iterable[Event]:
        """All global events, in no order."""
        return self._events.values()

    def ignored(self, event: Event) -> str:
        """Why the event is in no state (`rights.NEWER` …); "" where it counts."""
        return self.rights.ignored(event)

    def person_of(self, actor: str) -> str:
        """The person behind an actor: the least actor id among all that are joined."""
        self._settle()
        return self._person.get(actor, actor)

    def actors_of(self, person: str) -> tuple[str, ...]:
        """All actors of a person, sorted."""
        self._settle()
        found = {actor for actor, of in self._person.items() if of == person}
        return tuple(sorted(found | {person}))

    def persons(self) -> tuple[str, ...]:
        """Every person whom an actor event names, sorted."""
        self._settle()
        return tuple(sorted(set(self._person.values())))

    def names_of(self, person: str) -> tuple[str, ...]:
        """Blobs of a person's names, newest first; those given by an owner last."""
        own = in_order(event for actor in self.actors_of(person) for event in self.current("actor", (actor, SELF)))
        given = in_order(event for actor in self.actors_of(person) for event in self.current("actor", (actor, OWNER)))
        names = [event.data["name"] for event in (*reversed(own), *reversed(given))]
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def names_of_actor(self, actor: str) -> tuple[str, ...]:
        """Blobs of an actor's present names: what it says, newest first, else what owners say."""
        said = self.current("actor", (actor, SELF)) or self.current("actor", (actor, OWNER))
        return tuple(event.data["name"] for event in reversed(said) if event.data["name"] is not None)

    def keys_of(self, person: str) -> tuple[str, ...]:
        """Fingerprints of a person's keys that nobody entitled revoked, sorted."""
        self._settle()
        actors = set(self.actors_of(person))
        said: dict[str, set[bool]] = defaultdict(set)
        for about, events in self._current.items():
            if about.type == "key" and about.key[0] in actors:
                said[about.key[1]].update(event.data["revoked"] for event in events)
        return tuple(sorted(fingerprint for fingerprint, revoked in said.items() if revoked == {False}))

    def policies(self) -> tuple[Event, ...]:
        """The current policies: one, or several that nobody has settled yet."""
        return tuple(self.current("policy", ()))

    def in_force(self) -> Rules:
        """The stricter of each rule of the current policies; the defaults where there is none."""
        return stricter(event.data["rules"] for event in self.policies())

    def current(self, type: str, key: tuple[str, ...]) -> list[Event]:  # noqa: A002
        """Current events of a global register: actor (actor, SELF or OWNER), policy ()."""
        self._settle()
        return self._current.get(Subject(type, key, own=False), [])

    def replaces_for(self, about: Subject) -> tuple[str, ...]:
        """What a new event of a global register names in `replaces`."""
        events = [e for e in self._events.values() if subject_of(e) == about and not self.ignored(e)]
        root = self.rights.founder()
        named = unreplaced(events)
        if about.type == "role" and not events and root is not None and root.by == about.key[0]:
            return (root.hash,)
        return named

    def _settle(self) -> None:
        if self._settled_at == self.stamp:
            return
        self._settled_at = self.stamp
        registers: dict[Subject, list[Event]] = defaultdict(list)
        for event in self._events.values():
            about = subject_of(event)
            if about is not None and not self.ignored(event):
                registers[about].append(event)
        self._current = {about: current(events, lambda _: True) for about, events in registers.items()}
        self._person = _persons(self._current)


def _persons(registers: Mapping[Subject, list[Event]]) -> dict[str, str]:
    """Actor to person. Two actors are one where each names the other, or where an owner says so."""
    says: dict[str, set[str]] = defaultdict(set)
    pairs: list[tuple[str, str]] = []
    for about, events in registers.items():
        if about.type != "actor":
            continue
        actor, speaker = about.key
        same = {other for event in events for other in event.data["same"]}
        says[actor].update(same if speaker == SELF else ())
        pairs.extend((actor, other) for other in same if speaker == OWNER)
    pairs.extend((actor, other) for actor, same in says.items() for other in same if actor in says.get(other, ()))

    parent: dict[str, str] = {actor: actor for actor in says}

    def root(actor: str) -> str:
        while parent.setdefault(actor, actor) != actor:
            parent[actor] = parent[parent[actor]]
            actor = parent[actor]
        return actor

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {actor: root(actor) for actor in parent}
