"""Claims in the corpus: written an article at a time, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from reviewer.errors import NotFound
from reviewer.model import codec
from reviewer.model.claim import Claim
from reviewer.store import _sqlite, companies, postings, schema, shortage
from reviewer.store.articles import dumps, place
from reviewer.store.connections import Connections
from reviewer.store.records import (
    CLAIM_BITS,
    BlockRow,
    Changes,
    ClaimEntry,
    ClaimPlace,
    IndexedClaim,
    Stamp,
    own_range,
    short,
)

_SELECT = "SELECT n, ordinal, listed, dim, record FROM claim WHERE {where} ORDER BY n >> 20, ordinal"
_INSERT = (
    "INSERT INTO claim(n, id, version, ordinal, start, end, quote, kind, score, needs_context, has_number, claimants, "
    "dim, place, terms, record, carried, listed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "UPDATE claim SET ordinal = ?4, kind = ?8, score = ?9, needs_context = ?10, has_number = ?11, claimants = ?12, "
    "dim = ?13, place = ?14, terms = ?15, record = ?16, carried = ?17, listed = ?18 WHERE n = ?1"
)


CHECKED = -1
"""What stands as `listed` of a claim that a published fact-check is about: compared with others, in no list."""


class _Row(NamedTuple):
    """A row of `claim`, columns in the order of _INSERT."""

    n: int
    id: str
    version: str
    ordinal: int
    start: int
    end: int
    quote: str
    kind: str
    score: float
    needs_context: str
    has_number: int
    claimants: str
    dim: int
    place: int
    terms: str
    record: str
    carried: str
    listed: int | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands in the database of a claim before it is written again."""

    n: int
    listed: int | None
    terms: str


class Claims:
    """The part of the corpus that knows claims."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def replace_article_claims(
        self,
        article: str,
        stamp: Stamp,
        claims: Sequence[IndexedClaim],
        *,
        blocks: Sequence[BlockRow] = (),
        shingles: Collection[int] = (),
    ) -> Changes:
        """Makes these the claims of an article, in one transaction: index, full text, short numbers and all.

        `claims` in text order. Claims that stay keep their number and their matches; matches of those that go, go.
        `shingles` are stable 64-bit hashes of the text (signed or not).

        Raises:
            NotFound: the article was never put in. ValueError: a claim of another article, or one twice.
        """
        _check(article, claims)
        with self._c.write() as conn:
            row = conn.execute("SELECT number, rank FROM article WHERE id = ?", (article,)).fetchone()
            if row is None:
                raise NotFound(f"no article {article} in the corpus")
            number, rank = row
            changes = _write_claims(conn, number, rank, claims)
            _write_blocks(conn, number, blocks)
            postings.write_shingles(conn, number, shingles)
            conn.execute(
                "UPDATE article SET stamp_version = ?, stamp_extractor = ?, stamp_matcher = ?, stamp_detail = ? "
                "WHERE number = ?",
                (stamp.version, stamp.extractor, stamp.matcher, stamp.detail, number),
            )
            companies.forget_earlier(conn, number)
        return changes

    def set_listed(self, article: str, claims: Collection[str]) -> None:
        """Lists exactly these claims of an article; the others keep their rows, but not their postings and matches."""
        with self._c.write() as conn:
            number = self._c.value("SELECT number FROM article WHERE id = ?", (article,))
            if number is None:
                raise NotFound(f"no article {article} in the corpus")
            _list(conn, number, frozenset(claims))

    def claim(self, claim: str) -> Claim | None:
        """The claim with this id, listed or not."""
        record = self._c.value("SELECT record FROM claim WHERE id = ?", (claim,))
        return None if record is None else _claim(record)

    def where(self, claim: str) -> ClaimPlace | None:
        """How the corpus has a claim, told without reading the claim itself."""
        row = self._c.row(
            "SELECT a.id, c.version = a.version, coalesce(c.listed, -1) >= 0, coalesce(v.reader, '') FROM claim c "
            "JOIN article a ON a.number = c.n >> 20 LEFT JOIN version v ON v.id = a.version WHERE c.id = ?",
            (claim,),
        )
        return None if row is None else ClaimPlace(row[0], bool(row[1]), bool(row[2]), row[3])

    def entry(self, claim: str) -> ClaimEntry | None:
        """The claim with its place."""
        return self.entries((claim,)).get(claim)

    def entries(self, claims: Collection[str]) -> dict[str, ClaimEntry]:
        """Those of the claims that the corpus knows."""
        if not claims:
            return {}
        rows = self._c.rows(_SELECT.format(where="id IN (SELECT value FROM json_each(?))"), (dumps(list(claims)),))
        return {entry.claim.id: entry for entry in map(_entry, rows)}

    def articles_of(self, claims: Collection[str]) -> dict[str, str]:
        """The id of the article of each claim that the corpus knows, without reading the claims."""
        return dict(
            self._c.rows(
                "SELECT c.id, a.id FROM claim c JOIN article a ON a.number = c.n >> 20 "
                "WHERE c.id IN (SELECT value FROM json_each(?))",
                (dumps(list(claims)),),
            )
        )

    def claims_of_article(self, article: str, *, listed: bool = True) -> tuple[ClaimEntry, ...]:
        """The claims of an article in text order; with `listed=False` also those that are not listed."""
        number = self._c.value("SELECT number FROM article WHERE id = ?", (article,))
        if number is None:
            return ()
        where = "n BETWEEN ? AND ?" + (" AND listed >= 0" if listed else "")
        rows = self._c.rows(_SELECT.format(where=where), own_range(number))
        return tuple(map(_entry, rows))

    def claim_by_number(self, number: str) -> str | None:
        """The id of the claim with this short number ("3.12"), None where it is none."""
        article, dot, claim = number.partition(".")
        if not (dot and article.isascii() and article.isdigit() and claim.isascii() and claim.isdigit()):
            return None
        if len(article) > 9 or len(claim) > 9:
            return None
        found = self._c.value(
            "SELECT claim FROM local_claim WHERE article = ? AND number = ?", (int(article), int(claim))
        )
        return None if found is None else str(found)

    def claims_with_prefix(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Ids of claims that start so, at most `limit`."""
        rows = self._c.rows(
            "SELECT id FROM claim WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (prefix, prefix + "\U0010ffff", limit)
        )
        return tuple(claim for (claim,) in rows)


def _check(article: str, claims: Sequence[IndexedClaim]) -> None:
    if any(item.claim.article != article for item in claims):
        raise ValueError("a claim of another article")
    if len({item.claim.id for item in claims}) != len(claims):
        raise ValueError("a claim stands there twice")


@lru_cache(maxsize=512)
def _claim(record: str) -> Claim:
    """A claim as its row has it: the one that is judged, and those it is compared with, are asked for many times."""
    return codec.decode(Claim, json.loads(record))


def _entry(row: tuple[Any, ...]) -> ClaimEntry:
    n, ordinal, listed, dim, record = row
    claim = _claim(record)
    return ClaimEntry(
        claim, short(n), n >> CLAIM_BITS, ordinal, listed is not None and listed >= 0, bool(dim), listed == CHECKED
    )


def _write_claims(conn: _sqlite.Connection, article: int, rank: int, claims: Sequence[IndexedClaim]) -> Changes:
    before = {
        claim: _Kept(n, listed, terms)
        for n, claim, listed, terms in conn.execute(
            "SELECT n, id, listed, terms FROM claim WHERE n BETWEEN ? AND ?", own_range(article)
        )
    }
    numbers = _numbers(conn, article, [item.claim.id for item in claims])
    rows = _rows(claims, numbers, rank, article)
    gone = {claim: kept for claim, kept in before.items() if claim not in numbers}
    _remove(conn, gone.values())
    added = [row for row in rows if row.id not in before]
    kept = [row for row in rows if row.id in before]
    conn.executemany(_INSERT, added)
    conn.executemany(_UPDATE, kept)
    conn.executemany("INSERT INTO claim_fts(rowid, quote) VALUES (?, ?)", [(row.n, row.quote) for row in added])
    postings.write_postings(
        conn,
        removed=[(k.n, k.terms) for k in before.values() if k.listed is not None],
        added=[(row.n, row.terms) for row in rows if row.listed is not None],
    )
    shortage.drop_matches(conn, [row.n for row in kept if row.listed is None])
    _count_listed(conn, article, sum(row.listed is not None and row.listed >= 0 for row in rows))
    return Changes(tuple(row.id for row in added), tuple(row.id for row in kept), tuple(gone))


def _numbers(conn: _sqlite.Connection, article: int, claims: Sequence[str]) -> dict[str, int]:
    """The number of each claim within its article: the one it always had, or the next free one."""
    known = {
        claim: number
        for number, claim in conn.execute("SELECT number, claim FROM local_claim WHERE article = ?", (article,))
    }
    top = max(known.values(), default=0)
    new = {claim: top + i for i, claim in enumerate((c for c in claims if c not in known), 1)}
    conn.executemany(
        "INSERT INTO local_claim(article, number, claim) VALUES (?, ?, ?)",
        [(article, number, claim) for claim, number in new.items()],
    )
    known |= new
    return {claim: known[claim] for claim in claims}


def _rows(claims: Sequence[IndexedClaim], numbers: dict[str, int], rank: int, article: int) -> list[_Row]:
    rows: list[_Row] = []
    listed = 0
    for ordinal, item in enumerate(claims):
        claim = item.claim
        rows.append(
            _Row(
                (article << CLAIM_BITS) + numbers[claim.id],
                claim.id,
                claim.version,
                ordinal,
                claim.span.start,
                claim.span.end,
                claim.quote,
                claim.kind.value,
                claim.score,
                claim.needs_context,
                int(bool(claim.quantities)),
                "\n".join(c.name for c in claim.claimants).casefold(),
                int(item.dim),
                place(rank, article, ordinal),
                " ".join(item.terms),
                dumps(codec.encode(claim)),
                item.carried,
                listed if item.listed else CHECKED if item.checked else None,
            )
        )
        listed += item.listed
    return rows


def _remove(conn: _sqlite.Connection, gone: Iterable[_Kept]) -> None:
    numbers = [kept.n for kept in gone]
    conn.executemany(
        "INSERT INTO claim_fts(claim_fts, rowid, quote) SELECT 'delete', n, quote FROM claim WHERE n = ?",
        [(n,) for n in numbers],
    )
    conn.executemany("DELETE FROM claim WHERE n = ?", [(n,) for n in numbers])
    conn.executemany("DELETE FROM meaning WHERE n = ?", [(n,) for n in numbers])
    shortage.drop_matches(conn, numbers)


def _count_listed(conn: _sqlite.Connection, article: int, listed: int) -> None:
    before = conn.execute("SELECT listed FROM article WHERE number = ?", (article,)).fetchone()[0]
    conn.execute("UPDATE article SET listed = ? WHERE number = ?", (listed, article))
    schema.add_to_stamp(conn, "claims", listed - before)
    schema.add_to_stamp(conn, "order", 1)


def _list(conn: _sqlite.Connection, article: int, wanted: frozenset[str]) -> None:
    rows = conn.execute(
        "SELECT n, id, listed, terms FROM claim WHERE n BETWEEN ? AND ? AND coalesce(listed, 0) >= 0 ORDER BY ordinal",
        own_range(article),
    ).fetchall()
    after = {row[0]: i for i, row in enumerate(row for row in rows if row[1] in wanted)}
    conn.executemany("UPDATE claim SET listed = ? WHERE n = ?", [(after.get(row[0]), row[0]) for row in rows])
    postings.write_postings(
        conn,
        removed=[(n, terms) for n, _, listed, terms in rows if listed is not None],
        added=[(n, terms) for n, _, _, terms in rows if n in after],
    )
    shortage.drop_matches(conn, [row[0] for row in rows if row[0] not in after])
    _count_listed(conn, article, len(after))


def remove_claims(conn: _sqlite.Connection, article: int, version: str) -> None:
    """Takes all claims of one text out of the corpus; inside the caller's transaction."""
    rows = conn.execute(
        "SELECT n, id, listed, terms, version FROM claim WHERE n BETWEEN ? AND ?", own_range(article)
    ).fetchall()
    gone = [_Kept(n, listed, terms) for n, _, listed, terms, of in rows if of == version]
    conn.executemany('DELETE FROM carry WHERE old = ?1 OR "new" = ?1', [(row[1],) for row in rows if row[4] == version])
    postings.write_postings(conn, removed=[(k.n, k.terms) for k in gone if k.listed is not None], added=[])
    _remove(conn, gone)
    _list(conn, article, frozenset(claim for _, claim, listed, _, of in rows if of != version and listed is not None))


def _write_blocks(conn: _sqlite.Connection, article: int, blocks: Sequence[BlockRow]) -> None:
    conn.execute("DELETE FROM block WHERE article = ?", (article,))
    conn.executemany(
        'INSERT INTO block(article, start, "end", class, "by") VALUES (?, ?, ?, ?, ?)',
        [(article, b.span.start, b.span.end, b.cls.value, b.by) for b in blocks],
    )
