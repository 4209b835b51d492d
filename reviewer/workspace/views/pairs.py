"""Pairs of claims, and claims about one thing, as the fronts show them."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.claim import Claimant
from reviewer.model.comparison import Match, Outcome, PairWord
from reviewer.model.lineage import Corroboration, Lineage
from reviewer.model.span import Anchor
from reviewer.workspace.views.rows import ClaimRow


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A person's word on a pair."""

    event: str
    person: str
    mine: bool
    word: PairWord
    rationale: str
    at: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one side of an aligned pair; `same` where both sides have it."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match seen from one claim: `row`, `quote`, `context` are the other claim's.

    `difference` is the first line to show ("more than 5,500 apps · 5,500 apps: bound, agrees"); `word` is the persons'
    decision where they agree; `contested` where they differ. `headline` is for pairs of a headline and its own text:
    that it is a repeat (then `repeated` is set), or what it says beyond the text. `origins`: for how many origins the
    two claims stand, at least and at most.
    """

    row: ClaimRow
    title: str
    publisher: str | None
    quote: str
    context: Anchor
    match: Match
    outcome: Outcome
    difference: str
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    lineage: Lineage | None
    decisions: tuple[DecisionView, ...] = ()
    word: PairWord | None = None
    contested: bool = False
    headline: str = ""
    repeated: bool = False
    origins: tuple[int, int] = (1, 2)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A claim of a cluster: where and when it stands, on whose word, and how it stands to the claim looked from.

    `origin` counts from 1 in order of time; appearances of one origin count once. `match` is None for the claim itself.
    """

    row: ClaimRow
    publisher: str
    title: str
    date: str
    claimants: tuple[Claimant, ...]
    origin: int
    match: MatchView | None


@dataclass(frozen=True, slots=True)
class OriginView:
    """Articles of a cluster that count once, by short number, and why; numbered from 1 in order of time.

    `asserts`: whether one of them says what the claim says that is looked from; others are shown and do not count.
    """

    number: int
    articles: tuple[int, ...]
    why: str
    asserts: bool = True


@dataclass(frozen=True, slots=True)
class WeakLink:
    """What holds the loosest claim of a cluster: the two numbers, the score (ratio 0..1), what differs in words."""

    left: str
    right: str
    score: float
    difference: str


@dataclass(frozen=True, slots=True)
class ClusterView:
    """All claims about one thing. `id` is the claim that it grew around, which arrived first and names it.

    `claims` in order of arrival. `disagree` counts the pairs among them that contradict. Seen from one claim, it also
    has the `appearances` in order of time, by origin, and their `origins`. `whole` is False where only the nearest
    part of a very large story was looked at.
    """

    id: str
    row: ClaimRow
    claims: tuple[ClaimRow, ...]
    articles: int
    disagree: int
    weakest: WeakLink | None = None
    appearances: tuple[Appearance, ...] = ()
    origins: tuple[OriginView, ...] = ()
    corroboration: Corroboration | None = None
    whole: bool = True
