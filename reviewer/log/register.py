"""Replacing: which events of one register still stand, and which a new one must name (docs/log.md, rule 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reviewer.log.event import Event


def current(events: Iterable[Event], live: Callable[[str], bool]) -> list[Event]:
    """Those of one register that are live and that no live one replaces, directly or through others, undone or not."""
    known = {event.hash: event for event in events}
    alive = [event for event in known.values() if live(event.hash)]
    if len(alive) == 1:
        return alive
    taken = _reached(known, (hash_ for event in alive for hash_ in _replaces(event, known)))
    return in_order(event for event in alive if event.hash not in taken)


def unreplaced(events: Iterable[Event]) -> tuple[str, ...]:
    """Hashes of those of one register that no other one replaces, undone or not: what a new event names."""
    known = {event.hash: event for event in events}
    named = {hash_ for event in known.values() for hash_ in _replaces(event, known)}
    return tuple(sorted(known.keys() - named))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as people see them: by their time, which proves nothing, and by hash where that is equal."""
    return sorted(events, key=lambda event: (event.at, event.hash))


def _reached(known: dict[str, Event], first: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        hash_ = waiting.pop()
        if hash_ not in found:
            found.add(hash_)
            waiting.extend(_replaces(known[hash_], known))
    return found


def _replaces(event: Event, known: dict[str, Event]) -> list[str]:
    """What `event` replaces in its own register. A revision replaces only one all of whose claims it names."""
    named = [hash_ for hash_ in event.data["replaces"] if hash_ in known]
    if event.type != "revise":
        return named
    claims = _claims(event)
    return [hash_ for hash_ in named if _claims(known[hash_]) <= claims]


def _claims(event: Event) -> set[str]:
    return {event.data["claim"], *event.data["revises"]}
