"""Articles as the fronts show them: in a list, with their text, with how far they are."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.article import BlockClass, Metadata
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value


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
    """Everything needed to paint an article: canonical text, blocks and claim marks in text order.

    `part`: of a long article only the blocks and marks of these code points, which hold whole paragraphs, are read.
    """

    article: ArticleView
    text: str
    blocks: tuple[BlockView, ...]
    marks: tuple[ClaimMark, ...]
    part: Span | None = None
