"""Articles, their versions, and the blocks of a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.model.span import Span

FACT_CHECK = "claimreview"
"""The reader of published fact-checks: such an article gives one claim, the one that was checked, and is no source."""
METADATA_ITEMS = ("title", "byline", "publisher", "date", "url", "dateline", "wire_credit", "language")
"""What we know of an article besides its text, in this order everywhere."""


class Origin(StrEnum):
    """Where an item of metadata comes from, weakest first."""

    ARTICLE = "article"
    COMMAND = "command line"
    SHEET = "project file"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None is "unknown", and stays so.

    `date` is ISO 8601 (`2017-07-24`, or with time). `dateline` is as printed ("SHANGHAI (Reuters)"); `wire_credit` is
    the agency's line ("Reporting by …"), `agency` names come from both. `language` is ISO 639-1.
    `origins` tells for each known item where it comes from.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    dateline: str | None = None
    wire_credit: str | None = None
    language: str | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def known(self) -> dict[str, str]:
        """The items that are known, in the order of METADATA_ITEMS."""
        return {item: value for item in METADATA_ITEMS if (value := getattr(self, item)) is not None}

    def over(self, weaker: Metadata) -> Metadata:
        """These items, and those of `weaker` where this one knows nothing."""
        items = weaker.known() | self.known()
        origins = {
            item: (self if getattr(self, item) is not None else weaker).origins.get(item, Origin.ARTICLE)
            for item in items
        }
        return Metadata(**items, origins=origins)

    @classmethod
    def of(cls, origin: Origin, items: Mapping[str, str | None]) -> Metadata:
        """Items that all come from one place; empty ones are unknown; unknown names are refused by TypeError."""
        known = {item: value for item, value in items.items() if value}
        return cls(**known, origins=dict.fromkeys(known, origin))


class BlockClass(StrEnum):
    """What a paragraph-like run of an article is. Nothing is ever deleted, only classified."""

    BODY = "body"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    CREDIT = "credit"
    WIRE_CREDIT = "wire_credit"
    WIDGET = "widget"
    FOOTER = "footer"
    ERROR = "error"

    @property
    def gives_claims(self) -> bool:
        """Whether claims of such a block are listed."""
        return self in (BlockClass.BODY, BlockClass.HEADLINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a blank line or line break inside its class."""

    span: Span
    cls: BlockClass


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article. `text` is canonical: decoded, LF only, no BOM, no NUL, nothing else changed."""

    id: str
    article: str
    raw_sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An appearance: the same words at two outlets are two articles."""

    id: str
    key: str
    metadata: Metadata
    aliases: tuple[str, ...] = ()
