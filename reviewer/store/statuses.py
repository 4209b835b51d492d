"""Status rows of claims, as the workspace works them out: kept here so that lists can show and filter by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from reviewer.model.verdict import About, Status, Value
from reviewer.store import _sqlite, schema
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """Where a claim stands, for one `about`.

    `value`: what a list shows as its verdict. `given`: persons who are in. `shown`: the row that lists and counts use,
    one per claim. `values`: person id to value, None where it is erased or absent; only that person is shown it before
    the round is closed. `postponed`: person id to
    the reason given, "" for none.
    """

    claim: str
    about: About
    status: Status
    value: Value | None = None
    round: int = 1
    given: int = 0
    needs_look: str = ""
    shown: bool = True
    values: Mapping[str, Value | None] = field(default_factory=dict)
    postponed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said on the content of a claim: `value` where it is decided, `mine` of the person asked for."""

    value: Value | None
    mine: Value | None
    needs_look: str


class Statuses:
    """The part of the decisions that the workspace computes."""

    _c: Connections

    def set_claim_status(self, statuses: Iterable[ClaimStatus], *, of: Collection[str] = ()) -> None:
        """Makes these all the status rows of each claim that is named, in them or in `of`; without rows it is open."""
        given = list(statuses)
        if sum(one.shown for one in given) > len({one.claim for one in given if one.shown}):
            raise ValueError("one shown row per claim")
        with self._c.write() as conn:
            _clear(conn, {*of, *(one.claim for one in given)})
            conn.executemany(
                "INSERT INTO claim_status(claim, about, status, value, round, given, needs_look, shown) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [_row(one) for one in given],
            )
            conn.executemany(
                "INSERT INTO claim_person(claim, about, person, given, value, postponed) VALUES (?, ?, ?, ?, ?, ?)",
                [row for one in given for row in _person_rows(one)],
            )

    def clear_claim_status(self, claims: Iterable[str]) -> None:
        """Forgets the status rows of these claims: they are open."""
        with self._c.write() as conn:
            _clear(conn, claims)

    def claim_status(self, claim: str) -> dict[About, ClaimStatus]:
        """The status rows of a claim; empty for a claim that is open."""
        values: dict[About, dict[str, Value | None]] = {}
        postponed: dict[About, dict[str, str]] = {}
        for about, person, given, value, reason in self._c.rows(
            "SELECT about, person, given, value, postponed FROM claim_person WHERE claim = ? ORDER BY person", (claim,)
        ):
            if given:
                values.setdefault(About(about), {})[person] = Value(value) if value else None
            if reason is not None:
                postponed.setdefault(About(about), {})[person] = reason
        rows = self._c.rows(
            "SELECT about, status, value, round, given, needs_look, shown FROM claim_status WHERE claim = ?", (claim,)
        )
        return {
            About(about): ClaimStatus(
                claim=claim,
                about=About(about),
                status=Status(status),
                value=Value(value) if value else None,
                round=number,
                given=given,
                needs_look=look,
                shown=bool(shown),
                values=values.get(About(about), {}),
                postponed=postponed.get(About(about), {}),
            )
            for about, status, value, number, given, look, shown in rows
        }

    def judged_content(self, claims: Iterable[str], person: str) -> dict[str, Judged]:
        """Those of the claims on whose content anybody acted; what is sealed is in it for its author only."""
        rows = self._c.rows(
            "SELECT s.claim, CASE s.status WHEN 'decided' THEN s.value END, p.value, s.needs_look FROM claim_status s "
            "LEFT JOIN claim_person p ON p.claim = s.claim AND p.about = s.about AND p.person = ?1 AND p.given "
            "WHERE s.about = 'content' AND s.claim IN (SELECT value FROM json_each(?2))",
            (person, dumps(list(claims))),
        )
        return {
            claim: Judged(Value(value) if value else None, Value(mine) if mine else None, look)
            for claim, value, mine, look in rows
        }

    def status_counts(self, article: str | None = None) -> dict[Status, int]:
        """How many listed claims stand where, all statuses named; of one article, or of all."""
        where = "" if article is None else "WHERE article = (SELECT number FROM article WHERE id = ?)"
        counted = dict(
            self._c.rows(
                f"SELECT what, sum(count) FROM {self._tally()} {where} GROUP BY what",  # noqa: S608 — ours
                () if article is None else (article,),
            )
        )
        rows = {what: count for what, count in counted.items() if what != schema.NEEDS_LOOK}
        if article is None:
            total = self._c.value("SELECT value FROM stamp WHERE name = 'claims'", default=0)
        else:
            total = self._c.value("SELECT listed FROM article WHERE id = ?", (article,), default=0)
        counts = {status: int(rows.get(status.value, 0)) for status in Status}
        counts[Status.OPEN] += total - sum(rows.values())
        return counts

    def decided_by_article(self) -> dict[str, int]:
        """Number of decided listed claims by article id; articles without are left out."""
        return dict(
            self._c.rows(
                f"SELECT a.id, t.count FROM {self._tally()} t JOIN article a ON a.number = t.article "  # noqa: S608 — ours
                "WHERE t.what = 'decided' AND t.count > 0"
            )
        )

    def needs_look_count(self) -> int:
        """How many listed claims need another look."""
        return int(
            self._c.value(
                f"SELECT coalesce(sum(count), 0) FROM {self._tally()} WHERE what = ?",  # noqa: S608 — ours
                (schema.NEEDS_LOOK,),
            )
        )

    def _tally(self) -> str:
        """What counts are read from; a database of an older program that is only read has no tally yet."""
        there = self._c.value("SELECT 1 FROM sqlite_master WHERE name = 'tally'")
        return "tally" if there else f"({schema.COUNTED})"

    def pair_words(self) -> dict[tuple[str, str], str]:
        """What persons say of each pair on which they agree, the lesser claim id first."""
        return {(one, other): word for one, other, word in self._c.rows("SELECT one, other, word FROM pair_word")}

    def set_pair_word(self, left: str, right: str, word: str | None) -> None:
        """Sets what persons say of a pair where they agree (a PairWord's id); None where they differ or say nothing."""
        one, other = sorted((left, right))
        with self._c.write(prompt=True) as conn:
            conn.execute("DELETE FROM pair_word WHERE one = ? AND other = ?", (one, other))
            if word is not None:
                conn.execute("INSERT INTO pair_word(one, other, word) VALUES (?, ?, ?)", (one, other, word))
            conn.execute(
                "UPDATE match SET word = ? WHERE one = (SELECT n FROM claim WHERE id = ?) "
                "AND other = (SELECT n FROM claim WHERE id = ?)",
                (word, one, other),
            )

    def statuses_version(self) -> int:
        """Which rule the status rows were worked out with, as the workspace stamped it; 0: work them all out."""
        return int(self._c.value("SELECT value FROM stamp WHERE name = 'statuses'", default=0))

    def set_statuses_version(self, version: int) -> None:
        """Says that all status rows stand, worked out with this rule. A replay of the decisions sets it to 0."""
        with self._c.write() as conn:
            schema.set_stamp(conn, "statuses", version)


def _clear(conn: _sqlite.Connection, claims: Iterable[str]) -> None:
    names = [(claim,) for claim in claims]
    conn.executemany("DELETE FROM claim_status WHERE claim = ?", names)
    conn.executemany("DELETE FROM claim_person WHERE claim = ?", names)


def _row(one: ClaimStatus) -> tuple[object, ...]:
    value = one.value and one.value.value
    rest = (one.round, one.given, one.needs_look, int(one.shown))
    return (one.claim, one.about.value, one.status.value, value, *rest)


def _person_rows(one: ClaimStatus) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for person in sorted({*one.values, *one.postponed}):
        value = one.values.get(person)
        said = (int(person in one.values), value and value.value, one.postponed.get(person))
        rows.append((one.claim, one.about.value, person, *said))
    return rows
