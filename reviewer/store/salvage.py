"""A new database out of what can still be read of a damaged one; the damaged file is kept beside it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.errors import NotOurs, StoreError
from reviewer.log.event import ZEROS, Event
from reviewer.log.types import blobs as blobs_of
from reviewer.store import _sqlite, eventlog, opening, place, wreck
from reviewer.store.connections import Connections
from reviewer.store.eventlog import EventLog
from reviewer.store.projection import Projection
from reviewer.store.trouble import crash_point

_BESIDE = ("", "-wal", "-shm", "-journal")
Find = Callable[[str], bytes | None]
"""The bytes of a blob from elsewhere, by its name; None where it is not there."""


@dataclass(slots=True)
class Salvaged:
    """What came of it. `kept` is where the damaged file stands now.

    `left`: events that were read and cannot be taken, since one before them is missing. `short`: by log, how many of
    its last events are missing for certain. `absent`: blobs that are named and could not be read anywhere.
    """

    kept: Path
    events: int = 0
    blobs: int = 0
    left: int = 0
    short: dict[str, int] = field(default_factory=dict)
    absent: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Events in the order in which they came, the head of each log, and the log that is the own one."""

    events: Sequence[Event]
    heads: Mapping[str, Event]
    own: str


def salvage(path: Path, also: Iterable[Event] = (), find: Find = lambda _: None) -> Salvaged:
    """Makes the database at `path` anew from its pages, and from events and blobs that stand elsewhere.

    The new file is made whole before the old one is moved aside, and nothing is taken that does not prove itself.
    Programs that have the old one open cannot write meanwhile, and are refused afterwards.

    Raises:
        NotOurs: no log could be read; the file was left as it is. ReadOnly, DiskFull, Busy, StoreError: likewise.
    """
    with place.alone(path):
        found = Salvaged(_free_name(path))
        made = path.with_name(f".{path.name}.{secrets.token_hex(8)}.salvaged")
        try:
            with ExitStack() as stack:
                pages = [stack.enter_context(wreck.Pages(each)) for each in (path, *_begun(path))]
                plan = _plan(path, wreck.look(*pages), also, found)
                opening.create(made, lambda new: _fill(new, plan, pages, find, found))
            _exchange(path, made, found.kept)
        finally:
            made.unlink(missing_ok=True)
    return found


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return name


def _begun(path: Path) -> list[Path]:
    """Names that the damaged file bears already: of an exchange that ended half-way.

    What stood in the write-ahead log may stand beside such a name only.
    """
    here = place.identity(path)
    return [kept for kept in sorted(path.parent.glob(f"{path.name}.damaged-*")) if place.identity(kept) == here]


def _exchange(path: Path, made: Path, kept: Path) -> None:
    """Puts the new file in the place of the damaged one, at once: whenever it ends, one of the two stands there.

    A write-ahead log must never stand beside another file than its own: SQLite would write it into that.
    """
    try:
        for end in reversed(_BESIDE):  # what bears a second name has all that belongs to it
            _keep(path.with_name(path.name + end), kept.with_name(kept.name + end))
        crash_point("exchange_kept")
        for end in _BESIDE[1:]:
            path.with_name(path.name + end).unlink(missing_ok=True)
        crash_point("exchange_cleared")
        made.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: the new database could not be put in its place ({error.strerror or error})",
            kept=f"the damaged file is {path} or {kept}",
            next_step="make the folder writable and try again",
        ) from error


def _keep(part: Path, kept: Path) -> None:
    """Lets a file bear a second name; where the file system has no links, the second alone."""
    if not part.exists():
        return
    kept.unlink(missing_ok=True)  # of an exchange that ended half-way
    try:
        kept.hardlink_to(part)
    except OSError:
        part.rename(kept)


def _plan(path: Path, seen: wreck.Wreck, also: Iterable[Event], found: Salvaged) -> _Plan:
    """What of the events can be taken: of each log as far as it is whole."""
    events = {**seen.events, **{event.hash: event for event in also}}
    logs = _in_logs(events.values())
    chains = {log: chain for log, rows in logs.items() if (chain := _chain(rows))}
    if not chains:
        raise NotOurs(
            f"{path}: nothing of a log could be read from this file",
            kept="the file was left as it is",
            next_step="put a copy from your backup in its place; with a folder that you sync with, "
            "`reviewer rebuild --from FOLDER` takes what stands there",
        )
    for log, chain in chains.items():
        told = max(seen.heads.get(log, (0, ""))[0], *(event.seq for event in logs[log]))
        if told > chain[-1].seq:
            found.short[log] = told - chain[-1].seq
    order = {hash_: number for number, hash_ in enumerate(events)}
    taken = sorted((event for chain in chains.values() for event in chain), key=lambda event: order[event.hash])
    found.events, found.left = len(taken), len(events) - len(taken)
    own = seen.own if seen.own in chains else max(chains, key=lambda log: len(chains[log]))
    return _Plan(taken, {log: chain[-1] for log, chain in chains.items()}, own)


def _fill(new: Connections, plan: _Plan, pages: Iterable[wreck.Pages], find: Find, found: Salvaged) -> None:
    conn = new.conn
    for event in plan.events:
        eventlog.insert_event(conn, event)
    for log, head in plan.heads.items():
        eventlog.move_head(conn, head, own=log == plan.own)
    _put_blobs(conn, pages, find, plan.events, found)
    Projection(new, EventLog(new)).rebuild(conn)


def _in_logs(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    logs: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        logs[event.log].append(event)
    return logs


def _chain(events: Collection[Event]) -> list[Event]:
    """The events of a log from its first on, as far as each follows the one before; of two histories the longer."""
    after: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        after[event.prev].append(event)
    chains = [[event] for event in after[ZEROS] if event.seq == 1]
    longest: list[Event] = []
    while chains:
        chain = chains.pop()
        following = [event for event in after[chain[-1].hash] if event.seq == chain[-1].seq + 1]
        chains += [[*chain, event] for event in following[1:]]
        if following:
            chain.append(following[0])
            chains.append(chain)
        elif len(chain) > len(longest):
            longest = chain
    return longest


def _put_blobs(
    conn: _sqlite.Connection, pages: Iterable[wreck.Pages], find: Find, events: Iterable[Event], found: Salvaged
) -> None:
    """Puts what the pages hold, and from elsewhere what is named and was not there. What was erased stays erased."""
    for name, body in (blob for each in pages for blob in wreck.blobs(each)):
        put = "INSERT INTO blob(sha256, body) VALUES (?1, ?2) ON CONFLICT(sha256) DO "
        conn.execute(put + ("NOTHING" if body is not None else "UPDATE SET body = NULL"), (name, body))
    here = {name for (name,) in conn.execute("SELECT sha256 FROM blob")}
    named = {sha for event in events if event.known for _, sha, _ in blobs_of(event.type, event.data)}
    for name in sorted(named - here):
        body = find(name)
        if body is None:
            found.absent += 1
        else:
            eventlog.put_blobs(conn, {name: body})
    found.blobs = int(conn.execute("SELECT count(*) FROM blob WHERE body IS NOT NULL").fetchone()[0])
