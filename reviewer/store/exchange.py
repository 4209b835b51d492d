"""What machines exchange: which rows a folder lacks, which words go with them, which are missing here."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.log.event import Event, stored
from reviewer.store.connections import Connections

PAGE = 500


class Exchange:
    """Reading for `reviewer sync`; nothing is written here."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def hashes(self, log: str) -> list[str]:
        """The hashes of a log's events by seq; [] of a log that is not here."""
        return [hash_ for (hash_,) in self._c.rows("SELECT hash FROM event WHERE log = ? ORDER BY seq", (log,))]

    def bodies(self, log: str, after: int) -> Iterator[str]:
        """The bodies of a log behind event number `after`, by seq, as stored."""
        while rows := self._c.rows(
            "SELECT seq, body FROM event WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?", (log, after, PAGE)
        ):
            yield from (body for _, body in rows)
            after = rows[-1][0]

    def first(self, log: str) -> Event:
        """The genesis of a log that is here."""
        body, hash_ = self._c.row("SELECT body, hash FROM event WHERE log = ? AND seq = 1", (log,))
        return stored(body, hash_)

    def forked_from(self) -> dict[str, int]:
        """Logs that tell two histories, and the number of the first event that is told twice."""
        return dict(self._c.rows("SELECT log, min(seq) FROM fork GROUP BY log"))

    def missing(self) -> list[str]:
        """Blobs that events name and that never came here, nor were erased; sorted."""
        rows = self._c.rows(
            "SELECT DISTINCT n.sha256 FROM act_blob n LEFT JOIN blob b ON b.sha256 = n.sha256 "
            "WHERE b.sha256 IS NULL ORDER BY 1"
        )
        return [sha for (sha,) in rows]

    def erased(self) -> list[str]:
        """All blobs that were erased here, sorted."""
        return [sha for (sha,) in self._c.rows("SELECT sha256 FROM blob WHERE body IS NULL ORDER BY 1")]

    def named_by(self, log: str, *, forks: bool = False) -> list[tuple[str, int]]:
        """Blobs that a log's events name and that are here, with their bytes' number; of its second history instead."""
        table, join = ("fork", "f.hash = a.hash AND a.id < 0") if forks else ("event", "f.id = a.id")
        return self._c.rows(
            f"SELECT DISTINCT b.sha256, length(b.body) FROM {table} f JOIN act a ON {join} "  # noqa: S608 - ours
            "JOIN act_blob n ON n.act = a.id JOIN blob b ON b.sha256 = n.sha256 AND b.body IS NOT NULL "
            "WHERE f.log = ? ORDER BY 1",
            (log,),
        )

    def acts_of_log(self, log: str) -> int:
        """How many events of a log speak of claims or articles."""
        return int(
            self._c.value(
                "SELECT count(DISTINCT a.id) FROM event e JOIN act a ON a.id = e.id JOIN act_on o ON o.act = a.id "
                "WHERE e.log = ?",
                (log,),
            )
        )
