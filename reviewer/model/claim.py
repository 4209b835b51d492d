"""Claims: one assertion each, anchored in a version of an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.moment import Moment
from reviewer.model.quantity import Quantity
from reviewer.model.span import Span


class ClaimKind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = "fact"
    QUOTED_FACT = "quoted_fact"
    ANNOUNCEMENT = "announcement"
    BACKGROUND = "background"
    REPORTING_NOTE = "reporting_note"


class ClaimantRole(StrEnum):
    """A link of the chain "who says so"."""

    PUBLISHER = "publisher"
    AGENCY = "agency"
    INFORMANT = "informant"


@dataclass(frozen=True, slots=True)
class Claimant:
    """One link of the chain. `span` is where the article names it; None for a link known from metadata.

    `implicit`: carried over from an earlier sentence, shown as "probably". `open`: an alias ("the ministry") for which
    not exactly one bearer stands in the article. `name` is the resolved name, else the words of the span.
    """

    role: ClaimantRole
    name: str
    span: Span | None = None
    implicit: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class SourceCut:
    """Where an article names who says so: the source's words, and the cue ("said") where there is one."""

    source: Span
    role: ClaimantRole
    cue: Span | None = None
    implicit: bool = False
    referent: Span | None = None
    """The longer name that an alias stands for, elsewhere in the same article."""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """What extraction records of a claim: structure and places only, no words and no scores (docs/log.md).

    `span` is the claim; `carried` are further spans that it needs to be read (a subject from an earlier clause);
    `sentence` is the whole sentence; `rule` names the rule that cut it ("sentence", "attribution", "coordination", …).
    `needs_context` is empty, or the reason why the claim cannot stand alone.
    """

    span: Span
    sentence: Span
    kind: ClaimKind
    rule: str
    carried: tuple[Span, ...] = ()
    sources: tuple[SourceCut, ...] = ()
    said: tuple[Span, ...] = ()
    """Date words that belong to the saying, which stand outside `span`."""
    needs_context: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All blocks of a version with their class, and the claims of every block (also of those that list none)."""

    blocks: tuple[tuple[Span, str], ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the claim; a key for matching, not a fact."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that raised or lowered a score, in words. `weight` in log-odds."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion with everything that its words tell. `text[span.start:span.end] == quote`, always.

    `score` is the check-worthiness, ratio 0..1: it sorts and dims, it never hides. `restatement` is a short
    machine-made sentence that stands alone (or None); it is never a quote.
    """

    id: str
    article: str
    version: str
    span: Span
    quote: str
    sentence: Span
    kind: ClaimKind
    rule: str
    carried: tuple[Span, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    names: tuple[Name, ...] = ()
    score: float = 0.5
    reasons: tuple[Reason, ...] = ()
    needs_context: str = ""
    restatement: str | None = None

    def carried_words(self, text: str) -> str:
        """The exact words that the claim carries from elsewhere in `text`, in text order; "" where it needs none."""
        return " … ".join(" ".join(span.of(text).split()) for span in sorted(self.carried))
