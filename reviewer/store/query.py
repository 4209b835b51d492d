"""What a list of claims is limited to, and how that is asked of the database."""

# ruff: noqa: S608 - every statement is put together from constants of this module, values are bound

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import Order
from reviewer.model.verdict import Status, Value
from reviewer.store.articles import dumps
from reviewer.store.search import match_expression


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims to list; empty fields do not limit, conditions combine with "and".

    `text` as people type it; `article` an id; `claimant` a part of a name; `person` and `me` person ids; `outcomes`
    what a match says, a person's word before the machine's; `lineages` how the article of a match is related to the
    claim's, where `related` has persons' words on pairs of article numbers, which come before the machine's;
    `postponed` by `me`, or by anybody where `me` is empty; `min_score` ratio 0..1.
    """

    text: str = ""
    article: str = ""
    statuses: frozenset[Status] = frozenset()
    values: frozenset[Value] = frozenset()
    claimant: str = ""
    person: str = ""
    outcomes: frozenset[Outcome] = frozenset()
    matched: bool | None = None
    needs_context: bool | None = None
    needs_look: bool | None = None
    has_number: bool | None = None
    postponed: bool | None = None
    min_score: float = 0.0
    lineages: frozenset[LineageKind] = frozenset()
    related: tuple[tuple[int, int, str], ...] = ()
    order: Order = Order.TEXT
    me: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered out."""
        return self == Query(me=self.me, related=self.related)


ALL = Query()

_STATUS = "SELECT claim FROM claim_status WHERE shown = 1 AND "
_PERSON = "SELECT claim FROM claim_person WHERE "
_OFFERED = "FROM match m WHERE m.offered AND NOT m.inner AND "
_RELATED = (
    "coalesce((SELECT json_extract(value, '$[2]') FROM json_each(:related) "
    "WHERE json_extract(value, '$[0]') IN (m.one >> 20, m.other >> 20) "
    "AND json_extract(value, '$[1]') IN (m.one >> 20, m.other >> 20)), "
    "(SELECT kind FROM lineage WHERE one = m.one >> 20 AND other = m.other >> 20), "
    "(SELECT kind FROM lineage WHERE one = m.other >> 20 AND other = m.one >> 20))"
)
"""The relation of a match's articles; lineages are kept under the two numbers in either order."""
_SEEN = _OFFERED + "m.word IS NOT 'other_thing'"
_COUNTED = f"SELECT n, count(*) AS count FROM (SELECT m.one AS n {_SEEN} UNION ALL SELECT m.other {_SEEN}) GROUP BY n"
_AT_ODDS = _SEEN + " AND coalesce(m.word, m.outcome) = 'contradicts'"
_ORDERS = {
    Order.TEXT: ("", ""),
    Order.SCORE: ("", "c.score DESC, "),
    Order.MATCHES: (f"LEFT JOIN ({_COUNTED}) k ON k.n = c.n", "coalesce(k.count, 0) DESC, "),
    Order.AT_ODDS: ("", f"c.n IN (SELECT m.one {_AT_ODDS} UNION SELECT m.other {_AT_ODDS}) DESC, c.score DESC, "),
}
"""What each order joins to the claims, and what it sorts by before their place."""


def statement(query: Query) -> tuple[str, dict[str, Any]]:
    """SQL that gives the numbers of the claims that fit in queue order, and the values in it; "" where nothing can."""
    found = _Conditions(query.order)
    if query.text:
        expression = match_expression(query.text)
        if not expression:
            return "", {}
        # The plus: the queue is walked, so that the first hits are there at once; looking up each hit and sorting them
        # took four times as long for a common word.
        found.also("+c.n IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH :text)", text=expression)
    if query.article:
        found.only(
            "c.n BETWEEN (SELECT number << 20 FROM article WHERE id = :article) "
            "AND (SELECT (number << 20) | 1048575 FROM article WHERE id = :article)",
            article=query.article,
        )
    _of_claims(query, found)
    _of_statuses(query, found)
    _of_people(query, found)
    _of_matches(query, found)
    return found.sql(), found.values


class _Conditions:
    """Conditions on `claim c` that are joined by "and"."""

    def __init__(self, order: Order) -> None:
        self._join, self._order = _ORDERS[order]
        self.values: dict[str, Any] = {}
        self._all = ["c.listed >= 0"]
        self._few = False

    def also(self, sql: str, **values: Any) -> None:
        """A condition that is asked of each claim."""
        self._all.append(sql)
        self.values |= values

    def only(self, sql: str, **values: Any) -> None:
        """A condition that names the claims, so that the others need not be looked at."""
        self._few = True
        self.also(sql, **values)

    def among(self, column: str, select: str, *, wanted: bool = True, **values: Any) -> None:
        """Claims whose column is in what `select` gives, or is not."""
        (self.only if wanted else self.also)(f"c.{column} {'' if wanted else 'NOT '}IN ({select})", **values)

    def sql(self) -> str:
        """The whole statement. The plus keeps SQLite from walking the whole queue where few claims are named."""
        order = "+c.place" if self._few else "c.place"
        return f"SELECT c.n FROM claim c {self._join} WHERE {' AND '.join(self._all)} ORDER BY {self._order}{order}"


def _of_claims(query: Query, found: _Conditions) -> None:
    if query.claimant:
        found.also("instr(c.claimants, :claimant) > 0", claimant=query.claimant.casefold())
    if query.min_score > 0:
        found.also("c.score >= :score", score=query.min_score)
    if query.needs_context is not None:
        found.also("c.needs_context != ''" if query.needs_context else "c.needs_context = ''")
    if query.has_number is not None:
        found.also("c.has_number = :has_number", has_number=int(query.has_number))


def _of_statuses(query: Query, found: _Conditions) -> None:
    if query.statuses:
        # A claim without a row is open, so open claims are those that no other row names.
        opened = Status.OPEN in query.statuses
        among = f"status {'NOT ' if opened else ''}IN (SELECT value FROM json_each(:statuses))"
        found.among("id", _STATUS + among, wanted=not opened, statuses=_list(query.statuses))
    if query.values:
        found.among("id", _STATUS + "value IN (SELECT value FROM json_each(:values))", values=_list(query.values))
    if query.needs_look is not None:
        found.among("id", _STATUS + "needs_look != ''", wanted=query.needs_look)


def _of_people(query: Query, found: _Conditions) -> None:
    if query.person:
        found.among("id", _PERSON + "person = :person AND given = 1", person=query.person)
    if query.postponed is not None:
        who = _PERSON + "postponed IS NOT NULL AND (:me = '' OR person = :me)"
        found.among("id", who, wanted=query.postponed, me=query.me)


def _of_matches(query: Query, found: _Conditions) -> None:
    if query.matched is not None:
        found.among("n", f"SELECT m.one {_SEEN} UNION SELECT m.other {_SEEN}", wanted=query.matched)
    if query.outcomes:
        which = _OFFERED + "coalesce(m.word, m.outcome) IN (SELECT value FROM json_each(:outcomes))"
        found.among("n", f"SELECT m.one {which} UNION SELECT m.other {which}", outcomes=_list(query.outcomes))
    if query.lineages:
        which = _OFFERED + f"{_RELATED} IN (SELECT value FROM json_each(:lineages))"
        select, related = f"SELECT m.one {which} UNION SELECT m.other {which}", dumps(query.related)
        found.among("n", select, lineages=_list(query.lineages), related=related)


def _list(values: Any) -> str:
    return dumps(sorted(str(value.value) for value in values))
