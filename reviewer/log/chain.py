"""Whether stored events are still the ones that were written, and if not, what was done to them.

A chain shows that nothing inside was altered. It does not show a cut tail, nor a log that was altered and chained anew:
for these a head that was kept elsewhere is needed (`heads`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reviewer.log.event import ZEROS, Event, hash_of


class Kind(StrEnum):
    """What a fault looks like. CLOCK_BACK is a remark: clocks may run back, and only then it means nothing."""

    EDITED = "edited"
    DELETED = "deleted"
    RENUMBERED = "renumbered"
    SWAPPED = "swapped"
    INSERTED = "inserted"
    REPLACED = "replaced"
    MALFORMED = "malformed"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    CLOCK_BACK = "clock_back"

    @property
    def tampering(self) -> bool:
        """Whether this shows that something was changed."""
        return self is not Kind.CLOCK_BACK


class Row(NamedTuple):
    """An event as stored: what the place says of it, and its body."""

    log: str
    seq: int
    hash: str
    body: str


class Head(NamedTuple):
    """How far a log had come when somebody kept this: the hash of its event number `size`."""

    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first fault of a log, or a remark. `seq` is the event (from 1) at which it shows; `words` say it plainly."""

    log: str
    seq: int
    kind: Kind
    words: str


class _Link(NamedTuple):
    """What a body says of its place; None of these can be written twice in a canonical body."""

    log: str
    seq: int
    prev: str
    at: str


# Keys of a body are sorted, so its place stands at the two ends; quotes inside strings are escaped, and nothing but
# the outermost object ends with the last brace.
_HEAD = re.compile(r'\{"at":"([0-9TZ:.-]{27})","by":"[0-9a-f]{32}","data":\{')
_TAIL = re.compile(
    r'\},"log":"([0-9a-f]{32})","prev":"([0-9a-f]{64})","seq":([1-9][0-9]{0,15}),'
    r'"type":"[a-z_]{1,32}","v":[1-9][0-9]{0,15},"via":"[a-z_]{1,32}"\}'
)
_TAIL_LENGTH = 290
"""Characters that the tail may take at most."""


def rows(events: Iterable[Event]) -> Iterable[Row]:
    """Events as rows, for a check of what was read elsewhere."""
    return (Row(event.log, event.seq, event.hash, event.body) for event in events)


def check(stored: Iterable[Row], heads: Mapping[str, Head] | None = None) -> list[Fault]:
    """The first fault of every log, and remarks on clocks.

    Args:
        stored: rows of one or several logs; each log's rows in order of `seq`, logs may alternate.
        heads: by log, heads that were kept elsewhere; they show what the chain alone does not.
    """
    logs: dict[str, _Log] = {}
    for row in stored:
        log = logs.get(row.log)
        if log is None:
            log = logs[row.log] = _Log(row.log, (heads or {}).get(row.log))
        log.take(row)
    for name in (heads or {}).keys() - logs.keys():
        logs[name] = _Log(name, (heads or {})[name])
    return [fault for name in sorted(logs) for fault in logs[name].finish()]


class _Log:
    """The walk along one log."""

    def __init__(self, name: str, head: Head | None) -> None:
        self.name, self.head = name, head
        self.seq, self.hash, self.at = 0, ZEROS, ""
        self.remarks: list[Fault] = []
        self.fault: Fault | None = None
        self.waiting: tuple[Row, _Link] | None = None  # a row out of its place: the next one tells why

    def take(self, row: Row) -> None:
        if self.fault is not None:
            return
        link = _link(row.body)
        if self.waiting is not None:
            self._explain(*self.waiting, row, link)
        elif link is None:
            self._found(row.seq, Kind.MALFORMED, "the body is not one of an event")
        elif row.seq == self.seq + 1 == link.seq and link.prev == self.hash and hash_of(row.body) == row.hash:
            self._step(row, link)
        else:
            self._diagnose(row, link)

    def finish(self) -> list[Fault]:
        if self.waiting is not None:
            self._explain(*self.waiting, None, None)
        if self.fault is None and self.head is not None and self.seq < self.head.size:
            words = f"the log ends after {self.seq} events, but had {self.head.size} before: its tail was cut off"
            self._found(self.seq + 1, Kind.TRUNCATED, words)
        return [*self.remarks, *([self.fault] if self.fault else [])]

    def _step(self, row: Row, link: _Link) -> None:
        if link.at < self.at:
            words = f"event {row.seq} bears an earlier time than the one before it: back-dated, or the clock ran back"
            self.remarks.append(Fault(self.name, row.seq, Kind.CLOCK_BACK, words))
        self.seq, self.hash, self.at = row.seq, row.hash, link.at
        if self.head is not None and self.seq == self.head.size and self.hash != self.head.hash:
            words = f"event {row.seq} is another one than was recorded before: the log was rewritten"
            self._found(row.seq, Kind.REWRITTEN, words)

    def _diagnose(self, row: Row, link: _Link) -> None:
        """Why `row` does not follow. Its body speaks for itself where its hash holds."""
        expected = self.seq + 1
        if hash_of(row.body) != row.hash:
            self._found(row.seq, Kind.EDITED, f"event {row.seq} was edited: its body no longer has its hash")
        elif row.seq > expected:
            self._found(expected, Kind.DELETED, f"{_events(expected, row.seq - 1)} missing: deleted")
        elif link.log != self.name:
            self._found(row.seq, Kind.INSERTED, f"event {row.seq} belongs to another log")
        elif link.seq != row.seq:
            self.waiting = row, link
        else:
            words = (
                f"event {row.seq} follows another event {row.seq - 1} than the one that stands there: that one was "
                "edited and hashed anew, or put in its place"
            )
            self._found(max(1, row.seq - 1), Kind.REPLACED, words)

    def _explain(self, row: Row, link: _Link, after: Row | None, after_link: _Link | None) -> None:
        """A row whose body bears another number than its place: what the row after it shows."""
        self.waiting = None
        if link.seq == row.seq + 1 and after_link is not None and after_link.seq == row.seq:
            words = f"events {row.seq} and {row.seq + 1} were swapped"
            self._found(row.seq, Kind.SWAPPED, words)
        elif link.seq > row.seq and (after is None or after_link is None or after_link.seq > after.seq):
            gone = _events(row.seq, link.seq - 1)
            self._found(row.seq, Kind.RENUMBERED, f"{gone} missing: deleted, and those after it renumbered")
        elif link.seq < row.seq and (after is None or after_link is None or after_link.seq < after.seq):
            words = f"event {row.seq} was number {link.seq}: something was put in before it, the rest renumbered"
            self._found(row.seq, Kind.INSERTED, words)
        else:
            words = f"event {row.seq} was number {link.seq}: moved to another place"
            self._found(row.seq, Kind.SWAPPED, words)

    def _found(self, seq: int, kind: Kind, words: str) -> None:
        if self.fault is None:
            self.fault = Fault(self.name, seq, kind, words)


def _events(first: int, last: int) -> str:
    return f"event {first} is" if first == last else f"events {first} to {last} are"


def _link(body: str) -> _Link | None:
    """What a body says of its place; None where it is no body. Its data is not looked at: `event.read` does that."""
    head = _HEAD.match(body)
    tail = _TAIL.fullmatch(body, _tail_start(body))
    if head is None or tail is None or not body.isascii():
        return None
    return _Link(tail[1], int(tail[3]), tail[2], head[1])


def _tail_start(body: str) -> int:
    return max(0, body.rfind('},"log":"', -_TAIL_LENGTH))
