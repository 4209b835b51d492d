"""Pairs of claims and pairs of articles in the corpus."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from reviewer.errors import NotFound
from reviewer.match.held import Held
from reviewer.model import codec
from reviewer.model.comparison import Match
from reviewer.model.lineage import Lineage
from reviewer.store import _sqlite, postings, schema, shortage
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.records import own_range

_PUT = (
    "INSERT INTO match(one, other, score, offered, inner, generation, outcome, record, word) "
    "SELECT l.n, r.n, ?3, ?4 AND l.listed >= 0 AND r.listed >= 0, ?5, ?6, ?7, ?8, "
    "(SELECT word FROM pair_word WHERE one = ?1 AND other = ?2) "
    "FROM claim l, claim r WHERE l.id = ?1 AND r.id = ?2 AND l.listed IS NOT NULL AND r.listed IS NOT NULL "
    "ON CONFLICT(one, other) DO UPDATE SET score = excluded.score, offered = excluded.offered, "
    "inner = excluded.inner, generation = excluded.generation, outcome = excluded.outcome, record = excluded.record, "
    "word = excluded.word"
)


_LINKS = (
    "SELECT l.id, r.id, m.score, m.outcome FROM match m JOIN claim l ON l.n = m.one JOIN claim r ON r.n = m.other "
    "WHERE m.offered = 1 {where} ORDER BY m.one, m.other"
)
_OF_CLAIMS = (
    "AND m.rowid IN (SELECT m2.rowid FROM claim c JOIN match m2 ON m2.one = c.n OR m2.other = c.n "
    "WHERE c.id IN (SELECT value FROM json_each(?)))"
)
_OWN = (
    "SELECT m.one, m.other, m.inner, m.offered, l.id, r.id FROM match m JOIN claim l ON l.n = m.one "
    "JOIN claim r ON r.n = m.other WHERE m.rowid IN (SELECT rowid FROM match WHERE one BETWEEN ?1 AND ?2 "
    "UNION SELECT rowid FROM match WHERE other BETWEEN ?1 AND ?2)"
)
_DROP = (
    "DELETE FROM match WHERE one = (SELECT n FROM claim WHERE id = ?) AND other = (SELECT n FROM claim WHERE id = ?)"
)
_HELD = (
    "WITH mine(n, id) AS (SELECT n, id FROM claim WHERE id IN (SELECT value FROM json_each(?1))), "
    "pair(id, one, other, score, offered) AS ("
    "SELECT c.id, m.one, m.other, m.score, m.offered FROM mine c JOIN match m ON m.one = c.n AND m.inner = 0 "
    "UNION ALL "
    "SELECT c.id, m.one, m.other, m.score, m.offered FROM mine c JOIN match m ON m.other = c.n AND m.inner = 0) "
    "SELECT p.id, l.id, r.id, p.score, p.offered, l.listed < 0 OR r.listed < 0 FROM pair p "
    "JOIN claim l ON l.n = p.one JOIN claim r ON r.n = p.other "
    "WHERE l.n NOT BETWEEN ?2 AND ?3 AND r.n NOT BETWEEN ?2 AND ?3"
)
_LINEAGES = "SELECT record FROM lineage {tail}"


class Pairs:
    """The part of the corpus that knows matches and lineages."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def replace_matches(
        self,
        article: str,
        matches: Iterable[Match],
        *,
        matcher: int,
        dropped: Iterable[tuple[str, str]] = (),
        met: Collection[tuple[str, str]] = (),
    ) -> None:
        """Makes these all the matches with a claim of this article, and stamps it as matched by `matcher`.

        Pairs with a claim that is not listed are left out; those with the claim of a published fact-check are kept, and
        no column counts them as offered. `dropped`: pairs of others that go. `met`: pairs that were weighed; where
        one that was not, or that was a match, is gone, its other claim may be short (`shortage.mark`). One transaction.
        """
        with self._c.write() as conn:
            number = conn.execute("SELECT number FROM article WHERE id = ?", (article,)).fetchone()
            if number is None:
                raise NotFound(f"no article {article} in the corpus")
            before = conn.execute(_OWN, own_range(number[0])).fetchall()
            conn.executemany("DELETE FROM match WHERE one = ? AND other = ?", [row[:2] for row in before])
            conn.executemany(_DROP, dropped)
            _put(conn, matches)
            after = {row[:2] for row in conn.execute(_OWN, own_range(number[0]))}
            lost = [row for row in before if row[:2] not in after and not row[2]]
            gone = [(one, other) for one, other, _, offered, *ids in lost if offered or (*ids,) not in met]
            shortage.mark(conn, gone, but=number[0])
            conn.execute("UPDATE article SET stamp_matcher = ? WHERE number = ?", (matcher, number[0]))

    def put_matches(self, matches: Iterable[Match]) -> None:
        """Adds single pairs, or replaces them. Pairs with a claim that is not listed are left out."""
        with self._c.write() as conn:
            _put(conn, matches)

    def set_match_word(self, left: str, right: str, word: str | None) -> None:
        """Sets what persons say of a kept pair (a PairWord's id), given on it or carried over; None: nothing agreed."""
        one, other = sorted((left, right))
        with self._c.write() as conn:
            conn.execute(
                "UPDATE match SET word = ?3 WHERE one = (SELECT n FROM claim WHERE id = ?1) "
                "AND other = (SELECT n FROM claim WHERE id = ?2) AND word IS NOT ?3",
                (one, other, word),
            )

    def match(self, left: str, right: str) -> Match | None:
        """The match of two claims, in whichever order they are named."""
        one, other = sorted((left, right))
        record = self._c.value(
            "SELECT m.record FROM match m WHERE m.one = (SELECT n FROM claim WHERE id = ?) "
            "AND m.other = (SELECT n FROM claim WHERE id = ?)",
            (one, other),
        )
        return None if record is None else _match(record)

    def matches_of_claim(
        self, claim: str, *, offered: bool | None = None, inner: bool | None = None, limit: int = 100
    ) -> tuple[Match, ...]:
        """The matches of a claim, best score first; `offered` and `inner` limit where they are not None."""
        rows = self._c.rows(
            "WITH me(n) AS (SELECT n FROM claim WHERE id = ?1), "
            "mine AS (SELECT * FROM match WHERE one = (SELECT n FROM me) "
            "UNION ALL SELECT * FROM match WHERE other = (SELECT n FROM me)) "
            "SELECT record FROM mine WHERE (?2 IS NULL OR offered = ?2) AND (?3 IS NULL OR inner = ?3) "
            "ORDER BY score DESC, one, other LIMIT ?4",
            (claim, offered, inner, limit),
        )
        return tuple(_match(record) for (record,) in rows)

    def held(self, claims: Collection[str], *, without: int) -> dict[str, list[Held]]:
        """The kept pairs of each claim with claims of other articles, but for those with an article (its number)."""
        found: dict[str, list[Held]] = {}
        for claim, left, right, score, offered, check in self._c.rows(
            _HELD, (dumps(list(claims)), *own_range(without))
        ):
            found.setdefault(claim, []).append(Held(left, right, score, bool(offered or check), bool(check)))
        return found

    def matches_of_article(self, article: str) -> tuple[Match, ...]:
        """All matches with a claim of this article, best score first."""
        number = self._c.value("SELECT number FROM article WHERE id = ?", (article,))
        if number is None:
            return ()
        rows = self._c.rows(
            "SELECT record FROM match WHERE one BETWEEN ?1 AND ?2 OR other BETWEEN ?1 AND ?2 "
            "ORDER BY score DESC, one, other",
            own_range(number),
        )
        return tuple(_match(record) for (record,) in rows)

    def links(self, claims: Collection[str] | None = None) -> tuple[tuple[str, str, float, str], ...]:
        """Offered matches, those within an article too: (left, right, score, outcome), of these claims or all."""
        where = _OF_CLAIMS if claims is not None else ""
        rows = self._c.rows(_LINKS.format(where=where), () if claims is None else (dumps(list(claims)),))
        return tuple((left, right, score, outcome) for left, right, score, outcome in rows)

    def put_lineages(self, lineages: Iterable[Lineage]) -> None:
        """Adds relations of articles, or replaces them. Those of unknown articles are left out."""
        given = list(lineages)
        ids = {article for one in given for article in (one.left, one.right)}
        with self._c.write() as conn:
            known = dict(
                conn.execute(
                    "SELECT id, number FROM article WHERE id IN (SELECT value FROM json_each(?))", (dumps(list(ids)),)
                )
            )
            schema.sqlite_utils_on(conn).table("lineage").insert_all(
                (
                    {"one": known[x.left], "other": known[x.right], "kind": x.kind.value, "record": _record(x)}
                    for x in given
                    if x.left in known and x.right in known
                ),
                replace=True,
            )

    def drop_lineages(self, article: str) -> None:
        """Forgets the machine's relations of an article, before they are looked for anew."""
        with self._c.write() as conn:
            conn.execute(
                "DELETE FROM lineage WHERE one = (SELECT number FROM article WHERE id = ?1) "
                "OR other = (SELECT number FROM article WHERE id = ?1)",
                (article,),
            )

    def lineage(self, left: str, right: str) -> Lineage | None:
        """The machine's relation of two articles, in whichever order they are named; None: never compared."""
        one, other = sorted((left, right))
        found = self._lineages(
            "WHERE one = (SELECT number FROM article WHERE id = ?) "
            "AND other = (SELECT number FROM article WHERE id = ?)",
            one,
            other,
        )
        return found[0] if found else None

    def lineages(self, article: str | None = None) -> tuple[Lineage, ...]:
        """The machine's relations of an article, or all."""
        if article is None:
            return self._lineages("ORDER BY one, other")
        return self._lineages(
            "WHERE (SELECT number FROM article WHERE id = ?) IN (one, other) ORDER BY one, other", article
        )

    def _lineages(self, tail: str, *values: str) -> tuple[Lineage, ...]:
        rows = self._c.rows(_LINEAGES.format(tail=tail), values)
        return tuple(codec.decode(Lineage, json.loads(record)) for (record,) in rows)

    def similar_articles(
        self, shingles: Collection[int], *, without: str = "", most: float = 0.01, limit: int = 50
    ) -> tuple[tuple[str, int], ...]:
        """Articles that share shingles with a text: (article id, shared shingles), most first.

        Shingles in more articles than the larger of 50 and a share `most` (ratio) of all say nothing and are passed
        over. `without` is the article that the text belongs to.
        """
        return postings.similar(self._c, shingles, without=without, most=most, limit=limit)


def _record(value: Any) -> str:
    return dumps(codec.encode(value))


def _match(record: str) -> Match:
    return codec.decode(Match, json.loads(record))


def _put(conn: _sqlite.Connection, matches: Iterable[Match]) -> None:
    conn.executemany(
        _PUT,
        (
            (m.left, m.right, m.score, m.offered, m.inner, m.generation, m.comparison.outcome.value, _record(m))
            for m in matches
        ),
    )
