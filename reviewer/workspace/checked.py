"""Matches with published fact-checks as shown: rating, reviewer, date and link come from the stored record."""

from __future__ import annotations

from reviewer.errors import UnreadableArticle
from reviewer.match.origins import Stance, stance
from reviewer.model.fact_check import Said
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import MatchView
from reviewer.workspace.views.checks import CheckView

ERASED = "rating no longer here"
"""What stands for the rating where its record was erased, or another machine has it."""


def check_view(desk: Desk, view: MatchView, claim: str) -> CheckView:
    """The pair of `claim` and the claim of a fact-check, seen from `claim`."""
    said = said_by(desk, view) or Said(view.quote, ERASED, view.publisher or "")
    words = [view.word] if view.word is not None else []
    return CheckView(
        claim=view.row.id,
        number=view.row.number,
        quote=view.quote,
        rating=said.rating,
        by=said.by,
        date=said.date[:10],
        url=said.url,
        title=said.title,
        claimant=said.claimant,
        outcome=view.outcome,
        same=not view.contested and stance(view.match.comparison, claim, words) is Stance.SUPPORTS,
    )


def said_by(desk: Desk, view: MatchView) -> Said | None:
    """What the publisher of the other claim of a pair says; None where the record is not here."""
    from reviewer.ingest.claimreview import read_check

    row = desk.db.corpus.article(view.row.article)
    raw = desk.db.blob(row.raw_sha256) if row is not None else None
    try:
        if raw is not None:
            return read_check(raw)
    except UnreadableArticle:
        pass  # an event of a log from elsewhere named other bytes
    return None


def order_of(view: CheckView) -> tuple[bool, tuple[int, ...], str]:
    """Checks of just what is said first, then the newest."""
    return not view.same, tuple(-ord(char) for char in view.date), view.claim
