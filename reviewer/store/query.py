"""What a list of claims is limited to, and how that is asked of the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reviewer.model.comparison import Outcome
from reviewer.model.verdict import Status, Value
from reviewer.store.articles import dumps
from reviewer.store.search import match_expression


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims to list; empty fields do not limit, conditions combine with "and".

    `text` as people type it; `article` an id; `claimant` a part of a name; `person` and `me` person ids; `outcomes`
    what a match says, a person's word before the machine's; `postponed` by `me`, or by anybody where `me` is empty;
    `min_score` ratio 0..1.
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
    me: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered out."""
        return self == Query(me=self.me)


ALL = Query()

_OFFERED = (
    "EXISTS (SELECT 1 FROM match m WHERE m.one = c.n AND m.offered AND NOT m.inner AND {which}) "
    "OR EXISTS (SELECT 1 FROM match m WHERE m.other = c.n AND m.offered AND NOT m.inner AND {which})"
)


def conditions(query: Query) -> tuple[list[str] | None, dict[str, Any]]:
    """SQL conditions over `claim c` and its shown `claim_status s`, and their values.

    The conditions are None where nothing can fit.
    """
    parameters: dict[str, Any] = {}
    found = ["c.listed IS NOT NULL"]

    def add(sql: str, **values: Any) -> None:
        found.append(f"({sql})")
        parameters.update(values)

    if query.text:
        expression = match_expression(query.text)
        if not expression:
            return None, {}
        add("c.n IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH :text)", text=expression)
    if query.article:
        add(
            "c.n BETWEEN (SELECT number << 20 FROM article WHERE id = :article) "
            "AND (SELECT (number << 20) | 1048575 FROM article WHERE id = :article)",
            article=query.article,
        )
    if query.statuses:
        add("coalesce(s.status, 'open') IN (SELECT value FROM json_each(:statuses))", statuses=_list(query.statuses))
    if query.values:
        add("s.value IN (SELECT value FROM json_each(:values))", values=_list(query.values))
    if query.claimant:
        add("instr(c.claimants, :claimant) > 0", claimant=query.claimant.casefold())
    if query.min_score > 0:
        add("c.score >= :score", score=query.min_score)
    _add_people(query, add)
    _add_matches(query, add)
    for name, sql in _FLAGS.items():
        wanted = getattr(query, name)
        if wanted is not None:
            add(sql if wanted else f"NOT ({sql})")
    return found, parameters


_FLAGS = {
    "needs_context": "c.needs_context != ''",
    "needs_look": "coalesce(s.needs_look, '') != ''",
    "has_number": "c.has_number = 1",
}


def _add_people(query: Query, add: Callable[..., None]) -> None:
    if query.person:
        add(
            "EXISTS (SELECT 1 FROM claim_person p WHERE p.claim = c.id AND p.person = :person AND p.given = 1)",
            person=query.person,
        )
    if query.postponed is not None:
        sql = (
            "EXISTS (SELECT 1 FROM claim_person p WHERE p.claim = c.id AND p.postponed IS NOT NULL "
            "AND (:me = '' OR p.person = :me))"
        )
        add(sql if query.postponed else f"NOT {sql}", me=query.me)


def _add_matches(query: Query, add: Callable[..., None]) -> None:
    if query.matched is not None:
        sql = _OFFERED.format(which="m.word IS NOT 'other_thing'")
        add(sql if query.matched else f"NOT ({sql})")
    if query.outcomes:
        which = "coalesce(m.word, m.outcome) IN (SELECT value FROM json_each(:outcomes))"
        add(_OFFERED.format(which=which), outcomes=_list(query.outcomes))


def _list(values: Any) -> str:
    return dumps(sorted(str(value.value) for value in values))
