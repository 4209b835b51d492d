"""Places in a text: half-open ranges of code points, and anchors that survive a changed text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote (W3C Web Annotation TextQuoteSelector)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points, `0 <= start < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The exact words of `text` in this range."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this range."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with its words and their surroundings, enough to find them again.

    `quote` is exactly the text of the span; `prefix` and `suffix` are up to CONTEXT code points before and after.
    """

    span: Span
    quote: str
    prefix: str
    suffix: str

    @classmethod
    def take(cls, text: str, span: Span) -> Anchor:
        """The anchor of `span` in `text`."""
        return cls(
            span, span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        )


class AnchorState(StrEnum):
    """How a quote of one text stands in another."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    CHANGED = "changed"
    LOST = "lost"
