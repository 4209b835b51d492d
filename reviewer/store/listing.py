"""Lists of claims in queue order. Nothing here loads all claims.

The queue: articles by rank and arrival, within an article text order. `claim.place` holds that order, `claim.listed`
the position within the article, `article.listed` how many there are; so the unfiltered list needs one number per
article to find any page. A filtered list holds one 8-byte number per claim found.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from typing import Any

from reviewer.model.row import ClaimRow
from reviewer.model.verdict import Status, Value
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections
from reviewer.store.query import ALL, Query, statement
from reviewer.store.records import CLAIM_BITS, own_range, short

__all__ = ["Listing", "Listings", "Query"]

FIRST = 64
"""Claims of the first page of a list that takes long to make."""
MORE = 4096
_ROWS = """
SELECT c.n, c.id, a.id, c.quote, s.status, s.value, mine.value,
  (SELECT count(*) FROM match m WHERE m.one = c.n AND m.offered AND NOT m.inner AND m.word IS NOT 'other_thing')
  + (SELECT count(*) FROM match m WHERE m.other = c.n AND m.offered AND NOT m.inner AND m.word IS NOT 'other_thing'),
  EXISTS (SELECT 1 FROM match m WHERE m.one = c.n AND m.offered AND NOT m.inner
          AND coalesce(m.word, m.outcome) = 'contradicts')
  OR EXISTS (SELECT 1 FROM match m WHERE m.other = c.n AND m.offered AND NOT m.inner
             AND coalesce(m.word, m.outcome) = 'contradicts'),
  c.needs_context, coalesce(s.needs_look, ''), mine.postponed IS NOT NULL, c.dim, c.carried
FROM claim c JOIN article a ON a.number = c.n >> 20
LEFT JOIN claim_status s ON s.claim = c.id AND s.shown = 1
LEFT JOIN claim_person mine ON mine.claim = c.id AND mine.about = coalesce(s.about, 'content') AND mine.person = ?1
WHERE c.{key} IN (SELECT value FROM json_each(?2))
"""


class Listings:
    """Opens lists of claims."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections
        self._lock = Lock()
        self._offsets: tuple[int, Offsets] | None = None

    def open(self, query: Query = ALL) -> Listing:
        """The list of the claims that fit, as of now. Later changes need a new one."""
        *_, last = self.pages(query)
        return last

    def pages(self, query: Query = ALL) -> Iterator[Listing]:
        """The list of the claims that fit: where there are many first a page of them, and last, always, all of them."""
        if query.empty:
            yield Listing(self, self._whole())
            return
        found = array("q")
        sql, values = statement(query)
        for rows in self._c.stream(sql, values, first=FIRST, more=MORE) if sql else ():
            found.extend(n for (n,) in rows)
            if len(found) == FIRST:
                yield Listing(self, found[:], whole=False)
        yield Listing(self, found)

    def rows(self, ids: Sequence[str], *, me: str = "") -> list[ClaimRow]:
        """The rows of these claims in this order, listed or not; unknown ones are left out."""
        rows = self._c.rows(_ROWS.format(key="id"), (me, dumps(list(ids))))
        found = {row.id: row for row in map(_list_row, rows)}
        return [found[claim] for claim in ids if claim in found]

    def next_open(
        self,
        after: str | None = None,
        *,
        me: str = "",
        but: Sequence[str] = (),
        first: Sequence[int] = (),
        last: Sequence[int] = (),
    ) -> str | None:
        """The next listed claim in queue order, wrapping round, that wants reviews and on which `me` has no word.

        A word is a verdict or having postponed it; a claim on which as many are in as are wanted wants none (reviewers
        who differ wait for an adjudicator). Claims of the articles numbered in `first` come before all others, those of
        the articles in `last` behind them. `but` are not given; `after` itself comes last. None where there is none.
        """
        numbers, left_out = dumps(list(last)), dumps(list(but))
        place = self._c.value("SELECT place FROM claim WHERE id = ?", (after or "",), default=None)
        sql = (
            "SELECT c.id FROM claim c WHERE c.listed >= 0 AND {range} "
            "AND NOT EXISTS (SELECT 1 FROM claim_status s WHERE s.claim = c.id AND s.shown = 1 "
            "AND s.status IN ('decided', 'split')) "
            "AND c.id NOT IN (SELECT value FROM json_each(?3)) "
            "AND (c.n >> 20 IN (SELECT value FROM json_each(?4))) = ?5 "
            "AND NOT EXISTS (SELECT 1 FROM claim_person p WHERE p.claim = c.id AND p.person = ?1 "
            "AND (p.given = 1 OR p.postponed IS NOT NULL)) ORDER BY c.place LIMIT 1"
        )
        for number in first:
            inside = f"c.n BETWEEN {own_range(number)[0]} AND {own_range(number)[1]}"
            for where in (f"{inside} AND c.place > coalesce(?2, -1)", f"{inside} AND c.place <= ?2"):
                found = self._c.value(sql.format(range=where), (me, place, left_out, "[]", 0))
                if found is not None:
                    return str(found)
        for others in (0, 1) if last else (0,):
            for where in ("c.place > ?2", "(?2 IS NULL OR c.place <= ?2)"):
                values = (me, place, left_out, numbers, others)
                found = None if place is None and ">" in where else self._c.value(sql.format(range=where), values)
                if found is not None:
                    return str(found)
        return None

    def rows_by_number(self, numbers: Sequence[int], me: str) -> list[ClaimRow]:
        """The rows of these claims (numbers of the database) in this order."""
        rows = self._c.rows(_ROWS.format(key="n"), (me, dumps(list(numbers))))
        found = {row[0]: _list_row(row) for row in rows}
        return [found[n] for n in numbers if n in found]

    def ids_of(self, numbers: Sequence[int]) -> list[str]:
        """Ids of claims by number, in this order."""
        found = dict(
            self._c.rows("SELECT n, id FROM claim WHERE n IN (SELECT value FROM json_each(?))", (dumps(list(numbers)),))
        )
        return [found[n] for n in numbers if n in found]

    def number_of(self, claim: str) -> tuple[int, int] | None:
        """A listed claim's number and its position within its article."""
        row = self._c.row("SELECT n, listed FROM claim WHERE id = ? AND listed >= 0", (claim,))
        return None if row is None else (row[0], row[1])

    def page(self, place: int, count: int) -> list[int]:
        """Numbers of `count` listed claims from a place of the queue on."""
        rows = self._c.rows(
            "SELECT n FROM claim WHERE listed >= 0 AND place >= ? ORDER BY place LIMIT ?", (place, count)
        )
        return [n for (n,) in rows]

    def place_of(self, article: int, position: int) -> int | None:
        """The place in the queue of an article's claim at this position among its listed ones.

        It is not before the claim that would stand there if all were listed, and seldom far behind.
        """
        found = self._c.value(
            "SELECT place FROM claim WHERE listed >= 0 AND +listed = ?3 AND +n BETWEEN ?1 AND ?2 AND place >= "
            "(SELECT c.place - c.ordinal + ?3 FROM claim c WHERE c.n BETWEEN ?1 AND ?2 LIMIT 1) ORDER BY place LIMIT 1",
            (*own_range(article), position),
        )
        return None if found is None else int(found)

    def _whole(self) -> Offsets:
        with self._c.snapshot():
            stamp = int(self._c.value("SELECT value FROM stamp WHERE name = 'order'", default=0))
            with self._lock:
                if self._offsets is not None and self._offsets[0] == stamp:
                    return self._offsets[1]
            rows = self._c.rows("SELECT number, listed FROM article WHERE listed > 0 ORDER BY rank, number")
        offsets = Offsets([number for number, _ in rows], list(accumulate((count for _, count in rows), initial=0)))
        with self._lock:
            self._offsets = (stamp, offsets)
        return offsets


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where each article's claims begin in the whole list: `starts` has one entry more than `articles`."""

    articles: list[int]
    starts: list[int]


class Listing:
    """A list of claims as it was when opened: its length and order stay, rows are read as they are asked for.

    One that is not `whole` is the first page of a list that is still being made.
    """

    def __init__(self, listings: Listings, content: Offsets | array[int], *, whole: bool = True) -> None:
        self._listings = listings
        self._content = content
        self.whole = whole

    def __len__(self) -> int:
        return self._content.starts[-1] if isinstance(self._content, Offsets) else len(self._content)

    def ids(self, start: int, stop: int) -> list[str]:
        """Ids of the claims at these positions; fewer where the list ends."""
        return self._listings.ids_of(self._numbers(start, stop))

    def rows(self, start: int, stop: int, *, me: str = "") -> list[ClaimRow]:
        """The claims at these positions; fewer where the list ends."""
        return self._listings.rows_by_number(self._numbers(start, stop), me)

    def article_at(self, position: int) -> int:
        """The number of the article whose claim stands at this position; nothing is read for it. Raises IndexError."""
        if not 0 <= position < len(self):
            raise IndexError(position)
        if not isinstance(self._content, Offsets):
            return self._content[position] >> CLAIM_BITS
        return self._content.articles[bisect_right(self._content.starts, position) - 1]

    def index_of(self, claim: str) -> int | None:
        """The position of a claim, None where it is not in this list."""
        found = self._listings.number_of(claim)
        if found is None:
            return None
        n, position = found
        if not isinstance(self._content, Offsets):
            return self._content.index(n) if n in self._content else None
        try:
            article = self._content.articles.index(n >> CLAIM_BITS)
        except ValueError:
            return None
        return self._content.starts[article] + position

    def _numbers(self, start: int, stop: int) -> Sequence[int]:
        start, stop = max(0, start), min(stop, len(self))
        if start >= stop:
            return ()
        if not isinstance(self._content, Offsets):
            return self._content[start:stop]
        article = bisect_right(self._content.starts, start) - 1
        place = self._listings.place_of(self._content.articles[article], start - self._content.starts[article])
        return () if place is None else self._listings.page(place, stop - start)


def _list_row(row: tuple[Any, ...]) -> ClaimRow:
    n, claim, article, quote, status, value, mine, matches, disagrees, needs_context, look, postponed, dim, carried = (
        row
    )
    return ClaimRow(
        id=claim,
        number=short(n),
        article=article,
        article_number=n >> CLAIM_BITS,
        quote=quote,
        status=Status(status or Status.OPEN),
        value=Value(value) if value else None,
        mine=Value(mine) if mine else None,
        matches=matches,
        disagrees=bool(disagrees),
        needs_context=bool(needs_context),
        needs_look=look,
        postponed=bool(postponed),
        dim=bool(dim),
        carried=carried,
    )
