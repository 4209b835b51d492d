"""The company of claims (match/company.py): which claims a generation was frozen with, and which are kept for whom.

Derived. A claim that goes, or is of an earlier text by now, leaves the reference until the next generation; the
articles of those whose company it was are marked, and matched again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reviewer.store import _sqlite, schema
from reviewer.store.articles import dumps
from reviewer.store.chunks import Chunks
from reviewer.store.connections import Connections
from reviewer.store.records import CLAIM_BITS, own_range

_ROWS = 2_000
"""Rows that are taken out at once."""
_KEPT = (
    "SELECT c.id, m.id FROM claim c JOIN company k ON k.generation = ?2 AND k.n = c.n "
    "LEFT JOIN claim m ON m.n = k.member WHERE c.id IN (SELECT value FROM json_each(?1)) ORDER BY k.n, k.place"
)
_PUT = (
    "INSERT OR REPLACE INTO company(generation, n, place, member) "
    "SELECT ?1, c.n, ?3, CASE ?4 WHEN '' THEN NULL ELSE m.n END FROM claim c LEFT JOIN claim m ON m.id = ?4 "
    "WHERE c.id = ?2 AND (?4 = '' OR m.n IS NOT NULL)"
)
_EARLIER = (
    "SELECT DISTINCT f.n FROM frozen_claim f JOIN claim c ON c.n = f.n JOIN article a ON a.number = ?1 "
    "WHERE f.n BETWEEN ?2 AND ?3 AND c.version <> a.version"
)


class Companies:
    """The part of the corpus that knows in whose company claims are."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def reference(self, generation: int) -> frozenset[int]:
        """The numbers of the claims that a generation was frozen with and that still stand as they did.

        None in an older database that is open for reading only.
        """
        if self._c.value("SELECT value FROM stamp WHERE name = 'corpus'") != schema.CORPUS_VERSION:
            return frozenset()
        return frozenset(n for (n,) in self._c.rows("SELECT n FROM frozen_claim WHERE generation = ?", (generation,)))

    def companies(self, claims: Collection[str], *, generation: int, version: int) -> dict[str, tuple[str, ...]]:
        """The ids of their company, best first, of those claims whose company is known; () where there is none."""
        with self._c.snapshot():
            if self._c.value("SELECT value FROM stamp WHERE name = 'company'", default=0) != version:
                return {}
            rows = self._c.rows(_KEPT, (dumps(list(claims)), generation))
        found: dict[str, list[str]] = {}
        for claim, member in rows:
            found.setdefault(claim, []).extend([member] if member is not None else [])
        return {claim: tuple(members) for claim, members in found.items()}

    def put_companies(self, found: Mapping[str, Sequence[str]], *, generation: int, version: int) -> None:
        """Keeps the company of claims, by ids, unless the generation serves no more."""
        with self._c.write() as conn:
            if schema.stamp(conn, "generation") != generation:
                return
            if schema.stamp(conn, "company") != version:
                conn.execute("DELETE FROM company")
                schema.set_stamp(conn, "company", version)
            conn.executemany(
                _PUT,
                [
                    (generation, claim, place, member)
                    for claim, members in found.items()
                    for place, member in enumerate(("", *members))
                ],
            )


def forget(conn: _sqlite.Connection, numbers: Iterable[int]) -> None:
    """Takes claims that go out of the reference, and marks the articles of those whose company they were."""
    gone = dumps(list(numbers))
    conn.execute("DELETE FROM frozen_claim WHERE n IN (SELECT value FROM json_each(?))", (gone,))
    users = conn.execute(
        "SELECT DISTINCT n FROM company WHERE member IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT n FROM company WHERE n IN (SELECT value FROM json_each(?1))",
        (gone,),
    ).fetchall()
    conn.executemany("DELETE FROM company WHERE n = ?", users)
    conn.executemany(
        "UPDATE article SET stamp_matcher = 0 WHERE number = ?",
        [(n,) for n in sorted({n >> CLAIM_BITS for (n,) in users})],
    )


def forget_earlier(conn: _sqlite.Connection, article: int) -> None:
    """The same for the claims of an article (its number) that are of an earlier text of it."""
    earlier = [n for (n,) in conn.execute(_EARLIER, (article, *own_range(article)))]
    if earlier:
        forget(conn, earlier)


def forget_others(connections: Connections, chunks: Chunks, generation: int) -> None:
    """Takes out what is of other generations, some rows at a time."""
    for table in ("frozen_claim", "company"):
        count = connections.value(f"SELECT count(*) FROM {table} WHERE generation <> ?", (generation,))  # noqa: S608
        sql = (
            f"DELETE FROM {table} WHERE generation <> ?1 AND n IN "  # noqa: S608 - names are ours
            f"(SELECT n FROM {table} WHERE generation <> ?1 LIMIT {_ROWS})"
        )
        for _ in range(0, count, _ROWS):
            chunks.add(lambda sql=sql: connections.conn.execute(sql, (generation,)), _ROWS)  # type: ignore[misc]
