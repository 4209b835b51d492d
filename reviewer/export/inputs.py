"""What the exporter is given: model types, log events and plain values. The workspace fills these in.

Everything that people did is given as the events themselves; the exporter reads words through `Setting.blob`, so that a
record can never say anything else than the events that it cites.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.log.event import Event
from reviewer.model.article import Article
from reviewer.model.claim import Claim
from reviewer.model.comparison import Match, Outcome, PairWord
from reviewer.model.fact_check import Said
from reviewer.model.lineage import Corroboration, Lineage
from reviewer.model.policy import Policy
from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.model.verdict import About, Status, Value

BlobOf = Callable[[str], bytes | None]
"""The bytes of a blob by sha256 (salted words with their salt); None where erased, sealed or not here."""


@dataclass(frozen=True, slots=True)
class VersionInput:
    """One text of an article, by its digests. `text` only where the text itself goes out too."""

    id: str
    raw_sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class LineageInput:
    """How two articles are related: the machine's finding, persons' live `lineage` events, and the kind that counts."""

    lineage: Lineage
    decisions: tuple[Event, ...] = ()
    counted: str = ""
    """Lineage kind that counts; empty = the machine's."""
    contested: bool = False


@dataclass(frozen=True, slots=True)
class MatchInput:
    """A match seen from the record's claim: the other claim's id, words and article.

    `decisions` are the current `decision` events on the pair; `word` what persons say where they agree;
    `contested` where they differ. `outcome` is the machine's (kept beside a person's word). `difference` is its first
    line in words.
    """

    other: str
    article: str
    quote: str
    match: Match
    outcome: Outcome
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    difference: str = ""
    word: PairWord | None = None
    contested: bool = False
    decisions: tuple[Event, ...] = ()
    lineage: LineageInput | None = None


@dataclass(frozen=True, slots=True)
class CheckInput:
    """A published fact-check of what the claim says.

    `match` is the pair of the record's claim with the one that was checked: why it stands here, and what persons said
    of it. `said` are its publisher's words, None where they are not here (`why` says why not). `line` tells it in one
    line; `same`: it is of just what the claim says, or more. `imported` is the `given` event that brought it,
    `versions` the `version` events of its record.
    """

    match: MatchInput
    said: Said | None
    line: str
    same: bool
    imported: Event
    versions: tuple[Event, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class TextInput:
    """The same claim in another text of its article: `state` as in model/span.py.

    In `RecordInput.stands_for`: a claim of an earlier text whose verdicts are carried. In `RecordInput.now`: what
    stands in the present text in place of the record's own words; `claim` None: nothing that is the same.
    """

    version: VersionInput
    state: AnchorState
    quote: str = ""
    claim: str | None = None
    span: Span | None = None
    carried: tuple[Span, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    attribution: bool = False
    """Of `stands_for`: the words around are the same too, so that what was said of who said so goes along."""


@dataclass(frozen=True, slots=True)
class HistoryInput:
    """One event about the claim, in order of arrival. `live`: nothing live undoes it; `counts`: its rights hold."""

    event: Event
    live: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True)
class RecordInput:
    """One claim with all that is known of it.

    A claim of a file without a workspace has only claim, anchor, article, version (and matches, where compared).
    `verdicts`, `adjudications`, `notes` are the *current* events of any `about`, in order of arrival; values of an open
    blind round are kept back by `Setting.blob` answering None and by naming the event in `Setting.sealed`.
    `needs_look` says in words why something needs another look: an event (by its hash), what was found on content or
    attribution (by "content", "attribution"), or the claim as a whole (by "").
    """

    claim: Claim
    anchor: Anchor
    article: Article
    version: VersionInput
    text: str | None = None
    """Words that a person or another program gave to the claim; None = none."""
    given: Event | None = None
    """The `given` or `revise` event that made the claim, where it was not extracted."""
    article_events: tuple[Event, ...] = ()
    """Current `article`, `version` and `date` events that the record rests on."""
    matches: tuple[MatchInput, ...] = ()
    inner: tuple[MatchInput, ...] = ()
    checked: tuple[CheckInput, ...] = ()
    corroboration: Corroboration | None = None
    statuses: Mapping[About, Status] = field(default_factory=dict)
    values: Mapping[About, Value | None] = field(default_factory=dict)
    """What shows as the verdict where decided (adjudicated or agreed); absent or None = undecided."""
    verdicts: tuple[Event, ...] = ()
    adjudications: tuple[Event, ...] = ()
    notes: tuple[Event, ...] = ()
    needs_look: Mapping[str, str] = field(default_factory=dict)
    postponed: bool = False
    revises: tuple[str, ...] = ()
    revised_by: tuple[str, ...] = ()
    history: tuple[HistoryInput, ...] = ()
    stands_for: tuple[TextInput, ...] = ()
    """Claims of earlier texts with the same words; their verdicts, adjudications and notes stand in the record too."""
    now: TextInput | None = None
    """Of a claim of an earlier text: what stands in its place in the present one."""


@dataclass(frozen=True, slots=True)
class PersonInput:
    """One person: all actor ids that are joined, the name as they have it now, and the `actor` events behind it."""

    actors: tuple[str, ...]
    name: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the records of one export."""

    blob: BlobOf
    tool: str
    """Program and version, as `reviewer 0.1.0`."""
    policy: Policy | None = None
    persons: tuple[PersonInput, ...] = ()
    events: tuple[Event, ...] = ()
    """Events cited besides those of the records: genesis of each log, roles, policies in force."""
    sealed: frozenset[str] = frozenset()
    """Hashes of events whose values are kept back by an open blind round."""
    kept_back: Callable[[str], bool] = lambda _: False
    """Whether any event of the logs, also one that this file does not cite, names this blob under a rule in force."""
    checkpoints: tuple[str, ...] = ()
    """Checkpoint texts of *other* logs that cited events stand in, at the size of `Proof.paths`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What goes out. `decided`: only decided claims. `raw`: CSV cells are not made safe for spreadsheets."""

    decided: bool = True
    names: bool = False
    private: bool = False
    texts: bool = False
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What the log gives once the `export` event is in it.

    `export` is that event; `checkpoint` the text for its log at size `export.seq` exactly; `paths` maps the hash of
    every cited event (and the export event's) to its RFC 6962 inclusion path, hex sha256 each, in the tree of its log:
    own log at size `export.seq`, other logs at the size of their `Setting.checkpoints` entry. An event that only stands
    in a fork has no path.
    """

    export: Event
    checkpoint: str
    paths: Mapping[str, Sequence[str]]
