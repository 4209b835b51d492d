"""Looking into a workspace: its numbers, articles, claims, pairs and log. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import SheetError
from reviewer.model.verdict import About
from reviewer.workspace import blind, opening, seeing
from reviewer.workspace.later import Later
from reviewer.workspace.views import Filter

if TYPE_CHECKING:
    from reviewer.model.lineage import Lineage
    from reviewer.model.policy import Policy
    from reviewer.model.span import Span
    from reviewer.sheet import Sheet
    from reviewer.workspace import (
        adjudicating,
        claimview,
        clusters,
        judging,
        logview,
        matched,
        originals,
        pairs,
        people,
        queueing,
        ranking,
        standing,
        statistics,
        unplaced,
    )
    from reviewer.workspace.adjudicating import AdjudicationView
    from reviewer.workspace.desk import Desk
    from reviewer.workspace.originals import Original
    from reviewer.workspace.people import PersonView
    from reviewer.workspace.unplaced import UnplacedView
    from reviewer.workspace.views import (
        ArticleText,
        ArticleView,
        ClaimRow,
        ClaimView,
        ClusterView,
        LogLine,
        MatchView,
        Ranking,
        Summary,
    )
    from reviewer.workspace.views.statistics import Statistics
else:
    adjudicating = Later("adjudicating")
    standing = Later("standing")
    statistics = Later("statistics")
    claimview = Later("claimview")
    clusters = Later("clusters")
    judging = Later("judging")
    logview = Later("logview")
    matched = Later("matched")
    originals = Later("originals")
    pairs = Later("pairs")
    people = Later("people")
    queueing = Later("queueing")
    ranking = Later("ranking")
    unplaced = Later("unplaced")

EVERYTHING = Filter()


class Looking:
    """What can be asked of a workspace."""

    desk: Desk

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.desk.folder

    @property
    def sheet_path(self) -> Path:
        """Its project file."""
        return self.desk.sheet_path

    @property
    def me(self) -> str:
        """Who acts."""
        return self.desk.me

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.desk.read_only

    @property
    def policy(self) -> Policy:
        """The rules in force."""
        return self.desk.policy()

    def sheet(self) -> Sheet:
        """The project file, read anew. Raises SheetError."""
        return opening.read_sheet(self.desk.sheet_path)

    @property
    def empty(self) -> bool:
        """Whether no article of the project stands here yet."""
        return not self.desk.db.corpus.counts().articles

    def summary(self) -> Summary:
        """The workspace in numbers."""
        try:
            sheet: Sheet | None = self.sheet()
        except SheetError:
            sheet = None
        return seeing.summary(self.desk, opening.differs(self.desk, sheet))

    def statistics(self) -> Statistics:
        """Progress, verdicts over time, agreement and open splits; values of open blind rounds are in none of it."""
        return statistics.statistics(self.desk, self.summary())

    def articles(self) -> tuple[ArticleView, ...]:
        """All articles, by short number."""
        return seeing.articles(self.desk)

    def article(self, ref: str) -> ArticleView:
        """The article of this number, key, id or start of an id. Raises NotFound, Ambiguous."""
        return seeing.article_view(self.desk, seeing.find_article(self.desk, ref))

    def text(self, article_id: str, version: str = "", *, around: Span | None = None) -> ArticleText:
        """Everything to paint an article; of an earlier version only the words.

        `around`: of a long article only what is near this span, for a screen that shows it before the rest is read.
        """
        return seeing.article_text(self.desk, article_id, version, around)

    def read_ahead(self, article_id: str) -> None:
        """Reads and keeps what an act on a claim of this article needs: of a long one that takes long."""
        version = seeing.find_article(self.desk, article_id).version
        event = standing.extraction_of(self.desk, version) if version else None
        if event is not None:
            standing.places_of(self.desk, event)

    def find_claim(self, ref: str) -> str:
        """The claim of `3.12`, an id, the start of one, or `last`. Raises NotFound, Ambiguous."""
        return seeing.find_claim(self.desk, ref)

    def listing(self, filter: Filter = EVERYTHING) -> seeing.Listing:  # noqa: A002
        """The claims that fit, in queue order."""
        return seeing.listing(self.desk, filter)

    def listings(self, filter: Filter = EVERYTHING) -> Iterator[seeing.Listing]:  # noqa: A002
        """The same as `listing`, its first page before the rest where there is more than that."""
        return seeing.listings(self.desk, filter)

    def wait_for_acts(self, seconds: float) -> None:
        """From now on an act waits so long for another writer, and then raises Busy: a screen must not stand still."""
        self.desk.db.wait_for_acts(seconds)

    def stoppable(self) -> AbstractContextManager[Callable[[], None]]:
        """What this thread asks inside raises Interrupted once what it gives is called, in whichever thread."""
        return self.desk.db.stoppable()

    def claim(self, claim_id: str, *, counts: bool = True, alone: bool = False) -> ClaimView:
        """Everything of one claim; `counts` False leaves `uncompared` to its own call. Raises NotFound.

        `alone`: without what comes of comparing it with others, for a screen that shows the claim before that is known.
        """
        view = claimview.claim_view(self.desk, claim_id, alone=alone)
        if counts and not alone and not view.matches:
            view = replace(view, uncompared=self.uncompared())
        return blind.without_scores(view) if blind.scores_hidden(self.desk) else view

    def uncompared(self) -> int:
        """Articles that are still to be compared with all others."""
        return self.desk.db.corpus.unmatched(matched.stamp_of(self.desk))

    def adjudication(self, claim_id: str, about: About = About.CONTENT) -> AdjudicationView:
        """The claim before its adjudicator: each verdict, and why I cannot give the last word. Raises NotFound."""
        found = adjudicating.adjudication(self.desk, claim_id, about)
        hidden = blind.scores_hidden(self.desk)
        return replace(found, view=blind.without_scores(found.view)) if hidden else found

    @property
    def via(self) -> str:
        """How the name is known under which I act: `flag`, `config` or `os`."""
        return self.desk.via

    def check_reopen(self, claim_id: str, about: About = About.CONTENT) -> None:
        """Raises what `reopen` would raise, before somebody thinks about a reason."""
        judging.to_reopen(self.desk, claim_id, about)

    def check_reveal(self, claim_id: str, about: About = About.CONTENT) -> None:
        """Raises what `reveal` would raise, before somebody is asked whether they mean it."""
        judging.to_reveal(self.desk, claim_id, about)

    def others_at(self, claim_id: str) -> tuple[str, ...]:
        """Names of those who have this claim open now, in other processes; never an error."""
        return tuple(sorted(self.desk.name_of(person) for person in self.desk.presence.others(claim_id)))

    def row(self, claim_id: str) -> ClaimRow:
        """One claim as a row. Raises NotFound."""
        return seeing.row(self.desk, claim_id)

    def next_claim(self, after: str | None = None, *, hold: float = 0.0) -> str | None:
        """The next claim in queue order that wants a review of mine; None where all is done.

        Articles assigned to others come last; what somebody has open now, or was handed, is passed over while there is
        another. `hold`: seconds for which nobody else is handed it; one claim a person, nothing is recorded.
        """
        return queueing.next_claim(self.desk, after, hold)

    def next_of(self, claims: Iterable[str], *, hold: float = 0.0) -> str | None:
        """The first of these claims that nobody else has open or was handed, else the first; `hold` as above."""
        return queueing.next_of(self.desk, claims, hold)

    def match(self, left: str, right: str) -> MatchView:
        """Two claims beside each other, matched or not, seen from the left one. Raises NotFound."""
        view = pairs.beside(self.desk, left, right)
        return blind.without_score(view) if blind.scores_hidden(self.desk) else view

    def lineages(self, article_id: str | None = None) -> tuple[Lineage, ...]:
        """How articles are related: of one to all others, or all that were compared."""
        return pairs.lineages(self.desk, article_id)

    def clusters(self) -> tuple[ClusterView, ...]:
        """All groups of claims about one thing that have more than one, the largest first."""
        found = clusters.clusters(self.desk)
        return tuple(map(blind.cluster_without_scores, found)) if blind.scores_hidden(self.desk) else found

    def cluster(self, claim_id: str) -> ClusterView:
        """All appearances of what a claim is about, by origin, in order of time. Raises NotFound."""
        found = clusters.cluster(self.desk, claim_id)
        return blind.cluster_without_scores(found) if blind.scores_hidden(self.desk) else found

    def originals(self) -> tuple[Original, ...]:
        """On whose word the claims rest, most claims first, and whose own story is not here."""
        return originals.originals(self.desk)

    def people(self, name: str = "") -> tuple[PersonView, ...]:
        """Everybody whom the log knows, with role and actors; or the one of this name."""
        return people.people(self.desk, name)

    def log(
        self, *, after: int = 0, limit: int | None = None, claim: str | None = None, person: str | None = None
    ) -> Iterator[LogLine]:
        """Events in order of arrival, in words."""
        return logview.log_lines(self.desk, after=after, limit=limit, claim=claim, person=person)

    def why(self, claim_id: str) -> Ranking:
        """What raised or lowered the check-worthiness of a claim, in the model in force and as shipped.

        Where the rules hide scores it says only that. Raises NotFound.
        """
        return ranking.ranking(self.desk, claim_id)

    def unplaced(self) -> tuple[UnplacedView, ...]:
        """Claims that the project file or a program gave and that stand nowhere, with their nearest places."""
        return unplaced.unplaced(self.desk)

    def others_wrote(self) -> bool:
        """Whether anybody but this thread wrote since its last call; True at the first."""
        return self.desk.db.others_wrote()

    def changed(self) -> bool:
        """Whether anybody wrote since the last call; cheap enough for a poll."""
        return self.desk.db.changed()
