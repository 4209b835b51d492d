"""A claim as the fronts show it, with everything around it: words of people, pairs, earlier texts."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.claim import Claim
from reviewer.model.lineage import Corroboration
from reviewer.model.policy import Policy
from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.model.verdict import About, Evidence, Status, Value
from reviewer.workspace.views.articles import ArticleView
from reviewer.workspace.views.checks import CheckView
from reviewer.workspace.views.pairs import MatchView, Piece
from reviewer.workspace.views.precedents import PrecedentView
from reviewer.workspace.views.rows import ClaimRow

NOT_COUNTED = Corroboration(articles=0, low=0, high=0)
"""Of a claim that was asked for alone."""


@dataclass(frozen=True, slots=True)
class BasisView:
    """A verdict that an adjudication rests on. `value` None: its words are not here; `stands`: it still holds."""

    event: str
    person: str
    value: Value | None
    stands: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict, note or adjudication as shown. `event` is its hash; `private` is empty unless it is mine."""

    event: str
    type: str
    person: str
    mine: bool
    about: About
    value: Value | None
    rationale: str
    private: str
    evidence: tuple[Evidence, ...]
    at: str
    round: int
    stated_by: str = ""
    """Name of who stated it in an imported file, where `person` only brought it; else empty."""
    needs_look: str = ""
    given_on: str = ""
    """In words, where it was given on an earlier text of the article: "the version of 2031-03-14 09:26"; else empty."""
    difference: str = ""
    """Of an adjudication: why the reviewers differed, in its author's words."""
    basis: tuple[BasisView, ...] = ()
    """Of an adjudication: the verdicts that it rests on."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A person's answer to a question of the study. `event` is its hash; `value` "" where its words are gone."""

    event: str
    question: str
    person: str
    mine: bool
    value: str
    at: str


@dataclass(frozen=True, slots=True)
class ReopenView:
    """Who began the present round of a claim and why; `said`: what was said before, as far as who looks may know."""

    event: str
    person: str
    about: About
    round: int
    reason: str
    at: str
    said: tuple[VerdictView, ...] = ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of a claim of an earlier text, old and new words beside each other.

    `claim` and `version` are those of the earlier text, `given_on` names it in words. `before`: the claim's words
    there; `after`: the words that stand for them in the present text, "" where none do or several may. `places`: where
    in the present text a person may take it to stand; `around`: the words about each, where there are several. `old`,
    `new`: both sides aligned. `why`: why it needs another look, "" where the same words stand.
    """

    claim: str
    version: str
    given_on: str
    state: AnchorState
    before: str
    after: str = ""
    places: tuple[Span, ...] = ()
    around: tuple[str, ...] = ()
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    why: str = ""
    said: tuple[VerdictView, ...] = ()
    """Of a claim that a `revise` put other words in the place of: what was said of it, which holds for those only."""

    @property
    def telling(self) -> bool:
        """Whether there is anything to show: other words, why they need a look, or what was said of the old ones."""
        return self.before != self.after or bool(self.why or self.said)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything of one claim for the review screen.

    `question` is the sentence above the keys, per `about`. `matches` best first; `inner` pairs of the same article;
    `lookalike` is the nearest that is none, shown when there is no match. `copies` are claims with the same words in
    articles of the same text: one key covers them. `differing_copies` are left out and shown. `alone`: it was asked for
    by itself; pairs, what follows from them, and fact-checks are not read yet.
    """

    row: ClaimRow
    claim: Claim
    article: ArticleView
    anchor: Anchor
    questions: dict[About, str]
    statuses: dict[About, Status]
    verdicts: tuple[VerdictView, ...]
    notes: tuple[VerdictView, ...]
    adjudications: tuple[VerdictView, ...]
    matches: tuple[MatchView, ...] = ()
    inner: tuple[MatchView, ...] = ()
    lookalike: MatchView | None = None
    corroboration: Corroboration = NOT_COUNTED
    copies: tuple[ClaimRow, ...] = ()
    differing_copies: tuple[ClaimRow, ...] = ()
    revises: tuple[str, ...] = ()
    revised_by: tuple[str, ...] = ()
    postponed: str | None = None
    """The reason given when postponed ("" = none given); None when it is not."""
    answers: tuple[AnswerView, ...] = ()
    """Answers to the questions of a study, by question."""
    uncompared: int = 0
    """Articles whose claims are still to be compared with others; until there are none, a missing match says little."""
    checked: tuple[CheckView, ...] = ()
    """Published fact-checks of what the claim says; they are no matches and count for nothing."""
    changes: tuple[TextChange, ...] = ()
    """Of a claim of an earlier text: what became of it. Of one of the present text: those for which it stands."""
    reopened: tuple[ReopenView, ...] = ()
    """Where a round is not the first: what began it."""
    precedents: tuple[PrecedentView, ...] = ()
    """Similar claims that were judged already, near-identical ones first, as far as who looks may know."""
    alone: bool = False

    def unanswered(self, policy: Policy) -> tuple[str, ...]:
        """Names of the study's questions that who looks has not answered yet, in the order of the project file."""
        given = {answer.question for answer in self.answers if answer.mine}
        return tuple(question.name for question in policy.questions if question.name not in given)
