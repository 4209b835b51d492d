"""Articles, their versions and blocks in the corpus."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from reviewer.model import codec
from reviewer.model.article import BlockClass, Metadata, Version
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value
from reviewer.store import _sqlite, schema
from reviewer.store.connections import Connections
from reviewer.store.records import (
    CLAIM_BITS,
    RANK_LIMIT,
    ArticleEntry,
    ArticleRow,
    BlockRow,
    Mark,
    Stamp,
    VersionRow,
    own_range,
)

_COLUMNS = (
    "a.number, a.id, a.key, a.aliases, a.metadata, a.version, v.raw_sha256, v.text_sha256, v.reader, "
    "v.reader_version, v.length, a.listed, a.in_project, a.rank, a.remarks"
)
_FROM = "FROM article a LEFT JOIN version v ON v.id = a.version"
_PUT_ARTICLE = """
INSERT INTO article(number, id, key, aliases, metadata, title, version, listed, in_project, rank, remarks,
  stamp_version, stamp_extractor, stamp_matcher, stamp_detail)
VALUES (:number, :id, :key, :aliases, :metadata, :title, :version, 0, :in_project, :rank, :remarks, '', 0, 0, '')
ON CONFLICT(number) DO UPDATE SET key = :key, aliases = :aliases, metadata = :metadata, title = :title,
  version = :version, in_project = :in_project, rank = :rank, remarks = :remarks
"""
_ALL = (-1, 1 << 40)
"""Every code point."""
_SOME = {"first": 500, "more": 500}
"""Rows of a long article between two moments at which its reading may be stopped: a millisecond."""
_ARTICLE_BITS = 24
"""Of a claim's place in the queue: rank, article number, ordinal, from high to low."""


def dumps(value: Any) -> str:
    """`value` as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place(rank: int, article: int, ordinal: int) -> int:
    """A claim's place in the queue: by rank of its article, by arrival of the article, in text order."""
    return (((rank << _ARTICLE_BITS) + article) << CLAIM_BITS) + ordinal


class Articles:
    """The part of the corpus that knows articles."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def put_article(self, entry: ArticleEntry) -> int:
        """Takes an article in, or what changed of it; gives its short number, which it keeps for good.

        The blob of the version's text must be there before, so that the text can be searched.
        """
        with self._c.write() as conn:
            number = self._number(conn, entry.article.id)
            indexed = conn.execute("SELECT title, text FROM article_text WHERE number = ?", (number,)).fetchone()
            before = conn.execute("SELECT rank, version, title FROM article WHERE number = ?", (number,)).fetchone()
            self._write_article(conn, number, entry)
            if entry.version is not None:
                self._write_version(conn, number, entry.version)
            after = conn.execute("SELECT rank, version, title FROM article WHERE number = ?", (number,)).fetchone()
            if before is None or before[1:] != after[1:]:
                _index_text(conn, number, indexed)
            if before is not None and before[0] != after[0]:
                _move(conn, number, after[0])
        return number

    def put_version(self, version: Version) -> None:
        """Takes in one text of a known article, also one that is no longer the current one."""
        with self._c.write() as conn:
            self._write_version(conn, self._number(conn, version.article), version)

    def _number(self, conn: _sqlite.Connection, article: str) -> int:
        row = conn.execute("SELECT number FROM local_article WHERE article = ?", (article,)).fetchone()
        if row is None:
            conn.execute("INSERT INTO local_article(article) VALUES (?)", (article,))
            row = conn.execute("SELECT number FROM local_article WHERE article = ?", (article,)).fetchone()
        return int(row[0])

    def _write_article(self, conn: _sqlite.Connection, number: int, entry: ArticleEntry) -> None:
        if abs(entry.rank) > RANK_LIMIT:
            raise ValueError(f"rank out of range: {entry.rank}")
        article, version = entry.article, entry.version
        conn.execute(
            _PUT_ARTICLE,
            {
                "number": number,
                "id": article.id,
                "key": article.key,
                "aliases": dumps(article.aliases),
                "metadata": dumps(codec.encode(article.metadata)),
                "title": article.metadata.title or "",
                "version": version.id if version else "",
                "in_project": int(entry.in_project),
                "rank": entry.rank,
                "remarks": dumps(entry.remarks),
            },
        )

    def _write_version(self, conn: _sqlite.Connection, number: int, version: Version) -> None:
        if conn.execute("SELECT 1 FROM blob WHERE sha256 = ?", (version.text_sha256,)).fetchone() is None:
            raise ValueError("the blob of a text must be there before its version")
        place = (version.id, number, version.raw_sha256, version.text_sha256)
        conn.execute(
            "INSERT OR REPLACE INTO version(id, article, raw_sha256, text_sha256, reader, reader_version, length) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*place, version.reader, version.reader_version, len(version.text)),
        )

    def set_in_project(self, articles: Collection[str]) -> None:
        """Marks these articles as standing in the project file, and all others as having left it."""
        with self._c.write() as conn:
            conn.execute(
                "UPDATE article SET in_project = (id IN (SELECT value FROM json_each(?1))) "
                "WHERE in_project != (id IN (SELECT value FROM json_each(?1)))",
                (dumps(list(articles)),),
            )

    def set_rank(self, article: str, rank: int) -> None:
        """Moves an article in the queue: lower ranks come first, within a rank the order of arrival."""
        if abs(rank) > RANK_LIMIT:
            raise ValueError(f"rank out of range: {rank}")
        with self._c.write() as conn:
            row = conn.execute("SELECT number, rank FROM article WHERE id = ?", (article,)).fetchone()
            if row is not None and row[1] != rank:
                conn.execute("UPDATE article SET rank = ? WHERE number = ?", (rank, row[0]))
                _move(conn, row[0], rank)

    def article(self, article: str) -> ArticleRow | None:
        """The article with this id."""
        return self._one("WHERE a.id = ?", article)

    def article_by_number(self, number: int) -> ArticleRow | None:
        """The article with this short number."""
        return self._one("WHERE a.number = ?", number)

    def article_by_key(self, key: str) -> ArticleRow | None:
        """The article with this key or alias."""
        found = self._one("WHERE a.key = ?", key)
        return found or self._one("WHERE EXISTS (SELECT 1 FROM json_each(a.aliases) WHERE value = ?)", key)

    def articles(self) -> tuple[ArticleRow, ...]:
        """All articles, by short number."""
        return self._many("ORDER BY a.number")

    def with_text(self, *, but: str, limit: int) -> tuple[str, ...]:
        """The first so many articles, by short number, that have a text which another reader than `but` read."""
        rows = self._c.rows(
            "SELECT a.id FROM article a JOIN version v ON v.id = a.version WHERE v.reader <> ? "
            "ORDER BY a.number LIMIT ?",
            (but, limit),
        )
        return tuple(found for (found,) in rows)

    def in_project(self) -> dict[str, str]:
        """The keys of the articles that are in the project, by id."""
        return dict(self._c.rows("SELECT id, key FROM article WHERE in_project = 1 ORDER BY number"))

    def articles_with_prefix(self, prefix: str) -> tuple[ArticleRow, ...]:
        """Articles whose id starts so."""
        return self._many("WHERE a.id >= ? AND a.id < ? ORDER BY a.id", prefix, prefix + "\U0010ffff")

    def version(self, version: str) -> VersionRow | None:
        """One text of an article, also one that is no longer the current one."""
        row = self._c.row(
            "SELECT v.id, a.id, v.raw_sha256, v.text_sha256, v.reader, v.reader_version, v.length "
            "FROM version v JOIN article a ON a.number = v.article WHERE v.id = ?",
            (version,),
        )
        return None if row is None else VersionRow(*row)

    def blocks(self, article: str, part: Span | None = None) -> tuple[BlockRow, ...]:
        """The blocks of an article in text order; those that reach into a part of it."""
        start, end = (part.start, part.end) if part is not None else _ALL
        pages = self._c.stream(
            "SELECT b.start, b.end, b.class, b.by FROM block b JOIN article a ON a.number = b.article "
            "WHERE a.id = ? AND b.start < ? AND b.end > ? ORDER BY b.start",
            (article, end, start),
            **_SOME,
        )
        return tuple(BlockRow(Span(start, end), BlockClass(cls), by) for rows in pages for start, end, cls, by in rows)

    def block_around(self, article: str, span: Span) -> BlockRow | None:
        """The block of an article that holds all of a span; None where it goes over the end of one."""
        row = self._c.row(
            "SELECT b.start, b.end, b.class, b.by FROM block b JOIN article a ON a.number = b.article "
            "WHERE a.id = ? AND b.start <= ? AND b.end >= ? ORDER BY b.start LIMIT 1",
            (article, span.start, span.end),
        )
        return None if row is None else BlockRow(Span(row[0], row[1]), BlockClass(row[2]), row[3])

    def marks(self, article: str, part: Span | None = None) -> tuple[Mark, ...]:
        """The listed claims of the article's current version, for painting, in text order; or those in a part of it."""
        row = self._c.row("SELECT number, version FROM article WHERE id = ?", (article,))
        if row is None:
            return ()
        start, end = (part.start, part.end) if part is not None else _ALL
        pages = self._c.stream(
            "SELECT c.id, c.start, c.end, s.status, s.value FROM claim c "
            "LEFT JOIN claim_status s ON s.claim = c.id AND s.shown = 1 "
            "WHERE c.n BETWEEN ? AND ? AND c.version = ? AND c.listed >= 0 AND c.start < ? AND c.end > ? "
            "ORDER BY c.ordinal",
            (*own_range(row[0]), row[1], end, start),
            **_SOME,
        )
        return tuple(
            Mark(claim, Span(start, end), Status(status or Status.OPEN), Value(value) if value else None)
            for rows in pages
            for claim, start, end, status, value in rows
        )

    def stamp(self, article: str) -> Stamp | None:
        """What the article's claims were made with; None where it has none yet."""
        row = self._c.row(
            "SELECT stamp_version, stamp_extractor, stamp_matcher, stamp_detail FROM article "
            "WHERE id = ? AND stamp_version != ''",
            (article,),
        )
        return None if row is None else Stamp(*row)

    def stamps(self) -> dict[str, Stamp]:
        """What each article's claims were made with; articles without claims yet are left out."""
        rows = self._c.rows(
            "SELECT id, stamp_version, stamp_extractor, stamp_matcher, stamp_detail FROM article "
            "WHERE stamp_version != ''"
        )
        return {article: Stamp(*stamp) for article, *stamp in rows}

    def unmatched(self, matcher: int) -> int:
        """How many articles have claims that `matcher` has not compared yet."""
        return int(
            self._c.value(
                "SELECT count(*) FROM article WHERE stamp_version != '' AND stamp_matcher != ?", (matcher,), default=0
            )
        )

    def _one(self, where: str, value: Any) -> ArticleRow | None:
        found = self._many(f"{where} LIMIT 1", value)
        return found[0] if found else None

    def _many(self, tail: str, *values: Any) -> tuple[ArticleRow, ...]:
        return tuple(_article_row(row) for row in self._c.rows(f"SELECT {_COLUMNS} {_FROM} {tail}", values))


def _article_row(row: tuple[Any, ...]) -> ArticleRow:
    number, article, key, aliases, metadata, version, raw, text, reader, reader_version, length, claims, *rest = row
    in_project, rank, remarks = rest
    return ArticleRow(
        number=number,
        id=article,
        key=key,
        aliases=tuple(json.loads(aliases)),
        metadata=codec.decode(Metadata, json.loads(metadata)),
        version=version,
        raw_sha256=raw or "",
        text_sha256=text or "",
        reader=reader or "",
        reader_version=reader_version or "",
        length=length or 0,
        claims=claims,
        in_project=bool(in_project),
        rank=rank,
        remarks=tuple(json.loads(remarks)),
    )


def _index_text(conn: _sqlite.Connection, number: int, before: tuple[str, str | None] | None) -> None:
    """Brings full text up to an article's title and text. `before`: what was indexed, needed to take it out."""
    if before is not None:
        conn.execute(
            "INSERT INTO article_fts(article_fts, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, *before)
        )
    conn.execute(
        "INSERT INTO article_fts(rowid, title, text) SELECT number, title, text FROM article_text WHERE number = ?",
        (number,),
    )


def _move(conn: _sqlite.Connection, number: int, rank: int) -> None:
    """Gives the claims of an article their places after its rank changed."""
    conn.execute(
        "UPDATE claim SET place = ? + ordinal WHERE n BETWEEN ? AND ?",
        (place(rank, number, 0), *own_range(number)),
    )
    schema.add_to_stamp(conn, "order", 1)
