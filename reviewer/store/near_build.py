"""A new generation of near pairs, built beside the one that serves and put in its place in one transaction.

What is worked out is written block by block; a build that was broken off goes on with the first block that is missing,
as long as the claims are those it began with. Articles that came in meanwhile are put in when it serves.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from reviewer.match import alike, alike_batch, near, near_batch, near_plain
from reviewer.match.near import Near, Vector
from reviewer.match.weights import Weights
from reviewer.store.chunks import Chunks
from reviewer.store.connections import Connections
from reviewer.store.near import VERSION, NearIndex, Row, digest
from reviewer.store.postings import token
from reviewer.store.records import CLAIM_BITS

WORTH_LOADING = 2_000
"""Claims from which numpy and its kin, where they are installed, are quicker than doing without."""
ROWS = 2_000
Step = Callable[[int, int], None]
"""Told how many blocks of how many are done; may raise, and the build goes on from there when it is asked for again."""


class Part(NamedTuple):
    """Near pairs of one block, by the places of their claims."""

    ones: Sequence[int]
    others: Sequence[int]
    products: Sequence[int]


class Posting(NamedTuple):
    """A term, the number of claims it occurs in, and those that have it in their head with its weights there."""

    term: str
    df: int
    claims: bytes
    weights: bytes


class Build:
    """One generation in the making."""

    def __init__(self, connections: Connections, step: Step | None = None, *, batch: bool | None = None) -> None:
        """`batch`: whether to use the extra `scale`; None: where it is installed and worth it."""
        self._c = connections
        self._step = step or (lambda _done, _all: None)
        self._batch = batch
        self.numbers = array("q")
        self.generation = 0

    def run(self) -> int:
        """Builds the generation and makes it serve; its number.

        Raises:
            whatever `step` raises: finished blocks are kept.
        """
        with self._c.snapshot():
            articles, all_claims = self._size()
            work = self._work(articles, all_claims)
        self.digest += f" {work.block}"
        self._begin(articles, all_claims)
        blocks = [(at, min(at + work.block, len(self.numbers))) for at in range(0, len(self.numbers), work.block)]
        parts = []
        for done, (start, stop) in enumerate(blocks):
            self._step(done, len(blocks))
            parts.append(self._block(start, lambda start=start, stop=stop: work.join(start, stop)))  # type: ignore[misc]
        self._step(len(blocks), len(blocks))
        self._write(work, work.kept(parts))
        self._serve()
        self._catch_up()
        return self.generation

    def _size(self) -> tuple[int, int]:
        articles = self._c.value("SELECT count(*) FROM article WHERE listed > 0")
        return int(articles), int(self._c.value("SELECT count(*) FROM claim WHERE listed IS NOT NULL"))

    def _work(self, articles: int, claims: int) -> _Plain | _Batch:
        batch = claims >= WORTH_LOADING and near_batch.available() if self._batch is None else self._batch
        generation = self._c.value("SELECT max(generation) FROM near WHERE serving = 1", default=0) or 0

        def weigh(df: Any) -> Weights:
            return Weights(int(generation) + 1, articles, claims, df)

        self.generation = int(generation) + 1
        return _Batch(self._read(), weigh, self.numbers) if batch else _Plain(self._read(), weigh, self.numbers)

    def _read(self) -> Iterator[tuple[list[str], str]]:
        """Terms and quotes of all listed claims, in order of their numbers; notes numbers and digests on the way."""
        whole = hashlib.sha256()
        self.articles: dict[int, str] = {}
        rows: list[Row] = []
        for row in self._c.conn.execute("SELECT n, terms, quote FROM claim WHERE listed IS NOT NULL ORDER BY n"):
            n, terms, quote = row
            if rows and rows[-1][0] >> CLAIM_BITS != n >> CLAIM_BITS:
                self._note(rows, whole)
                rows = []
            rows.append(row)
            self.numbers.append(n)
            yield terms.split(" ") if terms else [], quote
        if rows:
            self._note(rows, whole)
        self.digest = VERSION + whole.hexdigest()

    def _note(self, rows: Sequence[Row], whole: Any) -> None:
        found = digest(rows)
        self.articles[rows[0][0] >> CLAIM_BITS] = found
        whole.update(found.encode())

    def _begin(self, articles: int, claims: int) -> None:
        """Goes on with the build that was broken off, where it was one of these claims; else begins afresh."""
        row = self._c.row(
            "SELECT 1 FROM near WHERE generation = ? AND serving = 0 AND digest = ?", (self.generation, self.digest)
        )
        if row is not None:
            return
        with Chunks(self._c) as chunks:
            _forget(self._c, chunks, self.generation)
            chunks.add(
                lambda: self._execute(
                    "INSERT OR REPLACE INTO near(generation, articles, claims, digest, serving) VALUES (?, ?, ?, ?, 0)",
                    [(self.generation, articles, claims, self.digest)],
                )
            )

    def _block(self, start: int, join: Callable[[], Part]) -> Part:
        """A block from the database, or worked out and written."""
        kept = self._c.row(
            "SELECT ones, others, products FROM near_block WHERE generation = ? AND start = ?", (self.generation, start)
        )
        if kept is not None:
            return Part(*(array("q", data) for data in kept))
        part = Part(*(array("q", column) for column in join()))
        with self._c.write():
            self._execute(
                "INSERT INTO near_block(generation, start, ones, others, products) VALUES (?, ?, ?, ?, ?)",
                [(self.generation, start, *(array("q", column).tobytes() for column in part))],
            )
        return part

    def _write(self, work: _Plain | _Batch, pairs: Iterable[Near]) -> None:
        """Pairs, postings and the list of articles. Written twice, they are the same."""
        numbers, generation = self.numbers, self.generation
        both = [(numbers[one], numbers[other], share) for one, other, share in pairs]
        both = sorted([*both, *((other, one, share) for one, other, share in both)])
        with Chunks(self._c, rows=ROWS) as chunks:
            self._fill(chunks, "near_pair", 4, ((generation, *row) for row in both))
            self._fill(chunks, "near_term", 5, ((generation, token(t), *rest) for t, *rest in work.postings()))
            self._fill(chunks, "near_article", 3, ((generation, *item) for item in self.articles.items()))

    def _fill(self, chunks: Chunks, table: str, columns: int, rows: Iterable[tuple[Any, ...]]) -> None:
        sql = f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - names are ours
        batch: list[tuple[Any, ...]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == ROWS // 4:
                chunks.add(lambda part=batch: self._execute(sql, part), rows=len(batch))  # type: ignore[misc]
                batch = []
        chunks.add(lambda: self._execute(sql, batch), rows=len(batch))

    def _execute(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._c.conn.executemany(sql, rows)

    def _serve(self) -> None:
        """From here on the new generation answers; the old one is taken away in short steps."""
        with self._c.write() as conn:
            conn.execute("UPDATE near SET serving = (generation = ?)", (self.generation,))
        old = self._c.rows("SELECT generation FROM near WHERE serving = 0")
        with Chunks(self._c) as chunks:
            for (generation,) in old:
                _forget(self._c, chunks, generation)
            chunks.add(lambda: self._execute("DELETE FROM near_block WHERE generation = ?", [(self.generation,)]))

    def _catch_up(self) -> None:
        """Articles that changed, came or went while the generation was built."""
        index = NearIndex(self._c)
        listed = {n for (n,) in self._c.rows("SELECT number FROM article WHERE listed > 0")}
        stamp = self._c.rows("SELECT article FROM near_article WHERE generation = ?", (self.generation,))
        for article in sorted(listed | {n for (n,) in stamp}):
            if article not in self.articles or article not in listed or self._moved(article):
                index.put(article)

    def _moved(self, article: int) -> bool:
        rows = self._c.rows(
            "SELECT n, terms, quote FROM claim "
            "WHERE n >> 20 = ? AND n BETWEEN ? AND ? AND listed IS NOT NULL ORDER BY n",
            (article, article << CLAIM_BITS, (article + 1 << CLAIM_BITS) - 1),
        )
        return digest(rows) != self.articles[article]


def _forget(connections: Connections, chunks: Chunks, generation: int) -> None:
    """Takes a generation out, in steps of about ROWS rows."""
    for table, key in (
        ("near_pair", "one"),
        ("near_term", "term"),
        ("near_fresh", "term"),
        ("near_article", "article"),
    ):
        first = f"SELECT {key} FROM {table} WHERE generation = ? ORDER BY {key} LIMIT 1 OFFSET {ROWS}"  # noqa: S608
        low = f"DELETE FROM {table} WHERE generation = ? AND {key} <= ?"  # noqa: S608 - names are ours
        while (row := connections.row(first, (generation,))) is not None:
            chunks.add(lambda low=low, row=row: connections.conn.execute(low, (generation, row[0])), ROWS)  # type: ignore[misc]
            chunks.flush()
        chunks.add(lambda table=table: connections.conn.execute(  # type: ignore[misc]
            f"DELETE FROM {table} WHERE generation = ?", (generation,)  # noqa: S608
        ))  # fmt: skip
    for table in ("near_block", "near"):
        chunks.add(lambda table=table: connections.conn.execute(  # type: ignore[misc]
            f"DELETE FROM {table} WHERE generation = ?", (generation,)  # noqa: S608
        ))  # fmt: skip
    chunks.flush()


class _Plain:
    """The work without any library: one block."""

    def __init__(
        self, claims: Iterable[tuple[list[str], str]], weigh: near_batch.Weigh, numbers: Sequence[int]
    ) -> None:
        every = list(claims)
        self.df = near.frequencies([terms for terms, _ in every])
        weights = weigh(self.df)
        self._tell = weights.idf
        self._numbers = numbers
        self._vectors: list[Vector] = [near.vector(terms, weights) for terms, _ in every]
        words = [alike.words(quote) for _, quote in every]
        self.df |= (words_df := near.frequencies(words))
        counts = weigh(words_df).counts
        self._letters = [alike.vector(each, counts) for each in words]
        self._readings = [alike.reading(quote) for _, quote in every]
        self.block = max(1, len(every))

    def join(self, start: int, stop: int) -> Part:
        """Near pairs of all claims."""
        assert (start, stop) == (0, len(self._vectors))
        groups = [n >> CLAIM_BITS for n in self._numbers]
        found = {(p.one, p.other): p.product for p in near_plain.join(self._vectors, groups, self._tell)}
        for one, other in alike.join(self._letters, self._readings, groups):
            if (one, other) not in found:
                found[one, other] = near.whole(self._vectors[one], self._vectors[other])
        return Part([one for one, _ in found], [other for _, other in found], list(found.values()))

    def kept(self, parts: Sequence[Part]) -> list[Near]:
        """Those that count."""
        return near.kept(Near(*row) for part in parts for row in zip(*part, strict=True))

    def postings(self) -> Iterator[Posting]:
        """Every term."""
        found: dict[str, tuple[array[int], array[int]]] = {}
        for number, each, letters in zip(self._numbers, self._vectors, self._letters, strict=True):
            for term, weight in chain(each.first, letters.first):
                claims, weights = found.setdefault(term, (array("q"), array("H")))
                claims.append(number)
                weights.append(weight)
        for term, df in sorted(self.df.items()):
            claims, weights = found.get(term, (array("q"), array("H")))
            yield Posting(term, df, claims.tobytes(), weights.tobytes())


class _Batch:
    """The same with the extra `scale`, in blocks."""

    block = near_batch.BLOCK

    def __init__(
        self, claims: Iterable[tuple[list[str], str]], weigh: near_batch.Weigh, numbers: Sequence[int]
    ) -> None:
        self._numbers = numbers
        quotes: list[str] = []
        self._table = near_batch.Table(_parted(claims, quotes), weigh, _Groups(numbers))
        self._alikes = alike_batch.AlikeTable(quotes, weigh, _Groups(numbers))

    def join(self, start: int, stop: int) -> Part:
        """Near pairs of these claims with all behind them."""
        found = alike_batch.together(self._table, self._alikes, start, stop)
        return Part(*(column.tolist() for column in found))

    def kept(self, parts: Sequence[Part]) -> Iterator[Near]:
        """Those that count."""
        import numpy as np

        read = [tuple(np.asarray(column, dtype=np.int64) for column in part) for part in parts]
        columns = near_batch.kept(read) if read else ()
        return (Near(*row) for row in zip(*(column.tolist() for column in columns), strict=True))

    def postings(self) -> Iterator[Posting]:
        """Every term."""
        import numpy as np

        numbers = np.asarray(self._numbers, dtype=np.int64)
        for table in (self._table, self._alikes):
            for term, places, weights in table.postings():
                yield Posting(term, table.df[term], numbers[places].tobytes(), weights.astype(np.uint16).tobytes())


def _parted(claims: Iterable[tuple[list[str], str]], quotes: list[str]) -> Iterator[list[str]]:
    """The terms of each claim; its quote is put aside."""
    for terms, quote in claims:
        quotes.append(quote)
        yield terms


class _Groups(Sequence[int]):
    """The article of each claim; read when all claims were."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def __getitem__(self, place: Any) -> Any:
        return self._numbers[place] >> CLAIM_BITS

    def __len__(self) -> int:
        return len(self._numbers)
