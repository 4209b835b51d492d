"""What need not be read and checked again: articles of which neither file, nor words on it, nor the log moved.

A file is what it was while size, times and inode are; but one that was written just before it was read may have been
written again within the same tick of its clock, so its bytes are compared until it is older than its reading by RACY.
(The "racy git" problem: Documentation/technical/racy-git.txt of git.)
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from time import time_ns

from reviewer.extract import EXTRACTOR_VERSION
from reviewer.match.terms import NORM_VERSION
from reviewer.model import codec
from reviewer.model.ids import article_id
from reviewer.store.decisions import Moves
from reviewer.store.records import Reading
from reviewer.workspace.desk import Desk
from reviewer.workspace.indexing import INDEX_VERSION
from reviewer.workspace.taking import Source

RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock that file systems still in use keep (FAT)."""
AT_ONCE = 500
"""Readings that are written in one transaction."""
_MADE_WITH = f"{EXTRACTOR_VERSION} {NORM_VERSION} {INDEX_VERSION}"
_INODE = (1 << 63) - 1


class Unchanged:
    """What was known when a run began, and what it found; `save` keeps that for the next."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._began = desk.db.last_id()
        self._kept = desk.db.corpus.readings()
        self._until = desk.db.corpus.checked()
        since = min((self._valid(row) for row in self._kept.values()), default=self._began)
        self._moves = desk.db.decisions.moves(since)
        self._moved = _articles(desk, self._moves)
        self._new: list[Reading] = []
        self._end, self._settled = self._began, False
        self._since: dict[str, int] = {}

    def look(self, source: Source) -> Reading:
        """A source as it stands now, before anything of it is read."""
        seen = Reading(article_id(source.key), _said(source), read_at=time_ns())
        if source.file is None:
            return seen
        try:
            stat = os.stat(source.file)  # noqa: PTH116 - a Path costs more than the call
        except (OSError, ValueError):
            return seen  # reading it tells why
        file = stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & _INODE
        return Reading(seen.source, seen.said, "", *file, seen.read_at)

    def is_same_file(self, seen: Reading) -> bool:
        """Whether the bytes must be those of the last reading."""
        kept = self._kept.get(seen.source)
        return kept is not None and bool(seen.modified) and _settled(kept) and _file(kept) == _file(seen)

    def stands(self, seen: Reading) -> bool:
        """Whether nothing of the article is to be done: same bytes (`seen.raw`), same words on it, no event since."""
        kept = self._kept.get(seen.source)
        return kept is not None and (kept.said, kept.raw) == (seen.said, seen.raw) and self._log_stands(kept)

    def raw(self, seen: Reading) -> str:
        """The sha256 of the bytes of the last reading."""
        return self._kept[seen.source].raw

    def is_checked(self, article: str) -> bool:
        """The same for an article that no source of this run names."""
        return self.stands(Reading(article, _MADE_WITH))

    def note(self, seen: Reading, checked: int) -> None:
        """Takes down what an article was made from. `checked`: the last event before its check."""
        self._new.append(replace(seen, checked=checked))
        if len(self._new) >= AT_ONCE:
            self.write()

    def note_same(self, seen: Reading) -> None:
        """The same for one that stands; written only where its file could not be trusted until now."""
        kept = self._kept[seen.source]
        if seen.modified and not (_settled(kept) and _file(kept) == _file(seen)):
            self.note(seen, self._valid(kept))

    def note_checked(self, article: str, checked: int) -> None:
        """The same for an article that no source of this run names."""
        self.note(Reading(article, _MADE_WITH), checked)

    def write(self) -> None:
        """Keeps what was noted until now."""
        if self._new:
            self._desk.db.corpus.put_readings(self._new)
            self._new.clear()

    def behind(self, checked: Mapping[str, int]) -> list[str]:
        """Articles that events since the run began moved after their check, by this run or by others meanwhile."""
        self._end = self._desk.db.last_id()
        moves = self._desk.db.decisions.moves(self._began)
        self._since = _articles(self._desk, moves)
        self._settled = moves.ground <= self._began
        return sorted(article for article, at in self._since.items() if checked.get(article, 0) < at <= self._end)

    def finish(self, checked: Mapping[str, int]) -> None:
        """Every article was checked: up to the last event, but for those that came while `behind` were."""
        self.write()
        done = self._settled and all(checked.get(article, 0) >= at for article, at in self._since.items())
        if done and self._end != self._until:
            self._desk.db.corpus.set_checked(self._end)

    def _valid(self, row: Reading) -> int:
        return max(row.checked, self._until)

    def _log_stands(self, kept: Reading) -> bool:
        valid = self._valid(kept)
        return self._moves.ground <= valid and self._moved.get(kept.source, 0) <= valid


def _file(reading: Reading) -> tuple[int, ...]:
    return reading.size, reading.modified, reading.changed, reading.inode


def _settled(reading: Reading) -> bool:
    """Whether the file was old enough when it was read that a change since then shows in its times."""
    return max(reading.modified, reading.changed) + RACY < reading.read_at


def _said(source: Source) -> str:
    """What is known of a source beforehand, and what would be made of it, as one digest."""
    told = [source.key, *source.keys, source.name, source.media, *source.remarks, _MADE_WITH]
    record = json.dumps([told, codec.encode(source.metadata)], sort_keys=True)
    return hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()


def _articles(desk: Desk, moves: Moves) -> dict[str, int]:
    """The last event that says something of each article, or of a text of it."""
    found = dict(moves.articles)
    for version, at in moves.versions.items():
        row = desk.db.corpus.version(version)
        if row is not None:
            found[row.article] = max(at, found.get(row.article, 0))
    return found
