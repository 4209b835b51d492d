"""What the fronts show: plain records that the workspace answers with. No rules here, no storage, no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.model.article import BlockClass, Metadata
from reviewer.model.claim import Claim, Claimant, Reason
from reviewer.model.comparison import Match, Outcome, PairWord
from reviewer.model.lineage import Corroboration, Lineage, LineageKind
from reviewer.model.order import Order
from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.model.verdict import About, Evidence, Status, Value
from reviewer.workspace.checkviews import CheckView


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work: `done` of `total` things named by `what`. 0 total, None seconds: not known yet."""

    what: str
    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not taken, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What bringing the workspace up to date did. `unanchored` are given claims that stand nowhere, in words."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    claims: int = 0
    matches: int = 0
    skipped: tuple[Skipped, ...] = ()
    unanchored: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    carried: int = 0
    """Claims with people's acts of which the same words stand in the new text of their article."""
    reworded: int = 0
    """Such claims of which they do not: they need another look."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The workspace in numbers, for the prompt without a terminal and for `stats`."""

    articles: int
    claims: int
    matches: int
    open: int
    in_review: int
    split: int
    decided: int
    needs_look: int
    me: str
    differs_from_rules: str = ""
    """In words, when the project file differs from the rules in force; else empty."""


@dataclass(frozen=True, slots=True)
class SignoffView:
    """Who signed an article off, when (ISO UTC), and why it needs another look ("" = it does not)."""

    person: str
    at: str
    skipped: int
    needs_look: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in a list. `number` is the short local number; counts are of listed claims."""

    id: str
    number: int
    key: str
    metadata: Metadata
    version: str
    reader: str
    length: int
    claims: int
    decided: int
    in_project: bool
    signoffs: tuple[SignoffView, ...] = ()
    assigned: str = ""
    remarks: tuple[str, ...] = ()
    """Things worth knowing, in words: decoded with losses, text changed on disk, language without rules."""

    @property
    def title(self) -> str:
        """Its title, else its key."""
        return self.metadata.title or self.key


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as it counts now: the machine's class, or a person's (`by` = their name)."""

    span: Span
    cls: BlockClass
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim's place in its article, for painting."""

    id: str
    span: Span
    value: Value | None
    status: Status


@dataclass(frozen=True, slots=True)
class ArticleText:
    """Everything needed to paint an article: canonical text, blocks and claim marks in text order."""

    article: ArticleView
    text: str
    blocks: tuple[BlockView, ...]
    marks: tuple[ClaimMark, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list. `number` is short and local ("3.12").

    `value` is what shows as its verdict: the adjudicated or agreed one, else my own, else None. `dim` is a low
    check-worthiness or a reporting note; dim rows are listed all the same. `carried` are the exact words from elsewhere
    in the text that the claim needs to be read ("virtual private network services"), "" where it needs none.
    """

    id: str
    number: str
    article: str
    article_number: int
    quote: str
    status: Status
    value: Value | None
    mine: Value | None
    matches: int
    disagrees: bool
    needs_context: bool
    needs_look: str
    postponed: bool
    dim: bool
    carried: str = ""

    @property
    def words(self) -> str:
        """The claim as it is read: carried words in brackets, then its own."""
        return f"[{self.carried}] {self.quote}" if self.carried else self.quote


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
    that it is a repeat (then `repeated` is set), or what it says beyond the text.
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


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of a claim of an earlier text, old and new words beside each other.

    `claim` and `version` are those of the earlier text, `given_on` names it in words. `before`: the claim's words
    there; `after`: the words that stand for them in the present text, "" where none do or several may. `places`: where
    in the present text a person may take it to stand. `old`, `new`: both sides aligned. `why`: why it needs another
    look, "" where the same words stand.
    """

    claim: str
    version: str
    given_on: str
    state: AnchorState
    before: str
    after: str = ""
    places: tuple[Span, ...] = ()
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    why: str = ""
    said: tuple[VerdictView, ...] = ()
    """Of a claim that a `revise` put other words in the place of: what was said of it, which holds for those only."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything of one claim for the review screen.

    `question` is the sentence above the keys, per `about`. `matches` best first; `inner` pairs of the same article;
    `lookalike` is the nearest that is none, shown when there is no match. `copies` are claims with the same words in
    articles of the same text: one key covers them. `differing_copies` are left out and shown.
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
    matches: tuple[MatchView, ...]
    inner: tuple[MatchView, ...]
    lookalike: MatchView | None
    corroboration: Corroboration
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
    """Articles of a cluster that count once, by short number, and why; numbered from 1 in order of time."""

    number: int
    articles: tuple[int, ...]
    why: str


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


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an act is durable: given back only after COMMIT. `batch` is set when one act made several events.

    `what` says it in plain words; `claims` are the ids of claims that the act made or touched.
    """

    events: tuple[str, ...]
    what: str
    batch: str = ""
    warnings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What `train` learned of a part, "worth" or "match", and whether it changed anything.

    `event`: hash of the event that brought the model into force; "" where none was written. `model`: sha256 of its
    bytes. `right_order`: of pairs of one that was worth it (or a match) and one that was not, how many the shipped and
    the learned model put in the right order, ratio 0..1, each judged by a model of the others; None for the match
    score, whose order no learning changes. `rescored`: articles scored or matched anew.
    """

    part: str
    what: str
    event: str = ""
    model: str = ""
    positive: int = 0
    negative: int = 0
    features: int = 0
    right_order: tuple[float, float] | None = None
    rescored: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Why a claim is ranked as it is: what raised or lowered it in the model in force, and in the shipped one.

    `learned`: the model in force is one that the desk learned, at `at` (ISO UTC), by `person`, from `examples` claims;
    `event` is the hash of its `train` event. `hidden`: the rules in force hide scores, and nothing is told. `remark`:
    where another model should be in force, or several are.
    """

    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    shipped_score: float = 0.0
    shipped_reasons: tuple[Reason, ...] = ()
    hidden: bool = False
    learned: bool = False
    event: str = ""
    at: str = ""
    person: str = ""
    examples: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `path` is None for standard output; `text` is the whole file as written."""

    path: str | None
    text: str
    records: int
    omitted: Mapping[str, int]
    """Number of claims left out, by reason in words."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took: events merged as they are, verdicts stated by others, given claims, and what it refused."""

    events: int = 0
    stated: int = 0
    given: int = 0
    known: int = 0
    refused: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    waiting: int = 0
    """Given claims that stand nowhere, until somebody settles them."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """An ssh key that a person said is theirs; `revoked`: and is no more."""

    person: str
    fingerprint: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class SyncedLog:
    """A log after a sync. `person` began it; `new` of its `events` came now.

    `own`: what is done here goes into it; `mine`: this database wrote it, now or before; `joined`: it counts here;
    `forked_at`: the first event that it tells in two ways, 0: none.
    """

    log: str
    person: str
    events: int
    new: int
    own: bool
    mine: bool
    joined: bool
    forked_at: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync took and gave: events, and words (blobs: words of people, texts, files).

    `sealed`: words of open blind rounds that were not given. `waiting`: words that events name and that are not here.
    `erased`: words taken away, here and there, because somebody erased them. `notes`, `refused`: plain sentences.
    """

    folder: str
    took: int = 0
    took_words: int = 0
    gave: int = 0
    gave_words: int = 0
    sealed: int = 0
    waiting: int = 0
    erased: int = 0
    logs: tuple[SyncedLog, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event for people: short hash, local number of its log, UTC time, person, what was done in words."""

    id: int
    log: str
    seq: int
    hash: str
    at: str
    person: str
    type: str
    words: str
    live: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: `ok` True, False (tampered) or None (cannot tell)."""

    ok: bool | None
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The findings of a check; the worst one decides: tampered over cannot tell over proved."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool | None:
        """True proved, False tampered, None cannot tell."""
        states = {f.ok for f in self.findings}
        return False if False in states else None if None in states else True


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to list, and in which order; empty fields do not limit. Conditions combine with "and"."""

    text: str = ""
    article: str = ""
    statuses: frozenset[Status] = field(default_factory=frozenset)
    values: frozenset[Value] = field(default_factory=frozenset)
    claimant: str = ""
    person: str = ""
    outcomes: frozenset[Outcome] = field(default_factory=frozenset)
    matched: bool | None = None
    needs_context: bool | None = None
    needs_look: bool | None = None
    has_number: bool | None = None
    postponed: bool | None = None
    min_score: float = 0.0
    lineages: frozenset[LineageKind] = field(default_factory=frozenset)
    order: Order = Order.TEXT

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered out and nothing is put in another order."""
        return self == Filter()
