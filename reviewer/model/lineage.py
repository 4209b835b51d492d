"""Where articles come from, and how many separate origins stand behind a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.comparison import SLOT_WORDS
from reviewer.model.span import Span

_WORDS: dict[str, str] = {slot.value: words for slot, words in SLOT_WORDS.items()}


class LineageKind(StrEnum):
    """How two articles are related. INDEPENDENT is a person's word only."""

    SAME_TEXT = "same_text"
    REWRITE = "rewrite"
    SAME_INFORMANT = "same_informant"
    SAME_AGENCY = "same_agency"
    NO_LINK_FOUND = "no_link_found"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a lineage in plain words, with the copied places where there are any."""

    words: str
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


def naming(words: str, left: str, right: str) -> str:
    """A sign's words; where they speak of the first and the second article, these are named."""
    if "% of the first stands in the second" not in words:
        return words
    return words.replace("the first", left).replace("the second", right)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The relation of two articles (sorted ids). `share` is the larger containment of the two texts, ratio 0..1."""

    left: str
    right: str
    kind: LineageKind
    signs: tuple[Sign, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Articles that count once for a claim, and why they were united."""

    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many articles and origins assert a claim: `low` to `high` origins, equal where known.

    `disagree` lists (article id, deciding slot name) of claims that contradict; `reasons` are plain sentences.
    `groups` is the partition behind `low`.
    """

    articles: int
    low: int
    high: int
    groups: tuple[OriginGroup, ...] = ()
    disagree: tuple[tuple[str, str], ...] = ()
    contested: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """`3 articles · 2 origins · 1 disagrees on: number`."""
        origins = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        parts = [
            f"{self.articles} article{'' if self.articles == 1 else 's'}",
            f"{origins} origin{'' if self.low == self.high == 1 else 's'}",
        ]
        if self.disagree:
            slots = ", ".join(sorted({_WORDS.get(slot, slot) for _, slot in self.disagree}))
            count = len(self.disagree)
            parts.append(f"{count} disagree{'s' if count == 1 else ''} on: {slots}")
        if self.contested:
            parts.append(f"{self.contested} contested")
        return " · ".join(parts)
