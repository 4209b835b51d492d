"""The corpus: articles, claims, index, matches, lineages. Follows from events and texts; may be dropped at any time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewer.model.article import FACT_CHECK
from reviewer.store import schema
from reviewer.store.articles import Articles
from reviewer.store.carries import Carries, CarryRow
from reviewer.store.claims import Claims
from reviewer.store.companies import Companies
from reviewer.store.connections import Connections
from reviewer.store.meanings import Meanings
from reviewer.store.pairs import Pairs
from reviewer.store.postings import PostingsIndex
from reviewer.store.readings import Readings
from reviewer.store.records import (
    ArticleEntry,
    ArticleRow,
    BlockRow,
    Changes,
    ClaimEntry,
    Counts,
    IndexedClaim,
    Mark,
    Reading,
    Stamp,
    VersionRow,
)

if TYPE_CHECKING:
    from reviewer.store.near import NearIndex

__all__ = [
    "ArticleEntry",
    "ArticleRow",
    "BlockRow",
    "CarryRow",
    "Changes",
    "ClaimEntry",
    "Corpus",
    "Counts",
    "IndexedClaim",
    "Mark",
    "Reading",
    "Stamp",
    "VersionRow",
]


class Corpus(Articles, Claims, Carries, Pairs, Meanings, Companies, Readings):
    """Everything of the corpus in one place; see the classes that it is made of."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def index(self) -> PostingsIndex:
        """The index for matching."""
        return PostingsIndex(self._c)

    def near(self) -> NearIndex:
        """The index of near pairs, for large workspaces."""
        from reviewer.store.near import NearIndex

        return NearIndex(self._c)

    def build_near(self, step: Callable[[int, int], None] | None = None, *, batch: bool | None = None) -> int:
        """Builds a new generation of near pairs beside the one that serves, and switches; its number.

        Broken off (`step` may raise), it goes on where it was when it is called again. `batch`: with the extra
        `scale` or without; None: with it where it is installed and there are enough claims.
        """
        from reviewer.store.near_build import Build

        return Build(self._c, step, batch=batch).run()

    def counts(self) -> Counts:
        """How much there is."""
        with self._c.snapshot():
            articles = self._c.value(
                "SELECT count(*) FROM article a WHERE in_project = 1 AND NOT EXISTS "
                "(SELECT 1 FROM version v WHERE v.id = a.version AND v.reader = ?)",
                (FACT_CHECK,),
            )
            claims = self._c.value("SELECT value FROM stamp WHERE name = 'claims'", default=0)
            matches = self._c.value("SELECT count(*) FROM match WHERE offered = 1 AND inner = 0")
        return Counts(articles, claims, matches)

    def drop(self) -> None:
        """Empties the corpus; short numbers, drafts and views stay. The workspace fills it anew."""
        with self._c.write() as conn:
            schema.drop_corpus(conn)
            schema.create_corpus(conn)
