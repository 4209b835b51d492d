"""What the corpus takes in and gives back, as plain frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.article import Article, BlockClass, Metadata, Version
from reviewer.model.claim import Claim
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value

CLAIM_BITS = 20
"""A claim's number in the database is its article's short number and its own, side by side: `3.12` is 3 << 20 | 12."""
CLAIM_MASK = (1 << CLAIM_BITS) - 1
RANK_LIMIT = (1 << 18) - 1
"""Ranks of articles lie between minus and plus this, both included."""


def short(n: int) -> str:
    """The short number that people type, `3.12`."""
    return f"{n >> CLAIM_BITS}.{n & CLAIM_MASK}"


def own_range(article: int) -> tuple[int, int]:
    """The lowest and highest claim number of an article."""
    return article << CLAIM_BITS, (article << CLAIM_BITS) | CLAIM_MASK


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article as it is taken in. Articles of lower `rank` come first in the queue; `remarks` are plain sentences."""

    article: Article
    version: Version | None
    in_project: bool = True
    rank: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as it stands. `length` in code points; `claims` counts the listed ones; "" and 0 without a version."""

    number: int
    id: str
    key: str
    aliases: tuple[str, ...]
    metadata: Metadata
    version: str
    raw_sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    length: int
    claims: int
    in_project: bool
    rank: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One text of an article that the corpus has seen."""

    id: str
    article: str
    raw_sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    length: int


@dataclass(frozen=True, slots=True)
class IndexedClaim:
    """A claim with its normalised terms (as match/terms.py gives them, in order; none may hold white space).

    `carried` are the words from elsewhere in its text that it needs to be read. `checked`: it is no claim of an article
    but one that a published fact-check is about, which others are compared with; it is not listed.
    """

    claim: Claim
    terms: tuple[str, ...] = ()
    listed: bool = True
    dim: bool = False
    carried: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with its place. `number` is the short one; `ordinal` counts all claims of the article in text order.

    `checked`: a published fact-check is about it; it is compared with others though it is not listed.
    """

    claim: Claim
    number: str
    article_number: int
    ordinal: int
    listed: bool
    dim: bool
    checked: bool = False

    @property
    def compared(self) -> bool:
        """Whether it is compared with other claims."""
        return self.listed or self.checked


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claim stands: its article, whether in the text in force, whether it is listed, who read that text."""

    article: str
    present: bool
    listed: bool
    reader: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block as it counts; `by` is the person id of who changed its class, "" for the machine."""

    span: Span
    cls: BlockClass
    by: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A listed claim's place in its article, for painting. `value` is what its status row shows."""

    claim: str
    span: Span
    status: Status
    value: Value | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an article's rows were made with. `matcher` 0: not matched yet. `detail`: whatever else must not change."""

    version: str
    extractor: int
    matcher: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article was made from when it was read last, so that it need not be read again.

    `source`: the article's id. `said`: a digest of what is known of it beforehand. `raw`: sha256 of its bytes. The file
    as it was: `size` in bytes, when its content was `modified` and its inode `changed`, when its reading began
    (`read_at`, all three in ns since 1970); zeros where it is no file. `checked`: the last event before its check.
    """

    source: str
    said: str
    raw: str = ""
    size: int = 0
    modified: int = 0
    changed: int = 0
    inode: int = 0
    read_at: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of claims that came, stayed and went."""

    added: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the corpus holds: articles in the project, listed claims, offered matches between articles."""

    articles: int
    claims: int
    matches: int
