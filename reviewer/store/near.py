"""The index of near pairs (match/near.py): which claims of other articles are close, kept up to date claim by claim.

One generation serves: its term frequencies are frozen, so that an article added later gets the pairs that a batch
would have given it. `near_build` makes another beside it and switches.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reviewer.match import alike
from reviewer.match.near import KEPT, NEAR_VERSION, Near, Vector, meeting, product, vector, whole
from reviewer.match.weights import Weights
from reviewer.store import _sqlite
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.postings import token
from reviewer.store.records import own_range

Row = tuple[int, str, str]
"""The number of a claim, its terms with spaces between, and its quote."""
VERSION = f"{NEAR_VERSION} "
"""What the digest of a generation begins with, if what is near has not changed since."""


class Generation(NamedTuple):
    """A frozen state: its number, and over how many articles and claims its frequencies were taken."""

    number: int
    articles: int
    claims: int


class NearIndex:
    """Near pairs of listed claims, by their numbers. Without a generation that serves it is empty and takes nothing."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    @property
    def generation(self) -> Generation | None:
        """The generation that serves; None also for one by another notion of what is near (NEAR_VERSION)."""
        row = self._c.row(
            "SELECT generation, articles, claims FROM near WHERE serving = 1 AND substr(digest, 1, ?) = ?",
            (len(VERSION), VERSION),
        )
        return None if row is None else Generation(*row)

    def of(self, claim: int) -> tuple[Near, ...]:
        """The near pairs of a claim, nearest first."""
        rows = self._c.rows(
            "SELECT min(one, other), max(one, other), product FROM near_pair WHERE generation = "
            "(SELECT generation FROM near WHERE serving = 1) AND one = ? ORDER BY product DESC, other",
            (claim,),
        )
        return tuple(Near(*row) for row in rows)

    def pairs(self) -> list[Near]:
        """All near pairs, in order of their numbers."""
        rows = self._c.rows(
            "SELECT one, other, product FROM near_pair WHERE generation = "
            "(SELECT generation FROM near WHERE serving = 1) AND one < other ORDER BY one, other"
        )
        return [Near(*row) for row in rows]

    def put(self, article: int) -> bool:
        """Brings the index up to the listed claims of an article, in one transaction; whether anything was to do."""
        with self._c.write() as conn:
            generation = self.generation
            if generation is None:
                return False
            rows = conn.execute(
                "SELECT n, terms, quote FROM claim WHERE n BETWEEN ? AND ? AND listed IS NOT NULL ORDER BY n",
                own_range(article),
            ).fetchall()
            now = digest(rows)
            before = conn.execute(
                "SELECT digest FROM near_article WHERE generation = ? AND article = ?", (generation.number, article)
            ).fetchone()
            if before is not None and before[0] == now:
                return False
            change = _Change(conn, generation)
            if before is not None:
                change.remove(article)
            change.add(rows, article)
            conn.execute(
                "INSERT OR REPLACE INTO near_article(generation, article, digest) VALUES (?, ?, ?)",
                (generation.number, article, now),
            )
        return True


def digest(rows: Iterable[Row]) -> str:
    """What an article gives to the index, in short."""
    told = "\n".join(f"{n} {terms} {quote}" for n, terms, quote in rows)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class _Change:
    """A change of one generation, inside the caller's transaction."""

    def __init__(self, conn: _sqlite.Connection, generation: Generation) -> None:
        self._conn = conn
        self._generation = generation
        self._df: dict[str, int] = {}
        self._weights = Weights(generation.number, generation.articles, generation.claims, self._df)

    def remove(self, article: int) -> None:
        """Takes the claims of an article out; those that had them among their nearest look for others."""
        rows = self._rows("SELECT one, other FROM near_pair WHERE generation = ? AND one BETWEEN ? AND ?", article)
        partners = sorted({other for _, other in rows})
        short = [claim for claim in partners if len(self._pairs(claim)) >= KEPT]
        gone = [(self._generation.number, a, b) for one, other in rows for a, b in ((one, other), (other, one))]
        self._conn.executemany("DELETE FROM near_pair WHERE generation = ? AND one = ? AND other = ?", gone)
        low, high = own_range(article)
        lacking = [row for row in self._claims(short) if not low <= row[0] <= high]
        for row in lacking:
            self._join([row], row[0] >> 20, but=(low, high))

    def add(self, rows: Sequence[Row], article: int) -> None:
        """Takes the claims of an article in, which are not there yet."""
        for number, mine in self._join(rows, article):
            self._conn.executemany(
                "INSERT OR REPLACE INTO near_fresh(generation, term, claim, weight) VALUES (?, ?, ?, ?)",
                [(self._generation.number, token(term), number, weight) for term, weight in mine],
            )

    def _join(
        self, rows: Sequence[Row], article: int, but: tuple[int, int] = (0, -1)
    ) -> list[tuple[int, list[tuple[str, int]]]]:
        """Finds the near pairs of claims of one article and keeps those that count; the heads of the claims."""
        mine, letters = self._vectors(rows), self._letters(rows)
        heads = {number: [*each.first, *letters[number].first] for number, each in mine.items()}
        postings = self._postings({term for head in heads.values() for term, _ in head})
        own = own_range(article)

        def others(met: list[int]) -> set[int]:
            return {n for n in met if not own[0] <= n <= own[1] and not but[0] <= n <= but[1]}

        telling = {number: others(meeting(each, postings)) for number, each in mine.items()}
        reading = {number: others(meeting(each, postings, alike.LETTERS.among)) for number, each in letters.items()}
        claims = {row[0]: row for row in self._claims(set().union(*telling.values(), *reading.values()))}
        same = self._alike(rows, reading, claims)
        theirs = self._vectors([claims[n] for n in set().union(*telling.values(), *same.values()) if n in claims])
        found = [
            (number, other, whole(each, theirs[other]) if other in same[number] else product(each, theirs[other]))
            for number, each in mine.items()
            for other in telling[number] | same[number]
            if other in theirs
        ]
        self._keep([each for each in found if each[2] or each[1] in same[each[0]]])
        return list(heads.items())

    def _alike(
        self, rows: Sequence[Row], met: Mapping[int, set[int]], claims: Mapping[int, Row]
    ) -> dict[int, set[int]]:
        """For each claim those of the claims it met that read like it."""
        asked = set().union(*met.values()) & claims.keys()
        readings = {n: alike.reading(claims[n][2]) for n in asked}
        mine = {n: alike.reading(quote) for n, _, quote in rows}
        return {
            n: {other for other in met[n] if other in readings and alike.alike(readings[other], each)}
            for n, each in mine.items()
        }

    def _keep(self, found: Sequence[tuple[int, int, int]]) -> None:
        """Adds pairs, then drops those that are no more among the nearest of either claim."""
        generation = self._generation.number
        self._conn.executemany(
            "INSERT OR REPLACE INTO near_pair(generation, one, other, product) VALUES (?, ?, ?, ?)",
            [(generation, a, b, share) for one, other, share in found for a, b in ((one, other), (other, one))],
        )
        ranked: dict[int, list[int]] = {}
        changed = {claim for one, other, _ in found for claim in (one, other)}
        over = {(min(claim, n), max(claim, n)) for claim in changed for n in self._ranked(claim, ranked)[KEPT:]}
        beyond = [
            (one, other)
            for one, other in over
            if other not in self._ranked(one, ranked)[:KEPT] and one not in self._ranked(other, ranked)[:KEPT]
        ]
        self._conn.executemany(
            "DELETE FROM near_pair WHERE generation = ? AND one = ? AND other = ?",
            [(generation, a, b) for one, other in beyond for a, b in ((one, other), (other, one))],
        )

    def _ranked(self, claim: int, known: dict[int, list[int]]) -> list[int]:
        if claim not in known:
            known[claim] = self._pairs(claim)
        return known[claim]

    def _pairs(self, claim: int) -> list[int]:
        """The near claims of one, nearest first."""
        rows = self._conn.execute(
            "SELECT other FROM near_pair WHERE generation = ? AND one = ? ORDER BY product DESC, other",
            (self._generation.number, claim),
        )
        return [other for (other,) in rows]

    def _rows(self, sql: str, article: int) -> list[Any]:
        return self._conn.execute(sql, (self._generation.number, *own_range(article))).fetchall()

    def _claims(self, numbers: Collection[int]) -> list[Row]:
        return self._conn.execute(
            "SELECT n, terms, quote FROM claim WHERE n IN (SELECT value FROM json_each(?)) AND listed IS NOT NULL "
            "ORDER BY n",
            (dumps(list(numbers)),),
        ).fetchall()

    def _vectors(self, rows: Sequence[Row]) -> dict[int, Vector]:
        split = {n: terms.split(" ") if terms else [] for n, terms, _ in rows}
        self._learn({term for terms in split.values() for term in terms})
        return {n: vector(terms, self._weights) for n, terms in split.items()}

    def _letters(self, rows: Sequence[Row]) -> dict[int, Vector]:
        """Claims by the letters of all their words."""
        split = {n: alike.words(quote) for n, _, quote in rows}
        self._learn({word for words in split.values() for word in words})
        return {n: alike.vector(words, self._df) for n, words in split.items()}

    def _learn(self, terms: Collection[str]) -> None:
        """Reads the frozen frequencies of terms that were not asked for yet."""
        names = {token(term): term for term in terms if term not in self._df}
        rows = self._conn.execute(
            "SELECT term, df FROM near_term WHERE generation = ? AND term IN (SELECT value FROM json_each(?))",
            (self._generation.number, dumps(list(names))),
        ).fetchall()
        self._df.update(dict.fromkeys(names.values(), 0) | {names[found]: df for found, df in rows})

    def _postings(self, terms: Collection[str]) -> dict[str, tuple[list[int], list[int]]]:
        """Claims by the terms of their heads: those of the batch, and those added since."""
        names = {token(term): term for term in terms}
        asked = (self._generation.number, dumps(list(names)))
        found: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for name, claims, weights in self._conn.execute(
            "SELECT term, claims, weights FROM near_term WHERE generation = ? "
            "AND term IN (SELECT value FROM json_each(?)) AND claims IS NOT NULL",
            asked,
        ):
            found[names[name]][0].extend(array("q", claims))
            found[names[name]][1].extend(array("H", weights))
        for name, claim, weight in self._conn.execute(
            "SELECT term, claim, weight FROM near_fresh WHERE generation = ? "
            "AND term IN (SELECT value FROM json_each(?))",
            asked,
        ):
            found[names[name]][0].append(claim)
            found[names[name]][1].append(weight)
        return found
