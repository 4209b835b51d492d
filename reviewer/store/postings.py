"""The index behind matching: which listed claims hold a term, and which articles hold a shingle."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from reviewer.match.weights import Weights
from reviewer.store import _sqlite, schema
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.records import CLAIM_BITS

_SIGN = 1 << 63


class FrozenCounts(Mapping[str, int]):
    """Term frequencies of the frozen generation, looked up as they are asked for."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def __getitem__(self, term: str) -> int:
        found = self._c.value("SELECT frozen FROM term WHERE term = ? AND frozen > 0", (term,))
        if found is None:
            raise KeyError(term)
        return int(found)

    def __iter__(self) -> Iterator[str]:
        return iter([term for (term,) in self._c.rows("SELECT term FROM term WHERE frozen > 0")])

    def __len__(self) -> int:
        return int(self._c.value("SELECT count(*) FROM term WHERE frozen > 0"))


class PostingsIndex:
    """A CandidateIndex (match/candidates.py) over the listed claims. Numbers of claims are stable for good."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    @property
    def size(self) -> int:
        """How many claims are listed."""
        return int(self._c.value("SELECT value FROM stamp WHERE name = 'claims'", default=0))

    def document_frequency(self, terms: Collection[str]) -> Mapping[str, int]:
        """In how many listed claims each term occurs now; terms in none are left out."""
        return dict(
            self._c.rows(
                "SELECT term, df FROM term WHERE term IN (SELECT value FROM json_each(?)) AND df > 0",
                (dumps(list(terms)),),
            )
        )

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term, ascending; terms in none are left out."""
        found: dict[str, Sequence[int]] = {}
        for term, n in self._c.rows(
            "SELECT term, n FROM term WHERE term IN (SELECT value FROM json_each(?))", (dumps(list(terms)),)
        ):
            claims = array("q", (claim for (claim,) in self._c.rows("SELECT claim FROM post WHERE term = ?", (n,))))
            if claims:
                found[term] = claims
        return found

    def claims_of(self, numbers: Collection[int]) -> dict[int, str]:
        """Ids of claims by their number in the index; those that have gone are left out."""
        return dict(
            self._c.rows("SELECT n, id FROM claim WHERE n IN (SELECT value FROM json_each(?))", (dumps(list(numbers)),))
        )

    def numbers_of(self, claims: Collection[str]) -> dict[str, int]:
        """Numbers of claims by their id; unknown ones are left out."""
        return dict(
            self._c.rows("SELECT id, n FROM claim WHERE id IN (SELECT value FROM json_each(?))", (dumps(list(claims)),))
        )

    def article_of(self, number: int) -> int:
        """The short number of the article that a claim's number belongs to (to leave out an article's own claims)."""
        return number >> CLAIM_BITS

    def terms_of(self, claim: str) -> tuple[str, ...]:
        """The normalised terms of a claim in order, as they were put in; () for an unknown claim."""
        terms = self._c.value("SELECT terms FROM claim WHERE id = ?", (claim,), default="")
        return tuple(terms.split(" ")) if terms else ()

    @property
    def generation(self) -> int:
        """The number of the frozen weights; 0 before the first freeze."""
        return int(self._c.value("SELECT value FROM stamp WHERE name = 'generation'", default=0))

    def weights(self) -> Weights:
        """The frozen weights. They read from the database as terms are asked for, and remember."""
        row = self._c.row("SELECT generation, articles, claims FROM frozen ORDER BY generation DESC LIMIT 1")
        if row is None:
            return Weights()
        generation, articles, claims = row
        return Weights(generation, articles, claims, FrozenCounts(self._c))

    def refreeze(self) -> Weights:
        """Takes the frequencies of this moment as a new generation, and gives it."""
        with self._c.write() as conn:
            generation = self.generation + 1
            articles = conn.execute("SELECT count(*) FROM article WHERE listed > 0").fetchone()[0]
            conn.execute("UPDATE term SET frozen = df WHERE frozen != df")
            conn.execute("DELETE FROM frozen")
            schema.sqlite_utils_on(conn).table("frozen").insert(
                {"generation": generation, "articles": articles, "claims": self.size}
            )
            schema.set_stamp(conn, "generation", generation)
        return self.weights()


def write_postings(
    conn: _sqlite.Connection, *, removed: Sequence[tuple[int, str]], added: Sequence[tuple[int, str]]
) -> None:
    """Moves the index from claims as they were listed to claims as they are: (number, terms separated by spaces)."""
    before, after = _pairs(removed), _pairs(added)
    gone, come = before - after, after - before
    if not gone and not come:
        return
    difference = Counter(term for term, _ in come)
    difference.subtract(term for term, _ in gone)
    numbers = _term_numbers(conn, {term for term, _ in gone | come})
    conn.executemany("DELETE FROM post WHERE term = ? AND claim = ?", [(numbers[t], n) for t, n in gone])
    conn.executemany("INSERT INTO post(term, claim) VALUES (?, ?)", sorted((numbers[t], n) for t, n in come))
    conn.executemany("UPDATE term SET df = df + ? WHERE n = ?", [(d, numbers[t]) for t, d in difference.items() if d])


def _pairs(claims: Sequence[tuple[int, str]]) -> set[tuple[str, int]]:
    return {(term, n) for n, terms in claims for term in terms.split(" ") if term}


def _term_numbers(conn: _sqlite.Connection, terms: Collection[str]) -> dict[str, int]:
    """The numbers of terms; new terms get one."""
    find = "SELECT term, n FROM term WHERE term IN (SELECT value FROM json_each(?))"
    numbers = dict(conn.execute(find, (dumps(list(terms)),)))
    new = sorted(set(terms) - numbers.keys())
    if new:
        conn.executemany("INSERT INTO term(term, df, frozen) VALUES (?, 0, 0)", [(term,) for term in new])
        numbers |= dict(conn.execute(find, (dumps(new),)))
    return numbers


def _signed(hashes: Collection[int]) -> set[int]:
    """64-bit hashes as SQLite's signed integers."""
    return {((h + _SIGN) % (2 * _SIGN)) - _SIGN for h in hashes}


def write_shingles(conn: _sqlite.Connection, article: int, hashes: Collection[int]) -> None:
    """Makes these the shingles of an article; inside the caller's transaction."""
    row = conn.execute("SELECT hashes FROM article_shingles WHERE article = ?", (article,)).fetchone()
    before = set(array("q", row[0])) if row else set()
    after = _signed(hashes)
    conn.executemany(
        "DELETE FROM shingle WHERE hash = ? AND article = ?", [(h, article) for h in sorted(before - after)]
    )
    conn.executemany("INSERT INTO shingle(hash, article) VALUES (?, ?)", [(h, article) for h in sorted(after - before)])
    if before != after:
        schema.sqlite_utils_on(conn).table("article_shingles").upsert(
            {"article": article, "hashes": array("q", sorted(after)).tobytes()}, pk="article"
        )


def similar(
    connections: Connections, shingles: Collection[int], *, without: str, most: float, limit: int
) -> tuple[tuple[str, int], ...]:
    """(article id, shared shingles), most first. See `Corpus.similar_articles`."""
    articles = int(connections.value("SELECT count(*) FROM article_shingles"))
    shared: defaultdict[int, int] = defaultdict(int)
    cap = max(MIN_SHINGLE_CAP, int(articles * most))
    for count, holders in connections.rows(
        "SELECT count(*), group_concat(article) FROM shingle WHERE hash IN (SELECT value FROM json_each(?)) "
        "GROUP BY hash",
        (dumps(sorted(_signed(shingles))),),
    ):
        if count <= cap:
            for article in holders.split(","):
                shared[int(article)] += 1
    best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: limit + 1]
    ids: dict[Any, Any] = dict(
        connections.rows(
            "SELECT number, id FROM article WHERE number IN (SELECT value FROM json_each(?))",
            (dumps([number for number, _ in best]),),
        )
    )
    found = [(ids[number], count) for number, count in best if number in ids and ids[number] != without]
    return tuple(found[:limit])


MIN_SHINGLE_CAP = 50
"""A shingle in more articles than this (and than `most` of all) is furniture and says nothing."""
