"""Rows of events and blobs read out of a damaged database file, page by page, without SQLite.

What makes it safe: an event's hash and a blob's name are the digest of their bytes, so whatever is read proves itself.
Where indexes, the schema or the header are gone, the rows still stand on their pages; each page is looked at alone, in
the file and in the write-ahead log beside it. https://sqlite.org/fileformat2.html
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.errors import TamperedError
from reviewer.log.event import LIMIT, Event, hash_of, read
from reviewer.model.ids import digest

PAGE = 4096
"""Bytes of a page where neither header tells: what SQLite makes, and we never change."""
_SIZES = frozenset(1 << power for power in range(9, 17))
_LEAF = 0x0D
_WAL_HEADER, _FRAME_HEADER = 32, 24
_TEXT_64, _TEXT_32 = 13 + 2 * 64, 13 + 2 * 32
"""Serial types of a digest and of a log's id, both in hex."""
_LARGEST = 1 << 30
Page = memoryview


@dataclass(slots=True)
class Wreck:
    """What could be read. `events` by hash in the order in which they came here; forks are among them.

    `heads`: log to (seq, hash), as it is named; `own`: the log that the database wrote, "" where nothing tells.
    """

    events: dict[str, Event] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    own: str = ""


class Pages:
    """All pages of a database file and its write-ahead log; a context manager."""

    def __init__(self, path: Path) -> None:
        self._file = _mapped(path)
        self._wal = _mapped(path.with_name(f"{path.name}-wal"))
        self.size = _page_size(self._file, self._wal)
        self._newest: dict[int, Page] = {}
        """Pages that stand in the write-ahead log, as they stood last."""
        for number, page in self._frames():
            self._newest[number] = page

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._newest = {}

    def _frames(self) -> Iterator[tuple[int, Page]]:
        step = _FRAME_HEADER + self.size
        for at in range(_WAL_HEADER, len(self._wal) - step + 1, step):
            yield struct.unpack_from(">I", self._wal, at)[0], self._wal[at + _FRAME_HEADER : at + step]

    def _of_file(self, number: int) -> Page:
        return self._file[(number - 1) * self.size : number * self.size]

    def rows(self, *columns: int) -> Iterator[tuple[int, list[Any]]]:
        """Row id and values of rows with so many columns, wherever one stands; what is no row is passed over."""
        for number in range(1, len(self._file) // self.size + 1):
            yield from self._on(self._of_file(number), 100 if number == 1 else 0, columns)
        for number, page in self._frames():
            yield from self._on(page, 100 if number == 1 else 0, columns)

    def _on(self, page: Page, start: int, columns: tuple[int, ...]) -> Iterator[tuple[int, list[Any]]]:
        if len(page) < self.size or page[start] != _LEAF:
            return
        count = struct.unpack_from(">H", page, start + 3)[0]
        for place in range(start + 8, min(start + 8 + 2 * count, self.size - 1), 2):
            with suppress(_NoRowError, IndexError, struct.error):
                yield from self._cell(page, struct.unpack_from(">H", page, place)[0], columns)

    def _cell(self, page: Page, at: int, columns: tuple[int, ...]) -> Iterator[tuple[int, list[Any]]]:
        length, at = _varint(page, at)
        rowid, at = _varint(page, at)
        local = self._local(length)
        if length > _LARGEST or at + local > self.size:
            return
        # The types stand first: most rows are of other tables, and are not read any further.
        types = _types(page[at : at + local])
        if len(types) not in columns or not _ours(types):
            return
        head = bytes(page[at : at + local])
        if local == length:
            yield rowid, _values(head, types)
            return
        first = struct.unpack_from(">I", page, at + local)[0]
        for newest in (True, False) if self._newest else (False,):
            with suppress(_NoRowError, IndexError, struct.error):
                yield rowid, _values(head + self._overflow(first, length - local, newest=newest), types)

    def _local(self, length: int) -> int:
        """How many bytes of a row stand on its own page."""
        most = self.size - 35
        if length <= most:
            return length
        least = (self.size - 12) * 32 // 255 - 23
        found = least + (length - least) % (self.size - 4)
        return found if found <= most else least

    def _overflow(self, number: int, length: int, *, newest: bool) -> bytes:
        parts = []
        while length > 0:
            page = (self._newest.get(number) if newest else None) or self._of_file(number)
            if number == 0 or len(page) < self.size:
                raise _NoRowError
            number = struct.unpack_from(">I", page, 0)[0]
            parts.append(bytes(page[4 : 4 + min(length, self.size - 4)]))
            length -= len(parts[-1])
        return b"".join(parts)


def look(*files: Pages) -> Wreck:
    """All events that can be read, and what heads say."""
    found = Wreck()
    arrived: dict[str, int] = {}
    for rowid, values in (row for pages in files for row in pages.rows(4, 5)):
        if len(values) == 5:
            _take_event(found, arrived, rowid, values)
        elif isinstance(values[0], str) and isinstance(values[1], int) and isinstance(values[2], str):
            log, seq, hash_, own = values
            if seq >= found.heads.get(log, (0, ""))[0]:
                found.heads[log] = seq, hash_
            if own == 1:
                found.own = log
    found.events = {hash_: found.events[hash_] for hash_ in sorted(found.events, key=arrived.__getitem__)}
    return found


def blobs(pages: Pages) -> Iterator[tuple[str, bytes | None]]:
    """All blobs that can be read, None for one that was erased; one may come several times."""
    for _, (name, body) in pages.rows(2):
        if isinstance(name, str) and (body is None or (isinstance(body, bytes) and digest(body) == name)):
            yield name, body


def _take_event(found: Wreck, arrived: dict[str, int], rowid: int, values: list[Any]) -> None:
    for hash_, body in ((values[3], values[4]), (values[0], values[3])):  # of `event`, of `fork`
        if isinstance(body, str) and len(body) <= LIMIT and body.isascii() and hash_of(body) == hash_:
            with suppress(TamperedError):
                found.events[hash_] = read(body)
                arrived[hash_] = rowid


class _NoRowError(Exception):
    """Bytes that are no row."""


def _mapped(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # none there, or empty
        return memoryview(b"")


def _page_size(file: memoryview, wal: memoryview) -> int:
    told = []
    if len(file) >= 18:
        told.append(struct.unpack_from(">H", file, 16)[0])
    if len(wal) >= 12:
        told.append(struct.unpack_from(">I", wal, 8)[0])
    return next((size for size in (0x10000 if size == 1 else size for size in told) if size in _SIZES), PAGE)


def _varint(data: Page, at: int) -> tuple[int, int]:
    found = 0
    for step in range(8):
        byte = data[at + step]
        found = (found << 7) | (byte & 0x7F)
        if byte < 0x80:
            return found, at + step + 1
    return (found << 8) | data[at + 8], at + 9


def _types(head: Page) -> list[int]:
    end, at = _varint(head, 0)
    found = []
    while at < end:
        kind, at = _varint(head, at)
        found.append(kind)
        if len(found) > 5:
            break
    return found


def _ours(types: list[int]) -> bool:
    """Whether the columns can be those of an event, a fork, a head or a blob."""
    if len(types) == 2:
        return types[0] == _TEXT_64 and (types[1] == 0 or (types[1] >= 12 and types[1] % 2 == 0))
    if len(types) == 4:
        return types[0] == _TEXT_32 and types[2] == _TEXT_64
    return types[1] == _TEXT_32 and _TEXT_64 in (types[0], types[3])


_INTEGERS: Mapping[int, int] = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""


def _values(payload: bytes, types: list[int]) -> list[Any]:
    at = _varint(memoryview(payload), 0)[0]
    found: list[Any] = []
    for kind in types:
        size = _INTEGERS.get(kind, 0) if kind < 12 else (kind - 12) // 2
        part = payload[at : at + size]
        if len(part) < size or kind in (7, 10, 11):
            raise _NoRowError
        at += size
        if kind >= 12:
            found.append(part.decode("utf-8", "replace") if kind % 2 else part)
        else:
            found.append({0: None, 8: 0, 9: 1}[kind] if kind in (0, 8, 9) else int.from_bytes(part, "big", signed=True))
    return found
