"""Who may do what: which logs belong together, who founded them, roles given and taken, and what is ignored.

Rights are those of an actor, not of a person: persons are told by events that themselves need rights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from reviewer.log.event import Event
from reviewer.log.types import ROLES, TYPES

RANK = {role: rank for rank, role in enumerate(ROLES)}
NEWER, NOT_JOINED, OBSERVER, NO_RIGHT = "newer", "not_joined", "observer", "no_right"
"""Why an event is ignored: kept in the chain, in no state."""


class Rights:
    """Genesis, role and witness events, and what follows from them for every event."""

    def __init__(self, home: str | None = None) -> None:
        """`home`: the log whose project this is; without it, the only founding log there is."""
        self.home = home
        self._genesis: dict[str, Event] = {}
        self._geneses_of: dict[str, list[Event]] = defaultdict(list)
        self._roles: dict[str, Event] = {}
        self._witnessed: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        self._settled = False
        self._joined_logs: dict[str, bool] = {}

    def add(self, event: Event) -> None:
        """Takes a genesis, role or witness event (not one that it has)."""
        self._settled = False
        if event.type == "genesis":
            self._genesis[event.hash] = event
            self._geneses_of[event.log].append(event)
        elif event.type == "role":
            self._roles[event.hash] = event
        else:
            points = self._witnessed[event.log][event.data["log"]]
            points.insert(bisect_left(points, (event.seq, 0)), (event.seq, event.data["size"]))

    def joined(self, log: str) -> bool:
        """Whether the log counts here: it names this project's founding, or its first actor was given a role."""
        self._settle()
        if log not in self._joined_logs:
            self._joined_logs[log] = self._joined(log, self._valid)
        return self._joined_logs[log]

    def founder(self) -> Event | None:
        """The founding genesis of this project; None where it is not here."""
        self._settle()
        return self._root

    def ignored(self, event: Event) -> str:
        """Why the event is in no state: one of NEWER, NOT_JOINED, OBSERVER, NO_RIGHT; "" where it counts."""
        if not event.known:
            return NEWER
        self._settle()
        if event.type == "role":
            return "" if event.hash in self._valid else NO_RIGHT
        if not self.joined(event.log):
            return NOT_JOINED
        kind = TYPES[event.type]
        right = event.data["right"] if kind.with_right else None
        if right is not None:
            granted = self._granted(event, right, kind.with_right, self._valid, self._valid)
            return "" if granted else NO_RIGHT
        if event.type in ("actor", "key") and event.data["actor"] != event.by:
            return NO_RIGHT
        return OBSERVER if kind.need == "reviewer" and self._only_observes(event) else ""

    def roles_of(self, actor: str) -> tuple[Event, ...]:
        """The current role events of an actor, revocations among them, by hash."""
        self._settle()
        return tuple(sorted(self._current_of(self._by_actor.get(actor, ())), key=lambda e: e.hash))

    def role_of(self, actor: str) -> str:
        """The role of an actor as of all that is known here."""
        roles = [event.data["role"] for event in self.roles_of(actor) if not event.data["revoked"]]
        if self._founds(actor):
            roles.append("owner")
        return max(roles, key=RANK.__getitem__, default="reviewer")

    def right_for(self, actor: str, role: str) -> str | None:
        """The hash to name in `right` for an act that needs `role`; None where the actor has no such right."""
        for event in self.roles_of(actor):
            if not event.data["revoked"] and RANK[event.data["role"]] >= RANK[role]:
                return event.hash
        return self._root.hash if self._root is not None and self._founds(actor) else None

    def _founds(self, actor: str) -> bool:
        """Whether the actor is the founder, and no current role event took that back."""
        self._settle()
        if self._root is None or self._root.by != actor:
            return False
        return not any(self._root.hash in self._replaced[event.hash] for event in self.roles_of(actor))

    def _settle(self) -> None:
        """Works out which role events hold.

        A role event holds when its right does, and its own log had not recorded before it that the right was taken.
        What takes a right is itself such an event: so the set is found by rounds. Each round judges by the answer of
        the round before; with honest logs the depth of the chain of rights bounds their number, and a bound on the
        number of events keeps the answer one function of the set whatever the logs hold.
        """
        if self._settled:
            return
        self._settled = True
        self._joined_logs = {}
        self._top = self._find_top()
        self._root = self._genesis.get(self._top)
        valid: frozenset[str] = frozenset()
        self._index(valid)
        for _ in range(len(self._roles) + 2):
            following = self._grow(valid)
            if following == valid:
                break
            valid = following
            self._index(valid)
        self._valid = valid

    def _index(self, valid: Collection[str]) -> None:
        """Groups the valid role events by actor and finds what each replaces, directly or through others."""
        self._by_actor: dict[str, list[Event]] = defaultdict(list)
        for hash_ in sorted(valid):
            self._by_actor[self._roles[hash_].data["actor"]].append(self._roles[hash_])
        self._replaced: dict[str, set[str]] = {
            event.hash: _reach(event, {e.hash: e for e in events})
            for events in self._by_actor.values()
            for event in events
        }

    def _grow(self, takers: Collection[str]) -> frozenset[str]:
        """The role events that hold if those in `takers` are the ones that can take rights away."""
        valid: set[str] = set()
        waiting = dict(sorted(self._roles.items()))
        while True:
            found = [
                hash_
                for hash_, event in waiting.items()
                if self._joined(event.log, valid) and self._granted(event, event.data["right"], "owner", valid, takers)
            ]
            if not found:
                return frozenset(valid)
            valid.update(found)
            for hash_ in found:
                del waiting[hash_]

    def _granted(self, event: Event, right: str, role: str, valid: Collection[str], takers: Collection[str]) -> bool:
        """Whether `right` gives the author of `event` the role, and was not known to be taken back by then."""
        if self._root is not None and right == self._root.hash:
            grants = self._root.by == event.by
        else:
            grants = right in valid and _gives(self._roles[right], event.by, role)
        return grants and not any(
            taker.hash in takers
            and right in self._replaced[taker.hash]
            and not _gives(taker, event.by, role)
            and self._before(taker, event)
            for taker in self._by_actor.get(event.by, ())
        )

    def _only_observes(self, event: Event) -> bool:
        """Whether the log of `event` had recorded before it that its author only reads."""
        known = [role for role in self._by_actor.get(event.by, ()) if self._before(role, event)]
        if not known:
            return False
        roles = [role.data["role"] for role in self._current_of(known) if not role.data["revoked"]]
        return bool(roles) and all(role == "observer" for role in roles)

    def _current_of(self, roles: Iterable[Event]) -> list[Event]:
        """Those of `roles` that none of the others replaces."""
        among = list(roles)
        taken: set[str] = set()
        for event in among:
            taken |= self._replaced[event.hash]
        return [event for event in among if event.hash not in taken]

    def _before(self, one: Event, other: Event) -> bool:
        """Whether the log of `other` had recorded `one` before it: in itself, or in a log it had witnessed so far."""
        if one.log == other.log:
            return one.seq < other.seq
        points: Mapping[str, list[tuple[int, int]]] = self._witnessed.get(other.log, {})
        seen = points.get(one.log, ())
        return any(size >= one.seq for _, size in seen[: bisect_left(seen, (other.seq, 0))])

    def _find_top(self) -> str:
        """What the home log stands on: the hash of its founding genesis, or of the last one known to be named."""
        if self.home is not None:
            return min((self._top_of(genesis) for genesis in self._geneses_of.get(self.home, ())), default="")
        founding = [genesis.hash for genesis in self._genesis.values() if genesis.data["joins"] is None]
        return founding[0] if len(founding) == 1 else ""

    def _top_of(self, genesis: Event) -> str:
        while (joins := genesis.data["joins"]) is not None:
            if joins not in self._genesis:
                return str(joins)
            genesis = self._genesis[joins]
        return genesis.hash

    def _joined(self, log: str, valid: Collection[str]) -> bool:
        for genesis in self._geneses_of.get(log, ()):
            if self._top and self._top_of(genesis) == self._top:
                return True
            if any(_gives(self._roles[hash_], genesis.by, "observer") for hash_ in valid):
                return True
        return False


def _gives(role: Event, actor: str, least: str) -> bool:
    data = role.data
    return bool(data["actor"] == actor and not data["revoked"] and RANK[data["role"]] >= RANK[least])


def _reach(event: Event, events: Mapping[str, Event]) -> set[str]:
    """Hashes that `event` replaces, directly or through `events`."""
    found: set[str] = set()
    waiting = list(event.data["replaces"])
    while waiting:
        hash_ = waiting.pop()
        if hash_ not in found:
            found.add(hash_)
            if hash_ in events:
                waiting.extend(events[hash_].data["replaces"])
    return found
