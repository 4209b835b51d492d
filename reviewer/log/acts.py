"""Events taken in any order: which count, which are live, which are current (docs/log.md, rules 1 to 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reviewer.log.event import Event
from reviewer.log.ground import Ground
from reviewer.log.register import current, in_order, unreplaced
from reviewer.log.subjects import Subject, concerns, subject, subject_of
from reviewer.log.types import GLOBAL, UNDOABLE

Blobs = Callable[[str], bytes | None]
"""The bytes of a blob by its sha256; None where it is absent, withheld or erased."""


class Acts:
    """A set of events. Adding is idempotent, order never matters, what an event refers to may come later."""

    def __init__(self, blobs: Blobs | None = None, *, home: str | None = None, ground: Ground | None = None) -> None:
        """`ground`: shared with other states, already holding the global events; else one of its own is made."""
        self.ground = Ground(home) if ground is None else ground
        self._blobs: Blobs = blobs if blobs is not None else lambda _: None
        self._events: dict[str, Event] = {}
        self._by_subject: dict[Subject, list[Event]] = defaultdict(list)
        self._subjects: dict[str, Subject] = {}
        self._on: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._undone_by: dict[str, list[Event]] = defaultdict(list)
        self._batch_undone_by: dict[str, list[Event]] = defaultdict(list)
        self._live: dict[str, bool] = {}
        self._ignored: dict[str, str] = {}
        self._in_batch: dict[str, list[str]] = defaultdict(list)
        self._kept: dict[Subject, dict[str, list[Event]]] = defaultdict(dict)
        self._kept_at = -1

    def add(self, event: Event) -> bool:
        """Takes an event; False where it has it already."""
        if event.type in GLOBAL:
            return self.ground.add(event)
        if event.hash in self._events:
            return False
        self._events[event.hash] = event
        if event.known:
            self._index(event)
            if self._live or self._kept:
                self._forget(event.hash)
        return True

    def __contains__(self, hash_: str) -> bool:
        return hash_ in self._events or hash_ in self.ground

    def get(self, hash_: str) -> Event | None:
        """The event with this hash, where it is here."""
        return self._events.get(hash_) or self.ground.get(hash_)

    def events(self) -> Iterable[Event]:
        """All events but the global ones, in the order in which they came."""
        return self._events.values()

    def person(self, event: Event) -> str:
        """Who acted: the person behind the event's actor."""
        return self.ground.person_of(event.by)

    def ignored(self, event: Event) -> str:
        """Why the event is in no state (`rights.NEWER`, NOT_JOINED, OBSERVER, NO_RIGHT); "" where it counts."""
        self._refresh()
        why = self._ignored.get(event.hash)
        if why is None:
            why = self._ignored[event.hash] = self._why(event)
        return why

    def counts(self, hash_: str) -> bool:
        """Whether the event is here and not ignored."""
        event = self.get(hash_)
        return event is not None and not self.ignored(event)

    def live(self, hash_: str) -> bool:
        """Whether the event is here, counts, and no live event undoes it."""
        self._refresh()
        if hash_ not in self._live:
            self._settle(hash_)
        return self._live[hash_]

    def is_current(self, hash_: str) -> bool:
        """Whether the event is live and no live event replaces it."""
        event = self.get(hash_)
        if event is None or not self.live(hash_):
            return False
        if event.type in GLOBAL:
            whole = subject_of(event)
            return whole is None or event in self.ground.current(whole.type, whole.key)
        about = self._subjects.get(hash_)
        if about is None:
            return True
        return event in self._current_of(about, self.person(event) if about.own else "")

    def current(self, about: Subject, person: str | None = None) -> list[Event]:
        """Current events of a register, in time order; of all persons, or of one where the register is personal."""
        self._refresh()
        if not about.own:
            return self._current_of(about, "")
        if person is not None:
            return self._current_of(about, person)
        persons = {self.person(event) for event in self._by_subject.get(about, ())}
        return in_order(event for one in persons for event in self._current_of(about, one))

    def replaces_for(self, type: str, data: Mapping[str, Any], by: str) -> list[str]:  # noqa: A002
        """What a new event of this type, with these other fields, by this actor, names in `replaces` (rule 2).

        For a verdict that is stated: all that this importer brought for the same claim; the caller keeps those of the
        same name. For a revision: the own ones that made a claim which this one revises or makes.
        """
        about = subject(type, data)
        if about is None:
            return []
        if type in GLOBAL:
            return list(self.ground.replaces_for(about))
        events = self._register(about, self.ground.person_of(by) if about.own else "")
        if type == "revise":
            family = {data["claim"], *data["revises"]}
            events = [event for event in events if event.data["claim"] in family]
        return list(unreplaced(events))

    def on(self, type: str, thing: str) -> list[Event]:  # noqa: A002
        """Live events of a type that concern a claim, article or version, in time order."""
        return in_order(event for event in self._on.get((type, thing), ()) if self.live(event.hash))

    def counted_on(self, type: str, thing: str) -> list[Event]:  # noqa: A002
        """Events of a type that concern a thing and count, undone or not, in time order."""
        return in_order(event for event in self._on.get((type, thing), ()) if not self.ignored(event))

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a blob, where they are here."""
        return self._blobs(sha256)

    def _why(self, event: Event) -> str:
        why = self.ground.ignored(event)
        if not why and event.type == "assign" and event.data["right"] is None:
            to = event.data["actor"]
            # Without a right one takes on, or gives back; one does not assign to others.
            return "no_right" if to is not None and self.ground.person_of(to) != self.person(event) else ""
        return why

    def _register(self, about: Subject, person: str) -> list[Event]:
        return [
            event
            for event in self._by_subject.get(about, ())
            if not self.ignored(event) and (not person or self.person(event) == person)
        ]

    def _current_of(self, about: Subject, person: str) -> list[Event]:
        kept = self._kept[about]
        if person not in kept:
            kept[person] = current(self._register(about, person), self.live)
        return kept[person]

    def _index(self, event: Event) -> None:
        batch = event.data.get("batch")
        if event.type == "undo":
            for hash_ in event.data["undoes"]:
                self._undone_by[hash_].append(event)
            if batch is not None:
                self._batch_undone_by[batch].append(event)
            return
        if batch is not None:
            self._in_batch[batch].append(event.hash)
        about = subject_of(event)
        if about is not None:
            self._subjects[event.hash] = about
            self._by_subject[about].append(event)
        for thing in concerns(event):
            self._on[event.type, thing].append(event)

    def _forget(self, hash_: str) -> None:
        """Drops the answers that a new event may change: its own, and those on what it undoes, and so on."""
        waiting, seen = [hash_], set[str]()
        while waiting:
            at = waiting.pop()
            event = self._events.get(at)
            if event is None or at in seen:
                continue
            seen.add(at)
            self._live.pop(at, None)
            about = self._subjects.get(at)
            if about is not None:
                self._kept.pop(about, None)
            if event.type == "undo":
                waiting.extend(event.data["undoes"])
                waiting.extend(self._in_batch.get(event.data["batch"], ()))

    def _refresh(self) -> None:
        """Forgets every answer when the ground has changed."""
        if self._kept_at != self.ground.stamp:
            self._kept_at = self.ground.stamp
            self._kept.clear()
            self._live.clear()
            self._ignored.clear()

    def _settle(self, hash_: str) -> None:
        """Works out `live` for one event without recursion: chains of undo and redo may be long."""
        waiting = [hash_]
        while waiting:
            at = waiting[-1]
            if at in self._live:
                waiting.pop()
                continue
            event = self.get(at)
            if event is None or self.ignored(event):
                self._live[waiting.pop()] = False
                continue
            undoing = self._undoing(event)
            unknown = [undo.hash for undo in undoing if undo.hash not in self._live]
            if unknown:
                waiting.extend(unknown)
            else:
                self._live[waiting.pop()] = not any(self._live[undo.hash] for undo in undoing)

    def _undoing(self, event: Event) -> list[Event]:
        """The undo events that touch `event` and are entitled to: its own person's."""
        if event.type not in UNDOABLE:
            return []
        batch = event.data.get("batch") if event.type != "undo" else None
        touching = self._undone_by.get(event.hash, [])
        if batch is not None:
            touching = touching + self._batch_undone_by.get(batch, [])
        person = self.person(event) if touching else ""
        return [undo for undo in touching if self.person(undo) == person]
