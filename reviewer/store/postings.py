"""The index behind matching: which listed claims hold a term, and which articles hold a shingle."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reviewer.store import _sqlite, companies, schema
from reviewer.store.articles import dumps
from reviewer.store.chunks import Chunks
from reviewer.store.connections import Connections
from reviewer.store.records import CLAIM_BITS

if TYPE_CHECKING:
    from reviewer.match.weights import Weights

SKETCH = 256
"""Shingles of an article that are indexed: the smallest hashes, an even sample that is the same everywhere."""
MIN_SHINGLE_CAP = 50
"""A shingle in more articles than this (and than a share of all) is furniture and says nothing."""
_FREEZE_ROWS = 2_000
_PLAIN = re.compile(r"[a-z0-9]+").fullmatch
_MASK = (1 << 64) - 1


def token(term: str) -> str:
    """A term as the index holds it: FTS5's `ascii` keeps letters and digits together and knows no case."""
    return f"a{term}" if _PLAIN(term) else f"b{term.encode('utf-8', 'surrogatepass').hex()}"


def _term(found: str) -> str:
    return found[1:] if found[0] == "a" else bytes.fromhex(found[1:]).decode("utf-8", "surrogatepass")


class FrozenCounts(Mapping[str, int]):
    """Term frequencies of one generation, looked up as they are asked for."""

    def __init__(self, connections: Connections, generation: int) -> None:
        self._c = connections
        self._generation = generation

    def __getitem__(self, term: str) -> int:
        found = self._c.value(
            "SELECT df FROM frozen_term WHERE generation = ? AND term = ?", (self._generation, token(term))
        )
        if found is None:
            raise KeyError(term)
        return int(found)

    def __iter__(self) -> Iterator[str]:
        rows = self._c.rows("SELECT term FROM frozen_term WHERE generation = ?", (self._generation,))
        return (_term(found) for (found,) in rows)

    def __len__(self) -> int:
        return int(self._c.value("SELECT count(*) FROM frozen_term WHERE generation = ?", (self._generation,)))


class PostingsIndex:
    """A CandidateIndex (match/candidates.py) over the listed claims. Numbers of claims are stable for good."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    @property
    def size(self) -> int:
        """How many claims are listed."""
        return int(self._c.value("SELECT value FROM stamp WHERE name = 'claims'", default=0))

    def postings(self, terms: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The numbers of the claims that hold each term, ascending; terms in none are left out."""
        found: dict[str, Sequence[int]] = {}
        with self._c.snapshot():
            for term in set(terms):
                # One long text is read twice as fast as many short rows.
                claims = self._c.value("SELECT json_group_array(rowid) FROM post WHERE post MATCH ?", (token(term),))
                if claims != "[]":
                    found[term] = json.loads(claims)
        return found

    def lengths(self, numbers: Collection[int]) -> dict[int, int]:
        """How many terms each claim has, with repeats; those that have gone are left out."""
        return dict(
            self._c.rows(
                "SELECT n, length(terms) - length(replace(terms, ' ', '')) + 1 FROM claim "
                "WHERE n IN (SELECT value FROM json_each(?))",
                (dumps(list(numbers)),),
            )
        )

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
        from reviewer.match.weights import Weights

        row = self._c.row("SELECT generation, articles, claims FROM frozen ORDER BY generation DESC LIMIT 1")
        if row is None:
            return Weights()
        generation, articles, claims = row
        return Weights(generation, articles, claims, FrozenCounts(self._c, generation))

    def refreeze(self) -> Weights:
        """Takes the frequencies of this moment, and which claims they are of, as a new generation, and gives it.

        Long work: writes in chunks.
        """
        generation = self.generation + 1
        with self._c.snapshot():
            articles = self._c.value("SELECT count(*) FROM article WHERE listed > 0")
            claims = self.size
            counts = self._c.rows("SELECT term, doc FROM post_term")
            those = self._c.rows(schema.REFERENCE_CLAIMS)
        with Chunks(self._c) as chunks:
            chunks.add(lambda: self._forget_terms("!=", generation - 1))
            for freeze, rows in ((self._freeze, counts), (self._freeze_claims, those)):
                for start in range(0, len(rows), _FREEZE_ROWS):
                    part = rows[start : start + _FREEZE_ROWS]
                    chunks.add(partial(freeze, generation, part), rows=len(part))
            chunks.add(lambda: self._publish(generation, articles, claims))
            chunks.add(lambda: self._forget_terms("!=", generation))
            companies.forget_others(self._c, chunks, generation)
        return self.weights()

    def _freeze(self, generation: int, counts: Sequence[tuple[str, int]]) -> None:
        with self._c.write() as conn:
            conn.executemany(
                "INSERT OR REPLACE INTO frozen_term(generation, term, df) VALUES (?, ?, ?)",
                [(generation, found, df) for found, df in counts],
            )

    def _freeze_claims(self, generation: int, claims: Sequence[tuple[int]]) -> None:
        one = f"SELECT *, ?2 FROM ({schema.REFERENCE_CLAIMS} AND c.n = ?1)"  # noqa: S608 - ours
        with self._c.write() as conn:
            conn.executemany(
                "INSERT OR IGNORE INTO frozen_claim(n, generation) " + one, [(n, generation) for (n,) in claims]
            )

    def _publish(self, generation: int, articles: int, claims: int) -> None:
        with self._c.write() as conn:
            schema.sqlite_utils_on(conn).table("frozen").insert(
                {"generation": generation, "articles": articles, "claims": claims}, replace=True
            )
            schema.set_stamp(conn, "generation", generation)

    def _forget_terms(self, sign: str, generation: int) -> None:
        with self._c.write() as conn:
            for table in ("frozen_term", "frozen"):
                conn.execute(f"DELETE FROM {table} WHERE generation {sign} ?", (generation,))  # noqa: S608 - ours


def write_postings(
    conn: _sqlite.Connection, *, removed: Sequence[tuple[int, str]], added: Sequence[tuple[int, str]]
) -> None:
    """Moves the index from claims as they were listed to claims as they are: (number, terms separated by spaces)."""
    before, after = dict(removed), dict(added)
    gone = [(n, _tokens(terms)) for n, terms in before.items() if after.get(n) != terms]
    come = [(n, _tokens(terms)) for n, terms in after.items() if before.get(n) != terms]
    conn.executemany("INSERT INTO post(post, rowid, terms) VALUES ('delete', ?, ?)", gone)
    conn.executemany("INSERT INTO post(rowid, terms) VALUES (?, ?)", sorted(come))


def _tokens(terms: str) -> str:
    return " ".join(map(token, dict.fromkeys(terms.split(" ")))) if terms else ""


def _hashes(hashes: Collection[int]) -> list[str]:
    """64-bit hashes, signed or not, as the index holds them, smallest first."""
    return sorted({f"{h & _MASK:016x}" for h in hashes})


def write_shingles(conn: _sqlite.Connection, article: int, hashes: Collection[int]) -> None:
    """Makes these the shingles of an article; inside the caller's transaction."""
    row = conn.execute("SELECT hashes FROM article_shingles WHERE article = ?", (article,)).fetchone()
    before = row[0].hex(" ", 8) if row else ""
    after = " ".join(_hashes(hashes)[:SKETCH])
    if before == after:
        return
    if before:
        conn.execute("INSERT INTO shingle(shingle, rowid, hashes) VALUES ('delete', ?, ?)", (article, before))
    if after:
        conn.execute("INSERT INTO shingle(rowid, hashes) VALUES (?, ?)", (article, after))
    conn.execute(
        "INSERT OR REPLACE INTO article_shingles(article, hashes) VALUES (?, ?)", (article, bytes.fromhex(after))
    )


def similar(
    connections: Connections, shingles: Collection[int], *, without: str, most: float, limit: int
) -> tuple[tuple[str, int], ...]:
    """(article id, shared shingles), most first. See `Corpus.similar_articles`."""
    articles = int(connections.value("SELECT count(*) FROM article_shingles"))
    cap = max(MIN_SHINGLE_CAP, int(articles * most))
    shared: defaultdict[int, int] = defaultdict(int)
    with connections.snapshot():
        for found in _hashes(shingles):
            holders = connections.rows("SELECT doc FROM shingle_article WHERE term = ? LIMIT ?", (found, cap + 1))
            for (article,) in holders if len(holders) <= cap else ():
                shared[article] += 1
    best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: limit + 1]
    ids: dict[Any, Any] = dict(
        connections.rows(
            "SELECT number, id FROM article WHERE number IN (SELECT value FROM json_each(?))",
            (dumps([number for number, _ in best]),),
        )
    )
    ranked = [(ids[number], count) for number, count in best if number in ids and ids[number] != without]
    return tuple(ranked[:limit])
