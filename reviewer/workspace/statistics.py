"""The work in numbers: progress by article and person, verdicts over time, agreement, open splits."""

from __future__ import annotations

from collections import Counter

from reviewer.model.article import FACT_CHECK
from reviewer.model.verdict import Status
from reviewer.store.query import Query
from reviewer.workspace import agreeing, blind, seeing
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import Summary
from reviewer.workspace.views.statistics import ArticleProgress, PersonProgress, Statistics

MOST_SPLITS = 50
"""Open splits that are named one by one; their number stands in the summary."""


def statistics(desk: Desk, summary: Summary) -> Statistics:
    """All figures as of now; values of open blind rounds are in none of them."""
    splits = desk.db.listings.open(Query(statuses=frozenset({Status.SPLIT})))
    bare = blind.scores_hidden(desk)
    return Statistics(
        summary=summary,
        articles=tuple(_articles(desk)),
        persons=tuple(_persons(desk)),
        days=_days(desk),
        agreement=agreeing.codes(desk),
        splits=tuple(seeing.claim_row(row, bare=bare) for row in splits.rows(0, MOST_SPLITS, me=desk.person)),
    )


def _articles(desk: Desk) -> list[ArticleProgress]:
    found = []
    for row in desk.db.corpus.articles():
        if row.reader == FACT_CHECK:
            continue
        counts = desk.db.decisions.status_counts(row.id)
        assigned = desk.db.decisions.state(articles=(row.id,)).assigned(row.id)
        found.append(
            ArticleProgress(
                number=row.number,
                title=row.metadata.title or row.key,
                claims=row.claims,
                decided=counts[Status.DECIDED],
                split=counts[Status.SPLIT],
                in_review=counts[Status.IN_REVIEW],
                assigned=", ".join(desk.name_of(person) for person in assigned),
            )
        )
    return found


def _persons(desk: Desk) -> list[PersonProgress]:
    done = {name: Counter[str]() for name in ("verdict", "adjudication", "signoff")}
    for name, counts in done.items():
        for act in desk.db.decisions.acts_of_type(name, current=True):
            if not act.event.data.get("stated"):
                counts[act.person] += 1
    persons = [
        PersonProgress(
            desk.name_of(person.id),
            person.role,
            *(done[name][person.id] for name in ("verdict", "adjudication", "signoff")),
        )
        for person in desk.db.decisions.persons()
    ]
    return sorted(persons, key=lambda each: (-each.verdicts, each.person))


def _days(desk: Desk) -> tuple[tuple[str, int], ...]:
    acts = desk.db.decisions.acts_of_type("verdict")
    return tuple(sorted(Counter(act.event.at[:10] for act in acts if act.live).items()))
